"""Kind `fund`: public money that is held in common: who pays in, by which formula; who may draw.

What is booked stands in the ledger; an article says what may be. `ledger/terms.py` reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lianxi.charter.forms import (
    Both,
    Form,
    Group,
    GroupForm,
    Length,
    ListOf,
    Ref,
    Text,
    Word,
    kind_of,
)
from lianxi.charter.kinds.kind import Kind
from lianxi.charter.reading import Names, Reader
from lianxi.charter.tables import TableOf, key
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Place
from lianxi.kernel.period import Duration
from lianxi.kernel.quantity import Quantity
from lianxi.kernel.unreadable import Unreadable

FORMULAS: Mapping[str, Bilingual] = {
    "equal": Bilingual("各成员等额", "the same from each"),
    "tier": Bilingual("按档次", "by tier"),
    "figure": Bilingual("按统计数据分摊", "shared out by a figure"),
}


class Sum(Form[Quantity]):
    """An amount of yuan as decimal text: "50000.00"."""

    expected = Bilingual('以元计的金额，如 "50000.00"', 'an amount in yuan, such as "50000.00"')

    def read(self, raw: object, place: Place, reader: Reader) -> Quantity | None:
        """Read it, above zero or zero."""
        if not isinstance(raw, str):
            reader.report("value.form", place, expected=self.expected, got=kind_of(raw))
            return None
        try:
            found = Quantity.read(raw, "CNY")
        except Unreadable as why:
            reader.report(why.code, place, **why.values)
            return None
        if found.amount < 0:
            reader.report("amount.negative", place, text=raw)
            return None
        return found

    def words(self, value: Quantity, names: Names) -> Bilingual:  # noqa: ARG002
        """The amount with its unit."""
        return YUAN.fill(amount=str(value))


@dataclass(frozen=True)
class Tier:
    """What each party of a group pays."""

    of: Group
    amount: Quantity


@dataclass(frozen=True)
class Dues:
    """Who pays in each year, by which formula, and how long there is to pay.

    `amount` is what each pays (equal); `tiers` what each of a group pays (tier); `total` is shared
    out in proportion to `figure`, an indicator on record, and no share is below `least` or above
    `most` (figure).
    """

    by: str
    payers: Group | None = None
    amount: Quantity | None = None
    tiers: tuple[Tier, ...] = ()
    total: Quantity | None = None
    figure: str | None = None
    least: Quantity | None = None
    most: Quantity | None = None
    within: Duration | None = None


@dataclass(frozen=True)
class Approval:
    """Who approves a grant: up to an amount, or any where none is said."""

    by: str
    up_to: Quantity | None = None


@dataclass(frozen=True)
class Grants:
    """What may be paid: for which matters, and how long there is to account for it."""

    to: tuple[str, ...] = ()
    account_within: Duration | None = None
    reserve: Quantity | None = None


YUAN = Bilingual("{amount}元", "{amount} yuan")

AIM = key("aim", Both(), "目的 — 为什么设立", "aim — what it is for", '{ zh = "…", en = "…" }')
SERVES = key(
    "serves",
    Ref("body"),
    "所属机构 — 哪个机构的资金",
    "serves — the body whose money it is",
    '"council"',
)
HELD_BY = key(
    "held_by",
    Ref("unit", "party"),
    "管理单位 — 由哪个单位管账",
    "held by — the unit that keeps its accounts",
    '"310000/cooperation-office"',
)
DUES = key(
    "dues",
    TableOf(
        Dues,
        key(
            "by",
            Word(FORMULAS),
            "办法 — 按什么办法核定",
            "by — the formula",
            '"equal"',
            required=True,
        ),
        key(
            "payers",
            GroupForm(),
            "缴款方 — 哪些主体缴纳",
            "payers — who pays",
            '"seats:council"',
        ),
        key(
            "amount",
            Sum(),
            "每户金额 — 各缴多少（等额）",
            "amount — what each pays (equal)",
            '"50000.00"',
        ),
        key(
            "tiers",
            ListOf(
                TableOf(
                    Tier,
                    key(
                        "of",
                        GroupForm(),
                        "档次 — 哪些主体",
                        "of — whom",
                        '"set:core"',
                        required=True,
                    ),
                    key(
                        "amount",
                        Sum(),
                        "金额 — 各缴多少",
                        "amount — what each pays",
                        '"80000.00"',
                        required=True,
                    ),
                )
            ),
            "分档 — 各档缴多少（按档次）",
            "tiers — what each tier pays (tier)",
            '[{ of = "set:core", amount = "80000.00" }]',
        ),
        key(
            "total",
            Sum(),
            "总额 — 全年共缴多少（按数据）",
            "total — what all pay together (figure)",
            '"2000000.00"',
        ),
        key(
            "figure",
            Text(),
            "指标 — 按哪一指标分摊（按数据）",
            "figure — the indicator it is shared out by (figure)",
            '"地区生产总值"',
        ),
        key("least", Sum(), "下限 — 每户至少", "least — the least that anybody pays", '"20000.00"'),
        key("most", Sum(), "上限 — 每户至多", "most — the most that anybody pays", '"300000.00"'),
        key(
            "within",
            Length(),
            "缴款期限 — 通知后多久缴清",
            "within — how long there is to pay after the notice",
            '"60 days"',
        ),
    ),
    "缴款 — 由谁、按什么办法缴纳",
    "dues — who pays in, and by which formula",
    '{ by = "equal", payers = "seats:council", amount = "50000.00" }',
)
GRANTS = key(
    "grants",
    TableOf(
        Grants,
        key(
            "to",
            ListOf(Ref("matter")),
            "用途 — 可用于哪些合作事项",
            "to — the matters that it may be paid for",
            '["council-topic"]',
        ),
        key(
            "account_within",
            Length(),
            "核销期限 — 拨付后多久报送决算",
            "account within — how long there is to account for a grant",
            '"1 year"',
        ),
        key(
            "reserve",
            Sum(),
            "保留 — 账上至少留多少",
            "reserve — the least that is kept",
            '"100000.00"',
        ),
    ),
    "拨付 — 可以付什么",
    "grants — what may be paid",
    '{ to = ["council-topic"], account_within = "1 year" }',
)
APPROVALS = key(
    "approvals",
    ListOf(
        TableOf(
            Approval,
            key(
                "by",
                Ref("body"),
                "审批机构 — 由谁审批",
                "by — who approves",
                '"council-office"',
                required=True,
            ),
            key("up_to", Sum(), "限额 — 至多多少", "up to — the most it approves", '"500000.00"'),
        )
    ),
    "审批 — 多少金额由谁审批，限额从小到大",
    "approvals — who approves how much, the smallest first",
    '[{ by = "council-office", up_to = "500000.00" }, { by = "mayors-conference" }]',
)

FUND = Kind(
    "fund",
    "funds",
    Bilingual("资金", "fund"),
    Bilingual(
        "共同的资金：谁缴、怎么缴，谁可以用",
        "money held in common: who pays in and how, who may draw",
    ),
    (AIM, SERVES, HELD_BY, DUES, GRANTS, APPROVALS),
)
