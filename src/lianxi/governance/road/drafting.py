"""What a draft leaves open or contradicts, while it can still be mended.

    for finding in findings(state, others, package, day):
        print(in_words(finding).message.zh)

They are notices: an office may settle a text that has them, and then says of each why. The
documents' own complaint is behind them: agreements without lead, deadline, liability or effect.
A finding's place is the id of its clause, or "" where it concerns the whole text.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.charter.package import Package
from lianxi.governance.agreements import Agreement, agreements
from lianxi.governance.plans import Plan, plans
from lianxi.governance.road.agreement_acts import Confirmed, DraftClause
from lianxi.governance.road.agreement_text import Text, text_as_of
from lianxi.governance.texts import TEXTS
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Finding, Place
from lianxi.kernel.period import in_words

FORCELESS = ("intent", "guiding")
SHORTEST = 4  # of a subject that counts as the same because a longer one contains it
ITEM = {True: Bilingual("任务", "task"), False: Bilingual("条款", "clause")}


@dataclass(frozen=True)
class Standing:
    """A clause that is in force elsewhere: in which text, about what, led by whom."""

    text: Bilingual
    subject: Bilingual
    lead: str
    tasks: tuple[Bilingual, ...] = ()


def findings(state: Text, others: Mapping[str, Text], package: Package, day: date) -> list[Finding]:
    """What is to be noticed of a draft; `others` are the other texts of the region, by reference.

    `day` is the day on which it is looked at: what is in force on it may overlap.
    """
    found = list(_whole(state))
    elsewhere = [*_elsewhere(others, day), *_on_record(package, day)]
    for clause in state.clauses:
        if clause.binding:
            found += _open(state, clause)
            found += _overlaps(clause, elsewhere)
        found += _wrong(state, clause, package, day)
    return found


def unconfirmed(state: Text, found: list[Finding]) -> list[Finding]:
    """The findings that nobody let stand."""
    return [finding for finding in found if reason(state, finding) is None]


def reason(state: Text, finding: Finding) -> str | None:
    """Why a finding is let stand, where the text is final."""
    confirmed: tuple[Confirmed, ...] = state.final[0].confirmed if state.final else ()
    about = (finding.code, finding.place.key)
    return next((each.why for each in confirmed if (each.code, each.clause) == about), None)


def _whole(state: Text) -> Iterator[Finding]:
    """What concerns the text as a whole."""
    if not state.terms.parties:
        yield _notice("text.no-party", "")
    if not state.clauses:
        yield _notice("text.no-clause", "")
    if not state.plan and state.terms.effect in ("", "unknown"):
        yield _notice("text.no-effect", "")


def _open(state: Text, clause: DraftClause) -> Iterator[Finding]:
    """What a binding clause does not say."""
    plan = state.plan
    forceless = state.terms.effect in FORCELESS
    lacks = {
        "text.no-lead": not clause.lead,
        "text.no-due": clause.due is None,
        "text.no-liability": not plan and not forceless and not clause.liability.strip(),
        "text.no-evidence": not clause.evidence.strip(),
    }
    for code, lacking in lacks.items():
        if lacking:
            yield _notice(code, clause.id, subject=clause.subject, item=ITEM[plan])
    if forceless and clause.liability.strip():
        yield _notice("text.forceless", clause.id, subject=clause.subject)


def _wrong(state: Text, clause: DraftClause, package: Package, day: date) -> Iterator[Finding]:
    """What a clause says that can't be."""
    named = [("text.strange-lead", clause.lead)]
    named += [("text.strange-support", support) for support in clause.supports]
    for code, who in named:
        if who and who not in package.units and who not in package.parties:
            yield _notice(code, clause.id, subject=clause.subject, who=who)
    first = state.force.day if state.force else max(day, state.last)
    if clause.due is not None and clause.due < first:
        values = {"due": in_words(clause.due), "first": in_words(first)}
        yield _notice("text.due-over", clause.id, subject=clause.subject, **values)


def _overlaps(clause: DraftClause, elsewhere: list[Standing]) -> Iterator[Finding]:
    """What is settled already in another text: the same subject, or the same task of a lead."""
    named = {_plain(words) for _, words in clause.tasks}
    for other in elsewhere:
        values = {"subject": clause.subject, "other": other.subject, "text": other.text}
        if _alike(_plain(clause.subject), _plain(other.subject)):
            yield _notice("text.overlap", clause.id, **values)
        elif clause.lead and clause.lead == other.lead and named & set(map(_plain, other.tasks)):
            yield _notice("text.overlap-task", clause.id, **values)


def _alike(one: str, other: str) -> bool:
    """Whether two subjects are the same words, or one is the whole of the other and more."""
    short, long = sorted((one, other), key=len)
    return bool(short) and (short == long or (len(short) >= SHORTEST and short in long))


def _plain(words: Bilingual) -> str:
    """The letters of a text alone: no spaces, no punctuation, one width."""
    text = unicodedata.normalize("NFKC", words.zh).casefold()
    return "".join(letter for letter in text if letter.isalnum())


def _elsewhere(others: Mapping[str, Text], day: date) -> Iterator[Standing]:
    """The clauses in force of the other texts that are kept here."""
    for other in others.values():
        text = text_as_of(other, day)
        if text.standing == "in force":
            for clause in filter(lambda each: each.binding, text.clauses):
                tasks = tuple(words for _, words in clause.tasks)
                yield Standing(other.terms.title, clause.subject, clause.lead, tasks)


def _on_record(package: Package, day: date) -> Iterator[Standing]:
    """The clauses and tasks in force of the package's articles."""
    articles: list[Agreement | Plan] = [*agreements(package, day), *plans(package, day)]
    for each in articles:
        if each.standing not in ("ended", "proposed"):
            for term in each.terms:
                tasks = tuple(term.tasks.values())
                yield Standing(each.name, term.clause.subject, term.lead or "", tasks)


def _notice(code: str, clause: str, **values: Bilingual | str | int) -> Finding:
    return Finding(TEXTS[code].severity, code, Place("", clause), values)
