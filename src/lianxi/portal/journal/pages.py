"""The journal's page, and the same lines as files."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.governance.authority import ROLES
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.period import Period
from lianxi.kernel.unreadable import Unreadable
from lianxi.portal.accounts.queries import names
from lianxi.portal.charter.basis import instance_basis
from lianxi.portal.charter.queries import first_in_use
from lianxi.portal.dossiers.procedures import PROCEDURES
from lianxi.portal.journal import queries
from lianxi.portal.journal.models import Line
from lianxi.portal.journal.queries import Wanted
from lianxi.portal.ui import column
from lianxi.portal.ui.asked import NO_WORD, either, words
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Choice, Listing, Select
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language
from lianxi.portal.verification import verification

PAGE = 100
FILE = 10_000  # lines of a file: beyond it a reader asks for a shorter time
AT_ONCE = 5_000  # lines of a journal that the page verifies unasked; a longer one takes seconds

# What acts are on, by the first word of their names.
ACTS = {
    "package": Bilingual("地区包", "Packages"),
    "accounts": Bilingual("人员", "People"),
    "directory": Bilingual("通讯录", "Directory"),
    "mail": Bilingual("邮件", "Mail"),
    "backup": Bilingual("备份", "Backups"),
    **{procedure.name: procedure.words for procedure in PROCEDURES.values()},
}
OLDEST = "oldest"


@dataclass(frozen=True)
class Row:
    """A line for a reader: with the names of people and cities, and where its subject is shown."""

    line: Line
    summary: Bilingual
    actor: Bilingual
    on_behalf_of: Bilingual
    address: str
    alone: str  # the address of this actor's lines


@dataclass(frozen=True)
class Asking:
    """What the address asks for, what was wrong with it, and the names of everybody who acted."""

    wanted: Wanted
    problem: Bilingual | None
    counts: queries.Counts
    called: Mapping[str, Bilingual]

    @property
    def selects(self) -> tuple[Select, ...]:
        """The kinds of act and the people that a reader may choose, each with its lines."""
        acts = {word: ACTS[word] for word in ACTS if word in self.counts.acts}
        people = {login: self.called[login] for login in self.counts.actors}
        return (
            _select("acts", KIND, acts, self.counts.acts, self.wanted.acts),
            _select("actor", WHO, people, self.counts.actors, self.wanted.actor),
        )


@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    """Who did what, and whether the chain holds."""
    asking = _asking(request)
    wanted = asking.wanted
    found = queries.lines(PAGE, wanted)
    on = found[-1].seq if len(found) == PAGE else None
    count = queries.count(wanted)
    asked, lines_there = "verify" in request.GET, queries.length()
    values = {
        "tab": "journal",
        "rows": _rows(found, asking),
        "asking": asking,
        "wanted": wanted,
        "problem": asking.problem,
        "count": count,
        "cut": FILE if count > FILE else None,
        "narrowed": bool(_address(wanted, before=None, oldest_first=False)),
        "query": _address(wanted, before=None),
        "on": _address(wanted, before=on) if on else None,
        "verified": verification() if asked or lines_there <= AT_ONCE else None,
        "length": lines_there,
    }
    return render(request, "journal/lines.html", values)


@require_safe
def lines_file(request: HttpRequest, form: Form) -> HttpResponse:
    """The lines asked for, for a spreadsheet; the first ten thousand of them."""
    asking = _asking(request)
    wanted = replace(asking.wanted, before=None)  # every page of them
    rows = _rows(queries.lines(FILE, wanted), asking)
    count = queries.count(wanted)
    lang = reading_language()
    said = tuple((FILTERED.fill(label=label), words) for label, words in _said(asking))
    cut = ((CUT, ONLY.fill(n=FILE, m=count)),) if count > FILE else ()
    name = f"journal-first-{FILE}" if cut else "journal"
    return answer(form, name, LISTING.ask(rows, {}, lang), instance_basis(*said, *cut))


def _asking(request: HttpRequest) -> Asking:
    """What the address asks for; what there is not is said and left out."""
    counts = queries.counts()
    given = request.GET.dict()
    found, problem = words(given, {"acts": ACTS, "actor": counts.actors, "sort": (OLDEST,)})
    before = _number(given.get("before", ""))
    since, until = (_day(given.get(name, "").strip()) for name in ("since", "until"))
    subject = given.get("subject", "").strip()[:200]
    read = {"before": before, "since": since, "until": until, "subject": subject.isprintable()}
    wrong = [given[name][:40] for name, said in read.items() if given.get(name) and not said]
    wanted = Wanted(
        found.get("acts", ""),
        found.get("actor", ""),
        before,
        subject=subject if subject.isprintable() else "",
        since=since,
        until=until,
        oldest_first=found.get("sort") == OLDEST,
    )
    if problem is None and wrong:
        problem = NO_WORD.fill(words=either(wrong))
    return Asking(wanted, problem, counts, names(counts.actors))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _day(text: str) -> date | None:
    """The first day of a date as written; None where it is none."""
    try:
        return Period.read(text).start
    except Unreadable:
        return None


def _address(wanted: Wanted, **instead: object) -> str:
    """What is wanted as the end of an address, with something in it otherwise."""
    asked_for: dict[str, object] = {
        "acts": wanted.acts,
        "actor": wanted.actor,
        "subject": wanted.subject,
        "since": wanted.since,
        "until": wanted.until,
        "before": wanted.before,
        "oldest_first": wanted.oldest_first,
        **instead,
    }
    oldest = {"sort": OLDEST} if asked_for.pop("oldest_first") else {}
    return urlencode({name: value for name, value in asked_for.items() if value} | oldest)


def _rows(found: list[Line], asking: Asking) -> list[Row]:
    in_use = first_in_use() if any(line.on_behalf_of for line in found) else None
    home = reverse("journal")
    return [
        Row(
            line,
            Bilingual(line.summary_zh, line.summary_en),
            asking.called.get(line.actor, same(line.actor)),
            in_use.party(line.on_behalf_of) if in_use else same(line.on_behalf_of),
            _shown(line.subject),
            f"{home}?{_address(asking.wanted, actor=line.actor, before=None)}",
        )
        for line in found
    ]


def _shown(subject: str) -> str:
    """Where a subject is shown: a version on its page."""
    kind, _, rest = subject.partition("/")
    region, _, number = rest.partition("/")
    if kind != "package" or not number.isdigit():
        return ""
    return reverse("package-version", args=[region, int(number)])


def _select(
    key: str,
    label: Bilingual,
    choices: Mapping[str, Bilingual],
    counts: Mapping[str, int],
    chosen: str,
) -> Select:
    every = Choice("", ALL, sum(counts.values()), not chosen)
    made = (
        Choice(word, named, counts.get(word, 0), word == chosen) for word, named in choices.items()
    )
    return Select(key, label, (every, *made))


def _said(asking: Asking) -> list[tuple[Bilingual, Bilingual]]:
    """What is asked for in words, for the file."""
    wanted = asking.wanted
    said: list[tuple[Bilingual, Bilingual | None]] = [
        (KIND, ACTS.get(wanted.acts)),
        (WHO, asking.called.get(wanted.actor) if wanted.actor else None),
        (SUBJECT, same(wanted.subject) if wanted.subject else None),
        (SINCE, Period.on(wanted.since).words() if wanted.since else None),
        (UNTIL, Period.on(wanted.until).words() if wanted.until else None),
    ]
    return [(label, words) for label, words in said if words is not None]


def _role(row: Row) -> Named | None:
    role = row.line.role
    return Named(role, ROLES.get(role, same(role))) if role else None


def _for(row: Row) -> Named | None:
    return Named(row.line.on_behalf_of, row.on_behalf_of) if row.line.on_behalf_of else None


ALL = Bilingual("全部", "All")
KIND = Bilingual("哪类行为", "kind of act")
WHO = Bilingual("谁", "who")
SUBJECT = Bilingual("对象", "subject")
SINCE = Bilingual("自", "from")
UNTIL = Bilingual("至", "to")
FILTERED = Bilingual("筛选：{label}", "filtered by {label}")
PREVIOUS = Bilingual("前一行的哈希", "hash of the line before")
CUT = Bilingual("截断", "cut")
ONLY = Bilingual("共{m}行，此处只有前{n}行", "the first {n} of {m} lines")
COLUMNS: tuple[Column[Row], ...] = (
    column.number("seq", Bilingual("行", "line"), lambda row: row.line.seq),
    column.instant(
        "at", Bilingual("时间", "when"), lambda row: datetime.fromisoformat(row.line.at)
    ),
    column.named("actor", WHO, lambda row: Named(row.line.actor, row.actor)),
    column.named("role", Bilingual("角色", "role"), _role),
    column.named("on_behalf_of", Bilingual("代表", "for"), _for),
    column.text("act", Bilingual("行为", "act"), lambda row: row.line.act),
    column.both("summary", Bilingual("做了什么", "what"), lambda row: row.summary, width=60),
    column.text("subject", SUBJECT, lambda row: row.line.subject, width=36),
    column.text("before", Bilingual("之前的摘要", "digest before"), lambda row: row.line.before),
    column.text("after", Bilingual("之后的摘要", "digest after"), lambda row: row.line.after),
    column.text("previous", PREVIOUS, lambda row: row.line.previous),
    column.text("hash", Bilingual("本行的哈希", "hash"), lambda row: row.line.hash),
)
LISTING: Listing[Row] = Listing("journal", Bilingual("日志", "journal"), COLUMNS)
