"""Who sees what of the directory: every role, field and form; nothing leaks anywhere."""

import io
import logging
import re
import zipfile
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from contacts import BOATS, EASTON, WESTON, doing, enter, held
from lianxi.governance.authority import ROLES, Refused
from lianxi.portal.accounts.actions import Issued, enter_demo, issue_token
from lianxi.portal.accounts.models import Person
from lianxi.portal.accounts.queries import actor as as_actor
from lianxi.portal.directory import actions
from lianxi.portal.directory.models import Directory
from lianxi.portal.directory.queries import row_digest
from lianxi.portal.journal.models import Line
from uploads import NOW

pytestmark = pytest.mark.usefixtures("lake_portal", "demo")

REGION = "/regions/lake-district/"
HELD_FOR = {"liaison": EASTON, "department-lead": BOATS, "body-secretary": "lake-district/council"}
READERS = {"secretariat", "body-secretary", "liaison", "department-lead", "finance"}
# Three people in each of three places: who is there, who was before, who comes.
WHEN = {
    "now": ("2024-01-01", ""),
    "before": ("2020-01-01", "2024-01-01"),
    "next": ("2030-01-01", ""),
}
PLACES = {"boats": BOATS, "easton": EASTON, "weston": WESTON}
NAMES = ("赵红英", "钱绿水", "孙蓝天", "李白雪", "周黑石", "吴黄土", "郑青松", "王紫竹", "冯灰云")
FIELDS = ("name", "name_en", "title", "phone", "email", "mobile")


def people() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Everybody: where, when, and what may tell on them."""
    at = iter(range(9))
    for place in PLACES:
        for when in WHEN:
            n = next(at)
            yield (
                place,
                when,
                {
                    "name": NAMES[n],
                    "title": f"第{n}号管事",
                    "phone": f"0571-8100000{n}",
                    "email": f"mail{n}@lake.cn",
                    "mobile": f"1381111000{n}",
                },
            )


@pytest.fixture
def marks() -> dict[str, tuple[str, str, str]]:
    """Enter everybody; each text that tells on somebody, with its place, time and field."""
    found: dict[str, tuple[str, str, str]] = {}
    for place, when, said in people():
        since, until = WHEN[when]
        post = enter(held(of=PLACES[place], since=since, until=until, **said))
        found |= {text: (place, when, field) for field, text in said.items()}
        found[post.name.en] = (place, when, "name_en")
    return found


def may_see(role: str) -> set[tuple[str, str, str]]:
    """What somebody of a role may see: written down here once more, apart from the rules."""
    seen: set[tuple[str, str, str]] = set()
    if role in READERS:
        seen |= {(place, "now", field) for place in PLACES for field in FIELDS[:-1]}
    own = {"secretariat": PLACES, "liaison": ("boats", "easton"), "department-lead": ("boats",)}
    for place in own.get(role, ()):
        seen |= {(place, when, field) for when in WHEN for field in FIELDS}
    return seen


def browser(role: str) -> Client:
    """A browser of somebody who has entered a role."""
    client = Client(headers={"accept-language": "en"})
    if role:
        client.post("/enter/", {"role": role, "of": HELD_FOR.get(role, "")})
    return client


def program(role: str) -> Client:
    """A program with somebody's token."""
    if not role:
        return Client()
    person = enter_demo(role, HELD_FOR.get(role, ""), None, NOW)
    if isinstance(person, Refused):  # a liaison's name needs its city's
        person = Person.objects.get(login=f"demo-{role}-{HELD_FOR[role]}")
    issued = issue_token(as_actor(person), "directory", 30, timezone.now())
    assert isinstance(issued, Issued)
    return Client(headers={"authorization": f"Bearer {issued.text}"})


def texts(content: bytes) -> str:
    """Everything that an answer says; of a workbook each of its parts."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return "".join(opened.read(name).decode() for name in opened.namelist())


DIRECTORY = [
    f"{REGION}directory/",
    f"{REGION}directory.csv",
    f"{REGION}directory.xlsx",
    f"{REGION}directory/{EASTON}/",
    f"{REGION}directory/{WESTON}/",
]
AT = [f"{address}?at={day}" for address in DIRECTORY[:3] for day in ("2022-01-01", "2031-01-01")]
ELSEWHERE = [
    f"{REGION}parties/{EASTON}/",
    f"{REGION}directory/workbook.xlsx?party={EASTON}",
    f"{REGION}directory/workbook.xlsx?party={WESTON}",
    f"{REGION}directory/workbook.xlsx",
    f"{REGION}directory/returns/",
    f"{REGION}directory/{EASTON}/posts/",
    f"{REGION}directory/{EASTON}/posts/1/correct/",
    f"{REGION}directory/{WESTON}/posts/9/replace/",
    "/journal/",
    "/journal/?acts=directory",
    "/people/",
]
SEARCHES = [f"{REGION}search/?q={q}" for q in ("hongying", "lvshui", "zhao", "管事", "liaison")]
API = "/api/v1/regions/lake-district/"
ANSWERS = [
    f"{API}directory",
    f"{API}directory?at=2022-01-01",
    f"{API}directory?at=2031-01-01",
    f"{API}directory?party={WESTON}&duty=liaison",
    f"{API}search?q=hongying",
    f"{API}search?q=lvshui",
    f"{API}search?q=liaison",
    "/api/v1/journal",
]


@pytest.mark.parametrize("role", ["", *ROLES])
def test_nobody_is_shown_more_than_their_role_allows(
    marks: dict[str, tuple[str, str, str]], role: str, caplog: pytest.LogCaptureFixture
) -> None:
    allowed = may_see(role)
    reader, asking = browser(role), program(role)
    shown: dict[str, set[tuple[str, str, str]]] = {}
    with caplog.at_level(logging.INFO):
        for address in (*DIRECTORY, *AT, *ELSEWHERE, *SEARCHES):
            shown[address] = _shown(reader.get(address), address, marks)
        for address in ANSWERS:
            shown[address] = _shown(asking.get(address), address, marks)
    for address, seen in shown.items():
        assert seen <= allowed, (address, seen - allowed)
    now = {(place, when, field) for place, when, field in allowed if when == "now"}
    english = {mark for mark in now if mark[2] != "name"}  # pages are read in English here
    assert shown[DIRECTORY[0]] >= english
    assert shown[DIRECTORY[1]] >= now
    assert shown[f"{API}directory"] >= now
    assert shown[DIRECTORY[3]] >= {
        mark for mark in allowed if mark[0] != "weston" and mark[2] != "name"
    }
    logged = "\n".join(str(record.__dict__) for record in caplog.records)
    assert not [text for text in marks if text in logged]


def _shown(
    answer: object, address: str, marks: dict[str, tuple[str, str, str]]
) -> set[tuple[str, str, str]]:
    """What an answer tells: in its words, its headers, its title."""
    content = texts(getattr(answer, "content")) + str(getattr(answer, "headers"))  # noqa: B009
    title = "".join(re.findall(r"<title>(.*?)</title>", content, re.S))
    assert not [text for text in marks if text in title], address
    return {mark for text, mark in marks.items() if text in content}


def test_no_address_tells_on_anybody(marks: dict[str, tuple[str, str, str]]) -> None:
    office = browser("secretariat")
    for address in DIRECTORY[:1] + DIRECTORY[3:]:
        links = re.findall(r'(?:href|action)="([^"]+)"', office.get(address).content.decode())
        inside = [link for link in links if not link.startswith(("tel:", "mailto:"))]
        assert inside
        assert not [link for link in inside for text in marks if text in link]


def test_the_journal_tells_on_nobody(marks: dict[str, tuple[str, str, str]]) -> None:
    actions.add_unit(doing(), held("甲").name, held("甲").since)
    said = str(list(Line.objects.values_list()))
    assert not [text for text in marks if text in said]


def test_a_mobile_number_can_not_be_guessed_from_a_digest() -> None:
    """What is digested holds a salt that is shown nowhere, another for each party."""
    enter(held(mobile="13811110000"))
    directory = Directory.objects.get()
    journaled = row_digest(directory)
    assert Line.objects.latest("seq").after == journaled
    Directory.objects.update(salt="another")
    assert row_digest(directory) != journaled
    office = browser("secretariat")
    for address in (*DIRECTORY, "/journal/"):
        assert directory.salt not in texts(office.get(address).content)


def test_anybody_sees_the_units_and_what_is_filled(marks: dict[str, tuple[str, str, str]]) -> None:
    page = Client(headers={"accept-language": "en"}).get(DIRECTORY[0]).content.decode()
    assert "Boathouse" in page
    assert "entered" in page
    lines = Client().get(f"{API}directory?party={EASTON}").json()
    said = {(line["unit"], line["duty"], line["filled"]) for line in lines}
    assert said == {
        (None, "lead", False),
        (None, "deputy", False),
        (None, "liaison", True),
        (BOATS, "liaison", True),
    }
    assert Client().get(f"{API}directory?at=2022-01-01").status_code == 403
