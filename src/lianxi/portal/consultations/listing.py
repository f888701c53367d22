"""The list of consultations, and the summary table of one: for their pages and as files."""

from dataclasses import dataclass
from datetime import date

from lianxi.governance.road.consultation import (
    ADOPTED,
    ANSWERS,
    CONSULTATION,
    NO_REPLY,
    Consultation,
    Line,
    Remark,
    table,
)
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.portal.consultations import queries
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import word
from lianxi.portal.ui.templatetags.words import reading_language


@dataclass(frozen=True)
class Row:
    """A line of the summary table as a file has it: a comment, or a party that made none."""

    line: Line
    name: Bilingual
    answer: Bilingual
    remark: Remark | None


def consultations(asked: Asked, wanted: dict[str, str]) -> Listed[Opened[Consultation]]:
    """The consultations that an address asks for."""
    rows = queries.consultations(asked.region)
    columns: tuple[Column[Opened[Consultation]], ...] = (
        column.number("number", NUMBER, lambda each: each.row.number),
        column.both("title", TITLE, lambda each: each.title, width=40),
        column.named("body", BODY, lambda each: body(asked, each.row.body)),
        column.day("since", SENT, lambda each: Period.on(each.row.since)),
        column.day("due", DUE, lambda each: Period.on(each.state.due)),
        column.number("asked", ASKED, lambda each: len(each.state.opened.roll), page=False),
        column.number("answered", ANSWERED, lambda each: len(each.state.replies)),
        column.number("unweighed", UNWEIGHED, lambda each: len(each.state.unweighed)),
        column.named("stage", STAGE, lambda each: word(CONSULTATION.stages, each.row.stage)),
        column.text("about", ABOUT, lambda each: each.state.opened.about, page=False),
    )
    filters: tuple[Filter[Opened[Consultation]], ...] = (
        Filter("stage", STAGE, lambda each: (each.row.stage,), CONSULTATION.stages),
        Filter(
            "body",
            BODY,
            lambda each: (each.row.body,),
            {each.row.body: body(asked, each.row.body).name for each in rows},
        ),
    )
    listing = Listing("consultations", CONSULTATIONS, columns, filters)
    return listing.ask(rows, wanted, reading_language())


def summary(asked: Asked, found: Opened[Consultation]) -> Listed[Row]:
    """The summary table, a comment a row."""
    columns: tuple[Column[Row], ...] = (
        column.named("party", PARTY, lambda each: Named(each.line.party, each.name)),
        column.named("answer", ANSWER, lambda each: Named(each.line.answer, each.answer)),
        column.day("day", REPLIED, lambda each: _on(each.line.day)),
        column.text("general", GENERAL, lambda each: each.line.text, width=28),
        column.number("comment", COMMENT, lambda each: each.remark.number if each.remark else None),
        column.text("place", PLACE, lambda each: each.remark.place if each.remark else None),
        column.text("text", TEXT, lambda each: each.remark.text if each.remark else None, width=44),
        column.named("adopted", ADOPTION, _adopted),
        column.text("why", WHY, lambda each: each.remark.why if each.remark else None, width=36),
    )
    listing = Listing("summary", SUMMARY, columns)
    return listing.ask(rows(asked, found), {}, reading_language())


def rows(asked: Asked, found: Opened[Consultation]) -> list[Row]:
    """The rows of the summary table: every party in the order of the roll."""
    made = []
    for line in table(found.state):
        said = (called(asked.found, line.party), answer(found.state, line))
        made += [Row(line, *said, remark) for remark in line.remarks or (None,)]
    return made


def answer(state: Consultation, line: Line) -> Bilingual:
    """A party's answer in words; late, or silent and what that means, where it is so."""
    words = ANSWERS[line.answer]
    if line.answer == NO_REPLY and state.opened.silence == "no comment":
        return TAKEN_AS_NONE
    return LATE.fill(answer=words) if line.late else words


def body(asked: Asked, id_: str) -> Named:
    """A body as a cell of a list."""
    return Named(id_, called(asked.found, f"body:{id_}"))


def _adopted(row: Row) -> Named | None:
    if row.remark is None or not row.remark.adopted:
        return None
    return Named(row.remark.adopted, ADOPTED[row.remark.adopted])


def _on(day: date | None) -> Period | None:
    return Period.on(day) if day else None


CONSULTATIONS = Bilingual("征求意见", "consultations")
SUMMARY = Bilingual("汇总采纳表", "summary of comments")
NUMBER = Bilingual("编号", "number")
TITLE = Bilingual("标题", "title")
BODY = Bilingual("征求意见的机构", "body that asks")
SENT = Bilingual("发函日期", "sent out")
DUE = Bilingual("反馈时限", "due")
ASKED = Bilingual("征求成员数", "asked")
ANSWERED = Bilingual("已反馈", "answered")
UNWEIGHED = Bilingual("待研究意见", "comments to weigh")
STAGE = Bilingual("状态", "stage")
ABOUT = Bilingual("文本", "text")
PARTY = Bilingual("成员", "member")
ANSWER = Bilingual("反馈", "answer")
REPLIED = Bilingual("反馈日期", "answered on")
GENERAL = Bilingual("总的说明", "in general")
COMMENT = Bilingual("意见序号", "comment")
PLACE = Bilingual("条款或段落", "clause or paragraph")
TEXT = Bilingual("意见内容", "what should stand there")
ADOPTION = Bilingual("采纳情况", "adopted")
WHY = Bilingual("理由", "why")
LATE = Bilingual("{answer}（逾期）", "{answer} (late)")
TAKEN_AS_NONE = Bilingual("未反馈（视为无意见）", "no reply (taken as no comment)")
