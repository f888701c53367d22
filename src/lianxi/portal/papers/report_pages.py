"""Page: a city sends in its self-assessment (自评报告), under a number of its own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lianxi.documents.papers.form import REPORT
from lianxi.documents.papers.paper import Paper as Sheet
from lianxi.governance.authority import Refused
from lianxi.governance.road.paper_acts import Issued
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers import choices
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.form_page import Sheet as Page
from lianxi.portal.dossiers.form_page import answer, filled, form_page
from lianxi.portal.dossiers.issued import world_of
from lianxi.portal.dossiers.shown import called, formally
from lianxi.portal.papers import actions
from lianxi.portal.papers.composing import Setting, outgoing
from lianxi.portal.papers.forms import SendIn
from lianxi.portal.papers.issue_pages import KEPT, TAB, sent
from lianxi.portal.papers.wanted import wanted
from lianxi.portal.ui import fields
from lianxi.portal.ui.errors import page as error_page

KIND = "self-assessment"


@form_page(SendIn)
def account_report(request: HttpRequest, region: str) -> HttpResponse:
    """Send in a self-assessment as its page shows it: it goes upward, and so names who signed."""
    asked = asked_of(request, region)
    want = wanted(request, asked, KIND)
    if not asked.may(actions.REPORT, party=want.party):
        return error_page(request, 403)
    form = filled(SendIn, request, {"body": want.scope.body})
    fields.choose(form, "body", choices.asking(choices.bodies(asked)))
    made = want.account

    def sheet() -> Sheet:
        values = form.cleaned_data
        issuers = (formally(asked.found, want.party),)
        setting = Setting(issuers, asked.today, world_of(asked))
        to = (called(asked.found, f"body:{values['body']}").zh,)
        return outgoing(made, REPORT, setting, values["number"], to, (values["signer"],))

    def do() -> Refused | str:
        values = form.cleaned_data
        files = actions.files_of(sheet(), settings.FONTS)
        if isinstance(files, Refused):
            return files
        what = Issued(
            KIND,
            str(values["number"]),
            made.title,
            values["body"],
            (f"body:{values['body']}",),
            files.docx.enclosure,
            made.about,
            values["signer"],
            want.party,
        )
        doing = asked.on_behalf_of(want.party, values["letter"], values["scan"])
        return sent(asked, actions.issue(doing, what, files))

    back = reverse("account", args=[region, KIND])
    return answer(
        request,
        asked,
        Page(SEND_IN.fill(title=made.title), form, SEND_IT_IN, back, TAB, note=KEPT),
        do,
    )


SEND_IN = Bilingual("报送：{title}", "Send in: {title}")
SEND_IT_IN = Bilingual("报送", "Send it in")
