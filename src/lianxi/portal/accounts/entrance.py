"""Pages: the way in. A password; a new one where it was given out; a code where there is one.

Whoever has shown a password but not all is half in: the session remembers who, for ten
minutes, and lets nobody do anything with it.
"""

from datetime import datetime, timedelta

import pyotp
import segno
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.accounts import sign_in as actions
from lianxi.portal.accounts.models import Person
from lianxi.portal.ui.address import client_address

BACKEND = "django.contrib.auth.backends.ModelBackend"
HALF = "half"  # where the session keeps who is half in
HALF_LIFE = timedelta(minutes=10)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Login and password."""
    if request.method != "POST":
        return render(request, "accounts/sign-in.html", {"next": after(request)})
    asked, password = request.POST.get("login", "").strip(), request.POST.get("password", "")
    found = actions.check(asked, password, client_address(request), timezone.now())
    if isinstance(found, Refused):
        values = {"next": after(request), "login": asked[:100], "problem": found.reason}
        return render(request, "accounts/sign-in.html", values, status=422)
    request.session.flush()
    request.session[HALF] = {
        "person": found.pk,
        "proof": found.get_session_auth_hash(),
        "at": timezone.now().isoformat(),
        "next": after(request),
    }
    return _on(request, found)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """A password of one's own, instead of the one that was given out."""
    person = half_in(request)
    if person is None or not person.one_time:
        return redirect("enter")
    if request.method != "POST":
        return render(request, "accounts/new-password.html", {"first": True, "person": person})
    problem = typed_twice(request)
    if problem is None:
        outcome = actions.set_password(
            person, request.POST.get("old", ""), request.POST.get("new", ""), timezone.now()
        )
        if not isinstance(outcome, Refused):
            request.session[HALF] |= {"proof": outcome.get_session_auth_hash()}
            request.session.modified = True
            return _on(request, outcome)
        problem = outcome.reason
    values = {"first": True, "person": person, "problem": problem}
    return render(request, "accounts/new-password.html", values, status=422)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code of the second factor; who must have one and has none sets it up here."""
    person = half_in(request)
    if person is None or person.one_time:
        return redirect("enter")
    if not person.totp:
        return set_up(request, person)
    if request.method != "POST":
        return render(request, "accounts/code.html")
    typed, address = request.POST.get("code", ""), client_address(request)
    outcome = actions.check_code(person, typed, address, timezone.now())
    if isinstance(outcome, Refused):
        return render(request, "accounts/code.html", {"problem": outcome.reason}, status=422)
    return _in(request, outcome)


def set_up(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the secret to a phone, and take a code as proof that it has it."""
    problem = None
    if request.method == "POST" and (secret := request.session.get("secret")):
        typed = request.POST.get("code", "")
        outcome = actions.set_second_factor(person, secret, typed, timezone.now())
        if not isinstance(outcome, Refused):
            del request.session["secret"]
            return _in(request, outcome) if HALF in request.session else redirect("me")
        problem = outcome.reason
    secret = request.session.setdefault("secret", pyotp.random_base32())
    address = pyotp.TOTP(secret).provisioning_uri(name=person.login, issuer_name="Lianxi")
    picture = segno.make(address, micro=False).svg_inline(scale=5, border=2, light="white")
    values = {
        "picture": mark_safe(picture),  # noqa: S308  # drawn here, of nothing typed
        "secret": " ".join(secret[n : n + 4] for n in range(0, len(secret), 4)),
        "problem": problem,
        "half": HALF in request.session,
    }
    return render(request, "accounts/set-up.html", values, status=422 if problem else 200)


def half_in(request: HttpRequest) -> Person | None:
    """Who has shown their password in this session, not long ago, and has it still."""
    half = request.session.get(HALF)
    if not half or timezone.now() - datetime.fromisoformat(half["at"]) > HALF_LIFE:
        return None
    person = Person.objects.prefetch_related("appointments").filter(pk=half["person"]).first()
    if person is None or person.get_session_auth_hash() != half["proof"]:
        return None
    return person


def typed_twice(request: HttpRequest) -> Bilingual | None:
    """What is wrong with a new password before it is looked at: the two are not the same."""
    same = request.POST.get("new", "") == request.POST.get("again", "")
    return None if same else NOT_SAME


def after(request: HttpRequest) -> str:
    """Back to where the reader came from, within this portal."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe else "/"


def _on(request: HttpRequest, person: Person) -> HttpResponse:
    """The next step of the way in, or in."""
    if person.one_time:
        return redirect("enter-password")
    if person.totp or actions.must_have_second_factor(person, timezone.now()):
        return redirect("enter-code")
    return _in(request, person)


def _in(request: HttpRequest, person: Person) -> HttpResponse:
    target = request.session[HALF]["next"]
    request.session.flush()
    actions.signed_in(person, client_address(request), timezone.now())
    login(request, person, backend=BACKEND)
    return redirect(target)


NOT_SAME = Bilingual("两次输入的新口令不一致", "the new password was not typed the same twice")
