"""Pages: one's own tokens; for the administrator also everybody else's, to revoke."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lianxi.governance.authority import NOBODY, Actor, Allowed, Refused, can
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.accounts.actions import TOKEN_DAYS, Issued, issue_token, revoke_token
from lianxi.portal.accounts.models import Token
from lianxi.portal.accounts.queries import acting, tokens_of, tokens_of_others
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.templatetags.words import speak


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of whoever has entered; a POST issues one and shows its text, this once."""
    actor = acting(request)
    if actor is None:
        return error_page(request, 403, NOBODY)
    if request.method != "POST":
        return _listed(request, actor)
    name, days = request.POST.get("name", ""), request.POST.get("days", "")
    asked = int(days) if days.isascii() and days.isdigit() and len(days) < 5 else 0
    outcome = issue_token(actor, name, asked, timezone.now())
    if isinstance(outcome, Refused):
        return _listed(request, actor, problem=outcome.reason, status=422)
    return _listed(request, actor, issued=outcome)


@require_POST
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Revoke a token."""
    actor = acting(request)
    if actor is None:
        return error_page(request, 403, NOBODY)
    outcome = revoke_token(actor, number, timezone.now())
    if isinstance(outcome, Refused):
        return error_page(request, 403, outcome.reason)
    messages.info(request, str(speak(GONE.fill(name=outcome.name))))
    return redirect("tokens")


def _listed(
    request: HttpRequest,
    actor: Actor,
    *,
    issued: Issued | None = None,
    problem: Bilingual | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    others: list[Token] = []
    if isinstance(can(actor, "token.revoke", today), Allowed):
        others = tokens_of_others(actor.login, today)
    values = {
        "tab": "tokens",
        "today": today,
        "tokens": tokens_of(actor.login),
        "others": others,
        "days": TOKEN_DAYS,
        "issued": issued,
        "problem": problem,
    }
    return render(request, "accounts/tokens.html", values, status=status)


GONE = Bilingual("令牌“{name}”已吊销", "The token “{name}” is revoked")
