"""The letter of a call for proposals (征集函)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.documents.papers.form import LETTER
from lianxi.documents.papers.paper import Annex, Paper, Paragraph
from lianxi.governance.road.call import CALL, Call
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.issued import As, issued, world_of
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.ui.templatetags.words import reading_language


@require_safe
@never_cache
def call_paper(request: HttpRequest, region: str, number: int, form: As) -> HttpResponse:
    """The letter of a call."""
    asked = asked_of(request, region)
    found = dossier(asked, CALL, number)
    return issued(request, f"{region}-call-{number}", paper_of(asked, found), form)


def paper_of(asked: Asked, found: Opened[Call]) -> Paper:
    """The letter that a call goes out by, to everybody asked."""
    lang, terms = reading_language(), found.state.terms
    asks = ANSWER_BY.fill(due=Period.on(terms.due).words())
    return Paper(
        LETTER,
        found.title.in_(lang),
        (called(asked.found, f"body:{terms.body}").in_(lang),),
        (Paragraph(terms.text), Paragraph(asks.in_(lang))),
        found.state.since,
        world_of(asked),
        lang,
        recipients=tuple(called(asked.found, party).in_(lang) for party in terms.to),
        annexes=(Annex(SHEET.in_(lang)),),
    )


ANSWER_BY = Bilingual(
    "请于{due}前将提案填入附件随函报送；没有提案的，也请复函告知。",
    "Please fill the proposals into the annex and return it with a letter by {due}; "
    "where there is none, please say so.",
)
SHEET = Bilingual("提案填报表", "Sheet for proposals")
