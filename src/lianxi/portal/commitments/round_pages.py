"""Pages: the rounds of follow-up, one of them with who reported, its workbooks out and back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lianxi.documents.evidence import BYTES_MAX
from lianxi.documents.workbook_write import write as write_workbook
from lianxi.governance.authority import Refused
from lianxi.governance.lasting import last_day
from lianxi.governance.road.round import ROUND, Round
from lianxi.governance.rules import follow_up
from lianxi.governance.working_days import working_days
from lianxi.kernel import quarter
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.commitments import actions, queries, returns
from lianxi.portal.commitments.act_pages import bodies
from lianxi.portal.commitments.queries import Line
from lianxi.portal.commitments.workbook import book
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.dossiers.asked import Asked, asked, dossier
from lianxi.portal.dossiers.form_page import ByLetter, Sheet, answer, filled, form_page, onward
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called, done
from lianxi.portal.ui import fields
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.intake import classified_workbook
from lianxi.portal.ui.sheet import XLSX
from lianxi.portal.ui.templatetags.words import reading_language

RIGHT = "supervision.write"
REPORT = "commitment.report"


@dataclass(frozen=True)
class City:
    """How a city stands in a round: how many of its commitments were asked about, and reported."""

    party: str
    name: Bilingual
    asked: int
    reported: int

    @property
    def left(self) -> int:
        """How many reports it owes."""
        return self.asked - self.reported


class Open(forms.Form):
    """A round: for which period, of which office, by when."""

    period = fields.text(
        Bilingual("期间", "Period"),
        most=20,
        hint=Bilingual("如2010年一季度、2010Q1", "such as 2010Q1"),
    )
    body = fields.choice(Bilingual("督办机构", "Followed by"))
    due = fields.day(Bilingual("报送期限", "Reports by"))

    def clean_period(self) -> str:
        """A quarter as it is kept, however it was typed."""
        return quarter.kept(str(self.cleaned_data["period"]))


class Return(ByLetter):
    """A workbook that came back."""

    party = fields.choice(Bilingual("城市", "City"))
    workbook = fields.file(Bilingual("工作簿", "Workbook"), required=True)
    field_order = ("party", "workbook", "letter", "scan")


class Close(forms.Form):
    """A round is over."""

    note = fields.area(Bilingual("说明", "Note"), most=1000, required=False)


@require_safe
def rounds(request: HttpRequest, region: str) -> HttpResponse:
    """Every round, the newest first."""
    of = asked(request, region)
    rows = list(reversed(dossiers.dossiers(region, ROUND)))
    values = {**of.frame("road"), "rows": rows, "may_open": of.may(RIGHT)}
    return render(request, "commitments/rounds.html", values)


@require_safe
def one(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """One round: which city reported, what came back."""
    of = asked(request, region)
    on = dossier(of, ROUND, number)
    asked_of = cities(of, on)
    values = {
        **of.frame("road"),
        "on": on,
        "body": called(of.found, f"body:{on.state.opened.body}"),
        "cities": asked_of,
        "books": [
            (n, each, called(of.found, each.received.party), BECAME[each.became])
            for n, each in enumerate(on.state.books, 1)
        ],
        "done": done(of.found, on),
        "may_write": of.may(RIGHT, body=on.state.opened.body),
        "theirs": {each.party for each in asked_of if of.may(REPORT, party=each.party)},
    }
    return render(request, "commitments/round.html", values)


def cities(of: Asked, on: Opened[Round]) -> list[City]:
    """The cities of a round, by how much they still owe."""
    owed = dossiers.about(of.region, "report", on.state.opened.period)
    found: dict[str, list[bool]] = {}
    for line in _lines(of, on):
        found.setdefault(line.city, []).append(line.number not in owed)
    made = [
        City(party, called(of.found, party), len(each), sum(each)) for party, each in found.items()
    ]
    return sorted(made, key=lambda city: (-city.left, city.party))


@form_page(Open)
def open_(request: HttpRequest, region: str) -> HttpResponse:
    """Ask everyone for a report."""
    of = asked(request, region)
    body = _watching(of)
    rules = follow_up(of.found.package, body, of.today)
    due: date | None = None
    if rules and rules.report_within:
        due = last_day(of.today, rules.report_within, working_days(of.found.package))
    now = f"{of.today.year}Q{(of.today.month + 2) // 3}"
    form = filled(Open, request, {"period": now, "due": due, "body": body})
    fields.choose(form, "body", bodies(of))
    sheet = Sheet(OPEN, form, OPEN_BUTTON, reverse("rounds", args=[region]), "road", ALL_OPEN)

    def do() -> Refused | str:
        values = form.cleaned_data
        waiting = [
            line
            for line in queries.lines(of.found, of.today)
            if line.body == values["body"]
            and line.course.ended is None
            and line.course.paused is None
        ]
        title = ROUND_OF.fill(period=quarter.in_words(values["period"]))
        outcome = actions.open_round(
            of.doing, title, values["period"], values["body"], values["due"], waiting
        )
        if isinstance(outcome, Refused):
            return outcome
        return reverse("round", args=[region, outcome.number])

    return answer(request, of, sheet, do)


def _watching(of: Asked) -> str:
    """The body whose article says how commitments are followed; else the main one."""
    package = of.found.package
    bodies_there = (each.id for each in package.kind("body"))
    watching = (id_ for id_ in bodies_there if follow_up(package, id_, of.today))
    return next(watching, package.region.main_body)


@form_page(Close)
def close(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """End a round; what was not reported stays owed."""
    of = asked(request, region)
    on = dossier(of, ROUND, number)
    back = reverse("round", args=[region, number])
    form = filled(Close, request)

    def do() -> Refused | str:
        outcome = actions.close_round(of.doing, on, form.cleaned_data["note"])
        return outcome if isinstance(outcome, Refused) else back

    return answer(request, of, Sheet(CLOSE, form, CLOSE_BUTTON, back, "road", on.title), do)


@require_safe
def workbook(request: HttpRequest, region: str, number: int, party: str) -> HttpResponse:
    """A city's workbook of a round, to be filled in; `all` is every city's."""
    of = asked(request, region)
    on = dossier(of, ROUND, number)
    lines = _lines(of, on)
    there = list(dict.fromkeys(line.city for line in lines))
    wanted = there if party == "all" else [party]
    if not set(wanted) <= set(there):
        raise Http404("party")
    right = RIGHT if party == "all" else REPORT
    if not of.may(right, party=None if party == "all" else party):
        return error_page(request, 403)
    made = book(of.found, on.row.ref, on.state.opened.period, lines, wanted, of.today)
    return attached(
        f"{region}-round-{number}-{party}.xlsx", XLSX, write_workbook(made, reading_language())
    )


def _lines(of: Asked, on: Opened[Round]) -> list[Line]:
    numbers = {int(ref.partition("/")[2]) for ref in on.state.opened.commitments}
    return queries.lines_of(of.found, of.today, numbers)


@form_page(Return)
def receive(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Take in a workbook that came back."""
    of = asked(request, region)
    on = dossier(of, ROUND, number)
    form = filled(Return, request)
    fields.choose(form, "party", _theirs(of, on))
    back = reverse("round", args=[region, number])
    name, content = "", b""
    if request.method == "POST" and form.is_valid():
        name, content = fields.uploaded(form, "workbook") or ("", b"")
        secret = classified_workbook(request, returns.read_back(content).findings)
        if secret is not None:
            return secret

    def do() -> Refused | str:
        values = form.cleaned_data
        if not content or len(content) > BYTES_MAX:
            return Refused(TOO_LARGE.fill(mib=BYTES_MAX // 2**20))
        upload = Upload(name, "xlsx", content)
        doing = of.on_behalf_of(values["party"], values["letter"], values["scan"])
        outcome = returns.receive(doing, on, values["party"], upload)
        if isinstance(outcome, Refused):
            return outcome
        state = dossier(of, ROUND, number).state
        return reverse("round-book", args=[region, number, len(state.books)])

    return answer(request, of, Sheet(RETURN, form, RETURN_BUTTON, back, "road", on.title), do)


def _theirs(of: Asked, on: Opened[Round]) -> Sequence[tuple[str, Bilingual]]:
    """The cities that somebody may bring a workbook in for."""
    parties = dict.fromkeys(line.city for line in _lines(of, on))
    return [(party, called(of.found, party)) for party in parties if of.may(REPORT, party=party)]


@never_cache
@require_safe
def one_book(request: HttpRequest, region: str, number: int, book: int) -> HttpResponse:
    """A workbook that came back: what it reports, before it is entered."""
    return _book(request, region, number, book)


def _book(
    request: HttpRequest,
    region: str,
    number: int,
    book: int,
    problem: Bilingual | None = None,
    status: int = 200,
) -> HttpResponse:
    of = asked(request, region)
    on = dossier(of, ROUND, number)
    if not 1 <= book <= len(on.state.books):
        raise Http404("book")
    kept = on.state.books[book - 1]
    content = dossiers.content(kept.received.file.digest)
    assert content is not None
    made = returns.reports(on, kept.received.party, content, region)
    by_number = {line.number: line for line in _lines(of, on)}
    may_enter = of.may(RIGHT, body=on.state.opened.body)
    if not (may_enter or of.may("commitment.report", party=kept.received.party)):
        return error_page(request, 403)
    values = {
        **of.frame("road"),
        "on": on,
        "number": book,
        "book": kept,
        "party": called(of.found, kept.received.party),
        "became": BECAME[kept.became],
        "reports": [(by_number[n], report) for n, report in made.found.items() if n in by_number],
        "problems": made.problems,
        "late": kept.since > on.state.opened.due,
        "may_enter": may_enter and not kept.became,
        "problem": problem,
    }
    return render(request, "commitments/book.html", values, status=status)


@never_cache
@require_POST
def enter_book(request: HttpRequest, region: str, number: int, book: int) -> HttpResponse:
    """Enter what a workbook reports."""
    of = asked(request, region)
    on = dossier(of, ROUND, number)
    outcome = returns.apply(of.doing, on, book, _lines(of, on))
    if isinstance(outcome, Refused):
        return _book(request, region, number, book, outcome.reason, 422)
    return onward(request, reverse("round", args=[region, number]))


@never_cache
@require_POST
def put_aside(request: HttpRequest, region: str, number: int, book: int) -> HttpResponse:
    """Do not use a workbook."""
    of = asked(request, region)
    on = dossier(of, ROUND, number)
    outcome = returns.put_aside(of.doing, on, book, request.POST.get("why", ""))
    if isinstance(outcome, Refused):
        return _book(request, region, number, book, outcome.reason, 422)
    return onward(request, reverse("round", args=[region, number]))


BECAME = {
    "": Bilingual("待审阅", "waits for review"),
    "applied": Bilingual("已录入", "entered"),
    "put aside": Bilingual("未采用", "not used"),
}
OPEN = Bilingual("调度哪一期？", "Which period is asked about?")
OPEN_BUTTON = Bilingual("开始调度", "Open the round")
ALL_OPEN = Bilingual(
    "该机构督办、尚未审定的全部任务都会收到报送要求。",
    "A report is asked for on every commitment that the body follows and that has not ended.",
)
ROUND_OF = Bilingual("{period}进展调度", "Follow-up of {period}")
CLOSE = Bilingual("结束这次调度？", "Is the round over?")
CLOSE_BUTTON = Bilingual("结束", "Close")
RETURN = Bilingual("哪个城市交回了工作簿？", "Whose workbook came back?")
RETURN_BUTTON = Bilingual("收下并审阅", "Take it in and review")
TOO_LARGE = Bilingual("请选择工作簿，至多{mib} MiB", "choose a workbook of at most {mib} MiB")
