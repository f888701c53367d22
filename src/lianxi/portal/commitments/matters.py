"""The practical matters of a region, with the commitments of each: read, and listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from lianxi.governance.plans import plans
from lianxi.governance.road.agreement import AGREEMENT
from lianxi.governance.road.matters import Matter, belonging, matters
from lianxi.governance.road.standing import STATUSES
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.bilingual import listed as joined
from lianxi.portal.charter.queries import Current
from lianxi.portal.commitments.queries import Line, counts, lines
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.shown import called
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.templatetags.words import reading_language


@dataclass(frozen=True)
class Standing:
    """A practical matter and the commitments that came of it, as they stand on a day."""

    matter: Matter
    lines: tuple[Line, ...]

    @property
    def closed(self) -> int:
        """How many of them are closed."""
        return sum(line.status == "closed" for line in self.lines)

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that they have."""
        return tuple(word for word, n in counts(self.lines).items() if n)

    @property
    def words(self) -> Bilingual | None:
        """How many there are of each status, in words."""
        found = [EACH.fill(status=STATUSES[w], n=n) for w, n in counts(self.lines).items() if n]
        return joined(found) if found else None


def practical_matters(found: Current, day: date) -> list[Matter]:
    """The practical matters in force on a day; two queries."""
    texts = dossiers.states(found.package.region.id, AGREEMENT, day)
    in_order = ((each.row.number, each.state) for each in texts)
    return matters(in_order, plans(found.package, day), day)


def standings(found: Current, day: date) -> list[Standing]:
    """Every practical matter with its commitments, as they stand on a day."""
    by_origin: dict[str, list[Line]] = {}
    for line in lines(found, day):
        by_origin.setdefault(line.matter, []).append(line)
    return [
        Standing(each, tuple(belonging(each, by_origin, lambda line: line.ref)))
        for each in practical_matters(found, day)
    ]


def listed(
    request: HttpRequest, found: Current, every: Sequence[Standing], keep: dict[str, str]
) -> Listed[Standing]:
    """The practical matters that the address asks for."""

    def named(id_: str) -> Named | None:
        return Named(id_.removeprefix("body:"), called(found, id_)) if id_ else None

    columns: tuple[Column[Standing], ...] = (
        column.number("year", YEAR, lambda each: each.matter.year),
        column.both("matter", MATTER, lambda each: each.matter.subject, width=40),
        column.named("lead", LEAD, lambda each: named(each.matter.lead)),
        column.day("due", DUE, lambda each: each.matter.due),
        column.number("commitments", COMMITMENTS, lambda each: len(each.lines)),
        column.number("closed", CLOSED, lambda each: each.closed),
        column.both("stands", STANDS, lambda each: each.words),
        column.both("list", LIST, lambda each: each.matter.list_, page=False, width=40),
        column.named("body", BODY, lambda each: named(f"body:{each.matter.body}"), page=False),
        column.text("origin", ORIGIN, lambda each: each.matter.origin, page=False),
    )
    years = sorted({str(each.matter.year) for each in every if each.matter.year}, reverse=True)
    leads = dict.fromkeys(each.matter.lead for each in every if each.matter.lead)
    filters: tuple[Filter[Standing], ...] = (
        Filter(
            "year",
            YEAR,
            lambda each: (str(each.matter.year),),
            {year: Bilingual(f"{year}年", year) for year in years},
        ),
        Filter(
            "lead",
            LEAD,
            lambda each: (each.matter.lead,),
            {id_: called(found, id_) for id_ in leads},
        ),
        Filter("status", STATUS, lambda each: each.statuses, STATUSES),
    )
    listing = Listing("practical-matters", PRACTICAL, columns, filters)
    return listing.ask(every, request.GET.dict(), reading_language(), keep)


PRACTICAL = Bilingual("实事项目", "practical matters")
EACH = Bilingual("{status}{n}项", "{status} {n}")
YEAR = Bilingual("年份", "year")
MATTER = Bilingual("实事", "practical matter")
LEAD = Bilingual("牵头单位", "lead unit")
DUE = Bilingual("完成时限", "due")
COMMITMENTS = Bilingual("任务", "commitments")
CLOSED = Bilingual("办结", "closed")
STANDS = Bilingual("办理状态", "how it stands")
STATUS = Bilingual("状态", "status")
LIST = Bilingual("清单", "list")
BODY = Bilingual("议定机构", "set by")
ORIGIN = Bilingual("来源", "comes from")
