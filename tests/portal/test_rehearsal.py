"""A rehearsal in the portal: every page and every file of it says so, and a record's never does."""

import csv
import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from lianxi.charter.load import load_zip
from lianxi.portal.charter.actions import install
from lianxi.portal.charter.queries import newest
from tiny import read, rehearsal, tiny
from uploads import NOW, Enter, archive

OURS, RECORD = "/regions/lakes-rehearsal/", "/regions/lake-district/"
ENGLISH = {"accept-language": "en"}
PAGES = (
    "|bodies/|bodies/council/|meetings/|meetings/council-2/|history/|topics/|figures/|agreements/"
    "|articles/|articles/council/|articles/treaty/|mechanisms/|sources/|directory/|search/?q=lake"
    "|parties/990100/"
).split("|")
FILES = "members bodies meetings history topics figures agreements articles mechanisms sources"


@pytest.fixture
def both(db: None) -> None:
    """A portal with the tiny region and a rehearsal of it."""
    install(read(tiny()), NOW)
    install(read(rehearsal()), NOW)


def page(client: Client, address: str) -> str:
    """What an English reader gets."""
    answer = client.get(address, headers=ENGLISH)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


@pytest.mark.usefixtures("both")
def test_every_page_of_it_carries_the_band_and_no_other_does(client: Client) -> None:
    for path in PAGES:
        assert page(client, OURS + path).count('class="strip rehearsal"') == 1, path
        assert 'class="strip rehearsal"' not in page(client, RECORD + path), path


@pytest.mark.usefixtures("both")
def test_an_article_says_which_of_its_versions_are_whose(client: Client) -> None:
    html = page(client, f"{OURS}articles/council/?at=2004-01-01")
    history = html.split('<ol class="history">')[1]
    marked = ['class="flag rehearsal"' in version for version in history.split("<h3 ")[1:]]
    assert marked == [False, True, False]
    rows = html.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
    marked = ['class="flag rehearsal"' in row for row in rows]
    assert marked.count(True) == 2  # how it consults, and through whom it settles


@pytest.mark.usefixtures("both")
def test_every_file_of_it_says_so(client: Client) -> None:
    for name in FILES.split():
        answer = client.get(f"{OURS}{name}.csv")
        assert "rehearsal" in answer.headers["Content-Disposition"]
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert {row["world"] for row in rows} <= {"record", "rehearsal"}, name
        book = load_workbook(io.BytesIO(client.get(f"{OURS}{name}.xlsx").content))
        assert any("演练" in str(row[1]) for row in book.worksheets[1].iter_rows(values_only=True))
        assert "rehearsal" not in client.get(f"{RECORD}{name}.csv").headers["Content-Disposition"]
    rows = list(
        csv.DictReader(io.StringIO(client.get(f"{OURS}articles.csv").content.decode("utf-8-sig")))
    )
    assert {row["id"]: row["world"] for row in rows if row["world"] != "record"} == {
        "council": "rehearsal",
        "raft": "rehearsal",
        "treaty": "rehearsal",
    }


@pytest.mark.usefixtures("both")
def test_its_calendar_says_so(client: Client) -> None:
    said = client.get(f"{OURS}meetings.ics").content.decode()
    assert "NAME:【演练】" in said
    assert "演练" not in client.get(f"{RECORD}meetings.ics").content.decode()


@pytest.mark.usefixtures("both")
def test_the_api_says_whose_each_thing_is(client: Client) -> None:
    regions = {each["id"]: each for each in client.get("/api/v1/regions").json()}
    assert regions["lakes-rehearsal"]["world"] == "rehearsal"
    assert regions["lakes-rehearsal"]["extends"] == "lake-district"
    assert regions["lake-district"]["extends"] is None
    council = client.get("/api/v1/regions/lakes-rehearsal/articles/council").json()
    assert [each["world"] for each in council["amendments"]] == ["record", "rehearsal", "record"]
    assert council["worlds"] == ["record", "rehearsal"]


@pytest.mark.usefixtures("both")
def test_it_is_uploaded_reviewed_restored_and_exported_whole(enter: Enter) -> None:
    """As any package: a version carries the record that it extends, and never changes under it."""
    administrator = enter("administrator")
    files = rehearsal()
    files["bodies/raft.toml"] = files["bodies/raft.toml"].replace('"2003"', '"2004"')
    answer = administrator.post("/packages/review/", {"archive": archive(files)})
    draft = answer.headers["Location"]
    review = administrator.get(draft, headers=ENGLISH).content.decode()
    assert "Raft meeting" in review
    administrator.post(f"{draft}confirm/")
    second = newest("lakes-rehearsal")
    assert second is not None
    assert second.number == 2
    exported = administrator.get("/packages/lakes-rehearsal/1.zip")
    again = load_zip(io.BytesIO(exported.content))
    assert again.package is not None
    assert again.package.digest == read(rehearsal()).package.digest  # type: ignore[union-attr]
    restored = administrator.post("/packages/lakes-rehearsal/1/restore/")
    administrator.post(f"{restored.headers['Location']}confirm/")
    third = newest("lakes-rehearsal")
    assert third is not None
    assert (third.number, third.digest) == (3, again.package.digest)
    compared = administrator.get("/packages/lakes-rehearsal/compare/", {"old": "1", "new": "2"})
    assert compared.status_code == 200


@pytest.mark.usefixtures("db")
def test_an_archive_without_the_record_is_said(enter: Enter) -> None:
    own = {path: text for path, text in rehearsal().items() if not path.startswith("base/")}
    answer = enter("administrator").post("/packages/review/", {"archive": archive(own)})
    assert answer.status_code in (200, 422)
    assert "../lakes" in answer.content.decode()
