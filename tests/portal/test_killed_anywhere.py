"""Every act of people and packages, killed before each of its statements: nothing half done.

The directory's acts and the backup are swept beside what else is said of them.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from uuid import UUID

import pyotp
import pytest
from pytest_django import Settings

from here import ROOT
from killed import sweep
from lianxi.governance.authority import Actor
from lianxi.portal.accounts import people, sign_in
from lianxi.portal.accounts.actions import Issued, enter_demo, issue_token, revoke_token
from lianxi.portal.accounts.models import Person
from lianxi.portal.accounts.people import COMMANDER, Opened, Wanted
from lianxi.portal.accounts.queries import actor
from lianxi.portal.backup import kept
from lianxi.portal.charter import actions as packages
from lianxi.portal.charter.models import Draft, Version
from lianxi.portal.journal.models import Line
from lianxi.portal.verification import verification
from portal_acts import administrator
from tiny import read, tiny
from uploads import NOW, with_sutton

pytestmark = pytest.mark.django_db(transaction=True)

ANNE: Actor = administrator("anne")
SECRET = pyotp.random_base32()
TODAY = NOW.date()
OWN, OTHER = "lake-and-fell-9", "tarn-and-beck-4"

Act = Callable[[], object]


def someone(**fields: object) -> Person:
    """An account, made anew as its row is now."""
    Person.objects.filter(login="li.lei").update(**fields)
    return Person.objects.get(login="li.lei")


def opened() -> None:
    made = people.open_account(COMMANDER, "li.lei", "李雷", "", NOW)
    assert isinstance(made, Opened)
    sign_in.set_password(made.person, made.password, OWN, NOW)


def with_factor() -> None:
    opened()
    code = pyotp.TOTP(SECRET).at(NOW)
    assert isinstance(sign_in.set_second_factor(someone(), SECRET, code, NOW), Person)


def appointed() -> None:
    opened()
    people.appoint(COMMANDER, "li.lei", Wanted("expert", "", date(2020, 1, 1)), NOW)


def closed() -> None:
    opened()
    people.close_account(COMMANDER, "li.lei", NOW)


def token() -> None:
    opened()
    assert isinstance(issue_token(actor(someone()), "report", 90, NOW), Issued)


def loaded() -> None:
    packages.install(read(tiny()), NOW)


def drafted() -> None:
    loaded()
    assert isinstance(packages.review(ANNE, read(with_sutton()), "a.zip", NOW), Draft)


def overtaken() -> None:
    drafted()
    other = with_sutton()
    other["parties.csv"] = other["parties.csv"].replace("Sutton", "Aston")
    draft = packages.review(ANNE, read(other), "b.zip", NOW)
    assert isinstance(draft, Draft)
    packages.confirm(ANNE, draft.pk, NOW)


def draft() -> UUID:
    return Draft.objects.latest("made_at").pk


def nothing() -> None:
    """Nothing needs to be there."""


# By the name that the journal gives it: what must be there before, and the act.
ACTS: Mapping[str, tuple[Callable[[], None], Act]] = {
    "accounts.enter": (nothing, lambda: enter_demo("finance", "", None, NOW)),
    "accounts.open": (
        nothing,
        lambda: people.open_account(COMMANDER, "li.lei", "李雷", "", NOW),
    ),
    "accounts.give-password": (opened, lambda: people.give_password(COMMANDER, "li.lei", NOW)),
    "accounts.close": (opened, lambda: people.close_account(COMMANDER, "li.lei", NOW)),
    "accounts.reopen": (closed, lambda: people.reopen_account(COMMANDER, "li.lei", NOW)),
    "accounts.reset-factor": (
        with_factor,
        lambda: people.reset_second_factor(COMMANDER, "li.lei", NOW),
    ),
    "accounts.appoint": (
        opened,
        lambda: people.appoint(COMMANDER, "li.lei", Wanted("expert", "", TODAY), NOW),
    ),
    "accounts.end-appointment": (
        appointed,
        lambda: people.end_appointment(COMMANDER, someone().appointments.get().pk, NOW),
    ),
    "accounts.sign-in": (opened, lambda: sign_in.signed_in(someone(), "192.0.2.1", NOW)),
    "accounts.password": (opened, lambda: sign_in.set_password(someone(), OWN, OTHER, NOW)),
    "accounts.second-factor": (
        opened,
        lambda: sign_in.set_second_factor(someone(), SECRET, pyotp.TOTP(SECRET).at(NOW), NOW),
    ),
    "accounts.end-sessions": (opened, lambda: sign_in.end_sessions(someone(), NOW)),
    "accounts.token-issue": (opened, lambda: issue_token(actor(someone()), "report", 90, NOW)),
    "accounts.token-revoke": (
        token,
        lambda: revoke_token(actor(someone()), someone().tokens.get().pk, NOW),
    ),
    "package.load": (drafted, lambda: packages.confirm(ANNE, draft(), NOW)),
    "package.review": (loaded, lambda: packages.review(ANNE, read(with_sutton()), "a.zip", NOW)),
    "package.discard": (drafted, lambda: packages.discard(ANNE, draft(), NOW)),
}


def everything() -> list[object]:
    """Every row of every table."""
    return [list(model._default_manager.order_by("pk").values()) for model in kept()]


def swept(act: Act) -> None:
    """Kill it at every statement: each time all is as it was; the last time it is done."""
    before = everything()

    def as_it_was() -> None:
        assert everything() == before

    assert sweep(act, as_it_was) > 0
    assert everything() != before
    assert verification().holds


@pytest.mark.parametrize("name", ACTS)
def test_killed_anywhere(name: str, settings: Settings) -> None:
    settings.DEMO = True
    prepare, act = ACTS[name]
    prepare()
    swept(act)
    assert Line.objects.latest("seq").act == name


def test_a_draft_that_is_reviewed_again_or_a_version_restored() -> None:
    overtaken()
    mine = Draft.objects.get().pk
    swept(lambda: packages.review_again(ANNE, mine, NOW))
    assert Draft.objects.count() == 1
    first = Version.objects.get(number=1)
    swept(lambda: packages.restore(ANNE, first, NOW))
    assert Draft.objects.filter(restores=1).count() == 1


def test_a_code_that_was_accepted_is_used_up_or_not_at_all() -> None:
    with_factor()
    later = datetime.fromtimestamp(NOW.timestamp() + 60, UTC)
    code = pyotp.TOTP(SECRET).at(later)
    swept(lambda: sign_in.check_code(someone(), code, "192.0.2.1", later))


def test_no_act_is_left_out() -> None:
    portal = ROOT / "src" / "lianxi" / "portal"
    text = "".join(path.read_text("utf-8") for path in portal.glob("accounts/*.py"))
    found = set(re.findall(r'"(accounts\.[a-z-]+)"', text))
    for path in portal.glob("charter/*.py"):
        found |= set(re.findall(r'act="(package\.[a-z-]+)"', path.read_text("utf-8")))
    assert found == ACTS.keys()
