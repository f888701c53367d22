"""Names, titles and numbers as an office writes them: brought into one form, or said to be none.

    office_phone("（0571）８７６５４３２１转801")    # "0571-87654321-801"
    mobile("+86 138 0000 1111")                  # "13800001111"

What can't be taken raises `Unreadable` with the code of a finding in `findings.toml`.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping

from lianxi.kernel.unreadable import Unreadable

NAME_MAX = 40
TITLE_MAX = 60

_DASHES = re.compile(r"[‐‑‒–—―−﹣ー~]+")
_INNER = " ·•.'’-"  # what stands inside a name: 买买提·艾力, O'Neill
_EXTENSION = r"(?:(?:转分机|分机|转|内线|ext(?:ension)?\.?|[x#*]|-)(?P<extension>\d{1,6}))?"
_AREA = r"10|2\d|[3-9]\d{2}"
_NUMBER = r"(?P<number>[1-9]\d{6,7})"
_CHINA = rf"(?:\+|00)86-?\(?0?(?P<area>{_AREA})\)?"
_HOME = rf"\(?0(?P<home>{_AREA})\)?"
_IN_CHINA = re.compile(rf"(?:{_CHINA}|{_HOME})-?{_NUMBER}{_EXTENSION}", re.ASCII | re.IGNORECASE)
_NO_AREA = re.compile(rf"{_NUMBER}{_EXTENSION}", re.ASCII | re.IGNORECASE)
_SERVICE = re.compile(r"([48]00)-?(\d{3})-?(\d{4})", re.ASCII)
_MOBILE = re.compile(r"(?:(?:\+|00)?86-?)?(1[3-9]\d)-?(\d{4})-?(\d{4})", re.ASCII)
_ABROAD = re.compile(r"(?:\+|00)(?!86)([1-9]\d{6,14})", re.ASCII)  # ITU-T E.164


def person_name(text: str) -> str:
    """A person's name; one in Chinese without the spaces that fill it up to three characters.

    >>> person_name("王　芳"), person_name(" Li  Lei ")
    ('王芳', 'Li Lei')
    """
    flat = " ".join(unicodedata.normalize("NFKC", text).split())
    if not any("a" <= letter.casefold() <= "z" for letter in flat):
        flat = flat.replace(" ", "")
    letters = all(each.isalpha() or each in _INNER for each in flat)
    if not flat or not letters or not any(map(str.isalpha, flat)) or len(flat) > NAME_MAX:
        raise Unreadable("directory.name", text=text.strip()[:NAME_MAX])
    return flat


def title(text: str) -> str:
    """What somebody is there, as the office writes it; it may be left out."""
    flat = " ".join(text.split())
    if not flat.isprintable() or len(flat) > TITLE_MAX:
        raise Unreadable("directory.title", text=flat[:TITLE_MAX], most=str(TITLE_MAX))
    return flat


def unit_name(text: str) -> str:
    """The name of a department or office."""
    flat = title(text)
    if not any(map(str.isalpha, flat)):
        raise Unreadable("directory.unit", text=flat)
    return flat


def office_phone(text: str) -> str:
    """An office's number with its area code: 0571-87654321, with an extension 0571-87654321-801.

    A mobile number is none: others see office numbers who do not see mobile ones.

    >>> office_phone("010 6655 4433 ext. 12"), office_phone("400 810 1234")
    ('010-66554433-12', '400-810-1234')
    """
    flat = _flat(text)
    if not flat:
        return ""
    if _MOBILE.fullmatch(flat):
        raise Unreadable("directory.phone-mobile", text=text.strip())
    if found := _IN_CHINA.fullmatch(flat):
        area = found["area"] or found["home"]
        parts = [f"0{area}", found["number"], found["extension"]]
        return "-".join(filter(None, parts))
    if found := _SERVICE.fullmatch(flat):
        return "-".join(found.groups())
    if found := _ABROAD.fullmatch(flat.replace("-", "")):
        return f"+{found[1]}"
    code = "directory.phone-area" if _NO_AREA.fullmatch(flat) else "directory.phone"
    raise Unreadable(code, text=text.strip()[:40])


def mobile(text: str) -> str:
    """A mobile number: eleven digits in China, elsewhere with its country.

    >>> mobile("１３８-0000-1111"), mobile("+852 9123 4567")
    ('13800001111', '+85291234567')
    """
    flat = _flat(text)
    if not flat:
        return ""
    if found := _MOBILE.fullmatch(flat):
        return "".join(found.groups())
    if found := _ABROAD.fullmatch(flat.replace("-", "")):
        return f"+{found[1]}"
    raise Unreadable("directory.mobile", text=text.strip()[:40])


def _flat(text: str) -> str:
    """A number without spaces, with plain digits, dashes and brackets."""
    flat = "".join(unicodedata.normalize("NFKC", text).split())
    return _DASHES.sub("-", flat).casefold()


READERS: Mapping[str, Callable[[str], str]] = {
    "name": person_name,
    "title": title,
    "phone": office_phone,
    "mobile": mobile,
}
