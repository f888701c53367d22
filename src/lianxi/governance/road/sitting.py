"""A sitting (会议): called, agreed to come to, held, minuted, confirmed, closed.

The roll is frozen on the day of the notice: whoever has a seat then owes a slip and nobody
else. How the body decides is frozen on the day of the sitting. It closes only when every item
is decided, struck or carried over and the minutes are confirmed, or their day is over.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.governance.road import minutes, sitting_items
from lianxi.governance.road.act import Act
from lianxi.governance.road.ballot import Room
from lianxi.governance.road.minutes import Minutes
from lianxi.governance.road.procedure import BEGIN, BEGUN, Duty, Face, Link, Procedure
from lianxi.governance.road.sitting_acts import (
    Balloted,
    Cancelled,
    Concluded,
    Convened,
    ItemCarriedOver,
    ItemDecided,
    ItemListed,
    ItemStruck,
    MinutesConfirmed,
    MinutesCorrected,
    MinutesDrafted,
    MinutesObjected,
    Moved,
    PaperFiled,
    SittingOpened,
    SlipReturned,
)
from lianxi.governance.road.sitting_items import Item, Items
from lianxi.governance.road.sitting_words import (
    AFTER_SITTING,
    CANCELLED,
    CONCLUDED,
    GUEST_SEATED,
    MINUTED,
    NO_BODY,
    NO_PLACE,
    NO_ROLL,
    NO_SEAT,
    NO_TITLE,
    NO_WHY,
    NOBODY_PRESENT,
    NOT_MINUTED,
    NOT_NAMED,
    NOT_OPEN,
    NOT_YET,
    OPENED,
    PAST,
    PROXY_COMES,
    PROXY_SEAT,
    REPLY_AFTER,
    REPLY_PAST,
    SAID,
    STAGES,
    TWICE,
    UNSETTLED,
    WORDS,
    WRONG_COMING,
)
from lianxi.governance.road.supervision import NO_SIGNER
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words

COMING: Mapping[str, Bilingual] = {
    "yes": Bilingual("出席", "comes"),
    "deputy": Bilingual("派员代表出席", "sends a deputy"),
    "no": Bilingual("不出席", "does not come"),
}


@dataclass(frozen=True)
class Slip:
    """A reply slip that came back; `late` after the day for it."""

    returned: SlipReturned
    day: date
    late: bool


@dataclass(frozen=True)
class Sitting:
    """A sitting as it stands after its acts."""

    notice: Convened
    since: date
    asked: date  # since when slips are asked for
    slips: Mapping[str, Slip]
    items: Items = ()
    papers: tuple[PaperFiled, ...] = ()  # for the whole
    opened: tuple[SittingOpened, date] | None = None
    minutes: Minutes | None = None
    concluded: Concluded | None = None
    cancelled: Cancelled | None = None
    ended: date | None = None

    @property
    def stage(self) -> str:
        """A word of `STAGES`."""
        if self.ended is not None:
            return "cancelled" if self.cancelled else "concluded"
        if self.opened is None:
            return "convened"
        return "open" if self.minutes is None else "minutes"

    @property
    def present(self) -> tuple[str, ...]:
        """Who of the roll was present."""
        return self.opened[0].present if self.opened else ()

    @property
    def room(self) -> Room:
        """Who may vote, for a ballot."""
        named = {party: slip.returned.proxy for party, slip in self.slips.items()}
        return Room(self.notice.roll, self.present, {k: v for k, v in named.items() if v})

    @property
    def owing(self) -> tuple[str, ...]:
        """Who has a seat and has not returned a slip."""
        return tuple(party for party in self.notice.roll if party not in self.slips)

    @property
    def silent(self) -> tuple[str, ...]:
        """Who was present and has not confirmed the minutes."""
        return self.minutes.silent(self.present) if self.minutes else ()

    @property
    def pending(self) -> tuple[tuple[int, Item], ...]:
        """The items on which nothing is settled, by their numbers."""
        numbered = enumerate(self.items, 1)
        return tuple((number, item) for number, item in numbered if item.stands == "listed")


def follow(state: Sitting | None, act: Act[object]) -> Sitting | Refused:
    """The state after one more act, or why it can't follow."""
    what = act.what
    if isinstance(what, Convened):
        return _convened(what, act.day) if state is None else Refused(BEGUN)
    if state is None:
        return Refused(BEGIN)
    if state.cancelled is not None:
        return Refused(CANCELLED.fill(day=in_words(state.ended)))
    if state.ended is not None and not isinstance(what, MinutesCorrected):
        return Refused(CONCLUDED.fill(day=in_words(state.ended)))
    when, why, next_ = _NEXT[type(what)]
    if state.stage not in when:
        return Refused(why)
    return next_(state, what, act.day)


def _convened(what: Convened, day: date) -> Sitting | Refused:
    wrong = _wrong_notice(what) or _wrong_days(what.day, what.reply_by, day)
    return Refused(wrong) if wrong else Sitting(what, day, day, {})


def _wrong_notice(what: Convened) -> Bilingual | None:
    if not what.title.zh.strip():
        return NO_TITLE
    if not what.bodies:
        return NO_BODY
    if not what.place.strip():
        return NO_PLACE
    if not what.roll:
        return NO_ROLL
    if len(set(what.roll)) < len(what.roll) or len(set(what.guests)) < len(what.guests):
        return TWICE
    return GUEST_SEATED if set(what.roll) & set(what.guests) else None


def _wrong_days(day: date, reply_by: date | None, today: date) -> Bilingual | None:
    if day < today:
        return PAST.fill(day=in_words(day))
    if reply_by is None:
        return None
    if reply_by < today:
        return REPLY_PAST.fill(day=in_words(reply_by))
    return (
        REPLY_AFTER.fill(day=in_words(reply_by), sitting=in_words(day)) if reply_by > day else None
    )


def _moved(state: Sitting, what: Moved, day: date) -> Sitting | Refused:
    wrong = _wrong_days(what.day, what.reply_by, day)
    if wrong is not None:
        return Refused(wrong)
    if not what.place.strip():
        return Refused(NO_PLACE)
    if not what.why.strip():
        return Refused(NO_WHY)
    notice = replace(state.notice, day=what.day, place=what.place)
    if what.reply_by is None:
        return replace(state, notice=notice)
    return replace(state, notice=replace(notice, reply_by=what.reply_by), asked=day, slips={})


def _slip(state: Sitting, what: SlipReturned, day: date) -> Sitting | Refused:
    wrong = _wrong_slip(state, what)
    if wrong is not None:
        return Refused(wrong)
    by = state.notice.reply_by
    slip = Slip(what, day, by is not None and day > by)
    return replace(state, slips={**state.slips, what.party: slip})


def _wrong_slip(state: Sitting, what: SlipReturned) -> Bilingual | None:
    if what.party not in state.notice.roll:
        return NO_SEAT
    if what.coming not in COMING:
        return WRONG_COMING
    if what.coming != "no" and not what.name.strip():
        return NOT_NAMED
    if not what.proxy:
        return None
    if what.coming != "no":
        return PROXY_COMES
    wrong = what.proxy == what.party or what.proxy not in state.notice.roll
    return PROXY_SEAT if wrong else None


def _items(change: Callable[..., Items | Refused], *, dated: bool = False) -> "Next":
    """An act that changes the items and nothing else."""

    def follow(state: Sitting, what: object, day: date) -> Sitting | Refused:
        items = change(state.items, what, *([day] if dated else []))
        return items if isinstance(items, Refused) else replace(state, items=items)

    return follow


def _filed(state: Sitting, what: PaperFiled, day: date) -> Sitting | Refused:
    if what.item == 0:
        return replace(state, papers=(*state.papers, what))
    return _items(sitting_items.filed)(state, what, day)


def _opened(state: Sitting, what: SittingOpened, day: date) -> Sitting | Refused:
    if day < state.notice.day:
        return Refused(NOT_YET.fill(day=in_words(state.notice.day)))
    if not what.present:
        return Refused(NOBODY_PRESENT)
    if not set(what.present) <= set(state.notice.roll):
        return Refused(NO_SEAT)
    if len(set(what.present)) < len(what.present):
        return Refused(TWICE)
    return replace(state, opened=(what, day))


def _balloted(state: Sitting, what: Balloted, _: date) -> Sitting | Refused:
    assert state.opened is not None
    items = sitting_items.balloted(state.items, what, state.opened[0].rules, state.room)
    return items if isinstance(items, Refused) else replace(state, items=items)


def _decided(state: Sitting, what: ItemDecided, _: date) -> Sitting | Refused:
    assert state.opened is not None
    items = sitting_items.decided(state.items, what, state.opened[0].rules)
    return items if isinstance(items, Refused) else replace(state, items=items)


def _drafted(state: Sitting, what: MinutesDrafted, day: date) -> Sitting | Refused:
    if state.pending:
        return Refused(UNSETTLED.fill(n=len(state.pending)))
    return _minuted(state, minutes.drafted(state.minutes, what, day, state.present))


def _party(change: Callable[..., Minutes | Refused]) -> "Next":
    """What a party on the roll says to the minutes."""

    def follow(
        state: Sitting, what: MinutesConfirmed | MinutesObjected, day: date
    ) -> Sitting | Refused:
        if what.party not in state.notice.roll:
            return Refused(NO_SEAT)
        return _minuted(state, change(state.minutes, what, day))

    return follow


def _corrected(state: Sitting, what: MinutesCorrected, day: date) -> Sitting | Refused:
    assert state.minutes is not None
    return _minuted(state, minutes.corrected(state.minutes, what, day))


def _minuted(state: Sitting, found: Minutes | Refused) -> Sitting | Refused:
    return found if isinstance(found, Refused) else replace(state, minutes=found)


def _concluded(state: Sitting, what: Concluded, day: date) -> Sitting | Refused:
    assert state.minutes is not None
    if not what.signer.strip():
        return Refused(NO_SIGNER)
    waiting = minutes.closable(state.minutes, day, state.present)
    return Refused(waiting) if waiting else replace(state, concluded=what, ended=day)


def _cancelled(state: Sitting, what: Cancelled, day: date) -> Sitting | Refused:
    return replace(state, cancelled=what, ended=day) if what.why.strip() else Refused(NO_WHY)


Next = Callable[..., Sitting | Refused]

BEFORE, DURING = ("convened",), ("open",)
_MINUTED = ("minutes",)

# In which stages an act may be done, why not in others, and what follows.
_NEXT: Mapping[type[object], tuple[tuple[str, ...], Bilingual, Next]] = {
    Moved: (BEFORE, OPENED, _moved),
    Cancelled: (BEFORE, OPENED, _cancelled),
    SlipReturned: (BEFORE, AFTER_SITTING, _slip),
    ItemListed: ((*BEFORE, *DURING), MINUTED, _items(sitting_items.listed, dated=True)),
    ItemStruck: ((*BEFORE, *DURING), MINUTED, _items(sitting_items.struck)),
    PaperFiled: ((*BEFORE, *DURING, *_MINUTED), MINUTED, _filed),
    SittingOpened: (BEFORE, OPENED, _opened),
    Balloted: (DURING, NOT_OPEN, _balloted),
    ItemDecided: (DURING, NOT_OPEN, _decided),
    ItemCarriedOver: (DURING, NOT_OPEN, _items(sitting_items.carried_over)),
    MinutesDrafted: ((*DURING, *_MINUTED), NOT_OPEN, _drafted),
    MinutesConfirmed: (_MINUTED, NOT_MINUTED, _party(minutes.confirmed)),
    MinutesObjected: (_MINUTED, NOT_MINUTED, _party(minutes.objected)),
    MinutesCorrected: ((*_MINUTED, "concluded"), NOT_MINUTED, _corrected),
    Concluded: (_MINUTED, NOT_MINUTED, _concluded),
}


def face(state: Sitting) -> Face:
    """What a sitting amounts to; its day stands in `due`."""
    notice = state.notice
    before = (item.listed.about.partition("#")[0] for item in state.items)
    return Face(
        notice.title,
        state.stage,
        state.since,
        owner=notice.host,
        body=notice.bodies[0],
        parties=(*notice.roll, *notice.guests),
        due=notice.day,
        ended=state.ended,
        duties=tuple(_duties(state)),
        links=tuple(Link("from", ref) for ref in before if ref.startswith("sitting/")),
    )


def _duties(state: Sitting) -> Iterator[Duty]:
    """Who owes what; nobody owes anything of what has ended."""
    office = f"body:{state.notice.bodies[0]}"
    if state.ended is not None:
        return
    if state.opened is None:
        for party in state.owing:
            yield Duty("reply", party, state.asked, state.notice.reply_by)
        yield Duty("hold", office, state.since, state.notice.day)
    elif state.minutes is None:
        yield Duty("minute", office, state.opened[1], None, "draft")
    else:
        yield from minutes.duties(state.minutes, state.present, office)


SITTING: Procedure[Sitting] = Procedure(
    "sitting",
    WORDS,
    acts={
        "convene": Convened,
        "move": Moved,
        "cancel": Cancelled,
        "return-slip": SlipReturned,
        "list-item": ItemListed,
        "strike-item": ItemStruck,
        "file-paper": PaperFiled,
        "open": SittingOpened,
        "ballot": Balloted,
        "decide": ItemDecided,
        "carry-over": ItemCarriedOver,
        "draft-minutes": MinutesDrafted,
        "confirm-minutes": MinutesConfirmed,
        "object-minutes": MinutesObjected,
        "correct-minutes": MinutesCorrected,
        "conclude": Concluded,
    },
    said=SAID,
    stages=STAGES,
    follow=follow,
    face=face,
)
