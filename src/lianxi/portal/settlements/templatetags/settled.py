"""Say in templates what a settlement is of and comes to, and write amounts of any unit."""

from collections.abc import Sequence

from django import template

from lianxi.governance.road.settlement_money import grouped, money_unit
from lianxi.governance.road.settlement_state import Settlement
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.settlements import listing
from lianxi.portal.settlements.periods import in_words
from lianxi.portal.ui.templatetags.words import reading_language

register = template.Library()


@register.filter
def periods(some: Sequence[str]) -> Bilingual:
    """The periods of a settlement, in words."""
    return in_words(some)


@register.filter
def moved(state: Settlement) -> int:
    """What its lines come to, in fen."""
    return listing.moved(state)


@register.filter
def owed(state: Settlement) -> int:
    """What is still to be paid in, in fen."""
    return listing.owed(state)


@register.filter
def sum_of(value: int, unit: str) -> str:
    """An amount, with its unit where that is no money: {{ each.net|sum_of:each.unit }}."""
    said = grouped(value, unit)
    return said if unit == "CNY" else f"{said} {money_unit(unit).in_(reading_language())}"
