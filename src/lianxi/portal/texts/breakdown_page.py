"""Page: the commitments that a text would come to, and their making."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lianxi.governance.authority import Refused
from lianxi.governance.road.breakdown import Part, breakdown
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers import choices, shown
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.form_page import filled, form_page, onward, seen
from lianxi.portal.texts import actions, forms
from lianxi.portal.texts.form_pages import TAB, gone, opened
from lianxi.portal.texts.queries import doer, names


@form_page(forms.BreakForm)
def break_down(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Every commitment that is still to be made, with who carries it out; then make them."""
    asked, found = opened(request, region, number)
    called = names(asked.found, found.state)
    parts = breakdown(found.state, found.row.ref, asked.today, called)
    units, parties = choices.units(asked), choices.parties(asked)
    everybody = (*units, *parties)
    asking = [_asking(asked, each, everybody) for each in parts]
    form = filled(forms.BreakForm, request)
    form.ask(asking, [choices.CHOOSE, *everybody])
    problem: Bilingual | None = None
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            outcome = actions.break_down(asked.doing, found, form.whom, seen(request))
            if not isinstance(outcome, Refused):
                return onward(request, str(gone(outcome, region)))
            problem = outcome.reason
    values = {
        **asked.frame(TAB),
        "found": found,
        "form": form,
        "problem": problem,
        "cities": len({each.key[1] for each in parts if each.key[1]}),
        "clauses": len({each.key[0] for each in parts}),
    }
    return render(request, "texts/breakdown.html", values, status=status)


def _asking(asked: Asked, part: Part, everybody: tuple[choices.Choice, ...]) -> forms.Asking:
    """A part with who may carry it out: the party itself or a unit of it."""
    _, party, _ = part.key
    if not party:
        return forms.Asking(part, (AS_LEAD, *everybody), part.terms.lead)
    own = [each for each in everybody if each[0].startswith(f"{party}/")]
    first = doer(asked.found.package, party, part.terms.lead)
    itself = (party, shown.called(asked.found, party))
    return forms.Asking(part, (itself, *own), first)


AS_LEAD = ("", Bilingual("由牵头单位承办", "the lead unit itself"))
