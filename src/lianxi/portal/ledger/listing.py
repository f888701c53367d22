"""The lists of the funds: funds, accounts, the lines of a statement, transfers."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lianxi.charter.article import Article
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.ledger.account import PURPOSES, Account
from lianxi.ledger.glance import FLOWS, STANDS, Glance, flows_of
from lianxi.ledger.standing import Place
from lianxi.ledger.statement import Line
from lianxi.ledger.transfer import Booked
from lianxi.portal.charter.queries import Current
from lianxi.portal.ledger.words import UNITS, account_words, decimal, holder, matter
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listing
from lianxi.portal.ui.order import Order
from lianxi.portal.ui.record_columns import ID, word


@dataclass(frozen=True)
class FundLine:
    """A fund in the list, in yuan."""

    article: Article
    glance: Glance


@dataclass(frozen=True)
class AccountLine:
    """An account and unit in the list: what it had, took in, gave and has."""

    account: Account
    unit: str
    opening: int
    took: int
    gave: int

    @property
    def closing(self) -> int:
        """What it has at the end."""
        return self.opening + self.took - self.gave


@dataclass(frozen=True)
class Row:
    """A transfer in the list, in one unit: the sum of what its accounts take in."""

    booked: Booked
    unit: str
    flows: tuple[str, ...]
    taken_back: bool = False

    @property
    def amount(self) -> int:
        """What is moved in the unit."""
        legs = self.booked.transfer.legs
        return sum(leg.amount for leg in legs if leg.unit == self.unit and leg.amount > 0)


def funds_listing() -> Listing[FundLine]:
    """The list of the funds; amounts are in yuan."""

    def yuan(key: str, label: Bilingual) -> Column[FundLine]:
        return column.number(key, label, lambda line: decimal(getattr(line.glance, key), "CNY"))

    columns: tuple[Column[FundLine], ...] = (
        column.text("id", ID, lambda line: line.article.id, page=False, width=26),
        column.both("name", FUND, lambda line: line.article.name, width=40),
        yuan("cash", CASH),
        yuan("due", DUE),
        yuan("held", HELD),
        yuan("free", FREE),
        yuan("outstanding", OUTSTANDING),
    )
    return Listing("funds", Bilingual("资金", "funds"), columns)


def accounts_listing(found: Current, lines: Sequence[AccountLine]) -> Listing[AccountLine]:
    """The list of a fund's accounts."""
    columns: tuple[Column[AccountLine], ...] = (
        column.text("account", ACCOUNT, lambda line: str(line.account), page=False, width=44),
        column.both("words", ACCOUNT, lambda line: account_words(found, line.account), width=40),
        column.named("unit", UNIT, lambda line: Named(line.unit, UNITS[line.unit])),
        _amount_of("opening", OPENING),
        _amount_of("took", TOOK),
        _amount_of("gave", GAVE),
        _amount_of("closing", CLOSING),
    )
    parties = {line.account.party: holder(found, line.account) for line in lines}
    matters = {line.account.matter: matter(found, line.account.matter) for line in lines}
    filters: tuple[Filter[AccountLine], ...] = (
        Filter("purpose", PURPOSE, lambda line: (line.account.purpose,), PURPOSES),
        Filter("party", PARTY, lambda line: (line.account.party,), parties),
        Filter(
            "matter",
            MATTER,
            lambda line: (line.account.matter,) if line.account.matter else (),
            {id_: words for id_, words in matters.items() if id_},
        ),
        Filter("figure", FIGURE, _figures, FIGURES, counted=False),
    )
    return Listing("accounts", Bilingual("科目余额", "accounts"), columns, filters)


def _amount_of(key: str, label: Bilingual) -> Column[AccountLine]:
    def amount(line: AccountLine) -> int:
        return int(getattr(line, key))

    return column.number(
        key,
        label,
        lambda line: decimal(amount(line), line.unit),
        by=lambda line: _by_unit(line.unit, amount(line)),
    )


def _figures(line: AccountLine) -> tuple[str, ...]:
    return tuple(name for name, purposes in STANDS.items() if line.account.purpose in purposes)


def _by_unit(unit: str, amount: int) -> Order:
    """Amounts of one unit stand together."""
    return (unit, Decimal(amount))


def statement_listing() -> Listing[Line]:
    """The lines of a statement in their order; its unit is the page's."""
    columns: tuple[Column[Line], ...] = (
        column.number("number", NUMBER, lambda line: line.number, sorts=False),
        column.day("booked", BOOKED, lambda line: Period.on(line.booked), sorts=False),
        column.day("event", EVENT, lambda line: Period.on(line.event), sorts=False),
        column.both("words", WORDS, lambda line: line.words, sorts=False, width=40),
        column.text("document", DOCUMENT, lambda line: line.document, sorts=False, width=24),
    )
    return Listing("statement", Bilingual("明细账", "statement"), columns)


def statement_in(unit: str) -> Listing[Line]:
    """The same with its amounts, which are of one unit."""
    plain = statement_listing()
    amounts: tuple[Column[Line], ...] = (
        column.number("amount", AMOUNT, lambda line: decimal(line.amount, unit), sorts=False),
        column.number("balance", BALANCE, lambda line: decimal(line.balance, unit), sorts=False),
        column.text("unit", UNIT, lambda _: unit, page=False, sorts=False),
        column.number("reverses", REVERSES, lambda line: line.reverses, page=False, sorts=False),
    )
    return Listing(plain.name, plain.title, (*plain.columns, *amounts))


def transfers_listing(found: Current, rows: Sequence[Row]) -> Listing[Row]:
    """The list of transfers."""
    columns: tuple[Column[Row], ...] = (
        column.number("number", NUMBER, lambda row: row.booked.number, counts=False),
        column.day("booked", BOOKED, lambda row: Period.on(row.booked.transfer.booked)),
        column.day("event", EVENT, lambda row: Period.on(row.booked.transfer.event), page=False),
        column.both("words", WORDS, lambda row: row.booked.transfer.words, width=40),
        column.text("document", DOCUMENT, lambda row: row.booked.transfer.document, width=24),
        column.number(
            "amount",
            AMOUNT,
            lambda row: decimal(row.amount, row.unit),
            by=lambda row: _by_unit(row.unit, row.amount),
        ),
        column.named("unit", UNIT, lambda row: Named(row.unit, UNITS[row.unit]), page=False),
        column.text("source", SOURCE, lambda row: row.booked.transfer.source, page=False),
        column.text("key", KEY, lambda row: row.booked.transfer.key, page=False, width=30),
        column.number("reverses", REVERSES, lambda row: row.booked.transfer.reverses, page=False),
        column.text("digest", DIGEST, lambda row: row.booked.digest, page=False, width=70),
    )
    accounts = [leg.account for row in rows for leg in row.booked.transfer.legs]
    parties = {each.party: holder(found, each) for each in accounts}
    filters: tuple[Filter[Row], ...] = (
        Filter("party", PARTY, _parties, parties),
        Filter("purpose", PURPOSE, _purposes, PURPOSES),
        Filter("flow", FLOW, lambda row: row.flows, FLOWS),
    )
    return Listing("transfers", Bilingual("账目", "transfers"), columns, filters)


def rows_of(fund: str, booked: Sequence[Booked], taken_back: set[int]) -> list[Row]:
    """A row for each transfer and each unit in it."""
    made = []
    for each in booked:
        flows = flows_of(each.transfer, fund)
        for unit in dict.fromkeys(leg.unit for leg in each.transfer.legs):
            names = tuple(name for name, of in flows if of == unit)
            made.append(Row(each, unit, names, each.number in taken_back))
    return made


def _parties(row: Row) -> tuple[str, ...]:
    return tuple(dict.fromkeys(leg.account.party for leg in row.booked.transfer.legs))


def _purposes(row: Row) -> tuple[str, ...]:
    return tuple(dict.fromkeys(leg.account.purpose for leg in row.booked.transfer.legs))


def balances_listing(found: Current) -> Listing[tuple[Place, int]]:
    """The list of what accounts have, which the books begin with."""
    columns: tuple[Column[tuple[Place, int]], ...] = (
        column.text("account", ACCOUNT, lambda row: str(row[0][0]), width=44),
        column.both("words", ACCOUNT, lambda row: account_words(found, row[0][0]), width=40),
        column.text("unit", UNIT, lambda row: row[0][1]),
        column.number("amount", BALANCE, lambda row: decimal(row[1], row[0][1])),
    )
    return Listing("balances", Bilingual("余额", "balances"), columns)


def legs_listing(found: Current) -> Listing[tuple[Booked, int]]:
    """The list of legs: a transfer, and which of its legs."""

    def account(row: tuple[Booked, int]) -> Account:
        return row[0].transfer.legs[row[1]].account

    def party(row: tuple[Booked, int]) -> Named:
        return Named(account(row).party, holder(found, account(row)))

    columns: tuple[Column[tuple[Booked, int]], ...] = (
        column.number("number", NUMBER, lambda row: row[0].number),
        column.day("booked", BOOKED, lambda row: Period.on(row[0].transfer.booked)),
        column.text("account", ACCOUNT, lambda row: str(account(row)), width=44),
        column.named("party", PARTY, party),
        column.named("purpose", PURPOSE, lambda row: word(PURPOSES, account(row).purpose)),
        column.both("matter", MATTER, lambda row: matter(found, account(row).matter)),
        column.number("amount", AMOUNT, _leg_amount),
        column.text("unit", UNIT, lambda row: row[0].transfer.legs[row[1]].unit),
    )
    return Listing("legs", Bilingual("分录", "legs"), columns)


def _leg_amount(row: tuple[Booked, int]) -> Decimal:
    leg = row[0].transfer.legs[row[1]]
    return decimal(leg.amount, leg.unit)


FUND = Bilingual("资金", "fund")
CASH = Bilingual("资金余额（元）", "in hand (yuan)")
DUE = Bilingual("应缴未缴（元）", "due, not yet paid (yuan)")
HELD = Bilingual("已预留（元）", "set aside (yuan)")
FREE = Bilingual("可用（元）", "free (yuan)")
OUTSTANDING = Bilingual("已拨付待核销（元）", "granted, not yet accounted for (yuan)")
ACCOUNT = Bilingual("科目", "account")
UNIT = Bilingual("单位", "unit")
OPENING = Bilingual("期初", "opening")
TOOK = Bilingual("增加", "took in")
GAVE = Bilingual("减少", "gave")
CLOSING = Bilingual("期末", "closing")
PURPOSE = Bilingual("性质", "purpose")
PARTY = Bilingual("主体", "party")
MATTER = Bilingual("事项", "matter")
FIGURE = Bilingual("计入", "counts into")
FIGURES = {
    "cash": Bilingual("资金余额", "money in hand"),
    "due": Bilingual("应缴未缴", "due, not yet paid"),
    "outstanding": Bilingual("已拨付待核销", "granted, not yet accounted for"),
    "surplus": Bilingual("结余", "surplus"),
}
NUMBER = Bilingual("编号", "no.")
BOOKED = Bilingual("入账日", "booked")
EVENT = Bilingual("发生日", "happened")
WORDS = Bilingual("摘要", "for")
DOCUMENT = Bilingual("文号", "document")
AMOUNT = Bilingual("金额", "amount")
BALANCE = Bilingual("余额", "balance")
REVERSES = Bilingual("冲销第几笔", "takes back no.")
SOURCE = Bilingual("来源", "comes from")
KEY = Bilingual("凭证", "key")
DIGEST = Bilingual("校验摘要", "digest")
FLOW = Bilingual("收支", "flow")
assert FIGURES.keys() == STANDS.keys(), "every figure that stands has its accounts"
