"""The items of a sitting's agenda: listed, struck, put to a ballot, decided, carried over."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lianxi.charter.kinds.body_rules import OUTCOMES
from lianxi.governance.authority import Refused
from lianxi.governance.road import ballot
from lianxi.governance.road.agenda import REASONS
from lianxi.governance.road.ballot import Result, Room
from lianxi.governance.road.sitting_acts import (
    Balloted,
    ItemCarriedOver,
    ItemDecided,
    ItemListed,
    ItemStruck,
    PaperFiled,
    Rules,
)
from lianxi.kernel.bilingual import Bilingual

STANDS: Mapping[str, Bilingual] = {
    "listed": Bilingual("待审议", "to be taken up"),
    "struck": Bilingual("已撤下", "struck"),
    "carried over": Bilingual("未及审议，转下次会议", "carried over"),
    **OUTCOMES,
}


@dataclass(frozen=True)
class Item:
    """An item as it stands."""

    listed: ItemListed
    since: date
    struck: ItemStruck | None = None
    carried: ItemCarriedOver | None = None
    papers: tuple[PaperFiled, ...] = ()
    ballots: tuple[tuple[Balloted, Result], ...] = ()
    decided: ItemDecided | None = None

    @property
    def stands(self) -> str:
        """A word of `STANDS`."""
        if self.struck is not None:
            return "struck"
        if self.carried is not None:
            return "carried over"
        return self.decided.outcome if self.decided is not None else "listed"

    @property
    def result(self) -> Result | None:
        """What its last ballot came to."""
        return self.ballots[-1][1] if self.ballots else None


Items = tuple[Item, ...]


def listed(items: Items, what: ItemListed, day: date) -> Items | Refused:
    """One more item; nothing is on the agenda twice."""
    if not what.title.zh.strip():
        return Refused(NO_TITLE)
    if what.reason not in REASONS:
        return Refused(NO_REASON.fill(word=what.reason))
    there = (item.listed.about for item in items if item.stands != "struck")
    if what.about and what.about in there:
        return Refused(LISTED)
    return (*items, Item(what, day))


def struck(items: Items, what: ItemStruck) -> Items | Refused:
    """An item taken off."""
    item = _open(items, what.item)
    if isinstance(item, Refused):
        return item
    return _with(items, what.item, replace(item, struck=what)) if what.why else Refused(NO_WHY)


def filed(items: Items, what: PaperFiled) -> Items | Refused:
    """An item with one more paper."""
    item = items[what.item - 1] if 1 <= what.item <= len(items) else None
    if item is None:
        return Refused(NO_ITEM.fill(n=what.item))
    if item.struck is not None:
        return Refused(STRUCK.fill(n=what.item))
    return _with(items, what.item, replace(item, papers=(*item.papers, what)))


def balloted(items: Items, what: Balloted, rules: Rules, room: Room) -> Items | Refused:
    """An item with a ballot, counted; another is held only where too few were there."""
    item = _open(items, what.item)
    if isinstance(item, Refused):
        return item
    if item.result is not None and item.result.quorate:
        return Refused(BALLOTED.fill(n=what.item))
    result = ballot.count(rules, room, what)
    if isinstance(result, Refused):
        return result
    return _with(items, what.item, replace(item, ballots=(*item.ballots, (what, result))))


def decided(items: Items, what: ItemDecided, rules: Rules) -> Items | Refused:
    """An item with its outcome."""
    item = _open(items, what.item)
    if isinstance(item, Refused):
        return item
    wrong = _wrong(item, what, rules)
    return Refused(wrong) if wrong else _with(items, what.item, replace(item, decided=what))


def carried_over(items: Items, what: ItemCarriedOver) -> Items | Refused:
    """An item that was not reached."""
    item = _open(items, what.item)
    if isinstance(item, Refused):
        return item
    if item.ballots and item.ballots[-1][1].quorate:
        return Refused(BALLOTED.fill(n=what.item))
    return _with(items, what.item, replace(item, carried=what))


def _wrong(item: Item, what: ItemDecided, rules: Rules) -> Bilingual | None:
    """Why an item can't have this outcome."""
    if what.outcome not in OUTCOMES or (rules.outcomes and what.outcome not in rules.outcomes):
        return NO_OUTCOME.fill(word=OUTCOMES.get(what.outcome, NOTHING))
    adopts = what.outcome in ("adopted", "adopted in principle")
    if not adopts:
        return None if what.text.strip() or what.to.strip() else NO_WHERE
    if item.result is not None and not item.result.carried:
        return NOT_CARRIED
    return UNBALLOTED if item.listed.ballot and item.result is None else None


def _open(items: Items, number: int) -> Item | Refused:
    """An item about which nothing is settled yet."""
    if not 1 <= number <= len(items):
        return Refused(NO_ITEM.fill(n=number))
    item = items[number - 1]
    if item.struck is not None:
        return Refused(STRUCK.fill(n=number))
    if item.stands != "listed":
        return Refused(SETTLED.fill(n=number, how=STANDS[item.stands]))
    return item


def _with(items: Items, number: int, item: Item) -> Items:
    return (*items[: number - 1], item, *items[number:])


NOTHING = Bilingual("未写", "nothing")
NO_TITLE = Bilingual("请写明议题", "say what the item is")
NO_REASON = Bilingual("“{word}”不是列入议程的理由", "“{word}” is no reason for an item")
LISTED = Bilingual("这件事已在议程上", "this is on the agenda already")
NO_WHY = Bilingual("请写明原因", "say why")
NO_ITEM = Bilingual("议程上没有第{n}项", "there is no item {n}")
STRUCK = Bilingual("第{n}项已撤下", "item {n} was struck")
SETTLED = Bilingual("第{n}项已有结论：{how}", "item {n} is settled: {how}")
BALLOTED = Bilingual("第{n}项已经表决", "item {n} was voted on")
NO_OUTCOME = Bilingual(
    "该机构的条文没有“{word}”这一结论", "the body's article has no outcome “{word}”"
)
NO_WHERE = Bilingual(
    "暂缓或退回须写明理由，或何时、由谁再办",
    "say why it is deferred or returned, or to when or whom",
)
NOT_CARRIED = Bilingual("表决未获通过，不能记为通过", "the ballot did not carry it")
UNBALLOTED = Bilingual("本项须经表决，尚未表决", "it goes by ballot, and none was held")
