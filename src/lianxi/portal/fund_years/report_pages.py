"""Pages: the report on a fund's year, as a draft and as it goes out.

It is in Chinese, as documents of the office are; the number is the office's to give.
"""

from typing import TypeAlias

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.charter.kinds.fund import HELD_BY
from lianxi.documents.evidence import MEDIA_TYPES
from lianxi.documents.fund_report.book import workbook
from lianxi.documents.fund_report.part import Facts, as_account
from lianxi.documents.fund_report.report import parts, title
from lianxi.documents.papers.form import REPORT, SUMMARY
from lianxi.governance.authority import Refused
from lianxi.governance.road.fund_year import FUND_YEAR, FundYear
from lianxi.governance.road.paper_acts import Issued
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers import choices
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.form_page import Sheet as Page
from lianxi.portal.dossiers.form_page import answer, filled, form_page, seen
from lianxi.portal.dossiers.issued import As, issued, world_of
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called, formally
from lianxi.portal.fund_years import actions, queries
from lianxi.portal.fund_years.forms import ReportForm
from lianxi.portal.papers.actions import files_of
from lianxi.portal.papers.composing import Setting, drafted, outgoing
from lianxi.portal.ui import fields
from lianxi.portal.ui.attached import attached

TAB = "road"
Year: TypeAlias = Opened[FundYear]


@require_safe
@never_cache
def draft(request: HttpRequest, region: str, number: int, form: As) -> HttpResponse:
    """The report as it would go out today, without a number."""
    asked, found = _of(request, region, number)
    facts = queries.facts(asked.found, found, asked.today)
    made = drafted(as_account(title(facts), parts(facts)), SUMMARY, _setting(asked, found))
    return issued(request, f"{region}-fund-year-{number}", made, form)


@require_safe
@never_cache
def tables(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """The report's tables as a workbook."""
    asked, found = _of(request, region, number)
    facts = queries.facts(asked.found, found, asked.today)
    name = f"{region}-fund-year-{number}.xlsx"
    return attached(name, MEDIA_TYPES["xlsx"], _workbook(facts))


@form_page(ReportForm)
def report(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Issue the report: it goes to the body under its number, and so names who signed."""
    asked, found = _of(request, region, number)
    form = filled(ReportForm, request, {"body": found.state.begun.body})
    fields.choose(form, "body", choices.asking(choices.bodies(asked)))

    def do() -> Refused | str:
        made = _made(asked, found, form)
        if isinstance(made, Refused):
            return made
        outcome = actions.report(asked.doing, found, made, seen(request))
        return outcome if isinstance(outcome, Refused) else back

    back = reverse("fund-year", args=[region, number])
    sheet = Page(TITLE, form, REPORT_IT, back, TAB, NOTE, found.row.acts_count)
    return answer(request, asked, sheet, do)


def _made(asked: Asked, found: Year, form: ReportForm) -> actions.Report | Refused:
    """The report with its files, as it goes out."""
    values = form.cleaned_data
    facts = queries.facts(asked.found, found, asked.today)
    to = (called(asked.found, f"body:{values['body']}").zh,)
    account = as_account(title(facts), parts(facts))
    sheet = outgoing(
        account, REPORT, _setting(asked, found), values["number"], to, (values["signer"],)
    )
    files = files_of(sheet, settings.FONTS)
    if isinstance(files, Refused):
        return files
    what = Issued(
        "fund-report",
        str(values["number"]),
        account.title,
        values["body"],
        (f"body:{values['body']}",),
        files.docx.enclosure,
        (found.row.ref,),
        values["signer"],
        _keeper(asked, found),
    )
    book = Upload(f"{account.title.zh}.xlsx", "xlsx", _workbook(facts))
    return actions.Report(what, files, book)


def _workbook(facts: Facts) -> bytes:
    return workbook(title(facts), parts(facts), "zh", facts.day)


def _keeper(asked: Asked, found: Year) -> str:
    """The unit or party that keeps the fund's accounts; "" where no article says so."""
    text = asked.found.package.text(found.state.begun.fund, asked.today)
    return (text.get(HELD_BY) if text is not None else None) or ""


def _setting(asked: Asked, found: Year) -> Setting:
    keeper = _keeper(asked, found)
    name = (
        formally(asked.found, keeper)
        if keeper
        else called(asked.found, f"body:{found.state.begun.body}").zh
    )
    return Setting((name,), asked.today, world_of(asked))


def _of(request: HttpRequest, region: str, number: int) -> tuple[Asked, Year]:
    asked = asked_of(request, region)
    return asked, dossier(asked, FUND_YEAR, number)


TITLE = Bilingual("年度报告报给谁、编什么号？", "To whom does the report go, under which number?")
REPORT_IT = Bilingual("报送", "Send it in")
NOTE = Bilingual(
    "报告和附表按今天的台账生成，原件与摘要一并保存，登记在发文登记中。",
    "The report and its tables are made from today's ledger, and kept with their digests; it "
    "stands among the papers issued.",
)
