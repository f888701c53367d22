"""The list of the sittings: its columns and filters."""

from dataclasses import dataclass

from lianxi.governance.road.sitting import SITTING
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers.shown import called
from lianxi.portal.sittings.queries import Called
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import word
from lianxi.portal.ui.templatetags.words import reading_language


def asked_for(found: Current, rows: list[Called], wanted: dict[str, str]) -> Listed[Called]:
    """The sittings that the address asks for."""
    bodies = dict.fromkeys(row.body for row in rows)
    years = sorted({_year(row) for row in rows}, reverse=True)
    filters: tuple[Filter[Called], ...] = (
        Filter("body", BODY, lambda row: (row.body,), {id_: _body(found, id_) for id_ in bodies}),
        Filter("year", YEAR, lambda row: (_year(row),), {y: Bilingual(y, y) for y in years}),
        Filter("stage", STAGE, lambda row: (row.stage,), SITTING.stages),
    )
    listing = Listing("sittings", SITTINGS, _columns(found), filters)
    return listing.ask(rows, wanted, reading_language())


@dataclass(frozen=True)
class Line:
    """A sitting in the list, in words."""

    row: Called
    body: Bilingual
    host: Bilingual | None
    stage: Bilingual


def lines(found: Current, listed: Listed[Called]) -> list[Line]:
    """The rows that are listed, in words."""
    return [
        Line(
            row,
            _body(found, row.body),
            called(found, row.host) if row.host else None,
            SITTING.stages[row.stage],
        )
        for row in listed.rows
    ]


def _columns(found: Current) -> tuple[Column[Called], ...]:
    return (
        column.text("ref", REF, lambda row: f"{SITTING.name}/{row.number}", page=False),
        column.both("title", TITLE, lambda row: row.title),
        column.day("day", DAY, lambda row: Period.on(row.day)),
        column.named("body", BODY, lambda row: Named(row.body, _body(found, row.body))),
        column.named("host", HOST, lambda row: _host(found, row)),
        column.named("stage", STAGE, lambda row: word(SITTING.stages, row.stage)),
        column.day("called", CALLED, lambda row: Period.on(row.since), page=False),
    )


def _body(found: Current, id_: str) -> Bilingual:
    return called(found, f"body:{id_}")


def _host(found: Current, row: Called) -> Named | None:
    return Named(row.host, called(found, row.host)) if row.host else None


def _year(row: Called) -> str:
    return str(row.day.year)


SITTINGS = Bilingual("会议", "sittings")
REF = Bilingual("卷宗", "dossier")
TITLE = Bilingual("会议名称", "sitting")
DAY = Bilingual("会议日期", "day")
BODY = Bilingual("机构", "body")
HOST = Bilingual("承办方", "host")
STAGE = Bilingual("阶段", "stage")
YEAR = Bilingual("年份", "year")
CALLED = Bilingual("通知日期", "called on")
