"""What neither a docx nor a reader can hold of a text: it is left out, and said by `check`."""

import re

from lianxi.kernel.hidden import HIDDEN

# Halves of pairs and non-characters: XML 1.0 (section 2.2) has no place for them.
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def seen(text: str) -> str:
    """The text without what can't be seen; ends of lines and tabs stay.

    >>> seen("议\\x00事\\u202e规则")
    '议事规则'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return _NOT_IN_XML.sub("", HIDDEN.sub("", text.replace("\x0b", "\n").replace("\u2029", "\n")))


def unseen(text: str) -> str:
    """Which characters are left out, by their codes; "" where there are none.

    >>> unseen("议\\x00事\\u202e规则")
    'U+0000, U+202E'
    """
    codes = {*HIDDEN.findall(text.replace("\x0b", "")), *_NOT_IN_XML.findall(text)}
    return ", ".join(f"U+{ord(letter):04X}" for letter in sorted(codes))


def one_line(text: str) -> str:
    """The text on one line, as a title or a name stands.

    >>> one_line("关于开会\\n的通知"), one_line("Notice\\n of a meeting ")
    ('关于开会的通知', 'Notice of a meeting')
    """
    joined = re.sub(r"(?<=[^\x00-\xff])\s*\n\s*(?=[^\x00-\xff])", "", seen(text).strip())
    return re.sub(r"\s*[\n\t]\s*", " ", joined)
