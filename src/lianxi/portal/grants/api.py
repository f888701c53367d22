"""API: the grants of a region."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from lianxi.charter.asked import word
from lianxi.governance.road.grant import GRANT
from lianxi.governance.road.grant_state import Grant, yuan
from lianxi.governance.road.performance import points
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.portal.charter.asked import answered
from lianxi.portal.dossiers.queries import Opened
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


@router.get("/regions/{region}/grants", response=answers(list[GrantAnswer], 401, 403, 404, 422))
def grants(
    request: HttpRequest,
    region: str,
    fund: Annotated[str | None, Query()] = None,
    stage: Annotated[str | None, Query(description=", ".join(GRANT.stages))] = None,
) -> list[dict[str, Plain]]:
    """What was applied for in a rehearsal or a live region; a record has none · 资金申请."""
    found = answered(region)
    if found.package.region.world == "record":
        raise Problem(404, RECORD)
    wanted = word("stage", stage, GRANT.stages)
    return [
        as_json(each)
        for each in queries.grants(region)[::-1]
        if wanted in (None, each.row.stage) and fund in (None, each.state.applied.fund)
    ]


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


RECORD = Bilingual("实录中没有资金申请", "a record has no grants")
