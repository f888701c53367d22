"""Kind `rule`: facts in, transfers between parties out, by words that anybody can recompute.

`charter/rules/` checks what it says as a whole; `sharing/` works it out.
"""

from collections.abc import Callable, Mapping

from lianxi.charter.forms import Both, Length, ListOf, Measure, Ref, Text, Word
from lianxi.charter.kinds.kind import Kind
from lianxi.charter.kinds.rule_forms import (
    MISSING,
    TITLE,
    EachForm,
    Expressed,
    FactsForm,
    NewName,
    OneOrMore,
    ParameterForm,
    SideForm,
    WordOf,
)
from lianxi.charter.kinds.rule_words import Edge, Step, Tier, Transfer
from lianxi.charter.naming import NamesOf
from lianxi.charter.tables import AnyKey, TableOf, key
from lianxi.kernel.bilingual import Bilingual

PERIODS: Mapping[str, Bilingual] = {
    "month": Bilingual("按月", "each month"),
    "quarter": Bilingual("按季", "each quarter"),
    "year": Bilingual("按年", "each year"),
}
WORST: Mapping[str, Bilingual] = {
    "highest": Bilingual("取最大", "the highest"),
    "lowest": Bilingual("取最小", "the lowest"),
}


def _expressed(name: str, zh: str, en: str, example: str) -> AnyKey:
    return key(name, Expressed(), zh, en, f'"{example}"')


_EDGE = TableOf(
    Edge,
    _expressed("up_to", "至 — 不超过（含）", "up to — no more than, itself included", "limit"),
    _expressed("below", "低于 — 低于（不含）", "below — less than, itself not included", "limit"),
    _expressed("at_least", "不低于 — 不低于（含）", "at least — no less than", "limit"),
    _expressed("above", "高于 — 高于（不含）", "above — more than", "limit"),
    _expressed("through", "至第几年 — 含该年", "through — up to that year, itself included", "3"),
    _expressed("gives", "得 — 该档的值", "gives — what holds in it", "1"),
    _expressed("rate", "单价 — 该段的单价", "rate — the rate of that slice", "rate_1"),
)
_TIER = TableOf(
    Tier,
    key("name", NewName(), "名称 — 该层的名称", "name — of the tier", '"repaid"', required=True),
    _expressed("most", "至多 — 至多流入多少", "most — at most so much runs in", "outlay"),
)


def _made(maker: Callable[..., object]) -> Callable[..., object]:
    """Make a value whose field would be a keyword: "is" and "from" carry an underscore."""

    def make(**said: object) -> object:
        renamed = {f"{name}_" if name in ("is", "from") else name: v for name, v in said.items()}
        return maker(**renamed)

    return make


class _Table(TableOf[object]):
    """A table one of whose keys is a keyword."""

    def _parts(self, value: object) -> list[tuple[AnyKey, object]]:
        parts = [
            (k, getattr(value, f"{k.name}_" if k.name in ("is", "from") else k.name))
            for k in self.keys
        ]
        return [(k, part) for k, part in parts if part not in (None, (), "")]


_OVER = key("over", OneOrMore(), "对 — 对哪个词合计", "over — over which word", '"pollutant"')
_STEP = _Table(
    _made(Step),
    key("name", NewName(), "名称 — 步骤的名称", "name — of the step", '"due"', required=True),
    TITLE,
    _expressed("value", "算式 — 按算式得出", "value — an expression", "c - target"),
    _expressed("sum", "合计 — 合计什么", "sum — of what", "excess * price"),
    _expressed("mean", "平均 — 平均什么", "mean — of what", "c"),
    _expressed("worst", "最差 — 取什么的最差值", "worst — the worst of what", "class"),
    _expressed("bands", "分档 — 给什么分档", "bands — of what", "c"),
    _expressed("slices", "分段 — 给什么分段计价", "slices — of what", "excess"),
    _expressed("clip", "限幅 — 把什么限在上下限之间", "clip — what is held between bounds", "due"),
    key("lookup", NewName(), "查表 — 查哪个参数", "lookup — which parameter", '"price"'),
    key(
        "by_year",
        ListOf(_EDGE),
        "按年 — 各年份的值",
        "by year — what holds in which year",
        '[{ through = "3", gives = "1" }, { gives = "0.5" }]',
    ),
    _expressed("waterfall", "顺次 — 什么顺次流入各层", "waterfall — what runs down", "tax"),
    _expressed("ratio", "比 — 什么比什么", "ratio — of what", "used"),
    _OVER,
    _expressed("where", "条件 — 只计符合条件的", "where — only of those", "c > target"),
    key(
        "is",
        Word(WORST),
        "最差是 — 最大还是最小",
        "is — whether the highest or the lowest",
        '"highest"',
    ),
    key(
        "edges",
        ListOf(_EDGE),
        "各档 — 从前到后第一个符合的",
        "edges — the first that holds counts",
        '[{ up_to = "limit", gives = "1" }, { gives = "2" }]',
    ),
    _expressed("least", "下限 — 至少", "least — at least", "0"),
    _expressed("most", "上限 — 至多", "most — at most", "cap"),
    key("by", WordOf(), "查 — 按参数的哪个词查", "by — the word that is looked up", '"class"'),
    _expressed("at", "键 — 查哪一个", "at — which of them", "class"),
    _expressed(
        "since", "起始年 — 从哪一年数起", "since — the year that counts as the first", "opened"
    ),
    key(
        "into",
        ListOf(_TIER),
        "各层 — 顺次流入",
        "into — one after the other",
        '[{ name = "repaid", most = "outlay" }, { name = "rest" }]',
    ),
    _expressed("of", "分母 — 比什么", "of — over what", "quota"),
    _expressed("none", "为零时 — 分母为零时取什么", "none — where that is zero", "0"),
)
_TRANSFER = _Table(
    _made(Transfer),
    key("name", NewName(), "名称 — 转移的名称", "name — of the transfer", '"charge"'),
    TITLE,
    key("clause", Text(), "条款 — 所依据的条款", "clause — the clause it rests on", '"§ 5"'),
    _expressed("when", "条件 — 何时发生", "when — only where this holds", "due > 0"),
    key("from", SideForm(), "付方 — 谁付", "from — who pays", '"member"', required=True),
    key("to", SideForm(), "收方 — 谁收", "to — who receives", '"fund:reward"', required=True),
    _expressed("amount", "金额 — 付多少", "amount — how much", "due"),
    key("unit", Measure(), "单位 — 默认 CNY", "unit — CNY unless said", '"CNY"'),
    key(
        "share_of",
        NewName(),
        "分配 — 分配哪一笔转移收上来的",
        "share of — shares what that transfer brought in",
        '"charge"',
    ),
    _expressed("by", "按 — 按什么权重分配", "by — by which weight", "score"),
    _expressed("part", "部分 — 分配其中多少", "part — how much of it", "0.6"),
    key(
        "within",
        OneOrMore(),
        "范围 — 在每个什么之内分配",
        "within — within each of what",
        '"basin"',
    ),
)

AIM = key("aim", Both(), "目的 — 为什么设立", "aim — what it is for", '{ zh = "…", en = "…" }')
NAMES = key(
    "names",
    NamesOf(),
    "称呼 — 词、角色和键的称呼；主体用各自的名称",
    "names — what words, roles and keys are called; parties have names of their own",
    '{ codmn = { zh = "高锰酸盐指数", en = "CODMn" } }',
)
EACH = key(
    "each",
    EachForm(),
    "每个 — 对每个什么核算",
    "each — what it is worked out for",
    '"sections.csv"',
)
PERIOD = key(
    "period", Word(PERIODS), "期 — 一次核算多长时间", "period — the time of one", '"month"'
)
FACTS = key(
    "facts",
    FactsForm(),
    "数据 — 核算所依据的数据",
    "facts — what is measured or reported",
    '{ c = { per = ["section", "pollutant"], unit = "mg/L" } }',
)
PARAMETERS = key(
    "parameters",
    ParameterForm(),
    "参数 — 商定的数，各为一个字段",
    "parameters — what was agreed, each a key of its own",
    '"60"',
    named=True,
)
MISSING_KEY = key(
    "missing", Word(MISSING), "缺数 — 缺数时怎么办", "missing — what a gap means", '"refuse"'
)
STEP = key(
    "step",
    ListOf(_STEP),
    "步骤 — 怎样一步步算",
    "step — how it is worked out",
    '[{ name = "due", sum = "(c - target) * flow * price", over = "pollutant" }]',
)
TRANSFER = key(
    "transfer",
    ListOf(_TRANSFER),
    "转移 — 谁付给谁多少",
    "transfer — who pays whom how much",
    '[{ from = "member", to = "fund:reward", amount = "fee" }]',
)
FUND_KEY = key(
    "fund", Ref("fund"), "资金 — 记在哪项资金的账上", "fund — whose books it is kept in", '"water"'
)
DECIDED_BY = key(
    "decided_by",
    Ref("body"),
    "审定机构 — 由谁审定结算",
    "decided by — the body that approves a settlement",
    '"council-office"',
)
CONTEST_WITHIN = key(
    "contest_within",
    Length(),
    "异议期 — 多久之内可以提出异议",
    "contest within — how long there is to object",
    '"10 working days"',
)
PAY_WITHIN = key(
    "pay_within",
    Length(),
    "缴付期 — 审定后多久付清",
    "pay within — how long there is to pay",
    '"30 days"',
)

RULE = Kind(
    "rule",
    "rules",
    Bilingual("分担分享规则", "sharing rule"),
    Bilingual(
        "谁付给谁多少：依据数据和商定的参数，谁都能重算",
        "who pays whom how much: from facts and agreed parameters, for anybody to recompute",
    ),
    (
        AIM,
        EACH,
        NAMES,
        PERIOD,
        FACTS,
        PARAMETERS,
        MISSING_KEY,
        STEP,
        TRANSFER,
        FUND_KEY,
        DECIDED_BY,
        CONTEST_WITHIN,
        PAY_WITHIN,
    ),
)
