"""The plans of a region: which body set which tasks for which period.

    for each in plans(package, day):
        print(each.name.zh, each.period.zh, len(each.terms))

A plan's tasks are of the form of an agreement's clauses (`terms.py`).
"""

from dataclasses import dataclass
from datetime import date

from lianxi.charter.article import Article, Consolidated, as_of, empty, on_record, whose
from lianxi.charter.citation import Citation
from lianxi.charter.kinds.plan import FOR, MID_TERM, PLAN_FORM, PLAN_FORMS, SET_BY, TO
from lianxi.charter.package import Package
from lianxi.governance.terms import Term, terms_of
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.kernel.period import Period


@dataclass(frozen=True)
class Plan:
    """A plan as of a day. None is what nothing says."""

    article: Article
    text: Consolidated
    form: str | None
    set_by: str | None
    first: Period | None
    last: Period | None
    mid_term: Period | None
    terms: tuple[Term, ...]
    standing: str
    since: Period
    decided_at: str | None
    status: str
    source: tuple[Citation, ...]

    @property
    def world(self) -> str:
        """The record's, or a rehearsal's where any of its versions on the day is."""
        return whose(self.text)

    @property
    def name(self) -> Bilingual:
        """Its name on the day."""
        return self.text.name

    @property
    def form_words(self) -> Bilingual | None:
        """What form of plan it is."""
        return PLAN_FORMS[self.form] if self.form else None

    @property
    def period(self) -> Bilingual | None:
        """The period that it is for, in words."""
        if self.first is None or self.last is None:
            return self.first.words() if self.first else None
        return SPAN.fill(since=self.first.words(), until=self.last.words())

    @property
    def led(self) -> int:
        """How many tasks name a lead."""
        return sum(term.lead is not None for term in self.terms)

    @property
    def due(self) -> int:
        """How many tasks name a deadline."""
        return sum(term.due is not None for term in self.terms)

    def as_json(self) -> dict[str, Plain]:
        """The form that `/api/v1` answers with."""
        return {
            "id": self.article.id,
            "name_zh": self.name.zh,
            "name_en": self.name.en,
            "form": self.form,
            "set_by": self.set_by,
            "for": str(self.first) if self.first else None,
            "to": str(self.last) if self.last else None,
            "mid_term": str(self.mid_term) if self.mid_term else None,
            "tasks": [term.as_json() for term in self.terms],
            "standing": self.standing,
            "since": str(self.since),
            "decided_at": self.decided_at,
            "status": self.status,
            "source": "; ".join(map(str, self.source)),
            "world": self.world,
        }


SPAN = Bilingual("{since}至{until}", "{since} to {until}")


def plans(package: Package, day: date, known: date | None = None) -> list[Plan]:
    """Every plan on record on a day, by its period; what is only proposed is listed too."""
    found = (plan(article, day, known) for article in package.kind("plan"))
    return sorted((each for each in found if each is not None), key=_order)


def plan(article: Article, day: date, known: date | None = None) -> Plan | None:
    """A plan as of a day, as known on another; None where it is not on record yet."""
    text = as_of(article, day, known) or on_record(article, day, known)
    if text is None and article.proposed:
        text = empty(article).amended(*article.versions)
    if text is None:
        return None
    first, last = text.versions[0], text.versions[-1]
    return Plan(
        article,
        text,
        form=text.get(PLAN_FORM),
        set_by=text.get(SET_BY),
        first=text.get(FOR),
        last=text.get(TO),
        mid_term=text.get(MID_TERM),
        terms=terms_of(text),
        standing=text.standing,
        since=first.in_force_from,
        decided_at=first.decided_at,
        status=last.status,
        source=first.source,
    )


def _order(each: Plan) -> tuple[date, str]:
    start = each.first.start if each.first else None
    return (start or date.max, each.article.id)
