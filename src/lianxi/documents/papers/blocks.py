"""The blocks of a text as lines and tables: headings and clauses numbered, names listed."""

from collections.abc import Iterable, Iterator

from lianxi.documents.papers.layout import BLANK, Grid, Line, Part, Run, Section, hung, line_of
from lianxi.documents.papers.measures import OPEN_ROW_MM, SEAL_ROW_MM, LineStyle, widths_mm
from lianxi.documents.papers.paper import (
    Block,
    Clause,
    Heading,
    Paragraph,
    People,
    SignaturePage,
    Table,
)
from lianxi.documents.papers.unseen import one_line, seen
from lianxi.documents.papers.words import (
    COLON,
    DAY,
    LIST_OF_PEOPLE,
    OFFICE,
    OPEN_DAY,
    PARTY,
    PRESENCE,
    SEALED,
    SIGNATORY,
    SIGNATURE_PAGE,
    clause_number,
    day_in_words,
    heading_number,
)
from lianxi.kernel.bilingual import Lang

_HEADINGS: tuple[LineStyle, ...] = ("heading-1", "heading-2", "heading-3", "heading-4")


def set_blocks(blocks: Iterable[Block], lang: Lang) -> Iterator[Part | Section]:
    """The parts of a text; what needs pages of its own comes as a section."""
    headings = [0, 0, 0, 0]
    clauses = 0
    before: Block | None = None
    for block in blocks:
        match block:
            case Heading():
                yield _heading(block, headings, lang)
            case Clause():
                clauses += 1
                yield from _clause(block, clauses, lang)
            case People():
                yield from () if isinstance(before, People) else (BLANK,)
                yield _people(block, lang)
            case _:
                yield from _plainly(block, lang)
        before = block


def _plainly(block: Paragraph | Table | SignaturePage, lang: Lang) -> Iterator[Part | Section]:
    """What carries no number."""
    match block:
        case Paragraph(text=text):
            for said in _paragraphs(text):
                yield line_of("body", said)
        case Table(wide=True):
            yield Section(tuple(_table(block)), wide=True)
        case Table():
            yield from _table(block)
        case SignaturePage():
            title = line_of("annex-title", SIGNATURE_PAGE.in_(lang))
            yield Section((title, BLANK, _signing(block, lang)))


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in seen(text).split("\n") if line.strip()]


def _heading(heading: Heading, counts: list[int], lang: Lang) -> Line:
    level = heading.level - 1
    counts[level] += 1
    counts[level + 1 :] = [0] * (3 - level)
    number = heading_number(heading.level, counts[level], lang)
    return line_of(_HEADINGS[level], number + one_line(heading.text))


def _people(people: People, lang: Lang) -> Line:
    names = LIST_OF_PEOPLE.in_(lang).join(map(one_line, people.names))
    return hung("people", PRESENCE[people.presence].in_(lang) + COLON.in_(lang), names, 2, "heiti")


def _clause(clause: Clause, count: int, lang: Lang) -> Iterator[Line]:
    first, *more = _paragraphs(clause.text)
    gap = "　" if lang == "zh" else " "
    label = clause_number(count, lang) + gap
    if clause.title.strip():
        label += one_line(clause.title) + gap
    yield Line("clause", (Run(label, "heiti"), Run(first)))
    for text in more:
        yield line_of("body", text)


def _table(table: Table) -> Iterator[Part]:
    if table.title.strip():
        yield line_of("table-title", one_line(table.title))
    yield Grid(
        widths_mm(table),
        tuple(column.align for column in table.columns),
        tuple(one_line(column.title) for column in table.columns),
        tuple(tuple(seen(cell) for cell in row) for row in table.rows),
        row_mm=0 if all(map(any, table.rows)) else OPEN_ROW_MM,
    )


def _signing(page: SignaturePage, lang: Lang) -> Grid:
    """A line a party; what is not known is left open, to be written by hand."""
    rows = (
        (
            one_line(who.party),
            one_line(who.name),
            one_line(who.office),
            day_in_words(who.signed, lang) if who.signed else OPEN_DAY.in_(lang),
            "",
        )
        for who in page.signatories
    )
    heads = (PARTY, SIGNATORY, OFFICE, DAY, SEALED)
    return Grid(
        (34.0, 24.0, 28.0, 38.0, 32.0),
        ("left", "center", "center", "center", "center"),
        tuple(word.in_(lang) for word in heads),
        tuple(rows),
        row_mm=SEAL_ROW_MM,
    )
