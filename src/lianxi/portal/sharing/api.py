"""API: the sharing rules of a region, what they come to, from which figures, and why."""

from collections.abc import Mapping
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.portal.accounts.queries import acting
from lianxi.portal.charter.asked import answered
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.queries import now
from lianxi.portal.sharing import told
from lianxi.portal.sharing.asked import KIND, OfRule, rule_at
from lianxi.portal.sharing.results import Worked, worked
from lianxi.portal.ui.answers import Problem, answers
from lianxi.sharing.run import Shared
from lianxi.sharing.trace import trace

router = Router(tags=["sharing"])
WRONG = (401, 403, 404, 422)
Period = Annotated[
    str | None,
    Query(
        description="A period such as 2026, 2026Q1 or 2026-03; the last one with figures if left "
        "out · 核算期，不写即最近有数据的一期"
    ),
]
KnownAt = Annotated[
    str | None,
    Query(
        description="As known at which instant, such as 2026-03-02T09:00:00+08:00; all that is "
        "known if left out · 以哪一时刻所知为准"
    ),
]
Amount = Annotated[
    str,
    Field(
        pattern=r"^-?[0-9]+(\.[0-9]+)?$",
        description="Decimal text in the unit · 以单位计的小数文本",
    ),
]


class RuleAnswer(Schema):
    """A rule: whether it is in force, what it asks for, the last period with figures · 规则。"""

    id: str
    name_zh: str
    name_en: str
    standing: str
    since: str | None
    facts: list[str]
    period: str | None


class MoveAnswer(Schema):
    """A line of a result; `n` is its number in it, which its trace goes by · 一笔转移。"""

    n: int
    name: str
    from_: str = Field(alias="from")
    to: str
    amount: Amount
    unit: str
    of: dict[str, str]
    clause: str


class NetAnswer(Schema):
    """What a party gets in all, below zero what it gives · 净额。"""

    party: str
    unit: str
    amount: Amount


class ResultAnswer(Schema):
    """What a rule comes to in a period; a trial where it is not in force · 一期的结果。"""

    rule: str
    period: str
    version: str
    in_force: bool
    digest: str
    transfers: list[MoveAnswer]
    net: list[NetAnswer]


class RuleFigureAnswer(Schema):
    """A figure with the batch it came in with · 一项数据。"""

    period: str
    keys: dict[str, str]
    fact: str
    value: str
    unit: str
    batch: int


@router.get("/regions/{region}/rules", response=answers(list[RuleAnswer], *WRONG))
def rules(request: HttpRequest, region: str) -> list[dict[str, Plain]]:
    """The sharing rules of a rehearsal or a live region; those only proposed too · 规则。"""
    return told.rules(_asked(request, region))


@router.get(
    "/regions/{region}/rules/{rule}/result",
    response=answers(ResultAnswer, *WRONG),
    by_alias=True,
)
def rule_result(
    request: HttpRequest, region: str, rule: str, period: Period = None, known: KnownAt = None
) -> Mapping[str, Plain]:
    """What a rule comes to in a period: who pays whom how much · 一期的结果。"""
    found, shared = _result(_of(request, region, rule, period, known))
    return told.result(found, shared)


@router.get(
    "/regions/{region}/rules/{rule}/facts", response=answers(list[RuleFigureAnswer], *WRONG)
)
def rule_facts(
    request: HttpRequest, region: str, rule: str, period: Period = None, known: KnownAt = None
) -> list[dict[str, Plain]]:
    """The figures of a rule in a period, each as known then · 数据。"""
    return told.figures(_of(request, region, rule, period, known))


@router.get(
    "/regions/{region}/rules/{rule}/lines/{number}/trace",
    response=answers(dict[str, object], *WRONG),
)
def rule_trace(
    request: HttpRequest,
    region: str,
    rule: str,
    number: int,
    period: Period = None,
    known: KnownAt = None,
) -> Mapping[str, Plain]:
    """Why a line is what it is: the trace that `lianxi.sharing.rebuild` works out · 推算。"""
    found, shared = _result(_of(request, region, rule, period, known))
    if number - 1 not in dict(found.lines):
        raise Problem(404, NO_LINE.fill(n=str(number)[:20]))
    return trace(shared, number - 1)


def _asked(request: HttpRequest, region: str) -> Asked:
    """The region in which work is done, or what there is instead."""
    found = answered(region)
    if found.package.region.world == "record":
        raise Problem(404, RECORD)
    return Asked(found, Doing(acting(request), found, now(found)))


def _of(
    request: HttpRequest, region: str, rule: str, period: str | None, known: str | None
) -> OfRule:
    of = _asked(request, region)
    every = {each.id: each for each in of.found.package.kind(KIND)}
    if rule not in every:
        raise Problem(404, NO_RULE.fill(id=rule[:40], known=", ".join(every) or "—"))
    on = rule_at(of, every[rule], period or "", known or "")
    if on.problem is not None:
        raise Problem(422, on.problem)
    return on


def _result(on: OfRule) -> tuple[Worked, Shared]:
    found = worked(on)
    if found.shared is None:
        reason = found.wrong[0].message if found.wrong else NO_FIGURES.fill(period=on.period)
        raise Problem(422, reason)
    return found, found.shared


RECORD = Bilingual("实录中不核算规则", "no rule is worked out in a record")
NO_RULE = Bilingual("没有规则“{id}”，有：{known}", "there is no rule {id}; there are: {known}")
NO_LINE = Bilingual("这一期没有第{n}笔", "there is no line {n} in this period")
NO_FIGURES = Bilingual("{period}还没有数据", "there are no figures of {period} yet")
