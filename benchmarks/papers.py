"""How long a document of the office takes, beside the bare library on as much text.

The paper is a notice of a few pages with a table of 100 rows. The bare docx is python-docx
given the same paragraphs and cells in its default styles; the bare PDF is Typst given the same
texts as one markup file, without head, record or page numbers. Prints medians of one run; the
figure to read is the ratio.
"""

import io
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import typst

from lianxi.documents.papers.docx import to_docx
from lianxi.documents.papers.form import NOTICE
from lianxi.documents.papers.number import Number
from lianxi.documents.papers.paper import Column, Heading, Paper, Paragraph, Table
from lianxi.documents.papers.pdf import FAMILIES, to_pdf

FONTS = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts")
ROUNDS = 9
TEXT = (
    "请各市对照重点合作事项清单，逐项报送进展情况、存在困难和下一步安排，由牵头单位汇总后报送。" * 3
)
TEXTS = [TEXT] * 2
HEAD = ["序号", "城市", "事项", "进展"]
ROWS = [[str(n), f"第{n}市", "异地就医结算", "按计划推进"] for n in range(1, 101)]

PAPER = Paper(
    NOTICE,
    "关于报送重点合作事项进展情况的通知",
    ("湖区合作办公室",),
    (
        *(block for text in TEXTS for block in (Heading("有关要求"), Paragraph(text))),
        Table(tuple(map(Column, HEAD)), tuple(map(tuple, ROWS))),
    ),
    date(2026, 11, 22),
    "rehearsal",
    number=Number("湖办", 2026, 12),
    recipients=("各市",),
    copies=("湖区议会",),
    printer="湖区合作办公室",
    printed=date(2026, 11, 22),
)


def milliseconds(work: Callable[[], object]) -> float:
    """The median time of some work, after one round that is not counted."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def bare_docx() -> bytes:
    """The same texts by python-docx, as its own manual does it."""
    document = docx.Document()
    for text in TEXTS:
        document.add_heading("有关要求")
        document.add_paragraph(text)
    table = document.add_table(rows=len(ROWS) + 1, cols=len(HEAD))
    for row, values in zip(table.rows, [HEAD, *ROWS], strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def bare_pdf() -> bytes:
    """The same texts by Typst, as markup."""
    families = [name for names in FAMILIES.values() for name in names]
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
    there = next(name for name in families if name in fonts.families())
    texts = "\n\n".join(f"= 有关要求\n{text}" for text in TEXTS)
    cells = ", ".join(f"[{value}]" for row in [HEAD, *ROWS] for value in row)
    markup = f'#set text(font: "{there}", size: 16pt)\n{texts}\n#table(columns: 4, {cells})'
    made = typst.Compiler(markup.encode(), font_paths=fonts).compile(format="pdf")
    assert isinstance(made, bytes)
    return made


def main() -> None:
    """Measure and print."""
    pages = to_pdf(PAPER, FONTS).count(b"/MediaBox")
    print(f"a notice of {pages} pages with a table of {len(ROWS)} rows")
    pairs: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
        ("docx", lambda: to_docx(PAPER), bare_docx),
        ("PDF", lambda: to_pdf(PAPER, FONTS), bare_pdf),
    ]
    for name, ours, bare in pairs:
        mine, theirs = milliseconds(ours), milliseconds(bare)
        print(
            f"{name:5} {mine:7.1f} ms   bare library {theirs:7.1f} ms   ratio {mine / theirs:4.1f}"
        )


if __name__ == "__main__":
    main()
