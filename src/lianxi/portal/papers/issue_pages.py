"""Pages: the papers that went out, one of them, issuing and withdrawing."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.documents.evidence import MEDIA_TYPES
from lianxi.documents.papers.paper import Paper as Sheet
from lianxi.governance.authority import Refused
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.paper import FORMS, PAPER
from lianxi.governance.road.paper_acts import Issued
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.charter.basis import basis
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers import ties as coming
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.choices import parties
from lianxi.portal.dossiers.form_page import Sheet as Page
from lianxi.portal.dossiers.form_page import answer, filled, form_page, seen
from lianxi.portal.dossiers.issued import world_of
from lianxi.portal.dossiers.shown import called, done, formally
from lianxi.portal.papers import actions, queries
from lianxi.portal.papers.composing import Setting, outgoing
from lianxi.portal.papers.follow_up import paper_of
from lianxi.portal.papers.forms import Issue, Numbered, Withdraw
from lianxi.portal.papers.listing import listed
from lianxi.portal.papers.wanted import wanted
from lianxi.portal.ui import fields
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.sheet import Form
from lianxi.portal.ui.sheet import answer as as_file

TAB = "road"


@require_safe
@never_cache
def papers(request: HttpRequest, region: str) -> HttpResponse:
    """Every paper that went out."""
    asked = asked_of(request, region)
    shown = listed(request, asked, queries.papers(region))
    values = {**asked.frame(TAB), "listed": shown, "forms": FORMS, "stages": PAPER.stages}
    return render(request, "papers/papers.html", values)


@require_safe
@never_cache
def papers_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The papers that are asked for, for a spreadsheet."""
    asked = asked_of(request, region)
    shown = listed(request, asked, queries.papers(region))
    return as_file(form, f"{region}-papers", shown, basis(asked.found))


@require_safe
@never_cache
def paper(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """One paper that went out: to whom, what it is about, its file."""
    asked = asked_of(request, region)
    on = dossier(asked, PAPER, number)
    what = on.state.issued
    values = {
        **asked.frame(TAB),
        "on": on,
        "issued": what,
        "form": FORMS[what.form],
        "to": [called(asked.found, id_) for id_ in what.to],
        "about": [(tie.to, dossiers.title_of(tie.to)) for tie in coming.behind([on.row])],
        "done": done(asked.found, on, _detail),
        "files": [each for each in (what.file, what.pdf) if each],
        "by": issuer(asked, what),
        "may_withdraw": on.state.withdrawn is None and _may(asked, what),
    }
    return render(request, "papers/paper.html", values)


def issuer(asked: Asked, what: Issued) -> Bilingual:
    """Who issued a paper: a body, or the party whose own it is."""
    return called(asked.found, what.party or f"body:{what.body}")


def _may(asked: Asked, what: Issued) -> bool:
    right, party, body = actions.right_of(what)
    return asked.may(right, party=party, body=body)


def _detail(what: object) -> Bilingual | None:
    text = getattr(what, "number", "") or getattr(what, "why", "")
    return same(text) if text else None


@require_safe
@never_cache
def paper_file(request: HttpRequest, region: str, number: int, digest: str) -> HttpResponse:
    """The very file that went out."""
    asked = asked_of(request, region)
    issued = dossier(asked, PAPER, number).state.issued
    kept = (issued.file, issued.pdf)
    file = next((each for each in kept if each is not None and each.digest == digest), None)
    content = dossiers.content(digest) if file else None
    if file is None or content is None:
        raise Http404("file")
    name = f"{region}-paper-{number}-{digest[-12:]}.{file.form}"
    return attached(name, MEDIA_TYPES[file.form], content)


@form_page(Withdraw)
def withdraw(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Withdraw a paper."""
    asked = asked_of(request, region)
    on = dossier(asked, PAPER, number)
    if not _may(asked, on.state.issued):
        return error_page(request, 403)
    form = filled(Withdraw, request)
    back = reverse("paper", args=[region, number])

    def do() -> Refused | str:
        why = str(form.cleaned_data["why"])
        outcome = actions.withdraw(asked.doing, on, why, seen(request))
        return outcome if isinstance(outcome, Refused) else back

    return answer(
        request, asked, Page(WITHDRAW, form, WITHDRAW_IT, back, TAB, seen=on.row.acts_count), do
    )


@form_page(Issue)
def account_issue(request: HttpRequest, region: str, account: str) -> HttpResponse:
    """Issue an account, as its page shows it, in Chinese."""
    asked = asked_of(request, region)
    want = wanted(request, asked, account)
    if want.kind.of_party:
        raise Http404("account")
    form = filled(Issue, request, {"body": want.scope.body, "to": [p for p, _ in want.parties]})
    package = asked.found.package
    fields.choose(form, "body", [(each.id, each.name) for each in package.kind("body")])
    fields.choose(form, "to", parties(asked))
    made = want.account

    def sheet() -> Sheet:
        values = form.cleaned_data
        issuers = (called(asked.found, f"body:{values['body']}").zh,)
        setting = Setting(issuers, asked.today, world_of(asked))
        names = tuple(formally(asked.found, id_) for id_ in values["to"])
        return outgoing(made, want.kind.form, setting, values["number"], names)

    def do() -> Refused | str:
        values = form.cleaned_data
        files = actions.files_of(sheet(), settings.FONTS)
        if isinstance(files, Refused):
            return files
        what = Issued(
            account,
            str(values["number"]),
            made.title,
            values["body"],
            tuple(values["to"]),
            files.docx.enclosure,
            made.about,
        )
        return sent(asked, actions.issue(asked.doing, what, files))

    back = reverse("account", args=[region, account])
    title = ISSUE.fill(title=made.title)
    return answer(request, asked, Page(title, form, ISSUE_IT, back, TAB, note=KEPT), do)


@form_page(Numbered)
def commitment_issue(
    request: HttpRequest, region: str, number: int, sheet: str, item: int
) -> HttpResponse:
    """Issue a slip or a request for coordination under its number."""
    asked = asked_of(request, region)
    on = dossier(asked, COMMITMENT, number)
    drafted = paper_of(asked, on, sheet, item)
    if drafted is None or sheet not in FORMS:
        raise Http404("paper")
    form = filled(Numbered, request)

    def do() -> Refused | str:
        number = form.cleaned_data["number"]
        made = paper_of(asked, on, sheet, item, number)
        assert made is not None, "it was there a moment ago"
        files = actions.files_of(made, settings.FONTS)
        if isinstance(files, Refused):
            return files
        terms, signer = on.state.terms, ""
        to = terms.doer
        if sheet == "request":
            to = f"body:{on.state.requests[item - 1].drafted.to}"
            signer = made.signers[0]
        title = TITLES[sheet].fill(title=terms.title)
        what = Issued(
            sheet,
            str(number),
            title,
            terms.body,
            (to,),
            files.docx.enclosure,
            (on.row.ref,),
            signer,
        )
        return sent(asked, actions.issue(asked.doing, what, files))

    back = reverse("commitment", args=[region, number])
    return answer(
        request,
        asked,
        Page(ISSUE.fill(title=drafted.title), form, ISSUE_IT, back, TAB, note=KEPT),
        do,
    )


def sent(asked: Asked, outcome: dossiers.Row | Refused) -> Refused | str:
    """The page of a paper that went out, or why it did not."""
    if isinstance(outcome, Refused):
        return outcome
    return reverse("paper", args=[asked.region, outcome.number])


TITLES = {
    "slip": Bilingual("关于“{title}”的督办单", "Supervision slip on “{title}”"),
    "request": Bilingual("关于提请协调“{title}”的函", "Request for coordination of “{title}”"),
}
ISSUE = Bilingual("制发：{title}", "Issue: {title}")
ISSUE_IT = Bilingual("制发", "Issue it")
KEPT = Bilingual(
    "按现在的记录排成公文，文件原样留存；文号只用一次。",
    "It is set from the records as they are now; the very file is kept. A number is given once.",
)
WITHDRAW = Bilingual("为什么撤回？", "Why is it withdrawn?")
WITHDRAW_IT = Bilingual("撤回", "Withdraw it")
