"""Pages: the texts of a region, one of them by clause, what changed in it, its scans."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.charter.kinds.agreement import EFFECTS
from lianxi.documents.evidence import MEDIA_TYPES
from lianxi.governance.road.agreement import AGREEMENT, stage
from lianxi.governance.road.agreement_acts import Acceded, DraftClause, Signed
from lianxi.governance.road.agreement_text import (
    TEXT_FORMS,
    Comment,
    Text,
    TextAsOf,
    effect_days,
    text_as_of,
)
from lianxi.governance.road.difference import moved
from lianxi.governance.road.drafting import reason
from lianxi.governance.texts import in_words
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Explained
from lianxi.portal.charter.basis import basis
from lianxi.portal.dossiers import queries, shown
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.issued import As, issued
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.texts import listing
from lianxi.portal.texts.doable import Doable, doable
from lianxi.portal.texts.paper import paper_of
from lianxi.portal.texts.queries import names, noticed
from lianxi.portal.texts.said import detail
from lianxi.portal.texts.words import Changed, Line, changed, lines
from lianxi.portal.ui import asked as day_asked
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.sheet import Form
from lianxi.portal.ui.sheet import answer as as_file

TAB = "road"


@dataclass(frozen=True)
class Noticed:
    """A finding in words, and why it is let stand where it is."""

    words: Explained
    why: str | None


@dataclass(frozen=True)
class Said:
    """A comment with its number and who made it."""

    number: int
    comment: Comment
    who: Bilingual


@dataclass(frozen=True)
class ClauseShown:
    """A clause with all that stands beside it."""

    number: int
    clause: DraftClause
    lines: list[Line]
    findings: list[Noticed]
    comments: list[Said]
    versions: int
    made: int


@dataclass(frozen=True)
class PartyShown:
    """A party, its signature, and whether it is one on the day."""

    id: str
    name: Bilingual
    signed: Signed | None
    joined: Acceded | None
    bound: bool


@require_safe
@never_cache
def texts(request: HttpRequest, region: str) -> HttpResponse:
    """Every agreement and plan that is or was worked on."""
    asked = asked_of(request, region)
    listed = listing.asked_for(asked, request.GET.dict())
    values = {
        **asked.frame(TAB),
        "listed": listed,
        "drafts": asked.may("agreement.draft"),
        "in_force": sum(each.stage == "in force" for each in listed.every),
        "undone": sum(each.undone for each in listed.every),
    }
    return render(request, "texts/texts.html", values)


@require_safe
@never_cache
def texts_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The texts asked for, for a spreadsheet."""
    asked = asked_of(request, region)
    listed = listing.asked_for(asked, request.GET.dict())
    return as_file(form, f"{region}-texts", listed, basis(asked.found))


@require_safe
@never_cache
def text(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """One text by clause, as it stands or as of a day, with what stands beside each clause."""
    asked = asked_of(request, region)
    found = dossier(asked, AGREEMENT, number)
    on = day_asked.day(request, "at", asked.today)
    as_of = text_as_of(found.state, on.day)
    live = not on.given
    may = doable(asked, found) if live else Doable((), frozenset())
    notices = _noticed(asked, found) if live else []
    face = AGREEMENT.face(found.state)
    values = {
        **asked.frame(TAB),
        "asked": on,
        "found": found,
        "terms": found.state.terms,
        "form": TEXT_FORMS[found.state.terms.form],
        "effect": EFFECTS.get(found.state.terms.effect),
        "body": shown.called(asked.found, f"body:{found.state.terms.body}"),
        "stage": AGREEMENT.stages[stage(found.state)],
        "as_of": as_of,
        "clauses": _clauses(asked, found, as_of, notices),
        "findings": [each for each in notices if not each.words.finding.place.key],
        "noticed": len(notices),
        "comments": _comments(asked, found.state, ""),
        "parties": _parties(asked, found.state, as_of),
        "days": effect_days(found.state),
        "may": may,
        "live": live,
        "done": shown.done(asked.found, found, detail(asked)),
        "duties": shown.owing(asked.found, face.duties, asked.today),
    }
    return render(request, "texts/text.html", values)


@require_safe
@never_cache
def clause(request: HttpRequest, region: str, number: int, clause: str) -> HttpResponse:
    """The versions of a clause side by side: what each changed, when, by whose wish."""
    asked = asked_of(request, region)
    found = dossier(asked, AGREEMENT, number)
    written = found.state.versions(clause)
    if not written:
        raise Http404("clause")
    steps = []
    before: DraftClause | None = None
    for each in written:
        who = shown.called(asked.found, each.by) if each.by else None
        steps.append((each, who, changed(asked, before, each.clause)))
        before = each.clause
    subject = next(each.clause for each in reversed(written) if each.clause).subject
    values = {**asked.frame(TAB), "found": found, "subject": subject, "steps": steps}
    return render(request, "texts/clause.html", values)


@require_safe
@never_cache
def compare(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """What changed in a text from one day to another."""
    asked = asked_of(request, region)
    found = dossier(asked, AGREEMENT, number)
    first = found.state.force.day if found.state.force else found.state.since
    since = day_asked.day(request, "since", first)
    until = day_asked.day(request, "until", asked.today)
    before, after = text_as_of(found.state, since.day), text_as_of(found.state, until.day)
    values = {
        **asked.frame(TAB),
        "found": found,
        "problem": since.problem or until.problem,
        "since": since.day,
        "until": until.day,
        "before": before,
        "after": after,
        "moves": _moves(asked, before, after),
        "joined": _called(asked, found.state, after, before),
        "left": _called(asked, found.state, before, after),
    }
    return render(request, "texts/compare.html", values)


@require_safe
@never_cache
def scan_file(request: HttpRequest, region: str, number: int, file: int) -> HttpResponse:
    """A scan of the signed text."""
    asked = asked_of(request, region)
    found = dossier(asked, AGREEMENT, number)
    if not 1 <= file <= len(found.state.scans):
        raise Http404("scan")
    scan = found.state.scans[file - 1]
    content = queries.content(scan.digest)
    if content is None or scan.form not in MEDIA_TYPES:
        raise Http404("scan")
    name = f"{region}-text-{number}-{file}.{scan.form}"
    return attached(name, MEDIA_TYPES[scan.form], content)


@require_safe
@never_cache
def paper(request: HttpRequest, region: str, number: int, form: As) -> HttpResponse:
    """The text as of a day as a document of the office."""
    asked = asked_of(request, region)
    found = dossier(asked, AGREEMENT, number)
    on = day_asked.day(request, "at", asked.today)
    text = text_as_of(found.state, on.day)
    name = f"{region}-text-{number}-{on.day}"
    return issued(request, name, paper_of(asked, found.state, text), form)


def _noticed(asked: Asked, found: Opened[Text]) -> list[Noticed]:
    """What is noticed, until the text is in force: afterwards it is mended by amendment."""
    if found.state.force is not None or found.state.dropped is not None:
        return []
    return [
        Noticed(in_words(each), reason(found.state, each))
        for each in noticed(asked.found, found, asked.today)
    ]


def _clauses(
    asked: Asked, found: Opened[Text], as_of: TextAsOf, notices: list[Noticed]
) -> list[ClauseShown]:
    return [
        ClauseShown(
            number,
            clause,
            lines(asked, clause),
            [each for each in notices if each.words.finding.place.key == clause.id],
            _comments(asked, found.state, clause.id),
            len(found.state.versions(clause.id)),
            sum(row.clause == clause.id for row in found.state.rows),
        )
        for number, clause in enumerate(as_of.clauses, 1)
    ]


def _comments(asked: Asked, state: Text, clause: str) -> list[Said]:
    return [
        Said(n, each, shown.called(asked.found, each.party))
        for n, each in enumerate(state.comments, 1)
        if each.clause == clause
    ]


def _parties(asked: Asked, state: Text, as_of: TextAsOf) -> list[PartyShown]:
    signed = {each.party: each for each in state.signatures}
    joined = {each.party: each for each in state.changes if isinstance(each, Acceded)}
    return [
        PartyShown(id_, name, signed.get(id_), joined.get(id_), id_ in as_of.parties)
        for id_, name in names(asked.found, state).items()
    ]


def _moves(
    asked: Asked, before: TextAsOf, after: TextAsOf
) -> list[tuple[Bilingual, Bilingual, list[Changed]]]:
    """Each clause that differs: its subject, what became of it, and what it says differently."""
    found = []
    for each in moved(before, after):
        there = each.after or each.before
        assert there is not None
        word = ADDED if each.before is None else GONE if each.after is None else RESTATED
        found.append((there.subject, word, changed(asked, each.before, each.after)))
    return found


def _called(asked: Asked, state: Text, there: TextAsOf, other: TextAsOf) -> list[Bilingual]:
    """The parties on one day that are none on another."""
    called = names(asked.found, state)
    return [called[party] for party in there.parties if party not in other.parties]


ADDED = Bilingual("新增", "added")
GONE = Bilingual("废止", "repealed")
RESTATED = Bilingual("修改", "restated")
