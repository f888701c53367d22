"""The minutes of a sitting (纪要): drafts, who confirmed and who objected, corrections.

A later draft takes the place of an earlier one until everybody who was present has confirmed;
from then on what is wrong is corrected visibly, and who confirmed before stays confirmed.
Silence is never agreement: once the day for it is over, who was silent is named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.governance.road.procedure import Duty
from lianxi.governance.road.sitting_acts import (
    MinutesConfirmed,
    MinutesCorrected,
    MinutesDrafted,
    MinutesObjected,
)
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words


@dataclass(frozen=True)
class Said:
    """That a party confirmed a draft, or objected to it (`text`), and when."""

    party: str
    day: date
    text: str = ""
    late: bool = False


@dataclass(frozen=True)
class Draft:
    """One draft, with what was said to it."""

    drafted: MinutesDrafted
    since: date
    confirmed: tuple[Said, ...] = ()
    objected: tuple[Said, ...] = ()
    settled: int = 0  # how many of the objections a correction has taken up

    def has_confirmed(self, party: str) -> bool:
        """Whether a party confirmed this draft."""
        return any(each.party == party for each in self.confirmed)

    @property
    def open(self) -> tuple[Said, ...]:
        """The objections that nothing has answered: no correction, nor that party's word."""
        return tuple(
            each for each in self.objected[self.settled :] if not self.has_confirmed(each.party)
        )


@dataclass(frozen=True)
class Minutes:
    """The minutes as they stand: every draft, the last of which counts, and the corrections."""

    text: str
    drafts: tuple[Draft, ...]
    corrections: tuple[tuple[MinutesCorrected, date], ...] = ()

    @property
    def last(self) -> Draft:
        """The draft that counts."""
        return self.drafts[-1]

    def silent(self, present: Sequence[str]) -> tuple[str, ...]:
        """Who was present and has not confirmed."""
        return tuple(party for party in present if not self.last.has_confirmed(party))

    def agreed_on(self, present: Sequence[str]) -> date | None:
        """The day on which the last of those present confirmed; None until then."""
        if self.silent(present) or self.last.open:
            return None
        return max((each.day for each in self.last.confirmed), default=self.last.since)


def drafted(
    minutes: Minutes | None, what: MinutesDrafted, day: date, present: Sequence[str]
) -> Minutes | Refused:
    """A first draft, or one that takes the place of the last."""
    if not what.text.strip():
        return Refused(NO_TEXT)
    if what.confirm_by is not None and what.confirm_by < day:
        return Refused(CONFIRM_PAST.fill(day=in_words(what.confirm_by)))
    if minutes is None:
        return Minutes(what.text, (Draft(what, day),))
    if minutes.agreed_on(present) is not None:
        return Refused(ALL_CONFIRMED)
    return Minutes(what.text, (*minutes.drafts, Draft(what, day)), minutes.corrections)


def confirmed(minutes: Minutes, what: MinutesConfirmed, day: date) -> Minutes | Refused:
    """The minutes with a party's confirmation; it takes back what that party objected."""
    last = minutes.last
    if last.has_confirmed(what.party):
        return Refused(CONFIRMED)
    by = last.drafted.confirm_by
    said = Said(what.party, day, late=by is not None and day > by)
    return _with(minutes, replace(last, confirmed=(*last.confirmed, said)))


def objected(minutes: Minutes, what: MinutesObjected, day: date) -> Minutes | Refused:
    """The minutes with what a party would have corrected."""
    last = minutes.last
    if not what.text.strip():
        return Refused(NO_OBJECTION)
    if last.has_confirmed(what.party):
        return Refused(CONFIRMED)
    by = last.drafted.confirm_by
    said = Said(what.party, day, what.text, late=by is not None and day > by)
    return _with(minutes, replace(last, objected=(*last.objected, said)))


def corrected(minutes: Minutes, what: MinutesCorrected, day: date) -> Minutes | Refused:
    """The minutes with a correction that stays visible; whoever confirmed stays confirmed."""
    if not what.why.strip():
        return Refused(NO_WHY)
    if not what.old.strip() or what.old == what.new:
        return Refused(NOTHING_CORRECTED)
    places = minutes.text.count(what.old)
    if places != 1:
        return Refused(NOT_THERE if places == 0 else SEVERAL.fill(n=places))
    last = replace(minutes.last, settled=len(minutes.last.objected))
    return replace(
        _with(minutes, last),
        text=minutes.text.replace(what.old, what.new),
        corrections=(*minutes.corrections, (what, day)),
    )


def closable(minutes: Minutes, day: date, present: Sequence[str]) -> Bilingual | None:
    """Why the minutes can't be signed on a day; None where they can."""
    if minutes.last.open:
        return OBJECTIONS.fill(n=len(minutes.last.open))
    silent = len(minutes.silent(present))
    by = minutes.last.drafted.confirm_by
    if silent and by is None:
        return UNCONFIRMED.fill(n=silent)
    if silent and by is not None and day <= by:
        return WAITING.fill(n=silent, day=in_words(by))
    return None


def duties(minutes: Minutes, present: Sequence[str], office: str) -> Iterator[Duty]:
    """Who owes what: those present to confirm, the office to take up objections and to sign."""
    last = minutes.last
    by = last.drafted.confirm_by
    objecting = {each.party: each.day for each in last.open}
    for party in minutes.silent(present):
        if party not in objecting:
            yield Duty("confirm", party, last.since, by)
    agreed = minutes.agreed_on(present)
    if objecting:
        yield Duty("minute", office, min(objecting.values()), None, "objections")
    elif agreed is not None:
        yield Duty("minute", office, agreed, None, "sign")
    elif by is not None:
        yield Duty("minute", office, by, None, "sign")


def _with(minutes: Minutes, last: Draft) -> Minutes:
    return replace(minutes, drafts=(*minutes.drafts[:-1], last))


NO_TEXT = Bilingual("请写纪要正文", "write the minutes")
CONFIRM_PAST = Bilingual("确认期限{day}已过", "the day for confirming, {day}, is over")
ALL_CONFIRMED = Bilingual(
    "到会各方已全部确认；有误请作更正，更正会保留可见",
    "everybody has confirmed; correct what is wrong, and the correction stays visible",
)
CONFIRMED = Bilingual("该单位已确认这一稿", "it has confirmed this draft already")
NO_OBJECTION = Bilingual("请写明应当更正之处", "say what should be corrected")
NO_WHY = Bilingual("请写明更正的原因", "say why it is corrected")
NOTHING_CORRECTED = Bilingual("请写明原文和更正后的文字", "say what stands there and what should")
NOT_THERE = Bilingual("纪要中没有这段原文", "the minutes do not say this")
SEVERAL = Bilingual(
    "这段原文在纪要中出现{n}次，请多摘几个字",
    "this stands in the minutes {n} times; quote more of it",
)
OBJECTIONS = Bilingual(
    "还有{n}条意见未处理：请更正、另拟一稿，或待其确认",
    "objections not taken up: {n}; correct, draft anew, or wait for them to confirm",
)
UNCONFIRMED = Bilingual("还有{n}方没有确认纪要", "not confirmed by: {n}")
WAITING = Bilingual(
    "还有{n}方没有确认，确认期限为{day}", "not confirmed by: {n}; they have until {day}"
)
