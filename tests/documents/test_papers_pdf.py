"""The PDF of a paper: people's text is never markup, the same bytes, a clear word without fonts."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import typst

from lianxi.documents.papers.form import FORMS, LETTER, NOTICE
from lianxi.documents.papers.paper import Annex, Clause, Column, Heading, Paper, Paragraph, Table
from lianxi.documents.papers.pdf import FAMILIES, to_pdf
from lianxi.documents.papers.texts import PaperRefused
from office import HOSTILE, PAPERS, WIDE, paper

FONTS = Path("/usr/share/fonts")
KNOWN = {name for names in FAMILIES.values() for name in names}
THERE = typst.Fonts(include_system_fonts=False, font_paths=[FONTS]).families()

needs_font = pytest.mark.skipif(not KNOWN & set(THERE), reason="no Chinese font here")


def pages(made: Paper) -> list[tuple[int, int]]:
    """The size of every page in points."""
    boxes = re.findall(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", to_pdf(made, FONTS))
    return [(round(float(width)), round(float(height))) for width, height in boxes]


UPRIGHT, ACROSS = (595, 842), (842, 595)


@needs_font
@pytest.mark.parametrize("form", ["letter", "request", "minutes", "agreement", "reply", "opinions"])
def test_every_form_is_set_on_the_page_of_the_standard(form: str) -> None:
    made = pages(PAPERS[form])
    assert made[0] == UPRIGHT
    # A red head ends on an even page, with its record.
    assert len(made) % 2 == 0 or not FORMS[form].printed


@needs_font
def test_a_wide_table_has_pages_across_and_the_text_goes_on_upright() -> None:
    made = replace(paper(LETTER), body=(Paragraph("前"), WIDE, Paragraph("后")))
    assert pages(made) == [UPRIGHT, ACROSS, UPRIGHT]


@needs_font
def test_a_row_longer_than_a_page_goes_on_over_the_next() -> None:
    table = Table((Column("意见"), Column("答复")), (("议" * 2000, "采纳"),), wide=True)
    made = replace(paper(LETTER), body=(table,))
    assert pages(made)[:3] == [UPRIGHT, ACROSS, ACROSS]


@needs_font
def test_22_lines_of_28_characters_fill_a_page() -> None:
    """A plain paper begins with its title and a blank line: 20 lines are left."""
    full = "字" * (28 * 20 - 2)
    made = replace(paper(FORMS["plan"]), issuers=(), notes="")
    made = replace(made, form=replace(made.form, signature="none"))
    assert len(pages(replace(made, body=(Paragraph(full),)))) == 1
    assert len(pages(replace(made, body=(Paragraph(full + "字"),)))) == 2


@needs_font
def test_the_same_paper_gives_the_same_bytes_and_has_the_papers_day() -> None:
    content = to_pdf(PAPERS["opinions"], FONTS)
    assert content == to_pdf(PAPERS["opinions"], FONTS)
    assert b"CreationDate(D:20261122000000Z)" in content


@needs_font
def test_what_people_write_is_never_markup() -> None:
    """Text that would read a file or fail to compile as markup is shown as it was written."""
    table = Table((Column(HOSTILE),), ((HOSTILE,),))
    body = (Heading(HOSTILE), Paragraph(HOSTILE), Clause(HOSTILE, HOSTILE), table)
    made = Paper(
        NOTICE, HOSTILE, (HOSTILE,), body, PAPERS["notice"].dated, "live",
        mark=HOSTILE, recipients=(HOSTILE,), notes=HOSTILE, copies=(HOSTILE,),
        annexes=(Annex(HOSTILE, (Paragraph(HOSTILE),)),),
    )  # fmt: skip
    content = to_pdf(made, FONTS)
    escaped = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert escaped.replace('"', "&quot;").encode() in content
    assert b"root:" not in content


@needs_font
def test_no_character_breaks_it() -> None:
    wrong = ['"', '#panic("x")', "#", "$", "*", "\\", "[", "]", "{", "/*", "`", "\x00", "\ud800"]
    body = tuple(Paragraph(f"文{text}") for text in wrong)
    assert len(pages(replace(paper(LETTER), title="题#$*[", body=body))) == 2


def test_without_a_chinese_font_it_is_refused_in_both_languages(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(PaperRefused) as refused:
            to_pdf(paper(NOTICE), folder)
        assert refused.value.findings[0].code == "paper.no-font"
        assert "没有可用的中文字体" in refused.value.words.zh
        assert "no Chinese font" in refused.value.words.en


def test_a_faulty_paper_is_refused_before_any_font_is_looked_for(tmp_path: Path) -> None:
    with pytest.raises(PaperRefused) as refused:
        to_pdf(replace(paper(NOTICE), body=()), tmp_path)
    assert refused.value.findings[0].code == "paper.lacks"
