"""Pages: a sitting is called, moved or cancelled; the slips come back."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lianxi.governance.authority import Refused
from lianxi.governance.road.sitting_acts import Cancelled, Convened, Moved, SlipReturned
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers.asked import Asked, asked
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, form_page
from lianxi.portal.dossiers.shown import called
from lianxi.portal.sittings import actions, queries
from lianxi.portal.sittings.asking import at
from lianxi.portal.sittings.forms import NOBODY, ConveneForm, MoveForm, SlipForm, WhyForm
from lianxi.portal.sittings.pages import TAB
from lianxi.portal.ui.fields import choose


@form_page(ConveneForm)
def convene(request: HttpRequest, region: str) -> HttpResponse:
    """Call a sitting."""
    by = asked(request, region)
    package = by.found.package
    bodies = queries.sitting_bodies(package, by.today)
    mine = {id_: name for id_, name in bodies.items() if by.may("sitting.hold", body=id_)}
    wanted = request.GET.get("body", "")
    first = wanted if wanted in mine else next(iter(mine), "")
    initial = {
        "bodies": [first] if wanted in mine or len(mine) == 1 else [],
        "host": queries.host(package, first, by.today) if first else "",
    }
    form = filled(ConveneForm, request, initial)
    parties = [(id_, called(by.found, id_)) for id_ in package.parties]
    choose(form, "bodies", mine.items())
    choose(form, "host", [("", NOBODY), *parties])
    choose(form, "guests", parties)

    def act() -> Refused | str:
        outcome = actions.convene(by.doing, _notice(by, form))
        if isinstance(outcome, Refused):
            return outcome
        return reverse("sitting", args=[region, outcome])

    back = reverse("sittings", args=[region])
    return answer(request, by, Sheet(CONVENE, form, SEND, back, TAB, ROLL), act)


def _notice(by: Asked, form: ConveneForm) -> Convened:
    """The notice that a form holds: the roll and what the article says are as of today."""
    said, package = form.cleaned_data, by.found.package
    bodies: list[str] = said["bodies"]
    day: date = said["day"]
    roll = queries.roll(package, bodies, by.today)
    return Convened(
        title=Bilingual(said["title"], said["title_en"] or said["title"]),
        bodies=tuple(bodies),
        day=day,
        place=said["place"],
        host=said["host"],
        chair=said["chair"],
        roll=roll,
        guests=tuple(party for party in said["guests"] if party not in roll),
        reply_by=said["reply_by"] or queries.slips_due(package, bodies[0], by.today, day),
        confirm_within=queries.confirm_within(package, bodies[0], by.today),
    )


@form_page(MoveForm)
def move(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Another day or place."""
    here = at(request, region, number)
    notice = here.state.notice
    initial = {"day": notice.day, "place": notice.place}
    form = filled(MoveForm, request, initial)

    def act() -> Refused | str:
        said = form.cleaned_data
        return here.hold(Moved(said["day"], said["place"], said["why"], said["reply_by"]))

    return answer(request, here.by, Sheet(MOVE, form, MOVE, here.back, TAB, seen=here.seen), act)


@form_page(WhyForm)
def cancel(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """It is not held."""
    here = at(request, region, number)
    form = filled(WhyForm, request)

    def act() -> Refused | str:
        return here.hold(Cancelled(form.cleaned_data["why"]))

    return answer(
        request, here.by, Sheet(CANCEL, form, CANCEL, here.back, TAB, seen=here.seen), act
    )


@form_page(SlipForm)
def slip(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """A party returns its reply slip, or the office enters one that came by letter."""
    here = at(request, region, number)
    notice = here.state.notice
    form = filled(SlipForm, request, {"party": request.GET.get("party", "")})
    choose(form, "party", here.parties())
    seats = [(party, called(here.by.found, party)) for party in notice.roll]
    choose(form, "proxy", [("", NOBODY), *seats])

    def act() -> Refused | str:
        said = form.cleaned_data
        names = ("party", "coming", "name", "office", "proxy")
        what = SlipReturned(**{name: said[name] for name in names})
        doing = here.by.on_behalf_of(what.party, said["letter"], said["scan"])
        return here.then(actions.reply(doing, here.opened, what.party, what))

    return answer(request, here.by, Sheet(SLIP, form, SLIP_SEND, here.back, TAB), act)


CONVENE = Bilingual("发出会议通知", "Call a sitting")
ROLL = Bilingual(
    "席位名单按今天的席位定下，此后不因成员变动而改变。",
    "The roll is fixed by the seats of today; members who come or go later do not change it.",
)
SEND = Bilingual("发出通知", "Send the notice")
MOVE = Bilingual("改期或改地点", "Move the sitting")
CANCEL = Bilingual("取消会议", "Cancel the sitting")
SLIP = Bilingual("会议回执", "Reply slip")
SLIP_SEND = Bilingual("报送回执", "Return the slip")
