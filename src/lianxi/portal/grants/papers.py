"""The documents of a grant: table of targets, letter of payment (拨付通知), self-assessment.

They are in Chinese, as documents of the office are.
"""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.documents.papers.form import NOTICE, PLAN, SUMMARY
from lianxi.documents.papers.form import Form as PaperForm
from lianxi.documents.papers.number import Number
from lianxi.documents.papers.paper import Block, Column, Heading, Paper, Paragraph, Table
from lianxi.governance.road.grant import GRANT
from lianxi.governance.road.grant_acts import Appropriated
from lianxi.governance.road.grant_state import Grant, yuan
from lianxi.governance.road.performance import EXECUTION, KINDS, execution, grade, points
from lianxi.kernel.period import Period
from lianxi.kernel.unreadable import Unreadable
from lianxi.portal.dossiers.asked import Asked, asked, dossier
from lianxi.portal.dossiers.issued import As, issued, world_of
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called, formally


@never_cache
@require_safe
def targets(request: HttpRequest, region: str, number: int, form: As) -> HttpResponse:
    """The table of targets (绩效目标表)."""
    of = asked(request, region)
    found = dossier(of, GRANT, number)
    return issued(request, f"{region}-grant-{number}-targets", targets_of(of, found), form)


@never_cache
@require_safe
def payment(request: HttpRequest, region: str, number: int, part: int, form: As) -> HttpResponse:
    """The letter by which an instalment is paid out; a page that says it is not paid yet."""
    of = asked(request, region)
    found = dossier(of, GRANT, number)
    there = found.state.parts[part - 1 : part] if part else ()
    paid = there[0].paid if there else None
    if paid is None:
        raise Http404("payment")
    name = f"{region}-grant-{number}-payment-{part}"
    return issued(request, name, payment_of(of, found, paid), form)


@never_cache
@require_safe
def assessment(request: HttpRequest, region: str, number: int, form: As) -> HttpResponse:
    """The self-assessment (绩效自评表); a page that says there is none yet."""
    of = asked(request, region)
    found = dossier(of, GRANT, number)
    if found.state.assessment is None:
        raise Http404("assessment")
    name = f"{region}-grant-{number}-assessment"
    return issued(request, name, assessment_of(of, found), form)


def targets_of(of: Asked, found: Opened[Grant]) -> Paper:
    """What is applied for and the targets that it is given for."""
    state = found.state
    terms = state.terms
    rows = tuple(
        (KINDS[each.kind].zh, each.text, each.planned, str(each.points)) for each in terms.targets
    )
    columns = (
        Column("类别", 1.3),
        Column("指标", 3),
        Column("目标值", 1.6),
        Column("分值", 0.8, "center"),
    )
    blocks: list[Block] = [*_about(of, state), Table(columns, rows)]
    return _plain(of, f"{terms.title.zh}绩效目标表", blocks, state.versions[-1].day, PLAN)


def _about(of: Asked, state: Grant) -> list[Block]:
    """Who applied to which fund, for how much, for what."""
    terms = state.terms
    said = [
        f"申请单位：{called(of.found, state.applied.by).zh}",
        f"资金：{called(of.found, f'fund:{state.applied.fund}').zh}",
        f"申请金额：{yuan(terms.amount)}元",
        f"起止日期：{_day(terms.begins)}至{_day(terms.ends)}",
    ]
    said += [f"总目标：{terms.aim}"] if terms.aim else []
    return [Paragraph(line) for line in said]


def payment_of(of: Asked, found: Opened[Grant], paid: Appropriated) -> Paper:
    """The letter to the recipient: how much, for what, by which approval, to account for by."""
    state = found.state
    assert state.approval is not None
    approved, _, _ = state.approval
    fund = called(of.found, f"fund:{state.applied.fund}").zh
    by = called(of.found, f"body:{state.body}").zh
    said = (
        f"经{by}批准（{approved.document}），现从{fund}拨付你单位{yuan(paid.amount)}元，"
        f"用于{state.terms.title.zh}，请专款专用，按绩效目标表实施。"
    )
    text = [Paragraph(said)]
    if approved.account_by is not None:
        text.append(
            Paragraph(
                f"请于{_day(approved.account_by)}前报送支出凭证和绩效自评表，结余资金按原渠道退回。"
            )
        )
    return Paper(
        NOTICE,
        f"关于拨付{state.terms.title.zh}资金的通知",
        (by,),
        tuple(text),
        paid.day,
        world_of(of),
        number=_number(paid.document),
        recipients=(formally(of.found, state.applied.by),),
    )


def assessment_of(of: Asked, found: Opened[Grant]) -> Paper:
    """What every target came to, the use of the money, the score and its grade."""
    state = found.state
    last, total = state.assessment, state.score
    assert last is not None
    assert total is not None
    used = points(execution(state.spent, state.paid))
    sums = (f"{yuan(state.paid)}元", f"{yuan(state.spent)}元")
    rows = [("预算执行率", *sums, str(EXECUTION), used, "")]
    for target, result in zip(state.terms.targets, last.what.results, strict=True):
        score = points(result.score)
        rows.append(
            (target.text, target.planned, result.actual, str(target.points), score, result.note)
        )
    columns = (
        Column("指标", 2.4),
        Column("目标值", 1.6),
        Column("完成值", 1.6),
        Column("分值", 0.8, "center"),
        Column("得分", 0.8, "center"),
        Column("偏差原因", 2),
    )
    blocks: list[Block] = [
        *_about(of, state),
        Heading("总体完成情况"),
        Paragraph(last.what.text),
        Heading("指标完成情况"),
        Table(columns, tuple(rows)),
        Paragraph(f"自评得分{points(total)}分，等级为{grade(total).zh}。"),
    ]
    return _plain(of, f"{state.terms.title.zh}绩效自评表", blocks, last.day, SUMMARY)


def _plain(of: Asked, title: str, blocks: list[Block], dated: date, form: PaperForm) -> Paper:
    return Paper(form, title, (), tuple(blocks), dated, world_of(of))


def _number(text: str) -> Number | None:
    """The number as the standard writes it; None where it is written otherwise."""
    try:
        return Number.read(text)
    except Unreadable:
        return None


def _day(day: date) -> str:
    return Period.on(day).words().zh
