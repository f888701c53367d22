"""Pages: the accounts of this portal, each with its appointments, and who tried to sign in."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lianxi.governance.authority import ROLES, Actor, Allowed, Refused, can
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.accounts import held_for, queries
from lianxi.portal.accounts import people as actions
from lianxi.portal.accounts.lists import accounts_asked, attempts_asked
from lianxi.portal.accounts.me import shown
from lianxi.portal.accounts.models import Person
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.templatetags.words import speak

ATTEMPTS = 200


@never_cache
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Every account, with the roles that it holds."""
    return _people(request)


@never_cache
@require_POST
def open_(request: HttpRequest) -> HttpResponse:
    """Open an account; its one-time password is shown this once."""
    names = request.POST.get("name_zh", ""), request.POST.get("name_en", "")
    asked = request.POST.get("login", "")
    outcome = actions.open_account(queries.acting(request), asked, *names, timezone.now())
    if isinstance(outcome, Refused):
        return _people(request, problem=outcome.reason, status=422)
    return _person(request, outcome.person, password=outcome.password)


@never_cache
@require_safe
def person(request: HttpRequest, login: str) -> HttpResponse:
    """One account: its appointments, and what may be done with it."""
    return _person(request, _found(login))


@never_cache
@require_POST
def give_password(request: HttpRequest, login: str) -> HttpResponse:
    """Give out a new one-time password, shown this once."""
    outcome = actions.give_password(queries.acting(request), login, timezone.now())
    if isinstance(outcome, Refused):
        return _refused(request, login, outcome)
    return _person(request, outcome.person, password=outcome.password)


@require_POST
def close(request: HttpRequest, login: str) -> HttpResponse:
    """Close an account."""
    outcome = actions.close_account(queries.acting(request), login, timezone.now())
    return _done(request, login, outcome)


@require_POST
def reopen(request: HttpRequest, login: str) -> HttpResponse:
    """Open a closed account again."""
    outcome = actions.reopen_account(queries.acting(request), login, timezone.now())
    return _done(request, login, outcome)


@require_POST
def reset(request: HttpRequest, login: str) -> HttpResponse:
    """Take the second factor off."""
    outcome = actions.reset_second_factor(queries.acting(request), login, timezone.now())
    return _done(request, login, outcome)


@require_POST
def appoint(request: HttpRequest, login: str) -> HttpResponse:
    """Appoint somebody to a role."""
    form = request.POST
    role, _, of = form.get("role", "").partition(" ")
    try:
        since = date.fromisoformat(form.get("since", "") or str(timezone.localdate()))
        until = date.fromisoformat(form["until"]) if form.get("until") else None
    except ValueError:
        return _refused(request, login, Refused(NO_DAY))
    if of and of not in held_for.choices().get(role, {}):
        return _refused(request, login, Refused(actions.NO_ROLE))
    wanted = actions.Wanted(role, of, since, until)
    return _done(
        request, login, actions.appoint(queries.acting(request), login, wanted, timezone.now())
    )


@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End an appointment."""
    outcome = actions.end_appointment(queries.acting(request), number, timezone.now())
    if isinstance(outcome, Refused):
        return error_page(request, 422, outcome.reason)
    return redirect("person", login=outcome.person.login)


@never_cache
@require_safe
def attempts(request: HttpRequest) -> HttpResponse:
    """Who tried to sign in, from where, and what came of it: the newest first."""
    listed = attempts_asked(request)
    values = {
        "tab": "people",
        "listed": listed,
        "problem": listed.problem,
        "rows": listed.rows[:ATTEMPTS],
        "more": len(listed.rows) > ATTEMPTS,
        "most": ATTEMPTS,
    }
    return render(request, "accounts/attempts.html", values)


def _people(
    request: HttpRequest, *, problem: Bilingual | None = None, status: int = 200
) -> HttpResponse:
    listed = accounts_asked(request)
    typed = {name: request.POST.get(name, "") for name in ("login", "name_zh", "name_en")}
    values = {
        "tab": "people",
        "listed": listed,
        "mine": _mine(queries.acting(request)),
        "typed": typed,
        "problem": problem or listed.problem,
    }
    return render(request, "accounts/people.html", values, status=status)


def _person(
    request: HttpRequest,
    found: Person,
    *,
    password: str = "",
    problem: Bilingual | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = queries.acting(request)
    mine = _mine(actor)
    of = held_for.choices() if mine["appoint"] else {}
    values = {
        "tab": "people",
        "person": found,
        "appointments": shown(list(found.appointments.all())),
        "mine": mine,
        "oneself": actor is not None and actor.login == found.login,
        "last_in": queries.last_in(found.login),
        "today": timezone.localdate(),
        "password": password,
        "problem": problem,
        "roles": [(role, name, of.get(role)) for role, name in ROLES.items()],
    }
    return render(request, "accounts/person.html", values, status=status)


def _found(login: str) -> Person:
    found = queries.person(login)
    if found is None:
        raise Http404("person")
    return found


def _done(request: HttpRequest, login: str, outcome: object) -> HttpResponse:
    if isinstance(outcome, Refused):
        return _refused(request, login, outcome)
    messages.info(request, str(speak(DONE)))
    return redirect("person", login=login)


def _refused(request: HttpRequest, login: str, refused: Refused) -> HttpResponse:
    return _person(request, _found(login), problem=refused.reason, status=422)


def _mine(actor: Actor | None) -> dict[str, bool]:
    today = timezone.localdate()
    rights = {"manage": "account.manage", "appoint": "appointment.make", "attempts": "attempt.read"}
    return {name: isinstance(can(actor, right, today), Allowed) for name, right in rights.items()}


DONE = Bilingual("已办理，并已记入日志。", "Done, and kept in the journal.")
NO_DAY = Bilingual("日期应如2026-11-22", "a day is written like 2026-11-22")
