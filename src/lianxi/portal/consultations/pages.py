"""Pages: the consultations, one of them with its summary table, and the forms for it."""

from collections.abc import Iterable
from dataclasses import replace

from django.forms import Form as DjangoForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.governance.authority import Refused
from lianxi.governance.road.consultation import (
    ADOPTED,
    ANSWERS,
    CONSULTATION,
    Consultation,
    table,
    tally,
)
from lianxi.governance.road.consultation_acts import Extended, Opened, Replied, Weighed
from lianxi.governance.road.procedure import Duty
from lianxi.kernel.bilingual import Bilingual, inner, listed, same
from lianxi.kernel.period import in_words
from lianxi.portal.charter.basis import basis
from lianxi.portal.consultations import actions, forms, listing, queries
from lianxi.portal.dossiers import choices, enclosing, shown
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, form_page, seen
from lianxi.portal.dossiers.queries import Opened as Found
from lianxi.portal.ui import fields
from lianxi.portal.ui.sheet import Form
from lianxi.portal.ui.sheet import answer as as_file

TAB = "road"
ROWS = 3  # empty rows for comments, at first
MORE_ROWS = 7


@require_safe
@never_cache
def consultations(request: HttpRequest, region: str) -> HttpResponse:
    """Every consultation."""
    asked = asked_of(request, region)
    values = {
        **asked.frame(TAB),
        "listed": listing.consultations(asked, request.GET.dict()),
        "stages": CONSULTATION.stages,
        "consults": asked.may("consultation.open"),
    }
    return render(request, "consultations/consultations.html", values)


@require_safe
@never_cache
def consultations_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The consultations asked for, for a spreadsheet."""
    asked = asked_of(request, region)
    found = listing.consultations(asked, request.GET.dict())
    return as_file(form, f"{region}-consultations", found, basis(asked.found))


@require_safe
@never_cache
def consultation(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """A consultation: what is asked, and the summary table."""
    asked = asked_of(request, region)
    found = dossier(asked, CONSULTATION, number)
    state, face = found.state, CONSULTATION.face(found.state)
    counts = [(ANSWERS[word], n) for word, n in tally(state).items()]
    values = {
        **asked.frame(TAB),
        "found": found,
        "state": state,
        "stage": CONSULTATION.stages[face.stage],
        "body": listing.body(asked, state.opened.body).name,
        "about": queries.about(found),
        "counts": counts,
        "rows": [
            (shown.called(asked.found, line.party), listing.answer(state, line), line)
            for line in table(state)
        ],
        "adopted": ADOPTED,
        "files": enclosing.enclosed(found),
        "late": state.closed is None and state.due < asked.today,
        "replying": replying(asked, found),
        "weighs": asked.may("consultation.open", body=state.opened.body),
        "done": shown.done(asked.found, found, _detail(asked)),
        "duties": shown.owing(asked.found, _of_office(face.duties), asked.today),
    }
    return render(request, "consultations/consultation.html", values)


def _of_office(duties: Iterable[Duty]) -> list[Duty]:
    """What the office owes; who has not answered stands in the table."""
    return [each for each in duties if each.what != "answer"]


@require_safe
@never_cache
def consultation_attachment(
    request: HttpRequest, region: str, number: int, digest: str
) -> HttpResponse:
    """A file that came with the consultation or with an answer."""
    found = dossier(asked_of(request, region), CONSULTATION, number)
    return enclosing.given_out(found, digest)


@require_safe
@never_cache
def summary_file(request: HttpRequest, region: str, number: int, form: Form) -> HttpResponse:
    """The summary table of a consultation, for a spreadsheet."""
    asked = asked_of(request, region)
    found = dossier(asked, CONSULTATION, number)
    about = (listing.CONSULTATIONS, found.title)
    name = f"{region}-consultation-{number}"
    return as_file(form, name, listing.summary(asked, found), basis(asked.found, about))


def replying(asked: Asked, found: Found[Consultation]) -> list[choices.Choice]:
    """The parties that were asked and for whom whoever asks may answer."""
    roll = [(id_, shown.called(asked.found, id_)) for id_ in found.state.opened.roll]
    return choices.mine(asked, roll, "consultation.reply")


def _detail(asked: Asked) -> shown.Detail:
    """What to say of an act beyond its name."""

    def detail(what: object) -> Bilingual | None:
        match what:
            case Replied(party, said):
                return SAID.fill(who=shown.called(asked.found, party), said=ANSWERS[said])
            case Weighed(party, comment, adopted):
                name = shown.called(asked.found, party)
                return WEIGHED.fill(party=name, n=comment, adopted=ADOPTED[adopted])
            case Extended(due, why):
                return EXTENDED.fill(due=in_words(due), why=why)
        return None

    return detail


@form_page(forms.OpenForm)
def consultation_new(request: HttpRequest, region: str) -> HttpResponse:
    """Ask members what they think of a text."""
    asked = asked_of(request, region)
    texts = queries.texts(region)
    form = filled(forms.OpenForm, request, _initial(request, asked, texts))
    fields.choose(form, "about", [choices.NOT_SAID, *((each.ref, each.called) for each in texts)])
    fields.choose(form, "body", choices.bodies(asked))
    fields.choose(form, "roll", choices.parties(asked))

    def act() -> Refused | str:
        data = form.cleaned_data
        what = Opened(
            Bilingual(data["title"], data["title_en"] or data["title"]),
            data["about"],
            data["text"],
            data["body"],
            tuple(data["roll"]),
            data["due"],
            enclosing.enclosures(data["enclosures"]),
            silence=queries.silence(asked, data["body"]),
        )
        return _gone(actions.open_(asked.doing, what, data["enclosures"]), region)

    return answer(
        request, asked, Sheet(NEW, form, SEND, reverse("consultations", args=[region]), TAB), act
    )


def _initial(request: HttpRequest, asked: Asked, texts: list[queries.Text]) -> dict[str, object]:
    """What the form begins with: the text, its body, its members, and its days to answer."""
    about = request.GET.get("about", "")
    text = next((each for each in texts if each.ref == about), None)
    body = text.body if text else asked.found.package.region.main_body
    first: dict[str, object] = {
        "about": about,
        "body": body,
        "roll": choices.seated(asked, body),
        "due": queries.due(asked, body),
    }
    if text is not None:
        subject = ASKS_ABOUT.fill(title=inner(text.title))
        first |= {"title": subject.zh, "title_en": subject.en}
    return first


@form_page(forms.ReplyForm)
def consultation_reply(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Answer for a member."""
    asked = asked_of(request, region)
    found = dossier(asked, CONSULTATION, number)
    rows = _rows(request)
    form = filled(forms.ReplyForm, request)
    form.make_room(rows)
    fields.choose(form, "party", choices.asking(replying(asked, found)))

    def act() -> Refused | str:
        data = form.cleaned_data
        files = enclosing.enclosures(data["enclosures"])
        what = Replied(data["party"], data["answer"], form.comments, data["text"], files)
        doing = asked.on_behalf_of(what.party, *forms.letter(form))
        outcome = actions.reply(doing, found, what, seen(request), uploads=data["enclosures"])
        return _gone(outcome, region)

    more = f"?rows={min(rows + MORE_ROWS, forms.COMMENTS_MAX)}"
    sheet = replace(_sheet(REPLY, form, SEND_REPLY, region, found), more=more)
    return answer(request, asked, sheet, act)


def _rows(request: HttpRequest) -> int:
    """For how many comments there is room: as many as the address asks for."""
    text = request.GET.get("rows", "")
    rows = int(text) if text.isdecimal() and len(text) < 4 else ROWS
    return max(1, min(rows, forms.COMMENTS_MAX))


@form_page(forms.ExtendForm)
def consultation_extend(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Give more time."""
    asked = asked_of(request, region)
    found = dossier(asked, CONSULTATION, number)
    form = filled(forms.ExtendForm, request)

    def act() -> Refused | str:
        what = Extended(form.cleaned_data["due"], form.cleaned_data["why"])
        return _gone(actions.extend(asked.doing, found, what, seen(request)), region)

    return answer(request, asked, _sheet(EXTEND, form, EXTEND, region, found), act)


@form_page(forms.ConfirmForm)
def consultation_weigh(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Say of each comment whether it is adopted, and why."""
    asked = asked_of(request, region)
    found = dossier(asked, CONSULTATION, number)
    comments, initial = [], {}
    for line in table(found.state):
        name = shown.called(asked.found, line.party)
        for each in line.remarks:
            place = same(each.place) if each.place else NO_PLACE
            said = SAYS.fill(party=name, n=each.number, place=place, text=each.text)
            comments.append((line.party, each.number, said))
            initial[f"adopted_{line.party}_{each.number}"] = each.adopted
            initial[f"why_{line.party}_{each.number}"] = each.why
    form = filled(forms.WeighForm, request, initial)
    form.ask_of(comments)

    def act() -> Refused | str:
        return _gone(actions.weigh(asked.doing, found, form.weighed(), seen(request)), region)

    return answer(request, asked, _sheet(WEIGH, form, SAVE, region, found), act)


@form_page(forms.ConfirmForm)
def consultation_close(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Close it."""
    asked = asked_of(request, region)
    found = dossier(asked, CONSULTATION, number)
    form = filled(forms.ConfirmForm, request)
    silent = [shown.called(asked.found, party) for party in found.state.silent]
    note = SILENT.fill(who=listed(silent)) if silent else ALL_IN

    def act() -> Refused | str:
        return _gone(actions.close(asked.doing, found, seen(request)), region)

    return answer(request, asked, _sheet(CLOSE, form, CLOSE, region, found, note), act)


def _sheet(
    title: Bilingual,
    form: DjangoForm,
    button: Bilingual,
    region: str,
    found: Found[Consultation],
    note: Bilingual | None = None,
) -> Sheet:
    back = reverse("consultation", args=[region, found.row.number])
    return Sheet(title, form, button, back, TAB, note or found.title, found.row.acts_count)


def _gone(outcome: actions.Outcome, region: str) -> Refused | str:
    """Where one goes on to."""
    if isinstance(outcome, Refused):
        return outcome
    return reverse("consultation", args=[region, int(outcome.partition("/")[2])])


NEW = Bilingual("征求意见", "Consult members")
SEND = Bilingual("发出", "Send it out")
ASKS_ABOUT = Bilingual("关于征求对“{title}”意见的函", "Consultation on “{title}”")
REPLY = Bilingual("反馈意见", "Answer the consultation")
SEND_REPLY = Bilingual("反馈", "Send the answer")
EXTEND = Bilingual("延长反馈时限", "Give more time")
WEIGH = Bilingual("各条意见采纳与否？", "Which comments are adopted?")
SAVE = Bilingual("保存", "Save")
SAYS = Bilingual("{party}，意见{n}（{place}）：{text}", "{party}, comment {n} ({place}): {text}")
NO_PLACE = Bilingual("全文", "the whole")
CLOSE = Bilingual("结束征求意见", "Close the consultation")
SILENT = Bilingual("{who}未反馈，结束后记为未反馈。", "No reply so far, and recorded so: {who}.")
ALL_IN = Bilingual("各成员都已反馈。", "Everybody has answered.")
SAID = Bilingual("{who}，{said}", "{who}, {said}")
WEIGHED = Bilingual("{party}的意见{n}，{adopted}", "comment {n} of {party}, {adopted}")
EXTENDED = Bilingual("至{due}，{why}", "until {due}, {why}")
