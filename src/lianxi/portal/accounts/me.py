"""Pages about oneself: the roles that one holds, the password, the second factor, sessions."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianxi.governance.authority import ROLES, Refused, rights_of
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.accounts import held_for
from lianxi.portal.accounts import sign_in as actions
from lianxi.portal.accounts.entrance import BACKEND, set_up, typed_twice
from lianxi.portal.accounts.models import Appointment, Person
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.templatetags.words import speak


@dataclass(frozen=True)
class Shown:
    """An appointment for a reader: what it is, what it is held for, what it gives."""

    row: Appointment
    role: Bilingual
    of: Bilingual | None
    rights: list[Bilingual]
    state: str  # "held", "over" or "ahead"

    @property
    def held(self) -> bool:
        """Whether it is held today."""
        return self.state == "held"


@never_cache
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """What may I do here?"""
    person = request.user
    assert isinstance(person, Person)
    values = {
        "tab": "me",
        "person": person,
        "appointments": shown(list(person.appointments.all())),
        "needs_factor": actions.must_have_second_factor(person, timezone.now()),
        "demo_person": person.demo,
        "idle_minutes": settings.SESSION_IDLE_SECONDS // 60,
    }
    return render(request, "accounts/me.html", values)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password."""
    person = request.user
    if not isinstance(person, Person) or person.demo:
        return error_page(request, 403, DEMO)
    if request.method != "POST":
        return render(request, "accounts/new-password.html", {"tab": "me", "person": person})
    problem = typed_twice(request)
    if problem is None:
        old, new = request.POST.get("old", ""), request.POST.get("new", "")
        outcome = actions.set_password(person, old, new, timezone.now())
        if not isinstance(outcome, Refused):
            login(request, outcome, backend=BACKEND)  # this session goes on, all others are over
            messages.info(request, str(speak(CHANGED)))
            return redirect("me")
        problem = outcome.reason
    values = {"tab": "me", "person": person, "problem": problem}
    return render(request, "accounts/new-password.html", values, status=422)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up the second factor, or another phone in place of the one before."""
    person = request.user
    if not isinstance(person, Person) or person.demo:
        return error_page(request, 403, DEMO)
    return set_up(request, person)


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End all of one's sessions but this one."""
    person = request.user
    if not isinstance(person, Person) or person.demo:
        return error_page(request, 403, DEMO)
    login(request, actions.end_sessions(person, timezone.now()), backend=BACKEND)
    messages.info(request, str(speak(SESSIONS_OVER)))
    return redirect("me")


def shown(rows: list[Appointment]) -> list[Shown]:
    """Appointments for a reader, those that are held first."""
    today = timezone.localdate()
    words = held_for.words([row.party or row.body for row in rows])
    found = []
    for row in rows:
        over = row.until is not None and row.until <= today
        state = "over" if over else "ahead" if row.since > today else "held"
        of = words.get(row.party or row.body)
        found.append(Shown(row, ROLES[row.role], of, rights_of(row.role), state))
    return sorted(found, key=lambda each: ("held", "ahead", "over").index(each.state))


DEMO = Bilingual("演示角色没有口令", "a role of the demo has no password")
CHANGED = Bilingual(
    "口令已更改，其他会话均已退出。", "The password is changed; all other sessions are over."
)
SESSIONS_OVER = Bilingual("其他会话均已退出。", "All other sessions are over.")
