"""WordprocessingML in small: elements made from data, so that no text is ever markup."""

from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from lianxi.documents.papers.layout import Line, Run
from lianxi.documents.papers.measures import (
    CHARACTER_PT,
    CLOSER_PT,
    FACES,
    LATIN,
    LOOKS,
    RED,
    Face,
    Look,
)

# The order that the schema asks of a paragraph's properties (ISO/IEC 29500-1, 17.3.1.26).
_ORDER = (
    "pStyle keepNext framePr widowControl pBdr shd tabs overflowPunct autoSpaceDE autoSpaceDN "
    "snapToGrid spacing ind jc outlineLvl"
).split()


def w(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """An element of the main namespace, its attributes of it too.

    >>> w("jc", val="center").get(qn("w:val"))
    'center'
    """
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def twips(*, mm: float = 0, pt: float = 0) -> int:
    """A length in twentieths of a point.

    >>> twips(mm=210), twips(pt=28.95)
    (11906, 579)
    """
    return round(mm * 1440 / 25.4 + pt * 20)


def characters(count: float) -> int:
    """The width of so many characters of the body, in twips."""
    return twips(pt=count * CHARACTER_PT)


def rule(side: str, kind: str, pt: float, color: str, space_pt: float = 0) -> BaseOxmlElement:
    """One side of a border; its strength counts in eighths of a point."""
    return w(side, val=kind, sz=round(pt * 8), space=round(space_pt), color=color)


def run(piece: Run, look: Look, size_pt: float | None = None) -> BaseOxmlElement:
    """A piece of text; ends of lines and tabs in it are kept as such."""
    made = w("r")
    if (piece.face and piece.face != look.face) or size_pt:
        made.append(_run_properties(piece.face, size_pt))
    for at, text in enumerate(piece.text.split("\n")):
        if at:
            made.append(w("br"))
        for column, part in enumerate(text.split("\t")):
            if column:
                made.append(w("tab"))
            made.append(_text(part))
    return made


def _run_properties(face: Face | None, size_pt: float | None) -> BaseOxmlElement:
    made = w("rPr")
    if face:
        made.append(fonts(face))
    if size_pt:
        made.extend([w("sz", val=round(size_pt * 2)), w("szCs", val=round(size_pt * 2))])
    return made


def _text(text: str) -> BaseOxmlElement:
    made = w("t")
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made


def fonts(face: Face) -> BaseOxmlElement:
    """The fonts of a face: its own for Chinese, one for Latin letters and figures."""
    name = FACES[face]
    latin = name if face == "songti" else LATIN
    return w("rFonts", ascii=latin, hAnsi=latin, eastAsia=name, cs=LATIN, hint="eastAsia")


def field(instruction: str) -> BaseOxmlElement:
    """A field that the word processor fills, with a first value."""
    return w("fldSimple", w("r", _text("1")), instr=instruction)


def paragraph(
    line: Line, *properties: BaseOxmlElement, more: Iterable[BaseOxmlElement] = ()
) -> BaseOxmlElement:
    """A line as a paragraph of its style; `properties` go before what the style says."""
    look = LOOKS[line.style]
    given = [w("pStyle", val=style_id(look)), *properties, *_indents(line)]
    if line.keep:
        given.append(w("keepNext"))
    given.sort(key=lambda element: _ORDER.index(element.tag.rpartition("}")[2]))
    made = w("p", w("pPr", *given))
    if line.hang:
        made.append(run(line.hang.label, look))
        if line.hang.tabbed:
            made.append(w("r", w("tab")))
    made.extend(run(piece, look) for piece in line.runs)
    made.extend(more)
    return made


def _indents(line: Line) -> list[BaseOxmlElement]:
    if line.hang:
        hanging = characters(line.hang.text_at - line.hang.at)
        right = characters(line.hang.at) if line.style == "record" else 0
        left = characters(line.hang.text_at)
        return [w("ind", left=left, right=right, hanging=hanging)]
    return [w("ind", right=characters(line.right))] if line.right else []


def style_id(look: Look) -> str:
    """The id of a style: its name without spaces."""
    return look.name.replace(" ", "")


def style_properties(look: Look) -> tuple[BaseOxmlElement, BaseOxmlElement]:
    """What a style says of its paragraphs and of their letters."""
    made = [
        w("widowControl", val=0),  # 22 lines stand on every page
        w("overflowPunct", val=1),
        w("autoSpaceDE", val=0),
        w("autoSpaceDN", val=0),
        w("snapToGrid", val=0),
        w("spacing", before=0, after=0, line=twips(pt=look.line_pt), lineRule="exact"),
        w("jc", val=look.align),
    ]
    if look.keep:
        made.append(w("keepNext"))
    if look.first:
        made.append(w("ind", firstLine=characters(look.first)))
    elif look.left:
        made.append(w("ind", left=characters(look.left)))
    if look.level:
        made.append(w("outlineLvl", val=look.level - 1))
    made.sort(key=lambda element: _ORDER.index(element.tag.rpartition("}")[2]))
    letters = [fonts(look.face)]
    if look.red:
        letters.append(w("color", val=RED))
    if look.size_pt == 16:
        letters.append(w("spacing", val=round(CLOSER_PT * 20)))
    size = round(look.size_pt * 2)
    letters += [w("sz", val=size), w("szCs", val=size), w("lang", val="en-US", eastAsia="zh-CN")]
    return w("pPr", *made), w("rPr", *letters)
