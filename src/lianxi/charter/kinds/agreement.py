"""Kind `agreement`: clauses that bind parties, amended clause by clause."""

from collections.abc import Mapping
from dataclasses import dataclass

from lianxi.charter.citation import Citation, Cite
from lianxi.charter.forms import UNKNOWN_WORD, Both, Day, ListOf, Ref, Word
from lianxi.charter.kinds.kind import STATUS, Kind
from lianxi.charter.reading import Names
from lianxi.charter.tables import TableOf, key
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period

FORMS: Mapping[str, Bilingual] = {
    "agreement": Bilingual("协议", "agreement"),
    "charter": Bilingual("章程", "charter"),
    "rules": Bilingual("制度、办法", "rules"),
    "declaration": Bilingual("宣言", "declaration"),
    "consensus": Bilingual("共识", "consensus"),
    "proposal": Bilingual("建议", "proposal"),
    "memorandum": Bilingual("备忘录", "memorandum of understanding"),
}
SUPPORTERS = {"each member": Bilingual("各成员", "each member"), **UNKNOWN_WORD}


@dataclass(frozen=True)
class Parties:
    """Who is bound: the members of a body, a set, or parties by id."""

    seats_of: str | None = None
    set: str | None = None
    each: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Undertaking:
    """What a clause commits its parties to: lead, support and deadline."""

    lead: str | None = None
    support: str | None = None
    due: Period | None = None


@dataclass(frozen=True)
class Clause:
    """One clause."""

    subject: Bilingual
    text: Bilingual | None = None
    commitment: Undertaking | None = None
    status: str | None = None
    source: tuple[Citation, ...] | None = None


class ClauseForm(TableOf[Clause]):
    """A clause; in words its subject is left to the label in front."""

    silent = frozenset({"subject", "status", "source"})
    with_label = True

    def words(self, value: Clause, names: Names) -> Bilingual:
        """What it says besides its subject, or the subject where there is nothing else."""
        rest = super().words(value, names)
        return rest if rest.zh else value.subject


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
CLAUSE = key(
    "clause",
    ClauseForm(
        Clause,
        key(
            "subject",
            Both(),
            "事项 — 条款的事项",
            "subject — what the clause is about",
            '{ zh = "医疗保险合作专题", en = "Medical insurance cooperation" }',
            required=True,
        ),
        key(
            "text",
            Both(),
            "条文 — 条款正文",
            "text — the text of the clause",
            '{ zh = "…", en = "…" }',
        ),
        key(
            "commitment",
            TableOf(
                Undertaking,
                key(
                    "lead",
                    Ref("unit", "party", or_words=UNKNOWN_WORD),
                    "牵头单位 — 由哪个单位牵头",
                    "lead unit — the unit that leads",
                    '"330100/finance-office"',
                ),
                key(
                    "support",
                    Ref("unit", "party", or_words=SUPPORTERS),
                    "配合单位 — 由谁配合",
                    "support units — who supports",
                    '"each member"',
                ),
                key(
                    "due",
                    Day(),
                    "完成时限 — 应于何时完成",
                    "due — the day it is due",
                    '"2010-12-31"',
                ),
            ),
            "任务 — 条款约定的牵头、配合与时限",
            "commitment — lead, support and deadline that it sets",
            '{ lead = "unknown", support = "each member", due = "unknown" }',
        ),
        key(
            "status",
            Word(STATUS),
            "依据 — 与整个文本不同时写明",
            "status — what it rests on, where that differs from the whole text",
            '"stated"',
        ),
        key(
            "source",
            Cite(),
            "来源 — 与整个文本不同时写明",
            "source — where it is written, where that differs from the whole text",
            '"document 000, 发展阶段"',
        ),
    ),
    "条款 — 一条条款，有自己的标识",
    "clause — one clause, with an id of its own",
    'id = "medical-insurance"',
)
FORM = key(
    "form", Word(FORMS), "文种 — 文件的种类", "form — what form of document it is", '"charter"'
)

AGREEMENT = Kind(
    "agreement",
    "agreements",
    Bilingual("协议", "agreement"),
    Bilingual("约束各方的条款", "clauses that bind parties"),
    (FORM, PARTIES, SIGNED, PLACE, SUMMARY, CLAUSE),
    grows="clauses",
)
