"""A paper as docx: real styles with the names of the standard's fonts, for a word processor."""

import io
from datetime import datetime, time

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from lianxi.documents.archive import stamped
from lianxi.documents.papers.check import refuse_faulty
from lianxi.documents.papers.compose import lay_out
from lianxi.documents.papers.docx_page import furnish, letter_frame, page_properties
from lianxi.documents.papers.docx_tables import grid, joint_mark, mark_line, record_frame
from lianxi.documents.papers.layout import BLANK, Layout, Line, Run, Section, Top
from lianxi.documents.papers.measures import (
    AREA_WIDTH_MM,
    BELOW_LETTER_RULE_PT,
    LETTER_MARK_FROM_PAGE_TOP_MM,
    LINE_PT,
    LOOKS,
    MARK_BELOW_AREA_TOP_MM,
    PT_IN_MM,
    RED,
    RULE_BELOW_NUMBER_MM,
)
from lianxi.documents.papers.paper import Paper
from lianxi.documents.papers.unseen import one_line
from lianxi.documents.papers.wml import (
    characters,
    paragraph,
    rule,
    style_id,
    style_properties,
    twips,
    w,
)

_PROPERTY_MOST = 255  # letters, by the format
_KEPT_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}


def to_docx(paper: Paper) -> bytes:
    """The paper as docx, the same bytes for the same paper; PaperRefused where it has errors."""
    refuse_faulty(paper)
    layout = lay_out(paper)
    document = docx.Document()
    _set_up(document)
    body = document.element.body
    body.clear_content()
    last = body[-1]
    body.remove(last)
    for element in _content(layout):
        body.append(element)
    furnish(document, layout)
    _say_what_it_is(document, paper)
    content = io.BytesIO()
    document.save(content)
    return stamped(content.getvalue(), paper.dated)


def _content(layout: Layout) -> list[BaseOxmlElement]:
    """Every element of the body; the last one says what the last section's pages are like."""
    made = list(_top(layout.top))
    sections = list(layout.sections)
    if layout.record and sections[-1].wide:
        sections.append(Section((BLANK,)))
    for at, section in enumerate(sections):
        parts = [
            paragraph(part) if isinstance(part, Line) else grid(part) for part in section.parts
        ]
        last = at == len(sections) - 1
        if parts[-1].tag == qn("w:tbl"):
            parts.append(_after_table())
        if last and layout.record:
            parts[-1:-1] = record_frame(layout.record)
        made += parts
        pages = page_properties(wide=section.wide)
        if last:
            made.append(pages)
        else:
            _properties(parts[-1]).append(pages)
    return made


def _after_table() -> BaseOxmlElement:
    """A paragraph that nobody sees: a section can't end with a table."""
    return paragraph(BLANK, w("spacing", line=20, lineRule="exact"))


def _properties(of: BaseOxmlElement) -> BaseOxmlElement:
    found = of.find(qn("w:pPr"))
    assert isinstance(found, BaseOxmlElement)
    return found


def _top(top: Top) -> list[BaseOxmlElement]:
    match top.kind:
        case "plain":
            return [paragraph(line) for line in top.above]
        case "letter":
            return _letter_top(top)
        case _:
            return _file_top(top)


def _file_top(top: Top) -> list[BaseOxmlElement]:
    """The red head: 35 mm below the area's upper edge, two lines, the number, the red line."""
    made = [paragraph(line) for line in top.above]
    above = max(0, twips(mm=MARK_BELOW_AREA_TOP_MM) - len(top.above) * twips(pt=LINE_PT))
    # The space stands in a line of its own: a table can have none before it.
    made.append(paragraph(BLANK, w("spacing", line=above or 20, lineRule="exact")))
    if len(top.mark) > 1:
        made.append(joint_mark(top))
    else:
        made += [mark_line(name, top.mark_pt) for name in top.mark]
    made += [paragraph(BLANK), paragraph(BLANK)]
    red = w("pBdr", rule("bottom", "single", 1.5, RED, RULE_BELOW_NUMBER_MM * PT_IN_MM - 3))
    if not top.signers:
        made.append(paragraph(Line("number", (Run(top.number),)), red))
        return made
    for at, line in enumerate(top.signers):
        last = at == len(top.signers) - 1
        # A space and no indent: the red line would begin at an indent.
        number = Run(f"　{top.number if last else ''}\t", "fangsong")
        both = Line("signer", (number, *line.runs))
        right = w("tabs", w("tab", val="right", pos=twips(mm=AREA_WIDTH_MM) - characters(1)))
        made.append(paragraph(both, right, *([red] if last else [])))
    return made


def _letter_top(top: Top) -> list[BaseOxmlElement]:
    """A letter's head: the mark 30 mm below the paper's edge, the red double line, the number."""
    border = rule("bottom", "thickThinSmallGap", 3, RED, RULE_BELOW_NUMBER_MM * PT_IN_MM)
    frame = letter_frame(LETTER_MARK_FROM_PAGE_TOP_MM)
    made = [mark_line(top.mark[0], top.mark_pt, "center", frame, w("pBdr", border), high=1.05)]
    right = w("tabs", w("tab", val="right", pos=twips(mm=AREA_WIDTH_MM)))
    first, *more = top.above or (Line("number"),)
    runs = (*first.runs, Run(f"\t{top.number}", "fangsong"))
    before = w(
        "spacing", before=twips(pt=BELOW_LETTER_RULE_PT), line=twips(pt=LINE_PT), lineRule="exact"
    )
    made.append(paragraph(Line(first.style, runs), before, right, w("jc", val="left")))
    made += [paragraph(line) for line in more]
    return made


def _set_up(document: Document) -> None:
    """Our styles in place of the template's, and the settings of the pages."""
    styles = document.styles.element
    for old in styles.findall(qn("w:style")):
        if old.get(qn("w:styleId")) not in _KEPT_STYLES:
            styles.remove(old)
    plain = styles.find(f"{qn('w:style')}[@{qn('w:styleId')}='Normal']")
    assert plain is not None
    plain.extend(style_properties(LOOKS["blank"]))
    for look in LOOKS.values():
        style = w("style", w("name", val=_built_in(look.name)), w("basedOn", val="Normal"))
        style.set(qn("w:type"), "paragraph")
        style.set(qn("w:styleId"), style_id(look))
        style.extend([w("qFormat"), *style_properties(look)])
        styles.append(style)
    settings = document.settings.element
    document.settings.odd_and_even_pages_header_footer = True
    settings.insert(1, w("mirrorMargins"))
    language = settings.find(qn("w:themeFontLang"))
    assert language is not None
    language.set(qn("w:eastAsia"), "zh-CN")
    default = styles.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert default is not None
    default.set(qn("w:eastAsia"), "zh-CN")


def _built_in(name: str) -> str:
    """Word writes the names of its own headings small."""
    return name.lower() if name.startswith("Heading") else name


def _say_what_it_is(document: Document, paper: Paper) -> None:
    """The file's own properties, of the paper's day and of no clock."""
    about = document.core_properties
    day = datetime.combine(paper.dated, time())
    about.created = about.modified = day
    about.title = one_line(paper.title)[:_PROPERTY_MOST]
    about.subject = str(paper.number or "")[:_PROPERTY_MOST]
    about.category = paper.form.word.in_(paper.lang)
    about.author = about.last_modified_by = one_line("，".join(paper.issuers))[:_PROPERTY_MOST]
    about.language = "zh-CN" if paper.lang == "zh" else "en-GB"
    about.comments = about.keywords = ""
    about.revision = 1
