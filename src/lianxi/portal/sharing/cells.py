"""What a rule asks for in a period, beside what is there: the grid of its figures."""

from collections.abc import Sequence

from lianxi.governance.authority import Allowed, can
from lianxi.portal.dossiers.queries import right_day
from lianxi.portal.sharing import queries
from lianxi.portal.sharing.actions import RIGHT
from lianxi.portal.sharing.asked import OfRule
from lianxi.portal.sharing.digests import keys_text
from lianxi.portal.sharing.listing import Cell
from lianxi.sharing.facts import FactRow, asked
from lianxi.sharing.plan import Plan

Asked = tuple[FactRow, Cell]


def grid(on: OfRule, plan: Plan) -> list[Asked]:
    """Every figure that is asked for, with what it is now; one query."""
    wanted = asked(plan, on.period)
    periods = {row.period for row in wanted} | {on.period}
    rows = queries.facts(on.of.region, on.rule, periods, on.known)
    there = {(row.period, keys_text(row.keys), row.fact): row for row in rows}
    words = list(dict.fromkeys(word for row in wanted for word in row.keys))
    return [
        (row, _cell(on, row, there.get((row.period, keys_text(row.keys), row.fact)), words))
        for row in wanted
    ]


def _cell(on: OfRule, row: FactRow, there: FactRow | None, words: Sequence[str]) -> Cell:
    number = there.source.rpartition("/")[2] if there else ""
    keys = {word: on.naming.part(word, key) for word, key in row.keys.items()}
    return Cell(
        row.fact,
        on.naming.symbol(row.fact),
        tuple(row.keys.items()),
        on.naming.keys(row.keys),
        there.unit if there else row.unit,
        there.value if there else "",
        int(number) if number else None,
        f"{row.period} {row.fact} {keys_text(row.keys)}",
        tuple((on.naming.word(word), keys.get(word)) for word in words),
    )


def party_of(on: OfRule, row: FactRow) -> str:
    """Whose a figure is: the party that it is of, "" where it is nobody's in particular."""
    parties = on.of.found.package.parties
    return next((key for key in row.keys.values() if key in parties), "")


def own(on: OfRule, rows: Sequence[Asked]) -> list[Asked]:
    """Those that whoever asks may enter."""
    day = right_day(on.of.found, on.of.today)
    actor = on.of.doing.actor
    allowed: dict[str, bool] = {}

    def may(party: str) -> bool:
        if party not in allowed:
            allowed[party] = isinstance(can(actor, RIGHT, day, party=party), Allowed)
        return allowed[party]

    return [(row, cell) for row, cell in rows if may(party_of(on, row))]
