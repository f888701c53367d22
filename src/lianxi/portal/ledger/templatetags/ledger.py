"""Write amounts in templates as people read them, and link to an account's statement."""

from django import template
from django.template import Context
from django.urls import reverse

from lianxi.kernel.quantity import Quantity
from lianxi.ledger.account import Account
from lianxi.portal.ledger.asked import place_of

register = template.Library()


@register.filter
def amount(value: int, unit: str) -> str:
    """An amount of a unit with commas between thousands: {{ glance.cash|amount:glance.unit }}."""
    return Quantity(value, unit).grouped


@register.simple_tag(takes_context=True)
def statement_address(context: Context, fund: str, party: str, purpose: str) -> str:
    """The address of the statement of a party's account for a purpose in the same time."""
    account = Account(fund, party or fund, purpose)
    return reverse("fund-account", args=[context["region"].id, fund, place_of(account)])
