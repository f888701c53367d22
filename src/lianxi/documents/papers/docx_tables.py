"""Tables of a docx: those of the text, and those that stand fast on the page."""

from docx.oxml.xmlchemy import BaseOxmlElement

from lianxi.documents.letters import em
from lianxi.documents.papers.layout import Grid, Line, Record, Run, Top
from lianxi.documents.papers.measures import (
    AREA_WIDTH_MM,
    BOTTOM_MM,
    LOOKS,
    PAGE_NUMBER_BELOW_AREA_MM,
    PT_IN_MM,
    THICK_RULE_MM,
    THIN_RULE_MM,
    LineStyle,
)
from lianxi.documents.papers.paper import Align
from lianxi.documents.papers.wml import characters, field, paragraph, rule, run, twips, w

_BLACK = "000000"
_MARGIN_MM = 1.5


def grid(table: Grid) -> BaseOxmlElement:
    """A table of the text: its head is repeated on every page."""
    made = w("tbl", _properties(table), _columns(table.widths))
    if table.head:
        made.append(_row(table, table.head, "cell-head", head=True))
    style: LineStyle = "cell" if table.ruled else "signature"
    for cells, parted in zip(table.rows, table.parted, strict=True):
        made.append(_row(table, cells, style, whole=not parted))
    return made


def _properties(table: Grid) -> BaseOxmlElement:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders")
    if table.ruled:
        borders.extend(rule(side, "single", 0.5, _BLACK) for side in sides)
    margin = twips(mm=_MARGIN_MM if table.ruled else 0)
    return w(
        "tblPr",
        w("tblW", w=twips(mm=sum(table.widths)), type="dxa"),
        w("jc", val="center"),
        borders,
        w("tblLayout", type="fixed"),
        w("tblCellMar", *(w(side, w=margin, type="dxa") for side in ("left", "right"))),
    )


def _columns(widths: tuple[float, ...]) -> BaseOxmlElement:
    return w("tblGrid", *(w("gridCol", w=twips(mm=width)) for width in widths))


def _row(
    table: Grid,
    cells: tuple[str, ...],
    style: LineStyle,
    *,
    head: bool = False,
    whole: bool = True,
) -> BaseOxmlElement:
    properties = w("trPr")
    if whole:
        properties.append(w("cantSplit"))
    if table.row_mm and not head:
        properties.append(w("trHeight", val=twips(mm=table.row_mm), hRule="atLeast"))
    if head:
        properties.append(w("tblHeader"))
    made = w("tr", properties)
    for width, align, text in zip(table.widths, table.aligns, cells, strict=True):
        made.append(_cell(width, "center" if head else align, text, style))
    return made


def _cell(width: float, align: Align, text: str, style: LineStyle) -> BaseOxmlElement:
    said = paragraph(Line(style, (Run(text),)), w("jc", val=align))
    size = w("tcW", w=twips(mm=width), type="dxa")
    return w("tc", w("tcPr", size, w("vAlign", val="center")), said)


def joint_mark(top: Top) -> BaseOxmlElement:
    """The names of joint issuers, one below the other, and the one word right of them (7.2.4)."""
    word_mm = em(top.word) * top.mark_pt * 1.2 / PT_IN_MM
    names_mm = max(map(em, top.mark)) * top.mark_pt * 1.04 / PT_IN_MM
    spread = "distribute" if top.word else "center"
    cells = [_standing(names_mm, [mark_line(name, top.mark_pt, spread) for name in top.mark])]
    widths = [names_mm]
    if top.word:
        cells.append(_standing(word_mm, [mark_line(top.word, top.mark_pt)]))
        widths.append(word_mm)
    return w("tbl", _bare(sum(widths)), _columns(tuple(widths)), w("tr", *cells))


def mark_line(
    text: str,
    size_pt: float,
    align: str = "center",
    *properties: BaseOxmlElement,
    high: float = 1.25,
) -> BaseOxmlElement:
    """A line of the head in its own size, and so many times as high."""
    made = paragraph(
        Line("mark"),
        w("spacing", line=twips(pt=size_pt * high), lineRule="exact"),
        w("jc", val=align),
        *properties,
    )
    made.append(run(Run(text), LOOKS["mark"], size_pt))
    return made


def record_frame(record: Record) -> list[BaseOxmlElement]:
    """The record, on the lower edge of the type area of the page that its anchor is on (7.4)."""
    texts = [paragraph(line, _record_place()) for line in record.lines]
    if record.printer:
        texts.append(_printer(record))
    if not record.ruled:
        return texts
    framed = [_record_rule(THICK_RULE_MM)]
    for at, text in enumerate(texts, 1):
        framed += [text, _record_rule(THICK_RULE_MM if at == len(texts) else THIN_RULE_MM)]
    return framed


def _record_place() -> BaseOxmlElement:
    """Where every paragraph of the record stands: those of one place make one frame."""
    return w(
        "framePr",
        w=twips(mm=AREA_WIDTH_MM),
        wrap="notBeside",
        vAnchor="margin",
        hAnchor="margin",
        xAlign="left",
        yAlign="bottom",
    )


def _record_rule(thick_mm: float) -> BaseOxmlElement:
    """A black line as wide as the type area: no border, for those of a frame must be alike."""
    return paragraph(
        Line("record"),
        _record_place(),
        w("shd", val="clear", color="auto", fill=_BLACK),
        w("spacing", line=twips(mm=thick_mm), lineRule="exact"),
    )


def _printer(record: Record) -> BaseOxmlElement:
    """Who printed it, one character in; on which day, one character from the right (7.4.3)."""
    right = twips(mm=AREA_WIDTH_MM) - characters(1)
    return paragraph(
        Line("record", (Run(f"{record.printer}\t{record.printed}"),)),
        _record_place(),
        w("tabs", w("tab", val="right", pos=right)),
        w("ind", left=characters(1)),
    )


def standing_number(y_mm: float, height_mm: float, align: str) -> BaseOxmlElement:
    """The page number of a page turned across: where it is on the others, as paper is held (8)."""
    in_from = w("ind", **{align: characters(1)})
    number = paragraph(Line("page-number"), in_from, w("jc", val=align), more=page_number())
    properties = _bare(16 / PT_IN_MM)
    properties.insert(
        0,
        w(
            "tblpPr",
            vertAnchor="page",
            horzAnchor="page",
            tblpX=twips(mm=BOTTOM_MM - PAGE_NUMBER_BELOW_AREA_MM - 3),
            tblpY=twips(mm=y_mm),
        ),
    )
    cell = w(
        "tcPr",
        w("tcW", w=twips(pt=16), type="dxa"),
        w("textDirection", val="tbRl"),
    )
    height = w("trPr", w("trHeight", val=twips(mm=height_mm), hRule="exact"))
    return w(
        "tbl",
        properties,
        w("tblGrid", w("gridCol", w=twips(pt=16))),
        w("tr", height, w("tc", cell, number)),
    )


def page_number() -> list[BaseOxmlElement]:
    """The number between two dashes (7.5)."""
    look = LOOKS["page-number"]
    return [run(Run("— "), look), field("PAGE"), run(Run(" —"), look)]


def _bare(width_mm: float) -> BaseOxmlElement:
    """What a table without lines says of itself."""
    return w(
        "tblPr",
        w("tblW", w=twips(mm=width_mm), type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=0, type="dxa")),
    )


def _standing(width_mm: float, lines: list[BaseOxmlElement]) -> BaseOxmlElement:
    size = w("tcW", w=twips(mm=width_mm), type="dxa")
    return w("tc", w("tcPr", size, w("vAlign", val="center")), *lines)
