"""Kind `body`: an organ with dated seats that meets and decides, and the layers inside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from lianxi.charter.forms import (
    Both,
    Every,
    Group,
    GroupForm,
    Length,
    ListOf,
    Ref,
    Whole,
    Word,
    Yes,
)
from lianxi.charter.kinds.body_rules import CONSULTS, DECIDES, FOLLOW_UP, MINUTES, SETTLES
from lianxi.charter.kinds.kind import Kind
from lianxi.charter.tables import TableOf, key
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Duration

TIERS: Mapping[str, Bilingual] = {
    "decision": Bilingual("决策层", "decision tier"),
    "coordination": Bilingual("协调层", "coordination tier"),
    "execution": Bilingual("执行层", "execution tier"),
    "secretariat": Bilingual("办事机构", "secretariat"),
    "advisory": Bilingual("咨询机构", "advisory body"),
    "committee": Bilingual("专业委员会", "professional committee"),
    "alliance": Bilingual("联盟", "alliance"),
    "sub-region": Bilingual("次区域合作", "cooperation in a sub-region"),
}
HOSTS: Mapping[str, Bilingual] = {
    "executive chair": Bilingual("执行主席方", "the executive chair party"),
    "standing chair": Bilingual("常务主席方", "the standing chair party"),
    "rotation": Bilingual("轮值方", "the party whose turn it is"),
}


@dataclass(frozen=True)
class Seats:
    """Who sits: parties one by one, each by an office holder."""

    each: Group | None = None
    offices: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Meets:
    """How often a body meets, when in the year, and who hosts."""

    every: Duration | None = None
    as_needed: bool | None = None
    quarter: int | None = None
    host: str | None = None
    notice: Duration | None = None
    reply_within: Duration | None = None


@dataclass(frozen=True)
class Rotation:
    """A chair that passes from party to party."""

    rotates_every: Duration | None = None
    order: tuple[str, ...] | None = None


class RotationForm(TableOf[Rotation]):
    """How a chair passes on; "rotates" says little without whose chair it is."""

    with_label = True


@dataclass(frozen=True)
class Chair:
    """Who is in the chair: one party for good, others beside it or in turn."""

    standing: str | None = None
    vice: tuple[str, ...] | None = None
    executive: Rotation | None = None
    rotates_every: Duration | None = None
    order: tuple[str, ...] | None = None


_ROTATES = key(
    "rotates_every", Every(), "轮换 — 多久轮换一次", "rotates — how often it passes on", '"1 year"'
)
_ORDER = key(
    "order",
    ListOf(Ref("party")),
    "次序 — 按此次序轮流；条文没有写明的不填",
    "order — whose turn follows whose; left out where no article says",
    '["310000", "320000", "330000"]',
)

PART_OF = key(
    "part_of",
    Ref("body"),
    "所属机构 — 是哪个机构的一层；层级相对于它而言",
    "part of — the body it is a layer of; tiers are relative to it",
    '"council"',
)
TIER = key(
    "tier",
    Word(TIERS),
    "层级 — 在所属机构中的层级",
    "tier — its tier within the body it belongs to",
    '"coordination"',
)
SUCCEEDS = key(
    "succeeds",
    Ref("body"),
    "前身 — 由哪个机构升格或改建而来",
    "succeeds — the body it grew out of",
    '"directors-conference"',
)
GUIDED_BY = key(
    "guided_by",
    Ref("body"),
    "指导机构 — 接受哪个机构指导",
    "guided by — the body whose guidance it is under",
    '"regional-cooperation-office"',
)
SECRETARIAT = key(
    "secretariat",
    Ref("body"),
    "常设机构 — 承担日常工作的机构",
    "secretariat — the body that does its daily work",
    '"council-office"',
)
OFFICE_AT = key(
    "office_at",
    Ref("unit", "party"),
    "设于 — 设在哪个部门",
    "located at — the department it is located at",
    '"310000/cooperation-office"',
)
LEAD = key(
    "lead",
    Ref("unit", "party", or_words={"unknown": Bilingual("未载明", "not stated")}),
    "牵头方 — 由谁牵头",
    "lead — who leads it",
    '"320100"',
)
COMPOSITION = key(
    "composition",
    Both(),
    "组成 — 不以席位计的组成",
    "composition — who belongs to it, where it is not by seats",
    '{ zh = "…", en = "…" }',
)
SEATS = key(
    "seats",
    TableOf(
        Seats,
        key(
            "each",
            GroupForm(),
            "成员 — 哪些主体各有一席",
            "parties — the parties with one seat each",
            '"seats:council"',
        ),
        key(
            "offices",
            ListOf(Ref("office")),
            "出席职务 — 由何种职务的人出席",
            "attended by — the offices whose holders may sit",
            '["mayor", "deputy mayor"]',
        ),
    ),
    "席位 — 谁有席位，由谁出席",
    "seats — who has a seat and who takes it",
    '{ each = "seats:council", offices = ["mayor"] }',
)
MEETS = key(
    "meets",
    TableOf(
        Meets,
        key(
            "every",
            Every(),
            "会期 — 多久开一次会",
            "how often it meets — the time from one meeting to the next",
            '"1 year"',
        ),
        key(
            "as_needed",
            Yes(),
            "不定期 — 不定期召开",
            "as needed — meets when there is need",
            "true",
        ),
        key(
            "quarter",
            Whole(1, 4),
            "通常季度 — 通常在第几季度；不是期限",
            "usual quarter — the quarter it usually falls in; not a deadline",
            "3",
        ),
        key(
            "host",
            Ref("party", or_words=HOSTS),
            "会议承办 — 由谁承办",
            "host of its meetings — who hosts it",
            '"executive chair"',
        ),
        key(
            "notice",
            Length(),
            "会议通知 — 会前多久发出通知",
            "notice — how long before the meeting it is called",
            '"10 working days"',
        ),
        key(
            "reply_within",
            Length(),
            "回执时限 — 收到通知后多久内交回执",
            "reply within — how long there is to send back the reply slip",
            '"5 working days"',
        ),
    ),
    "会议 — 开会的周期、承办与通知",
    "meetings — how often it meets, who hosts and how it is called",
    '{ every = "1 year", host = "executive chair" }',
)
CHAIR = key(
    "chair",
    TableOf(
        Chair,
        key(
            "standing",
            Ref("unit", "party"),
            "常务主席方 — 不轮换的主席方",
            "standing chair — the party or unit whose chair does not pass on",
            '"310000"',
        ),
        key(
            "vice",
            ListOf(Ref("unit", "party")),
            "副主席方 — 不轮换的副主席方",
            "vice chairs — the parties or units that are vice chairs for good",
            '["320600/port-bureau"]',
        ),
        key(
            "executive",
            RotationForm(Rotation, _ROTATES, _ORDER),
            "执行主席方 — 由成员轮流担任的主席方",
            "executive chair — the chair that members take in turn",
            '{ rotates_every = "1 year" }',
        ),
        _ROTATES,
        _ORDER,
    ),
    "主席 — 谁任主席，如何轮换",
    "chair — who is in the chair and how it passes on",
    '{ standing = "310000", executive = { rotates_every = "1 year" } }',
)
DUTIES = key("duties", Both(), "职责 — 做什么", "duties — what it does", '{ zh = "…", en = "…" }')
FUNDING = key(
    "funding",
    Both(),
    "经费 — 经费从哪里来",
    "funding — where its working funds come from",
    '{ zh = "…", en = "…" }',
)
RULES = key(
    "rules",
    Both(),
    "其他规则 — 尚无专门字段的规则",
    "other rules — rules that have no key of their own yet",
    '{ zh = "…", en = "…" }',
)
CHARTER = key(
    "charter",
    Ref("agreement"),
    "章程 — 依据的章程或制度",
    "charter — the charter or rules it works under",
    '"council-charter"',
)

BODY = Kind(
    "body",
    "bodies",
    Bilingual("机构", "body"),
    Bilingual(
        "有席位、开会、议决的机构及其内部各层", "an organ that meets and decides, and its layers"
    ),
    (
        TIER,
        PART_OF,
        GUIDED_BY,
        SUCCEEDS,
        SEATS,
        COMPOSITION,
        MEETS,
        CHAIR,
        CONSULTS,
        SETTLES,
        DECIDES,
        MINUTES,
        FOLLOW_UP,
        SECRETARIAT,
        OFFICE_AT,
        LEAD,
        DUTIES,
        CHARTER,
        FUNDING,
        RULES,
    ),
)
