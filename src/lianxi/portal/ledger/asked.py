"""Which fund and which time an address asks for: how every page of the funds begins."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest

from lianxi.charter.article import Article, Consolidated
from lianxi.governance.year import asked_year
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.setting import SettingError
from lianxi.ledger.account import PURPOSES, Account
from lianxi.portal.dossiers.asked import Asked, asked
from lianxi.portal.ui import asked as asking

TAB = "funds"


@dataclass(frozen=True)
class Time:
    """A year up to a day of it; `keep` is how the address says it, where it does."""

    year: int
    day: date
    keep: dict[str, str]
    whole: bool = True  # up to the year's end, or to today in this year
    problem: Bilingual | None = None

    @property
    def since(self) -> date:
        """The first day of the year."""
        return date(self.year, 1, 1)

    @property
    def query(self) -> str:
        """How an address asks for the same time."""
        return f"year={self.year}" if self.whole else f"at={self.day}"

    @property
    def given(self) -> bool:
        """Whether the address says a time, so that a page can offer to leave it out."""
        return bool(self.keep)


@dataclass(frozen=True)
class OfFund:
    """A fund that is looked at, by whom, in which time."""

    of: Asked
    article: Article
    time: Time

    @property
    def fund(self) -> str:
        """The id of the fund."""
        return self.article.id

    @property
    def text(self) -> Consolidated | None:
        """What its article says on the day; None where it is not in force."""
        return self.of.found.package.text(self.fund, self.time.day)

    def frame(self) -> dict[str, object]:
        """What every page about the fund is given."""
        return {**self.of.frame(TAB), "fund": self.article, "asked": self.time}


def time_of(request: HttpRequest, today: date) -> Time:
    """The year and day that the address asks for: of this year up to today, of another all of it.

    A day alone is of its own year; one that is of another year than the one that is named is
    left out, and said.
    """
    problem = None
    text = request.GET.get("year", "").strip()
    year = None
    if text:
        try:
            year = asked_year("year", text[:20])
        except SettingError as why:
            problem = why.words
    day = asking.day(request, "at", today)
    if day.given and year is not None and day.day.year != year:
        problem, day = OTHER_YEAR.fill(day=str(day.day), year=year), asking.Asked(today)
    keep = {"year": str(year)} if year is not None else {}
    if day.given:
        whole = day.day == _end(day.day.year, today)
        return Time(day.day.year, day.day, {**keep, "at": str(day.day)}, whole, problem)
    of = year or today.year
    return Time(of, _end(of, today), keep, problem=problem or day.problem)


def _end(year: int, today: date) -> date:
    return today if year == today.year else date(year, 12, 31)


def fund_of(request: HttpRequest, region: str, fund: str) -> OfFund:
    """A fund of a region in which work is done, or a page that says there is none."""
    of = asked(request, region)
    article = of.found.package.articles.get(fund)
    if article is None or article.kind.name != "fund":
        raise Http404("fund")
    return OfFund(of, article, time_of(request, of.today))


def place_of(account: Account) -> str:
    """How an address names an account within its fund: `310000:due`, `310000:granted:study`."""
    return str(account).removeprefix(f"{account.fund}:")


def account_at(fund: str, place: str) -> Account:
    """The account that an address names within its fund, or a page that says there is none."""
    party, _, rest = place.partition(":")
    purpose, _, matter = rest.partition(":")
    if not party or purpose not in PURPOSES:
        raise Http404("account")
    return Account(fund, party, purpose, matter)


OTHER_YEAR = Bilingual(
    "{day}不在{year}年内，没有用它", "{day} is not a day of {year}; it was left out"
)
