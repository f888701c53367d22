"""What the binding clauses of a text come to: commitments, for each party where they say so.

    for part in breakdown(state, "agreement/1", day, names):
        part.terms.title, part.terms.lead, part.terms.doer

Only what is missing is given: a party that joins later gets its own, due when its accession
says where that says so, and nobody gets one twice. Whoever leaves keeps what it has, until the
office has decided what becomes of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lianxi.governance.road.agreement_acts import Acceded, DraftClause, Row
from lianxi.governance.road.agreement_text import Key, Text, missing, text_as_of
from lianxi.governance.road.commitment_acts import Undertaken
from lianxi.kernel.bilingual import Bilingual, same


@dataclass(frozen=True)
class Part:
    """A commitment that is to be made: its clause, party and task, and its terms."""

    key: Key
    terms: Undertaken

    def row(self, commitment: str) -> Row:
        """How the text keeps that it was made."""
        return Row(*self.key, commitment)


def breakdown(state: Text, ref: str, day: date, names: Mapping[str, Bilingual]) -> list[Part]:
    """What is still to be made of a text as of a day; `names` are those of its parties."""
    text = text_as_of(state, day)
    later = {each.party: each.due for each in state.changes if isinstance(each, Acceded)}
    found = []
    for key in missing(state, day):
        clause = text.clause(key[0])
        assert clause is not None, "what is missing is a part of the text"
        terms = _terms(state, ref, clause, key, names)
        due = later.get(key[1])
        found.append(Part(key, replace(terms, due=due) if due else terms))
    return found


def _terms(
    state: Text, ref: str, clause: DraftClause, key: Key, names: Mapping[str, Bilingual]
) -> Undertaken:
    _, party, task = key
    title = clause.subject
    if task:
        title = OF_TASK.fill(subject=title, task=dict(clause.tasks)[task])
    if party:
        title = OF_PARTY.fill(title=title, party=names.get(party, same(party)))
    return Undertaken(
        title=title,
        lead=clause.lead,
        doer=party or clause.lead,
        body=state.terms.body,
        origin=f"{ref}#{clause.id}",
        supports=clause.supports,
        starts=clause.starts,
        due=clause.due,
        measure=clause.measure,
        evidence=clause.evidence,
        liability=clause.liability,
        task=task,
    )


OF_TASK = Bilingual("{subject}（{task}）", "{subject}: {task}")
OF_PARTY = Bilingual("{party}：{title}", "{title} — {party}")
