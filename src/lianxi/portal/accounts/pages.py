"""Enter and leave a role."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from lianxi.governance.authority import ROLES, Refused, rights_of
from lianxi.governance.members import members
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.accounts.actions import enter_demo
from lianxi.portal.charter.queries import Current, first_in_use
from lianxi.portal.ui.errors import page as error_page


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Choose a role and enter it with one click; only in the demo."""
    found = first_in_use()
    cities = _cities(found) if found else {}
    if request.method == "POST":
        role, party = request.POST.get("role", ""), request.POST.get("party", "")
        party = party if role == "liaison" else ""
        if party and party not in cities:
            return error_page(request, 400)
        entered = enter_demo(role, party, cities.get(party), timezone.now())
        if isinstance(entered, Refused):
            return error_page(request, 403, entered.reason)
        login(request, entered, backend="django.contrib.auth.backends.ModelBackend")
        return redirect(_next(request))
    if not settings.DEMO:
        return render(request, "accounts/closed.html")
    roles = [(role, name, rights_of(role)) for role, name in ROLES.items()]
    values = {
        "region": found and found.package.region,
        "in_use": found,
        "roles": roles,
        "cities": cities,
        "next": _next(request),
    }
    return render(request, "accounts/enter.html", values)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave the role."""
    logout(request)
    return redirect(_next(request))


def _cities(found: Current) -> dict[str, Bilingual]:
    """The cities a liaison may come from: the members of every region, by id."""
    today = timezone.localdate()
    return {
        member.party.id: member.party.name
        for package in found.packages
        for member in members(package, package.region.main_body, today)
    }


def _next(request: HttpRequest) -> str:
    """Back to where the reader came from, within this portal."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe else "/"
