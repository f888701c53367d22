"""Pages: the accounts of a year, each also as docx and PDF; the papers of follow-up."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.governance.road.account import TASK, Line, Section
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.asked import dossier
from lianxi.portal.dossiers.issued import As, issued
from lianxi.portal.papers import follow_up
from lianxi.portal.papers.composing import KINDS, drafted
from lianxi.portal.papers.wanted import setting, wanted
from lianxi.portal.ui.templatetags.words import reading_language

TAB = "road"


@dataclass(frozen=True)
class Cell:
    """A cell of a table on a page: what its column is called, and what stands in it."""

    label: Bilingual
    words: Bilingual
    linked: bool


@dataclass(frozen=True)
class Row:
    """A line of a table on a page, with the dossier that it is about."""

    cells: tuple[Cell, ...]
    procedure: str
    number: int


@require_safe
@never_cache
def accounts(request: HttpRequest, region: str) -> HttpResponse:
    """The accounts that there are."""
    asked = asked_of(request, region)
    return render(request, "papers/accounts.html", {**asked.frame(TAB), "kinds": KINDS})


@require_safe
@never_cache
def account(request: HttpRequest, region: str, account: str) -> HttpResponse:
    """An account of a year as of a day."""
    asked = asked_of(request, region)
    want = wanted(request, asked, account)
    made = want.account
    values = {
        **asked.frame(TAB),
        "want": want,
        "made": made,
        "sections": [(section, list(_rows(section))) for section in made.sections],
        "query": urlencode(want.query),
        "kinds": KINDS,
        "may_issue": not want.kind.of_party and asked.may("paper.issue", body=want.scope.body),
        "may_report": want.kind.of_party and asked.may("paper.report", party=want.party),
    }
    return render(request, "papers/account.html", values)


def _rows(section: Section) -> Iterator[Row]:
    heads = [column.words for column in section.columns]
    linked = heads.index(TASK) if TASK in heads else 0
    yield from (_row(heads, line, linked) for line in section.lines)


def _row(heads: list[Bilingual], line: Line, linked: int) -> Row:
    procedure, _, number = line.ref.partition("/")
    pairs = enumerate(zip(heads, line.cells, strict=True))
    cells = tuple(Cell(head, words, bool(line.ref) and at == linked) for at, (head, words) in pairs)
    return Row(cells, procedure, int(number or 0))


@require_safe
@never_cache
def account_paper(request: HttpRequest, region: str, account: str, form: As) -> HttpResponse:
    """An account as a document, without a number: a draft until it is issued."""
    asked = asked_of(request, region)
    want = wanted(request, asked, account)
    made = drafted(want.account, want.kind.form, setting(asked, want, reading_language()))
    return issued(request, f"{region}-{account}-{want.scope.year}", made, form)


@require_safe
@never_cache
def commitment_paper(
    request: HttpRequest, region: str, number: int, sheet: str, item: int, form: As
) -> HttpResponse:
    """A slip, its answer or a request for coordination, as a document."""
    asked = asked_of(request, region)
    on = dossier(asked, COMMITMENT, number)
    made = follow_up.paper_of(asked, on, sheet, item)
    if made is None:
        raise Http404("paper")
    return issued(request, f"{region}-commitment-{number}-{sheet}-{item}", made, form)
