"""Where a settlement's figures lead to: to why a line is what it is, and to the facts behind it."""

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from lianxi.governance.road.settlement_acts import Line, Terms, Worked


def why(region: str, terms: Terms, worked: Worked, which: int) -> str:
    """The page that explains a line of a result; "" where there is none."""
    line: Line = worked.lines[which]
    asked = {"period": line.period, "day": str(terms.day), "known": worked.known.isoformat()}
    return _address("rule-why", region, terms.rule, which, query=asked)


def rule(region: str, id_: str) -> str:
    """The page of a rule."""
    return _address("rule", region, id_) or _address("article", region, id_)


def batch(region: str, source: str) -> str:
    """The page of a batch of facts ("facts/12")."""
    number = source.rpartition("/")[2]
    return _address("facts-batch", region, int(number)) if number.isdecimal() else ""


def _address(name: str, *args: str | int, query: dict[str, str] | None = None) -> str:
    try:
        found = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    return f"{found}?{urlencode(query)}" if query else found
