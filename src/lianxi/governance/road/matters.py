"""The practical matters of a year (实事): what a body promises people, each with its commitments.

A list of them is a text that a body sets and issues, of the form "practical matters", or a plan
of that form among the articles. Each of its lines is a matter, and what was broken down from it
or begun for it says how it stands.

    for each in matters(texts, plans(package, day), day):
        print(each.year, each.subject.zh, each.origin)
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from lianxi.governance.plans import Plan
from lianxi.governance.road.agreement_article import article_id
from lianxi.governance.road.agreement_text import Text, text_as_of
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period

T = TypeVar("T")

FORM = "practical matters"


@dataclass(frozen=True)
class Matter:
    """A practical matter; `origin` is how the commitments that came of it name it.

    `number` is that of the text in which it stands, and 0 where it stands in an article.
    """

    origin: str
    subject: Bilingual
    list_: Bilingual
    year: int | None
    body: str
    lead: str
    due: Period | None
    number: int = 0

    @property
    def clause(self) -> str:
        """The id of its clause or task."""
        return self.origin.partition("#")[2]


def matters(texts: Iterable[tuple[int, Text]], plans: Iterable[Plan], day: date) -> list[Matter]:
    """The practical matters in force on a day, the latest year first."""
    there = [(number, text) for number, text in texts if text.terms.form == FORM and text.force]
    found = [each for number, text in there for each in _of_text(number, text, day)]
    made = {article_id(text, number) for number, text in there}
    for each in plans:
        if each.form == FORM and each.article.id not in made:
            found += _of_plan(each)
    return sorted(found, key=lambda each: (-(each.year or 0), each.number))


def _of_text(number: int, text: Text, day: date) -> Iterator[Matter]:
    as_of = text_as_of(text, day)
    if as_of.standing != "in force" or text.force is None:
        return
    for clause in as_of.clauses:
        if clause.binding:
            yield Matter(
                f"agreement/{number}#{clause.id}",
                clause.subject,
                text.terms.title,
                text.terms.year or text.force.day.year,
                text.terms.body,
                clause.lead,
                Period.on(clause.due) if clause.due else None,
                number,
            )


def _of_plan(plan: Plan) -> Iterator[Matter]:
    year = plan.first.year if plan.first and plan.first.known else None
    for term in plan.terms:
        yield Matter(
            f"{plan.article.id}#{term.id}",
            term.clause.subject,
            plan.name,
            year,
            plan.set_by or "",
            term.lead or "",
            term.due,
        )


def belonging(
    matter: Matter, by_origin: Mapping[str, Sequence[T]], ref: Callable[[T], str]
) -> list[T]:
    """The commitments of a matter, with those that took the place of one that was adjusted."""
    found = list(by_origin.get(matter.origin, ()))
    for each in found:  # grows while it is gone through
        found.extend(by_origin.get(ref(each), ()))
    return found
