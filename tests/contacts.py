"""The directory of the lakes as tests write it: who does it, posts, workbooks filled in."""

import io
from collections.abc import Callable, Mapping
from datetime import date, timedelta

import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from lianxi.documents.workbook_write import FIRST_ROW, KEY_ROW, write
from lianxi.governance.authority import Actor, Appointment, Refused
from lianxi.governance.directory import Held
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.accounts.people import romanised
from lianxi.portal.charter.queries import Current, current
from lianxi.portal.directory import actions, queries, returns
from lianxi.portal.directory.actions import Doing
from lianxi.portal.directory.models import Post, Return
from lianxi.portal.directory.returns import Letter, Reviewed
from lianxi.portal.directory.workbook import book
from uploads import NOW

TODAY = date(2026, 11, 22)
EASTON, WESTON, BOATS = "990100", "990200", "990100/boathouse"
PDF = b"%PDF-1.7 a letter"
NEW = {"duty": "联络员", "name": "李雷"}  # a new row as it is typed
Fill = Callable[["Sheet"], None]


def actor(role: str = "secretariat", of: str | None = None, login: str = "anne") -> Actor:
    """Somebody with a role."""
    since = NOW.date() - timedelta(days=1)
    return Actor(login, same(login), (Appointment(role, since, party=of),))


def lakes() -> Current:
    """The region in use."""
    found = current("lake-district")
    assert found is not None
    return found


def doing(party: str = EASTON, who: Actor | None = None) -> Doing:
    """The secretariat at work on a party's directory."""
    return Doing(who or actor(), party, lakes(), NOW)


def held(
    name: str = "王芳",
    duty: str = "liaison",
    of: str = BOATS,
    since: str = "2024-01-01",
    until: str = "",
    **contact: str,
) -> Held:
    """A post, as a form would make it."""
    called = Bilingual(name, romanised(name))
    ends = date.fromisoformat(until) if until else None
    return Held(of, duty, called, date.fromisoformat(since), ends, **contact)  # type: ignore[arg-type]


def enter(post: Held, who: Actor | None = None) -> Held:
    """Enter a post; as it stands then."""
    row = actions.add_post(doing(post.party, who), post)
    assert isinstance(row, Post), row
    return queries.held(row)


def refused(outcome: object) -> str:
    """Why something was refused, in English."""
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


def names(party: str = EASTON) -> list[str]:
    """Everybody in a party's directory: who, and from when to when."""
    posts = Post.objects.filter(directory=party).order_by("pk")
    return [f"{each.name_zh} {each.since}–{each.until or ''}" for each in posts]


class Sheet:
    """A sheet of a workbook as somebody fills it in, by column and row, rows counted from 0."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        keys = [cell.value for cell in sheet[KEY_ROW]]
        self.columns = {key: number for number, key in enumerate(keys, 1) if key}

    def put(self, row: int, **cells: object) -> None:
        """Write into the cells of a row."""
        for key, value in cells.items():
            cell = self.sheet.cell(FIRST_ROW + row, self.columns[key])
            assert isinstance(cell, Cell)
            cell.value = value  # type: ignore[assignment]


def workbook(*parties: str) -> bytes:
    """The workbook as it is sent out today."""
    found = lakes()
    return write(book(found, queries.kept(found, parties), parties, TODAY), "zh")


def filled(content: bytes, fills: Mapping[int, Fill]) -> bytes:
    """A workbook with some of its sheets filled in, by their number from 0, and saved."""
    opened = openpyxl.load_workbook(io.BytesIO(content))
    for number, fill in fills.items():
        sheet = opened.worksheets[number + 1]
        assert isinstance(sheet, Worksheet)
        fill(Sheet(sheet))
    saved = io.BytesIO()
    opened.save(saved)
    return saved.getvalue()


def with_row(row: int = 0, /, **cells: object) -> Fill:
    """Write into one row of a sheet."""
    return lambda sheet: sheet.put(row, **cells)


def came(content: bytes, number: str = "东函〔2026〕3号", party: str = EASTON) -> Return:
    """Take a workbook in with its letter."""
    row = returns.receive(doing(party), Letter(number, TODAY, content, PDF))
    assert isinstance(row, Return), row
    return row


def looked_at(row: Return) -> Reviewed:
    """The review of a return."""
    return returns.reviewed(lakes(), row, NOW)


def applied(row: Return) -> Return:
    """Review a return and apply it."""
    done = returns.apply(doing(row.directory_id), row, looked_at(row).seen, anyway=False)
    assert isinstance(done, Return), done
    return done


def steps(row: Return) -> list[str]:
    """What a return would do, in short."""
    return [
        f"{step.kind} {step.after.of} {step.after.duty} {step.after.name.zh}"
        for step in looked_at(row).review.steps
    ]


def errors(row: Return) -> list[str]:
    """What is wrong with a return, and where."""
    return [
        f"{each.code.partition('.')[2]} {each.place.key}" for each in looked_at(row).review.errors
    ]
