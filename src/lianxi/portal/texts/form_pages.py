"""Forms while a text is drafted: begun, written by clause, commented on, made final, given up."""

from itertools import count

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from lianxi.governance.authority import Refused
from lianxi.governance.road.agreement import AGREEMENT
from lianxi.governance.road.agreement_acts import (
    Amended,
    ClauseStruck,
    ClauseWritten,
    Commented,
    CommentSettled,
    DraftClause,
    Drafted,
    Dropped,
    Reopened,
)
from lianxi.governance.road.agreement_text import Text
from lianxi.governance.texts import in_words
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers import choices, shown
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, form_page, seen
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.texts import actions, forms
from lianxi.portal.texts.queries import noticed
from lianxi.portal.ui import fields

TAB = "road"


def opened(request: HttpRequest, region: str, number: int) -> tuple[Asked, Opened[Text]]:
    """The text that a form is about."""
    asked = asked_of(request, region)
    return asked, dossier(asked, AGREEMENT, number)


def sheet(
    found: Opened[Text],
    title: Bilingual,
    form: Form,
    button: Bilingual,
    note: Bilingual | None = None,
) -> Sheet:
    """A form about a text; `seen` tells whether anything was done since."""
    back = reverse("agreement", args=[found.row.region, found.row.number])
    whole = OF.fill(title=title, text=found.title)
    return Sheet(whole, form, button, back, TAB, note, found.row.acts_count)


def gone(outcome: actions.Outcome, region: str) -> Refused | str:
    """Where one goes on to: the text."""
    if isinstance(outcome, Refused):
        return outcome
    return reverse("agreement", args=[region, int(outcome.partition("/")[2])])


@form_page(forms.DraftForm)
def draft(request: HttpRequest, region: str) -> HttpResponse:
    """Begin an agreement or a plan."""
    asked = asked_of(request, region)
    main = asked.found.package.region.main_body
    first: dict[str, object] = {"body": main, "parties": choices.seated(asked, main)}
    first["origin"] = request.GET.get("origin", "")
    form = filled(forms.DraftForm, request, first)
    fields.choose(form, "body", choices.bodies(asked))
    fields.choose(form, "parties", [*choices.parties(asked), *choices.units(asked)])

    def act() -> Refused | str:
        data = form.cleaned_data
        what = Drafted(
            Bilingual(data["title"], data["title_en"] or data["title"]),
            data["form"],
            data["body"],
            tuple(data["parties"]),
            data["effect"],
            data["origin"],
            data["year"],
        )
        return gone(actions.draft(asked.doing, what), region)

    back = reverse("texts", args=[region])
    return answer(request, asked, Sheet(DRAFT, form, BEGIN, back, TAB), act)


@form_page(forms.ClauseForm)
def write(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Write a clause, or another version of one."""
    asked, found = opened(request, region, number)
    before = named(found, request, found.state.clauses)
    form = filled(forms.ClauseForm, request, forms.first_terms(before))
    choose_units(asked, form)
    parties = [(party, shown.called(asked.found, party)) for party in found.state.terms.parties]
    fields.choose(form, "by", [choices.NOT_SAID, *parties])

    def act() -> Refused | str:
        clause = form.said(
            before.id if before else new_id(found.state), task_ids(found.state, before)
        )
        what = ClauseWritten(clause, form.cleaned_data["by"])
        return gone(actions.act(asked.doing, found, what, seen(request)), region)

    title = WRITE if before is None else REWRITE.fill(subject=before.subject)
    return answer(request, asked, sheet(found, title, form, KEEP), act)


@form_page(forms.WhyForm)
def strike(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Take a clause out of a draft."""
    asked, found = opened(request, region, number)
    before = named(found, request, found.state.clauses)
    if before is None:
        raise Http404("clause")
    what = before.id
    title = STRIKE.fill(subject=before.subject)
    form = filled(forms.WhyForm, request)

    def act() -> Refused | str:
        struck = ClauseStruck(what, form.cleaned_data["why"])
        return gone(actions.act(asked.doing, found, struck, seen(request)), region)

    return answer(request, asked, sheet(found, title, form, KEEP), act)


@form_page(forms.CommentForm)
def comment(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Comment on a clause, or on the whole."""
    asked, found = opened(request, region, number)
    clause = named(found, request, found.state.clauses)
    form = filled(forms.CommentForm, request)
    parties = [(party, shown.called(asked.found, party)) for party in found.state.terms.parties]
    fields.choose(form, "party", choices.mine(asked, parties, "agreement.comment"))

    def act() -> Refused | str:
        data = form.cleaned_data
        doing = asked.on_behalf_of(data["party"], data["letter"], data["scan"])
        what = Commented(data["party"], clause.id if clause else "", data["text"])
        return gone(actions.act(doing, found, what), region)

    title = COMMENT if clause is None else COMMENT_ON.fill(subject=clause.subject)
    return answer(request, asked, sheet(found, title, form, SEND), act)


@form_page(forms.WeighForm)
def weigh(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Say what becomes of a comment."""
    asked, found = opened(request, region, number)
    text = request.GET.get("comment", "")
    n = int(text) if text.isdecimal() and len(text) < 6 else 0
    if not 1 <= n <= len(found.state.comments):
        raise Http404("comment")
    comment = found.state.comments[n - 1]
    note = SAID.fill(who=shown.called(asked.found, comment.party), text=comment.text)
    form = filled(forms.WeighForm, request)

    def act() -> Refused | str:
        data = form.cleaned_data
        what = CommentSettled(n, data["adopted"], data["why"])
        return gone(actions.act(asked.doing, found, what, seen(request)), region)

    return answer(request, asked, sheet(found, WEIGH.fill(n=n), form, KEEP, note), act)


@form_page(forms.SettleForm)
def settle(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Make a text final; what is noticed in it is mended before, or let stand for a reason."""
    asked, found = opened(request, region, number)
    notices = noticed(asked.found, found, asked.today)
    form = filled(forms.SettleForm, request)
    form.ask([in_words(each) for each in notices])

    def act() -> Refused | str:
        reasons = form.reasons
        outcome = actions.settle(asked.doing, found, notices, reasons, seen(request))
        return gone(outcome, region)

    note = LET_STAND.fill(n=len(notices)) if notices else NOTHING_NOTICED
    return answer(request, asked, sheet(found, SETTLE, form, SETTLE, note), act)


@form_page(forms.WhyForm)
def reopen(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Open a final text again."""
    return _for_a_reason(request, region, number, Reopened, REOPEN)


@form_page(forms.WhyForm)
def drop(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Give a text up."""
    return _for_a_reason(request, region, number, Dropped, DROP)


def _for_a_reason(
    request: HttpRequest,
    region: str,
    number: int,
    made: type[Reopened] | type[Dropped],
    title: Bilingual,
) -> HttpResponse:
    asked, found = opened(request, region, number)
    form = filled(forms.WhyForm, request)

    def act() -> Refused | str:
        what = made(form.cleaned_data["why"])
        return gone(actions.act(asked.doing, found, what, seen(request)), region)

    return answer(request, asked, sheet(found, title, form, title), act)


def named(
    found: Opened[Text], request: HttpRequest, clauses: tuple[DraftClause, ...]
) -> DraftClause | None:
    """The clause that the address names; None where it names none."""
    id_ = request.GET.get("clause", "")
    clause = next((each for each in clauses if each.id == id_), None)
    if id_ and clause is None:
        raise Http404(f"clause of {found.row.ref}")
    return clause


def choose_units(asked: Asked, form: forms.TermsForm) -> None:
    """Let a clause's form choose among the parties and units of the region."""
    there = [*choices.units(asked), *choices.parties(asked)]
    fields.choose(form, "lead", [choices.NOT_SAID, *there])
    fields.choose(form, "supports", there)


def new_id(state: Text) -> str:
    """An id that no clause of a text ever had."""
    used = {each.id for each in state.wrote} | {each.id for each in _restated(state)}
    return next(each for n in count(1) if (each := f"clause-{n}") not in used)


def task_ids(state: Text, clause: DraftClause | None) -> dict[str, str]:
    """The ids that the tasks of a clause ever had, by their names; the latest wins."""
    if clause is None:
        return {}
    written = [each.clause for each in state.versions(clause.id) if each.clause]
    written += [each for each in _restated(state) if each.id == clause.id]
    return {words.zh: id_ for each in written for id_, words in each.tasks}


def _restated(state: Text) -> list[DraftClause]:
    """The clauses as amendments restated them."""
    amendments = (each for each in state.changes if isinstance(each, Amended))
    return [clause for each in amendments for clause in each.restates]


OF = Bilingual("{title} · {text}", "{title} · {text}")
DRAFT = Bilingual("起草协议或计划", "Draft an agreement or plan")
BEGIN = Bilingual("开始起草", "Begin")
WRITE = Bilingual("拟写条款", "Write a clause")
REWRITE = Bilingual("修改条款“{subject}”", "Rewrite “{subject}”")
STRIKE = Bilingual("删去条款“{subject}”", "Strike “{subject}”")
KEEP = Bilingual("保存", "Save")
COMMENT = Bilingual("对全文提出意见", "Comment on the whole")
COMMENT_ON = Bilingual("对“{subject}”提出意见", "Comment on “{subject}”")
SEND = Bilingual("提交", "Send")
WEIGH = Bilingual("研究第{n}条意见", "Weigh comment {n}")
SAID = Bilingual("{who}：{text}", "{who}: {text}")
SETTLE = Bilingual("定稿", "Make it final")
LET_STAND = Bilingual(
    "检查提示{n}项。改好文本再定稿，或逐项写明为何保留。",
    "{n} findings. Mend the text first, or say of each why it is let stand.",
)
NOTHING_NOTICED = Bilingual("检查没有提示。", "Nothing was found amiss.")
REOPEN = Bilingual("重新修改", "Open it again")
DROP = Bilingual("撤回", "Give it up")
