"""What a clause of an agreement and a task of a plan have in common: subject and commitment."""

from collections.abc import Mapping
from dataclasses import dataclass

from lianxi.charter.citation import Citation, Cite
from lianxi.charter.forms import UNKNOWN_WORD, Both, Day, Ref, Word
from lianxi.charter.kinds.kind import STATUS
from lianxi.charter.naming import BothOrUnknown, Parts
from lianxi.charter.reading import Names
from lianxi.charter.tables import Key, TableOf, key
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period

EACH_MEMBER: Mapping[str, Bilingual] = {"each member": Bilingual("各成员", "each member")}
SUPPORTERS: Mapping[str, Bilingual] = {**EACH_MEMBER, **UNKNOWN_WORD}


@dataclass(frozen=True)
class Undertaking:
    """What is committed: who, until when, how it shows, what follows, how it is broken down."""

    lead: str | None = None
    support: str | None = None
    due: Period | None = None
    measure: Bilingual | None = None
    evidence: Bilingual | None = None
    liability: Bilingual | None = None
    per: str | None = None
    tasks: Mapping[str, Bilingual] | None = None


@dataclass(frozen=True)
class Clause:
    """One clause, or one task."""

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


COMMITMENT = key(
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
        key(
            "measure",
            Both(),
            "衡量指标 — 以什么衡量是否做到",
            "measure — what is measured to see that it is kept",
            '{ zh = "开通异地结算的城市数", en = "cities that settle away from home" }',
        ),
        key(
            "evidence",
            Both(),
            "佐证材料 — 什么算作佐证",
            "evidence — what counts as evidence",
            '{ zh = "经办协议和结算单", en = "the agreement and a settlement" }',
        ),
        key(
            "liability",
            BothOrUnknown(),
            "责任 — 未做到时的后果；unknown 为文献未载",
            "liability — what follows where it is not kept; unknown where no document says",
            '{ zh = "通报并限期整改", en = "notice, and remedy within a set time" }',
        ),
        key(
            "per",
            Word(EACH_MEMBER),
            "分解到 — 逐一分解到哪些主体",
            "broken down per — each of whom it is broken down to",
            '"each member"',
        ),
        key(
            "tasks",
            Parts(),
            "分项任务 — 分解成的各项任务，以标识命名",
            "tasks — the tasks that it is broken down to, by id",
            '{ staff = { zh = "人员", en = "staff" } }',
        ),
    ),
    "任务 — 约定的牵头、配合、时限、衡量、佐证、责任与分解",
    "commitment — who leads and supports, until when, how it shows, what follows, its parts",
    '{ lead = "unknown", support = "each member", due = "unknown" }',
)


def item(word: str, zh: str, en: str, example: str) -> Key[Clause]:
    """The key of one clause or task, by the word that its kind calls it."""
    return key(word, ClauseForm(Clause, *_KEYS), zh, en, example)


_KEYS = (
    key(
        "subject",
        Both(),
        "事项 — 条款或任务的事项",
        "subject — what it is about",
        '{ zh = "医疗保险合作专题", en = "Medical insurance cooperation" }',
        required=True,
    ),
    key(
        "text",
        Both(),
        "条文 — 正文",
        "text — its text",
        '{ zh = "…", en = "…" }',
    ),
    COMMITMENT,
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
)
