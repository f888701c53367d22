"""Which figures a calculation of a period needs, so that whoever works it out takes the same."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from lianxi.charter.article import Article
from lianxi.charter.kinds.rule import FACTS, MISSING_KEY
from lianxi.portal.sharing import queries
from lianxi.portal.sharing.asked import text_of
from lianxi.portal.sharing.periods import day_of, first_day, period_end
from lianxi.sharing.facts import FactRow


def needed(
    region: str, article: Article, periods: Sequence[str], known: datetime | None = None
) -> list[FactRow]:
    """The figures that a rule needs for some periods, as known at an instant; two queries."""
    there = queries.periods(region, article.id)
    wanted = {each for period in periods for each in needed_periods(article, period, there)}
    return queries.facts(region, article.id, wanted, known)


def needed_periods(article: Article, period: str, there: Iterable[str]) -> set[str]:
    """The periods of figures that one needs: its parts, what it lies in, for a gap those before."""
    before = _looks_back(article, period)
    return {
        each
        for each in there
        if first_day(each) is not None
        and day_of(each) <= period_end(period)
        and (before or period_end(each) >= day_of(period))
    }


def _looks_back(article: Article, period: str) -> bool:
    """Whether a gap may take the value of a period before."""
    text = text_of(article, day_of(period))
    if text is None:
        return False
    policies = {each.missing for each in (text.get(FACTS) or {}).values()}
    return "last" in policies | {text.get(MISSING_KEY)}
