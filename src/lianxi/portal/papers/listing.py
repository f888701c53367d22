"""The list of the papers that went out: its columns, filters and files."""

from collections.abc import Sequence

from django.http import HttpRequest

from lianxi.governance.road.paper import FORMS, PAPER, Paper
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.bilingual import listed as joined
from lianxi.kernel.period import Period
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import word
from lianxi.portal.ui.templatetags.words import reading_language

Row = Opened[Paper]


def listed(request: HttpRequest, asked: Asked, rows: Sequence[Row]) -> Listed[Row]:
    """The papers that the address asks for."""

    def body(row: Row) -> Named:
        issued = row.state.issued
        id_ = issued.party or f"body:{issued.body}"
        return Named(id_.removeprefix("body:"), called(asked.found, id_))

    columns: tuple[Column[Row], ...] = (
        column.text("number", NUMBER, lambda row: row.state.issued.number, width=24),
        column.both("title", TITLE, lambda row: row.title, width=40),
        column.named("form", FORM, lambda row: word(FORMS, row.state.issued.form)),
        column.named("body", BODY, body),
        column.day("since", ISSUED, lambda row: Period.on(row.state.since)),
        column.named("stage", STAGE, lambda row: word(PAPER.stages, row.row.stage)),
        column.both("to", TO, lambda row: _names(asked, row.state.issued.to), page=False),
        column.text("about", ABOUT, lambda row: " ".join(row.state.issued.about), page=False),
        column.text("digest", DIGEST, lambda row: row.state.issued.file.digest, page=False),
    )
    years = sorted({str(row.state.since.year) for row in rows})
    filters: tuple[Filter[Row], ...] = (
        Filter("form", FORM, lambda row: (row.state.issued.form,), FORMS),
        Filter(
            "year",
            YEAR,
            lambda row: (str(row.state.since.year),),
            {year: Bilingual(f"{year}年", year) for year in years},
        ),
        Filter("stage", STAGE, lambda row: (row.row.stage,), PAPER.stages),
    )
    listing = Listing("papers", PAPERS, columns, filters)
    return listing.ask(rows, request.GET.dict(), reading_language())


def _names(asked: Asked, ids: Sequence[str]) -> Bilingual:
    return joined([called(asked.found, id_) for id_ in ids])


PAPERS = Bilingual("发文登记", "papers issued")
NUMBER = Bilingual("发文字号", "number")
TITLE = Bilingual("标题", "title")
FORM = Bilingual("文种", "form")
BODY = Bilingual("发文机关", "issued by")
ISSUED = Bilingual("发文日期", "issued on")
STAGE = Bilingual("状态", "stage")
TO = Bilingual("主送", "to")
ABOUT = Bilingual("关联卷宗", "about")
DIGEST = Bilingual("文件摘要值", "digest of the file")
YEAR = Bilingual("年份", "year")
