"""The journal's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lianxi.governance.authority import Refused, can
from lianxi.portal.accounts.queries import acting
from lianxi.portal.journal import queries
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.verification import verification

PAGE = 100


@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    """Who did what, and whether the chain holds."""
    actor = acting(request)
    allowed = can(actor, "journal.read", timezone.localdate())
    if isinstance(allowed, Refused):
        return error_page(request, 403, allowed.reason)
    before = request.GET.get("before", "")
    from_seq = int(before) if before.isascii() and before.isdigit() else None
    found = queries.lines(PAGE, from_seq)
    return render(
        request,
        "journal/lines.html",
        {
            "tab": "journal",
            "actor": actor,
            "lines": found,
            "older": found[-1].seq if len(found) == PAGE else None,
            "verified": verification(),
        },
    )
