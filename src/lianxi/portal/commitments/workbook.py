"""A round of follow-up as a workbook: for each city a sheet, for each commitment a row."""

from collections.abc import Mapping, Sequence
from datetime import date

from lianxi.documents.workbook import Book, Column, Row, Sheet
from lianxi.governance.road.commitment_acts import Reported
from lianxi.kernel import quarter
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.queries import Current
from lianxi.portal.commitments.queries import Line
from lianxi.portal.dossiers.shown import called

LIST = "reports"
BEGUN = {"yes": Bilingual("是", "yes"), "no": Bilingual("否", "no")}

COLUMNS = (
    Column("title", Bilingual("任务", "Commitment"), locked=True, width=34, tells=True),
    Column("doer", Bilingual("责任单位", "Carried out by"), locked=True, width=22),
    Column("due", Bilingual("完成时限", "Due"), locked=True, width=13),
    Column("status", Bilingual("状态", "Status"), locked=True, width=12),
    Column(
        "begun",
        Bilingual("是否启动", "Has it begun"),
        form="choice",
        choices=BEGUN,
        width=12,
    ),
    Column(
        "progress",
        Bilingual("进展", "Progress"),
        Bilingual("本期办了什么、到了哪一步；不填为不报", "what was done; empty: not reported"),
        width=44,
        longest=2000,
    ),
    Column(
        "trouble",
        Bilingual("困难", "Difficulties"),
        Bilingual("不能按期完成的原因", "why it can't be kept as it is"),
        width=30,
        longest=1000,
    ),
    Column(
        "figures",
        Bilingual("数据", "Figures"),
        Bilingual("名称=数值，几项之间用分号", "name=value; several with semicolons"),
        width=30,
        longest=2000,
    ),
)


def book(
    found: Current, ref: str, period: str, lines: Sequence[Line], parties: Sequence[str], day: date
) -> Book:
    """The workbook of some parties' commitments in a round, for them to fill in."""
    by_city: dict[str, list[Line]] = {party: [] for party in parties}
    for line in lines:
        if line.city in by_city:
            by_city[line.city].append(line)
    sheets = tuple(
        Sheet(party, called(found, party), tuple(_row(found, line) for line in of))
        for party, of in by_city.items()
    )
    title = TITLE.fill(period=quarter.in_words(period))
    origin = f"{found.package.region.id}/{ref}"
    return Book(LIST, title, COLUMNS, sheets, day, origin=origin, spare=0)


def _row(found: Current, line: Line) -> Row:
    due = line.course.due
    cells = {
        "title": line.title.zh,
        "doer": called(found, line.doer).zh,
        "due": str(due) if due else "",
        "status": line.standing.words.zh,
        "begun": "",
        "progress": "",
    }
    return Row(str(line.number), cells)


def reported(cells: Mapping[str, str], period: str) -> Reported | str:
    """The report that a row makes, or the words of the figure that can't be read."""
    figures: dict[str, str] = {}
    text = cells.get("figures", "").replace("；", ";").replace("＝", "=").replace("\n", ";")
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, equals, value = (each.strip() for each in part.partition("="))
        if not (equals and name and value):
            return part
        figures[name] = value
    return Reported(
        period,
        cells.get("progress", "").strip(),
        cells.get("begun", "yes") != "no",
        cells.get("trouble", "").strip(),
        figures,
    )


TITLE = Bilingual("{period}合作任务调度表", "Follow-up of commitments, {period}")
