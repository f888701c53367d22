"""API: the commitments of a region as they stand on a day."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from lianxi.charter.asked import day, word
from lianxi.governance.road.standing import STATUSES
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.portal.charter.asked import answered
from lianxi.portal.commitments.queries import lines
from lianxi.portal.dossiers.queries import now
from lianxi.portal.ui.answers import At, DateText, Problem, answers

router = Router(tags=["road"])


class Why(Schema):
    """The reason of a status, in both languages · 状态的说明。"""

    zh: str
    en: str


class CommitmentAnswer(Schema):
    """A commitment as it stands on the day; units and parties by id · 一项任务。"""

    ref: str
    title_zh: str
    title_en: str
    lead: str
    doer: str
    body: str
    matter: str
    due: DateText | None
    status: str
    why: Why | None


@router.get(
    "/regions/{region}/commitments", response=answers(list[CommitmentAnswer], 401, 403, 404, 422)
)
def commitments(
    request: HttpRequest,
    region: str,
    status: Annotated[str | None, Query(description=", ".join(STATUSES))] = None,
    at: At = None,
) -> list[dict[str, Plain]]:
    """The commitments of a rehearsal or a live region; a record has none · 合作任务."""
    found = answered(region)
    if found.package.region.world == "record":
        raise Problem(404, RECORD)
    wanted = word("status", status, STATUSES)
    on = day("at", at, now(found).date())
    return [line.as_json() for line in lines(found, on) if wanted is None or line.status == wanted]


RECORD = Bilingual("实录中没有办理中的任务", "a record has no work that is being done")
