"""Which rule an address asks for, in which period, as known when: how every page of it begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from lianxi.charter.article import Article, Consolidated, as_of, empty
from lianxi.charter.kinds.rule import PERIOD
from lianxi.documents.sharing.article import naming_of
from lianxi.documents.sharing.naming import Naming
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers.asked import Asked, asked
from lianxi.portal.dossiers.shown import called
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.sharing import queries
from lianxi.portal.sharing.periods import (
    day_of,
    first_day,
    period_at,
    period_before,
    period_words,
    within,
)

TAB = "sharing"
KIND = "rule"


@dataclass(frozen=True)
class OfRule:
    """A rule that is looked at, by whom, in which period; `known` where an instant is asked for."""

    of: Asked
    article: Article
    period: str
    periods: tuple[str, ...]
    known: datetime | None = None
    given: bool = False  # whether the address says which period
    problem: Bilingual | None = None

    @property
    def rule(self) -> str:
        """The id of the rule."""
        return self.article.id

    @property
    def day(self) -> date:
        """The day whose text of the rule counts: the first of the period."""
        return first_day(self.period) or self.of.today

    @property
    def known_day(self) -> date | None:
        """The day as known on which it is read, where an instant is asked for."""
        return self.known.astimezone(CHINA).date() if self.known else None

    @cached_property
    def text(self) -> Consolidated | None:
        """What the article says then; of one that is only proposed, the proposal."""
        return text_of(self.article, self.day, self.known_day)

    @property
    def trial(self) -> bool:
        """Whether it is only proposed, so that nothing of it is in force."""
        return self.article.proposed

    @property
    def example(self) -> bool:
        """Whether anything that its text says is an example."""
        return self.text is not None and any(v.status == "example" for v in self.text.versions)

    @cached_property
    def naming(self) -> Naming:
        """What its symbols and keys are called."""
        text = self.text or empty(self.article).amended(*self.article.versions)
        return naming_of(text, self.called)

    def called(self, key: str) -> Bilingual:
        """What a key is called: a party or a fund by its name, any other as it stands."""
        return called(self.of.found, key)

    @property
    def title(self) -> Bilingual:
        """What the rule is called then."""
        return self.text.name if self.text else self.article.name

    @property
    def period_words(self) -> Bilingual:
        """The period as a reader writes it."""
        return period_words(self.period)

    @property
    def keep(self) -> dict[str, str]:
        """The period and the instant as they stand in an address."""
        known = {"known": self.known.isoformat()} if self.known else {}
        return {"period": self.period, **known}

    @property
    def query(self) -> str:
        """The same as an address ends."""
        return urlencode(self.keep)

    def frame(self) -> dict[str, object]:
        """What every page about the rule is given."""
        return {
            **self.of.frame(TAB),
            "rule": self.article,
            "title": self.title,
            "asked": self,
            "trial": self.trial,
            "example": self.example,
            "enters": self.of.may("sharing.enter"),
        }


def text_of(article: Article, day: date, known: date | None = None) -> Consolidated | None:
    """What a rule says on a day; of one that is only proposed, what it would say."""
    if article.proposed:
        return empty(article).amended(*article.versions)
    return as_of(article, day, known)


def rule_of(request: HttpRequest, region: str, rule: str) -> OfRule:
    """A rule of a region in which work is done, or a page that says there is none."""
    of = asked(request, region)
    words = (request.GET.get("period", ""), request.GET.get("known", ""))
    return rule_at(of, article_of(of, rule), *words)


def rule_at(of: Asked, article: Article, period: str, instant: str) -> OfRule:
    """A rule in a period as known at an instant, both as an address says them."""
    periods = periods_of(of, article)
    said = period.strip()
    known, wrong = _instant(instant.strip())
    if said and first_day(said) is None:
        return OfRule(
            of, article, periods[0], periods, known, problem=NO_PERIOD.fill(text=said[:20])
        )
    shown = periods if not said or said in periods else (said, *periods)
    return OfRule(of, article, said or periods[0], shown, known, bool(said), wrong)


def article_of(of: Asked, rule: str) -> Article:
    """The article of a rule, or a page that says there is none."""
    article = of.found.package.articles.get(rule)
    if article is None or article.kind.name != KIND:
        raise Http404(KIND)
    return article


def periods_of(of: Asked, article: Article) -> tuple[str, ...]:
    """The periods to choose from: those with figures, the newest first, else one to begin with."""
    word = period_word(article, of.today)
    found = {within(each, word) for each in queries.periods(of.region, article.id)} - {""}
    return tuple(sorted(found, reverse=True)) or (_to_begin_with(article, of.today, word),)


def _to_begin_with(article: Article, today: date, word: str) -> str:
    """The period before now; the one of now where the rule came into force only with it."""
    before, now = period_before(today, word), period_at(today, word)
    if text_of(article, day_of(before)) is None and text_of(article, day_of(now)) is not None:
        return now
    return before


def period_word(article: Article, day: date) -> str:
    """How long a period of a rule is: "month", "quarter", "year", or "" as the facts write it."""
    text = text_of(article, day) or empty(article).amended(*article.versions)
    return text.get(PERIOD) or ""


def choices(of: OfRule) -> Mapping[str, Bilingual]:
    """The periods to choose from, in words."""
    return {period: period_words(period) for period in of.periods}


def _instant(text: str) -> tuple[datetime | None, Bilingual | None]:
    """An instant with its offset, or what is wrong with it."""
    if not text:
        return None, None
    try:
        found = datetime.fromisoformat(text.replace(" ", "+"))  # a plus sign that was not escaped
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        return None, NO_INSTANT.fill(text=text[:40])
    return found, None


NO_PERIOD = Bilingual(
    "“{text}”不是核算期，应如2026、2026Q1、2026-03，没有用它",
    "“{text}” is no period such as 2026, 2026Q1 or 2026-03; it was left out",
)
NO_INSTANT = Bilingual(
    "“{text}”不是带时区的时刻，没有用它",
    "“{text}” is no instant with its offset; it was left out",
)
