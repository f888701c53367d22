"""Where a settlement's figures lead to: to why a line is what it is, and to the facts behind it."""

from datetime import datetime, time
from urllib.parse import urlencode

from django.urls import reverse

from lianxi.governance.road.settlement_acts import Terms, Worked
from lianxi.portal.journal.actions import CHINA


def why(region: str, terms: Terms, worked: Worked, which: int) -> str:
    """The page that explains a line of a result: its number among those of its period."""
    line = worked.lines[which]
    number = 1 + sum(each.period == line.period for each in worked.lines[:which])
    asked = urlencode({"period": line.period, "known": _known(worked).isoformat()})
    return f"{reverse('sharing-why', args=[region, terms.rule, number])}?{asked}"


def _known(worked: Worked) -> datetime:
    """The instant whose figures are the result's, on the day on which its articles were known."""
    begins = datetime.combine(worked.known_on, time.min, CHINA)
    return max(worked.known.astimezone(CHINA), begins)


def rule(region: str, id_: str) -> str:
    """The page of a rule."""
    return reverse("sharing-rule", args=[region, id_])


def batch(region: str, terms: Terms, source: str) -> str:
    """The page of a batch of facts ("facts/12")."""
    return reverse("sharing-batch", args=[region, terms.rule, source.rpartition("/")[2]])
