"""API: the payment notices of a region, and one of them line by line."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from lianxi.charter.asked import word
from lianxi.governance.road.notice import NOTICE
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.portal.charter.asked import answered
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers.queries import now, opened
from lianxi.portal.notices import queries
from lianxi.portal.ui.answers import DateText, Problem, answers

router = Router(tags=["funds"])


class NoticeAnswer(Schema):
    """A payment notice as it stands; amounts in yuan as decimal text · 一份缴款通知。"""

    ref: str
    title_zh: str
    title_en: str
    fund: str
    year: int
    stage: str
    number: str
    issued: DateText | None
    pay_by: DateText | None
    additional: bool
    asked: str
    paid: str
    waived: str
    left: str


class NoticeWhy(Schema):
    """Why a party is asked for so much, in both languages · 应缴金额的由来。"""

    zh: str
    en: str


class NoticeLine(Schema):
    """What one party is asked for, and what became of it · 一个成员的应缴和已缴。"""

    party: str
    asked: str
    computed: str | None
    why: NoticeWhy
    reason: str
    paid: str
    waived: str
    left: str
    days_late: int


class NoticePayment(Schema):
    """A payment, by its number in the notice · 一笔缴款。"""

    number: int
    party: str
    amount: str
    day: DateText
    voucher: str
    taken_back: bool


class WholeNotice(NoticeAnswer):
    """A payment notice with its lines and payments · 缴款通知及其明细和缴款记录。"""

    lines: list[NoticeLine]
    payments: list[NoticePayment]


@router.get("/regions/{region}/notices", response=answers(list[NoticeAnswer], 401, 403, 404, 422))
def notices(
    request: HttpRequest,
    region: str,
    stage: Annotated[str | None, Query(description=", ".join(NOTICE.stages))] = None,
) -> list[dict[str, Plain]]:
    """The payment notices of a rehearsal or a live region; a record has none · 缴款通知."""
    _working(region)
    wanted = word("stage", stage, NOTICE.stages)
    found = queries.notices(region)
    return [queries.brief(each) for each in found if wanted in (None, each.state.stage)]


@router.get("/regions/{region}/notices/{number}", response=answers(WholeNotice, 401, 403, 404, 422))
def notice(request: HttpRequest, region: str, number: int) -> dict[str, Plain]:
    """One payment notice: its lines and its payments · 一份缴款通知的明细."""
    today = now(_working(region)).date()
    found = opened(region, NOTICE, number) if 0 < number < 2**31 else None
    if found is None:
        raise Problem(404, NO_NOTICE)
    return queries.whole(found, today)


def _working(region: str) -> Current:
    """The region, where work is done in it."""
    found = answered(region)
    if found.package.region.world == "record":
        raise Problem(404, RECORD)
    return found


RECORD = Bilingual("实录中没有办理中的缴款通知", "a record has no payment notices")
NO_NOTICE = Bilingual("没有这份缴款通知", "there is no such payment notice")
