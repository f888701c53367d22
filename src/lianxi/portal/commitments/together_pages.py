"""Page: one thing done with several commitments at once, each in its own dossier.

A department asks for closure on all its tasks with one report; a lead unit or an office reviews
what lies before it with one signature. All of it is done, or nothing.
"""

from collections.abc import Mapping

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from lianxi.governance.authority import Refused
from lianxi.governance.road.commitment import COMMITMENT, Commitment
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.commitments import actions
from lianxi.portal.commitments.actions import right_of
from lianxi.portal.commitments.forms import ACTS, REVIEW, Closure, LeadReview, Review
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.asked import Asked, asked
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, form_page
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.ui import fields

MOST = 200  # commitments on one form

# What is done with several at once, and the duty by which they are found.
DUTIES: Mapping[str, str] = {
    "ask-closure": "do",
    "review-lead": "review-lead",
    "review": "review",
}


class Several(forms.Form):
    """Which commitments."""

    of = fields.many(Bilingual("任务", "Commitments"))


class Closures(Several, Closure):
    """They are done."""


class LeadReviews(Several, LeadReview):
    """The lead unit's opinion on each of them."""


class Reviews(Several, Review):
    """The office's review of each of them; what is adjusted has a day of its own, and a form."""


FORMS: Mapping[str, type[Several]] = {
    "ask-closure": Closures,
    "review-lead": LeadReviews,
    "review": Reviews,
}
ONE_BY_ONE = ("letter", "scan", "due")  # what a single commitment's form asks besides


@form_page(Reviews)
def together(request: HttpRequest, region: str, act: str) -> HttpResponse:
    """Everything that waits for whoever asks, to be ticked; and what comes of it."""
    of = asked(request, region)
    if act not in DUTIES:
        raise Http404("act")
    waiting = {str(on.row.number): on for on in _waiting(of, act)}
    ticked = list(waiting) if request.GET.get("tick") == "all" else []
    form = filled(FORMS[act], request, {"of": ticked})
    for name in ONE_BY_ONE:
        form.fields.pop(name, None)
    form.order_fields(["of"])
    fields.choose(form, "of", [(number, _words(on)) for number, on in waiting.items()])
    if act == "review":
        outcomes = [(word, said) for word, said in REVIEW.items() if word != "adjusted"]
        fields.choose(form, "outcome", outcomes)
    back = reverse("commitments", args=[region])

    def do() -> Refused | str:
        values = form.cleaned_data
        chosen = [waiting[number] for number in values["of"]]
        each = [(on, ACTS[act].make(values, on.state)) for on in chosen]
        outcome = actions.act_on_each(of.doing, each, tuple(values.get("enclosures", ())))
        return outcome if isinstance(outcome, Refused) else back

    note = NOTHING if not waiting else None
    every = f"{request.path}?tick=all" if len(waiting) > 1 else ""
    sheet = Sheet(TITLES[act], form, ACTS[act].button, back, "road", note, tick=every)
    return answer(request, of, sheet, do)


def _waiting(of: Asked, act: str) -> list[Opened[Commitment]]:
    """The commitments that wait for whoever asks to do this; two queries."""
    kind = COMMITMENT.acts[act]
    owed = dossiers.owed_of(of.region, (DUTIES[act],)).filter(dossier__procedure=COMMITMENT.name)
    own = of.own()
    rows: dict[int, dossiers.Row] = {}
    for each in owed:
        office = each.who.startswith("body:")
        mine = office or any(each.who == who or each.who.startswith(f"{who}/") for who in own)
        if mine and len(rows) < MOST:
            rows[each.dossier.pk] = each.dossier
    found = dossiers.states_of(COMMITMENT, sorted(rows.values(), key=lambda row: row.number))
    return [on for on in found if _may(of, on.state, kind)]


def _may(of: Asked, state: Commitment, kind: type[object]) -> bool:
    right, party, body = right_of(state, kind)
    return of.may(right, party=party, body=body)


def _words(on: Opened[Commitment]) -> Bilingual:
    """A commitment on the form, with what was said to be done where closure was asked for."""
    evidence = on.state.evidence
    if evidence is None:
        return on.title
    return WITH.fill(title=on.title, text=same(evidence[0].text))


TITLES: Mapping[str, Bilingual] = {
    "ask-closure": Bilingual("哪些任务一并申请办结？", "On which is closure asked for together?"),
    "review-lead": Bilingual("牵头单位一并审核哪些？", "Which does the lead unit review together?"),
    "review": Bilingual("办公室一并审核哪些？", "Which does the office review together?"),
}
NOTHING = Bilingual("眼下没有等您办的。", "Nothing waits for you.")
WITH = Bilingual("{title}（{text}）", "{title} ({text})")
