"""The rules that a body works by, as of a day.

    rules = follow_up(package, "regional-cooperation-office", day)
    if rules is not None and rules.slip_after is not None: ...

None means that no article says so on that day: nothing is assumed in its place. `rests_on`
tells which version of the article says it, for whoever is shown what follows from it.
"""

from datetime import date
from typing import TypeVar

from lianxi.charter.article import Version, as_of
from lianxi.charter.kinds.body import MEETS, Meets
from lianxi.charter.kinds.body_rules import (
    CONSULTS,
    DECIDES,
    FOLLOW_UP,
    MINUTES,
    SETTLES,
    Consults,
    Decides,
    FollowUp,
    Minutes,
)
from lianxi.charter.package import Package
from lianxi.charter.tables import AnyKey, Key

T = TypeVar("T")


def follow_up(package: Package, body: str, day: date, known: date | None = None) -> FollowUp | None:
    """How an office follows commitments."""
    return _said(package, body, FOLLOW_UP, day, known)


def decides(package: Package, body: str, day: date, known: date | None = None) -> Decides | None:
    """How a body decides, and the outcomes that there may be."""
    return _said(package, body, DECIDES, day, known)


def consults(package: Package, body: str, day: date, known: date | None = None) -> Consults | None:
    """How members are asked before a body decides."""
    return _said(package, body, CONSULTS, day, known)


def meets(package: Package, body: str, day: date, known: date | None = None) -> Meets | None:
    """How often a body meets, who hosts, and how its meetings are called."""
    return _said(package, body, MEETS, day, known)


def minutes(package: Package, body: str, day: date, known: date | None = None) -> Minutes | None:
    """How a body's minutes are confirmed."""
    return _said(package, body, MINUTES, day, known)


def settles(package: Package, body: str, day: date, known: date | None = None) -> tuple[str, ...]:
    """The bodies through which a proposal is settled before a body meets, in order."""
    return _said(package, body, SETTLES, day, known) or ()


def rests_on(
    package: Package, body: str, key: AnyKey, day: date, known: date | None = None
) -> Version | None:
    """The version that states a rule on a day."""
    text = package.text(body, day, known)
    stated = text.keys.get(key.name) if text else None
    return stated.version if stated else None


def _said(package: Package, body: str, key: Key[T], day: date, known: date | None) -> T | None:
    article = package.articles.get(body)
    if article is None or not article.ever_states(key):  # as most bodies of a region
        return None
    text = as_of(article, day, known)
    return text.get(key) if text else None
