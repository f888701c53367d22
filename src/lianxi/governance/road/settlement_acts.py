"""What may be done with a compensation settlement (补偿结算). Amounts are whole fen.

What was worked out stands in the acts in plain values: this procedure knows no rules of sharing.
"""

from dataclasses import dataclass
from datetime import date, datetime

from lianxi.governance.road.act import Enclosure
from lianxi.kernel.bilingual import Bilingual


@dataclass(frozen=True)
class Line:
    """One transfer as it was worked out: who gives whom how much, for which period and things.

    Givers and takers are parties by id, or a fund: "fund:ID". `of` names what it is for, word by
    word ("section" → "s1"); `clause` what it rests on.
    """

    name: str
    giver: str
    taker: str
    amount: int
    unit: str
    period: str
    of: tuple[tuple[str, str], ...] = ()
    clause: str = ""

    @property
    def what(self) -> tuple[object, ...]:
        """What tells it from the others, whatever it comes to."""
        return (self.name, self.giver, self.taker, self.unit, self.period, self.of)


@dataclass(frozen=True)
class Worked:
    """A result: under which version of the rule, from the facts as known when, with its digest.

    `known` is the instant of the facts, `known_on` the day on which the articles are as known.
    `parties` are all whom the rule concerns, also where a result gives them nothing. `in_force`
    is no where the rule is only proposed. `facts` are the batches that the figures came in with.
    """

    version: str
    known: datetime
    known_on: date
    parties: tuple[str, ...]
    lines: tuple[Line, ...]
    digest: str
    in_force: bool = True
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Terms:
    """What is settled: which rule, for which periods, under the articles of which day.

    `body` is the one that decides; `fund` the one in whose books it is kept, "" where none is.
    """

    title: Bilingual
    rule: str
    periods: tuple[str, ...]
    day: date
    body: str
    fund: str = ""


@dataclass(frozen=True)
class Cell:
    """One fact as it stands: of which period and things, how much."""

    period: str
    keys: tuple[tuple[str, str], ...]
    fact: str
    value: str
    unit: str


@dataclass(frozen=True)
class DrawnUp:
    """A settlement is worked out (核算)."""

    terms: Terms
    worked: Worked


@dataclass(frozen=True)
class Redrawn:
    """It is worked out anew under the same day, and why; `corrects` are the disputes upheld."""

    worked: Worked
    why: str
    corrects: tuple[int, ...] = ()


@dataclass(frozen=True)
class Checked:
    """Somebody else worked it out and came to this digest (复核)."""

    digest: str
    note: str = ""


@dataclass(frozen=True)
class Returned:
    """It goes back to be worked out anew, and why."""

    why: str


@dataclass(frozen=True)
class Sent:
    """It goes to the parties under a number; they have until `answer_by` to say something."""

    number: str
    answer_by: date


@dataclass(frozen=True)
class Confirmed:
    """A party confirms its lines by a letter."""

    party: str
    letter: str


@dataclass(frozen=True)
class Contested:
    """A party contests a fact, a version of a parameter or the calculation, by a letter.

    `cell` is the fact and `should` what it should be; `symbol` names the parameter or the line.
    `late` says why it comes after the time for it.
    """

    party: str
    about: str
    why: str
    letter: str
    cell: Cell | None = None
    symbol: str = ""
    should: str = ""
    files: tuple[Enclosure, ...] = ()
    late: str = ""


@dataclass(frozen=True)
class Dropped:
    """The party takes its dispute back, by a letter."""

    dispute: int
    letter: str


@dataclass(frozen=True)
class Decided:
    """A dispute is decided under a number; `value` is what the fact is held to be."""

    dispute: int
    outcome: str
    reasons: str
    number: str
    value: str = ""


@dataclass(frozen=True)
class Approved:
    """The body approves the version at hand: from this day it is owed, until `pay_by`.

    Until `contest_by` a dispute may be opened without saying why so late; None: always late.
    """

    number: str
    pay_by: date
    contest_by: date | None = None


@dataclass(frozen=True)
class Paid:
    """A party paid "in", or was paid "out", on a day, by a voucher."""

    party: str
    way: str
    amount: int
    day: date
    voucher: str
    unit: str = "CNY"


@dataclass(frozen=True)
class TakenBack:
    """A payment that was entered wrongly, by its number in this settlement, counts no more."""

    payment: int
    why: str


@dataclass(frozen=True)
class Reminded:
    """Whoever is in arrears is reminded by letter and asked to pay by another day."""

    number: str
    by: date


@dataclass(frozen=True)
class Closed:
    """Nobody owes anything any more."""

    note: str = ""


@dataclass(frozen=True)
class Withdrawn:
    """It is given up before it was approved, and why."""

    why: str
