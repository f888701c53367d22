"""How far a script was walked, and what each step led to: read from what the pages kept."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lianxi.charter.package import Package
from lianxi.charter.script import FUNDS, RULES, Step
from lianxi.portal.dossiers.kept import Kept
from lianxi.portal.dossiers.kept import kept as kept_in
from lianxi.portal.ledger.queries import by_hand
from lianxi.portal.rehearsals.actions import who
from lianxi.portal.sharing.queries import by_day

# By the first part of an address: the procedure whose dossiers it is about.
PROCEDURES: Mapping[str, str] = {
    "calls": "call",
    "proposals": "proposal",
    "consultations": "consultation",
    "sittings": "sitting",
    "texts": "agreement",
    "commitments": "commitment",
    "rounds": "round",
    "accounts": "paper",
    "notices": "notice",
    "grants": "grant",
    "fund-years": "fund-year",
    "settlements": "settlement",
}
ISSUE = "issue"  # within the address of another dossier: a paper goes out from there
ISSUING = ("paper", "commitment")  # the dossiers whose papers are dossiers too
TOGETHER = "together"  # a form for several dossiers at once


ENTERED = "entered"  # in place of a procedure: figures of a sharing rule that come in
BOOKED = "booked"  # in place of a procedure: what finance books without a dossier
SEVERAL = 0  # in place of a number: a step that is done in several dossiers


@dataclass(frozen=True)
class Progress:
    """A step, how often it is done, and the dossier that it leads to once it is done."""

    step: Step
    times: int
    dossier: tuple[str, int] | None  # the procedure and the number
    done: bool


def progress(package: Package) -> list[Progress]:
    """Every step in order; a query for dossiers, for what is booked and for figures.

    A step is done where its dossier has as many acts of its day and role as the steps up to it
    take: whoever walks by hand, with the clock set to the day of each step, sees the same.
    """
    kept = Counter(kept_in(package.region.id))
    for (procedure, _, day, role), acts in list(kept.items()):
        kept[Kept(procedure, SEVERAL, day, role)] += acts
    for day, booked in by_hand(package.region.id).items():
        kept[Kept(BOOKED, SEVERAL, day, "finance")] += booked
    for day, batches in by_day(package.region.id).items():
        kept[Kept(ENTERED, SEVERAL, day, "finance")] += batches
    begun: Counter[str] = Counter()
    taken: Counter[Kept] = Counter()
    found = []
    for step in package.script:
        times = len(who(package, step)) if step.each else 1
        procedure, number = _about(step, begun, times)
        key = Kept(procedure, number, step.day, step.role)
        needed = taken[key] + 1
        taken[key] += times
        done = kept[key] >= needed
        shown = (procedure, number) if done and number != SEVERAL else None
        found.append(Progress(step, times, shown, done))
    return found


def _about(step: Step, begun: Counter[str], times: int) -> tuple[str, int]:
    """The procedure and the number of the dossier that a step is about; or `SEVERAL`.

    A step that begins dossiers leads to the first of them.
    """
    if step.at.startswith(FUNDS):
        return BOOKED, SEVERAL
    if step.at.startswith(RULES):
        return ENTERED, SEVERAL
    parts = step.at.partition("?")[0].split("/")
    procedure = PROCEDURES.get(parts[0], "")
    if ISSUE in parts and procedure in ISSUING:
        procedure = "paper"
    second = parts[1] if len(parts) > 1 else ""
    if procedure != "paper" and second.isdecimal():
        return procedure, int(second)
    if procedure != "paper" and ("{" in second or second == TOGETHER):
        return procedure, SEVERAL
    first = begun[procedure] + 1
    begun[procedure] += times
    return procedure, first
