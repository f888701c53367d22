"""Kind `plan`: tasks that a body sets for a period, amended task by task."""

from collections.abc import Mapping

from lianxi.charter.forms import Both, Day, Ref, Word
from lianxi.charter.kinds.commitment import item
from lianxi.charter.kinds.kind import Kind
from lianxi.charter.tables import key
from lianxi.kernel.bilingual import Bilingual

PLAN_FORMS: Mapping[str, Bilingual] = {
    "year plan": Bilingual("年度工作计划", "year plan"),
    "practical matters": Bilingual("实事项目", "practical matters"),
    "sector plan": Bilingual("专项规划", "sector plan"),
}

PLAN_FORM = key(
    "form",
    Word(PLAN_FORMS),
    "类型 — 计划的类型",
    "form — what form of plan it is",
    '"year plan"',
)
SET_BY = key(
    "set_by",
    Ref("body"),
    "议定机构 — 由哪个机构议定",
    "set by — the body that sets it",
    '"mayors-conference"',
)
FOR = key(
    "for",
    Day(),
    "计划期 — 哪一年或哪一时段",
    "for — the year or the period that it is for",
    '"2010"',
)
TO = key(
    "to",
    Day(),
    "至 — 跨年时的末年，含该年",
    "to — its last year, included, where it is for several",
    '"2015"',
)
MID_TERM = key(
    "mid_term",
    Day(),
    "中期评估 — 何时作中期评估",
    "mid-term review — when it is reviewed midway",
    '"2010-07"',
)
AIM = key("aim", Both(), "目的 — 为什么做", "aim — what it is for", '{ zh = "…", en = "…" }')
TASK = item(
    "task",
    "任务 — 一项任务，有自己的标识",
    "task — one task, with an id of its own",
    'id = "medical-insurance"',
)

PLAN = Kind(
    "plan",
    "plans",
    Bilingual("计划", "plan"),
    Bilingual("机构下达的一个时期的任务", "tasks that a body sets for a period"),
    (PLAN_FORM, AIM, SET_BY, FOR, TO, MID_TERM, TASK),
    grows="clauses",
    item="task",
)
