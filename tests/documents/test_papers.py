"""What each form of document must hold, and every thing that can be wrong with a paper."""

from dataclasses import replace
from datetime import date

import pytest

from lianxi.documents.papers.check import check
from lianxi.documents.papers.compose import lay_out
from lianxi.documents.papers.docx import to_docx
from lianxi.documents.papers.form import (
    AGREEMENT,
    FORMS,
    LETTER,
    MINUTES,
    NOTICE,
    PLAN,
    REPORT,
    REQUEST,
    opinions,
    request,
)
from lianxi.documents.papers.layout import Line
from lianxi.documents.papers.number import Number
from lianxi.documents.papers.paper import (
    Annex,
    Block,
    Clause,
    Column,
    Heading,
    Paper,
    Paragraph,
    People,
    Signatory,
    SignaturePage,
    Table,
)
from lianxi.documents.papers.texts import TEXTS, PaperRefused, in_words
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.unreadable import Unreadable
from office import DAY, NUMBER, PAPERS, WIDE, paper


def found(made: Paper) -> dict[str, str]:
    """The codes of what is found, each with its place."""
    return {finding.code: finding.place.key for finding in check(made)}


def lines(made: Paper) -> list[str]:
    """The texts of every line, as they stand in the document."""
    parts = [part for section in lay_out(made).sections for part in section.parts]
    return [part.text for part in parts if isinstance(part, Line) and part.text]


@pytest.mark.parametrize("form", FORMS)
def test_a_whole_paper_of_every_form_has_nothing_to_find(form: str) -> None:
    assert not check(PAPERS[form])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("湖办[2026]12号", "brackets"),
        ("湖办（2026）12号", "brackets"),
        ("湖办【2026】12号", "brackets"),
        ("湖办〔2026〕012号", "zero"),
        ("湖办〔2026〕0号", "zero"),
        ("湖办〔2026〕第12号", "word"),
        ("湖办〔26〕12号", "year"),
        ("湖办〔0026〕12号", "year"),
        ("湖办〔２０２６〕12号", "year"),
        ("〔2026〕12号", "form"),
        ("湖办〔2026〕12", "form"),
        ("湖办2026年12号", "form"),
        ("", "form"),
    ],
)
def test_a_number_says_which_of_its_rules_is_broken(text: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        Number.read(text)
    assert refused.value.code == f"paper.number-{code}"
    assert TEXTS[refused.value.code].message.fill(**refused.value.values).zh


def test_a_number_is_read_as_it_is_written() -> None:
    assert str(Number.read(" 湖办函〔2026〕12号 ")) == "湖办函〔2026〕12号"
    with pytest.raises(Unreadable):
        Number("湖办", 26, 1)


CELLS = Table((Column("城市"), Column("意见")), (("甲市",),), "表")
NARROW = Table(tuple(Column(str(n)) for n in range(18)), (), "表")

FAULTS: list[tuple[str, str, Paper]] = [
    ("paper.lacks", "title", replace(paper(LETTER), title=" ")),
    ("paper.lacks", "issuers", replace(paper(LETTER), issuers=())),
    ("paper.lacks", "body", replace(paper(LETTER), body=())),
    ("paper.lacks", "recipients", replace(paper(LETTER), recipients=())),
    ("paper.lacks", "signers", replace(paper(REPORT), signers=())),
    ("paper.lacks", "signers", replace(paper(REQUEST), signers=())),
    ("paper.lacks", "body", replace(paper(AGREEMENT), body=(Paragraph("无签署页"),))),
    ("paper.lacks", "printer", replace(paper(NOTICE), printed=None)),
    ("paper.lacks", "printer", replace(paper(NOTICE), printer="")),
    ("paper.strange", "signers", replace(paper(NOTICE), signers=("李四",))),
    ("paper.strange", "number", replace(paper(PLAN), number=NUMBER)),
    ("paper.strange", "recipients", replace(paper(MINUTES), recipients=("各市",))),
    ("paper.strange", "printer", replace(paper(LETTER), printer="办公室", printed=DAY)),
    ("paper.strange", "body", replace(paper(LETTER), body=paper(AGREEMENT).body)),
    ("paper.unnumbered", "number", replace(paper(NOTICE), number=None)),
    ("paper.recipients-many", "recipients", replace(paper(REPORT), recipients=("甲", "乙"))),
    ("paper.contact", "notes", replace(paper(REQUEST), notes="")),
    ("paper.blank", "issuers", replace(paper(NOTICE), issuers=("",))),
    ("paper.blank", "body[1]", replace(paper(NOTICE), body=(Heading(" "),))),
    ("paper.blank", "body[1]", replace(paper(NOTICE), body=(Paragraph("\n"),))),
    ("paper.blank", "body[1]", replace(paper(NOTICE), body=(Clause("\x00"),))),
    ("paper.blank", "body[1]", replace(paper(MINUTES), body=(People("present", ()),))),
    ("paper.blank", "body[1]", replace(paper(AGREEMENT), body=(SignaturePage((Signatory(""),)),))),
    ("paper.blank", "annexes[1].title", replace(paper(NOTICE), annexes=(Annex(""),))),
    ("paper.heading-level", "body[1]", replace(paper(NOTICE), body=(Heading("五层", 5),))),
    ("paper.table-columns", "body[1]", replace(paper(NOTICE), body=(Table((), ()),))),
    ("paper.table-cells", "body[1].rows[1]", replace(paper(NOTICE), body=(CELLS,))),
    ("paper.table-narrow", "body[1]", replace(paper(NOTICE), body=(NARROW,))),
    ("paper.annexed-table", "annexes", replace(paper(opinions()), annexes=(Annex("另发"),))),
    ("paper.copy-number", "copy_number", replace(paper(NOTICE), copy_number=0)),
    ("paper.printed-early", "printed", replace(paper(NOTICE), printed=date(2026, 11, 21))),
    ("paper.classified", "title", replace(paper(NOTICE), title="机密★20年")),
    ("paper.classified", "body[1].text", replace(paper(NOTICE), body=(Paragraph("绝密★长期"),))),
    (
        "paper.classified",
        "annexes[1].blocks[1].rows[1][2]",
        replace(paper(NOTICE), annexes=(Annex("表", (Table(CELLS.columns, (("甲", "秘密"),)),)),)),
    ),
    ("paper.unseen", "notes", replace(paper(NOTICE), notes="电话\x07\ud800\u202e12345678")),
]


@pytest.mark.parametrize(("code", "key", "made"), FAULTS)
def test_what_is_wrong_is_found_in_its_place(code: str, key: str, made: Paper) -> None:
    findings = [one for one in check(made) if (one.code, one.place.key) == (code, key)]
    assert findings
    for explained in map(in_words, findings):
        assert "{" not in explained.message.zh + explained.message.en + explained.remedy.en


@pytest.mark.parametrize(("code", "key", "made"), FAULTS)
def test_errors_stop_the_paper_and_notices_do_not(code: str, key: str, made: Paper) -> None:
    if TEXTS[code].severity == "notice":
        assert to_docx(made)
        return
    with pytest.raises(PaperRefused) as refused:
        to_docx(made)
    assert code in {finding.code for finding in refused.value.findings}
    assert refused.value.words.zh
    assert refused.value.words.en


def test_every_finding_has_its_case() -> None:
    cases = {code for code, _, _ in FAULTS}
    of_numbers = {code for code in TEXTS if code.startswith("paper.number-")}
    assert cases | of_numbers | {"paper.no-font"} == set(TEXTS)


def test_headings_are_numbered_in_four_levels_that_begin_anew() -> None:
    levels = (1, 2, 2, 3, 4, 4, 1, 2, 3)
    body = tuple(Heading("标题", level) for level in levels)
    expected = (
        "一、标题 （一）标题 （二）标题 1.标题 （1）标题 （2）标题 二、标题 （一）标题 1.标题"
    )
    said = [line for line in lines(replace(paper(NOTICE), body=body)) if "标题" in line]
    assert said == expected.split()


def test_a_paper_in_english_has_the_same_structure() -> None:
    made = replace(
        paper(NOTICE),
        lang="en",
        title="Notice",
        body=(Heading("As a whole"), Heading("Cities", 2), Clause("It applies.", "Scope")),
        annexes=(Annex("List", (Paragraph("One"),)), Annex("Map")),
        recipients=("City A", "City B"),
    )
    assert lines(made) == [
        "Notice",
        "City A, City B:",
        "1. As a whole",
        "(A) Cities",
        "Article 1 Scope It applies.",
        "Annexes: 1.List",
        "2.Map",
        "湖区合作办公室",
        "22 November 2026",
        "(联系人：张三，电话：0571-87654321)",
        "Annex 1",
        "List",
        "One",
    ]


def test_the_parts_stand_in_the_order_of_the_standard() -> None:
    body: tuple[Block, ...] = (
        Paragraph("第一段\n第二段"),
        People("present", ("甲市　张三", "乙市　李四")),
        People("apologies", ("丙市　王五",)),
    )
    made = replace(
        paper(NOTICE),
        recipients=("甲市", "乙市"),
        body=body,
        annexes=(Annex("清单", (Paragraph("一项"),)), Annex("任务表（另发）")),
    )
    assert lines(made) == [
        "关于报送进展情况的材料",
        "甲市，乙市：",
        "第一段",
        "第二段",
        "出席：甲市　张三、乙市　李四",
        "请假：丙市　王五",
        "附件：1.清单",
        "2.任务表（另发）",
        "湖区合作办公室",
        "2026年11月22日",
        "（联系人：张三，电话：0571-87654321）",
        "附件1",
        "清单",
        "一项",
    ]
    layout = lay_out(made)
    assert [line.text for line in layout.record.lines] == ["抄送：各市。"]
    assert layout.record.printed == "2026年11月22日印发"
    assert layout.top.mark == ("湖区合作办公室文件",)


def test_the_head_is_of_the_form() -> None:
    assert lay_out(paper(LETTER)).top.mark == ("湖区合作办公室",)
    assert lay_out(replace(paper(MINUTES), mark="湖区会议纪要")).top.mark == ("湖区会议纪要",)
    assert lay_out(paper(FORMS["slip"])).top.mark == ("湖区合作办公室督办单",)
    assert lay_out(paper(PLAN)).top.kind == "plain"
    joint = lay_out(replace(paper(NOTICE), issuers=("甲市人民政府", "乙市人民政府"))).top
    assert (joint.mark, joint.word) == (("甲市人民政府", "乙市人民政府"), "文件")


def test_urgency_copy_number_and_signers_stand_in_the_head() -> None:
    made = replace(
        paper(REQUEST), urgency="most-urgent", copy_number=12, signers=("李四", "王五六", "赵七")
    )
    top = lay_out(made).top
    assert [line.text for line in top.above] == ["000012", "特急"]
    assert [line.text.strip("　") for line in top.signers] == ["签发人：李四　王五六", "赵七"]


def test_the_word_of_a_request_is_the_offices_own() -> None:
    form = request(Bilingual("提请函", "letter of request"))
    finding = check(replace(paper(form), signers=()))[0]
    assert in_words(finding).message.zh == "提请函没有签发人"


def test_a_table_of_opinions_goes_out_with_a_letter_or_a_notice() -> None:
    assert lay_out(paper(opinions())).top.kind == "letter"
    assert lay_out(paper(opinions(NOTICE))).top.kind == "file"


def test_what_is_wide_stands_on_pages_of_its_own_and_back() -> None:
    body = (Paragraph("前文"), WIDE, Paragraph("后文"))
    sections = lay_out(replace(paper(NOTICE), body=body)).sections
    assert [section.wide for section in sections] == [False, True, False]
    annexed = lay_out(replace(paper(NOTICE), annexes=(Annex("表", (WIDE, Paragraph("注"))),)))
    assert [section.wide for section in annexed.sections] == [False, True, False]
    first = annexed.sections[1].parts[0]
    assert isinstance(first, Line)
    assert first.text == "附件"


def test_the_signature_goes_with_the_last_line_unless_that_is_the_only_one() -> None:
    kept = replace(paper(NOTICE), body=(Paragraph("第一段"), Paragraph("第二段")))
    sole = replace(paper(NOTICE), body=(Paragraph("仅一段"),))
    for made, expected in ((kept, ["第二段"]), (sole, [])):
        parts = lay_out(made).sections[0].parts
        assert [p.text for p in parts if isinstance(p, Line) and p.keep and p.text] == expected


def test_a_rehearsal_says_so_and_nothing_else_does() -> None:
    assert "演练" in lay_out(replace(paper(NOTICE), world="rehearsal")).world
    assert not lay_out(paper(NOTICE)).world
