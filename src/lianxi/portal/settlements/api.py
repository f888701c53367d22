"""API: the settlements of a region, and one of them party by party and line by line."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from lianxi.charter.asked import word
from lianxi.governance.road.settlement import SETTLEMENT
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.portal.charter.asked import answered
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers.queries import now, opened
from lianxi.portal.settlements import queries
from lianxi.portal.ui.answers import DateText, Problem, answers

router = Router(tags=["sharing"])


class SettlementAnswer(Schema):
    """A settlement as it stands · 一项补偿结算。"""

    ref: str
    title_zh: str
    title_en: str
    rule: str
    periods: list[str]
    day: DateText
    body: str
    fund: str | None
    stage: str
    version: int
    digest: str
    approved: DateText | None
    document: str
    pay_by: DateText | None
    undecided: int


class SettledParty(Schema):
    """What a party pays and receives in a unit, as decimal text · 一个成员的应付和应收。"""

    party: str
    unit: str
    pays: str
    receives: str
    net: str
    paid_in: str
    paid_out: str
    due: str
    answer: str | None


class SettledLine(Schema):
    """One transfer of the result, as decimal text · 一笔转移。"""

    name: str
    giver: str
    taker: str
    amount: str
    unit: str
    period: str
    of: dict[str, str]
    clause: str


class SettledVersion(Schema):
    """One working out of it, with what reproduces it · 一版核算及其依据。"""

    number: int
    rule_version: str
    in_force: bool
    known: str
    known_on: DateText
    digest: str
    facts: list[str]
    drawn: DateText
    checked: DateText | None
    sent: DateText | None
    approved: DateText | None
    corrects: list[int]


class ContestedFact(Schema):
    """A figure that was contested, as it stood · 有异议的数据。"""

    period: str
    keys: dict[str, str]
    fact: str
    value: str
    unit: str


class SettlementDispute(Schema):
    """A dispute and what became of it · 一项异议。"""

    number: int
    party: str
    about: str
    fact: ContestedFact | None
    symbol: str
    should: str
    why: str
    day: DateText
    version: int
    standing: str
    reasons: str
    document: str
    corrected: int | None


class SettlementPayment(Schema):
    """A payment in or out, by its number in the settlement · 一笔收付。"""

    number: int
    party: str
    way: str
    amount: str
    unit: str
    day: DateText
    voucher: str
    taken_back: bool


class WholeSettlement(SettlementAnswer):
    """A settlement with its parties, lines, versions, disputes and payments · 补偿结算及其明细。"""

    parties: list[SettledParty]
    lines: list[SettledLine]
    versions: list[SettledVersion]
    disputes: list[SettlementDispute]
    payments: list[SettlementPayment]


@router.get(
    "/regions/{region}/settlements", response=answers(list[SettlementAnswer], 401, 403, 404, 422)
)
def settlements(
    request: HttpRequest,
    region: str,
    stage: Annotated[str | None, Query(description=", ".join(SETTLEMENT.stages))] = None,
    rule: str | None = None,
) -> list[dict[str, Plain]]:
    """The settlements of a rehearsal or a live region; a record has none · 补偿结算."""
    _working(region)
    wanted = word("stage", stage, SETTLEMENT.stages)
    return [
        queries.brief(each)
        for each in queries.settlements(region)
        if wanted in (None, each.state.stage) and rule in (None, each.state.terms.rule)
    ]


@router.get(
    "/regions/{region}/settlements/{number}",
    response=answers(WholeSettlement, 401, 403, 404, 422),
)
def settlement(request: HttpRequest, region: str, number: int) -> dict[str, Plain]:
    """One settlement: its parties, lines, versions, disputes, payments · 一项补偿结算的明细."""
    working = _working(region)
    found = opened(region, SETTLEMENT, number) if 0 < number < 2**31 else None
    if found is None:
        raise Problem(404, NO_SETTLEMENT)
    return queries.whole(working, found, now(working).date())


def _working(region: str) -> Current:
    """The region, where work is done in it."""
    found = answered(region)
    if found.package.region.world == "record":
        raise Problem(404, RECORD)
    return found


RECORD = Bilingual("实录中没有办理中的补偿结算", "a record has no settlements")
NO_SETTLEMENT = Bilingual("没有这项补偿结算", "there is no such settlement")
