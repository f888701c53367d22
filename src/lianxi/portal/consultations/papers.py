"""The letter of a consultation (征求意见函), and the summary table that follows (汇总采纳表)."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.documents.papers.form import LETTER, Form, opinions
from lianxi.documents.papers.paper import Annex, Block, Column, Paper, Paragraph, Table
from lianxi.governance.road.consultation import ADOPTED, ANSWERS, CONSULTATION, Consultation, tally
from lianxi.kernel.bilingual import Bilingual, inner, listed
from lianxi.kernel.period import Period
from lianxi.portal.consultations import listing
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.issued import As, issued, world_of
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.ui.templatetags.words import reading_language


@require_safe
@never_cache
def letter(request: HttpRequest, region: str, number: int, form: As) -> HttpResponse:
    """The letter of a consultation."""
    asked = asked_of(request, region)
    found = dossier(asked, CONSULTATION, number)
    return issued(request, f"{region}-consultation-{number}", letter_of(asked, found), form)


@require_safe
@never_cache
def summary(request: HttpRequest, region: str, number: int, form: As) -> HttpResponse:
    """The summary table of a consultation, with the letter that carries it."""
    asked = asked_of(request, region)
    found = dossier(asked, CONSULTATION, number)
    name = f"{region}-consultation-{number}-summary"
    return issued(request, name, summary_of(asked, found), form)


def letter_of(asked: Asked, found: Opened[Consultation]) -> Paper:
    """The letter that members are asked by."""
    asks = ANSWER_BY.fill(due=Period.on(found.state.due).words()).in_(reading_language())
    body = (Paragraph(found.state.opened.text), Paragraph(asks))
    sheet = Annex(SHEET.in_(reading_language()))
    return _paper(asked, found, LETTER, found.title, body, sheet)


def summary_of(asked: Asked, found: Opened[Consultation]) -> Paper:
    """The letter that tells members what became of their comments; the table is its annex."""
    lang = reading_language()
    counts = [COUNT.fill(answer=ANSWERS[word], n=n) for word, n in tally(found.state).items()]
    said = SUMMED_UP.fill(title=inner(found.title), counts=listed(counts))
    table = Table(
        tuple(Column(words.in_(lang), share) for words, share in COLUMNS),
        tuple(_rows(asked, found)),
        wide=True,
    )
    annex = Annex(listing.SUMMARY.in_(lang), (table,))
    title = RESULT.fill(title=inner(found.title))
    return _paper(asked, found, opinions(), title, (Paragraph(said.in_(lang)),), annex)


def _paper(
    asked: Asked,
    found: Opened[Consultation],
    form: Form,
    title: Bilingual,
    body: tuple[Block, ...],
    annex: Annex,
) -> Paper:
    state, lang = found.state, reading_language()
    return Paper(
        form,
        title.in_(lang),
        (called(asked.found, f"body:{state.opened.body}").in_(lang),),
        body,
        state.since if form is LETTER else state.closed or asked.today,
        world_of(asked),
        lang,
        recipients=tuple(called(asked.found, party).in_(lang) for party in state.opened.roll),
        annexes=(annex,),
    )


def _rows(asked: Asked, found: Opened[Consultation]) -> Iterator[tuple[str, ...]]:
    """The rows of the table: of each member what it says in general, then its comments."""
    lang = reading_language()
    for row in listing.rows(asked, found):
        who, remark = (row.name.in_(lang), row.answer.in_(lang)), row.remark
        if remark is None or (remark.number == 1 and row.line.text):
            yield (*who, "", row.line.text, "", "")
        if remark is not None:
            adopted = ADOPTED[remark.adopted].in_(lang) if remark.adopted else ""
            yield (*who, remark.place, remark.text, adopted, remark.why)


ANSWER_BY = Bilingual(
    "请于{due}前反馈意见；没有意见的，也请复函告知。",
    "Please answer by {due}; where there is no comment, please say so.",
)
SHEET = Bilingual("意见反馈表", "Reply sheet")
RESULT = Bilingual("“{title}”意见采纳情况", "What became of the comments: “{title}”")
SUMMED_UP = Bilingual(
    "现将“{title}”的反馈和采纳情况汇总如下：{counts}。详见附件。",
    "The answers to “{title}” in sum: {counts}. The annex has each comment.",
)
COUNT = Bilingual("{answer}{n}个", "{answer} {n}")
COLUMNS = (
    (listing.PARTY, 1.0),
    (listing.ANSWER, 1.2),
    (listing.PLACE, 1.4),
    (listing.TEXT, 4.0),
    (listing.ADOPTION, 1.2),
    (listing.WHY, 2.6),
)
