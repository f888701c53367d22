"""Walk a rehearsal's script: each step is sent through the portal's own pages, as a person would.

Somebody enters a role, opens the page, fills in the form and sends it. Where a form is refused
the walk stops there, with the number of the step and the form's own words; what was done
before stays. Nothing is written here but by the pages.
"""

import csv
import io
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse

from lianxi.charter.forms import Group
from lianxi.charter.package import Package
from lianxi.charter.script import BESIDE, Fields, Step, Value, filled_in
from lianxi.documents.specimen import specimen
from lianxi.documents.workbook_fill import fill_in
from lianxi.governance.authority import HELD_FOR
from lianxi.governance.rotation import seated
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.queries import current, regions
from lianxi.portal.dossiers.kept import any_in
from lianxi.portal.rehearsals.reading import NoField, Page, read
from lianxi.portal.ui.sheet import XLSX

CLOCK = "secretariat"  # who moves the clock on to the day of a step
LANGUAGES = {"zh": "zh-hans", "en": "en"}


@dataclass(frozen=True)
class Walked:
    """How far a walk came: how many steps of how many, and why it stopped."""

    region: Bilingual
    steps: int
    of: int
    stopped: Bilingual | None = None


class Stopped(Exception):
    """A step was refused."""

    def __init__(self, words: Bilingual) -> None:
        super().__init__(words.en)
        self.words = words


def walk_all() -> Iterator[Walked]:
    """Walk the script of every rehearsal in which nothing was done yet."""
    for region in regions():
        walked = walk(region)
        if walked is not None:
            yield walked


def walk(region: str) -> Walked | None:
    """Walk a region's script; None where it has none, or where anything was done already."""
    found = current(region)
    if found is None or not found.package.script or any_in(region):
        return None
    package = found.package
    steps = package.script
    desk = _Desk(package)
    with _quiet():
        for done, step in enumerate(steps):
            try:
                desk.do(step)
            except Stopped as why:
                words = STOPPED.fill(n=step.number, say=step.say, why=why.words)
                return Walked(package.region.name, done, len(steps), words)
    return Walked(package.region.name, len(steps), len(steps))


@contextmanager
def _quiet() -> Iterator[None]:
    """Hundreds of requests of one's own are not worth a line each in the log."""
    log = logging.getLogger("lianxi.request")
    before = log.disabled
    log.disabled = True
    try:
        yield
    finally:
        log.disabled = before


@dataclass
class _Desk:
    """Everybody who takes part, each at a browser of their own; and the day."""

    package: Package
    people: dict[tuple[str, str], Client] = field(default_factory=dict)
    day: date | None = None
    handler: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=False))

    def do(self, step: Step) -> None:
        """One step, for each of whom it is done."""
        if step.day != self.day:
            said = {"day": str(step.day)}
            self._send(self.person(CLOCK, ""), reverse("clock", args=[self.id]), said, {})
            self.day = step.day
        for words in once_each(self.package, step):
            person = self.person(step.role, filled_in(step.of, words))
            for row in self._rows(person, step, words):
                self._one(person, step, row)

    @property
    def id(self) -> str:
        """The region's id."""
        return self.package.region.id

    def person(self, role: str, of: str) -> Client:
        """Somebody of a role, who has entered it."""
        if (role, of) in self.people:
            return self.people[role, of]
        client = Client(raise_request_exception=False, SERVER_NAME=settings.ALLOWED_HOSTS[0])
        client.handler = self.handler  # the portal is set up once for all of them
        held = f"{self.id}/{of}" if HELD_FOR.get(role) == "body" else of
        answer = client.post(reverse("enter"), {"role": role, "of": held})
        if answer.status_code != MOVED:
            raise Stopped(NO_ROLE.fill(role=f"{role} {of}".strip()))
        self.people[role, of] = client
        return client

    def _rows(
        self, person: Client, step: Step, words: Mapping[str, str]
    ) -> Iterator[Mapping[str, str]]:
        """The step's words for each row of its list; once where it has none."""
        if not step.rows:
            yield words
            return
        address = self._address(step.rows, words)
        answer = person.get(address)
        if answer.status_code != OK:
            raise Stopped(_shut(person, address))
        where = filled_in(step.where, words)
        _, *lines = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
        rows = [line[0] for line in lines if any(where in cell for cell in line)]
        if not rows:
            raise Stopped(NO_ROWS.fill(list=filled_in(step.rows, words)))
        yield from ({**words, "row": row} for row in rows)

    def _one(self, person: Client, step: Step, words: Mapping[str, str]) -> None:
        address = self._address(step.at, words)
        said = _said(step.fields, words)
        files = {name: _pdf(text, step.day) for name, text in _said(step.files, words).items()}
        for name, text in _texts(_said(step.tables, words)).items():
            files[name] = SimpleUploadedFile("table.csv", text.encode(), "text/csv")
        if step.workbook:
            at = self._address(step.workbook, words)
            book = person.get(at)
            if book.status_code != OK:
                raise Stopped(_shut(person, at))
            lines = [_texts(_said(each, words)) for each in step.fill]
            content = fill_in(book.content, lines)
            files["workbook"] = SimpleUploadedFile("workbook.xlsx", content, XLSX)
        self._send(person, address, said, files, filled_in(step.press, words))

    def _address(self, at: str, words: Mapping[str, str]) -> str:
        """Under the region's work; the funds and the rules have addresses beside it."""
        home = next((start for start in BESIDE if at.startswith(start)), "")
        found = reverse(home.rstrip("/") or "road", args=[self.id])
        return found + filled_in(at.removeprefix(home), words)

    def _send(
        self,
        person: Client,
        address: str,
        said: Mapping[str, Value],
        files: Mapping[str, SimpleUploadedFile],
        press: str = "",
    ) -> None:
        """Open a page, fill in its form and send it; `Stopped` with its words where refused."""
        seen = person.get(address)
        form = _seen(seen).form(address.split("?")[0] + press if press else address)
        if seen.status_code != OK or form is None:
            raise Stopped(_shut(person, address))
        try:
            values: dict[str, object] = dict(form.with_({**said, **dict.fromkeys(files, False)}))
        except NoField as why:
            raise Stopped(NO_FIELD.fill(name=str(why))) from None
        values |= files
        answer = person.post(form.action, values)
        review = _seen(answer).form(address) if answer.status_code == OK else None
        if review is not None:
            answer = person.post(review.action, dict(review.with_({})))
        if answer.status_code != MOVED:
            raise Stopped(_refused(person, form.action, values, files))


def once_each(package: Package, step: Step) -> list[dict[str, str]]:
    """The words of a step for each of whom it is done; once where it names nobody."""
    if not step.each:
        return [{}]
    ids = who(package, step)
    names = (package.of("unit" if "/" in id_ else "party", id_).zh for id_ in ids)
    return [
        {"each": id_, "name": name, "n": str(n)}
        for n, (id_, name) in enumerate(zip(ids, names, strict=True), 1)
    ]


def who(package: Package, step: Step) -> Sequence[str]:
    """Of whom a step is done, on its day."""
    each = step.each
    there = seated(package, each, step.day) if isinstance(each, Group) else each
    return [id_ for id_ in there if id_ not in step.but]


def _said(fields: Fields | None, words: Mapping[str, str]) -> dict[str, Value]:
    """What is filled in, with what its words stand for."""
    found: dict[str, Value] = {}
    for name, value in (fields or {}).items():
        said = value
        if isinstance(value, str):
            said = filled_in(value, words)
        elif isinstance(value, tuple):
            said = tuple(filled_in(each, words) for each in value)
        found[filled_in(name, words)] = said
    return found


def _texts(said: Mapping[str, Value]) -> dict[str, str]:
    return {name: value for name, value in said.items() if isinstance(value, str)}


def _pdf(title: Value, day: date) -> SimpleUploadedFile:
    """A page to be handed in where something on paper would be."""
    content = specimen(str(title), day)
    return SimpleUploadedFile(f"{title}.pdf", content, "application/pdf")


def _seen(answer: HttpResponseBase) -> Page:
    content: bytes = getattr(answer, "content", b"")
    html = content.decode("utf-8", "replace")
    return read(html[max(html.find("<main"), 0) :].partition("</main>")[0])


def _shut(person: Client, address: str) -> Bilingual:
    """Why a page has no form for whoever asks, in both languages."""
    said = {
        lang: _seen(person.get(address, headers={"accept-language": accepted}))
        for lang, accepted in LANGUAGES.items()
    }
    return Bilingual(said["zh"].heading, said["en"].heading)


def _refused(
    person: Client,
    address: str,
    values: Mapping[str, object],
    files: Mapping[str, SimpleUploadedFile],
) -> Bilingual:
    """What a form says is wrong, in both languages: what is refused may be sent again."""
    said = {}
    for lang, accepted in LANGUAGES.items():
        for each in files.values():
            each.seek(0)
        answer = person.post(address, dict(values), headers={"accept-language": accepted})
        said[lang] = _seen(answer).problem
    return Bilingual(said["zh"], said["en"])


OK, MOVED = 200, 302
STOPPED = Bilingual("第{n}步（{say}）停下了：{why}", "stopped at step {n} ({say}): {why}")
NO_ROLE = Bilingual("没有可进入的角色 {role}", "there is no role {role} to enter")
NO_FIELD = Bilingual("表单没有“{name}”一栏", "the form has no field {name}")
NO_ROWS = Bilingual("{list} 没有列出任何一行", "nothing is listed at {list}")
