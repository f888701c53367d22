"""Page: the steps of a rehearsal in words, so that anybody can walk them by hand."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.governance.authority import ROLES
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers.asked import asked
from lianxi.portal.dossiers.shown import called
from lianxi.portal.rehearsals.queries import progress


@never_cache
@require_safe
def script(request: HttpRequest, region: str) -> HttpResponse:
    """Every step with its day, its role and its address; what was done leads to its dossier."""
    of = asked(request, region)
    steps = progress(of.found.package)
    if not steps:
        raise Http404("script")
    shown = [(each, _role(of.found, each.step.role, each.step.of)) for each in steps]
    values = {
        **of.frame("road"),
        "steps": shown,
        "done": sum(each.done for each in steps),
    }
    return render(request, "rehearsals/script.html", values)


def _role(found: Current, role: str, of: str) -> Bilingual:
    """Who does a step, in words."""
    name = ROLES.get(role, same(role))
    if not of or "{" in of:
        return name
    held = called(found, f"body:{of}" if role == "body-secretary" else of)
    return HELD.fill(role=name, of=held)


HELD = Bilingual("{role}（{of}）", "{role} ({of})")
