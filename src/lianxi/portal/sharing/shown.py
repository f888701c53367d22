"""A result for a reader: who gets and who gives in all, on the map and in a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lianxi.documents.map import Area, Label, Outline, labels, outline
from lianxi.documents.sharing.flows import Arrow, Flow, drawn, flows
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.portal.charter.queries import loaded
from lianxi.portal.sharing.asked import OfRule
from lianxi.portal.sharing.results import Worked
from lianxi.portal.sharing.words import Amount

LETTERS: Mapping[Lang, int] = {"zh": 22, "en": 18}  # as the style sheet has them on a map
NAMED_MOST = 60


@dataclass(frozen=True)
class Net:
    """What a party gets in all in a unit, below zero what it gives."""

    party: str
    name: Bilingual
    amount: Amount
    here: bool  # whether the party has a page


@dataclass(frozen=True)
class Drawn:
    """An arrow on the map in words."""

    arrow: Arrow
    words: Bilingual


@dataclass(frozen=True)
class Shape:
    """A shape on the map and how its party stands: "gets", "gives" or "other"."""

    area: Area
    name: Bilingual
    state: str


@dataclass(frozen=True)
class Picture:
    """Who pays whom on the map in one unit; `beside` has no place on it."""

    outline: Outline
    shapes: tuple[Shape, ...]
    arrows: tuple[Drawn, ...]
    labels: tuple[Label, ...]
    beside: tuple[Bilingual, ...]


def nets(on: OfRule, of: Worked) -> dict[str, list[Net]]:
    """What everybody gets and gives by unit, whoever gets the most first."""
    found: dict[str, list[Net]] = {}
    for (party, unit), amount in of.net.items():
        here = party in on.of.found.package.parties
        line = Net(party, on.called(party), Amount(amount, unit), here)
        found.setdefault(unit, []).append(line)
    for lines in found.values():
        lines.sort(key=lambda each: (-each.amount.amount, each.party))
    return found


def picture(on: OfRule, of: Worked, unit: str, lang: Lang) -> Picture | None:
    """The map of a unit's transfers; None where the region has no map."""
    drawing = outline_of(on.of.found.version.manifest)
    if drawing is None:
        return None
    moved = flows(
        (line.giver, line.taker, line.amount) for _, line in of.lines if line.unit == unit
    )
    made = drawn(moved, drawing)
    signs = {party: amount > 0 for (party, each), amount in of.net.items() if each == unit}
    states = {party: "gets" if gets else "gives" for party, gets in signs.items()}
    shapes = tuple(
        Shape(area, on.called(area.id), states.get(area.id, "other")) for area in drawing.areas
    )
    named = [(each.area, short(each.name.in_(lang))) for each in shapes if each.state != "other"]
    size = LETTERS[lang]
    return Picture(
        drawing,
        shapes,
        tuple(Drawn(each, _words(on, each.flow, unit)) for each in made.arrows),
        labels(named, size, drawing.width),
        _beside(on, made.beside, {area.id for area in drawing.areas}, unit),
    )


def _beside(on: OfRule, of: Sequence[Flow], places: set[str], unit: str) -> tuple[Bilingual, ...]:
    """What goes to and comes from each party that has no place on the map."""
    sums: dict[tuple[str, bool], list[int]] = {}
    for flow in of:
        if flow.taker not in places:
            sums.setdefault((flow.taker, True), []).append(flow.amount)
        if flow.giver not in places:
            sums.setdefault((flow.giver, False), []).append(flow.amount)
    return tuple(
        (GETS if gets else GIVES).fill(
            party=on.called(party),
            n=len(amounts),
            amount=Amount(sum(amounts), unit).text,
            unit=Amount(0, unit).words,
        )
        for (party, gets), amounts in list(sums.items())[:NAMED_MOST]
    )


def _words(on: OfRule, flow: Flow, unit: str) -> Bilingual:
    amount = Amount(flow.amount, unit)
    sides = {"giver": on.called(flow.giver), "taker": on.called(flow.taker)}
    return PAYS.fill(**sides, amount=amount.text, unit=amount.words)


def short(name: str) -> str:
    """A name without what tells it apart from its namesakes: the map shows where it is."""
    return name.partition(" (")[0]


@lru_cache(maxsize=8)
def outline_of(manifest: str) -> Outline | None:
    """The map of a version: drawn once."""
    package = loaded(manifest).package
    return outline(package.shapes) if package else None


def units_of(of: Worked) -> Sequence[str]:
    """The units of a result, money first."""
    return sorted({line.unit for _, line in of.lines}, key=lambda unit: (unit != "CNY", unit))


GETS = Bilingual(
    "{party}收{n}方付来的{amount}{unit}", "{party} gets {amount} {unit} from {n} payers"
)
GIVES = Bilingual("{party}付给{n}方{amount}{unit}", "{party} gives {amount} {unit} to {n} payees")
PAYS = Bilingual("{giver}付给{taker}{amount}{unit}", "{giver} to {taker}: {amount} {unit}")
