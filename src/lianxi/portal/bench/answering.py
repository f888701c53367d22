"""What a trial comes to, for a reader: who gains and who loses, line by line, drawn, on the map."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from lianxi.charter.kinds.rule_forms import shown
from lianxi.documents.charts.figures import Bar, Bars, Course, Courses, Mark, Spot, Words
from lianxi.documents.map import Label, Outline, labels
from lianxi.documents.sharing.naming import figure
from lianxi.kernel.bilingual import Bilingual, Lang, listed
from lianxi.kernel.quantity import PLACES
from lianxi.portal.bench.sliders import Slider
from lianxi.portal.bench.trying import Tried
from lianxi.portal.sharing.asked import OfRule
from lianxi.portal.sharing.shown import LETTERS, Shape, outline_of, short
from lianxi.portal.sharing.words import Amount
from lianxi.sharing.compare import Comparison, Difference
from lianxi.sharing.run import Line
from lianxi.sharing.sweep import Sweep

BARS_MAX = 20
COURSES_MAX = 6
LINES_MAX = 200
LABEL_MAX: Mapping[Lang, int] = {"zh": 11, "en": 20}  # letters of a name on a chart
# In what charts count money: from which amount of fen on, how many fen that is, its name.
SIZES = (
    (10_000_000_000, 10_000_000_000, Bilingual("亿元", "100 million yuan")),
    (1_000_000, 1_000_000, Bilingual("万元", "10,000 yuan")),
    (0, 100, Bilingual("元", "yuan")),
)


@dataclass(frozen=True)
class Row:
    """A party in a unit: before, after, and what it gains or loses."""

    party: str
    name: Bilingual
    before: Amount
    after: Amount
    change: Amount
    here: bool  # whether the party has a page

    @property
    def sign(self) -> str:
        """`gains`, `loses` or `same`."""
        amount = self.change.amount
        return "gains" if amount > 0 else "loses" if amount < 0 else "same"


@dataclass(frozen=True)
class Unit:
    """What changes in one unit: its rows, and that they add up to zero."""

    name: str
    rows: tuple[Row, ...]

    @property
    def words(self) -> Bilingual:
        """What the unit is called."""
        return Amount(0, self.name).words

    @property
    def moved(self) -> Amount:
        """What goes from those who lose to those who gain."""
        return Amount(sum(max(row.change.amount, 0) for row in self.rows), self.name)

    @property
    def zero(self) -> bool:
        """Whether everything before and everything after adds up to nothing."""
        sums = ((row.before.amount, row.after.amount) for row in self.rows)
        return all(sum(each) == 0 for each in zip(*sums, strict=True))


@dataclass(frozen=True)
class Moved:
    """A transfer that comes, goes or changes: its amounts, None where there is none."""

    title: Bilingual
    period: str
    of: Bilingual | None
    giver: Bilingual
    taker: Bilingual
    before: Amount | None
    after: Amount | None

    @property
    def unit(self) -> Bilingual:
        """What it is in."""
        amount = self.after or self.before
        assert amount is not None
        return amount.words

    @property
    def kind(self) -> str:
        """`come`, `gone` or `changed`."""
        return "come" if self.before is None else "gone" if self.after is None else "changed"


@dataclass(frozen=True)
class Answer:
    """The whole answer: by unit, the transfers that differ (the first of them), how many in all."""

    units: tuple[Unit, ...]
    lines: tuple[Moved, ...]
    come: int
    gone: int
    changed: int

    @property
    def differs(self) -> bool:
        """Whether anything is different at all."""
        return bool(self.come or self.gone or self.changed)


def answer(on: OfRule, found: Tried) -> Answer:
    """What a trial comes to."""
    compared = found.comparison
    return Answer(
        tuple(units(on, compared.parties)),
        tuple(islice(_moves(on, compared), LINES_MAX)),
        len(compared.come),
        len(compared.gone),
        len(compared.moved),
    )


def units(on: OfRule, parties: Iterable[Difference]) -> list[Unit]:
    """The rows by unit, money first; within it whoever gains the most first."""
    rows: dict[str, list[Row]] = {}
    for each in parties:
        unit = each.unit
        rows.setdefault(unit, []).append(
            Row(
                each.party,
                on.called(each.party),
                Amount(each.before, unit),
                Amount(each.after, unit),
                Amount(each.change, unit),
                each.party in on.of.found.package.parties,
            )
        )
    for some in rows.values():
        some.sort(key=lambda row: (-row.change.amount, row.party))
    names = sorted(rows, key=lambda unit: (unit != "CNY", unit))
    return [Unit(name, tuple(rows[name])) for name in names]


def _moves(on: OfRule, compared: Comparison) -> Iterable[Moved]:
    yield from (_moved(on, None, line) for line in compared.come)
    yield from (_moved(on, line, None) for line in compared.gone)
    most = sorted(compared.moved, key=lambda pair: -abs(pair[1].amount - pair[0].amount))
    yield from (_moved(on, old, new) for old, new in most)


def _moved(on: OfRule, old: Line | None, new: Line | None) -> Moved:
    line = new or old
    assert line is not None
    sides = [None if each is None else Amount(each.amount, each.unit) for each in (old, new)]
    return Moved(
        on.naming.symbol(line.name),
        line.period,
        on.naming.keys(line.of),
        on.called(line.giver),
        on.called(line.taker),
        *sides,
    )


def _size(amounts: Iterable[int], unit: str) -> tuple[int, Bilingual]:
    """In what a chart counts: how many smallest parts one is, and its name."""
    most = max((abs(each) for each in amounts), default=0)
    if unit != "CNY":
        return 10 ** PLACES.get(unit, 0), Amount(0, unit).words
    return next((parts, name) for least, parts, name in SIZES if most >= least)


def bars(on: OfRule, unit: Unit, lang: Lang) -> Bars | None:
    """Who gains and who loses, of those that do the most of it; None where nobody does."""
    some = [row for row in unit.rows if row.change.amount]
    if not some:
        return None
    kept = sorted(some, key=lambda row: -abs(row.change.amount))[:BARS_MAX]
    kept.sort(key=lambda row: (-row.change.amount, row.party))
    parts, name = _size((row.change.amount for row in kept), unit.name)
    told = listed([TOLD.fill(name=r.name, amount=signed(r.change), unit=unit.words) for r in kept])
    words = Words(
        BARS.fill(rule=on.title).in_(lang), told.in_(lang), CHANGE.fill(unit=name).in_(lang)
    )
    drawn = tuple(
        Bar(_label(row.name, lang), row.change.amount / parts, _rounded(row.change.amount, parts))
        for row in kept
    )
    return Bars(words, drawn)


def _label(name: Bilingual, lang: Lang) -> str:
    """A name as a chart has room for it; the table beside it has the whole."""
    text, most = short(name.in_(lang)), LABEL_MAX[lang]
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _rounded(amount: int, parts: int) -> str:
    """What is written at a bar's end: two decimals; the table says it exactly."""
    return f"{amount / parts:+,.2f}"


def signed(amount: Amount) -> str:
    """An amount with its sign, also where it is above zero."""
    return f"+{amount.text}" if amount.amount > 0 else amount.text


@dataclass(frozen=True)
class TurnRow:
    """Where a party's course turns, in words."""

    name: Bilingual
    value: str
    amount: Amount


@dataclass(frozen=True)
class Drawn:
    """A course as a chart, with the table beside it: some of its points, and its turns."""

    chart: Courses
    heads: tuple[Bilingual, ...]
    points: tuple[tuple[str, tuple[Amount, ...]], ...]
    turns: tuple[TurnRow, ...]
    unit: Bilingual
    left: int  # points that can't be worked out


POINTS = 9  # that the table shows, both ends among them


def courses(on: OfRule, slider: Slider, found: Sweep, lang: Lang, unit: str) -> Drawn | None:
    """The courses of the parties that move most; None where nothing can be worked out."""
    if not found.points:
        return None
    title = value_words(slider)
    most = _most_affected(found, unit)
    amounts = [point.net.get((party, unit), 0) for party in most for point in found.points]
    parts, name = _size(amounts, unit)
    across = ACROSS.fill(title=title, unit=slider.words) if slider.words.zh else title
    turns = tuple(
        TurnRow(on.called(party), figure(shown(turn.value)), Amount(turn.amount, unit))
        for party in most
        for turn in found.turns.get((party, unit), ())
    )
    told = (COURSE_TURNS if turns else COURSE).fill(title=title, n=len(most), turns=len(turns))
    words = Words(
        told.in_(lang),
        _ends(on, found, most, unit).in_(lang),
        across.in_(lang),
        NET.fill(unit=name).in_(lang),
    )
    drawn = tuple(
        Course(
            _label(on.called(party), lang),
            tuple(Spot(float(p.value), p.net.get((party, unit), 0) / parts) for p in found.points),
            tuple(
                Spot(float(t.value), t.amount / parts) for t in found.turns.get((party, unit), ())
            ),
        )
        for party in most
    )
    step = max((len(found.points) - 1) // (POINTS - 1), 1)
    rows = tuple(
        (figure(shown(p.value)), tuple(Amount(p.net.get((x, unit), 0), unit) for x in most))
        for p in found.points[::step]
    )
    heads = tuple(on.called(party) for party in most)
    chart = Courses(words, drawn, _marks(slider, lang))
    return Drawn(chart, heads, rows, turns, Amount(0, unit).words, len(found.left))


def _most_affected(found: Sweep, unit: str) -> list[str]:
    """The parties whose sums move most over the range."""
    sums: dict[str, list[int]] = {}
    for point in found.points:
        for party in {p for each in found.points for p, of in each.net if of == unit}:
            sums.setdefault(party, []).append(point.net.get((party, unit), 0))
    order = sorted(sums, key=lambda party: (min(sums[party]) - max(sums[party]), party))
    people = [party for party in order if not party.startswith("fund:")]
    return (people or order)[:COURSES_MAX]  # a fund's sum is all others' and dwarfs them


def _marks(slider: Slider, lang: Lang) -> tuple[Mark, ...]:
    now = Mark(float(slider.now), NOW.in_(lang))
    return (now, Mark(float(slider.value), TRIED.in_(lang))) if slider.moved else (now,)


def _ends(on: OfRule, found: Sweep, parties: Sequence[str], unit: str) -> Bilingual:
    first, last = found.points[0], found.points[-1]
    return listed(
        [
            ENDS.fill(
                name=on.called(party),
                before=Amount(first.net.get((party, unit), 0), unit).text,
                after=Amount(last.net.get((party, unit), 0), unit).text,
                unit=Amount(0, unit).words,
            )
            for party in parties
        ]
    )


@dataclass(frozen=True)
class Picture:
    """Who gains and who loses on the map."""

    outline: Outline
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]


def picture(on: OfRule, unit: Unit, lang: Lang) -> Picture | None:
    """The map of a unit's changes; None where the region has none, or nobody on it is touched."""
    drawing = outline_of(on.of.found.version.manifest)
    if drawing is None:
        return None
    states: Mapping[str, str] = {
        row.party: {"gains": "gets", "loses": "gives"}[row.sign]
        for row in unit.rows
        if row.change.amount
    }
    shapes = tuple(
        Shape(area, on.called(area.id), states.get(area.id, "other")) for area in drawing.areas
    )
    named = [(each.area, short(each.name.in_(lang))) for each in shapes if each.state != "other"]
    if not named:
        return None
    return Picture(drawing, shapes, labels(named, LETTERS[lang], drawing.width))


def value_words(slider: Slider) -> Bilingual:
    """What a slider's value is called: the parameter, and which of its values."""
    return OF.fill(title=slider.title, of=slider.label) if slider.label else slider.title


def exact(value: Fraction) -> str:
    """A value for a reader."""
    return figure(shown(value))


OF = Bilingual("{title}（{of}）", "{title} ({of})")
BARS = Bilingual("{rule}：各方得失", "{rule}: who gains and who loses")
TOLD = Bilingual("{name}{amount}{unit}", "{name} {amount} {unit}")
CHANGE = Bilingual("变化（{unit}）", "change ({unit})")
ACROSS = Bilingual("{title}（{unit}）", "{title} ({unit})")
NET = Bilingual("净收（{unit}）", "in all ({unit})")
COURSE = Bilingual(
    "{title}变动时，受影响最大的{n}方净额怎样变",
    "How {title} moves the sums of the {n} parties most affected",
)
COURSE_TURNS = Bilingual(
    "{title}变动时，受影响最大的{n}方净额怎样变，共{turns}处转折",
    "How {title} moves the sums of the {n} parties most affected, with {turns} turns",
)
ENDS = Bilingual("{name}由{before}到{after}{unit}", "{name} from {before} to {after} {unit}")
NOW = Bilingual("现行", "now")
TRIED = Bilingual("试算", "trial")
