"""Page: the practical matters of a region, each with how its commitments stand on a day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.basis import basis
from lianxi.portal.commitments.matters import Standing, listed, standings
from lianxi.portal.dossiers.asked import Asked, asked
from lianxi.portal.ui import asked as asking
from lianxi.portal.ui.listing import Listed
from lianxi.portal.ui.sheet import Form, answer


@require_safe
def practical_matters(request: HttpRequest, region: str) -> HttpResponse:
    """Every practical matter: who leads, by when, how many of its commitments are closed."""
    of = asked(request, region)
    day, shown = _asked(request, of)
    every = shown.every
    values = {
        **of.frame("road"),
        "asked": day,
        "listed": shown,
        "done": sum(bool(each.lines) and each.closed == len(each.lines) for each in every),
        "drafts": of.may("agreement.draft"),
    }
    return render(request, "commitments/matters.html", values)


@require_safe
def practical_matters_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The practical matters that are asked for, for a spreadsheet."""
    of = asked(request, region)
    day, shown = _asked(request, of)
    as_of = (AS_OF, Bilingual(str(day.day), str(day.day)))
    return answer(form, f"{region}-practical-matters", shown, basis(of.found, as_of))


def _asked(request: HttpRequest, of: Asked) -> tuple[asking.Asked, Listed[Standing]]:
    day = asking.day(request, "at", of.today)
    keep = {"at": str(day.day)} if day.given else {}
    return day, listed(request, of.found, standings(of.found, day.day), keep)


AS_OF = Bilingual("截至", "as of")
