"""The table beside a rule: the things it is worked out for, and who stands where at each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from lianxi.charter.kinds.rule_forms import Exact, WordOf
from lianxi.charter.reading import Reader
from lianxi.kernel.finding import Place
from lianxi.kernel.period import Period
from lianxi.kernel.unreadable import Unreadable

# The columns that are no numbers; the first column of all names the thing.
PLACES = ("role", "party", "since", "until")


@dataclass(frozen=True)
class RosterRow:
    """One row: the thing, a party with its role at it, further numbers, and from when to when."""

    place: Place
    thing: str
    role: str
    party: str
    numbers: Mapping[str, Fraction]
    since: Period | None = None
    until: Period | None = None

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        begun = self.since is None or self.since.begun(day)
        return begun and not (self.until is not None and self.until.begun(day))


@dataclass(frozen=True)
class Roster:
    """A table beside a rule. `word` is what its things are called."""

    file: str
    word: str
    columns: tuple[str, ...]
    rows: tuple[RosterRow, ...]

    @property
    def with_parties(self) -> bool:
        """Whether it says who stands at each thing."""
        return "party" in self.columns

    @property
    def numbers(self) -> tuple[str, ...]:
        """The columns that are numbers."""
        return tuple(name for name in self.columns[1:] if name not in PLACES)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that stand in it, each once."""
        return tuple(dict.fromkeys(row.role for row in self.rows))

    def on(self, day: date) -> "Roster":
        """Only the rows that hold on a day."""
        return Roster(
            self.file, self.word, self.columns, tuple(row for row in self.rows if row.holds(day))
        )

    @property
    def things(self) -> tuple[str, ...]:
        """Its things, each once, in order."""
        return tuple(sorted({row.thing for row in self.rows}))

    @property
    def parties(self) -> tuple[str, ...]:
        """Its parties, each once, in order."""
        return tuple(sorted({row.party for row in self.rows if row.party}))


Line = tuple[int, Mapping[str, str]]  # a line's number and its cells, empty ones left out


def read_roster(
    file: str, columns: Sequence[str], lines: Sequence[Line], reader: Reader
) -> Roster | None:
    """Read a table beside a rule; what is wrong in a row is reported at its place."""
    before = len(reader.findings)
    top = Place(file, row=1)
    if not columns or WordOf().read(columns[0], top, reader) is None or columns[0] in PLACES:
        reader.report("roster.columns", top)
        return None
    if "role" in columns and "party" not in columns:
        reader.report("roster.columns", top)
        return None
    if not lines:
        reader.report("roster.empty", top)
        return None
    rows = [_row(file, columns, number, cells, reader) for number, cells in lines]
    roster = Roster(file, columns[0], tuple(columns), tuple(row for row in rows if row))
    _twice(roster, reader)
    _shares(roster, reader)
    errors = [each for each in reader.findings[before:] if each.severity == "error"]
    return None if errors else roster


def _row(
    file: str, columns: Sequence[str], number: int, cells: Mapping[str, str], reader: Reader
) -> RosterRow | None:
    place = Place(file, row=number)
    needed = [columns[0], *(name for name in ("role", "party") if name in columns)]
    missing = [name for name in needed if name not in cells]
    for name in missing:
        reader.report("roster.cell", Place(file, name, number), column=name)
    party = cells.get("party", "")
    if party and reader.refer("party", party, Place(file, "party", number)) is None:
        return None
    numbers = {}
    for name in columns[1:]:
        if name in PLACES:
            continue
        if name not in cells:
            reader.report("roster.cell", Place(file, name, number), column=name)
            continue
        value = Exact().read(cells[name], Place(file, name, number), reader)
        if value is not None:
            numbers[name] = value
    dates = [_day(cells, name, place, reader) for name in ("since", "until")]
    if missing or len(numbers) < sum(name not in PLACES for name in columns[1:]):
        return None
    party = reader.spelt(party, place) if party else ""
    role = cells.get("role", "")
    return RosterRow(place, cells[columns[0]], role, party, numbers, dates[0], dates[1])


def _day(cells: Mapping[str, str], name: str, place: Place, reader: Reader) -> Period | None:
    try:
        return Period.read(cells[name]) if name in cells else None
    except Unreadable as why:
        reader.report(why.code, place.at(name), **why.values)
        return None


def _twice(roster: Roster, reader: Reader) -> None:
    """Nobody stands twice in one role at a thing on one day."""
    seen: dict[tuple[str, str, str], list[RosterRow]] = {}
    for row in roster.rows:
        for other in seen.setdefault((row.thing, row.role, row.party), []):
            if _meet(row, other):
                first = other.place.row or 0
                reader.report("roster.twice", row.place, thing=row.thing, first=first)
                break
        seen[row.thing, row.role, row.party].append(row)


def _meet(one: RosterRow, other: RosterRow) -> bool:
    """Whether there is a day on which both hold."""
    starts = [(row.since.start if row.since else None) or date.min for row in (one, other)]
    stops = [(row.until.start if row.until else None) or date.max for row in (one, other)]
    return max(starts) < min(stops)


def _shares(roster: Roster, reader: Reader) -> None:
    """Shares of a role that do not add up to one are weights; it is said, for it may be a slip."""
    if "share" not in roster.numbers:
        return
    for (thing, role), rows in _by_place(roster):
        whole = sum((row.numbers["share"] for row in rows), Fraction(0))
        negative = [row for row in rows if row.numbers["share"] < 0]
        for row in negative:
            reader.report("roster.negative", row.place.at("share"))
        dated = any(row.since or row.until for row in rows)
        if whole != 1 and not negative and not dated:
            said = {"thing": thing, "role": role, "sum": str(whole)}
            reader.report("roster.shares", rows[0].place.at("share"), **said)


def _by_place(roster: Roster) -> Iterator[tuple[tuple[str, str], list[RosterRow]]]:
    found: dict[tuple[str, str], list[RosterRow]] = {}
    for row in roster.rows:
        found.setdefault((row.thing, row.role), []).append(row)
    yield from found.items()
