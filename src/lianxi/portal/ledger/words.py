"""What the pages of the funds call things: units, accounts, what a transfer comes from."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import NoReverseMatch, reverse

from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.quantity import Quantity
from lianxi.ledger.account import PURPOSES, Account
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers.procedures import PROCEDURES
from lianxi.portal.dossiers.shown import called

UNITS = {
    "CNY": Bilingual("元", "yuan"),
    "mu": Bilingual("亩", "mu"),
    "ha": Bilingual("公顷", "ha"),
    "m2": Bilingual("平方米", "m²"),
    "t": Bilingual("吨", "t"),
    "kg": Bilingual("千克", "kg"),
    "m3": Bilingual("立方米", "m³"),
    "kWh": Bilingual("千瓦时", "kWh"),
    "MWh": Bilingual("兆瓦时", "MWh"),
    "each": Bilingual("个", "pieces"),
    "person-time": Bilingual("人次", "person-times"),
}


@dataclass(frozen=True)
class Source:
    """What a transfer or a hold comes from: in words, with its address where it has a page."""

    words: Bilingual
    address: str = ""


def holder(found: Current, account: Account) -> Bilingual:
    """Whose an account is: a party's, a unit's, or the fund's own, by its name."""
    own = account.party == account.fund
    return found.package.of("fund", account.fund) if own else called(found, account.party)


def matter(found: Current, id_: str) -> Bilingual:
    """What an account is for, where it is for one thing alone: an article or a topic."""
    articles = found.package.articles
    return articles[id_].name if id_ in articles else found.package.of("topic", id_)


def account_words(found: Current, account: Account) -> Bilingual:
    """An account in words: whose, for what purpose, perhaps for which matter."""
    purpose = purpose_words(found, account)
    return ACCOUNT.fill(party=holder(found, account), purpose=purpose)


def purpose_words(found: Current, account: Account) -> Bilingual:
    """What an account is for, without whose it is."""
    purpose = PURPOSES[account.purpose]
    if not account.matter:
        return purpose
    return OF_MATTER.fill(purpose=purpose, matter=matter(found, account.matter))


def source_of(found: Current, source: str) -> Source | None:
    """What a source leads to: a dossier ("grant/3") or an article; None where there is none."""
    if not source:
        return None
    kind, _, number = source.partition("#")[0].partition("/")
    region = found.package.region.id
    if kind in PROCEDURES and number.isdecimal():
        words = NUMBERED.fill(kind=PROCEDURES[kind].words, n=number)
        try:
            return Source(words, reverse(kind, args=[region, int(number)]))
        except NoReverseMatch:
            return Source(words)
    if kind in found.package.articles:
        return Source(found.package.articles[kind].name, reverse("article", args=[region, kind]))
    return Source(same(source))


def decimal(amount: int, unit: str) -> Decimal:
    """An amount as a spreadsheet takes it."""
    return Decimal(str(Quantity(amount, unit)))


ACCOUNT = Bilingual("{party}·{purpose}", "{party}: {purpose}")
OF_MATTER = Bilingual("{purpose}（{matter}）", "{purpose} ({matter})")
NUMBERED = Bilingual("{kind}第{n}号", "{kind} {n}")
