"""How wide a text is before a browser has seen it, and where its lines break."""

import re
import unicodedata
from collections.abc import Iterable

# What is not parted: a Chinese character with its punctuation; a word up to its hyphen, with its
# space, as long as it is no longer than a line should be.
_PIECES = re.compile(
    r"[（《“‘]*[⺀-鿿豈-﫿＀-￯，、。）》”’；：]\s*[，、。）》”’；：]*|[^⺀-鿿豈-﫿＀-￯\s-]{0,18}-?\s*"
)


def em(text: str) -> float:
    """How wide a text is, in sizes of its letters: a Chinese character is as wide as high."""
    return sum(1 if unicodedata.east_asian_width(letter) in "WF" else 0.56 for letter in text)


def wrapped(text: str, room: float) -> tuple[str, ...]:
    """Break a text into as few lines as fit the room, in sizes of its letters, of like length.

    >>> wrapped("长三角地区合作与发展联席会议", 8)
    ('长三角地区合作', '与发展联席会议')
    >>> wrapped("Office of the council", 8)
    ('Office of', 'the council')
    """
    pieces = _PIECES.findall(text)
    fewest = _broken(pieces, room)
    narrow = em(text) / len(fewest)
    while narrow < room:
        even = _broken(pieces, narrow)
        if len(even) == len(fewest):
            return even
        narrow += 1
    return fewest


def _broken(pieces: Iterable[str], room: float) -> tuple[str, ...]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and em((lines[-1] + piece).rstrip()) > room:
            lines.append("")
        lines[-1] += piece
    return tuple(line.rstrip() for line in lines)
