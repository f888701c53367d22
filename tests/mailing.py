"""Who has mail in the tests, a server of their own, and one run of the command."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.test import Client

from lianxi.governance.authority import Actor
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.kernel.bilingual import same
from lianxi.portal.accounts import people
from lianxi.portal.accounts.entrance import BACKEND
from lianxi.portal.accounts.models import Appointment, Person
from lianxi.portal.mail.actions import Wanted, settle, write_digests
from lianxi.portal.mail.environment import Server
from lianxi.portal.mail.models import Letter, Mailbox
from lianxi.portal.mail.posting import Run, post
from postbox import Postbox
from road import DAY, EASTON, do, office, undertaken

SERVER = Server(
    "127.0.0.1", 1, "off", "", "", "lianxi@example.gov.cn", "https://lianxi.test", timeout=0.2
)
NEXT = timedelta(days=1)
TODAY = DAY.date()


def undertake(title: str, due: date | None) -> None:
    """Give the boathouse something to do."""
    terms = {"title": same(title), "due": due}
    do(office(), COMMITMENT, undertaken(**terms), "commitment.give", body="council")


def reader(
    login: str = "li.lei",
    often: str = "daily",
    *,
    lang: str = "zh",
    role: str = "liaison",
    of: str = EASTON,
) -> Person:
    """Somebody with a mailbox, the liaison of Easton unless said."""
    opened = people.open_account(people.COMMANDER, login, "李雷", "Li Lei", DAY)
    assert isinstance(opened, people.Opened), opened
    held = people.Wanted(role, of, date(2000, 1, 1))
    assert isinstance(people.appoint(people.COMMANDER, login, held, DAY), Appointment)
    said(opened.person, Wanted(f"{login}@example.gov.cn", often, lang))
    return opened.person


def said(person: Person, wanted: Wanted) -> None:
    """Somebody says where their mail goes."""
    outcome = settle(Actor(person.login, person.called), wanted, DAY)
    assert isinstance(outcome, Mailbox), outcome


def run(server: Postbox, at: datetime = DAY, **more: object) -> Run:
    """One run of the command at an instant."""
    to = replace(SERVER, port=server.port, **more)  # type: ignore[arg-type]
    return post(to, lambda: at, write_digests(to, at))


def texts() -> list[str]:
    """What the letters say, in the order in which they were written."""
    return list(Letter.objects.order_by("pk").values_list("text", flat=True))


def browser(person: Person) -> Client:
    """The browser of somebody who has signed in."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(person, BACKEND)
    return client
