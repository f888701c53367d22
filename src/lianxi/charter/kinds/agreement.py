"""Kind `agreement`: clauses that bind parties, amended clause by clause."""

from collections.abc import Mapping
from dataclasses import dataclass

from lianxi.charter.forms import UNKNOWN_WORD, Both, Day, ListOf, Ref, Word
from lianxi.charter.kinds.commitment import item
from lianxi.charter.kinds.kind import Kind
from lianxi.charter.tables import TableOf, key
from lianxi.kernel.bilingual import Bilingual

FORMS: Mapping[str, Bilingual] = {
    "agreement": Bilingual("协议", "agreement"),
    "charter": Bilingual("章程", "charter"),
    "rules": Bilingual("制度、办法", "rules"),
    "declaration": Bilingual("宣言", "declaration"),
    "consensus": Bilingual("共识", "consensus"),
    "proposal": Bilingual("建议", "proposal"),
    "memorandum": Bilingual("备忘录", "memorandum of understanding"),
}
EFFECTS: Mapping[str, Bilingual] = {
    "binding": Bilingual("有约束力", "binding"),
    "intent": Bilingual("意向性", "an intent"),
    "guiding": Bilingual("指导性", "guidance"),
    **UNKNOWN_WORD,
}


@dataclass(frozen=True)
class Parties:
    """Who is bound: the members of a body, a set, or parties by id."""

    seats_of: str | None = None
    set: str | None = None
    each: tuple[str, ...] | None = None


PARTIES = key(
    "parties",
    TableOf(
        Parties,
        key(
            "seats_of",
            Ref("body"),
            "成员 — 签署时在该机构有席位的各方",
            "members of — those seated in the body when it is signed",
            '"council"',
        ),
        key("set", Ref("set"), "集合 — 集合中的各方", "set — the parties of a set", '"metro-9"'),
        key(
            "each",
            ListOf(Ref("unit", "party")),
            "各方 — 逐一列出的各方",
            "parties — parties by id",
            '["310000", "320000"]',
        ),
    ),
    "签署方 — 受其约束的各方",
    "parties — who is bound",
    '{ seats_of = "council" }',
)
SIGNED = key(
    "signed", Day(), "签署日期 — 何时签署或通过", "signed — when it was signed or adopted", '"2009"'
)
PLACE = key(
    "place",
    Ref("party", or_words=UNKNOWN_WORD),
    "签署地 — 在哪里签署",
    "place — where it was signed",
    '"330500"',
)
SUMMARY = key(
    "summary",
    Both(),
    "内容提要 — 尚未逐条录入的内容",
    "summary — what it says, where clauses are not on record",
    '{ zh = "…", en = "…" }',
)
CLAUSE = item(
    "clause",
    "条款 — 一条条款，有自己的标识",
    "clause — one clause, with an id of its own",
    'id = "medical-insurance"',
)
EFFECT = key(
    "effect",
    Word(EFFECTS),
    "法律效力 — 有约束力、意向性、指导性或未载明",
    "legal effect — binding, an intent, guidance, or not stated",
    '"binding"',
)
FORM = key(
    "form", Word(FORMS), "文种 — 文件的种类", "form — what form of document it is", '"charter"'
)

AGREEMENT = Kind(
    "agreement",
    "agreements",
    Bilingual("协议", "agreement"),
    Bilingual("约束各方的条款", "clauses that bind parties"),
    (FORM, EFFECT, PARTIES, SIGNED, PLACE, SUMMARY, CLAUSE),
    grows="clauses",
)
