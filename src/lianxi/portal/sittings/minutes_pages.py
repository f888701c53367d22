"""Pages: the minutes are drafted, confirmed, corrected and signed."""

from django.http import HttpRequest, HttpResponse

from lianxi.governance.authority import Refused
from lianxi.governance.road.sitting_acts import (
    Concluded,
    MinutesConfirmed,
    MinutesCorrected,
    MinutesDrafted,
    MinutesObjected,
)
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, form_page
from lianxi.portal.dossiers.shown import called
from lianxi.portal.sittings import actions, queries
from lianxi.portal.sittings.asking import at
from lianxi.portal.sittings.drafting import drafted
from lianxi.portal.sittings.forms import (
    ConcludeForm,
    ConfirmForm,
    CorrectForm,
    DraftForm,
    ObjectForm,
)
from lianxi.portal.sittings.pages import TAB
from lianxi.portal.ui.fields import choose


@form_page(DraftForm)
def draft(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """The minutes as a draft, begun from what was decided."""
    here = at(request, region, number)
    minutes = here.state.minutes
    text = minutes.text if minutes else drafted(here.by.found, here.state)
    form = filled(DraftForm, request, {"text": text})

    def act() -> Refused | str:
        said = form.cleaned_data
        due = queries.confirm_due(here.by.found.package, here.body, here.by.today)
        return here.hold(MinutesDrafted(said["text"], said["confirm_by"] or due))

    return answer(request, here.by, Sheet(DRAFT, form, DRAFT, here.back, TAB, seen=here.seen), act)


@form_page(ConfirmForm)
def confirm(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """A party confirms the minutes."""
    here = at(request, region, number)
    form = filled(ConfirmForm, request, {"party": request.GET.get("party", "")})
    choose(form, "party", here.parties())

    def act() -> Refused | str:
        said = form.cleaned_data
        doing = here.by.on_behalf_of(said["party"], said["letter"], said["scan"])
        what = MinutesConfirmed(said["party"])
        return here.then(actions.reply(doing, here.opened, what.party, what))

    return answer(request, here.by, Sheet(CONFIRM, form, CONFIRM, here.back, TAB), act)


@form_page(ObjectForm)
def object_(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """A party says what should be corrected."""
    here = at(request, region, number)
    form = filled(ObjectForm, request, {"party": request.GET.get("party", "")})
    choose(form, "party", here.parties())

    def act() -> Refused | str:
        said = form.cleaned_data
        doing = here.by.on_behalf_of(said["party"], said["letter"], said["scan"])
        what = MinutesObjected(said["party"], said["text"])
        return here.then(actions.reply(doing, here.opened, what.party, what))

    return answer(request, here.by, Sheet(OBJECT, form, OBJECT, here.back, TAB), act)


@form_page(CorrectForm)
def correct(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """A correction that stays visible."""
    here = at(request, region, number)
    form = filled(CorrectForm, request)

    def act() -> Refused | str:
        said = form.cleaned_data
        return here.hold(MinutesCorrected(said["old"], said["new"], said["why"]))

    sheet = Sheet(CORRECT, form, CORRECT, here.back, TAB, VISIBLE, here.seen)
    return answer(request, here.by, sheet, act)


@form_page(ConcludeForm)
def conclude(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """The minutes are signed, and the sitting is closed; who was silent is named first."""
    here = at(request, region, number)
    form = filled(ConcludeForm, request)

    def act() -> Refused | str:
        return here.hold(Concluded(form.cleaned_data["signer"], form.cleaned_data["number"]))

    silent = [called(here.by.found, party) for party in here.state.silent]
    minutes = here.state.minutes
    dated = minutes is not None and minutes.last.drafted.confirm_by is not None
    note = (SILENT if dated else NO_DAY).fill(who=listed(silent)) if silent else None
    sheet = Sheet(CONCLUDE, form, CONCLUDE, here.back, TAB, note, here.seen)
    return answer(request, here.by, sheet, act)


DRAFT = Bilingual("拟纪要", "Draft the minutes")
CONFIRM = Bilingual("确认纪要", "Confirm the minutes")
OBJECT = Bilingual("对纪要提出意见", "Object to the minutes")
CORRECT = Bilingual("更正纪要", "Correct the minutes")
CONCLUDE = Bilingual("签发纪要、办结会议", "Sign the minutes and conclude")
VISIBLE = Bilingual(
    "更正的原文、新文和原因都会保留可见，已确认的各方仍为已确认。",
    "What stood there, what stands there now and why stay visible; whoever confirmed stays so.",
)
NO_DAY = Bilingual(
    "还没有确认的：{who}。这一稿没有写确认期限：须各方都确认，或另拟一稿，写明期限。",
    "Not confirmed by: {who}. The draft gives no day for it: all of them have to confirm, or a new "
    "draft gives one.",
)
SILENT = Bilingual(
    "还没有确认的：{who}。过了确认期限，可以签发，并注明未确认的各方。",
    "Not confirmed by: {who}. Once the day for it is over it can be signed, and says who did not.",
)
