"""What clauses and tasks leave open or contradict, in agreements and in plans."""

from datetime import date

from lianxi.charter.article import Article, Consolidated, as_of
from lianxi.charter.forms import NOT_STATED
from lianxi.charter.kinds.agreement import EFFECT, PARTIES
from lianxi.charter.kinds.commitment import Clause, Undertaking
from lianxi.charter.kinds.plan import FOR, MID_TERM, SET_BY, TO
from lianxi.charter.reading import Reader
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Place
from lianxi.kernel.period import Period

FORCELESS = ("intent", "guiding")  # the effects under which nothing follows from a breach


def check(article: Article, reader: Reader) -> None:
    """Notice what an agreement or a plan leaves open; report what can't be."""
    item = article.kind.item
    committed = False
    for version in article.versions:
        for name, clause in version.states.items():
            if isinstance(clause, Clause) and clause.commitment is not None:
                committed = True
                place = version.place.at(f"{item}[{name.removeprefix(f'{item}.')}].commitment")
                _open(clause, clause.commitment, article, place, reader)
    text = as_of(article, date.max)
    if text is not None and article.kind.name == "agreement":
        _effect(text, committed, reader)
    if text is not None:
        _members(text, reader)
        _period(text, reader)


def _open(
    clause: Clause, said: Undertaking, article: Article, place: Place, reader: Reader
) -> None:
    """Notice what is missing of a commitment: the documents' own complaint."""
    about: dict[str, Bilingual | str | int] = {
        "subject": clause.subject,
        "item": article.kind.key(article.kind.item).label,
    }
    if said.lead in (None, "unknown"):
        reader.report("clause.no-lead", place.at("lead"), **about)
    if said.due is None or not said.due.known:
        reader.report("clause.no-due", place.at("due"), **about)
    if article.kind.name == "agreement" and said.liability in (None, NOT_STATED):
        reader.report("clause.no-liability", place.at("liability"), **about)


def _effect(text: Consolidated, committed: bool, reader: Reader) -> None:
    """Notice an agreement that commits without saying how far, or more than it says."""
    effect = text.get(EFFECT)
    place = Place(text.article.file, EFFECT.name)
    if committed and effect in (None, "unknown"):
        reader.report("agreement.no-effect", place, name=text.name)
    for clause in _clauses(text):
        if effect in FORCELESS and clause.commitment and clause.commitment.liability:
            reader.report("agreement.forceless", place, subject=clause.subject)


def _members(text: Consolidated, reader: Reader) -> None:
    """What is broken down per member is an agreement of stated parties, or set by a body."""
    stated = text.get(PARTIES) if text.article.kind.name == "agreement" else text.get(SET_BY)
    for clause in _clauses(text):
        if stated is None and clause.commitment and clause.commitment.per:
            place = Place(text.article.file)
            reader.report("clause.no-members", place, subject=clause.subject)


def _period(text: Consolidated, reader: Reader) -> None:
    """A plan ends no earlier than it begins, and is reviewed in between."""
    first, last, review = text.get(FOR), text.get(TO), text.get(MID_TERM)
    if first is None:
        return
    if last is not None and last.before(first):
        reader.report("plan.order", Place(text.article.file, TO.name), **_said(first, last))
    elif review is not None and (review.before(first) or (last or first).before(review)):
        place = Place(text.article.file, MID_TERM.name)
        reader.report("plan.mid-term", place, **_said(first, last or first), day=review.words())


def _said(first: Period, last: Period) -> dict[str, Bilingual]:
    return {"since": first.words(), "until": last.words()}


def _clauses(text: Consolidated) -> list[Clause]:
    return [stated.value for stated in text.keys.values() if isinstance(stated.value, Clause)]
