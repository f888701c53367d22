"""A city's workbook comes back: it is kept, reviewed, and entered as one act, or put aside.

The same workbook is received once in a round, and entered once: each report carries the
workbook's digest as its key. A workbook that has any error is received not at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lianxi.documents.texts import TEXTS as OF_WORKBOOKS
from lianxi.documents.workbook_read import Returned, read
from lianxi.governance.authority import Refused
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.commitment_acts import Reported
from lianxi.governance.road.round import ROUND, Round
from lianxi.governance.road.round_acts import BookApplied, BookPutAside, BookReceived
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Explained, Finding, explain
from lianxi.portal.commitments.actions import NO_LETTER
from lianxi.portal.commitments.queries import Line
from lianxi.portal.commitments.workbook import COLUMNS, LIST, reported
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.actions import Doing, Upload, Writing, write
from lianxi.portal.dossiers.queries import Opened, Row

RIGHT = "supervision.write"
BOOKS_IN_MEMORY = 16


@dataclass(frozen=True)
class Reports:
    """What a workbook reports, by the number of the commitment; and what is wrong with it."""

    found: Mapping[int, Reported]
    problems: tuple[Bilingual, ...]
    returned: Returned


@lru_cache(maxsize=BOOKS_IN_MEMORY)
def read_back(content: bytes) -> Returned:
    """Read a workbook of a round; one that is being received, reviewed or entered, only once."""
    return read(content, COLUMNS, LIST)


def reports(on: Opened[Round], party: str, content: bytes, region: str) -> Reports:
    """What a party's workbook reports on, row by row."""
    returned = read_back(content)
    problems = [in_words(each).message for each in returned.errors]
    if returned.list_ and returned.origin != f"{region}/{on.row.ref}":
        problems.append(OTHER_ROUND)
    strangers = [each for each in returned.parties if each != party]
    if strangers:
        problems.append(OTHER_CITY)
    found: dict[int, Reported] = {}
    wanted = {ref.partition("/")[2] for ref in on.state.opened.commitments}
    for sheet in returned.sheets:
        for row in sheet.rows:
            cells = {**row.base, **row.cells}
            filled = any(cells.get(key, "").strip() for key in ("progress", "trouble", "figures"))
            if not filled:
                continue
            if row.id not in wanted:
                problems.append(FOREIGN.fill(place=row.line))
                continue
            made = reported(cells, on.state.opened.period)
            if isinstance(made, str):
                problems.append(NO_FIGURE.fill(n=row.line, text=made[:40]))
            elif not made.progress:
                problems.append(NO_PROGRESS.fill(n=row.line))
            else:
                found[int(row.id)] = made
    if not found and not problems:
        problems.append(NOTHING)
    return Reports(found, tuple(problems), returned)


def in_words(finding: Finding) -> Explained:
    """A finding of a workbook in words."""
    return explain(finding, OF_WORKBOOKS)


def receive(doing: Doing, on: Opened[Round], party: str, upload: Upload) -> Row | Refused:
    """Keep a workbook that came back, for review."""
    if not doing.letter.strip() and doing.on_behalf_of:
        return Refused(NO_LETTER)
    read_reports = reports(on, party, upload.content, doing.region)
    if read_reports.problems:
        return Refused(read_reports.problems[0])
    what = BookReceived(party, upload.enclosure, len(read_reports.found))
    writing = Writing(ROUND, what, "commitment.report", on.row.ref, party=party, uploads=(upload,))
    outcome = write(doing, writing)
    return outcome if isinstance(outcome, Refused) else outcome[0]


def apply(doing: Doing, on: Opened[Round], number: int, lines: Sequence[Line]) -> int | Refused:
    """Enter the reports of a workbook, all of them or none; gives how many."""
    if not 1 <= number <= len(on.state.books):
        return Refused(NOTHING)
    book = on.state.books[number - 1]
    content = dossiers.content(book.received.file.digest)
    assert content is not None, "what was received is kept"
    made = reports(on, book.received.party, content, doing.region)
    if made.problems:
        return Refused(made.problems[0])
    doers = {line.number: line.doer for line in lines}
    body = on.state.opened.body
    outcome = write(
        doing,
        Writing(ROUND, BookApplied(number), RIGHT, on.row.ref, body=body),
        *(
            Writing(
                COMMITMENT,
                what,
                "commitment.report",
                f"commitment/{commitment}",
                party=doers.get(commitment, ""),
                key=f"{book.received.file.digest} {on.row.ref}",
            )
            for commitment, what in made.found.items()
        ),
    )
    return outcome if isinstance(outcome, Refused) else len(made.found)


def put_aside(doing: Doing, on: Opened[Round], number: int, why: str) -> Row | Refused:
    """Do not use a workbook."""
    what = BookPutAside(number, why)
    body = on.state.opened.body
    outcome = write(doing, Writing(ROUND, what, RIGHT, on.row.ref, body=body))
    return outcome if isinstance(outcome, Refused) else outcome[0]


OTHER_ROUND = Bilingual("工作簿不是这次调度的", "the workbook is of another round")
OTHER_CITY = Bilingual("工作簿中有其他城市的表", "there are sheets of another city in the workbook")
FOREIGN = Bilingual(
    "第{place}行的任务不在这次调度中", "row {place} is of no commitment that was asked about"
)
NO_FIGURE = Bilingual(
    "第{n}行的“{text}”应写成“名称=数值”", "row {n}: “{text}” should read name=value"
)
NO_PROGRESS = Bilingual("第{n}行没有写进展", "row {n} says nothing of the progress")
NOTHING = Bilingual("工作簿中没有填报任何进展", "the workbook reports nothing")
