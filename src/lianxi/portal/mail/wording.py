"""A digest as a letter: its subject, its text and the same as simple HTML.

    written = worded(parts, day, server.url, "zh")

Titles and days alone, never what a paper says. Both forms are made of the same sections. The
subject is of counts and a day: nothing that anybody typed stands in a header.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from lianxi.charter.region import Region
from lianxi.kernel.bilingual import Bilingual, Lang, listed
from lianxi.kernel.period import Period
from lianxi.portal.commitments.queries import Prompted
from lianxi.portal.desks.queries import Item
from lianxi.portal.mail.digest import Part, counted

T = TypeVar("T")

LINES_MAX = 40  # of a section: whoever has more goes to the desk
CODES = {"zh": "zh-hans", "en": "en"}


@dataclass(frozen=True)
class Line:
    """One line: what is to be done, about what, by when, whose it is, and where."""

    what: Bilingual
    title: Bilingual
    when: Bilingual | None
    who: Bilingual | None
    address: str


@dataclass(frozen=True)
class Section:
    """Lines of a kind, of which those beyond the first forty are counted."""

    name: Bilingual
    late: bool
    lines: tuple[Line, ...]
    count: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.lines)


@dataclass(frozen=True)
class Told:
    """What is told of one region."""

    region: Region
    sections: tuple[Section, ...]
    rest: int
    desk: str

    @property
    def rehearsal(self) -> bool:
        """Whether it is a rehearsal's: shown on a page alone."""
        return self.region.world == "rehearsal"


@dataclass(frozen=True)
class Worded:
    """A letter as it stands in the outbox."""

    subject: str
    text: str
    html: str


def worded(parts: Sequence[Part], day: date, url: str, lang: Lang) -> Worded:
    """What is told, as a letter."""
    tellings = [told(part, url) for part in parts if not part.empty]
    subject = subject_of(parts, day)
    mailbox = f"{url}{reverse('me-mail')}"
    values = {"subject": subject, "tellings": tellings, "mailbox": mailbox, "lang": lang}
    with translation.override(CODES[lang]):
        html = render_to_string("mail/digest.html", values)
    return Worded(subject.in_(lang), _text(tellings, day, mailbox, lang), html)


def subject_of(parts: Sequence[Part], day: date) -> Bilingual:
    """How many of what, and the day."""
    said = [words.fill(n=n) for words, n in zip(COUNTS, counted(parts), strict=True) if n]
    return SUBJECT.fill(counts=listed(said), day=Period.on(day).words())


def told(part: Part, url: str) -> Told:
    """What is told of one region, in words."""
    region = part.of.found.package.region
    sections = (
        _section(OVERDUE, part.overdue, lambda item: _line(region, item, url), late=True),
        _section(NEW, part.new, lambda item: _line(region, item, url)),
        _section(DUE_SOON, part.soon, lambda item: _line(region, item, url)),
        _section(REMINDED, part.reminded, lambda each: _prompt(region, each, url)),
    )
    desk = f"{url}{reverse('road', args=[region.id])}"
    return Told(region, tuple(each for each in sections if each.count), part.rest, desk)


def _section(
    name: Bilingual, things: Sequence[T], line: Callable[[T], Line], *, late: bool = False
) -> Section:
    return Section(name, late, tuple(map(line, things[:LINES_MAX])), len(things))


def _line(region: Region, item: Item, url: str) -> Line:
    when = None
    if item.due is not None:
        when = (WAS_DUE if item.late else DUE).fill(day=Period.on(item.due).words())
    address = _address(region, item.row.procedure, item.row.number)
    return Line(item.words, item.title, when, item.name, f"{url}{address}")


def _prompt(region: Region, each: Prompted, url: str) -> Line:
    address = reverse("commitment", args=[region.id, each.line.number])
    return Line(each.words, each.line.title, each.line.standing.why, None, f"{url}{address}")


def _address(region: Region, procedure: str, number: int) -> str:
    """The page of a dossier, which is called as its procedure is; else the desk."""
    try:
        return reverse(procedure, args=[region.id, number])
    except NoReverseMatch:
        return reverse("road", args=[region.id])


def _text(tellings: Sequence[Told], day: date, mailbox: str, lang: Lang) -> str:
    """The letter as plain text."""
    lines = [TODAY.fill(day=Period.on(day).words())]
    for telling in tellings:
        lines += [SPACE, REGION.fill(name=telling.region.name)]
        for section in telling.sections:
            lines += [SPACE, SECTION.fill(name=section.name, n=section.count)]
            for line in section.lines:
                lines += [_said(line), LINK.fill(address=line.address)]
            if section.more:
                lines.append(MORE.fill(n=section.more))
        lines += [SPACE, (REST if telling.rest else DESK).fill(n=telling.rest, desk=telling.desk)]
    lines += [SPACE, FOOT.fill(mailbox=mailbox)]
    return "\n".join(line.in_(lang) for line in lines) + "\n"


def _said(line: Line) -> Bilingual:
    whole = LINE.fill(what=line.what, title=line.title)
    if line.when is not None:
        whole = WITH_DAY.fill(line=whole, day=line.when)
    return whole if line.who is None else WITH_NAME.fill(line=whole, who=line.who)


COUNTS = (
    Bilingual("逾期{n}项", "{n} overdue"),
    Bilingual("新到{n}项", "{n} new"),
    Bilingual("临近{n}项", "{n} due soon"),
    Bilingual("提醒{n}项", "{n} to be reminded of"),
)
SUBJECT = Bilingual("联席待办：{counts}（{day}）", "Lianxi: {counts} ({day})")
OVERDUE = Bilingual("逾期", "Overdue")
NEW = Bilingual("新到", "New")
DUE_SOON = Bilingual("临近时限", "Due soon")
REMINDED = Bilingual("系统提醒（办不办，由具名的人决定）", "Reminders (a named person decides)")
WAS_DUE = Bilingual("应于{day}前", "was due by {day}")
DUE = Bilingual("{day}前", "by {day}")
SPACE = Bilingual("", "")
TODAY = Bilingual("{day}，您的工作台上：", "On your desk on {day}:")
REGION = Bilingual("【{name}】", "== {name} ==")
SECTION = Bilingual("{name}：{n}项", "{name}: {n}")
LINE = Bilingual("· {what}：{title}", "- {what}: {title}")
WITH_DAY = Bilingual("{line}，{day}", "{line}, {day}")
WITH_NAME = Bilingual("{line}（{who}）", "{line} ({who})")
LINK = Bilingual("  {address}", "  {address}")
MORE = Bilingual("  另有{n}项。", "  {n} more.")
REST = Bilingual(
    "工作台上另有{n}项，时限未近：\n  {desk}", "{n} more on the desk, not due soon:\n  {desk}"
)
DESK = Bilingual("工作台：\n  {desk}", "The desk:\n  {desk}")
FOOT = Bilingual(
    "此信由系统自动寄出，请勿回复。改地址、改次数或不再收：\n  {mailbox}",
    "This letter was made by a system: do not answer it. To change the address, how often it\n"
    "comes, or to have none:\n  {mailbox}",
)
