"""What a paper lacks or should not have: findings, in the words of the office.

A mark of secrecy refuses it (kernel/classified.py); what can't be seen or printed is left out,
and said. Errors stop the renderers; notices don't.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from lianxi.documents.papers.measures import COLUMN_LEAST_MM, widths_mm
from lianxi.documents.papers.paper import (
    Annex,
    Block,
    Clause,
    Heading,
    Paper,
    Paragraph,
    People,
    SignaturePage,
    Table,
)
from lianxi.documents.papers.texts import TEXTS, PaperRefused
from lianxi.documents.papers.unseen import seen, unseen
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.classified import marking
from lianxi.kernel.finding import Finding, Place

_FILE = "paper"

_TITLE = Bilingual("标题", "title")
_ISSUER = Bilingual("发文机关", "issuing body")
_BODY = Bilingual("正文", "body")
_RECIPIENTS = Bilingual("主送机关", "main recipients")
_SIGNER = Bilingual("签发人", "signer")
_COPIES = Bilingual("抄送机关", "organs that get copies")
_NUMBER = Bilingual("发文字号", "number")
_PRINTER = Bilingual("印发机关和印发日期", "record of printing")
_PRINTER_WHOLE = Bilingual("印发机关（或印发日期）", "organ (or day) of its printing")
_SIGNATURE_PAGE = Bilingual("签署页", "signature page")
_SIGNATORY = Bilingual("签署方", "signatory")
_NAMES = Bilingual("名单", "list of names")
_HEADING = Bilingual("层次标题", "heading")
_PARAGRAPH = Bilingual("段落", "paragraph")
_CLAUSE = Bilingual("条款", "clause")
_ANNEX = Bilingual("附件名称", "title of an annex")

_MOST_COPIES = 999_999


def check(paper: Paper) -> tuple[Finding, ...]:
    """Everything found in a paper, errors and notices, in the order of its parts."""
    return (*_secrets(paper), *_parts(paper), *_customs(paper), *_blocks(paper), *_unseen(paper))


def refuse_faulty(paper: Paper) -> None:
    """Raise PaperRefused with the errors of a paper that has any."""
    errors = tuple(finding for finding in check(paper) if finding.severity == "error")
    if errors:
        raise PaperRefused(errors)


def _found(code: str, key: str, **values: Bilingual | str | int) -> Finding:
    return Finding(TEXTS[code].severity, code, Place(_FILE, key), values)


def _secrets(paper: Paper) -> Iterator[Finding]:
    for key, text in _texts(paper, ""):
        mark = marking(text)
        if mark:
            yield _found("paper.classified", key, level=mark.words)


def _unseen(paper: Paper) -> Iterator[Finding]:
    for key, text in _texts(paper, ""):
        codes = unseen(text)
        if codes:
            yield _found("paper.unseen", key, text=seen(text)[:20], n=codes)


def _parts(paper: Paper) -> Iterator[Finding]:
    """Each part of the paper against what its form must, may or may never have."""
    form = paper.form
    page = any(isinstance(block, SignaturePage) for block in paper.blocks)
    parts = (
        ("title", _TITLE, "must", not _empty(paper.title)),
        ("issuers", _ISSUER, "may" if form.head == "plain" else "must", bool(paper.issuers)),
        ("body", _BODY, "must", bool(paper.body)),
        ("recipients", _RECIPIENTS, form.recipients, bool(paper.recipients)),
        ("signers", _SIGNER, form.signer, bool(paper.signers)),
        ("number", _NUMBER, "may" if form.numbered else "never", paper.number is not None),
        ("printer", _PRINTER, "may" if form.printed else "never", bool(paper.printer)),
        ("body", _SIGNATURE_PAGE, form.signature_page, page),
    )
    for key, field, rule, there in parts:
        if rule == "must" and not there:
            yield _found("paper.lacks", key, form=form.word, field=field)
        if rule == "never" and there:
            yield _found("paper.strange", key, form=form.word, field=field)
    lists = {
        "issuers": _ISSUER,
        "recipients": _RECIPIENTS,
        "signers": _SIGNER,
        "copies": _COPIES,
    }
    for key, field in lists.items():
        if any(map(_empty, getattr(paper, key))):
            yield _found("paper.blank", key, field=field)


def _customs(paper: Paper) -> Iterator[Finding]:
    """What the rules for documents ask beyond their parts."""
    form = paper.form
    if form.numbered and paper.number is None:
        yield _found("paper.unnumbered", "number", form=form.word)
    if form.upward and len(paper.recipients) > 1:
        yield _found("paper.recipients-many", "recipients", form=form.word, n=len(paper.recipients))
    if form.key == "request" and _empty(paper.notes):
        yield _found("paper.contact", "notes", form=form.word)
    if form.annexed_table and not any(map(_wide, paper.annexes)):
        yield _found("paper.annexed-table", "annexes", form=form.word)
    if bool(paper.printer) != (paper.printed is not None):
        yield _found("paper.lacks", "printer", form=form.word, field=_PRINTER_WHOLE)
    elif paper.printed and paper.printed < paper.dated:
        yield _found(
            "paper.printed-early",
            "printed",
            printed=paper.printed.isoformat(),
            dated=paper.dated.isoformat(),
        )
    if paper.copy_number is not None and not 1 <= paper.copy_number <= _MOST_COPIES:
        yield _found("paper.copy-number", "copy_number", n=paper.copy_number)


def _wide(annex: Annex) -> bool:
    return any(isinstance(block, Table) and block.wide for block in annex.blocks)


def _blocks(paper: Paper) -> Iterator[Finding]:
    for at, block in enumerate(paper.body, 1):
        yield from _block(f"body[{at}]", block)
    for number, annex in enumerate(paper.annexes, 1):
        if _empty(annex.title):
            yield _found("paper.blank", f"annexes[{number}].title", field=_ANNEX)
        for at, block in enumerate(annex.blocks, 1):
            yield from _block(f"annexes[{number}].blocks[{at}]", block)


def _block(key: str, block: Block) -> Iterator[Finding]:
    blank = _blank(block)
    if blank:
        yield _found("paper.blank", key, field=blank)
    if isinstance(block, Heading) and not 1 <= block.level <= 4:
        yield _found("paper.heading-level", key, text=block.text, n=block.level)
    if isinstance(block, Table):
        yield from _table(key, block)


def _blank(block: Block) -> Bilingual | None:
    """What of a block is empty; a table may be, for it may be there to be filled in."""
    match block:
        case Heading(text=text) if _empty(text):
            return _HEADING
        case Paragraph(text=text) if _empty(text):
            return _PARAGRAPH
        case Clause(text=text) if _empty(text):
            return _CLAUSE
        case People(names=names) if not names or any(map(_empty, names)):
            return _NAMES
        case SignaturePage(signatories=all_) if not all_ or any(_empty(s.party) for s in all_):
            return _SIGNATORY
    return None


def _empty(text: str) -> bool:
    return not seen(text).strip()


def _table(key: str, table: Table) -> Iterator[Finding]:
    if not table.columns:
        yield _found("paper.table-columns", key, title=table.title)
        return
    for number, row in enumerate(table.rows, 1):
        if len(row) != len(table.columns):
            yield _found(
                "paper.table-cells",
                f"{key}.rows[{number}]",
                title=table.title,
                row=number,
                cells=len(row),
                columns=len(table.columns),
            )
    for column, width in zip(table.columns, widths_mm(table), strict=True):
        if width < COLUMN_LEAST_MM:
            yield _found(
                "paper.table-narrow",
                key,
                title=table.title,
                column=column.title,
                mm=f"{width:.0f}",
                least=COLUMN_LEAST_MM,
            )


def _texts(value: object, key: str) -> Iterator[tuple[str, str]]:
    """Every text that somebody wrote into a paper, with the place it stands in."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, tuple):
        for at, item in enumerate(value, 1):
            yield from _texts(item, f"{key}[{at}]")
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), f"{key}.{field.name}".lstrip("."))
