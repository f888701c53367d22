"""Every page, for a reader who has not signed in, in both languages, on a region of our own."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from lianxi.portal.accounts.models import Person
from lianxi.portal.charter.actions import install
from lianxi.portal.charter.models import Region, Version
from tiny import read, tiny
from uploads import NOW, Enter

ENGLISH = {"accept-language": "en"}

PAGES = [
    "/regions/lake-district/",
    "/regions/lake-district/?year=2005",
    "/regions/lake-district/parties/990100/",
    "/regions/lake-district/parties/990300/",
    "/regions/lake-district/bodies/",
    "/regions/lake-district/bodies/?at=2003-01-01",
    "/regions/lake-district/bodies/council/",
    "/regions/lake-district/bodies/moot/?at=2000-01-01",
    "/regions/lake-district/bodies/moot/",
    "/regions/lake-district/bodies/?sort=-since&standing=practised",
    "/regions/lake-district/meetings/",
    "/regions/lake-district/meetings/?host=990200&year=2005&sort=-name",
    "/regions/lake-district/meetings/council-2/",
    "/regions/lake-district/history/",
    "/regions/lake-district/history/?kind=seat&sort=-date",
    "/regions/lake-district/topics/",
    "/regions/lake-district/topics/?level=council&field=fish",
    "/regions/lake-district/figures/",
    "/regions/lake-district/figures/?set=shore",
    "/regions/lake-district/search/?q=dz",
    "/regions/lake-district/agreements/",
    "/regions/lake-district/agreements/?lacks=due&sort=clauses",
    "/regions/lake-district/articles/",
    "/regions/lake-district/articles/?kind=body",
    "/regions/lake-district/articles/council/?at=2003-01-01",
    "/regions/lake-district/articles/council/?at=2003-01-01&known=2003-01-01",
    "/regions/lake-district/articles/council/?at=1990",
    "/regions/lake-district/articles/treaty/",
    "/regions/lake-district/articles/ferry/",
    "/regions/lake-district/mechanisms/",
    "/regions/lake-district/mechanisms/?kind=rule&state=planned&standing=proposed&source=book",
    "/regions/lake-district/mechanisms/?kind=none",
    "/regions/lake-district/sources/",
    "/enter/",
]

pytestmark = pytest.mark.usefixtures("lake_portal")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh-CN", "zh-CN"), ("fr", "zh-CN")])
def test_a_page_speaks_the_readers_language(
    client: Client, address: str, language: str, tag: str
) -> None:
    answer = client.get(address, headers={"accept-language": language})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{tag}">' in page
    body = re.sub(r'<[^>]+ lang="(?:zh-CN|en)"[^>]*>[^<]*<|<html[^>]*>', "", page)
    body = re.sub(r' (?:value|data-row)="[^"]*"', "", body)  # what the address says
    chinese = re.findall(r"[\u4e00-\u9fff]+", re.sub(r"<title>[^<]*</title>", "", body))
    if tag == "en":
        assert not chinese, chinese
    else:
        assert "联席" in page


def test_no_page_says_anything_of_another_region(client: Client) -> None:
    """The delta taken away, nothing of it is left: it was all in its package."""
    for address in PAGES:
        for language in ("en", "zh-CN"):
            page = client.get(address, headers={"accept-language": language}).content.decode()
            assert not re.search(r"delta|yangtze|长三角|长江|上海|Shanghai|ECharts", page, re.I)


def test_the_first_page_is_the_first_regions_members(client: Client) -> None:
    answer = client.get("/")
    assert answer.headers["Location"] == "/regions/lake-district/"
    answer = client.get("/?year=2004")  # a link somebody was sent keeps what it asks
    assert answer.headers["Location"] == "/regions/lake-district/?year=2004"


@pytest.mark.parametrize(
    ("year", "shown", "names"),
    [
        ("1999", 1999, ["Easton"]),
        ("2004", 2004, ["Easton", "Weston"]),
        ("2005", 2005, ["Easton", "Weston", "Norham"]),
        ("1066", 1999, ["Easton"]),  # beyond the slider: its nearest end
        ("9999", 2010, ["Easton", "Weston", "Norham"]),
        ("", 2010, ["Easton", "Weston", "Norham"]),
    ],
)
def test_the_members_of_a_year(client: Client, year: str, shown: int, names: list[str]) -> None:
    page = client.get(
        f"/regions/lake-district/?year={year}", headers={"accept-language": "en"}
    ).content.decode()
    assert f"Who were the members in {shown}?" in page
    rows = page.split("<tbody>")[1]
    assert [name for name in ("Easton", "Weston", "Norham") if name in rows] == names


def test_the_slider_swaps_only_the_part_that_changes(client: Client) -> None:
    part = client.get("/regions/lake-district/year/?year=2004")
    assert b"<html" not in part.content
    assert part.content.count(b"<h1>") == 1
    # The address it leaves is the whole page's, and no history may keep the part itself.
    assert part.headers["HX-Push-Url"] == "/regions/lake-district/?year=2004"
    assert "no-store" in part.headers["Cache-Control"]


def test_the_members_of_a_day(client: Client) -> None:
    """The day before Norham was admitted, and the day itself."""
    before = client.get("/regions/lake-district/?at=2005-05-04").content.decode()
    on = client.get("/regions/lake-district/?at=2005-05-05").content.decode()
    assert "2005年5月4日，湖区议会有2个成员。" in before
    assert "2005年5月5日，湖区议会有3个成员，其中1个当年加入：" in on


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("year=1066", "The record covers 1999 to 2010; this is 1999"),
        ("year=9999", "The record covers 1999 to 2010; this is 2010"),
        ("at=1998-01-01", "The record covers 1999 to 2010; this is 1999"),
        ("year=20O5", "“20O5” is not a year like 2010; this is 2010"),
        ("year=0000", "“0000” is not a year like 2010; this is 2010"),
        ("at=May", "“May” is not a date like 2010-04-01; this is 31 December 2010"),
    ],
)
def test_a_year_that_is_not_there_is_said(client: Client, asked: str, said: str) -> None:
    page = client.get(f"/regions/lake-district/?{asked}", headers={"accept-language": "en"})
    assert said in page.content.decode()


def test_a_day_after_the_record_is_said(client: Client) -> None:
    for address in ("bodies/", "bodies/council/", "articles/council/"):
        said = "记录写到2010年为止"
        late, within = "?at=2011-01-01", "?at=2010-12-31"
        assert said in client.get(f"/regions/lake-district/{address}{late}").content.decode()
        assert said not in client.get(f"/regions/lake-district/{address}{within}").content.decode()


def test_a_body_shows_how_its_charter_was_amended(client: Client, delta_portal: None) -> None:
    page = client.get("/regions/yangtze-delta/bodies/council/").content.decode()
    history = page.split('id="amendments"')[1]
    assert 'id="council-charter-2"' in history
    years = re.findall(r'<h3 id="[^"]+"><span class="figure">([^<]+)', history)
    assert years == sorted(years)


def test_an_agreement_says_who_is_bound_and_what_is_not_stated(client: Client) -> None:
    page = client.get("/regions/lake-district/articles/treaty/?at=2003-01-01", headers=ENGLISH)
    html = page.content.decode()
    bound = html.split('id="parties"')[1].split("<h2")[0]
    assert "Easton" in bound
    assert "Norham" not in bound
    assert "1 of 2 clauses name no deadline." in html
    assert "2 of 2 clauses say nothing of liability." in html
    assert "Its legal effect is not stated." in html
    assert html.count("Fishing") == html.split("Amendments")[1].count("Fishing") + 1  # said once


def test_a_long_history_is_folded_by_year(client: Client, lake_portal: None) -> None:
    """The newest years are open, the others a link away; nothing is lost on the way."""
    files = tiny()
    for n in range(50):
        year = 2003 + n // 10
        files["bodies/boats.toml"] += (
            f'[[version]]\nin_force_from = "{year}-{n % 10 + 1:02}"\nstatus = "stated"\n'
            f'source = "book"\nduties = {{ zh = "职责{n}", en = "duty {n}" }}\n'
        )
    files["bodies/boats.toml"] = files["bodies/boats.toml"].replace('"2004"', '"2003-01-01"')
    files["region.toml"] = files["region.toml"].replace("lake-district", "old-lakes")
    install(read(files), NOW)
    address = "/regions/old-lakes/bodies/boats/"
    html = client.get(address, headers=ENGLISH).content.decode()
    assert html.count('<h3 id="boats-') == 20
    years = re.findall(r'<a href="(\?changes=\d+#amendments)"[^>]*>(\d+) <small>(\d+)<', html)
    assert sum(int(count) for _, _, count in years) == 51
    for query, year, count in years:
        folded = client.get(address + query.partition("#")[0], headers=ENGLISH).content.decode()
        assert folded.count('<h3 id="boats-') == int(count)
        assert f"of {year}, out of 51." in folded
    unknown = client.get(f"{address}?changes=1066", headers=ENGLISH).content.decode()
    assert "There are no amendments of “1066”" in unknown
    assert unknown.count('<h3 id="boats-') == 20


def test_a_number_of_one_is_said_as_one(client: Client) -> None:
    page = client.get("/regions/lake-district/?year=1999", headers={"accept-language": "en"})
    assert "Moot: 1 member on 31 December 1999" in page.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/regions/lake-district/?year=20O5",
        "/regions/lake-district/bodies/?at=2010-13",
        "/regions/lake-district/articles/council/?at=soon",
        "/regions/lake-district/articles/council/?known=<script>",
    ],
)
def test_a_wrong_day_is_said_and_the_page_still_shows(client: Client, address: str) -> None:
    answer = client.get(address, headers={"accept-language": "en"})
    assert answer.status_code == 200
    assert 'class="message" role="status"' in answer.content.decode()
    assert "<script>" not in answer.content.decode().replace("<script src", "")


@pytest.mark.parametrize(
    "address",
    [
        "/nothing/",
        "/regions/atlantis/",
        "/regions/lake-district/parties/000000/",
        "/regions/lake-district/bodies/treaty/",
        "/regions/atlantis/year/?year=2004",
        "/regions/lake-district/meetings/council-9/",
        "/regions/lake-district/articles/x/",
    ],
)
def test_what_is_not_there_gets_a_page_in_the_readers_language(
    client: Client, address: str
) -> None:
    english = client.get(address, headers={"accept-language": "en"})
    assert english.status_code == 404
    assert "There is no such page" in english.content.decode()
    assert "没有这一页" in client.get(address).content.decode()


def test_the_reader_may_choose_the_language(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "/regions/lake-district/"})
    assert answer.headers["Location"] == "/regions/lake-district/"
    assert b'<html lang="en">' in client.get("/regions/lake-district/").content


@pytest.mark.parametrize("address", ["/packages/", "/journal/", "/packages/lake-district/1/"])
def test_what_is_not_public_is_refused(client: Client, address: str) -> None:
    answer = client.get(address, headers={"accept-language": "en"})
    assert answer.status_code == 403
    assert "Sign in first" in answer.content.decode()


def test_a_role_without_the_right_is_refused_and_told_who_has_it(enter: Enter) -> None:
    liaison = enter("liaison")
    answer = liaison.get("/packages/")
    assert answer.status_code == 403
    assert "Only the secretariat or auditor or administrator may do this" in answer.content.decode()
    assert enter("auditor").post("/packages/review/", {"folder": "x"}).status_code == 403


def test_outside_the_demo_nobody_can_just_enter(client: Client) -> None:
    page = client.get("/enter/", headers={"accept-language": "en"}).content.decode()
    assert "<h1>Sign in</h1>" in page
    assert client.post("/enter/", {"role": "administrator"}).status_code == 422
    assert not Person.objects.exists()


def test_a_demo_session_does_not_outlive_the_demo(enter: Enter, settings: Settings) -> None:
    administrator = enter("administrator")
    assert administrator.get("/journal/").status_code == 200
    settings.DEMO = False
    assert administrator.get("/journal/").status_code == 403


@pytest.mark.parametrize(
    "form", [{"role": "emperor"}, {"role": "liaison"}, {"role": "liaison", "of": "1"}, {}]
)
def test_a_role_that_is_none_can_not_be_entered(
    client: Client, demo: None, form: dict[str, str]
) -> None:
    assert client.post("/enter/", form).status_code in (400, 403)


def test_entering_goes_back_to_where_one_came_from_but_never_elsewhere(
    client: Client, demo: None
) -> None:
    form = {"role": "auditor", "next": "/journal/"}
    assert client.post("/enter/", form).headers["Location"] == "/journal/"
    form["next"] = "https://evil.example/"
    assert client.post("/enter/", form).headers["Location"] == "/"


def test_a_form_from_elsewhere_is_refused(demo: None) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    answer = strict.post("/enter/", {"role": "administrator"})
    assert answer.status_code == 403
    assert "The form is out of date" in answer.content.decode()


def test_every_answer_carries_the_strict_policy(client: Client) -> None:
    headers = client.get("/regions/lake-district/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


def test_lists_download_for_a_spreadsheet(client: Client) -> None:
    answer = client.get("/regions/lake-district/members.csv?at=2006-01-01")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("id,name_zh,name_en,province,province_zh,province_en,since,body,")
    assert lines[3].startswith("990300,北村,Norham,湖省,湖省,Lakeshire,2005-05-05,council,")
    assert len(client.get("/regions/lake-district/members.csv?year=2004").content.splitlines()) == 3
    meetings = client.get("/regions/lake-district/meetings.csv").content.decode("utf-8-sig")
    (second,) = [row for row in meetings.splitlines() if row.startswith("council-2,")]
    assert "湖区议会第二次会议" in second
    assert "2005-05-05" in second
    assert "西镇" in second


def test_the_portal_says_that_it_lives(client: Client) -> None:
    assert client.get("/healthz").json() == {"database": True}


def test_reading_changes_nothing(client: Client, enter: Enter) -> None:
    """Pages answer to reading alone; only acts take a form."""
    for address in PAGES[:-1]:
        assert client.post(address).status_code == 405
    assert client.get("/leave/").status_code == 405
    assert enter("administrator").get("/packages/review/").status_code == 405


@pytest.mark.django_db
def test_a_portal_without_a_region(client: Client, settings: Settings) -> None:
    Version.objects.all().delete()
    Region.objects.all().delete()
    answer = client.get("/", headers={"accept-language": "en"})
    assert "No region yet" in answer.content.decode()
