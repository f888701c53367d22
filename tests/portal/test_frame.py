"""What stands around every page: the role, the links one may follow, the version in use."""

import re

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import Settings

from lianxi.governance.authority import ACTIONS, RIGHTS, ROLES
from tiny import tiny
from uploads import Enter, archive, with_sutton

pytestmark = pytest.mark.usefixtures("lake_portal")

ENGLISH = {"accept-language": "en"}


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/regions/lake-district/", 200),
        ("get", "/regions/lake-district/sources/", 200),
        ("get", "/enter/", 200),
        ("get", "/nothing-here/", 404),
        ("get", "/packages/", 403),
        ("post", "/packages/review/", 403),
    ],
)
def test_every_page_shows_the_role_that_was_entered(
    enter: Enter, method: str, address: str, status: int
) -> None:
    answer = getattr(enter("liaison"), method)(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert re.search(r'<a class="who"[^>]*>Demo liaison of Easton</a>', page)
    assert "Enter a role</a>" not in page


def test_an_upload_that_is_not_read_leaves_the_role_visible(
    enter: Enter, settings: Settings
) -> None:
    administrator = enter("administrator")
    settings.UPLOAD_BYTES_MAX = -(2**20)
    answer = administrator.post("/packages/review/", {"archive": archive(tiny())})
    assert answer.status_code == 413
    assert "Demo administrator" in answer.content.decode()


def test_a_request_for_another_host_still_gets_a_page(client: Client) -> None:
    answer = client.get("/", headers={"host": "elsewhere.example", **ENGLISH})
    assert answer.status_code == 400
    assert "Something is wrong with the request" in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "links"),
    [("administrator", 2), ("secretariat", 2), ("auditor", 2), ("liaison", 0), ("finance", 0)],
)
def test_the_frame_links_to_what_one_may_open(enter: Enter, role: str, links: int) -> None:
    page = enter(role).get("/regions/lake-district/").content.decode()
    frame = page.split("</nav>")[0]
    assert frame.count('href="/packages/"') + frame.count('href="/journal/"') == links


def test_a_visitor_who_is_refused_is_shown_where_to_enter(client: Client, demo: None) -> None:
    page = client.get("/journal/?acts=package", headers=ENGLISH).content.decode()
    link = '<a href="/enter/?next=/journal/%3Facts%3Dpackage">Enter a role</a>'
    assert link in page.split("<main")[1]
    assert "Sign in first" in page
    refused = client.post("/packages/review/", headers=ENGLISH).content.decode()
    assert '<a href="/enter/">Enter a role</a>' in refused.split("<main")[1]


def test_every_role_says_what_it_may_do(client: Client, demo: None) -> None:
    assert ACTIONS.keys() == RIGHTS.keys()
    page = client.get("/enter/", headers=ENGLISH).content.decode()
    said = dict(re.findall(r'name="role" value="([\w-]+)".*?<p class="why">(.*?)</p>', page, re.S))
    assert said.keys() == ROLES.keys()
    assert said["administrator"] == (
        "See the versions of the region packages; review and load region packages; "
        "read the journal; revoke the tokens of others; see the accounts and their appointments; "
        "open and close accounts; make backups; keep the outbox; "
        "move a rehearsal&#x27;s clock on."
    )
    assert said["operator"].startswith("Nothing yet: ")
    assert "查阅日志；" in client.get("/enter/").content.decode()


@pytest.mark.parametrize("address", ["/packages/", "/journal/", "/enter/", "/nothing-here/"])
def test_a_page_about_no_region_has_the_regions_menu(enter: Enter, address: str) -> None:
    page = enter("administrator").get(address).content.decode()
    assert '<a href="/regions/lake-district/bodies/"' in page.split("</nav>")[0]


def test_what_is_missing_in_a_region_has_the_menu_of_that_region(enter: Enter) -> None:
    administrator = enter("administrator")
    files = tiny()
    files["region.toml"] = files["region.toml"].replace("lake-district", "moorland")
    draft = administrator.post("/packages/review/", {"archive": archive(files)}).headers["Location"]
    administrator.post(f"{draft}confirm/")
    page = administrator.get("/regions/moorland/parties/0/").content.decode()
    assert 'href="/regions/moorland/bodies/"' in page
    assert "Lake District (moorland), version 1" in page


def test_the_foot_names_the_version_in_use_and_who_loaded_it(enter: Enter, client: Client) -> None:
    page = client.get("/regions/lake-district/", headers=ENGLISH).content.decode()
    assert (
        "Package in use: Lake District (lake-district), version 1, "
        "loaded by the installer on 22 November 2026." in page
    )
    chinese = client.get("/regions/lake-district/").content.decode()
    assert "使用中的地区包：湖区（lake-district）第1版，安装程序于2026年11月22日装载。" in chinese
    administrator = enter("administrator")
    upload = {"archive": archive(with_sutton())}
    draft = administrator.post("/packages/review/", upload).headers["Location"]
    administrator.post(f"{draft}confirm/")
    for address in ("/regions/lake-district/", "/enter/"):
        page = client.get(address, headers=ENGLISH).content.decode()
        assert "version 2, loaded by Demo administrator on" in page


def test_the_banner_says_only_that_this_is_a_demo(client: Client, demo: None) -> None:
    page = client.get("/regions/lake-district/", headers=ENGLISH).content.decode()
    banner = page.split('<aside class="strip"')[1].split("</aside>")[0]
    assert banner.endswith(">A demo: anybody can enter any role without signing in.")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Something went wrong here"), ("zh-CN", "系统出错了")]
)
def test_a_broken_database_still_gives_a_page(
    enter: Enter, language: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    administrator = enter("administrator")
    administrator.raise_request_exception = False

    def broken(*_: object) -> None:
        raise DatabaseError("the disk is gone")

    for address in ("/regions/lake-district/", "/journal/", "/nothing-here/"):
        with connection.execute_wrapper(broken):
            answer = administrator.get(address, headers={"accept-language": language})
        page = answer.content.decode()
        assert answer.status_code == 500
        assert f"<h1>{said}</h1>" in page
        assert 'rel="stylesheet"' in page
        assert "disk is gone" not in page
