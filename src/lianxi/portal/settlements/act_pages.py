"""Pages: a form for each thing that is done with a settlement without its parties."""

from collections.abc import Callable, Mapping

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lianxi.governance.authority import Refused
from lianxi.governance.road.settlement import SETTLEMENT
from lianxi.governance.road.settlement_acts import Approved, Paid, TakenBack
from lianxi.governance.road.settlement_money import grouped, money_unit
from lianxi.governance.road.settlement_state import WAYS, Settlement
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers.asked import Asked, asked, dossier
from lianxi.portal.dossiers.choices import Choice, asking
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, seen
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.settlements import actions
from lianxi.portal.settlements.articles import ends, settling
from lianxi.portal.settlements.forms import ACTS, Made
from lianxi.portal.ui.fields import choose, labels
from lianxi.portal.ui.intake import labelled

LABELS = {name: label for made in ACTS.values() for name, label in labels(made.form).items()}


@labelled(LABELS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, region: str, number: int, act: str) -> HttpResponse:
    """The form for one thing, and what comes of it."""
    of = asked(request, region)
    on = dossier(of, SETTLEMENT, number)
    made = ACTS[act]
    form = filled(made.form, request, _initial(of, on.state, act))
    _choices(of, on.state, form)
    back = reverse("settlement", args=[region, number])
    note = _note(on.state, act) or made.note or on.title
    sheet = Sheet(made.title, form, made.button, back, "road", note, on.row.acts_count)

    def do() -> Refused | str:
        what = made.make(form.cleaned_data, on.state)
        outcome = _done(of, on, made, what, seen(request))
        return outcome if isinstance(outcome, Refused) else back

    return answer(request, of, sheet, do)


def _done(
    of: Asked, on: Opened[Settlement], made: Made, what: object, seen: int | None
) -> actions.Outcome:
    moving = _MOVING.get(type(what))
    if moving is not None:
        return moving(of.doing, on, what, seen)
    return actions.plain(of.doing, on, what, made.right, seen)  # type: ignore[arg-type]


def _note(state: Settlement, act: str) -> Bilingual | None:
    """What approving it does: it is booked, where there are books."""
    if act != "approve":
        return None
    return BOOKED if state.terms.fund else NOT_BOOKED


def _initial(of: Asked, state: Settlement, act: str) -> dict[str, object]:
    """What stands in a form before anybody types: the days that the article sets."""
    package, terms = of.found.package, state.terms
    how = settling(package, terms.rule, terms.day)
    if act == "send":
        return {"answer_by": ends(package, of.today, how.contest_within)}
    if act == "approve":
        pay_by = ends(package, of.today, how.pay_within)
        return {"pay_by": pay_by, "contest_by": ends(package, of.today, how.contest_within)}
    return {"day": of.today} if act == "pay" else {}


def _choices(of: Asked, state: Settlement, form: django_forms.Form) -> None:
    """Who owes or is owed anything; the payments that count."""
    if "party" in form.fields:
        choose(form, "party", asking(_open(of, state)))
    if "payment" in form.fields:
        choose(form, "payment", asking(_payments(of, state)))


def _open(of: Asked, state: Settlement) -> list[Choice]:
    """Everybody with whom anything is open: what it pays in, or is paid."""
    found = []
    for (party, unit), due in state.dues().items():
        way, words = ("in", OWES) if due > 0 else ("out", IS_OWED)
        left = grouped(abs(due), unit)
        said = words.fill(party=called(of.found, party), left=left, unit=money_unit(unit))
        found.append((f"{party}|{unit}|{way}", said))
    return found


def _payments(of: Asked, state: Settlement) -> list[Choice]:
    """The payments that count, by their vouchers."""
    return [
        (each.paid.voucher, _payment(of, n, each.paid))
        for n, each in enumerate(state.payments, 1)
        if each.taken_back is None
    ]


def _payment(of: Asked, n: int, paid: Paid) -> Bilingual:
    return PAYMENT.fill(
        n=n,
        party=called(of.found, paid.party),
        way=WAYS[paid.way],
        amount=grouped(paid.amount, paid.unit),
        unit=money_unit(paid.unit),
        voucher=paid.voucher,
    )


_MOVING: Mapping[type[object], Callable[..., actions.Outcome]] = {
    Approved: actions.approve,
    Paid: actions.pay,
    TakenBack: actions.take_back,
}
OWES = Bilingual("{party}（应付{left}{unit}）", "{party} (owes {left} {unit})")
IS_OWED = Bilingual("{party}（应收{left}{unit}）", "{party} (is owed {left} {unit})")
PAYMENT = Bilingual(
    "第{n}笔：{party}，{way}{amount}{unit}，凭证{voucher}",
    "{n}: {party}, {way}, {amount} {unit}, voucher {voucher}",
)
BOOKED = Bilingual(
    "审批后即逐笔记入台账：付方应付，收方应收；更正的只记差额。",
    "Once approved it is booked line by line; of a correction the difference alone.",
)
NOT_BOOKED = Bilingual(
    "这项规则没有对应的资金：审批后不记账，收付不在本系统登记。",
    "The rule has no fund: it is approved and not booked, and payments are kept elsewhere.",
)
