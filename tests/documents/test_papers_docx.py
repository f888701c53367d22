"""The docx of a paper: its pages, its styles, what people wrote kept as text, the same bytes."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from lianxi.documents.papers.docx import to_docx
from lianxi.documents.papers.form import FORMS, LETTER, MINUTES, NOTICE, PLAN, REPORT
from lianxi.documents.papers.paper import Annex, Column, Heading, Paper, Paragraph, Table
from office import HOSTILE, PAPERS, WIDE, paper


def opened(made: Paper) -> Document:
    return docx.Document(io.BytesIO(to_docx(made)))


def part(made: Paper, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(to_docx(made))) as archive:
        return archive.read(name).decode()


def texts(document: Document) -> list[str]:
    """Every paragraph, those in tables too."""
    return [
        "".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.iter(qn("w:p"))
    ]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_opens_and_says_what_it_is(form: str) -> None:
    document = opened(PAPERS[form])
    assert document.core_properties.title == "关于报送进展情况的材料"
    assert document.core_properties.category == FORMS[form].word.zh
    assert "关于报送进展情况的材料" in texts(document)


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert to_docx(PAPERS["opinions"]) == to_docx(PAPERS["opinions"])
    core = part(PAPERS["letter"], "docProps/core.xml")
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-11-22T00:00:00Z"}


def test_the_page_is_that_of_the_standard_in_twips() -> None:
    first, wide, last = opened(
        replace(paper(NOTICE), body=(Paragraph("前"), WIDE, Paragraph("后")))
    ).sections
    for pages in (first, last):
        size, edges = pages._sectPr.find(qn("w:pgSz")), pages._sectPr.find(qn("w:pgMar"))
        assert (size.get(qn("w:w")), size.get(qn("w:h"))) == ("11906", "16838")
        sides = [edges.get(qn(f"w:{side}")) for side in ("top", "bottom", "left", "right")]
        assert sides == ["2098", "1984", "1587", "1474"]
        # 22 lines of 579 twips stand between the edges, and no 23.
        assert 22 * 579 <= 16838 - 2098 - 1984 < 23 * 579
    size, edges = wide._sectPr.find(qn("w:pgSz")), wide._sectPr.find(qn("w:pgMar"))
    assert size.get(qn("w:orient")) == "landscape"
    assert (size.get(qn("w:w")), size.get(qn("w:h"))) == ("16838", "11906")
    sides = [edges.get(qn(f"w:{side}")) for side in ("top", "bottom", "left", "right")]
    assert sides == ["1587", "1474", "1984", "2098"]


def test_styles_have_the_fonts_of_the_standard() -> None:
    document = opened(paper(NOTICE))
    fonts = {
        "Title": ("方正小标宋简体", 22),
        "公文正文": ("仿宋_GB2312", 16),
        "Heading 1": ("黑体", 16),
        "Heading 2": ("楷体_GB2312", 16),
        "Heading 3": ("仿宋_GB2312", 16),
        "发文机关标志": ("方正小标宋简体", 48),
        "版记": ("仿宋_GB2312", 14),
        "页码": ("宋体", 14),
    }
    for name, (font, points) in fonts.items():
        style = document.styles[name]
        assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == font
        assert style.font.size is not None
        assert style.font.size.pt == points
        assert style.element.rPr.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"
    body = document.styles["公文正文"].element.pPr
    assert body.find(qn("w:spacing")).get(qn("w:line")) == "579"
    assert body.find(qn("w:ind")).get(qn("w:firstLine")) == "630"


def test_page_numbers_stand_at_the_outer_edge() -> None:
    document = opened(paper(NOTICE))
    assert document.settings.odd_and_even_pages_header_footer
    pages = document.sections[0]
    for footer, side in ((pages.footer, "right"), (pages.even_page_footer, "left")):
        [number] = footer.paragraphs
        assert number._p.pPr.jc.val.name.lower() == side
        assert number._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"
        assert number.text.startswith("— ")


def test_only_a_letter_has_a_first_page_of_its_own() -> None:
    letter = opened(paper(LETTER)).sections[0]
    assert letter.different_first_page_header_footer
    assert "PAGE" not in letter.first_page_footer._element.xml
    assert "thinThickSmallGap" in letter.first_page_footer._element.xml
    assert not opened(paper(NOTICE)).sections[0].different_first_page_header_footer


def test_the_head_is_red_where_the_form_has_one() -> None:
    for form in (LETTER, NOTICE, MINUTES):
        assert 'w:val="发文机关标志"' in part(paper(form), "word/document.xml")
    assert 'w:val="发文机关标志"' not in part(paper(PLAN), "word/document.xml")
    styles = part(paper(NOTICE), "word/styles.xml")
    mark = styles[styles.index('w:styleId="发文机关标志"') :]
    assert 'w:color w:val="FF0000"' in mark[: mark.index("</w:style>")]


def test_number_and_signer_of_what_goes_upward_are_on_one_line() -> None:
    assert "　湖办〔2026〕12号签发人：李四" in texts(opened(paper(REPORT)))


def test_the_record_stands_at_the_foot_in_order() -> None:
    document = opened(paper(NOTICE))
    framed = [
        p
        for p in document.element.iter(qn("w:p"))
        if p.pPr is not None and p.pPr.find(qn("w:framePr")) is not None
    ]
    said = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in framed]
    assert said == ["", "抄送：各市。", "", "湖区合作办公室2026年11月22日印发", ""]
    for p in framed:
        frame = p.pPr.find(qn("w:framePr"))
        assert (frame.get(qn("w:vAnchor")), frame.get(qn("w:yAlign"))) == ("margin", "bottom")


def test_the_head_of_a_table_is_repeated_and_no_table_is_wider_than_its_page() -> None:
    columns = tuple(Column(f"第{n}列") for n in range(7))
    table = Table(columns, (("甲" * 50,) * 7,) * 3)
    document = opened(replace(paper(NOTICE), body=(table, replace(table, wide=True))))
    for made, area in zip(document.tables, (8844, 12756), strict=True):
        rows = made._tbl.tr_lst
        heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
        assert heads == [True, False, False, False]
        widths = [int(column.get(qn("w:w"))) for column in made._tbl.tblGrid]
        assert abs(sum(widths) - area) < 8


def test_joint_issuers_stand_below_each_other_with_one_word() -> None:
    document = opened(replace(paper(NOTICE), issuers=("甲市人民政府", "乙自治州人民政府")))
    names, word = document.tables[0].rows[0].cells
    assert [p.text for p in names.paragraphs] == ["甲市人民政府", "乙自治州人民政府"]
    assert word.text == "文件"


def test_a_rehearsal_says_so_on_every_page() -> None:
    annexes = (Annex("表", (WIDE,)), Annex("清单", (Paragraph("一项"),)))
    for form in (LETTER, NOTICE):
        for pages in opened(replace(paper(form), annexes=annexes, world="rehearsal")).sections:
            headers = [pages.header, pages.even_page_header]
            headers += [pages.first_page_header] if pages.different_first_page_header_footer else []
            for header in headers:
                assert "演练" in header.paragraphs[0].text


def test_what_people_write_is_text_and_what_xml_cannot_hold_is_left_out() -> None:
    body = (Heading(HOSTILE), Paragraph(HOSTILE + "\x00\x0b\ufffe\ud800<w:p/>&amp;"))
    document = opened(replace(paper(NOTICE), title=HOSTILE, body=body))
    said = texts(document)
    assert HOSTILE in said
    assert f"一、{HOSTILE}" in said
    assert "<w:p/>&amp;" in said
    assert document.core_properties.title == HOSTILE


def test_a_very_long_title_or_name_is_no_fault() -> None:
    made = replace(paper(LETTER), title="长" * 900, issuers=("办公室" * 60,))
    assert "长" * 900 in texts(opened(made))
