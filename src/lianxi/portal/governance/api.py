"""API: members, bodies, meetings, topics, figures and the history."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from lianxi.charter.asked import day, word
from lianxi.charter.kinds.kind import STANDING
from lianxi.charter.package import Package
from lianxi.charter.topics import LEVELS, WORK
from lianxi.governance.agreements import LACKS
from lianxi.governance.agreements import agreements as agreements_of
from lianxi.governance.bodies import bodies as bodies_of
from lianxi.governance.figures import figures as figures_of
from lianxi.governance.meetings import by_date, meetings_of
from lianxi.governance.members import members as members_of
from lianxi.governance.plans import plans as plans_of
from lianxi.governance.topics import Wanted
from lianxi.governance.topics import topics as topics_of
from lianxi.governance.year import asked_year
from lianxi.governance.year import year as year_of
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.portal.charter.asked import answered
from lianxi.portal.governance.queries import told_of
from lianxi.portal.ui.answers import PUBLIC, At, DateText, Known, Problem, Words, answers

router = Router(tags=["governance"])

InYear = Annotated[str | None, Query(description="Four digits; this year unless said · 年份")]
OfBody = Annotated[str | None, Query(description="The id of a body · 机构标识")]


class MemberAnswer(Schema):
    """A member, as `lianxi members --json` answers · 成员."""

    id: str
    name_zh: str
    name_en: str
    province: Annotated[str | None, Field(description="its Chinese name · 所属省份")]
    since: DateText
    body: Annotated[str, Field(description="the body it sits in on that day · 当日所在机构")]


@router.get(
    "/regions/{region}/members",
    response=answers(list[MemberAnswer], 404, 422),
    openapi_extra=PUBLIC,
)
def members(
    request: HttpRequest, region: str, body: OfBody = None, at: At = None, known: Known = None
) -> list[dict[str, Plain]]:
    """The members of a body, the main one if none is named, on a day · 某一天的成员."""
    package = answered(region).package
    on, known_on = day("at", at, timezone.localdate()), day("known", known, date.max)
    asked = package.region.main_body if body is None else _body(package, body)
    return [member.as_json() for member in members_of(package, asked, on, known_on)]


class BodyAnswer(Schema):
    """A body, as `lianxi bodies --json` answers · 机构."""

    id: str
    name_zh: str
    name_en: str
    part_of: str | None
    tier: str | None
    meets: str | None
    since: DateText
    until: DateText | None
    status: str
    standing: str


@router.get(
    "/regions/{region}/bodies", response=answers(list[BodyAnswer], 404, 422), openapi_extra=PUBLIC
)
def bodies(
    request: HttpRequest, region: str, at: At = None, known: Known = None
) -> list[dict[str, Plain]]:
    """Every body; with `at`, those that exist on that day · 各机构."""
    package = answered(region).package
    on = None if at is None else day("at", at, date.max)
    return [body.as_json() for body in bodies_of(package, on, day("known", known, date.max))]


class PlannedAnswer(Schema):
    """A meeting or a deadline of a year, as `lianxi calendar --json` answers · 一年的会议与期限."""

    date: DateText
    body: str | None
    what: Words
    host: Annotated[str | None, Field(description="null: not decided or not stated · 承办方")]
    article: str
    note: Words | None


@router.get(
    "/regions/{region}/calendar",
    response=answers(list[PlannedAnswer], 404, 422),
    openapi_extra=PUBLIC,
)
def calendar(
    request: HttpRequest,
    region: str,
    year: InYear = None,
    body: OfBody = None,
    known: Known = None,
) -> list[dict[str, Plain]]:
    """The meetings and deadlines that the articles ask for in a year · 一年的会议与期限."""
    package = answered(region).package
    of = timezone.localdate().year if year is None else asked_year("year", year)
    asked, known_on = _body(package, body) if body else None, day("known", known, date.max)
    found = year_of(package, of, known_on)
    return [each.as_json() for each in found if asked in (None, each.body)]


class MeetingAnswer(Schema):
    """A meeting; null is what no document states · 会议，null 为文献未载明."""

    id: str
    body: str
    ordinal: int | None
    name_zh: str
    name_en: str
    date: DateText
    date_status: str
    host: str | None
    host_status: str | None
    guests: list[str]
    attended_zh: str | None
    attended_en: str | None
    decided_zh: str | None
    decided_en: str | None
    agreement: str | None
    status: str
    source: str
    world: str
    note_zh: str | None
    note_en: str | None


@router.get(
    "/regions/{region}/meetings",
    response=answers(list[MeetingAnswer], 404),
    openapi_extra=PUBLIC,
)
def meetings(request: HttpRequest, region: str, body: OfBody = None) -> list[dict[str, Plain]]:
    """The meetings in order; of a body, its layers and predecessors if one is named · 会议."""
    package = answered(region).package
    if body is None:
        found = sorted(package.meetings.values(), key=by_date)
    else:
        found = meetings_of(package, _body(package, body))
    return [meeting.as_json(package.meeting_name(meeting)) for meeting in found]


class TermAnswer(Schema):
    """A clause or a task; null is what nothing states · 条款或任务，null 为未载明."""

    id: str
    subject: Words
    text: Words | None
    lead: str | None
    support: Annotated[str | None, Field(description="a party, a unit, or `each member`")]
    due: DateText | None
    world: str
    measure: Words | None
    evidence: Words | None
    liability: Words | None
    per_member: Annotated[bool, Field(description="each member has its part · 分解到各成员")]
    tasks: Annotated[dict[str, Words], Field(description="its parts by id · 分项任务")]


class AgreementAnswer(Schema):
    """An agreement as of a day; null is what no document states · 协议，null 为文献未载明."""

    id: str
    name_zh: str
    name_en: str
    form: str | None
    effect: str | None
    signed: DateText | None
    place: str | None
    parties: Annotated[list[str] | None, Field(description="parties and units · 签署方")]
    clauses: list[TermAnswer]
    summary: Words | None
    standing: str
    since: DateText
    until: DateText | None
    decided_at: str | None
    lacks: Annotated[list[str], Field(description=f"of {' '.join(LACKS)} · 未载明的各项")]
    status: str
    source: str
    world: str


@router.get(
    "/regions/{region}/agreements",
    response=answers(list[AgreementAnswer], 404, 422),
    openapi_extra=PUBLIC,
)
def agreements(
    request: HttpRequest,
    region: str,
    party: Annotated[str | None, Query(description="bound itself or by a unit · 签署方")] = None,
    standing: Annotated[str | None, Query(description=f"{' '.join(STANDING)} · 效力")] = None,
    at: At = None,
    known: Known = None,
) -> list[dict[str, Plain]]:
    """The agreements as of a day, by the day of signing · 协议."""
    package = answered(region).package
    word("standing", standing, STANDING)
    if party is not None and party not in package.parties:
        raise Problem(404, NO_PARTY.fill(id=party[:40]))
    on, known_on = day("at", at, timezone.localdate()), day("known", known, date.max)
    return [
        each.as_json()
        for each in agreements_of(package, on, known_on)
        if party in (None, *each.binds()) and standing in (None, each.standing)
    ]


class PlanAnswer(Schema):
    """A plan as of a day; null is what nothing states · 计划，null 为未载明."""

    id: str
    name_zh: str
    name_en: str
    form: str | None
    set_by: str | None
    for_: Annotated[DateText | None, Field(alias="for")]
    to: DateText | None
    mid_term: DateText | None
    tasks: list[TermAnswer]
    standing: str
    since: DateText
    decided_at: str | None
    status: str
    source: str
    world: str


@router.get(
    "/regions/{region}/plans",
    response=answers(list[PlanAnswer], 404, 422),
    by_alias=True,
    openapi_extra=PUBLIC,
)
def plans(
    request: HttpRequest, region: str, at: At = None, known: Known = None
) -> list[dict[str, Plain]]:
    """The plans as of a day, by their periods · 计划."""
    package = answered(region).package
    on, known_on = day("at", at, timezone.localdate()), day("known", known, date.max)
    return [each.as_json() for each in plans_of(package, on, known_on)]


class TopicAnswer(Schema):
    """A topic, a research subject or a topic group · 专题、课题或专题组."""

    id: str
    level: str
    kind: str
    name_zh: str
    name_en: str
    period: DateText
    to: DateText | None
    period_status: str
    meeting: str | None
    matter: str | None
    fields_: Annotated[list[str], Field(alias="fields")]
    leads: list[str]
    led_by_zh: str | None
    led_by_en: str | None
    participants_zh: str | None
    participants_en: str | None
    outcome_zh: str | None
    outcome_en: str | None
    status: str
    source: str
    world: str
    note_zh: str | None
    note_en: str | None


@router.get(
    "/regions/{region}/topics",
    response=answers(list[TopicAnswer], 404, 422),
    by_alias=True,
    openapi_extra=PUBLIC,
)
def topics(
    request: HttpRequest,
    region: str,
    level: Annotated[str | None, Query(description=f"{' '.join(LEVELS)} · 层面")] = None,
    kind: Annotated[str | None, Query(description=f"{' '.join(WORK)} · 类别")] = None,
    field: Annotated[str | None, Query(description="a field of the region · 领域")] = None,
) -> list[dict[str, Plain]]:
    """The topics asked for, in order of their periods · 专题."""
    package = answered(region).package
    wanted = Wanted(
        level=word("level", level, LEVELS),
        kind=word("kind", kind, WORK),
        field=word("field", field, package.region.fields),
    )
    return [topic.as_json() for topic in topics_of(package, wanted)]


class FigureAnswer(Schema):
    """A published figure with its unit and source; `value` is decimal text · 数字."""

    subject: str
    set: str | None
    indicator_zh: str
    indicator_en: str
    period: DateText
    value: str
    qualifier: str | None
    unit: str
    status: str
    source: str
    world: str
    note_zh: str | None
    note_en: str | None


@router.get(
    "/regions/{region}/figures",
    response=answers(list[FigureAnswer], 404),
    openapi_extra=PUBLIC,
)
def figures(
    request: HttpRequest,
    region: str,
    subject: Annotated[str | None, Query(description="what the figure is of · 对象")] = None,
    set: Annotated[str | None, Query(description="a set of parties · 城市集合")] = None,  # noqa: A002
    indicator: Annotated[str | None, Query(description="its Chinese name · 指标名")] = None,
) -> list[dict[str, Plain]]:
    """The figures asked for, those of a subject together · 数字."""
    package = answered(region).package
    return [figure.as_json() for figure in figures_of(package, subject, set, indicator)]


class EventAnswer(Schema):
    """Something that happened · 一件事."""

    date: DateText
    text: Words
    status: str
    source: str
    world: str


class FindingAnswer(Schema):
    """What a careful reader finds · 细读所见."""

    severity: str
    code: str
    file: str
    key: str
    row: int | None
    message: Words
    expected: Words
    remedy: Words


class HistoryAnswer(Schema):
    """The history and what is found in it, as `lianxi replay --json` answers · 历程."""

    chronicle: list[EventAnswer]
    findings: list[FindingAnswer]


@router.get("/regions/{region}/history", response=answers(HistoryAnswer, 404), openapi_extra=PUBLIC)
def history(request: HttpRequest, region: str) -> dict[str, Plain]:
    """Everything on record in order, and what a careful reader finds in it · 历程."""
    return told_of(answered(region)).as_json()


def _body(package: Package, asked: str) -> str:
    """A body that is asked about; a name that is none is said."""
    if not any(article.id == asked for article in package.kind("body")):
        raise Problem(404, NO_BODY.fill(id=asked[:40]))
    return asked


NO_PARTY = Bilingual("没有主体“{id}”", "there is no party {id}")
NO_BODY = Bilingual("没有机构“{id}”", "there is no body {id}")
