"""Pages: a form for each thing that is done with a notice, issued or about to be."""

from collections.abc import Callable, Mapping

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lianxi.governance.authority import Refused
from lianxi.governance.road.notice import NOTICE
from lianxi.governance.road.notice_acts import (
    Closed,
    Issued,
    Paid,
    Reminded,
    Returned,
    TakenBack,
    Waived,
    Withdrawn,
)
from lianxi.governance.road.notice_state import Notice, yuan
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.dossiers.asked import Asked, asked, dossier
from lianxi.portal.dossiers.choices import Choice, asking
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, seen
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.notices import actions, queries
from lianxi.portal.notices.actions import Outcome
from lianxi.portal.notices.forms import ACTS
from lianxi.portal.ui.fields import choose, labels
from lianxi.portal.ui.intake import labelled

LABELS = {name: label for made in ACTS.values() for name, label in labels(made.form).items()}


@labelled(LABELS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, region: str, number: int, act: str) -> HttpResponse:
    """The form for one thing, and what comes of it."""
    of = asked(request, region)
    on = dossier(of, NOTICE, number)
    made = ACTS[act]
    form = filled(made.form, request, _initial(of, on, act))
    _choices(of, on, form)
    back = reverse("notice", args=[region, number])
    note = made.note or on.title
    sheet = Sheet(made.title, form, made.button, back, "road", note, on.row.acts_count)

    def do() -> Refused | str:
        what = made.make(form.cleaned_data, on.state)
        outcome = _DO[type(what)](of.doing, on, what, seen(request))
        return outcome if isinstance(outcome, Refused) else back

    return answer(request, of, sheet, do)


def _initial(of: Asked, on: Opened[Notice], act: str) -> dict[str, object]:
    """What stands in a form before anybody types."""
    if act == "issue":
        return {"pay_by": queries.pay_by(of.found, on.state, of.today)}
    return {"day": of.today} if act == "pay" else {}


def _choices(of: Asked, on: Opened[Notice], form: django_forms.Form) -> None:
    """The parties that owe anything; the payments that count."""
    if "party" in form.fields:
        choose(form, "party", asking(owing(of, on.state)))
    if "payment" in form.fields:
        choose(form, "payment", asking(_payments(of, on.state)))


def owing(of: Asked, state: Notice) -> list[Choice]:
    """Who still owes anything, with how much."""
    return [
        (party, OWES.fill(party=called(of.found, party), left=yuan(state.left_of(party))))
        for party in state.owing
    ]


def _payments(of: Asked, state: Notice) -> list[Choice]:
    """The payments that count, by their vouchers."""
    return [
        (
            each.paid.voucher,
            PAYMENT.fill(
                n=n,
                party=called(of.found, each.paid.party),
                amount=yuan(each.paid.amount),
                voucher=each.paid.voucher,
            ),
        )
        for n, each in enumerate(state.payments, 1)
        if each.taken_back is None
    ]


def _pay(doing: Doing, on: Opened[Notice], what: Paid, seen: int | None) -> Outcome:
    return actions.pay(doing, on, [what], seen)


_DO: Mapping[type[object], Callable[..., Outcome]] = {
    Issued: actions.issue,
    Returned: actions.return_,
    Withdrawn: actions.by_keeper,
    Paid: _pay,
    TakenBack: actions.take_back,
    Waived: actions.waive,
    Reminded: actions.by_keeper,
    Closed: actions.by_keeper,
}
OWES = Bilingual("{party}（欠{left}元）", "{party} ({left} yuan owed)")
PAYMENT = Bilingual(
    "第{n}笔：{party}，{amount}元，凭证{voucher}", "{n}: {party}, {amount} yuan, voucher {voucher}"
)
