"""Say amounts of fen in templates, in yuan."""

from django import template

from lianxi.kernel.quantity import Quantity

register = template.Library()


@register.filter
def yuan(fen: int) -> str:
    """An amount with a comma between thousands.

    >>> yuan(5000050)
    '50,000.50'
    """
    return Quantity(fen).grouped
