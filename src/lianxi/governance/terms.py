"""The clauses of an agreement and the tasks of a plan, with what each leaves open."""

from collections.abc import Mapping
from dataclasses import dataclass

from lianxi.charter.amendments import provenance_of
from lianxi.charter.article import Consolidated, Version
from lianxi.charter.citation import Citation
from lianxi.charter.forms import NOT_STATED
from lianxi.charter.kinds.commitment import SUPPORTERS, Clause, Undertaking
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.kernel.period import Period

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Term:
    """A clause or task with what is said of it; None is what nothing says.

    `per_member` tells that each member has its part; `tasks` are the parts by id, in order.
    """

    id: str
    clause: Clause
    version: Version
    status: str
    source: tuple[Citation, ...]
    lead: str | None
    support: str | None
    due: Period | None
    measure: Bilingual | None
    evidence: Bilingual | None
    liability: Bilingual | None
    per_member: bool
    tasks: Mapping[str, Bilingual]

    @property
    def supporters(self) -> Bilingual | None:
        """Who supports, where it is no party by itself: each member."""
        return SUPPORTERS.get(self.support or "")

    @property
    def detailed(self) -> bool:
        """Whether more is said than who and until when."""
        said = (self.measure, self.evidence, self.liability)
        return any(said) or self.per_member or bool(self.tasks)

    def as_json(self) -> dict[str, Plain]:
        """The form that `/api/v1` answers with."""
        return {
            "id": self.id,
            "subject": self.clause.subject.as_json(),
            "text": _both(self.clause.text),
            "lead": self.lead,
            "support": self.support,
            "due": str(self.due) if self.due else None,
            "measure": _both(self.measure),
            "evidence": _both(self.evidence),
            "liability": _both(self.liability),
            "per_member": self.per_member,
            "world": self.version.world,
            "tasks": {id_: name.as_json() for id_, name in self.tasks.items()},
        }


def terms_of(text: Consolidated) -> tuple[Term, ...]:
    """Every clause or task of a text, in the order in which it came in."""
    terms = []
    for name, each in text.keys.items():
        clause = each.value
        if isinstance(clause, Clause):
            said = clause.commitment or Undertaking()
            terms.append(
                Term(
                    name.partition(".")[2],
                    clause,
                    each.version,
                    *provenance_of(each),
                    lead=stated(said.lead),
                    support=stated(said.support),
                    due=said.due if said.due and said.due.known else None,
                    measure=said.measure,
                    evidence=said.evidence,
                    liability=None if said.liability == NOT_STATED else said.liability,
                    per_member=said.per is not None,
                    tasks=said.tasks or {},
                )
            )
    return tuple(terms)


def stated(word: str | None) -> str | None:
    """A word, or None where it is "unknown"."""
    return None if word == UNKNOWN else word


def _both(text: Bilingual | None) -> dict[str, Plain] | None:
    return None if text is None else {"zh": text.zh, "en": text.en}
