"""A first draft of the minutes from what was decided, for the secretary to go on with."""

from lianxi.charter.kinds.body_rules import OUTCOMES
from lianxi.governance.road.sitting import Sitting
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers.shown import called

CHAPTERS = "一二三四五六七八九十"


def drafted(found: Current, state: Sitting) -> str:
    """The minutes in Chinese: when, where and by whom, then item by item."""
    notice = state.notice
    names = [called(found, party).zh for party in state.present]
    absent = [called(found, party).zh for party in notice.roll if party not in state.present]
    guests = [called(found, party).zh for party in notice.guests]
    chair = f"由{notice.chair}主持，" if notice.chair else ""
    day = Period.on(notice.day).words().zh
    opening = f"{day}，“{notice.title.zh}”在{notice.place}召开，{chair}{'、'.join(names)}出席。"
    said = [opening]
    if absent:
        said.append(f"未到会：{'、'.join(absent)}。")
    if guests:
        said.append(f"列席：{'、'.join(guests)}。")
    number = 0
    for item in state.items:
        if item.struck is not None:
            continue
        number += 1
        said.append(f"{_chapter(number)}、{item.listed.title.zh}")
        if item.result is not None:
            said.append(item.result.sentence.zh)
        said.append(_became(item.decided.outcome if item.decided else "").zh)
        if item.decided is not None:
            said += [text for text in (item.decided.text, item.decided.to) if text]
    return "\n".join(said)


def _became(outcome: str) -> Bilingual:
    return DECIDED.fill(outcome=OUTCOMES[outcome]) if outcome else NOT_REACHED


def _chapter(number: int) -> str:
    """The number of an item as a document of the office writes it.

    >>> _chapter(3), _chapter(12), _chapter(20)
    ('三', '十二', '二十')
    """
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number)
    ten = f"{CHAPTERS[tens - 1] if tens > 1 else ''}十" if tens else ""
    return f"{ten}{CHAPTERS[ones - 1] if ones else ''}"


DECIDED = Bilingual("会议议定：{outcome}。", "Decided: {outcome}.")
NOT_REACHED = Bilingual("未及审议，转下次会议。", "Not reached; carried over.")
