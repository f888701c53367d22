"""A draft before it is confirmed: what is new, who waits, who came first, and going back."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from lianxi.portal.charter.models import Draft, Version
from lianxi.portal.journal.models import Line
from lianxi.portal.verification import verification
from tiny import tiny
from uploads import Enter, archive, with_sutton

pytestmark = pytest.mark.usefixtures("lake_portal")

Files = dict[str, str]


@pytest.fixture
def administrator(enter: Enter) -> Client:
    return enter("administrator")


def review(administrator: Client, files: Files) -> str:
    """Upload a package for review; gives the address of its draft."""
    answer = administrator.post("/packages/review/", {"archive": archive(files)})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def load(administrator: Client, files: Files) -> None:
    administrator.post(f"{review(administrator, files)}confirm/")


def with_aston() -> Files:
    files = with_sutton()
    files["parties.csv"] = files["parties.csv"].replace("Sutton", "Aston")
    return files


def with_another_clause() -> Files:
    """The tiny region with a clause that nobody leads."""
    files = tiny()
    files["agreements/treaty.toml"] = files["agreements/treaty.toml"].replace(
        "[[amendment]]",
        '[[clause]]\nid = "eel"\nsubject = { zh = "捕鳗", en = "Eels" }\n'
        'commitment = { support = "each member" }\n[[amendment]]',
        1,
    )
    return files


def test_notices_that_are_new_are_open_and_the_old_ones_are_folded(administrator: Client) -> None:
    page = administrator.get(review(administrator, with_another_clause())).content.decode()
    openly, folded = page.split("<details><summary>", 1)
    assert "New notices" in openly
    assert "Eels" in openly.split("New notices")[1]
    assert "Ice" not in openly.split("New notices")[1]
    count = re.match(r"(\d+) notices? that (?:was|were) there already</summary>", folded)
    assert count is not None
    assert folded.count("<li>") == int(count.group(1)) > 0
    assert "Eels" not in folded.split("</details>")[0]


def test_a_row_that_only_moved_is_no_new_notice(administrator: Client) -> None:
    files = with_sutton()
    head, *rows = files["seats.csv"].splitlines()
    files["seats.csv"] = "\n".join([head, *reversed(rows), ""])
    assert "New notices" not in administrator.get(review(administrator, files)).content.decode()


def test_a_draft_that_was_overtaken_says_by_whom_once(administrator: Client) -> None:
    mine, theirs = review(administrator, with_sutton()), review(administrator, with_aston())
    administrator.post(f"{theirs}confirm/")
    told = administrator.post(f"{mine}confirm/", follow=True).content.decode()
    assert told.count('class="message"') == 1
    assert re.search(
        r"Since this was reviewed, Demo administrator loaded version 2 \(\d+ \w+ \d{4}, \d\d:\d\d\)"
        ", which is in use now",
        told,
    )
    assert "Against version 1, which was in use when it was reviewed" in told
    assert "Confirm and load" not in told
    chinese = administrator.get(mine, headers={"accept-language": "zh"}).content.decode()
    assert re.search(
        r"演示·系统管理员已于\d{4}年\d+月\d+日\d\d:\d\d装载第2版，现在使用中的是第2版", chinese
    )
    assert Version.objects.count() == 2


def test_an_overtaken_draft_is_reviewed_again_against_the_newest(administrator: Client) -> None:
    mine, theirs = review(administrator, with_sutton()), review(administrator, with_aston())
    administrator.post(f"{theirs}confirm/")
    assert f'action="{mine}again/"' in administrator.get(mine).content.decode()
    again = administrator.post(f"{mine}again/").headers["Location"]
    assert again != mine
    assert Draft.objects.count() == 1
    page = administrator.get(again).content.decode()
    assert "Against version 2, which is in use" in page
    assert "Sutton" in page
    answer = administrator.post(f"{again}confirm/")
    assert answer.headers["Location"] == "/packages/lake-district/3/"
    gone = administrator.post(f"{mine}again/", follow=True).content.decode()
    assert "This draft was confirmed or discarded already." in gone
    assert verification().holds


def test_a_draft_confirmed_once_more_leads_to_its_version(administrator: Client) -> None:
    draft = review(administrator, with_sutton())
    for _ in range(2):
        answer = administrator.post(f"{draft}confirm/")
        assert answer.headers["Location"] == "/packages/lake-district/2/"
    assert administrator.get(draft).headers["Location"] == "/packages/lake-district/2/"
    assert Version.objects.count() == 2
    assert Line.objects.filter(act="package.load").count() == 2


def test_drafts_that_wait_are_listed_for_those_who_may_load(
    enter: Enter, administrator: Client
) -> None:
    draft = review(administrator, with_sutton())
    page = administrator.get("/packages/").content.decode()
    assert f'<a href="{draft}">lakes.zip</a>: region lake-district' in page
    assert "put up for review by Demo administrator" in page
    assert draft not in enter("auditor").get("/packages/").content.decode()
    administrator.post(f"{draft}discard/")
    assert "Drafts that wait" not in administrator.get("/packages/").content.decode()


def test_a_region_that_is_not_here_yet_is_called_new(administrator: Client, client: Client) -> None:
    files = tiny()
    files["region.toml"] = files["region.toml"].replace("lake-district", "moorland")
    draft = review(administrator, files)
    page = administrator.get(draft).content.decode()
    assert "<small>moorland</small>" in page
    assert "A new region" in page
    assert "region moorland" in administrator.get("/packages/").content.decode()
    administrator.post(f"{draft}confirm/")
    assert client.get("/regions/moorland/").status_code == 200
    assert client.get("/regions/lake-district/").status_code == 200


def test_an_older_version_says_so_and_can_be_restored(administrator: Client) -> None:
    load(administrator, with_sutton())
    old = administrator.get("/packages/lake-district/1/").content.decode()
    assert "This is not the version in use." in old
    assert '<a href="/regions/lake-district/">See current members</a>' in old
    newest = administrator.get("/packages/lake-district/2/").content.decode()
    assert "This is not the version in use." not in newest
    assert "restore/" not in newest

    draft = administrator.post("/packages/lake-district/1/restore/").headers["Location"]
    page = administrator.get(draft).content.decode()
    assert "<h1>Restore version 1 of Lake District?" in page
    assert "lake-district-1.zip: no errors were found." in page
    assert "Sutton" in page
    administrator.post(f"{draft}confirm/")
    said = Line.objects.latest("seq").summary_en
    assert "version 1 restored and loaded as version 3, 2 changes against version 2" in said
    first, third = (Version.objects.get(number=n) for n in (1, 3))
    assert (first.digest, first.manifest) == (third.digest, third.manifest)
    assert verification().holds


def test_a_draft_that_was_damaged_is_not_loaded(administrator: Client) -> None:
    draft = review(administrator, with_sutton())
    Draft.objects.update(digest="sha256:0")
    for answer in (administrator.get(draft), administrator.post(f"{draft}confirm/")):
        assert answer.headers["Location"] == "/packages/"
    told = administrator.get("/packages/").content.decode()
    assert "This draft is damaged: upload it once more." in told
    assert Version.objects.count() == 1


def test_a_version_that_never_was_is_not_restored(administrator: Client) -> None:
    assert administrator.post("/packages/lake-district/9/restore/").status_code == 404


def test_only_the_administrator_restores_or_reviews_again(
    enter: Enter, administrator: Client
) -> None:
    load(administrator, with_sutton())
    draft = review(administrator, with_aston())
    auditor = enter("auditor")
    assert "restore/" not in auditor.get("/packages/lake-district/1/").content.decode()
    assert auditor.post("/packages/lake-district/1/restore/").status_code == 403
    assert auditor.post(f"{draft}again/").status_code == 403
    assert Draft.objects.count() == 1


def test_administrators_are_shown_which_folder_to_amend(
    enter: Enter, administrator: Client, settings: Settings
) -> None:
    settings.REGIONS = ("yangtze-delta", "gone-since-the-start")
    Version.objects.update(origin="/srv/lakes")
    page = administrator.get("/packages/").content.decode()
    assert "/regions/yangtze-delta</code>" in page
    assert "gone-since-the-start</code>" in page
    assert "/srv/lakes" in page
    assert "/srv/lakes" not in enter("auditor").get("/packages/").content.decode()
