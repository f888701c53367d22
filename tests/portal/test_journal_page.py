"""The journal as somebody reads it: names, links, digests, and only what is asked for."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lianxi.kernel.bilingual import same
from lianxi.portal.charter.models import Version
from lianxi.portal.journal.actions import record
from lianxi.portal.journal.models import Line
from tiny import tiny
from uploads import NOW, Enter, archive, with_sutton

pytestmark = pytest.mark.usefixtures("lake_portal")

CHINESE = {"accept-language": "zh"}


@pytest.fixture
def auditor(enter: Enter) -> Client:
    """An auditor who looks at what an administrator has loaded."""
    administrator = enter("administrator")
    upload = {"archive": archive(with_sutton())}
    draft = administrator.post("/packages/review/", upload).headers["Location"]
    administrator.post(f"{draft}confirm/")
    enter("liaison")
    return enter("auditor")


def rows(page: str) -> list[str]:
    """What each line says, without its marks."""
    said = re.findall(r'<tr id="line-.*?</tr>', page, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in said]


def test_people_and_cities_have_their_names(auditor: Client) -> None:
    said = rows(auditor.get("/journal/").content.decode())
    assert "The installer" in said[-1]
    assert "Demo administrator administrator" in said[2]
    assert "Demo liaison of Easton liaison of a city Easton" in said[1]
    assert "安装程序" in rows(auditor.get("/journal/", headers=CHINESE).content.decode())[-1]


def test_a_load_says_how_much_it_changed(auditor: Client) -> None:
    line = Line.objects.get(subject="package/lake-district/2")
    short = Version.objects.get(number=2).digest[:19]
    assert line.summary_en == (
        f"Lake District: version 2 loaded, 2 changes against version 1, content {short}…"
    )
    assert line.summary_zh == f"装载湖区第2版：与第1版相比改动2处，内容摘要 {short}…"
    assert "version 1 loaded, the first, content" in Line.objects.get(seq=1).summary_en


def test_one_change_is_one_change(enter: Enter) -> None:
    administrator = enter("administrator")
    files = tiny()
    files["parties.csv"] = files["parties.csv"].replace("Norham", "Northam")
    draft = administrator.post("/packages/review/", {"archive": archive(files)}).headers["Location"]
    administrator.post(f"{draft}confirm/")
    summary = Line.objects.get(subject="package/lake-district/2").summary_en
    assert "1 change against version 1" in summary


def test_a_subject_leads_to_its_version_and_the_version_to_its_line(auditor: Client) -> None:
    journal = auditor.get("/journal/").content.decode()
    assert '<a href="/packages/lake-district/2/">package/lake-district/2</a>' in journal
    version = auditor.get("/packages/lake-district/2/").content.decode()
    line = Line.objects.get(subject="package/lake-district/2")
    address = f"/journal/?before={line.seq + 1}#line-{line.seq}"
    assert f'<a href="{address}">Line {line.seq}</a>' in version
    assert f"<code>{line.after}</code>" in version
    assert f"<code>{Version.objects.get(number=2).digest}</code>" in version
    assert rows(auditor.get(address).content.decode())[0].startswith(f"{line.seq} ")


@pytest.mark.parametrize(
    ("asked", "acts"),
    [
        ("acts=package", {"package.load", "package.review"}),
        ("acts=accounts", {"accounts.enter"}),
        ("acts=accounts&actor=demo-administrator", {"accounts.enter"}),
        ("actor=install", {"package.load"}),
        ("actor=nobody", {"package.load", "package.review", "accounts.enter"}),  # said, left out
        ("subject=package/lake-district/2", {"package.load"}),
        ("subject=nothing", set()),
        ("since=2026-11-23&until=2026-11-22", set()),
        ("until=2026-11-22&acts=package&actor=install", {"package.load"}),
        ("actor=%00&subject=%00", {"package.load", "package.review", "accounts.enter"}),
        (
            "acts=x&before=99999999999999999999",
            {"package.load", "package.review", "accounts.enter"},
        ),
    ],
)
def test_only_what_is_asked_for_is_listed(auditor: Client, asked: str, acts: set[str]) -> None:
    page = auditor.get(f"/journal/?{asked}").content.decode()
    listed = [int(seq) for seq in re.findall(r'<tr id="line-(\d+)"', page)]
    assert {line.act for line in Line.objects.filter(seq__in=listed)} == acts
    if "administrator" in asked:
        assert len(listed) == 1
        assert '<option value="demo-administrator" selected>' in page
    wrong = [word for word in ("nobody", "%00", "=x&") if word in asked]
    assert ("to filter or sort by" in page) == bool(wrong)


def test_older_lines_keep_what_was_asked_for(auditor: Client) -> None:
    for number in range(101):
        record(
            at=NOW, actor="install", act="package.x", subject="region/x", summary=same(f"x{number}")
        )
    page = auditor.get("/journal/?acts=package&actor=install").content.decode()
    older = "/journal/" + re.findall(r'<a href="(\?[^"]+)">Older</a>', page)[0].replace(
        "&amp;", "&"
    )
    assert "acts=package&actor=install&before=" in older
    said = rows(auditor.get(older).content.decode())
    assert len(said) == 2
    assert all("The installer" in row for row in said)


def test_the_page_explains_itself(auditor: Client) -> None:
    page = auditor.get("/journal/").content.decode()
    assert "The head of the chain is the hash of its last line" in page
    assert "“Digest after” is the fingerprint" in page
    assert "Times are Beijing time (UTC+8)." in page
    last = Line.objects.latest("seq")
    assert f"<code>{last.hash}</code>" in page
    assert f"<code>{last.after}</code>" in page
    chinese = auditor.get("/journal/", headers=CHINESE).content.decode()
    assert "链头是最后一行的哈希" in chinese
    assert f"：{last.seq}行首尾相接" in chinese


def test_however_many_lines_the_names_are_asked_for_once(
    auditor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    auditor.get("/journal/")
    with django_assert_max_num_queries(46):
        auditor.get("/journal/")


def test_a_long_journal_is_verified_when_it_is_asked_for(
    auditor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lianxi.portal.journal.pages.AT_ONCE", 0)
    assert "was not verified just now" in auditor.get("/journal/").content.decode()
    assert "The journal verifies" in auditor.get("/journal/?verify=1").content.decode()
