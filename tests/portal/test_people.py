"""Accounts and appointments: who opens, who appoints, and that three officers are three people."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from at_once import at_once
from lianxi.governance.authority import OFFICERS, Actor, Refused, apart
from lianxi.governance.authority import Appointment as Held
from lianxi.kernel.bilingual import same
from lianxi.portal.accounts import people
from lianxi.portal.accounts.entrance import BACKEND
from lianxi.portal.accounts.models import Appointment, Person
from lianxi.portal.accounts.people import Opened, Wanted
from lianxi.portal.journal.models import Line
from lianxi.portal.verification import verification
from uploads import NOW

EN = {"accept-language": "en"}
TODAY = NOW.date()
DAY = timedelta(days=1)


def officer(role: str) -> Actor:
    return Actor(role, same(role), (Held(role, date(2020, 1, 1)),))


ADMINISTRATOR, SECURITY = officer("administrator"), officer("security-officer")


def opened(login: str = "li.lei") -> Person:
    made = people.open_account(ADMINISTRATOR, login, "李雷", "", NOW)
    assert isinstance(made, Opened), made
    return made.person


def appointed(login: str, role: str, since: date, until: date | None = None) -> object:
    return people.appoint(SECURITY, login, Wanted(role, "", since, until), NOW)


def as_(role: str) -> Client:
    """A browser of a real person, no demo's, with a role."""
    person = opened(f"real-{role}")
    Appointment.objects.create(person=person, role=role, since=date(2020, 1, 1))
    client = Client(headers=EN)
    client.force_login(person, BACKEND)
    return client


@pytest.mark.usefixtures("lake_portal")
class TestPages:
    """What the officers do on the pages."""

    def test_an_account_from_opening_to_closing(self) -> None:
        administrator, security = as_("administrator"), as_("security-officer")
        form = {"login": "han.mei", "name_zh": "韩梅梅"}
        page = administrator.post("/people/open/", form).content.decode()
        assert "Han Meimei" in page
        password = re.findall(r'<code class="wrap">([\w-]{19})</code>', page)[0]
        assert password not in administrator.get("/people/han.mei/").content.decode()
        assert Person.objects.get(login="han.mei").check_password(password)
        form = {"role": "liaison 990100", "since": "2026-01-01"}
        assert security.post("/people/han.mei/appoint/", form).status_code == 302
        page = security.get("/people/han.mei/").content.decode()
        assert "Liaison of a city" in page
        number = Appointment.objects.get(person__login="han.mei").pk
        assert security.post(f"/people/appointments/{number}/end/").status_code == 302
        assert "over" in security.get("/people/han.mei/").content.decode()
        assert administrator.post("/people/han.mei/close/").status_code == 302
        assert "closed on" in administrator.get("/people/").content.decode()
        assert administrator.post("/people/han.mei/reopen/").status_code == 302
        acts = list(Line.objects.filter(subject="person/han.mei").values_list("act", flat=True))
        assert acts == [
            "accounts.open",
            "accounts.appoint",
            "accounts.end-appointment",
            "accounts.close",
            "accounts.reopen",
        ]

    @pytest.mark.parametrize(
        ("form", "said"),
        [
            ({"login": "Han", "name_zh": "韩"}, "begins with a small letter"),
            ({"login": "demo-x", "name_zh": "韩"}, "begins with a small letter"),
            ({"login": "han.mei", "name_zh": " "}, "give a name"),
            ({"login": "han.mei", "name_zh": "x" * 61}, "give a name"),
            ({"login": "han.mei", "name_zh": "韩\u200b梅"}, "give a name"),
            ({"login": "real-administrator", "name_zh": "韩"}, "is taken"),
            ({}, "begins with a small letter"),
        ],
    )
    def test_a_bad_account_is_said_and_not_opened(self, form: dict[str, str], said: str) -> None:
        answer = as_("administrator").post("/people/open/", form)
        assert answer.status_code == 422
        assert said in answer.content.decode().lower()
        assert Person.objects.count() == 1

    @pytest.mark.parametrize(
        ("form", "said"),
        [
            ({"role": "emperor"}, "choose a role"),
            ({"role": "liaison"}, "choose a role"),
            ({"role": "liaison 999999"}, "choose a role"),
            ({"role": "liaison lake-district/council"}, "choose a role"),
            ({"role": "finance", "since": "soon"}, "a day is written"),
            ({"role": "finance", "since": "2026-02-01", "until": "2026-02-01"}, "must end after"),
            ({"role": "administrator"}, "three people"),
            ({"role": "auditor", "since": "2026-01-01"}, "already auditor"),
        ],
    )
    def test_a_bad_appointment_is_said_and_not_made(self, form: dict[str, str], said: str) -> None:
        opened("han.mei")
        appointed("han.mei", "auditor", date(2026, 1, 1))
        answer = as_("security-officer").post("/people/han.mei/appoint/", form)
        assert answer.status_code == 422
        assert said in answer.content.decode().lower()
        assert Appointment.objects.filter(person__login="han.mei").count() == 1

    @pytest.mark.parametrize("address", ["/people/nobody/", "/people/demo-auditor/"])
    def test_a_person_that_is_none(self, address: str) -> None:
        Person.objects.create(login="demo-auditor", name_zh="演示", name_en="Demo", demo=True)
        assert as_("auditor").get(address).status_code == 404

    def test_the_auditor_sees_who_tried_and_changes_nothing(self) -> None:
        auditor = as_("auditor")
        auditor.post("/enter/", {"login": "real-auditor", "password": "wrong"})
        page = auditor.get("/people/attempts/").content.decode()
        assert "Wrong password" in page
        assert "127.0.0.1" in page
        assert (
            "<form" not in auditor.get("/people/real-auditor/").content.decode().split("<main")[1]
        )


@pytest.mark.django_db
class TestActions:
    """What holds whatever page or command it comes by."""

    def test_neither_officer_can_do_the_others_part(self) -> None:
        opened()
        assert isinstance(people.open_account(SECURITY, "x.y", "某", "", NOW), Refused)
        wanted = Wanted("finance", "", TODAY)
        assert isinstance(people.appoint(ADMINISTRATOR, "li.lei", wanted, NOW), Refused)
        for nobody in (None, officer("auditor"), officer("secretariat")):
            assert isinstance(people.open_account(nobody, "x.y", "某", "", NOW), Refused)
            assert isinstance(people.appoint(nobody, "li.lei", wanted, NOW), Refused)

    def test_nobody_sees_to_their_own(self) -> None:
        opened("security-officer")
        opened("administrator")
        wanted = Wanted("finance", "", TODAY)
        assert people.appoint(SECURITY, "security-officer", wanted, NOW) == Refused(
            people.NOT_ONESELF
        )
        assert people.close_account(ADMINISTRATOR, "administrator", NOW) == Refused(
            people.NOT_ONESELF
        )

    def test_an_appointment_ends_at_once(self) -> None:
        opened()
        made = appointed("li.lei", "finance", TODAY)
        assert isinstance(made, Appointment)
        ended = people.end_appointment(SECURITY, made.pk, NOW)
        assert isinstance(ended, Appointment)
        assert ended.until == TODAY
        assert not Held("finance", ended.since, ended.until).held(TODAY)
        later = appointed("li.lei", "finance", TODAY + 30 * DAY)
        assert isinstance(later, Appointment)
        never = people.end_appointment(SECURITY, later.pk, NOW)
        assert isinstance(never, Appointment)
        assert never.until == never.since
        assert verification().holds

    def test_a_closed_account_is_appointed_to_nothing(self) -> None:
        opened()
        people.close_account(ADMINISTRATOR, "li.lei", NOW)
        assert appointed("li.lei", "finance", TODAY) == Refused(people.NO_PERSON)

    def test_a_password_that_was_swapped_in_the_database_is_noticed(self) -> None:
        opened()
        person = Person.objects.get()
        person.set_password("mine-now-and-yours-no-more")
        person.save()
        assert [problem.en for problem in verification().problems] == [
            "person/li.lei is not what the journal says"
        ]


SPANS = st.tuples(
    st.integers(0, 6), st.one_of(st.none(), st.integers(1, 6)), st.sampled_from(sorted(OFFICERS))
)


@given(st.lists(SPANS, max_size=8))
def test_no_two_officers_are_ever_one_person(spans: list[tuple[int, int | None, str]]) -> None:
    held: list[Held] = []
    for start, length, role in spans:
        since = TODAY + start * DAY
        new = Held(role, since, since + length * DAY if length else None)
        if apart(held, new) is None:
            held.append(new)
    for day in range(14):
        assert len([each for each in held if each.held(TODAY + day * DAY)]) <= 1


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Two at the same moment."""

    def test_two_officers_roles_at_once_are_never_both_given(self) -> None:
        opened()
        outcomes = at_once(
            *(lambda role=role: appointed("li.lei", role, TODAY) for role in sorted(OFFICERS))
        )
        assert sum(isinstance(outcome, Appointment) for outcome in outcomes) == 1, outcomes
        assert verification().holds

    def test_one_login_opened_twice_at_once(self) -> None:
        outcomes = at_once(
            *[lambda: people.open_account(ADMINISTRATOR, "li.lei", "李雷", "", NOW)] * 2
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Opened", "Refused"]
        assert verification().holds
