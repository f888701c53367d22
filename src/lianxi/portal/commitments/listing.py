"""The list of commitments: its columns, filters and files."""

from collections.abc import Sequence

from django.http import HttpRequest

from lianxi.governance.road.standing import STATUSES
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.period import Period
from lianxi.portal.charter.queries import Current
from lianxi.portal.commitments.queries import Line
from lianxi.portal.dossiers.procedures import PROCEDURES
from lianxi.portal.dossiers.shown import called
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.templatetags.words import reading_language

IN_ORDER = {status: at for at, status in enumerate(STATUSES)}


def listed(
    request: HttpRequest, found: Current, lines: Sequence[Line], keep: dict[str, str] | None = None
) -> Listed[Line]:
    """The commitments that the address asks for."""
    listing = _listing(found, lines)
    return listing.ask(lines, request.GET.dict(), reading_language(), keep or {})


def _listing(found: Current, lines: Sequence[Line]) -> Listing[Line]:
    names: dict[str, Bilingual] = {}

    def name(id_: str) -> Bilingual:
        if id_ not in names:
            names[id_] = called(found, id_)
        return names[id_]

    def unit(id_: str) -> Named | None:
        return Named(id_, name(id_)) if id_ else None

    def said(line: Line) -> Named:
        return Named(line.status, line.standing.words, IN_ORDER[line.status])

    columns: tuple[Column[Line], ...] = (
        column.number("number", Bilingual("编号", "no."), lambda line: line.number),
        column.both("title", TITLE, lambda line: line.title),
        column.named("doer", DOER, lambda line: unit(line.doer)),
        column.named("lead", LEAD, lambda line: unit(line.lead)),
        column.day(
            "due", DUE, lambda line: Period.on(line.course.due) if line.course.due else None
        ),
        column.named("status", STATUS, said),
        column.both("why", WHY, lambda line: line.standing.why, page=False),
        column.text("matter", MATTER, lambda line: line.matter, page=False),
        column.named("body", BODY, lambda line: unit(f"body:{line.body}"), page=False),
        column.day("since", SINCE, lambda line: Period.on(line.since), page=False),
    )
    cities = dict.fromkeys(line.city for line in lines)
    leads = dict.fromkeys(line.lead for line in lines if line.lead)
    matters = dict.fromkeys(line.matter for line in lines)
    bodies = dict.fromkeys(line.body for line in lines)
    filters: tuple[Filter[Line], ...] = (
        Filter("status", STATUS, lambda line: (line.status,), STATUSES),
        Filter("city", CITY, lambda line: (line.city,), {id_: name(id_) for id_ in cities}),
        Filter("lead", LEAD, lambda line: (line.lead,), {id_: name(id_) for id_ in leads}),
        Filter(
            "matter",
            MATTER,
            lambda line: (line.matter,),
            {id_: _origin(found, id_) for id_ in matters},
        ),
        Filter(
            "body",
            BODY,
            lambda line: (line.body,),
            {id_: name(f"body:{id_}") for id_ in bodies},
        ),
    )
    return Listing("commitments", Bilingual("合作任务", "commitments"), columns, filters)


def _origin(found: Current, ref: str) -> Bilingual:
    """What a commitment comes from: an article by its name, a dossier by its kind and number."""
    id_ = ref.partition("#")[0]
    if id_ in found.package.articles:
        return found.package.articles[id_].name
    procedure, _, number = id_.partition("/")
    if procedure in PROCEDURES:
        return NUMBERED.fill(kind=PROCEDURES[procedure].words, n=number)
    return same(ref)


NUMBERED = Bilingual("{kind}第{n}号", "{kind} {n}")
TITLE = Bilingual("任务", "commitment")
DOER = Bilingual("责任单位", "carried out by")
LEAD = Bilingual("牵头单位", "lead unit")
CITY = Bilingual("城市", "city")
DUE = Bilingual("完成时限", "due")
STATUS = Bilingual("状态", "status")
WHY = Bilingual("说明", "because")
MATTER = Bilingual("来源", "comes from")
BODY = Bilingual("督办机构", "followed by")
SINCE = Bilingual("立项日", "since")
