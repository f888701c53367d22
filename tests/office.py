"""A small office and what it writes: papers for the tests of documents."""

from dataclasses import replace
from datetime import date

from lianxi.documents.papers.form import FORMS, Form
from lianxi.documents.papers.number import Number
from lianxi.documents.papers.paper import (
    Annex,
    Clause,
    Column,
    Heading,
    Paper,
    Paragraph,
    Signatory,
    SignaturePage,
    Table,
)

DAY = date(2026, 11, 22)
NUMBER = Number("湖办", 2026, 12)
COLUMNS = (Column("城市"), Column("意见", 3), Column("采纳"))
WIDE = Table(COLUMNS, (("甲市", "第三条改为按月报送。", "采纳"),), "汇总表", wide=True)

HOSTILE = '#read("/etc/passwd") $x$ *b* _i_ \\ [c] <d> @e `f` // /* & "q" ~ \\u{41} #(1+1)'


def paper(form: Form) -> Paper:
    """A paper of this form that lacks nothing."""
    made = Paper(
        form,
        "关于报送进展情况的材料",
        ("湖区合作办公室",),
        (Heading("总体情况"), Paragraph("请各市于12月10日前报送。")),
        DAY,
        "live",
        notes="联系人：张三，电话：0571-87654321",
    )
    if form.numbered:
        made = replace(made, number=NUMBER)
    if form.recipients == "must":
        made = replace(made, recipients=("湖区议会",))
    if form.upward:
        made = replace(made, signers=("李四",))
    if form.printed:
        made = replace(made, printer="湖区合作办公室", printed=DAY, copies=("各市",))
    if form.signature_page == "must":
        parties = (Signatory("甲市人民政府", "王五", "市长", DAY), Signatory("乙市人民政府"))
        made = replace(
            made, issuers=(), body=(Clause("本协议自签署之日起生效。"), SignaturePage(parties))
        )
    if form.annexed_table:
        made = replace(made, annexes=(Annex("意见汇总采纳表", (WIDE,)),))
    return made


PAPERS = {key: paper(form) for key, form in FORMS.items()}
