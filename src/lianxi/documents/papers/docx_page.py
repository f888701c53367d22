"""Pages of a docx: their size and edges, page numbers at the outer edge, a rehearsal's header."""

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section as Pages
from docx.section import _BaseHeaderFooter as Furniture

from lianxi.documents.papers.docx_tables import page_number, standing_number
from lianxi.documents.papers.layout import Layout, Line, Run
from lianxi.documents.papers.measures import (
    AREA_WIDTH_MM,
    BINDING_MM,
    BOTTOM_MM,
    HEADER_MM,
    LETTER_FOOT_RULE_FROM_PAGE_BOTTOM_MM,
    LETTER_RULE_MM,
    LINE_PT,
    LOOKS,
    OUTER_MM,
    PAGE_HEIGHT_MM,
    PAGE_NUMBER_BELOW_AREA_MM,
    PAGE_WIDTH_MM,
    RED,
    TOP_MM,
)
from lianxi.documents.papers.wml import characters, paragraph, rule, twips, w

# The dash of a page number stands half a line below the top of its line.
_HALF_NUMBER_MM = LOOKS["page-number"].line_pt / 2 * 25.4 / 72
_FOOTER_MM = BOTTOM_MM - PAGE_NUMBER_BELOW_AREA_MM - _HALF_NUMBER_MM


def page_properties(*, wide: bool) -> BaseOxmlElement:
    """The size and the edges of a section's pages; one turned across keeps its edges on paper."""
    if wide:
        size = w("pgSz", w=twips(mm=PAGE_HEIGHT_MM), h=twips(mm=PAGE_WIDTH_MM), orient="landscape")
        edges = {"top": BINDING_MM, "right": TOP_MM, "bottom": OUTER_MM, "left": BOTTOM_MM}
    else:
        size = w("pgSz", w=twips(mm=PAGE_WIDTH_MM), h=twips(mm=PAGE_HEIGHT_MM))
        edges = {"top": TOP_MM, "right": OUTER_MM, "bottom": BOTTOM_MM, "left": BINDING_MM}
    margins = {side: twips(mm=length) for side, length in edges.items()}
    return w(
        "sectPr",
        w("type", val="nextPage"),
        size,
        w("pgMar", **margins, header=twips(mm=HEADER_MM), footer=twips(mm=_FOOTER_MM), gutter=0),
        w("docGrid", type="lines", linePitch=twips(pt=LINE_PT)),
    )


def furnish(document: Document, layout: Layout) -> None:
    """Headers and footers of every section; those of a like page are taken over."""
    before: bool | None = None
    for at, (pages, section) in enumerate(zip(document.sections, _widths(document), strict=True)):
        if at == 0:
            _head(pages, layout)
        if section != before:
            _foot(pages, wide=section)
        before = section


def _widths(document: Document) -> list[bool]:
    return [pages.page_width > pages.page_height for pages in document.sections]  # type: ignore[operator]


def _head(pages: Pages, layout: Layout) -> None:
    letter = layout.top.kind == "letter"
    pages.different_first_page_header_footer = letter
    for header in (pages.header, pages.even_page_header):
        _put(header, paragraph(Line("world", (Run(layout.world),))))
    if letter:
        _put(pages.first_page_header, paragraph(Line("world", (Run(layout.world),))))
        _put(pages.first_page_footer, _letter_foot(), paragraph(Line("page-number")))


def _foot(pages: Pages, *, wide: bool) -> None:
    """Odd pages have their number at the right, even ones at the left, one character in."""
    if wide:
        odd = standing_number(OUTER_MM, AREA_WIDTH_MM, "right")
        even = standing_number(OUTER_MM, AREA_WIDTH_MM, "left")
        _put(pages.footer, odd, paragraph(Line("page-number")))
        _put(pages.even_page_footer, even, paragraph(Line("page-number")))
        return
    right = paragraph(Line("page-number", right=1), w("jc", val="right"), more=page_number())
    left = paragraph(
        Line("page-number"), w("ind", left=characters(1)), w("jc", val="left"), more=page_number()
    )
    _put(pages.footer, right)
    _put(pages.even_page_footer, left)


def _letter_foot() -> BaseOxmlElement:
    """The second red double line of a letter, on its first page alone (10.1)."""
    return paragraph(
        Line("page-number"),
        letter_frame(PAGE_HEIGHT_MM - LETTER_FOOT_RULE_FROM_PAGE_BOTTOM_MM),
        w("pBdr", rule("bottom", "thinThickSmallGap", 3, RED)),
        w("spacing", line=20, lineRule="exact"),
    )


def letter_frame(y_mm: float) -> BaseOxmlElement:
    """A frame as wide as a letter's red lines, so far below the upper edge of the page."""
    return w(
        "framePr",
        w=twips(mm=LETTER_RULE_MM),
        wrap="notBeside",
        vAnchor="page",
        hAnchor="page",
        xAlign="center",
        y=twips(mm=y_mm),
    )


def _put(furniture: Furniture, *elements: BaseOxmlElement) -> None:
    """Make the furniture hold these elements alone."""
    furniture.is_linked_to_previous = False
    root = furniture._element
    for old in root.findall(qn("w:p")):
        root.remove(old)
    root.extend(elements)
