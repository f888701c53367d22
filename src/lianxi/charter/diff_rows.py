"""What changed in the tables of a package, in words."""

from collections.abc import Mapping

from lianxi.charter.change import Change, as_from, plain
from lianxi.charter.columns import PARTY_KINDS, Table
from lianxi.charter.language import TABLES
from lianxi.charter.package import Package
from lianxi.charter.reading import Reader
from lianxi.kernel.bilingual import Bilingual, inner, listed, same
from lianxi.kernel.finding import Place
from lianxi.kernel.period import UNKNOWN, Period
from lianxi.kernel.unreadable import Unreadable

Cells = Mapping[str, str]

ADDED = Bilingual("新增{table}：{row}。", "New {table}: {row}.")
REMOVED = Bilingual("删去{table}：{row}。", "The {table} {row} is taken out.")
CHANGED = Bilingual(
    "{table}“{row}”的{label}由“{old}”改为“{new}”。",
    "The {table} {row}, {label}: from “{old}” to “{new}”.",
)
PARTY = Bilingual("{name}（{id}）", "{name} ({id})")
SEAT = Bilingual(
    "{from_}{party}成为{body}成员{at}。", "{from_}{party} becomes a member of {body}{at}."
)
SEAT_AT = Bilingual("（{meeting}）", " ({meeting})")
SEAT_GONE = Bilingual(
    "删去{party}自{day}起在{body}的席位。", "The seat of {party} in {body} from {day} is taken out."
)
SEAT_ENDS = Bilingual(
    "{from_}{party}不再是{body}成员。", "{from_}{party} is no longer a member of {body}."
)
NOTHING = Bilingual("无", "nothing")


def diff_rows(old: Package, new: Package) -> list[Change]:
    """Compare every table: first the rows added, then cells changed, then rows taken out."""
    changes: list[Change] = []
    for path, table in TABLES.items():
        was, is_ = _rows(old, path, table), _rows(new, path, table)
        changes += [_added(path, cells, new) for row, cells in is_.items() if row not in was]
        for row, cells in is_.items():
            if row in was:
                changes += _changed(path, was[row], cells, new)
        changes += [_removed(path, cells, old) for row, cells in was.items() if row not in is_]
    return changes


def _rows(package: Package, path: str, table: Table) -> dict[tuple[str, ...], Cells]:
    rows = package.lines(path)
    return {tuple(cells.get(column, "") for column in table.by): cells for cells in rows}


def _added(path: str, cells: Cells, names: Package) -> Change:
    text = ADDED.fill(table=_called(path, cells), row=_row(path, cells, names))
    if path == "seats.csv":
        text = _new_seat(cells, names)
    return Change(_table(path), _id(path, cells), _day(cells), None, plain(cells), text)


def _removed(path: str, cells: Cells, names: Package) -> Change:
    text = REMOVED.fill(table=_called(path, cells), row=_row(path, cells, names))
    if path == "seats.csv":
        text = SEAT_GONE.fill(
            party=names.of("party", cells["party"]),
            body=names.of("body", cells["body"]),
            day=_period(cells.get("since")).words(),
        )
    return Change(_table(path), _id(path, cells), _day(cells), plain(cells), None, text)


def _called(path: str, cells: Cells) -> Bilingual:
    """What a row is called: a party goes by its kind."""
    if path == "parties.csv":
        return PARTY_KINDS.get(cells["kind"], TABLES[path].label)
    return TABLES[path].label


def _changed(path: str, was: Cells, is_: Cells, names: Package) -> list[Change]:
    changes = []
    for key in TABLES[path].keys:
        old, new = was.get(key.name), is_.get(key.name)
        if old == new:
            continue
        if path == "seats.csv" and key.name == "until" and new is not None:
            text = SEAT_ENDS.fill(
                from_=as_from(_period(new)),
                party=names.of("party", is_["party"]),
                body=names.of("body", is_["body"]),
            )
        else:
            text = CHANGED.fill(
                table=_called(path, is_),
                row=_row(path, is_, names),
                label=key.label,
                old=inner(_cell(path, key.name, old, names)),
                new=inner(_cell(path, key.name, new, names)),
            )
        id_ = f"{_id(path, is_)}.{key.name}"
        changes.append(Change(_table(path), id_, _day(is_), old, new, text))
    return changes


def _new_seat(cells: Cells, names: Package) -> Bilingual:
    meeting = cells.get("meeting")
    at = SEAT_AT.fill(meeting=names.of("meeting", meeting)) if meeting else same("")
    return SEAT.fill(
        from_=as_from(_period(cells.get("since"))),
        party=names.of("party", cells["party"]),
        body=names.of("body", cells["body"]),
        at=at,
    )


def _row(path: str, cells: Cells, names: Package) -> Bilingual:
    """What a row is called: the words of the columns that tell it apart."""
    if path == "history/meetings.csv":
        return names.of("meeting", cells["id"])
    if path == "parties.csv":
        return PARTY.fill(name=names.of("party", cells["id"]), id=cells["id"])
    if "name_zh" in cells and "name_en" in cells:
        return Bilingual(cells["name_zh"], cells["name_en"])
    return listed(
        [_cell(path, column, cells[column], names) for column in TABLES[path].by if column in cells]
    )


def _cell(path: str, column: str, cell: str | None, names: Package) -> Bilingual:
    """A cell in words, through its column's form."""
    if cell is None:
        return NOTHING
    key = next(key for key in TABLES[path].keys if key.name == column)
    value = key.form.read(cell, Place(path), Reader({}))
    return same(cell) if value is None else key.words(value, names)


def _table(path: str) -> str:
    return path.removesuffix(".csv")


def _id(path: str, cells: Cells) -> str:
    return TABLES[path].row_id(cells)


def _day(cells: Cells) -> str:
    return cells.get("since") or cells.get("date") or cells.get("period") or ""


def _period(text: str | None) -> Period:
    try:
        return Period.read(text or "unknown")
    except Unreadable:
        return UNKNOWN
