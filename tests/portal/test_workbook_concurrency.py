"""A workbook that comes back twice at once, or whose act is killed: one version or none, whole."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from at_once import at_once
from killed import sweep
from lianxi.documents.table_book import book_of
from lianxi.documents.workbook_write import write
from lianxi.portal.charter.actions import OnBehalf, Overtaken, confirm, install, review
from lianxi.portal.charter.models import Blob, Draft, Version
from lianxi.portal.charter.queries import files_of, package_of
from lianxi.portal.charter.workbooks import taken
from lianxi.portal.journal.models import Line
from lianxi.portal.verification import verification
from portal_acts import administrator
from tiny import read, tiny
from uploads import NOW

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = OnBehalf("990200", "西府函〔2026〕7号", b"%PDF-1.7 a letter")


def returned(year: str) -> bytes:
    """The table of seats, with Weston leaving the council in a year."""
    newest = Version.objects.get(number=1)
    seats = files_of(newest)["seats.csv"]
    book = book_of(package_of(newest), "seats.csv", seats, date(2026, 11, 22), "lake-district/1")
    opened = load_workbook(io.BytesIO(write(book, "zh")))
    sheet = opened.worksheets[1]
    keys = [cell.value for cell in sheet[2]]
    row = next(n for n, line in enumerate(sheet, 1) if line[0].value == "council/990200/2002")
    sheet.cell(row, keys.index("until") + 1, year)
    saved = io.BytesIO()
    opened.save(saved)
    return saved.getvalue()


def draft_of(login: str, workbook: bytes) -> Draft:
    loaded = taken(workbook).loaded
    assert loaded is not None
    draft = review(administrator(login), loaded, "席位.xlsx", NOW, LETTER, workbook)
    assert isinstance(draft, Draft)
    return draft


def test_the_same_workbook_confirmed_by_two_at_once_is_loaded_once() -> None:
    install(read(tiny()), NOW)
    content = returned("2008")
    drafts = {"anne": draft_of("anne", content), "ben": draft_of("ben", content)}
    outcomes = at_once(
        *(
            lambda login=login, draft=draft: confirm(administrator(login), draft.pk, NOW)
            for login, draft in drafts.items()
        )
    )
    assert {type(outcome) for outcome in outcomes} == {Overtaken, Version}
    assert Version.objects.count() == 2
    assert verification().holds


def test_killed_anywhere_in_the_review_of_a_workbook() -> None:
    install(read(tiny()), NOW)
    content = returned("2008")

    def nothing_new() -> None:
        assert not Draft.objects.exists()
        assert Line.objects.count() == 1
        assert verification().holds

    assert sweep(lambda: draft_of("anne", content), nothing_new) > 3
    draft = Draft.objects.get()
    assert bytes(draft.scan) == LETTER.scan
    assert bytes(draft.workbook) == content


def test_killed_anywhere_in_its_confirmation() -> None:
    install(read(tiny()), NOW)
    draft = draft_of("anne", returned("2008")).pk
    blobs = Blob.objects.count()

    def still_the_first() -> None:
        assert Version.objects.count() == 1
        assert Draft.objects.filter(pk=draft).exists()
        assert Blob.objects.count() == blobs
        assert verification().holds

    assert sweep(lambda: confirm(administrator("anne"), draft, NOW), still_the_first) > 4
    newest = Version.objects.get(number=2)
    assert (newest.on_behalf_of, newest.letter) == (LETTER.party, LETTER.letter)
    assert bytes(Blob.objects.get(pk=newest.scan).content) == LETTER.scan
    assert verification().holds
