"""Where a settlement's figures lead to: to why a line is what it is, and to the facts behind it."""

from datetime import datetime, time
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from lianxi.governance.road.settlement_acts import Terms, Worked
from lianxi.portal.journal.actions import CHINA


def why(region: str, terms: Terms, worked: Worked, which: int) -> str:
    """The page that explains a line of a result: its number among those of its period."""
    line = worked.lines[which]
    number = 1 + sum(each.period == line.period for each in worked.lines[:which])
    asked = urlencode({"period": line.period, "known": _known(worked).isoformat()})
    address = _address("sharing-why", region, terms.rule, number)
    return f"{address}?{asked}" if address else ""


def _known(worked: Worked) -> datetime:
    """The instant whose figures are the result's, on the day on which its articles were known."""
    begins = datetime.combine(worked.known_on, time.min, CHINA)
    return max(worked.known.astimezone(CHINA), begins)


def rule(region: str, id_: str) -> str:
    """The page of a rule."""
    return _address("sharing-rule", region, id_)


def batch(region: str, terms: Terms, source: str) -> str:
    """The page of a batch of facts ("facts/12")."""
    return _address("sharing-batch", region, terms.rule, source.rpartition("/")[2])


def _address(name: str, *args: str | int) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
