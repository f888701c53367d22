"""Every address in every role: who is let in is what the table says, and nobody else."""

import re
import time
import uuid
from collections.abc import Mapping
from datetime import date
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern
from pytest_django import Settings

from lianxi.governance.authority import HELD_FOR, ROLES, Refused
from lianxi.portal.accounts.actions import Issued, issue_token
from lianxi.portal.accounts.entrance import BACKEND
from lianxi.portal.accounts.idle import SEEN
from lianxi.portal.accounts.models import Appointment, Person
from lianxi.portal.accounts.queries import actor
from lianxi.portal.doors import DOORS, PUBLIC, SUBSCRIBED
from lianxi.portal.matrix import ANYBODY, Route, routes
from uploads import NOW

pytestmark = pytest.mark.usefixtures("lake_portal")

HELD = {"party": "990100", "unit": "990100/boathouse", "body": "lake-district/council"}
# What stands for each part of an address; a test says which one is missing here.
PARTS: Mapping[str, str] = {
    "region": "lake-district",
    "party": "990100",
    "body": "council",
    "meeting": "council-2",
    "article": "council",
    "number": "1",
    "draft": str(uuid.UUID(int=1)),
    "login": "somebody",
    "table": "seats",
    "unit": "boathouse",
    "who": "990100",
    "act": "report",
    "digest": "sha256:0",
    "book": "1",
    "procedure": "commitment",
    "clause": "piers",
    "file": "1",
    "item": "1",
    "paper": "notice",
    "part": "1",
    "account": "summary",
    "sheet": "slip",
    "fund": "pier-fund",
    "rule": "stream-water",
    "place": "pier-fund:cash",
    "year": "2026",
}
ROUTES = routes()
# What the door lets in and the page then refuses all the same: none of one's own is there.
REFUSED_INSIDE = {"token-revoke", "api:api-root"}
# A public page asks nobody for a role: it is enough that these read it.
READERS = {ANYBODY, "no role", "administrator"}
# What begins with a transaction of its own, and can't be undone here: tested where it is made.
OUTERMOST = {"backup-make"}


def address(route: Route) -> str:
    """An address of a route, with something that is there in each of its parts."""
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: PARTS[part[1]], route.pattern)


def somebody(role: str) -> Person:
    """A person with a role, who is no demo's."""
    person = Person.objects.create(login=f"{role}-1", name_zh=role, name_en=role)
    if role in ROLES:
        field = HELD_FOR.get(role)
        held = {"body" if field == "body" else "party": HELD[field]} if field else {}
        Appointment.objects.create(person=person, role=role, since=date(2020, 1, 1), **held)
    return person


def browser(person: Person | None, *, strict: bool = False) -> Client:
    client = Client(enforce_csrf_checks=strict, headers={"accept-language": "en"})
    if person is not None:
        client.force_login(person, BACKEND)
        session = client.session
        session[SEEN] = int(time.time())  # or every request that is undone would note it again
        session.save()
    return client


def answered(client: Client, method: str, route: Route, **headers: str) -> int:
    """How an address answers; whatever it did is undone, to the database and to the browser."""
    cookies = client.cookies.output()
    with transaction.atomic():
        ask = client.post if method == "POST" else client.get
        status = ask(address(route), headers={"accept-language": "en", **headers}).status_code
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies.replace("Set-Cookie: ", ""))
    return status


def asked_of(role: str) -> list[Route]:
    """The addresses that somebody in a role is to try."""
    return [route for route in ROUTES if route.right != PUBLIC or role in READERS]


@pytest.fixture
def plain_refusals(settings: Settings) -> None:
    """Thousands are refused here, and only the status is looked at: each without its frame."""
    [engine] = settings.TEMPLATES
    loaders = [
        ("django.template.loaders.locmem.Loader", {"ui/error.html": "{{ status }}"}),
        (
            "django.template.loaders.cached.Loader",
            ["django.template.loaders.app_directories.Loader"],
        ),
    ]
    options = {**engine["OPTIONS"], "loaders": loaders}
    settings.TEMPLATES = [{**engine, "APP_DIRS": False, "OPTIONS": options}]


def test_every_address_has_a_door_and_every_door_an_address() -> None:
    assert {route.name for route in ROUTES} == DOORS.keys()
    assert [route.pattern for route in ROUTES if not route.right] == []


@pytest.mark.parametrize("role", [ANYBODY, "no role", *ROLES])
def test_every_address_in_every_role(plain_refusals: None, role: str) -> None:
    """Pages with a session, read and written to; 403 is what a shut door answers, and only that,
    but for what a calendar program subscribes to: it is asked for a token by 401.

    Nothing is written where anybody is let in: of those it is enough to read.
    """
    client = browser(somebody(role) if role != ANYBODY else None)
    Person.objects.create(login="somebody", name_zh="某人", name_en="Somebody")
    wrong = []
    for route in asked_of(role):
        for method in ("GET",) if route.right == PUBLIC else ("GET", "POST"):
            expected = bool(route.open_to(role))
            if expected and method == "POST" and route.name in OUTERMOST:
                continue
            status = answered(client, method, route)
            let_in = status != (401 if route.name in SUBSCRIBED else 403)
            excused = expected and route.name in REFUSED_INSIDE
            if status >= 500 or (let_in != expected and not excused):
                wrong.append((method, route.pattern, status))
    assert wrong == []


@pytest.mark.parametrize("role", ["no role", *ROLES])
def test_every_operation_with_a_token_of_every_role(role: str) -> None:
    issued = issue_token(actor(somebody(role)), "proof", 365, NOW)
    assert isinstance(issued, Issued)
    wrong = []
    for route in asked_of(role):
        if not route.name.startswith("api:") or route.name in REFUSED_INSIDE:
            continue
        status = answered(Client(), "GET", route, authorization=f"Bearer {issued.text}")
        if (status != 403) != bool(route.open_to(role)) or status in (401, 500):
            wrong.append((route.pattern, status))
    assert wrong == []


def test_a_token_opens_no_page() -> None:
    """It is for programs: a page does not look at it."""
    issued = issue_token(actor(somebody("auditor")), "proof", 365, NOW)
    assert not isinstance(issued, Refused)
    headers = {"authorization": f"Bearer {issued.text}"}
    assert Client().get("/journal/", headers=headers).status_code == 403


def test_a_form_from_elsewhere_is_refused_everywhere(plain_refusals: None) -> None:
    """Without the mark that our own pages put into a form nothing is done, in any role."""
    administrator = browser(somebody("administrator"), strict=True)
    for route in ROUTES:
        if not route.name.startswith("api:"):
            assert answered(administrator, "POST", route) == 403, route


def test_an_address_that_is_in_no_table_is_open_to_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A new page is shut until somebody says who may see it."""
    doors = {name: right for name, right in DOORS.items() if name != "sources"}
    monkeypatch.setattr("lianxi.portal.doors.DOORS", doors)
    sources = next(route for route in ROUTES if route.name == "sources")
    for role in (ANYBODY, "administrator"):
        person = somebody(role) if role else None
        assert answered(browser(person), "GET", sources) == 403


def test_every_pattern_is_walked() -> None:
    """The walk over the addresses misses none."""
    flat = [each for each in get_resolver().url_patterns if isinstance(each, URLPattern)]
    assert {each.name for each in flat} <= {route.name for route in ROUTES}
