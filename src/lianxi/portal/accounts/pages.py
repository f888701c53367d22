"""Enter and leave; in the demo, a role with one click."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from lianxi.governance.authority import HELD_FOR, ROLES, Refused, rights_of
from lianxi.portal.accounts.actions import enter_demo
from lianxi.portal.accounts.entrance import BACKEND, after, sign_in
from lianxi.portal.accounts.held_for import choices_in
from lianxi.portal.charter.queries import first_in_use
from lianxi.portal.ui.errors import page as error_page


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in; in the demo, choose a role and enter it with one click."""
    if not settings.DEMO:
        return sign_in(request)
    found = first_in_use()
    choices = choices_in(found) if found else {}
    if request.method == "POST":
        role, of = request.POST.get("role", ""), request.POST.get("of", "")
        of = of if role in HELD_FOR else ""
        if of and of not in choices.get(role, {}):
            return error_page(request, 400)
        entered = enter_demo(role, of, choices.get(role, {}).get(of), timezone.now())
        if isinstance(entered, Refused):
            return error_page(request, 403, entered.reason)
        login(request, entered, backend=BACKEND)
        return redirect(after(request))
    values = {
        "region": found and found.package.region,
        "in_use": found,
        "roles": [(role, name, rights_of(role), choices.get(role)) for role, name in ROLES.items()],
        "held_for": HELD_FOR,
        "next": after(request),
    }
    return render(request, "accounts/enter.html", values)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave the role."""
    logout(request)
    return redirect(after(request))
