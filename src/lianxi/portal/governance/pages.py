"""Page: a city, or another party."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lianxi.governance.standing import standing
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.governance.queries import seated_in


@require_safe
def party(request: HttpRequest, region: str, party: str) -> HttpResponse:
    """Everything the record says of one party."""
    found = in_use(region)
    package = found.package
    if party not in package.parties:
        raise Http404("party")
    values = {
        "tab": "members",
        "region": package.region,
        "package": package,
        "in_use": found,
        "standing": standing(package, package.parties[party], timezone.localdate()),
        "seated": seated_in(found, party),
    }
    return render(request, "governance/party.html", values)
