"""Every write of papers: issuing one under a number that no other has, withdrawing it."""

from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction

from lianxi.documents.papers.docx import to_docx
from lianxi.documents.papers.paper import Paper as Sheet
from lianxi.documents.papers.pdf import to_pdf
from lianxi.documents.papers.texts import PaperRefused
from lianxi.governance.authority import Refused
from lianxi.governance.road.paper import PAPER, Paper
from lianxi.governance.road.paper_acts import Issued, Withdrawn
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers.actions import Doing, Upload, Writing, ahead, write
from lianxi.portal.dossiers.queries import Opened, Row, title_of
from lianxi.portal.papers import queries

RIGHT = "paper.issue"
REPORT = "paper.report"


@dataclass(frozen=True)
class Files:
    """A paper as it is kept: docx, and PDF where there is a font to set it in."""

    docx: Upload
    pdf: Upload | None = None

    @property
    def every(self) -> tuple[Upload, ...]:
        """All that there is."""
        return (self.docx, self.pdf) if self.pdf else (self.docx,)


def files_of(sheet: Sheet, fonts: Path | None) -> Files | Refused:
    """The files of a paper as they are kept, or why it can't be set.

    A machine without a Chinese font keeps the docx alone: that must not hold a paper up.
    """
    try:
        docx = Upload(f"{sheet.title}.docx", "docx", to_docx(sheet))
    except PaperRefused as refused:
        return Refused(refused.words)
    try:
        pdf = Upload(f"{sheet.title}.pdf", "pdf", to_pdf(sheet, fonts)) if fonts else None
    except PaperRefused:
        pdf = None
    return Files(docx, pdf)


def issue(doing: Doing, what: Issued, files: Files, right: str = "") -> Row | Refused:
    """Issue a paper. Whoever issues holds the counter: nobody takes the number meanwhile.

    `right` is what it asks for where that is another slice's: who reports on a fund issues that.
    """
    with transaction.atomic():
        ahead(doing, PAPER)
        taken = queries.taken(doing.region, what.number)
        if taken is not None:
            return Refused(TAKEN.fill(number=what.number, title=title_of(taken)))
        pdf = files.pdf.enclosure if files.pdf else None
        kept = replace(what, file=files.docx.enclosure, pdf=pdf)
        by = Writing(PAPER, what, right) if right else _by(what)
        outcome = write(doing, replace(by, what=kept, uploads=files.every))
    return outcome if isinstance(outcome, Refused) else outcome[0]


def right_of(what: Issued) -> tuple[str, str | None, str | None]:
    """The right that issuing or withdrawing asks for, and of which party or body."""
    return (REPORT, what.party, None) if what.party else (RIGHT, None, what.body)


def _by(what: Issued) -> Writing:
    right, party, body = right_of(what)
    return Writing(PAPER, what, right, party=party, body=body)


def withdraw(doing: Doing, on: Opened[Paper], why: str, seen: int | None) -> Row | Refused:
    """Say that a paper no longer counts."""
    writing = replace(_by(on.state.issued), what=Withdrawn(why), ref=on.row.ref, seen=seen)
    outcome = write(doing, writing)
    return outcome if isinstance(outcome, Refused) else outcome[0]


TAKEN = Bilingual(
    "文号{number}已用于“{title}”；一个文号只发一份公文，撤回后也不再用",
    "the number {number} was given to “{title}”; a number is given once, and never again after "
    "a withdrawal",
)
