"""The API: what the commands answer, in the same form; errors in one form, in both languages."""

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from lianxi.cli.main import run
from lianxi.portal.journal.models import Line
from lianxi.portal.verification import verification
from tiny import tiny, write
from uploads import Enter, archive, with_sutton

LAKES = "/api/v1/regions/lake-district"

pytestmark = pytest.mark.usefixtures("lake_portal")


@pytest.fixture
def lakes_folder(tmp_path: Path) -> Path:
    """The tiny region as a folder, for the commands."""
    return write(tmp_path / "lakes", tiny())


@pytest.fixture
def two_versions(enter: Enter) -> Client:
    """An administrator who has loaded a second version."""
    administrator = enter("administrator")
    upload = {"archive": archive(with_sutton())}
    draft = administrator.post("/packages/review/", upload).headers["Location"]
    administrator.post(f"{draft}confirm/")
    return administrator


def answered(capsys: pytest.CaptureFixture[str], *command: str) -> object:
    """What a command answers as JSON."""
    with pytest.raises(SystemExit) as left:
        run([*command, "--json"])
    assert not left.value.code
    said: object = json.loads(capsys.readouterr().out)
    return said


@pytest.mark.parametrize(
    ("asked", "command"),
    [
        ("members", "members"),
        ("members?at=2004", "members --at 2004"),
        ("members?at=2001&body=moot", "members --at 2001 --body moot"),
        ("members?at=2006&known=2003", "members --at 2006 --known 2003"),
        ("bodies", "bodies"),
        ("bodies?at=2003-05-01&known=2004", "bodies --at 2003-05-01 --known 2004"),
        ("mechanisms", "mechanisms"),
        ("mechanisms?kind=rule&state=planned", "mechanisms --kind rule --state planned"),
        ("history", "replay"),
    ],
)
def test_the_answer_is_the_commands(
    client: Client,
    lakes_folder: Path,
    capsys: pytest.CaptureFixture[str],
    asked: str,
    command: str,
) -> None:
    said = answered(capsys, *command.split(), "--region", str(lakes_folder))
    answer = client.get(f"{LAKES}/{asked}")
    assert answer.status_code == 200
    assert answer.json() == said
    assert said


def test_a_diff_is_the_commands(
    two_versions: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = [write(tmp_path / "old", tiny()), write(tmp_path / "new", with_sutton())]
    said = answered(capsys, "diff", *map(str, folders))
    assert isinstance(said, list)
    assert len(said) == 2
    assert two_versions.get(f"{LAKES}/diff?old=1&new=2").json() == said


def test_the_versions_of_a_package(two_versions: Client) -> None:
    newest, first = two_versions.get(f"{LAKES}/versions").json()
    assert (newest["number"], newest["loaded_by"]) == (2, "demo-administrator")
    assert (first["number"], first["loaded_by"]) == (1, "install")
    assert first["loaded_at"] == "2026-11-22T10:00:00+08:00"


def test_the_regions(client: Client) -> None:
    (region,) = client.get("/api/v1/regions").json()
    assert (region["id"], region["name_en"], region["version"]) == (
        "lake-district",
        "Lake District",
        1,
    )
    assert (region["since"], region["until"], region["within"]) == ("1999", "2010", None)


def test_an_article_as_of_a_day(client: Client) -> None:
    before = client.get(f"{LAKES}/articles/council?at=2003").json()
    after = client.get(f"{LAKES}/articles/council?at=2006").json()
    meets = [{row["key"]: row for row in said["keys"]}["meets"] for said in (before, after)]
    assert [row["value"]["every"] for row in meets] == ["2 years", "1 year"]
    assert [row["source"] for row in meets] == ["book, ch. 3", "book, ch. 4"]
    assert [row["version"] for row in meets] == [1, 2]
    assert before["readings"][0]["text"]["en"].endswith("every 3 years")
    assert [each["decided_at"] for each in after["amendments"]] == [None, "council-2"]
    assert "every 2 years" in after["amendments"][1]["changes"][0]["text"]["en"]


def test_the_agreements_say_what_is_not_stated(client: Client) -> None:
    (treaty,) = client.get(f"{LAKES}/agreements?at=2003&party=990200").json()
    assert (treaty["signed"], treaty["place"], treaty["parties"]) == (
        "2002",
        None,
        ["990100", "990200"],
    )
    assert [clause["id"] for clause in treaty["clauses"]] == ["fish", "ice"]
    assert (treaty["clauses"][1]["lead"], treaty["lacks"]) == (
        None,
        ["lead", "due", "liability", "effect"],
    )
    assert client.get(f"{LAKES}/agreements?standing=proposed").json() == []
    assert client.get(f"{LAKES}/agreements?party=990300").json() == []
    assert client.get(f"{LAKES}/agreements?party=x").status_code == 404
    assert client.get(f"{LAKES}/agreements?standing=x").status_code == 422


def test_an_article_as_it_was_known(client: Client) -> None:
    said = client.get(f"{LAKES}/articles/council?at=2006&known=2003").json()
    assert said["known"] == "2003-01-01"
    assert {row["key"]: row for row in said["keys"]}["meets"]["version"] == 1
    none = client.get(f"{LAKES}/articles/council?at=1990").json()
    assert (none["standing"], none["keys"]) == (None, [])


def test_every_article_is_listed(client: Client) -> None:
    said = client.get(f"{LAKES}/articles").json()
    assert {each["id"] for each in said} == {"boats", "council", "ferry", "moot", "treaty"}
    assert {each["id"]: each["versions"] for each in said}["council"] == 2


def test_meetings_topics_figures_and_what_is_found(client: Client) -> None:
    meetings = client.get(f"{LAKES}/meetings").json()
    assert [each["date"] for each in meetings] == ["2002", "2005-05-05", "2006"]
    assert meetings[1]["name_zh"] == "湖区议会第二次会议"
    assert client.get(f"{LAKES}/meetings?body=council").json() == meetings
    topics = client.get(f"{LAKES}/topics?level=council&field=fish").json()
    assert [(each["id"], each["to"], each["fields"]) for each in topics] == [
        ("nets", "2005", ["fish", "boats"])
    ]
    figures = client.get(f"{LAKES}/figures?subject=990100").json()
    assert [(each["value"], each["unit"]) for each in figures] == [("30", "each")]
    found = client.get(f"{LAKES}/search?q=dz").json()
    assert [found[0][name] for name in ("region", "kind", "id")] == [
        "lake-district",
        "party",
        "990100",
    ]


@pytest.mark.parametrize(
    ("asked", "status", "zh", "en"),
    [
        ("regions/atlantis/members", 404, "没有地区“atlantis”", "there is no region atlantis"),
        ("regions/lake-district/members?body=x", 404, "没有机构“x”", "there is no body x"),
        ("regions/lake-district/meetings?body=x", 404, "没有机构“x”", "there is no body x"),
        ("regions/lake-district/articles/x", 404, "没有条文“x”", "there is no article x"),
        ("regions/lake-district/members?at=2003-13", 422, "13月不存在", "no month 13"),
        ("regions/lake-district/members?at=", 422, "at：", "expected a date like 2010"),
        ("regions/lake-district/bodies?known=soon", 422, "known：", "expected a date like 2010"),
        ("regions/lake-district/mechanisms?kind=x", 422, "kind 不能是“x”", "kind can't be x"),
        (
            "regions/lake-district/mechanisms?state=x",
            422,
            "state 不能是“x”",
            "expected one of live",
        ),
        ("regions/lake-district/topics?field=x", 422, "field 不能是“x”", "one of boats, fish"),
        ("regions/lake-district/versions", 403, "请先登录", "sign in first"),
        ("journal", 403, "请先登录", "sign in first"),
        ("nothing", 404, "没有这个地址", "no such address"),
        ("", 404, "没有这个地址", "no such address"),
    ],
)
def test_what_goes_wrong_is_said_in_both_languages(
    client: Client, asked: str, status: int, zh: str, en: str
) -> None:
    answer = client.get(f"/api/v1/{asked}")
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("application/json")
    said = answer.json()
    assert said.keys() == {"error"}
    assert zh in said["error"]["zh"]
    assert en in said["error"]["en"]


def test_only_reading_and_no_page_of_its_own(client: Client) -> None:
    refused = client.post("/api/v1/regions")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET")
    assert refused.json()["error"]["en"] == "only GET is answered here"
    assert client.get("/api/v1/docs").status_code == 404
    policy = client.get("/api/v1/openapi.json").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "default-src 'none'" in refused.headers["Content-Security-Policy"]


def test_a_failure_shows_nothing_of_the_inside(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("the inside")

    monkeypatch.setattr("lianxi.portal.governance.api.told_of", broken)
    client.raise_request_exception = False
    answer = client.get(f"{LAKES}/history")
    assert answer.status_code == 500
    assert "the inside" not in answer.content.decode()
    assert answer.json()["error"].keys() == {"zh", "en"}


def test_a_host_that_is_not_ours(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["lianxi.example"]
    answer = client.get("/api/v1/regions")
    assert answer.status_code == 400
    assert answer.json()["error"].keys() == {"zh", "en"}


def test_the_journal_takes_the_right_to_read_it(enter: Enter) -> None:
    liaison, auditor = enter("liaison"), enter("auditor")
    refused = liaison.get("/api/v1/journal")
    assert refused.status_code == 403
    assert "may do this" in refused.json()["error"]["en"]
    said = auditor.get("/api/v1/journal").json()
    assert [line["seq"] for line in said["lines"]] == [3, 2, 1]
    assert said["older"] is None
    last = Line.objects.latest("seq")
    assert said["lines"][0]["hash"] == last.hash
    assert said["lines"][0]["summary"] == {"zh": last.summary_zh, "en": last.summary_en}
    assert [line["seq"] for line in auditor.get("/api/v1/journal?before=2").json()["lines"]] == [1]
    only = auditor.get("/api/v1/journal?acts=package&actor=install").json()
    assert [line["act"] for line in only["lines"]] == ["package.load"]
    assert auditor.get("/api/v1/journal?acts=x").status_code == 422
    assert auditor.get("/api/v1/journal?actor=%00").status_code == 422


def test_the_journal_is_verified(enter: Enter) -> None:
    auditor = enter("auditor")
    assert auditor.get("/api/v1/journal/verification").json() == verification().as_json()
    Line.objects.filter(seq=1).update(actor="somebody else")
    said = auditor.get("/api/v1/journal/verification").json()
    assert not said["holds"]
    assert "line 1" in said["problems"][0]["en"]


READ = [
    "",
    "/lake-district/members?at=2005",
    "/lake-district/bodies",
    "/lake-district/meetings",
    "/lake-district/articles",
    "/lake-district/articles/council",
    "/lake-district/mechanisms",
    "/lake-district/topics",
    "/lake-district/figures",
    "/lake-district/history",
]


@pytest.mark.parametrize("asked", READ)
def test_an_answer_asks_the_database_once(
    client: Client, asked: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(f"/api/v1/regions{asked}")  # reads the package into memory
    with django_assert_num_queries(1):
        assert client.get(f"/api/v1/regions{asked}").status_code == 200


@pytest.mark.usefixtures("delta_portal")
@pytest.mark.parametrize("asked", READ)
def test_a_large_region_asks_no_more(
    client: Client, asked: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = f"/api/v1/regions{asked}".replace("lake-district", "yangtze-delta")
    client.get(address)
    with django_assert_num_queries(1):
        assert client.get(address).status_code == 200
