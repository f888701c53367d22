"""What is marked as a state secret, or holds unseen characters, does not come in by any door."""

import io
import json
import logging
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from lianxi.portal.accounts.models import Token
from lianxi.portal.charter.models import Blob, Draft
from lianxi.portal.journal.models import Line
from lianxi.portal.log import JsonLines, TextLines
from lianxi.portal.ui.intake import LookedThrough
from tiny import tiny
from uploads import Enter, archive

pytestmark = pytest.mark.usefixtures("lake_portal")

MARKED = "演练方案机密★20年"


@pytest.fixture
def administrator(enter: Enter) -> Client:
    return enter("administrator")


def said_of(caplog: pytest.LogCaptureFixture) -> str:
    """Everything that the log says, in both of its forms."""
    forms = (JsonLines(), TextLines())
    return "".join(form.format(record) for record in caplog.records for form in forms)


def test_a_marked_text_is_refused_and_kept_nowhere(
    administrator: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "lianxi.request")
    lines = Line.objects.count()
    answer = administrator.post("/tokens/", {"name": f"一\n{MARKED}", "days": "30"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "In line 2 of the field “name” there is a mark of state secrecy: highly secret" in page
    assert "Nothing of it was kept" in page
    assert "office for the guarding of secrets" in page
    assert "演练方案" not in page
    assert not Token.objects.exists()
    assert Line.objects.count() == lines
    said = said_of(caplog)
    assert '"reason": "marked as a state secret"' in said
    assert "演练" not in said
    assert "机密" not in said


def test_it_is_said_in_chinese_too(administrator: Client) -> None:
    answer = administrator.post(
        "/tokens/", {"name": MARKED}, headers={"accept-language": "zh-CN"}
    ).content.decode()
    assert "所填文字中（“name”第1行）有密级标志“机密”" in answer
    assert "立即报告本单位保密工作机构" in answer


@pytest.mark.parametrize("name", ["机密_湖区.zip", "湖区（秘密）.zip"])
def test_a_marked_name_is_refused_before_the_file_is_read(
    administrator: Client, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    upload = archive(tiny())
    upload.name = name
    answer = administrator.post("/packages/review/", {"archive": upload})
    assert answer.status_code == 422
    assert "In the name of the file that was uploaded" in answer.content.decode()
    assert not Draft.objects.exists()
    assert "湖区" not in said_of(caplog)


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("notes.md", f"纪要\n{MARKED}\n", "notes.md, line 2"),
        ("秘密-纪要.docx", "x", "秘密-纪要.docx"),
        ("matters/ferry.toml", tiny()["matters/ferry.toml"].replace("渡船", "（绝密）"), "name.zh"),
    ],
)
def test_a_package_with_a_marked_file_is_refused(
    administrator: Client,
    path: str,
    text: str,
    place: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    blobs, lines = Blob.objects.count(), Line.objects.count()
    answer = administrator.post("/packages/review/", {"archive": archive({**tiny(), path: text})})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Marked as a state secret: not accepted" in page
    assert place in page
    assert (Blob.objects.count(), Line.objects.count()) == (blobs, lines)
    assert not Draft.objects.exists()
    assert '"marked as a state secret"' in said_of(caplog)
    assert path not in said_of(caplog)


def test_words_about_secrets_come_in(administrator: Client) -> None:
    answer = administrator.post("/tokens/", {"name": "商业秘密与保密义务", "days": "30"})
    assert answer.status_code == 200
    assert Token.objects.exists()


@pytest.mark.parametrize("text", ["a\0b", "a\u202eb", "a\x1bb", "a\x85b"])
def test_unseen_characters_are_refused_everywhere(administrator: Client, text: str) -> None:
    for path, field in (("/tokens/", "name"), ("/enter/", "party"), ("/language/", "next")):
        answer = administrator.post(path, {field: text})
        assert answer.status_code == 400, path
        assert f"The field “{field}” holds characters" in answer.content.decode()


def test_a_senders_own_name_for_a_field_is_not_repeated(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    for text in (MARKED, "a\0b"):
        answer = client.post("/language/", {"演练方案": text})
        assert "演练方案" not in answer.content.decode()
    assert "演练方案" not in said_of(caplog)


def looked_through(request: HttpRequest) -> HttpResponse | None:
    return LookedThrough(lambda _: HttpResponse()).process_view(request)


@pytest.mark.parametrize(
    "body",
    [{"note": MARKED}, {"rows": [["a", MARKED]]}, {MARKED: 1}, [MARKED], MARKED],
)
def test_json_is_looked_through_to_its_depth(body: object) -> None:
    request = RequestFactory().post("/api/v1/x", json.dumps(body), "application/json")
    answer = looked_through(request)
    assert answer is not None
    assert answer.status_code == 422
    assert "机密" in json.loads(answer.content)["error"]["zh"]


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"\xff", b'{"a": 1.5, "b": null}'])
def test_json_that_is_none_is_left_to_whoever_reads_it(body: bytes) -> None:
    assert looked_through(RequestFactory().post("/api/v1/x", body, "application/json")) is None


def test_every_file_of_a_request_is_looked_at() -> None:
    files = [SimpleUploadedFile("a.txt", b"x"), SimpleUploadedFile("绝密.txt", b"x")]
    answer = looked_through(RequestFactory().post("/", {"one": files[0], "two": files[1]}))
    assert answer is not None
    assert answer.status_code == 422


def test_a_name_that_would_climb_or_deceive_is_made_plain(administrator: Client) -> None:
    upload = archive({**tiny(), "sets.csv": tiny()["sets.csv"] + "shore,990200,stated,book\n"})
    upload.name = "../../etc/la\u202ekes.zip"
    assert administrator.post("/packages/review/", {"archive": upload}).status_code == 302
    assert Draft.objects.get().origin == "lakes.zip"


def test_what_a_file_says_it_is_counts_for_nothing(administrator: Client, tmp_path: Path) -> None:
    for said, content in (("application/zip", b"<html>"), ("image/png", b"%PDF-1.7")):
        upload = SimpleUploadedFile("lakes.zip", content, said)
        answer = administrator.post("/packages/review/", {"archive": upload})
        assert answer.status_code == 422
        assert "can&#x27;t be opened or is damaged" in answer.content.decode()


def test_what_is_given_back_is_a_download_of_its_own_type(administrator: Client) -> None:
    for path in ("packages/lake-district/1.zip", "regions/lake-district/members.csv"):
        answer = administrator.get(f"/{path}")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="')


@pytest.mark.parametrize(
    "fields",
    [{f"f{n}": "x" for n in range(1001)}, {f"f{n}": io.BytesIO(b"x") for n in range(11)}],
    ids=["fields", "files"],
)
def test_a_form_with_too_much_in_it_is_not_read(client: Client, fields: dict[str, object]) -> None:
    assert client.post("/language/", fields).status_code == 400
