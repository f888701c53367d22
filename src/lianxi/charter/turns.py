"""The table of turns: who has, exchanges, skips or stands in for a turn in a chair that rotates."""

from collections.abc import Mapping
from datetime import date

from lianxi.charter.article import as_of
from lianxi.charter.columns import (
    BODY_COLUMN,
    COMMON,
    NOTE_EN,
    NOTE_ZH,
    Table,
    pair,
    provenance,
)
from lianxi.charter.forms import Day, Ref, Word
from lianxi.charter.kinds.body import SEATS
from lianxi.charter.package import Package
from lianxi.charter.reading import Reader
from lianxi.charter.rows import Turn
from lianxi.charter.tables import Values, key
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Place

HOW: Mapping[str, Bilingual] = {
    "turn": Bilingual("轮值", "has the turn"),
    "swap": Bilingual("对调", "exchanges turns"),
    "acting": Bilingual("代行", "acts for another"),
    "skip": Bilingual("轮空", "passes its turn over"),
}
FOR_ANOTHER = ("swap", "acting")

PERIOD = key(
    "period",
    Day(),
    "时期 — 轮值自何时起，写年份或月份",
    "period — the year or month that the turn begins in",
    "2027",
    required=True,
)
PARTY = key(
    "party", Ref("party"), "轮值方 — 哪个主体", "party — which party", "330100", required=True
)
HOW_COLUMN = key(
    "how",
    Word(HOW),
    "方式 — 轮值、对调、代行或轮空",
    "how — has the turn, exchanges it, acts for another or passes it over",
    "swap",
    required=True,
)
OF = key(
    "of",
    Ref("party"),
    "原轮值方 — 与谁对调或代谁；轮值和轮空不填",
    "of — whom it exchanges with or acts for; empty for a turn and a skip",
    "320100",
)


def _turn(place: Place, cells: Values) -> Turn:
    return Turn(
        place,
        body=cells.need(BODY_COLUMN),
        period=cells.need(PERIOD),
        party=cells.need(PARTY),
        how=cells.need(HOW_COLUMN),
        of=cells.get(OF),
        provenance=provenance(cells),
        note=pair(cells, NOTE_ZH, NOTE_EN),
    )


TURNS: dict[str, Table] = {
    "turns.csv": Table(
        Bilingual("轮值安排", "turn"),
        Bilingual(
            "轮值安排：谁轮值、对调、代行、轮空",
            "turns: who has one, exchanges it, acts for another, passes it over",
        ),
        (BODY_COLUMN, PERIOD, PARTY, HOW_COLUMN, OF, *COMMON),
        ("body", "period", "party", "how"),
        _turn,
    )
}


def check(package: Package, reader: Reader) -> None:
    """Every turn begins on a known day, is a member's, and nothing is settled twice."""
    settled: dict[tuple[str, str, str], Turn] = {}
    for turn in package.turns:
        begins = turn.period.start
        if begins is None:
            reader.report("turn.undated", turn.place.at("period"))
            continue
        _other(package, turn, reader)
        _member(package, turn, begins, reader)
        # A term has one holder and one stand-in; of those who pass it over there may be several.
        what = {"turn": "holder", "swap": "holder"}.get(turn.how, turn.how)
        what = f"skip {turn.party}" if turn.how == "skip" else what
        first = settled.setdefault((turn.body, str(turn.period), what), turn)
        if first is not turn:
            row = first.place.row or 0
            reader.report("turn.twice", turn.place.at("period"), row=row, period=str(turn.period))


def _other(package: Package, turn: Turn, reader: Reader) -> None:
    """Another party is named where there is one, and is another."""
    if (turn.of is not None) != (turn.how in FOR_ANOTHER):
        reader.report("turn.of", turn.place.at("of"), how=HOW[turn.how])
    elif turn.of == turn.party:
        name = package.of("party", turn.party)
        reader.report("turn.self", turn.place.at("of"), party=name)


def _member(package: Package, turn: Turn, begins: date, reader: Reader) -> None:
    """A turn falls to a member of that day, where the body's article says who its members are."""
    article = package.articles.get(turn.body)
    text = as_of(article, begins) if article else None
    seats = text.get(SEATS) if text else None
    if seats is None or seats.each is None or turn.how == "skip":
        return
    members = set(package.gathers(seats.each, begins))
    if members and turn.party not in members:
        names = {
            "party": package.of("party", turn.party),
            "body": package.of("body", turn.body),
        }
        reader.report("turn.stranger", turn.place.at("party"), **names, period=str(turn.period))
