"""From a paper to its layout: head, text, closing, annexes, record."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lianxi.documents.letters import em
from lianxi.documents.papers.blocks import set_blocks
from lianxi.documents.papers.layout import (
    BLANK,
    Grid,
    Hang,
    Layout,
    Line,
    Part,
    Record,
    Run,
    Section,
    Top,
    hung,
    line_of,
)
from lianxi.documents.papers.measures import (
    AREA_WIDTH_MM,
    CHARACTERS,
    LOOKS,
    PT_IN_MM,
    SEAL_ROW_MM,
    LineStyle,
)
from lianxi.documents.papers.paper import Align, Annex, Paper
from lianxi.documents.papers.titles import parted
from lianxi.documents.papers.unseen import one_line
from lianxi.documents.papers.words import (
    ANNEX,
    ANNEXES,
    COLON,
    COPIES,
    FILE,
    FULL_STOP,
    LIST_OF_ORGANS,
    OPEN_DATE,
    SEAL,
    SIGNER,
    URGENCY,
    WORLD,
    annex_number,
    day_in_words,
    printed_in_words,
)

_GAP = Line("blank", keep=True)
TEXT = ("body", "clause")
_MARK_MOST_PT, _MARK_LEAST_PT = 48.0, 22.0


def lay_out(paper: Paper) -> Layout:
    """The layout of a paper that `check` has no error of."""
    text = (*_opening(paper), *set_blocks(paper.body, paper.lang), *_annex_notes(paper))
    sections = list(_sections((*_kept(text, paper), *_closing(paper))))
    for count, annex in enumerate(paper.annexes, 1):
        if annex.blocks:
            head = _annex_head(annex, annex_number(count, len(paper.annexes), paper.lang))
            sections += _sections((*head, *set_blocks(annex.blocks, paper.lang)))
    return Layout(_top(paper), tuple(sections), _record(paper), WORLD[paper.world].in_(paper.lang))


def _top(paper: Paper) -> Top:
    above = []
    if paper.copy_number is not None:
        above.append(line_of("copy-number", f"{paper.copy_number:06d}"))
    if paper.urgency:
        above.append(line_of("urgency", URGENCY[paper.urgency].in_(paper.lang)))
    head = paper.form.head
    if head == "plain":
        return Top("plain", tuple(above))
    names, word = _mark(paper)
    longest = max(em(name) for name in names) + em(word) * 1.2
    room = AREA_WIDTH_MM * PT_IN_MM / longest
    return Top(
        "letter" if head == "letter" else "file",
        tuple(above),
        names,
        word,
        max(_MARK_LEAST_PT, min(_MARK_MOST_PT, int(room))),
        str(paper.number or ""),
        tuple(_signers(paper)),
    )


def _mark(paper: Paper) -> tuple[tuple[str, ...], str]:
    """The names in the head, and the word that stands beside all of them (7.2.4, 10.1, 10.3)."""
    if paper.mark:
        return (one_line(paper.mark),), ""
    names = tuple(one_line(name) for name in paper.issuers)
    match paper.form.head:
        case "letter":
            return names[:1], ""
        case "file":
            word = FILE.in_(paper.lang)
        case _:
            word = paper.form.word.in_(paper.lang)
    if len(names) > 1:
        return names, word
    if paper.lang == "en" and word:
        return (names[0], word.capitalize()), ""
    return (names[0] + word,), ""


def _signers(paper: Paper) -> Iterator[Line]:
    """Two to a line, first names below each other, and the last beside the number (7.2.6)."""
    label = SIGNER.in_(paper.lang) + COLON.in_(paper.lang)
    names = [one_line(name) for name in paper.signers]
    pairs = ["　".join(names[at : at + 2]) for at in range(0, len(names), 2)]
    widest = max(map(em, pairs), default=0)
    for at, pair in enumerate(pairs):
        said = Run(label if at == 0 else "　" * round(em(label)))
        yield Line("signer", (said, Run(pair + "　" * round(widest - em(pair)), "kaiti")))


def _opening(paper: Paper) -> Iterator[Line]:
    plain = paper.form.head == "plain"
    yield from () if plain else (BLANK, BLANK)
    yield _title("title", paper.title)
    yield BLANK
    if paper.recipients:
        lang = paper.lang
        organs = LIST_OF_ORGANS.in_(lang).join(map(one_line, paper.recipients))
        yield line_of("recipients", organs + COLON.in_(lang).rstrip())


def _title(style: LineStyle, title: str) -> Line:
    """A title, parted where it is longer than a line."""
    room = AREA_WIDTH_MM * PT_IN_MM / LOOKS[style].size_pt
    return line_of(style, "\n".join(parted(one_line(title), room)))


def _closing(paper: Paper) -> Iterator[Part]:
    if paper.form.signature == "dated":
        yield from (_GAP,) if len(paper.issuers) > 1 else (_GAP, _GAP)
        yield from _signature(paper)
    if paper.form.signature == "blank":
        yield from (_GAP, _GAP)
        who = one_line(paper.issuers[0]) if paper.issuers else ""
        yield Line("signature", (Run(who + SEAL.in_(paper.lang)),), right=4)
        yield Line("signature", (Run(OPEN_DATE.in_(paper.lang)),), right=4)
    if paper.notes.strip():
        opened, closed = ("（", "）") if paper.lang == "zh" else ("(", ")")
        yield line_of("notes", opened + one_line(paper.notes) + closed)


def _kept(text: tuple[Part | Section, ...], paper: Paper) -> tuple[Part | Section, ...]:
    """The signature stands on no page without text (7.3.5.5): the last line of it goes along.

    So do the names of annexes between the two. Not where that line is the only one there is: the
    first page must show some of the text (7.3.3).
    """
    said = [at for at, part in enumerate(text) if isinstance(part, Line) and part.style in TEXT]
    if paper.form.signature == "none" or len(said) < 2 or isinstance(text[-1], Section):
        return text
    from_ = said[-1]
    kept = (replace(part, keep=True) if isinstance(part, Line) else part for part in text[from_:])
    return (*text[:from_], *kept)


def _annex_notes(paper: Paper) -> Iterator[Line]:
    """What is annexed, named below the text without a full stop (7.3.4)."""
    if not paper.annexes:
        return
    yield BLANK
    titles = [one_line(annex.title) for annex in paper.annexes]
    if len(titles) == 1:
        yield hung("annex-note", ANNEX.in_(paper.lang) + COLON.in_(paper.lang), titles[0], 2)
        return
    label = ANNEXES.in_(paper.lang) + COLON.in_(paper.lang)
    number_at = 2 + em(label)
    text_at = number_at + 1 + 0.5 * len(str(len(titles)))
    for count, title in enumerate(titles, 1):
        said = f"{label}{count}." if count == 1 else f"{count}."
        at = 2 if count == 1 else number_at
        yield Line("annex-note", (Run(title),), hang=Hang(Run(said), at, text_at))


def _signature(paper: Paper) -> Iterator[Part]:
    """Who issues it, centred above the date, which stands four characters in (7.3.5.1)."""
    day = day_in_words(paper.dated, paper.lang)
    names = tuple(one_line(name) for name in paper.issuers)
    date_in = 4.0
    if len(names) == 1:
        half = em(names[0]) / 2
        centre = min(max(date_in + em(day) / 2, half), CHARACTERS / 2)
        date_in = centre - em(day) / 2
        yield Line("signature", (Run(names[0]),), right=max(centre - half, 0))
    elif names:
        yield _seals(names)
    yield Line("signature", (Run(day),), right=date_in)


def _seals(names: tuple[str, ...]) -> Grid:
    """Joint issuers in their order, up to three a row, each with room for its seal."""
    widest = max(map(em, names))
    across = next((count for count in (3, 2) if widest * count <= CHARACTERS), 1)
    centred: Align = "center"
    padded = names + ("",) * (-len(names) % across)
    rows = tuple(padded[at : at + across] for at in range(0, len(padded), across))
    return Grid(
        (AREA_WIDTH_MM / across,) * across,
        (centred,) * across,
        (),
        rows,
        ruled=False,
        row_mm=SEAL_ROW_MM,
    )


def _annex_head(annex: Annex, number: str) -> Iterator[Line]:
    """On the first and the third line of its page (7.3.7)."""
    yield line_of("annex-label", number)
    yield BLANK
    yield _title("annex-title", annex.title)
    yield BLANK


def _sections(parts: Iterable[Part | Section]) -> Iterator[Section]:
    """Cut a text where a page begins; a head that a wide table follows goes with the table."""
    upright: list[Part] = []
    for part in parts:
        if not isinstance(part, Section):
            upright.append(part)
            continue
        if part.wide and _head_alone(upright):
            yield Section((*upright, *part.parts), wide=True)
        else:
            if upright:
                yield Section(tuple(upright))
            yield part
        upright = []
    if upright:
        yield Section(tuple(upright))


def _head_alone(parts: list[Part]) -> bool:
    return (
        bool(parts)
        and all(
            isinstance(part, Line) and (part == BLANK or LOOKS[part.style].keep) for part in parts
        )
        and any(isinstance(part, Line) and part.style == "annex-label" for part in parts)
    )


def _record(paper: Paper) -> Record:
    lang = paper.lang
    lines = []
    if paper.copies:
        organs = LIST_OF_ORGANS.in_(lang).join(map(one_line, paper.copies))
        label = COPIES.in_(lang) + COLON.in_(lang)
        lines.append(hung("record", label, organs + FULL_STOP.in_(lang), 1))
    printed = printed_in_words(paper.printed, lang) if paper.printed else ""
    return Record(tuple(lines), one_line(paper.printer), printed, paper.form.printed)
