"""Files that come with a proposal or an answer: taken in by their bytes, listed, given out."""

import io
import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from lianxi.governance.road.act import Enclosure
from lianxi.governance.road.consultation import CONSULTATION
from lianxi.governance.road.proposal import PROPOSAL, Proposal
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.models import Content
from lianxi.portal.verification import verification
from road import EASTON, NORHAM, REGION, load
from uploads import Enter

ROAD = f"/regions/{REGION}/road/"
TERMS = {"title": "修码头", "field": "boats", "lead": EASTON, "content": "修三座码头"}
PROPOSED = {**TERMS, "by": EASTON, "body": "council"}
MAP = b"%PDF-1.7 the map"


@pytest.fixture
def there(db: None) -> None:
    """A live region."""
    load()


def file(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def budget() -> bytes:
    """A budget sheet."""
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "三座码头，30万元"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def post(client: Client, path: str, sent: Mapping[str, object], status: int = 302) -> str:
    answer = client.post(f"{ROAD}{path}", sent)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def attached() -> tuple[Enclosure, ...]:
    found = queries.opened(REGION, PROPOSAL, 1)
    assert found is not None
    assert isinstance(found.state, Proposal)
    return found.state.terms.files


def test_attachments_of_a_proposal_and_of_its_next_version(there: None, enter: Enter) -> None:
    easton = enter("liaison")
    sheet = budget()
    files = [file(MAP, "地图.pdf"), file(sheet, "经费.pdf"), file(MAP, "again.pdf")]
    post(easton, "proposals/new/", {**PROPOSED, "enclosures": files})
    assert [(each.name, each.form) for each in attached()] == [
        ("again.pdf", "pdf"),  # the same content is one file
        ("经费.pdf", "xlsx"),  # by its bytes, whatever its name says
    ]
    page = easton.get(f"{ROAD}proposals/1/").content.decode()
    the_map, the_sheet = attached()
    for each in (the_map, the_sheet):
        assert f"proposals/1/files/{each.digest}/" in page
        assert each.digest[:19] in page
    assert f"{len(MAP)}\xa0bytes" in page
    answer = easton.get(f"{ROAD}proposals/1/files/{the_sheet.digest}/")
    assert (answer.content, answer.headers["X-Content-Type-Options"]) == (sheet, "nosniff")
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    revised = {**TERMS, "keep": [the_map.digest], "why": "经费改由各镇自筹"}
    post(easton, "proposals/1/revise/", {**revised, "enclosures": [file(MAP + b"2", "letter.pdf")]})
    assert [each.name for each in attached()] == ["again.pdf", "letter.pdf"]
    page = easton.get(f"{ROAD}proposals/1/").content.decode()
    assert re.search(r"<del>again.pdf.*经费.pdf</del>", page)
    assert easton.get(f"{ROAD}proposals/1/files/{the_sheet.digest}/").status_code == 200
    assert Content.objects.count() == 3
    assert verification().holds


def test_what_is_no_attachment(there: None, enter: Enter) -> None:
    easton = enter("liaison")
    for content, said in (
        (b"MZ a program", "is no file that is kept"),
        (b"", "is no file that is kept"),
    ):
        sent = {**PROPOSED, "enclosures": [file(content, "budget.xlsx")]}
        assert said in post(easton, "proposals/new/", sent, 422)
    assert Content.objects.count() == 0
    post(easton, "proposals/new/", {**PROPOSED, "enclosures": [file(MAP, "地图.pdf")]})
    (the_map,) = attached()
    for number, digest in ((1, "sha256:0"), (2, the_map.digest)):
        assert easton.get(f"{ROAD}proposals/{number}/files/{digest}/").status_code == 404
    nobody = Client().get(f"{ROAD}proposals/1/files/{the_map.digest}/")
    assert nobody.status_code == 403
    revise = {**TERMS, "content": "修两座", "keep": ["sha256:0"], "why": "x"}
    post(easton, "proposals/1/revise/", revise, 422)


def test_attachments_of_a_consultation_and_of_an_answer(there: None, enter: Enter) -> None:
    office, easton = enter("secretariat"), enter("liaison")
    opened = {
        "title": "征求意见",
        "text": "见附件",
        "body": "council",
        "roll": [EASTON, NORHAM],
        "due": str(queries.real_day() + timedelta(days=20)),
        "enclosures": [file(MAP, "方案.pdf")],
    }
    post(office, "consultations/new/", opened)
    reply = {"party": EASTON, "answer": "reserve", "text": "见附件"}
    post(easton, "consultations/1/reply/", {**reply, "enclosures": [file(MAP + b"2", "意见.pdf")]})
    found = queries.opened(REGION, CONSULTATION, 1)
    assert found is not None
    assert [each.name for each in found.state.replies[0].what.files] == ["意见.pdf"]
    page = easton.get(f"{ROAD}consultations/1/").content.decode()
    assert all(name in page for name in ("方案.pdf", "意见.pdf"))
    digest = found.state.opened.files[0].digest
    assert easton.get(f"{ROAD}consultations/1/files/{digest}/").content == MAP
    assert easton.get(f"{ROAD}consultations/2/files/{digest}/").status_code == 404
