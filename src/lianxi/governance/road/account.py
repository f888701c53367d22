"""An account: what the records of a year say, as plain values.

A page and a paper are both made of the same account, and so say the same. Nothing stands in it
that nobody entered: it counts, sorts and quotes.

    records = Records(2010, date(2010, 12, 31), commitments, sittings, planned, called)
    summary(records).sections[0].said
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lianxi.governance.planned import Planned
from lianxi.governance.road.act import Act
from lianxi.governance.road.commitment import Commitment
from lianxi.governance.road.commitment_acts import Reported
from lianxi.governance.road.matters import Matter
from lianxi.governance.road.sitting import Sitting
from lianxi.governance.road.standing import OPEN, STATUSES, Standing
from lianxi.kernel.bilingual import Bilingual, listed, same
from lianxi.kernel.period import Period


@dataclass(frozen=True)
class Kept:
    """A commitment as it stands at the end of the day of the account, with its acts by then."""

    number: int
    state: Commitment
    standing: Standing
    acts: tuple[Act[object], ...] = ()

    @property
    def ref(self) -> str:
        """How acts and addresses refer to it."""
        return f"commitment/{self.number}"

    @property
    def open(self) -> bool:
        """Whether it has not ended."""
        return self.standing.status in OPEN

    @property
    def doer(self) -> str:
        """The unit that carries it out."""
        return self.state.terms.doer

    @property
    def city(self) -> str:
        """The party that carries it out, itself or by a unit."""
        return self.doer.partition("/")[0]


@dataclass(frozen=True)
class Met:
    """A sitting as it stands at the end of the day of the account."""

    number: int
    state: Sitting

    @property
    def ref(self) -> str:
        """How acts and addresses refer to it."""
        return f"sitting/{self.number}"


@dataclass(frozen=True)
class Records:
    """What an account is made of; `called` gives the name of a party, unit or `body:` id."""

    year: int
    day: date
    commitments: tuple[Kept, ...]
    sittings: tuple[Met, ...] = ()
    planned: tuple[Planned, ...] = ()
    called: Callable[[str], Bilingual] = same
    matters: tuple[Matter, ...] = ()

    def of_year(self) -> list[Kept]:
        """The commitments that were there in the year, ended in it or not at all."""
        return [each for each in self.commitments if _there(each, self.year)]

    def ended_as(self, outcome: str) -> list[Kept]:
        """Those that ended so in the year."""
        return [
            each
            for each in self.commitments
            if each.standing.status == outcome and ends_in(each, self.year)
        ]


def _there(each: Kept, year: int) -> bool:
    ended = each.state.ended
    return each.state.since.year <= year and (ended is None or ended.year >= year)


def ends_in(each: Kept, year: int) -> bool:
    """Whether a commitment ended in a year."""
    return each.state.ended is not None and each.state.ended.year == year


@dataclass(frozen=True)
class Column:
    """A column of a table; `share` is its width beside the others'."""

    words: Bilingual
    share: float = 1
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True)
class Line:
    """A line of a table; `ref` is the dossier that it is about."""

    cells: tuple[Bilingual, ...]
    ref: str = ""


@dataclass(frozen=True)
class Section:
    """A part of an account; a wide table stands on pages of its own in the paper."""

    title: Bilingual
    said: tuple[Bilingual, ...]
    columns: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = ()
    wide: bool = False


@dataclass(frozen=True)
class Account:
    """An account of a year as of a day."""

    title: Bilingual
    sections: tuple[Section, ...]

    @property
    def about(self) -> tuple[str, ...]:
        """The dossiers that it speaks of, each once."""
        lines = (line for section in self.sections for line in section.lines)
        return tuple(dict.fromkeys(line.ref for line in lines if line.ref))


def counts(commitments: Iterable[Kept]) -> Mapping[str, int]:
    """How many there are of each status, every status named."""
    counted = Counter(each.standing.status for each in commitments)
    return {status: counted[status] for status in STATUSES}


def tallied(commitments: Iterable[Kept]) -> Bilingual | None:
    """How many there are of each status, in words; None where there are none."""
    found = [EACH.fill(status=STATUSES[word], n=n) for word, n in counts(commitments).items() if n]
    return listed(found) if found else None


def counted(commitments: Sequence[Kept], day: date) -> Bilingual:
    """The counts as a sentence."""
    each = tallied(commitments)
    if each is None:
        return NO_COMMITMENT.fill(day=in_words(day))
    return COUNTED.fill(day=in_words(day), n=len(commitments), each=each)


def table(
    title: Bilingual,
    said: Bilingual,
    columns: tuple[Column, ...],
    lines: Iterable[Line],
    *,
    wide: bool = False,
) -> Section:
    """A section with a table; where there is nothing to list it says so instead.

    `said` may name `{n}`, how many lines there are.
    """
    made = tuple(lines)
    if not made:
        return Section(title, (NOTHING,))
    return Section(title, (said.fill(n=len(made)),), columns, made, wide)


def by_unit(commitments: Iterable[Kept]) -> list[Kept]:
    """Commitments by whoever carries them out, what is due first at the top."""
    return sorted(
        commitments, key=lambda each: (each.doer, each.state.terms.due or date.max, each.number)
    )


def in_words(day: date | None) -> Bilingual:
    """A day in words; a dash where there is none."""
    return Period.on(day).words() if day else NONE


def last_report(each: Kept) -> Reported | None:
    """The last report on it."""
    return each.state.reports[-1][0] if each.state.reports else None


def figures(each: Kept) -> Bilingual:
    """The figures of its last report, as they were reported."""
    report = last_report(each)
    said = [f"{name}{value}" for name, value in report.figures.items()] if report else []
    en = [f"{name} {value}" for name, value in report.figures.items()] if report else []
    return Bilingual("；".join(said), "; ".join(en)) if said else NONE


def number(n: int) -> Bilingual:
    """A number as a cell."""
    return same(str(n))


def text(said: str) -> Bilingual:
    """What somebody wrote, as a cell; a dash where nobody did."""
    return same(said.strip()) if said.strip() else NONE


NONE = same("—")
NOTHING = Bilingual("无。", "None.")
EACH = Bilingual("{status}{n}项", "{status} {n}")
COUNTED = Bilingual("截至{day}，共{n}项任务：{each}。", "As of {day}, {n} commitments: {each}.")
NO_COMMITMENT = Bilingual("截至{day}，没有任务。", "As of {day} there are no commitments.")
TASK = Bilingual("任务", "Commitment")
UNIT = Bilingual("责任单位", "Carried out by")
LEAD = Bilingual("牵头单位", "Lead unit")
DUE = Bilingual("完成时限", "Due")
STATUS = Bilingual("状态", "Status")
WHY = Bilingual("原因", "Why")
FIGURES = Bilingual("数据", "Figures")
OVERALL = Bilingual("总体情况", "In sum")
