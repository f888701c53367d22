"""What is typed into a form or a cell: brought into one form, or said to be none."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from lianxi.governance import contact
from lianxi.governance.directory import DUTIES, YEARS, Held
from lianxi.governance.texts import TEXTS
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Finding, Place
from lianxi.kernel.unreadable import Unreadable
from lianxi.portal.accounts.people import romanised

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Typed:
    """What was typed, field by field, as it will be kept; and what can't be taken."""

    values: Mapping[str, str]
    wrong: Mapping[str, Finding]


def typed(given: Mapping[str, str], fields: tuple[str, ...]) -> Typed:
    """Read the fields of a form; a wrong one keeps what was typed."""
    values, wrong = {}, {}
    for field in fields:
        text = given.get(field, "")
        values[field] = text
        try:
            values[field] = READERS[field](text)
        except Unreadable as why:
            wrong[field] = finding(why, Place("", field))
    return Typed(values, wrong)


def finding(why: Unreadable, place: Place) -> Finding:
    """What is wrong with a text, and where."""
    return Finding(TEXTS[why.code].severity, why.code, place, why.values)


def read(field: str, text: str) -> str:
    """The text that is kept for what was typed; raise `Unreadable` for what is none."""
    return READERS[field](text)


def with_values(post: Held, values: Mapping[str, str]) -> Held:
    """A post with other values, of the fields that are named; they were read before."""
    name = values.get("name", post.name.zh)
    english = values.get("name_en", post.name.en if name == post.name.zh else "")
    changed = replace(
        post,
        name=Bilingual(name, english or romanised(name)),
        title=values.get("title", post.title),
        phone=values.get("phone", post.phone),
        mobile=values.get("mobile", post.mobile),
        email=values.get("email", post.email),
    )
    if values.get("since"):
        changed = replace(changed, since=date.fromisoformat(values["since"]))
    if "until" in values:
        until = date.fromisoformat(values["until"]) if values["until"] else None
        changed = replace(changed, until=until)
    return changed


def _email(text: str) -> str:
    flat = "".join(text.split()).replace("＠", "@")
    if not flat:
        return ""
    try:
        validate_email(flat)
    except ValidationError:
        raise Unreadable("directory.email", text=flat[:60]) from None
    return flat


def _duty(text: str) -> str:
    if text not in DUTIES:
        raise Unreadable("directory.duty")
    return text


def day(text: str) -> str:
    """A whole day, or nothing."""
    flat = text.strip()
    if not flat:
        return ""
    try:
        found = date.fromisoformat(flat) if _DAY.fullmatch(flat) else None
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise Unreadable("directory.day", text=flat[:20])
    return str(found)


def _begins(text: str) -> str:
    if not text.strip():
        raise Unreadable("directory.day", text="")
    return day(text)


def _english(text: str) -> str:
    return contact.title(text)


READERS: Mapping[str, Callable[[str], str]] = {
    **contact.READERS,
    "email": _email,
    "duty": _duty,
    "name_en": _english,
    "since": _begins,
    "until": day,
    "ends": _begins,
    "of": str.strip,
    "unit_zh": contact.unit_name,
    "unit_en": _english,
}
PERSON = ("name", "name_en", "title", "phone", "mobile", "email")
