"""Every read of calls and proposals, on top of the dossiers."""

from dataclasses import dataclass
from datetime import date

from lianxi.governance.road.call import CALL, Call
from lianxi.governance.road.proposal import PROPOSAL, Proposal, Version
from lianxi.governance.road.proposal_acts import Terms
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers import queries, ties
from lianxi.portal.dossiers.queries import Opened, title_of


@dataclass(frozen=True)
class Tied:
    """Another dossier that a proposal is tied to: what to call it and where it stands."""

    ref: str
    number: int
    title: Bilingual
    stage: str
    due: date | None


def calls(region: str) -> list[Opened[Call]]:
    """Every call of a region, the latest first."""
    return queries.states(region, CALL)[::-1]


def proposals(region: str) -> list[Opened[Proposal]]:
    """Every proposal of a region, the latest first."""
    return queries.states(region, PROPOSAL)[::-1]


def of_call(call: Opened[Call]) -> dict[str, Tied]:
    """The proposals that came in by a call, by their reference."""
    return {each.ref: each for each in _after(call, "proposal")}


def consultations(found: Opened[Proposal]) -> list[Tied]:
    """The consultations about a proposal."""
    return _after(found, "consultation")


def before(found: Opened[Proposal]) -> dict[str, Tied]:
    """What a proposal comes from and where it was taken up, by reference."""
    rows = [tie.to for tie in ties.behind([found.row])]
    return {row.ref: Tied(row.ref, row.number, title_of(row), row.stage, row.due) for row in rows}


def changed(old: Version, new: Version) -> dict[str, tuple[object, object]]:
    """What a version changed: by the name of a term, as it was and as it is."""
    return {
        name: (getattr(old.terms, name), getattr(new.terms, name))
        for name in Terms.__dataclass_fields__
        if getattr(old.terms, name) != getattr(new.terms, name)
    }


def _after(found: Opened[Call] | Opened[Proposal], procedure: str) -> list[Tied]:
    came = [tie.dossier for tie in ties.after([found.row])]
    rows = {row.number: row for row in came if row.procedure == procedure}
    return [
        Tied(row.ref, row.number, title_of(row), row.stage, row.due)
        for _, row in sorted(rows.items())
    ]
