"""Every write of papers: issuing one under a number that no other has, withdrawing it."""

from dataclasses import replace

from django.db import transaction

from lianxi.documents.papers.docx import to_docx
from lianxi.documents.papers.paper import Paper as Sheet
from lianxi.documents.papers.texts import PaperRefused
from lianxi.governance.authority import Refused
from lianxi.governance.road.paper import PAPER, Paper
from lianxi.governance.road.paper_acts import Issued, Withdrawn
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers.actions import Doing, Upload, Writing, ahead, write
from lianxi.portal.dossiers.queries import Opened, Row, title_of
from lianxi.portal.papers import queries

RIGHT = "paper.issue"


def file_of(sheet: Sheet) -> Upload | Refused:
    """The docx of a paper as it is kept, or why it can't be set."""
    try:
        content = to_docx(sheet)
    except PaperRefused as refused:
        return Refused(refused.words)
    return Upload(f"{sheet.title}.docx", "docx", content)


def issue(doing: Doing, what: Issued, file: Upload) -> Row | Refused:
    """Issue a paper. Whoever issues holds the counter: nobody takes the number meanwhile."""
    with transaction.atomic():
        ahead(doing, PAPER)
        taken = queries.taken(doing.region, what.number)
        if taken is not None:
            return Refused(TAKEN.fill(number=what.number, title=title_of(taken)))
        kept = replace(what, file=file.enclosure)
        outcome = write(doing, Writing(PAPER, kept, RIGHT, body=what.body, uploads=(file,)))
    return outcome if isinstance(outcome, Refused) else outcome[0]


def withdraw(doing: Doing, on: Opened[Paper], why: str, seen: int | None) -> Row | Refused:
    """Say that a paper no longer counts."""
    body = on.state.issued.body
    writing = Writing(PAPER, Withdrawn(why), RIGHT, on.row.ref, body=body, seen=seen)
    outcome = write(doing, writing)
    return outcome if isinstance(outcome, Refused) else outcome[0]


TAKEN = Bilingual(
    "文号{number}已用于“{title}”；一个文号只发一份公文，撤回后也不再用",
    "the number {number} was given to “{title}”; a number is given once, and never again after "
    "a withdrawal",
)
