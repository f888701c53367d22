"""API: the grants of a region."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from lianxi.charter.asked import word
from lianxi.governance.road.grant import GRANT
from lianxi.governance.road.grant_state import Grant, Part, Voucher, yuan
from lianxi.governance.road.performance import Result, Target, points
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.portal.charter.asked import answered
from lianxi.portal.dossiers.queries import Opened, opened
from lianxi.portal.grants import queries
from lianxi.portal.ui.answers import DateText, Problem, answers

router = Router(tags=["funds"])


class GrantAnswer(Schema):
    """A grant as it stands; amounts in yuan as decimal text · 一项资金申请。"""

    ref: str
    title_zh: str
    title_en: str
    fund: str
    by: str
    matter: str
    body: str
    stage: str
    since: DateText
    applied: str
    approved: str
    paid: str
    accounted: str
    given_back: str
    left: str
    score: str | None


class GrantPart(Schema):
    """An instalment · 一期拨款。"""

    number: int
    amount: str
    paid: str | None
    day: DateText | None
    document: str
    released: DateText | None


class GrantVoucher(Schema):
    """A voucher, and how much of it counts; nothing said while it waits · 一张核销凭证。"""

    voucher: str
    amount: str
    day: DateText
    text: str
    accepted: str | None


class GrantTarget(Schema):
    """A target, with what the latest self-assessment says of it · 一条绩效指标。"""

    kind: str
    text: str
    planned: str
    points: int
    actual: str | None
    score: str | None
    note: str


class WholeGrant(GrantAnswer):
    """A grant with its instalments, vouchers and targets · 资金申请及其分期、凭证和绩效指标。"""

    parts: list[GrantPart]
    vouchers: list[GrantVoucher]
    targets: list[GrantTarget]


@router.get("/regions/{region}/grants", response=answers(list[GrantAnswer], 401, 403, 404, 422))
def grants(
    request: HttpRequest,
    region: str,
    fund: Annotated[str | None, Query()] = None,
    stage: Annotated[str | None, Query(description=", ".join(GRANT.stages))] = None,
) -> list[dict[str, Plain]]:
    """What was applied for in a rehearsal or a live region; a record has none · 资金申请."""
    _working(region)
    wanted = word("stage", stage, GRANT.stages)
    return [
        as_json(each)
        for each in queries.grants(region)[::-1]
        if wanted in (None, each.row.stage) and fund in (None, each.state.applied.fund)
    ]


@router.get("/regions/{region}/grants/{number}", response=answers(WholeGrant, 401, 403, 404, 422))
def grant(request: HttpRequest, region: str, number: int) -> dict[str, Plain]:
    """One grant: its instalments, vouchers and targets · 一份资金申请的明细."""
    _working(region)
    found = opened(region, GRANT, number) if 0 < number < 2**31 else None
    if found is None:
        raise Problem(404, NO_GRANT)
    return whole(found)


def _working(region: str) -> None:
    """A page that says so where the region is a record, in which no work is done."""
    if answered(region).package.region.world == "record":
        raise Problem(404, RECORD)


def whole(found: Opened[Grant]) -> dict[str, Plain]:
    """A grant with all that belongs to it."""
    state = found.state
    last = state.assessment
    results = last.what.results if last is not None else (None,) * len(state.terms.targets)
    pairs = zip(state.terms.targets, results, strict=True)
    return {
        **as_json(found),
        "parts": [_part(n, part) for n, part in enumerate(state.parts, 1)],
        "vouchers": [_voucher(each) for each in state.vouchers],
        "targets": [_target(target, result) for target, result in pairs],
    }


def _part(number: int, part: Part) -> Plain:
    paid = part.paid
    return {
        "number": number,
        "amount": yuan(part.amount),
        "paid": yuan(paid.amount) if paid is not None else None,
        "day": str(paid.day) if paid is not None else None,
        "document": paid.document if paid is not None else "",
        "released": str(part.released) if part.released is not None else None,
    }


def _voucher(each: Voucher) -> Plain:
    return {
        "voucher": each.sent.voucher,
        "amount": yuan(each.sent.amount),
        "day": str(each.sent.day),
        "text": each.sent.text,
        "accepted": None if each.open else yuan(each.accepted),
    }


def _target(target: Target, result: Result | None) -> Plain:
    return {
        "kind": target.kind,
        "text": target.text,
        "planned": target.planned,
        "points": target.points,
        "actual": result.actual if result is not None else None,
        "score": points(result.score) if result is not None else None,
        "note": result.note if result is not None else "",
    }


def as_json(found: Opened[Grant]) -> dict[str, Plain]:
    """A grant as the API answers it."""
    state = found.state
    approval = state.approval
    approved = sum(approval[0].parts) if approval is not None else 0
    return {
        "ref": found.row.ref,
        "title_zh": found.title.zh,
        "title_en": found.title.en,
        "fund": state.applied.fund,
        "by": state.applied.by,
        "matter": state.terms.matter,
        "body": state.body,
        "stage": state.stage,
        "since": str(state.since),
        "applied": yuan(state.terms.amount),
        "approved": yuan(approved),
        "paid": yuan(state.paid),
        "accounted": yuan(state.spent),
        "given_back": yuan(state.given_back),
        "left": yuan(state.left),
        "score": points(state.score) if state.score is not None else None,
    }


NO_GRANT = Bilingual("没有这份资金申请", "there is no such grant")
RECORD = Bilingual("实录中没有资金申请", "a record has no grants")
