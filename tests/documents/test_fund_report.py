"""The report on a fund's year: its figures by hand, as paper and as workbook."""

import io
from datetime import date
from decimal import Decimal

from docx import Document
from openpyxl import load_workbook

from fund_years import AUDIT, CLOSE, DRAFTED, SETTLE, accepted, after
from lianxi.documents.fund_report.book import workbook
from lianxi.documents.fund_report.part import Facts, Part, as_account, in_cell
from lianxi.documents.fund_report.report import parts, title
from lianxi.documents.papers.docx import to_docx
from lianxi.documents.papers.form import SUMMARY
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.ledger.account import Account, own
from lianxi.ledger.annual import annual
from lianxi.ledger.hold import Hold
from lianxi.ledger.transfer import Booked, move
from lianxi.portal.papers.composing import Setting, drafted

FUND = "pier-fund"
CASH, DUE = own(FUND, "cash"), Account(FUND, "990100", "due")
PIER = Account(FUND, "990200", "granted", "pier")
BOOKS = [
    Booked(n, move(same(words), date(2025, n, 1), amount, source, target), "", f"d{n}")
    for n, (words, amount, source, target) in enumerate(
        [
            ("应缴", 100_000, own(FUND, "levied"), DUE),
            ("缴款", 80_000, DUE, CASH),
            ("拨付", 45_000, CASH, PIER),
            ("核销", 30_000, PIER, Account(FUND, "990200", "spent", "pier")),
        ],
        1,
    )
]
NAMES = {"990100": Bilingual("东镇", "Easton"), "990200": Bilingual("西镇", "Weston")}
FACTS = Facts(
    after(DRAFTED, SETTLE, CLOSE, AUDIT, *accepted()),
    annual(FUND, 2025, BOOKS),
    [(1, Hold(CASH, PIER, 5_000, date(2025, 11, 1), same("预留")))],
    (4, "sha256:4"),
    date(2026, 2, 1),
    lambda id_: NAMES.get(id_, same(id_)),
)


def part(name: str) -> Part:
    """A part by its English title."""
    return next(each for each in parts(FACTS) if each.title.en == name)


def cells(name: str) -> list[list[str]]:
    """Its rows as they read in English."""
    return [[in_cell(cell).en for cell in row] for row in part(name).rows]


def test_the_figures_are_those_of_the_year() -> None:
    assert cells("Income, spending and surplus") == [
        ["contributions levied", "1,000.00", "1,000.00", "0.00"],
        ["income in all", "1,000.00", "1,000.00", "0.00"],
        ["spent", "", "300.00", ""],
        ["left over by the year", "", "700.00", ""],
        ["surplus before", "", "0.00", ""],
        ["surplus carried over", "", "700.00", ""],
    ]
    assert cells("Contributions") == [
        ["Easton", "0.00", "1,000.00", "0.00", "800.00", "200.00", "2025-01-01"],
        ["in all", "0.00", "1,000.00", "0.00", "800.00", "200.00", ""],
    ]
    assert cells("Grants")[0][3:] == ["0.00", "450.00", "300.00", "0.00", "150.00"]
    assert cells("Budget") == [
        ["pier", "500.00", "450.00", "50.00"],
        ["in all", "600.00", "450.00", "150.00"],
    ]
    assert cells("Set aside at the year's end")[0][-1] == "50.00"
    assert cells("Audit, and what was mended")[1][5] == (
        "transfer 2 was taken back by 7, and booked anew as 8: 已收回"
    )
    assert (cells("Accounts")[1][:2]) == [
        "pier-fund:990200:granted:pier",
        "Weston · granted, not yet accounted for · pier",
    ]
    assert len(cells("Every transfer")) == 8


def test_its_paper_and_its_workbook_say_the_same() -> None:
    made = as_account(title(FACTS), parts(FACTS))
    setting = Setting(("湖区议会",), date(2026, 2, 1), "live")
    paper = Document(io.BytesIO(to_docx(drafted(made, SUMMARY, setting))))
    text = "\n".join(
        [each.text for each in paper.paragraphs]
        + [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    )
    for said in (
        "码头资金2025年度收支和使用情况报告",
        "累计结余700.00元",
        "详见附件1。",
        "sha256:4",
    ):
        assert said in text, said
    book = load_workbook(io.BytesIO(workbook(title(FACTS), parts(FACTS), "zh", date(2026, 2, 1))))
    dues = book["缴款"]
    assert [cell.value for cell in dues[2]][1:6] == [0, 1000, 0, 800, 200]
    assert dues["C2"].number_format == "#,##0.00"
    assert sum(Decimal(str(row[-1].value)) for row in book["科目余额"].iter_rows(2)) == 0
