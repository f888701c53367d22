"""What may be moved on the bench: each value of a parameter, each kind of figure by a factor."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from lianxi.charter.kinds.rule_forms import shown
from lianxi.documents.sharing.naming import Naming, unit_words
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.sharing.plan import Plan

PARAMETER, FACT = "p", "f"
ONE = Fraction(1)
STEPS = 100  # of a slider from end to end, about
SLIDERS_MAX = 300  # each sends three fields, and a form may have a thousand
SHOWN = 18  # sliders that are shown without being asked for


@dataclass(frozen=True)
class Value:
    """One value of a parameter, by the keys that it is for; or a kind of figure."""

    kind: str
    name: str
    at: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """What it is called in an address: "p:target:nh3", "f:flow"."""
        return ":".join((self.kind, self.name, *self.at))


@dataclass(frozen=True)
class Slider:
    """A value that may be moved: what it is now, where it is moved to, from where to where."""

    of: Value
    title: Bilingual
    label: Bilingual | None  # which of the parameter's values; None where there is one
    unit: str
    now: Fraction
    value: Fraction

    @property
    def moved(self) -> bool:
        """Whether it is elsewhere than it is now."""
        return self.value != self.now

    @property
    def low(self) -> Fraction:
        """The slider's left end: half of what it is now, or further out where it was moved to."""
        return ends_of(self.now, self.value)[0]

    @property
    def high(self) -> Fraction:
        """The slider's right end: double of what it is now, or further out."""
        return ends_of(self.now, self.value)[1]

    @property
    def texts(self) -> Mapping[str, str]:
        """Its numbers as the page writes them: exact, but for a slider's decimals."""
        exact = {"now": shown(self.now), "value": shown(self.value)}
        ends = {"low": self.low, "high": self.high, "slid": self.value}
        return {**exact, **{name: decimal(of) for name, of in ends.items()}}

    @property
    def words(self) -> Bilingual:
        """Its unit for a reader."""
        return unit_words(self.unit)


@dataclass(frozen=True)
class Group:
    """A parameter, or the kinds of figures: its sliders, unit and clause."""

    title: Bilingual
    clause: str
    sliders: tuple[Slider, ...]
    long: bool = False  # whether it is folded until somebody moves one of it

    @property
    def single(self) -> bool:
        """Whether it is one value, which needs no heading of its own."""
        return len(self.sliders) == 1

    @property
    def moved(self) -> bool:
        """Whether any of it is moved."""
        return any(each.moved for each in self.sliders)


def ends_of(now: Fraction, value: Fraction) -> tuple[Fraction, Fraction]:
    """A slider's ends: half and double of what is now, or further out where it was moved to.

    From zero it goes to one.

    >>> ends_of(Fraction(60), Fraction(60)), ends_of(Fraction(0), Fraction(5))
    ((Fraction(30, 1), Fraction(120, 1)), (Fraction(0, 1), Fraction(5, 1)))
    """
    ends = (Fraction(0), ONE) if now == 0 else (now / 2, now * 2)
    return min(*ends, value), max(*ends, value)


def snapped(value: Fraction, low: Fraction, high: Fraction) -> Fraction:
    """Where a slider was let go, as a number that people would write.

    >>> snapped(Fraction("83.168"), Fraction(30), Fraction(120)), snapped(ONE, ONE, ONE)
    (Fraction(83, 1), Fraction(1, 1))
    """
    step = (high - low) / STEPS
    if step <= 0 or value in (low, high):
        return value
    size = Fraction(1)
    while size > step:
        size /= 10
    while size * 10 <= step:
        size *= 10
    unit = next(size * n for n in (5, 2, 1) if size * n <= step)
    return min(max(round(value / unit) * unit, low), high)


def decimal(value: Fraction) -> str:
    """A number for a slider, which knows no fractions: to twelve places."""
    text = shown(value)
    return text if "/" not in text else shown(Fraction(round(value * 10**12), 10**12))


def values_of(plan: Plan) -> dict[Value, Fraction]:
    """Every value of a plan's parameters."""
    return {
        Value(PARAMETER, name, at): value
        for name, parameter in plan.of.parameters.items()
        for at, value in parameter.values
    }


def parameter_groups(plan: Plan, naming: Naming, moved: Mapping[str, Fraction]) -> Iterator[Group]:
    """The sliders of the parameters, as many as a form can send."""
    left, shown_so_far = SLIDERS_MAX - len(plan.of.facts), 0
    for name, parameter in plan.of.parameters.items():
        some = parameter.values[: max(left, 0)]
        left -= len(some)
        sliders = tuple(
            Slider(
                of := Value(PARAMETER, name, at),
                naming.symbol(name),
                listed([naming.key(key) for key in at]) if at else None,
                str(parameter.unit),
                now,
                moved.get(of.field, now),
            )
            for at, now in some
        )
        shown_so_far += len(sliders)
        if sliders:
            long = len(sliders) > 1 and shown_so_far > SHOWN
            yield Group(naming.symbol(name), parameter.clause, sliders, long)


def fact_group(plan: Plan, naming: Naming, moved: Mapping[str, Fraction]) -> Group:
    """The sliders of the kinds of figures: each by a factor."""
    sliders = []
    for name in plan.of.facts:
        of = Value(FACT, name)
        sliders.append(Slider(of, naming.symbol(name), None, "1", ONE, moved.get(of.field, ONE)))
    return Group(FACTORS, "", tuple(sliders))


FACTORS = Bilingual("数据整体放大或缩小（倍）", "All figures of a kind, times")
