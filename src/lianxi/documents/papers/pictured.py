"""Pictures in a docx: each takes the place of the paragraph that names it.

    paper = Paper(…, body=(…, Paragraph(place("各方得失", "zh")), …))
    pictured(to_docx(paper), {place("各方得失", "zh"): Picture(png, "…")}, paper.dated)

Where no picture is put, as in a PDF, the paragraph says which one belongs there.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import docx
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm

from lianxi.documents.archive import stamped
from lianxi.kernel.bilingual import Bilingual, Lang

WIDTH_MM = 150  # of the 156 mm between the margins of GB/T 9704-2012
PLACE = Bilingual("（图：{name}）", "(Chart: {name})")


@dataclass(frozen=True)
class Picture:
    """A picture, and what it says for who can't see it."""

    png: bytes
    about: str


def place(name: str, lang: Lang) -> str:
    """The paragraph that a picture takes the place of."""
    return PLACE.fill(name=name).in_(lang)


def pictured(content: bytes, pictures: Mapping[str, Picture], dated: date) -> bytes:
    """A docx with its pictures; the same bytes for the same."""
    document = docx.Document(io.BytesIO(content))
    for paragraph in document.paragraphs:
        picture = pictures.get(paragraph.text)
        if picture is None:
            continue
        paragraph.text = ""
        shape = paragraph.add_run().add_picture(io.BytesIO(picture.png), width=Mm(WIDTH_MM))
        shape._inline.docPr.set("descr", picture.about)  # there is no other way
        looks = paragraph.paragraph_format
        looks.line_spacing_rule = WD_LINE_SPACING.SINGLE  # a fixed height would cut it off
        looks.first_line_indent = Mm(0)
    made = io.BytesIO()
    document.save(made)
    return stamped(made.getvalue(), dated)
