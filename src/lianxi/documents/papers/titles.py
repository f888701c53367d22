"""Where a title that is too long for a line is parted: in lines of like length, at a fit place.

GB/T 9704-2012, 7.3.1: a title on several lines is parted where its sense allows, and its lines
are as long as each other or taper. No dictionary is asked: a quotation, a bracket, 的, 第 and
关于 show where a phrase begins or ends.
"""

import math

from lianxi.documents.letters import em

_AFTER = "的”》）、，：；"  # a phrase ends after these
_BEFORE = ("“", "《", "（", "第", "关于")  # and begins before these
_OPENS, _CLOSES = "“‘《（(", "”’》）)，。、：；"
_MID_PHRASE = 7.0  # how many characters of unlike length it is worth not to part a phrase


def parted(title: str, room: float) -> tuple[str, ...]:
    """A title in lines, each within the room, in sizes of its letters.

    >>> parted("关于召开城市经济协调会第九次会议的通知", 16)
    ('关于召开城市经济协调会', '第九次会议的通知')
    >>> parted("关于征集合作专题的函", 16)
    ('关于征集合作专题的函',)
    """
    count = math.ceil(em(title) / room)
    if count < 2:
        return (title,)
    wanted = em(title) / count
    places = [
        (abs(em(title[:at]) - wanted) + _harm(title, at), -at)
        for at in range(1, len(title))
        if _may(title, at) and em(title[:at]) <= room and em(title[at:]) <= room * (count - 1)
    ]
    if not places:
        return (title,)
    at = -min(places)[1]
    return (title[:at].rstrip(), *parted(title[at:].lstrip(), room))


def _may(title: str, at: int) -> bool:
    """Whether a line may end there: not within a word or number, nor beside what belongs to it."""
    before, after = title[at - 1], title[at]
    if before in _OPENS or after in _CLOSES:
        return False
    return not (before.isascii() and after.isascii() and " " not in (before, after))


def _harm(title: str, at: int) -> float:
    """What it is worth not to part there."""
    before, after = title[at - 1], title[at:]
    return (
        0
        if before in _AFTER or after.startswith(_BEFORE) or " " in (before, after[0])
        else (_MID_PHRASE)
    )
