"""What a returned workbook would change in the directory of one party: steps, conflicts, errors.

    review(returned, stands, letter=date(2026, 11, 22), today=…)

Pure: what came back and what stands here in, the outcome out. A name that was written
over is somebody new: the old post ends the day the new one begins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from lianxi.documents.workbook_compare import CellChange, RowChange, compare
from lianxi.documents.workbook_read import Returned, ReturnedRow, ReturnedSheet
from lianxi.governance.contact import unit_name
from lianxi.governance.directory import (
    Held,
    Office,
    handed_over,
    named,
    new_faults,
    spelling,
    unit_id,
)
from lianxi.governance.texts import TEXTS
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Finding, Place
from lianxi.kernel.unreadable import Unreadable
from lianxi.portal.directory import forms
from lianxi.portal.directory.whose import strangers
from lianxi.portal.directory.workbook import cells

OWN = ("mobile", "email")  # a person's own: never taken over from whoever was there before
StepKind = Literal["added", "replaced", "changed", "ended"]


@dataclass(frozen=True)
class Stands:
    """The party whose letter it is, with what stands in its directory."""

    party: str
    name: Bilingual
    offices: tuple[Office, ...]
    posts: tuple[Held, ...]


@dataclass(frozen=True)
class Step:
    """One change: the post as it will be, as it was, and the cells that say so."""

    kind: StepKind
    after: Held
    before: Held | None
    cells: tuple[CellChange, ...]
    place: Place


@dataclass(frozen=True)
class Conflict:
    """A cell, or a whole row, that was changed here meanwhile: it stays as it is."""

    post: Held | None
    cell: CellChange


@dataclass
class Review:
    """Everything that a return would do, and whatever speaks against it."""

    steps: list[Step] = field(default_factory=list)
    units: list[Office] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    unchanged: int = 0
    already: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def errors(self) -> list[Finding]:
        """Nothing is applied while there is one."""
        return [finding for finding in self.findings if finding.severity == "error"]

    @property
    def notices(self) -> list[Finding]:
        """What a reviewer should know."""
        return [finding for finding in self.findings if finding.severity == "notice"]

    @property
    def counts(self) -> dict[str, int]:
        """How many steps of each kind, and new units."""
        kinds = ("added", "replaced", "changed", "ended")
        found = {kind: sum(step.kind == kind for step in self.steps) for kind in kinds}
        return {**found, "units": len(self.units)}

    @property
    def in_short(self) -> Bilingual:
        """How much it would change, in words."""
        return in_short(self.counts)

    def report(self, code: str, place: Place, **values: Bilingual | str) -> None:
        """Note a finding."""
        self.findings.append(Finding(TEXTS[code].severity, code, place, values))


def in_short(counts: Mapping[str, int]) -> Bilingual:
    """How many posts are touched, and apart from them how many departments are new.

    >>> in_short({"added": 1, "replaced": 1, "units": 1}).en
    '2 posts and 1 new department'
    """
    units = counts.get("units", 0)
    posts = sum(counts.values()) - units
    said = [
        *([_POSTS.fill(n=posts, s="" if posts == 1 else "s")] if posts or not units else []),
        *([_UNITS.fill(n=units, s="" if units == 1 else "s")] if units else []),
    ]
    return Bilingual("，".join(each.zh for each in said), " and ".join(each.en for each in said))


def review(returned: Returned, stands: Stands, letter: date, today: date) -> Review:
    """Compare the party's sheet with what stands here, and say what each row would do."""
    found = Review(findings=list(returned.findings))
    own = _own_sheet(returned, stands, found)
    if own is None:
        return found
    reading = _Reading(stands, letter, today, found)
    rows = [row for each in own.rows if (row := reading.tidy(each)) is not None]
    sheet = replace(own, rows=tuple(rows))
    now = {str(post.number): cells(post, stands.offices) for post in stands.posts}
    changes = compare(replace(returned, sheets=(sheet,)), now, reading.identify)
    found.unchanged = changes.unchanged
    for change in changes.rows:
        reading.take(change)
    reading.look_over()
    return found


def _own_sheet(returned: Returned, stands: Stands, found: Review) -> ReturnedSheet | None:
    """The sheet of the party; what is another's is an error."""
    if returned.list_:
        found.findings += strangers(returned, stands.party, stands.name)
    return next((sheet for sheet in returned.sheets if sheet.party == stands.party), None)


class _Reading:
    """The rows of a sheet as they are read, one after another."""

    def __init__(self, stands: Stands, letter: date, today: date, found: Review) -> None:
        self.stands = stands
        self.letter = letter
        self.today = today
        self.found = found
        self.by_number = {str(post.number): post for post in stands.posts}

    def tidy(self, row: ReturnedRow) -> ReturnedRow | None:
        """A row with its cells as they will be kept; a new one with a wrong cell is left out."""
        kept: dict[str, str] = {}
        whole = True
        for key, text in row.cells.items():
            if row.id and text == row.base.get(key, ""):
                kept[key] = text
                continue
            try:
                kept[key] = self._read(key, text)
            except Unreadable as why:
                self.found.findings.append(forms.finding(why, row.places[key]))
                whole = False
        whole = whole and {"duty", "name"} <= kept.keys()  # what is required and is not there
        return replace(row, cells=kept) if whole or row.id else None

    def _read(self, key: str, text: str) -> str:
        if key != "unit":
            return forms.read(key, text)
        office = self._office(text)
        return "" if self._itself(text) else office.name.zh if office else unit_name(text)

    def _itself(self, text: str) -> bool:
        """Whether a unit's cell means the party itself."""
        return text.strip() in ("", self.stands.name.zh, self.stands.name.en)

    def _office(self, text: str) -> Office | None:
        for office in self.stands.offices:
            if office.id == text and office.exists(self.today):
                return office
        new = next((office for office in self.found.units if office.name.zh == text), None)
        return named(self.stands.offices, text, self.today) or new

    def _of(self, values: Mapping[str, str], since: date) -> str:
        """Where a new post is: the party, a unit that is there, or a new one that is made."""
        text = values.get("unit", "")
        if self._itself(text):
            return self.stands.party
        office = self._office(text)
        if office is None:
            taken = [each.id for each in (*self.stands.offices, *self.found.units)]
            id_ = unit_id(self.stands.party, text, taken)
            office = Office(id_, Bilingual(text, spelling(text)), since)
            self.found.units.append(office)
        elif office in self.found.units and office.since and since < office.since:
            self.found.units.remove(office)
            self.found.units.append(replace(office, since=since))
        return office.id

    def identify(self, values: Mapping[str, str]) -> str:
        """The number of the post that a new row already is, or "": the same row came before."""
        itself = self._itself(values.get("unit", ""))
        office = None if itself else self._office(values["unit"])
        of = self.stands.party if itself else office.id if office else ""
        for number, post in self.by_number.items():
            same = (post.of, post.duty) == (of, values["duty"]) and post.name.zh == values["name"]
            began = str(post.since) == values["since"] if "since" in values else None
            if same and (not post.over(self.today) if began is None else began):
                return number
        return ""

    def take(self, change: RowChange) -> None:
        """What one row does."""
        post = self.by_number.get(change.id)
        if change.outcome == "already":
            self.found.already += 1
            return
        if change.outcome == "added":
            self._add(change)
            return
        if post is None:
            self.found.conflicts += [Conflict(None, cell) for cell in change.cells]
            return
        changed = {cell.key: cell.becomes for cell in change.of("changed")}
        if "name" in changed and self._followed(post, changed["name"]):
            self.found.already += 1
            return
        over = post.over(self.today)
        differing = change.cells if over else change.of("conflict")
        self.found.conflicts += [Conflict(post, c) for c in differing if c.outcome != "already"]
        if changed and not over:
            self._change(change, post, changed)

    def _followed(self, post: Held, name: str) -> bool:
        """Whether somebody of that name follows in the post already."""
        return any(
            (other.of, other.duty, other.name.zh) == (post.of, post.duty, name)
            and post.until == other.since
            for other in self.stands.posts
        )

    def _add(self, change: RowChange) -> None:
        values = {cell.key: cell.becomes for cell in change.cells}
        since = date.fromisoformat(values["since"]) if values.get("since") else self.letter
        of = self._of(values, since)
        blank = Held(of, values["duty"], Bilingual("", ""), since)
        after = forms.with_values(blank, values)
        self.found.steps.append(Step("added", after, None, change.cells, change.place))

    def _change(self, change: RowChange, post: Held, changed: Mapping[str, str]) -> None:
        step = change.of("changed")
        if "name" not in changed:
            after = forms.with_values(post, changed)
            ended = set(changed) == {"until"} and after.until is not None
            kind: StepKind = "ended" if ended else "changed"
            self.found.steps.append(Step(kind, after, post, step, change.place))
            return
        if "until" in changed:
            self.found.report("directory.two-ways", change.place)
            return
        since = date.fromisoformat(changed["since"]) if "since" in changed else self.letter
        if since <= post.since:
            place = next(cell.place for cell in step if cell.key == "name")
            self.found.report("directory.not-later", place, since=str(post.since))
            return
        said = {cell.key: cell.becomes for cell in change.cells if cell.outcome != "conflict"}
        if any(getattr(post, key) and key not in said for key in OWN):
            self.found.report("directory.not-carried", change.place)
        values = {"name_en": "", **dict.fromkeys(OWN, ""), **said, "since": str(since)}
        after = replace(forms.with_values(post, values), until=None, number=0)
        self.found.steps.append(Step("replaced", after, post, step, change.place))

    def look_over(self) -> None:
        """Whatever can't be once every step is taken."""
        before: Sequence[Held] = self.stands.posts
        after = {post.number: post for post in before}
        new = []
        for step in self.found.steps:
            if step.kind == "replaced" and step.before is not None:
                after[step.before.number] = handed_over(step.before, step.after.since)
            if step.after.number:
                after[step.after.number] = step.after
            else:
                new.append(step.after)
            self._dates(step)
        for fault in new_faults(before, [*after.values(), *new]):
            at_fault = [s for s in self.found.steps if s.after == fault.post]
            beside = [s for s in self.found.steps if _seat(s.after) == _seat(fault.post)]
            step = (at_fault + beside)[0]
            self.found.report(fault.code, step.place, **fault.values)

    def _dates(self, step: Step) -> None:
        post = step.after
        if post.until == post.since:  # an end before the beginning is a fault in itself
            values = {"since": str(post.since), "until": str(post.until)}
            self.found.report("directory.order", step.place, **values)
        office = next((each for each in self.stands.offices if each.id == post.of), None)
        if office is not None and not office.exists(post.since):
            day = str(post.since)
            self.found.report(
                "directory.unit-over", step.place, unit=office.name, day=day, term=office.term
            )


_POSTS = Bilingual("{n}项任职", "{n} post{s}")
_UNITS = Bilingual("新部门{n}个", "{n} new department{s}")


def _seat(post: Held) -> tuple[str, str]:
    return post.of, post.duty
