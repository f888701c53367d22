"""A sitting as its page shows it: slips, agenda, decisions, minutes, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from lianxi.charter.kinds.body_rules import OUTCOMES
from lianxi.governance.road.act import Enclosure
from lianxi.governance.road.agenda import REASONS
from lianxi.governance.road.minutes import Draft, Minutes
from lianxi.governance.road.sitting import COMING, Sitting, Slip
from lianxi.governance.road.sitting_acts import (
    Cancelled,
    ItemCarriedOver,
    ItemDecided,
    ItemListed,
    ItemStruck,
    MinutesConfirmed,
    MinutesCorrected,
    MinutesObjected,
    Moved,
    SlipReturned,
)
from lianxi.governance.road.sitting_items import STANDS, Item
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers.shown import Detail, called

DOSSIERS = ("proposal", "sitting", "commitment")  # those that have a page called by their procedure


@dataclass(frozen=True)
class Seat:
    """A seat: who has it, its slip, whether it was there, whether it confirmed."""

    party: str
    name: Bilingual
    slip: Slip | None
    coming: Bilingual | None
    proxy: Bilingual | None
    present: bool
    confirmed: date | None
    objected: str


@dataclass(frozen=True)
class Row:
    """An item of the agenda; `address` is of what it is about."""

    number: int
    item: Item
    reason: Bilingual
    stands: Bilingual
    open: bool
    address: str


@dataclass(frozen=True)
class Piece:
    """A stretch of the minutes; `why` it was corrected, `gone` where it stood there before."""

    text: str
    gone: bool = False
    new: bool = False


@dataclass(frozen=True)
class Stage:
    """One draft and who said what to it."""

    number: int
    draft: Draft
    confirmed: tuple[tuple[Bilingual, date, bool], ...]
    objected: tuple[tuple[Bilingual, date, str], ...]


def seats(found: Current, state: Sitting) -> list[Seat]:
    """The seats of the roll in its order."""
    last = state.minutes.last if state.minutes else None
    confirmed = {each.party: each.day for each in last.confirmed} if last else {}
    objected = {each.party: each.text for each in last.objected} if last else {}
    made = []
    for party in state.notice.roll:
        slip = state.slips.get(party)
        proxy = slip.returned.proxy if slip else ""
        made.append(
            Seat(
                party,
                called(found, party),
                slip,
                COMING[slip.returned.coming] if slip else None,
                called(found, proxy) if proxy else None,
                party in state.present,
                confirmed.get(party),
                objected.get(party, ""),
            )
        )
    return made


def agenda(region: str, state: Sitting) -> list[Row]:
    """The items in their order."""
    return [
        Row(
            number,
            item,
            REASONS[item.listed.reason],
            STANDS[item.stands],
            item.stands == "listed",
            _address(region, item.listed.about),
        )
        for number, item in enumerate(state.items, 1)
    ]


def _address(region: str, about: str) -> str:
    """Where the dossier behind an item is shown; nowhere for one of the sitting's own."""
    kind, _, number = about.partition("#")[0].partition("/")
    return reverse(kind, args=[region, number]) if kind in DOSSIERS and number.isdecimal() else ""


def drafts(found: Current, minutes: Minutes) -> list[Stage]:
    """Every draft with what was said to it, the last first."""
    made = [
        Stage(
            number,
            draft,
            tuple((called(found, each.party), each.day, each.late) for each in draft.confirmed),
            tuple((called(found, each.party), each.day, each.text) for each in draft.objected),
        )
        for number, draft in enumerate(minutes.drafts, 1)
    ]
    return list(reversed(made))


def marked(minutes: Minutes) -> list[Piece]:
    """The last draft with every correction made to it visible where it was made.

    >>> from lianxi.governance.road.sitting_acts import MinutesDrafted
    >>> correction = MinutesCorrected("一座", "两座", "漏字"), date(2026, 3, 1)
    >>> draft = Draft(MinutesDrafted("修一座码头"), date(2026, 2, 1))
    >>> [piece.text for piece in marked(Minutes("修两座码头", (draft,), (correction,)))]
    ['修', '一座', '两座', '码头']
    """
    pieces = [Piece(minutes.last.drafted.text)]
    for correction, _ in minutes.corrections:
        pieces = list(_corrected(pieces, correction))
    return pieces


def _corrected(pieces: list[Piece], what: MinutesCorrected) -> Iterator[Piece]:
    for piece in pieces:
        before, there, after = piece.text.partition(what.old)
        if piece.gone or not there:
            yield piece
            continue
        made = (
            Piece(before, new=piece.new),
            Piece(what.old, gone=True),
            Piece(what.new, new=True),
            Piece(after, new=piece.new),
        )
        yield from (each for each in made if each.text)


def papers(state: Sitting) -> dict[str, Enclosure]:
    """Every paper of a sitting by its digest."""
    filed = [*state.papers, *(paper for item in state.items for paper in item.papers)]
    return {paper.file.digest: paper.file for paper in filed}


def details(found: Current, state: Sitting) -> Detail:
    """What the page says of an act beyond its name."""

    def item(number: int, more: Bilingual) -> Bilingual:
        there = 1 <= number <= len(state.items)
        title = state.items[number - 1].listed.title if there else same("")
        return ITEM.fill(n=number, title=title, more=more)

    def say(what: object) -> Bilingual | None:
        if isinstance(what, SlipReturned):
            return SAYS.fill(who=called(found, what.party), what=COMING[what.coming])
        if isinstance(what, MinutesConfirmed):
            return called(found, what.party)
        if isinstance(what, MinutesObjected):
            return SAYS.fill(who=called(found, what.party), what=what.text)
        if isinstance(what, MinutesCorrected):
            return CORRECTED.fill(old=what.old, new=what.new, why=what.why)
        if isinstance(what, ItemListed):
            return what.title
        if isinstance(what, ItemStruck | ItemCarriedOver):
            return item(what.item, same(what.why))
        if isinstance(what, ItemDecided):
            return item(what.item, OUTCOMES[what.outcome])
        return same(what.why) if isinstance(what, Moved | Cancelled) else None

    return say


def names(found: Current, state: Sitting) -> Mapping[str, Bilingual]:
    """The names of the seats."""
    return {party: called(found, party) for party in state.notice.roll}


ITEM = Bilingual("第{n}项“{title}”{more}", "item {n}, “{title}” {more}")
SAYS = Bilingual("{who}，{what}", "{who}, {what}")
CORRECTED = Bilingual("“{old}”改为“{new}”，{why}", "“{old}” to “{new}”, {why}")
