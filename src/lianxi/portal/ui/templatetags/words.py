"""Say things in the reader's language, in templates."""

from collections.abc import Mapping
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.digest import short
from lianxi.kernel.period import Period
from lianxi.kernel.quantity import Quantity

register = template.Library()


def reading_language() -> Lang:
    """The language of the page that is being made."""
    return "en" if (get_language() or "").startswith("en") else "zh"


@register.simple_tag
def say(zh: str, en: str, one: str = "", **values: object) -> SafeString:
    """Say a text: {% say "{n}个成员" "{n} members" "{n} member" n=count %}. Values are escaped.

    The third text is the English one for an `n` of one, where it differs.
    """
    singular = one if one and values.get("n") == 1 else en
    text = singular if reading_language() == "en" else zh
    if not values:
        return mark_safe(text)  # noqa: S308  # a literal of ours
    return format_html(text, **{name: speak(value) for name, value in values.items()})


@register.filter
def speak(value: object) -> object:
    """A bilingual text or a date in the reader's language; anything else as it is."""
    if isinstance(value, Bilingual):
        return value.in_(reading_language())
    if isinstance(value, Period):
        return value.words().in_(reading_language())
    if isinstance(value, date):
        return Period.on(value).words().in_(reading_language())
    return value


@register.filter
def of(words: Mapping[str, Bilingual], word: str) -> Bilingual:
    """What a vocabulary says for one of its words: {{ stages|of:row.stage|speak }}."""
    return words[word]


@register.filter
def yuan(fen: int) -> str:
    """An amount of fen in yuan, with commas between thousands."""
    return Quantity(fen).grouped


@register.filter
def instant(value: datetime) -> str:
    """An instant in Chinese time, with its offset."""
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S %z")


register.filter("short", short)
