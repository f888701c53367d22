"""Every read of consultations, on top of the dossiers."""

from dataclasses import dataclass
from datetime import date

from lianxi.governance.lasting import last_day
from lianxi.governance.road.consultation import CONSULTATION, Consultation
from lianxi.governance.rules import consults
from lianxi.governance.working_days import working_days
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers import queries, ties
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.procedures import PROCEDURES
from lianxi.portal.dossiers.queries import Opened, title_of

ABOUT = ("proposal", "agreement")  # the dossiers whose text members are consulted on


def consultations(region: str) -> list[Opened[Consultation]]:
    """Every consultation of a region, the latest first."""
    return queries.states(region, CONSULTATION)[::-1]


@dataclass(frozen=True)
class Text:
    """A text that members may be consulted on: its reference, kind, title and body."""

    ref: str
    kind: Bilingual
    title: Bilingual
    body: str

    @property
    def called(self) -> Bilingual:
        """The title with the kind before it."""
        return CALLED.fill(kind=self.kind, title=self.title)


def texts(region: str) -> list[Text]:
    """The texts that members may be consulted on: what has not ended."""
    procedures = [PROCEDURES[name] for name in ABOUT if name in PROCEDURES]
    return [
        Text(row.ref, procedure.words, title_of(row), row.body)
        for procedure in procedures
        for row in queries.dossiers(region, procedure)
        if row.ended is None
    ]


def about(found: Opened[Consultation]) -> tuple[str, int, Bilingual] | None:
    """What a consultation is about: kind, number and title of that dossier."""
    for tie in ties.behind([found.row]):
        if tie.how == "about":
            return tie.to.procedure, tie.to.number, title_of(tie.to)
    return None


def due(asked: Asked, body: str) -> date | None:
    """The last day for answers by the body's article; None where it says nothing."""
    rule = consults(asked.found.package, body, asked.today)
    if rule is None:
        return None
    return last_day(asked.today, rule.within, working_days(asked.found.package))


def silence(asked: Asked, body: str) -> str:
    """What silence means by the body's article."""
    rule = consults(asked.found.package, body, asked.today)
    return rule.silence if rule and rule.silence else "no reply"


CALLED = Bilingual("{kind}：{title}", "{kind}: {title}")
