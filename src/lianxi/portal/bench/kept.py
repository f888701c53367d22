"""What a trial says when it is kept: plain values that are read back equal."""

from dataclasses import dataclass
from fractions import Fraction

from lianxi.charter.kinds.rule_forms import shown
from lianxi.kernel.digest import digest
from lianxi.portal.bench.answering import value_words
from lianxi.portal.bench.setting import Setting
from lianxi.portal.bench.sliders import Slider, Value, parameter_groups
from lianxi.portal.bench.trying import Tried, changes
from lianxi.portal.sharing.asked import OfRule
from lianxi.sharing.compare import Difference
from lianxi.sharing.plan import Plan
from lianxi.sharing.run import Line


@dataclass(frozen=True)
class Changed:
    """A value that was moved: what it is called, from what to what."""

    field: str
    name: str
    at: tuple[str, ...]
    zh: str
    en: str
    unit: str
    was: str
    tried: str


@dataclass(frozen=True)
class Sum:
    """What a party has in a unit before and after, in smallest parts."""

    party: str
    unit: str
    before: int
    after: int

    @property
    def difference(self) -> Difference:
        """The same as the engine says it."""
        return Difference(self.party, self.unit, self.before, self.after)


@dataclass(frozen=True)
class Transfer:
    """A transfer that comes, goes or changes; an amount is 0 where there is none."""

    name: str
    giver: str
    taker: str
    unit: str
    period: str
    of: tuple[tuple[str, str], ...]
    before: int
    after: int


@dataclass(frozen=True)
class Said:
    """All that is kept of a trial."""

    rule: str
    period: str
    periods: tuple[str, ...]
    version: int  # of the package
    package: str  # its digest
    known: str  # the instant whose figures were asked for; "" for the newest
    facts: str  # digest of the figures as they were tried
    figures: str  # the name of a file that they came from; "" for the rule's own
    factors: tuple[tuple[str, str], ...]
    changed: tuple[Changed, ...]
    in_force: bool
    example: bool
    sums: tuple[Sum, ...]
    transfers: tuple[Transfer, ...]
    left: int = 0  # transfers that differ and are not listed

    def moved(self) -> dict[str, Fraction]:
        """The values that were moved, and the factors, by their fields."""
        values = {each.field: Fraction(each.tried) for each in self.changed}
        return values | {field: Fraction(text) for field, text in self.factors}


TRANSFERS_MAX = 2000


def said_of(on: OfRule, setting: Setting, found: Tried, plan: Plan) -> Said:
    """What there is to keep of a trial."""
    compared = found.comparison
    pairs: list[tuple[Line | None, Line | None]] = [
        *((None, line) for line in compared.come),
        *((line, None) for line in compared.gone),
        *compared.moved,
    ]
    words = _words(on, setting, plan)
    return Said(
        on.rule,
        on.period,
        found.periods,
        on.of.found.version.number,
        on.of.found.package.digest,
        on.known.isoformat() if on.known else "",
        _digest(found),
        setting.figures.name if setting.figures else "",
        tuple((field, shown(value)) for field, value in setting.moved.items() if field[0] == "f"),
        tuple(
            _changed(of, words[of], str(plan.of.parameters[of.name].unit), was, to)
            for of, was, to in changes(plan, setting.moved)
        ),
        found.in_force,
        any(part.plan.status == "example" for part in found.parts),
        tuple(Sum(d.party, d.unit, d.before, d.after) for d in compared.parties),
        tuple(_transfer(old, new) for old, new in pairs[:TRANSFERS_MAX]),
        max(len(pairs) - TRANSFERS_MAX, 0),
    )


def _digest(found: Tried) -> str:
    """The same for the same figures, in whatever order they came."""
    rows = sorted(
        "|".join(
            [r.period, *(f"{w}={k}" for w, k in sorted(r.keys.items())), r.fact, r.value, r.unit]
        )
        for r in found.rows
    )
    return digest(tuple(rows))


def _words(on: OfRule, setting: Setting, plan: Plan) -> dict[Value, Slider]:
    groups = parameter_groups(plan, on.naming, setting.moved)
    return {slider.of: slider for group in groups for slider in group.sliders}


def _changed(of: Value, slider: Slider, unit: str, was: Fraction, to: Fraction) -> Changed:
    called = value_words(slider)
    return Changed(of.field, of.name, of.at, called.zh, called.en, unit, shown(was), shown(to))


def _transfer(old: Line | None, new: Line | None) -> Transfer:
    line = new or old
    assert line is not None
    amounts = [0 if each is None else each.amount for each in (old, new)]
    keys = tuple(sorted(line.of.items()))
    return Transfer(line.name, line.giver, line.taker, line.unit, line.period, keys, *amounts)
