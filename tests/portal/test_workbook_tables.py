"""A table goes out as a workbook, is filled in, and comes back: reviewed, confirmed, journaled."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lianxi.portal.charter.models import Blob, Draft, Version
from lianxi.portal.charter.queries import files_of, version
from lianxi.portal.journal.models import Line
from lianxi.portal.verification import verification
from sheets import filled
from tiny import SEATS, tiny
from uploads import Enter, archive

pytestmark = pytest.mark.usefixtures("lake_portal")

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
TABLES = "/packages/lake-district/1/tables"


@pytest.fixture
def administrator(enter: Enter) -> Client:
    return enter("administrator")


def workbook(browser: Client, path: str = "seats", query: str = "", number: int = 1) -> bytes:
    """A table's workbook as it is downloaded."""
    answer = browser.get(f"/packages/lake-district/{number}/tables/{path}.xlsx{query}")
    assert answer.status_code == 200
    return answer.content


def put(sheet: Worksheet, row: int, **cells: str) -> None:
    """Fill cells of a row, by the keys of their columns."""
    keys = [cell.value for cell in sheet[2]]
    for key, text in cells.items():
        sheet.cell(row, keys.index(key) + 1, text)


def ended(sheet: Worksheet) -> None:
    """Weston leaves the council in 2008."""
    row = next(n for n, line in enumerate(sheet, 1) if line[0].value == "council/990200/2002")
    put(sheet, row, until="2008年")


def last_sheet(content: bytes) -> str:
    names = load_workbook(io.BytesIO(content)).sheetnames
    return [name for name in names if not name.startswith("_")][-1]


def after(content: bytes, edit: Callable[[Worksheet], object] = ended, sheet: str = "") -> bytes:
    return filled(edit, sheet or last_sheet(content), content)


def send(browser: Client, content: bytes, **more: object) -> object:
    file = SimpleUploadedFile("席位.xlsx", content)
    return browser.post("/packages/review/", {"workbook": file, **more})


def drafted(browser: Client, content: bytes, **more: object) -> str:
    answer = send(browser, content, **more)
    assert answer.status_code == 302, answer.content.decode()  # type: ignore[attr-defined]
    address = answer.headers["Location"]  # type: ignore[attr-defined]
    assert isinstance(address, str)
    return address


def said(answer: object) -> str:
    return str(re.sub(r"\s+", " ", answer.content.decode()))  # type: ignore[attr-defined]


def test_every_table_is_listed_with_its_workbook(administrator: Client) -> None:
    for address in ("/packages/", "/packages/lake-district/1/"):
        page = administrator.get(address).content.decode()
        for path in ("parties", "seats", "sets", "units", "mechanisms", "history/observations"):
            assert f'"{TABLES}/{path}.xlsx"' in page
        assert f"{TABLES}/seats.xlsx?by=city" in page
        assert f"{TABLES}/mechanisms.xlsx?by=city" not in page


@pytest.mark.parametrize(
    "path",
    [path.removesuffix(".csv") for path in tiny() if path.endswith(".csv")],
)
@pytest.mark.parametrize("query", ["", "?by=city"])
def test_a_table_that_comes_back_as_it_went_changes_nothing(
    administrator: Client, path: str, query: str
) -> None:
    if path in ("mechanisms", "history/readings", "history/topics") and query:
        assert administrator.get(f"{TABLES}/{path}.xlsx{query}").status_code == 404
        return
    answer = send(administrator, workbook(administrator, path, query))
    assert "nothing changed" in said(answer)
    assert not Draft.objects.exists()


def test_sheets_of_cities_and_of_one_alone(administrator: Client) -> None:
    book = load_workbook(io.BytesIO(workbook(administrator, "seats", "?by=city")))
    assert book.sheetnames[1:4] == ["Easton", "Weston", "Norham"]
    alone = load_workbook(io.BytesIO(workbook(administrator, "seats", "?party=990100")))
    assert [name for name in alone.sheetnames if not name.startswith("_")][1:] == ["Easton"]
    ids = [cell.value for cell in alone["Easton"]["A"] if cell.value]
    assert ids[-2:] == ["moot/990100/1999", "council/990100/2002"]
    units = load_workbook(io.BytesIO(workbook(administrator, "units", "?by=city")))
    assert "Easton" in units.sheetnames
    figures = load_workbook(io.BytesIO(workbook(administrator, "history/observations", "?by=city")))
    assert "others" in figures.sheetnames


def test_the_form_leads_to_the_workbook_of_one_city(administrator: Client) -> None:
    answer = administrator.get(f"{TABLES}/", {"table": "seats.csv", "party": "990200"})
    assert answer.headers["Location"] == f"{TABLES}/seats.xlsx?party=990200"


@pytest.mark.parametrize(
    "address",
    [
        f"{TABLES}/nothing.xlsx",
        f"{TABLES}/region.xlsx",
        f"{TABLES}/seats.xlsx?party=999999",
        f"{TABLES}/mechanisms.xlsx?party=990100",
        f"{TABLES}/?table=region.toml",
        "/packages/lake-district/9/tables/seats.xlsx",
        "/packages/lake-district/1/scan/",
        "/packages/drafts/00000000-0000-0000-0000-000000000000/scan/",
    ],
)
def test_what_there_is_not_is_not_found(administrator: Client, address: str) -> None:
    assert administrator.get(address).status_code == 404


def test_who_may_not_list_packages_gets_no_workbook(client: Client, enter: Enter) -> None:
    for browser in (client, enter("liaison")):
        assert browser.get(f"{TABLES}/seats.xlsx").status_code == 403
    assert enter("auditor").get(f"{TABLES}/seats.xlsx").status_code == 200
    assert send(enter("secretariat"), b"x").status_code == 403  # type: ignore[attr-defined]


def test_one_cell_changed_is_one_cell_changed(administrator: Client) -> None:
    draft = drafted(administrator, after(workbook(administrator)))
    page = said(administrator.get(draft))
    assert "Weston is no longer a member of Lake council." in page
    assert "Changes <small>1</small>" in page
    administrator.post(f"{draft}confirm/")
    newest = version("lake-district", 2)
    assert newest is not None
    files = files_of(newest)
    line = "council,990200,2002,,founding,council-1,stated,book"
    assert files.pop("seats.csv").decode() == SEATS.replace(
        line, "council,990200,2002,2008,founding,council-1,stated,book"
    )
    assert {**files, "seats.csv": SEATS.encode()} == {p: t.encode() for p, t in tiny().items()}


def test_the_same_filled_workbook_sent_twice_is_a_no_op(administrator: Client) -> None:
    content = after(workbook(administrator))
    administrator.post(f"{drafted(administrator, content)}confirm/")
    page = said(send(administrator, content))
    assert "nothing changed" in page
    assert "1 cell says what is so here already." in page
    assert not Draft.objects.exists()
    assert Version.objects.count() == 2


def test_a_new_row_goes_to_the_end_of_the_table(administrator: Client) -> None:
    def edit(sheet: Worksheet) -> None:
        row = sheet.max_row - 19  # the first of the empty ones
        put(sheet, row, set="shore", party="990200", status="Stated", source="book")

    draft = drafted(administrator, after(workbook(administrator, "sets"), edit))
    administrator.post(f"{draft}confirm/")
    newest = version("lake-district", 2)
    assert newest is not None
    assert (
        files_of(newest)["sets.csv"].decode() == tiny()["sets.csv"] + "shore,990200,stated,book\n"
    )


def test_letter_scan_and_city_are_kept_and_journaled(administrator: Client, enter: Enter) -> None:
    content = after(workbook(administrator, "seats", "?party=990200"), sheet="Weston")
    scan = SimpleUploadedFile("x.exe", PDF)
    draft = drafted(administrator, content, letter="西府函〔2026〕7号", scan=scan)
    page = said(administrator.get(draft))
    assert "西府函〔2026〕7号" in page
    assert "Weston <small>990200</small>" in page
    assert administrator.get(f"{draft}scan/").content == PDF
    administrator.post(f"{draft}confirm/")
    newest = version("lake-district", 2)
    assert newest is not None
    assert (newest.on_behalf_of, newest.letter) == ("990200", "西府函〔2026〕7号")
    assert bytes(Blob.objects.get(pk=newest.scan).content) == PDF
    for line in Line.objects.order_by("-seq")[:2]:
        assert line.on_behalf_of == "990200"
        assert "西府函〔2026〕7号" in line.summary_zh
        assert "西府函〔2026〕7号" in line.summary_en
    shown = said(administrator.get("/packages/lake-district/2/"))
    assert "西府函〔2026〕7号" in shown
    answer = enter("secretariat").get("/packages/lake-district/2/scan/")
    assert answer.content == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert enter("liaison").get("/packages/lake-district/2/scan/").status_code == 403
    assert verification().holds


def test_letter_city_and_scan_are_sealed_by_the_journal(administrator: Client) -> None:
    content = after(workbook(administrator))
    scan = SimpleUploadedFile("letter.pdf", PDF)
    draft = drafted(administrator, content, letter="7", scan=scan, on_behalf_of="西镇")
    administrator.post(f"{draft}confirm/")
    assert verification().holds
    newest = version("lake-district", 2)
    assert newest is not None
    for field, value in {"letter": "8", "on_behalf_of": "990100", "scan": ""}.items():
        Version.objects.filter(pk=newest.pk).update(**{field: value})
        assert not verification().holds, field
        Version.objects.filter(pk=newest.pk).update(**{field: getattr(newest, field)})
    Blob.objects.filter(pk=newest.scan).update(content=PDF + b"x")
    assert not verification().holds


@pytest.mark.parametrize("content", [b"MZ\x90", b"", b"GIF89a", b"%PDF-" + bytes(20 * 2**20)])
def test_a_scan_of_another_kind_is_not_taken(administrator: Client, content: bytes) -> None:
    scan = SimpleUploadedFile("letter.pdf", content, "application/pdf")
    answer = send(administrator, after(workbook(administrator)), scan=scan)
    assert "PDF, JPEG or PNG" in said(answer)
    assert not Draft.objects.exists()


def test_a_city_that_nobody_is_called_is_said_on_the_form(administrator: Client) -> None:
    content = after(workbook(administrator))
    assert "no party “Atlantis”" in said(send(administrator, content, on_behalf_of="Atlantis"))
    draft = drafted(administrator, content, on_behalf_of=" weston ")
    assert "Weston <small>990200</small>" in said(administrator.get(draft))


def test_on_behalf_of_a_city_no_row_of_another_is_changed(administrator: Client) -> None:
    """A whole table is one sheet: whoever filled it in may have touched anybody's row."""
    content = after(workbook(administrator))
    refused = said(send(administrator, content, on_behalf_of="990100"))
    assert "on behalf of Easton can't change rows of Weston" in refused.replace("&#x27;", "'")
    assert not Draft.objects.exists()
    drafted(administrator, content)  # on nobody's behalf: the office's own


def test_mistakes_are_shown_at_their_cells(administrator: Client) -> None:
    def edit(sheet: Worksheet) -> None:
        put(sheet, 5, until="=1+1")
        put(sheet, 6, via="abducted")

    answer = send(administrator, after(workbook(administrator), edit))
    assert answer.status_code == 422  # type: ignore[attr-defined]
    page = said(answer)
    assert "2 errors" in page
    assert re.search(r"<code>seat E5</code> “until” holds a formula", page)
    assert not Draft.objects.exists()


def test_what_the_package_finds_is_shown_at_the_cell_it_comes_from(administrator: Client) -> None:
    def edit(sheet: Worksheet) -> None:
        put(sheet, 6, meeting="council-99")

    page = said(send(administrator, after(workbook(administrator), edit)))
    assert re.search(r"<code>seat [A-Z]6</code>", page)
    assert "council-99" in page


def test_a_cell_changed_here_meanwhile_is_left_and_listed(administrator: Client) -> None:
    sent = workbook(administrator)
    ours = tiny()
    ours["seats.csv"] = SEATS.replace("council,990200,2002,,", "council,990200,2002,2009,")
    draft = administrator.post("/packages/review/", {"archive": archive(ours)}).headers["Location"]
    administrator.post(f"{draft}confirm/")
    page = said(send(administrator, after(sent)))
    assert "everything that it changes is in conflict" in page
    assert ">2009</td>" in page
    assert ">2008</td>" in page

    def more(sheet: Worksheet) -> None:
        ended(sheet)
        put(sheet, 5, source="book, ch. 7")

    draft = drafted(administrator, after(sent, more))
    page = said(administrator.get(draft))
    assert "Conflicts <small>1</small>" in page
    administrator.post(f"{draft}confirm/")
    newest = version("lake-district", 3)
    assert newest is not None
    text = files_of(newest)["seats.csv"].decode()
    assert "council,990200,2002,2009," in text
    assert '"book, ch. 7"' in text


def test_a_draft_that_was_overtaken_puts_its_cells_into_the_newest(administrator: Client) -> None:
    draft = drafted(administrator, after(workbook(administrator)), letter="7")
    ours = tiny()
    ours["sets.csv"] += "shore,990200,stated,book\n"
    other = administrator.post("/packages/review/", {"archive": archive(ours)}).headers["Location"]
    administrator.post(f"{other}confirm/")
    again = administrator.post(f"{draft}again/").headers["Location"]
    administrator.post(f"{again}confirm/")
    newest = version("lake-district", 3)
    assert newest is not None
    assert newest.letter == "7"
    files = files_of(newest)
    assert "shore,990200" in files["sets.csv"].decode()
    assert "council,990200,2002,2008," in files["seats.csv"].decode()


def test_an_overtaken_draft_with_nothing_left_says_so(administrator: Client) -> None:
    content = after(workbook(administrator))
    one, other = drafted(administrator, content), drafted(administrator, content)
    administrator.post(f"{one}confirm/")
    page = said(administrator.post(f"{other}again/", follow=True))
    assert "nothing left to load" in page


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"a,b\n", b"PK\x03\x04"])
def test_what_is_no_workbook_is_named(administrator: Client, content: bytes) -> None:
    file = SimpleUploadedFile("表.xlsx", content)
    answer = administrator.post("/packages/review/", {"workbook": file})
    assert answer.status_code == 422
    assert b"Traceback" not in answer.content


def test_a_marked_workbook_is_refused_and_kept_nowhere(administrator: Client) -> None:
    def edit(sheet: Worksheet) -> None:
        ended(sheet)
        sheet["A40"] = "机密★20年"

    answer = send(administrator, after(workbook(administrator), edit))
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "In the workbook (seat A40) there is a mark of state secrecy" in said(answer)
    assert not Draft.objects.exists()


def test_a_workbook_of_another_list_or_region_is_named(administrator: Client) -> None:
    def elsewhere(parts: dict[str, bytes]) -> None:
        for name in parts:
            parts[name] = parts[name].replace(b"lake-district", b"lake_district")

    with zipfile.ZipFile(io.BytesIO(workbook(administrator))) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    elsewhere(parts)
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    assert send(administrator, saved.getvalue()).status_code == 422  # type: ignore[attr-defined]


def test_a_workbook_in_the_place_of_an_archive_is_taken_as_what_it_is(
    administrator: Client,
) -> None:
    file = SimpleUploadedFile("席位.XLSX", after(workbook(administrator)))
    assert administrator.post("/packages/review/", {"archive": file}).status_code == 302
