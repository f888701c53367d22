"""Pages: the lines of a result, and why one of them is what it is."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.documents.evidence import MEDIA_TYPES
from lianxi.documents.papers.docx import to_docx
from lianxi.documents.sharing.paper import Account, paper
from lianxi.documents.sharing.why import LEAVES, Branch, condition, leaves, tree
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.basis import basis
from lianxi.portal.dossiers.issued import world_of
from lianxi.portal.sharing import queries
from lianxi.portal.sharing.asked import OfRule, choices, rule_of
from lianxi.portal.sharing.listing import ResultLine, lines_listing
from lianxi.portal.sharing.pages import as_of
from lianxi.portal.sharing.results import Worked, worked
from lianxi.portal.sharing.room import rooms
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.column import Named
from lianxi.portal.ui.listing import Listed
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language
from lianxi.sharing.rebuild import rebuild
from lianxi.sharing.run import Line, Shared
from lianxi.sharing.trace import trace

MOST = 300  # rows on a page; a file has them all


@require_safe
def lines(request: HttpRequest, region: str, rule: str) -> HttpResponse:
    """The lines of a result: who pays whom how much, for what."""
    on = rule_of(request, region, rule)
    found = worked(on)
    asked = _asked(request, on, found)
    values = {
        **on.frame(),
        "choices": choices(on),
        "found": found,
        "listed": asked,
        "rows": asked.rows[:MOST],
        "more": len(asked.rows) > MOST,
        "most": MOST,
    }
    return render(request, "sharing/lines.html", values)


@require_safe
def lines_file(request: HttpRequest, region: str, rule: str, form: Form) -> HttpResponse:
    """The lines that are asked for, for a spreadsheet."""
    on = rule_of(request, region, rule)
    found = worked(on)
    name = f"{region}-{rule}-{on.period}" + ("-trial" if on.trial else "")
    return answer(form, name, _asked(request, on, found), basis(on.of.found, *as_of(on, found)))


def _asked(request: HttpRequest, on: OfRule, found: Worked) -> Listed[ResultLine]:
    rows = [line_shown(on, n, line) for n, line in found.lines]
    return lines_listing(rows).ask(rows, request.GET.dict(), reading_language(), on.keep)


def line_shown(on: OfRule, n: int, line: Line) -> ResultLine:
    """A line of a result in words."""
    return ResultLine(
        n,
        line,
        on.naming.titles.get(line.name) or TRANSFER_N.fill(n=line.name),
        Named(line.giver, on.called(line.giver)),
        Named(line.taker, on.called(line.taker)),
        on.naming.keys(line.of),
    )


@require_safe
def why(request: HttpRequest, region: str, rule: str, number: int) -> HttpResponse:
    """Why a line is what it is: its trace as a tree, what rebuilds it, how far inputs may go."""
    on, shared, line = _line(request, region, rule, number)
    told = trace(shared, number - 1)
    branch = tree(told, on.naming)
    batches = {each.number: each for each in queries.batches(region, rule)}
    values = {
        **on.frame(),
        "line": line,
        "number": number,
        "branch": branch,
        "condition": condition(told, on.naming),
        "kinds": LEAVES,
        "differs": rebuild(told),
        "rooms": rooms(on, shared, number - 1, told),
        "batches": [batches[n] for n in _numbers(branch) if n in batches],
        "digest": shared.digest,
        "version": told["version"],
    }
    return render(request, "sharing/why.html", values)


@require_safe
def why_json(request: HttpRequest, region: str, rule: str, number: int) -> HttpResponse:
    """The trace of a line as it is exchanged: `lianxi.sharing.rebuild` works it out again."""
    on, shared, _ = _line(request, region, rule, number)
    content = json.dumps(trace(shared, number - 1), ensure_ascii=False, indent=1)
    return attached(f"{_name(on, number)}.json", "application/json", content.encode())


@require_safe
def why_docx(request: HttpRequest, region: str, rule: str, number: int) -> HttpResponse:
    """The same as a document."""
    on, shared, line = _line(request, region, rule, number)
    told = trace(shared, number - 1)
    account = Account(
        on.title,
        on.period_words,
        line.giver.name,
        line.taker.name,
        line.amount.text,
        line.amount.words,
        str(told["version"]),
        shared.digest,
        tree(told, on.naming),
        trial=on.trial,
        held=not rebuild(told),
    )
    made = paper(account, on.of.today, world_of(on.of), reading_language())
    return attached(f"{_name(on, number)}.docx", MEDIA_TYPES["docx"], to_docx(made))


def _name(on: OfRule, number: int) -> str:
    trial = "-trial" if on.trial else ""
    world = on.of.found.package.region.world
    rehearsal = "-rehearsal" if world == "rehearsal" else ""
    return f"{on.of.region}-{on.rule}-{on.period}-{number}{trial}{rehearsal}"


def _line(
    request: HttpRequest, region: str, rule: str, number: int
) -> tuple[OfRule, Shared, ResultLine]:
    """A line of the result that is asked for, or a page that says there is none."""
    on = rule_of(request, region, rule)
    found = worked(on)
    line = dict(found.lines).get(number - 1)
    if found.shared is None or line is None:
        raise Http404("line")
    return on, found.shared, line_shown(on, number - 1, line)


def _numbers(branch: Branch) -> list[int]:
    """The batches that a line rests on."""
    return sorted({leaf.batch for leaf in leaves(branch) if leaf.batch is not None})


TRANSFER_N = Bilingual("第{n}项转移", "transfer {n}")
