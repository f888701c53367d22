"""What holds across files: no id twice, no seat twice, no gap, no example in the record.

Each check takes the whole package and reports; none of them changes anything.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from lianxi.charter import check_articles, check_history, check_register, holidays, turns
from lianxi.charter.forms import Word
from lianxi.charter.kinds.kind import STATUS
from lianxi.charter.language import TABLES
from lianxi.charter.layers import BASE, OWN, inner
from lianxi.charter.package import Package
from lianxi.charter.reading import Reader
from lianxi.charter.rows import Seat
from lianxi.charter.survey import Survey
from lianxi.kernel.finding import Place
from lianxi.kernel.period import Interval, Period
from lianxi.kernel.unreadable import Unreadable


def check(package: Package, found: Survey, reader: Reader) -> None:
    """Check everything that a single value can't show."""
    _ids_once(found, reader)
    _added(found, reader)
    _pairs_whole(found, reader)
    _no_example(package, found, reader)
    _parties(package, reader)
    _seats(package, reader)
    _sets(package, found, reader)
    _area(package, reader)
    _shapes(package, found.shapes_at, reader)
    check_articles.check(package, reader)
    check_history.check(package, reader)
    check_register.check(package, reader)
    holidays.check(package.holidays, reader)
    turns.check(package, reader)


def _ids_once(found: Survey, reader: Reader) -> None:
    """No id is declared twice: in a table, among the sources, or across kinds of article."""
    for path, table in found.tables.items():
        rows = [
            (row.cells["id"], Place(path, "id", row.number)) for row in table if "id" in row.cells
        ]
        _once(rows, reader)
    for layer in (BASE, OWN):
        _once(_named_sources(found, f"{layer}sources.toml"), reader)
        _once(_stems(found, layer), reader)


def _named_sources(found: Survey, path: str) -> list[tuple[str, Place]]:
    sources = found.documents.get(path, {}).get("source", [])
    ids = [s.get("id") for s in sources if isinstance(s, dict)] if isinstance(sources, list) else []
    return [(str(id_), Place(path, f"source[{n}].id")) for n, id_ in enumerate(ids, 1)]


def _stems(found: Survey, layer: str) -> list[tuple[str, Place]]:
    """The articles of a layer by the names of their files."""
    paths = [path for path in found.documents if "/" in inner(path)]
    own = [path for path in paths if path.startswith(BASE) == (layer == BASE)]
    return [(path.rpartition("/")[2].removesuffix(".toml"), Place(path)) for path in own]


def _added(found: Survey, reader: Reader) -> None:
    """What extends a package adds to it: no row and no source anew, no article of another kind."""
    for path, table in TABLES.items():
        there = {table.row_id(row.cells) for row in found.tables.get(BASE + path, [])}
        for row in found.tables.get(path, []):
            if table.row_id(row.cells) in there:
                id_ = table.row_id(row.cells)
                reader.report("extends.row", Place(path, row=row.number), id=id_)
    sources = dict(_named_sources(found, f"{BASE}sources.toml"))
    for id_, place in _named_sources(found, "sources.toml"):
        if id_ in sources:
            reader.report("extends.row", place, id=id_)
    articles = dict(_stems(found, BASE))
    for id_, place in _stems(found, OWN):
        base = articles.get(id_)
        if base is not None and inner(base.file) != place.file:
            reader.report("extends.kind", place, id=id_, file=inner(base.file))


def _once(ids: Iterable[tuple[str, Place]], reader: Reader) -> None:
    first: dict[str, Place] = {}
    for id_, place in ids:
        if id_ in first:
            where = f"{first[id_].file}" + (f":{first[id_].row}" if first[id_].row else "")
            reader.report("id.twice", place, id=id_, first=where)
        first.setdefault(id_, place)


def _pairs_whole(found: Survey, reader: Reader) -> None:
    """A bilingual text in two columns has both languages or neither."""
    for path, table in found.tables.items():
        names = {key.name for key in TABLES[inner(path)].keys}
        stems = [name.removesuffix("_zh") for name in names if name.endswith("_zh")]
        for row in table:
            for stem in stems:
                zh, en = f"{stem}_zh" in row.cells, f"{stem}_en" in row.cells
                if zh != en:
                    missing = f"{stem}_en" if zh else f"{stem}_zh"
                    reader.report("pair.half", Place(path, missing, row.number), column=missing)


def _no_example(package: Package, found: Survey, reader: Reader) -> None:
    """No row of the record is an example, in whichever table and column it says so."""
    for path, table in found.tables.items():
        if package.region.world != "record" and not path.startswith(BASE):
            continue
        keys = TABLES[inner(path)].keys
        columns = [k.name for k in keys if isinstance(k.form, Word) and k.form.vocabulary == STATUS]
        for row in table:
            for column in columns:
                if row.cells.get(column) == "example":
                    reader.report("record.example", Place(path, column, row.number))


def _parties(package: Package, reader: Reader) -> None:
    """A city names its province; a province is one. Of one whose row has errors nothing is said."""
    for party in package.parties.values():
        province = package.parties.get(party.province or "")
        of_province = province is not None and province.kind in ("province", "municipality")
        unread = party.province in reader.ids.get("party", ()) and province is None
        if party.kind == "city" and not of_province and not unread:
            place = Place(party.place.file, "province", party.place.row)
            reader.report("party.province", place, name=party.name)
        _interval(party.since, party.until, party.place, reader)


def _interval(
    since: Period | None, until: Period | None, place: Place, reader: Reader
) -> Interval | None:
    """The days between two dates; report when they are the wrong way round."""
    try:
        return Interval(since.start if since else None, until.start if until else None)
    except Unreadable as why:
        reader.report(why.code, place.at("until"), **why.values)
        return None


def _seats(package: Package, reader: Reader) -> None:
    """A party's seats in one body follow each other: no overlap, and a gap only by readmission."""
    held: dict[tuple[str, str], list[tuple[Interval, Seat]]] = {}
    for seat in package.seats:
        days = _seat(package, seat, reader)
        if days is not None:
            held.setdefault((seat.body, seat.party), []).append((days, seat))
    whole = not {"seats.csv", BASE + "seats.csv"} & reader.troubled()  # a row left out is no gap
    for (body, party_id), seats in held.items():
        names = {"body": package.of("body", body), "party": package.of("party", party_id)}
        in_order = sorted(seats, key=lambda held: (held[0].start is not None, str(held[0].start)))
        for (days, _), (later_days, later) in pairwise(in_order):
            if days.overlaps(later_days):
                reader.report("seat.overlap", later.place, **names, since=str(later.since))
            elif whole and not days.meets(later_days) and later.via != "readmission":
                reader.report(
                    "seat.gap", later.place, **names, until=str(days.stop), since=str(later.since)
                )


def _seat(package: Package, seat: Seat, reader: Reader) -> Interval | None:
    """A seat begins on a known day: not before its party or its meeting, within the years."""
    place = seat.place.at("since")
    if not seat.since.known:
        reader.report("seat.unknown", place)
        return None
    since = {"since": str(seat.since)}
    party = package.parties.get(seat.party)
    born = party.since.start if party and party.since else None
    if party and born and seat.since.start and seat.since.start < born:
        reader.report("seat.early", place, name=party.name, since=str(party.since))
    meeting = package.meetings.get(seat.meeting or "")
    if meeting and seat.since.before(meeting.date):
        name = package.meeting_name(meeting)
        reader.report("seat.before-meeting", place, **since, meeting=name, date=str(meeting.date))
    body = package.articles.get(seat.body)
    if body is not None and body.proposed:
        reader.report("seat.proposed", seat.place.at("body"), body=body.name)
    if package.region.covers.until.before(seat.since):
        reader.report("seat.after-covers", place, **since, until=str(package.region.covers.until))
    return _interval(seat.since, seat.until, seat.place, reader)


def _sets(package: Package, found: Survey, reader: Reader) -> None:
    """Every set has members, each once."""
    seen: set[tuple[str, str]] = set()
    for member in package.sets:
        if (member.set, member.party) in seen:
            reader.report(
                "set.twice",
                member.place,
                party=package.of("party", member.party),
                set=package.of("set", member.set),
            )
        seen.add((member.set, member.party))
        _interval(member.since, member.until, member.place, reader)
    own = found.documents.get("region.toml", {}).get("sets")
    for id_ in package.region.sets:
        if id_ not in {set_id for set_id, _ in seen}:
            declared = isinstance(own, Mapping) and id_ in own
            place = Place(f"{OWN if declared else BASE}region.toml", f"sets.{id_}")
            reader.report("set.empty", place, set=package.of("set", id_))


def _area(package: Package, reader: Reader) -> None:
    """Where the main body is only proposed, the region says which parties make it up."""
    region, main = package.region, package.articles.get(package.region.main_body)
    if main is not None and main.proposed and region.area is None:
        reader.report("region.no-area", Place("region.toml", "area"), body=main.name)


def _shapes(package: Package, file: str, reader: Reader) -> None:
    """Every shape belongs to a party; every member of the main body has one."""
    features = package.shapes.get("features", [])
    shaped: set[str] = set()
    for number, feature in enumerate(features if isinstance(features, list) else [], 1):
        place = Place(file, f"features[{number}]")
        id_ = feature.get("id") if isinstance(feature, Mapping) else None
        if not isinstance(id_, str) or not _is_area(feature):
            reader.report("shape.form", place)
        elif reader.refer("party", id_, place.at("id")):
            shaped.add(id_)
    if features:
        members = {seat.party for seat in package.seats if seat.body == package.region.main_body}
        for id_ in sorted(members - shaped):
            reader.report("shape.missing", Place(file), name=package.of("party", id_))


def _is_area(feature: Mapping[str, object]) -> bool:
    """Whether a feature is one or more polygons of plain coordinates."""
    geometry = feature.get("geometry")
    if not isinstance(geometry, Mapping):
        return False
    depth: dict[str, int] = {"Polygon": 2, "MultiPolygon": 3}
    return geometry.get("type") in depth and _nested(
        geometry.get("coordinates"), depth[str(geometry["type"])]
    )


def _nested(value: object, depth: int) -> bool:
    if not isinstance(value, list) or not value:
        return False
    if depth:
        return all(_nested(item, depth - 1) for item in value)
    return len(value) >= 2 and all(isinstance(number, (int, float)) for number in value[:2])
