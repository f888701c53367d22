"""Pages: a trial sent in with a proposal, and given out as a document or a workbook."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lianxi.documents.charts.on_demand import drawing
from lianxi.documents.evidence import MEDIA_TYPES
from lianxi.documents.papers.docx import to_docx
from lianxi.documents.papers.pictured import Picture, pictured
from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.portal.bench import papers
from lianxi.portal.bench.amending import About, Made, made
from lianxi.portal.bench.answering import bars
from lianxi.portal.bench.trial_pages import OfTrial, of_trial
from lianxi.portal.bench.workbook import workbook
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.dossiers.form_page import form_page
from lianxi.portal.dossiers.issued import world_of
from lianxi.portal.proposals.form_pages import Prepared
from lianxi.portal.proposals.form_pages import propose as proposal_form
from lianxi.portal.proposals.forms import ProposeForm
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.templatetags.words import reading_language

TITLE_MAX = 200


@form_page(ProposeForm)
def propose(request: HttpRequest, region: str, rule: str, number: int) -> HttpResponse:
    """The form of a new proposal: the comparison and the amendment come with it."""
    of = of_trial(request, region, rule, number)
    lang = reading_language()
    files = (
        Upload(f"{_name(of)}.docx", "docx", _docx(of)),
        Upload(f"{_name(of)}.xlsx", "xlsx", workbook(of, lang)),
    )
    title, trial = of.on.title, of.kept.row.name
    initial = {
        "title": TITLE.fill(rule=title).zh[:TITLE_MAX],
        "title_en": TITLE.fill(rule=title).en[:TITLE_MAX],
        "aim": papers.why(of).in_(lang),
        "content": papers.what(of).in_(lang),
    }
    note = NOTE.fill(trial=trial, n=len(files))
    return proposal_form(request, of.on.of, Prepared(of.address, initial, files, note))


@require_safe
def trial_docx(request: HttpRequest, region: str, rule: str, number: int) -> HttpResponse:
    """The comparison as a document."""
    of = of_trial(request, region, rule, number)
    return attached(f"{_name(of)}.docx", MEDIA_TYPES["docx"], _docx(of))


@require_safe
def trial_xlsx(request: HttpRequest, region: str, rule: str, number: int) -> HttpResponse:
    """The same as a workbook."""
    of = of_trial(request, region, rule, number)
    return attached(f"{_name(of)}.xlsx", MEDIA_TYPES["xlsx"], workbook(of, reading_language()))


def _docx(of: OfTrial) -> bytes:
    found = of.on.of.found
    rehearsal = found.package.region.world == "rehearsal"
    about = About(f"{of.on.of.today.year + 1}-01-01", "example" if rehearsal else "stated")
    block = made(found, of.on.article, of.kept, about)
    text = "" if isinstance(block, Refused) else block.block
    changes = block.changes if isinstance(block, Made) else ()
    lang = reading_language()
    dated = of.on.of.today
    paper = papers.paper(of, text, changes, dated, world_of(of.on.of), lang)
    return pictured(to_docx(paper), dict(_pictures(of, lang)), dated)


def _pictures(of: OfTrial, lang: Lang) -> Iterator[tuple[str, Picture]]:
    """The chart of each unit, by the paragraph that it takes the place of."""
    for unit in of.units:
        chart = bars(of.on, unit, lang)
        if chart is not None:
            picture = Picture(drawing().png(chart), chart.words.about)
            yield papers.place_of(unit, lang), picture


def _name(of: OfTrial) -> str:
    world = of.on.of.found.package.region.world
    rehearsal = "-rehearsal" if world == "rehearsal" else ""
    return f"{of.on.of.region}-{of.on.rule}-trial-{of.kept.row.number}{rehearsal}"


TITLE = Bilingual("修订“{rule}”", "Amend {rule}")
NOTE = Bilingual(
    "试算“{trial}”的对比表（docx、xlsx，含修订条文）随提案附上，共{n}份。",
    "The comparison of the trial “{trial}” comes with it in {n} files: a document with the "
    "amendment, and a workbook.",
)
