"""A live region in which work is done: two lake towns and a village, and who does what there.

rows = do(office(), COMMITMENT, undertaken(), "commitment.give", body="council")
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from lianxi.governance.authority import Actor, Appointment, Refused
from lianxi.governance.road.commitment_acts import Undertaken
from lianxi.governance.road.procedure import Procedure
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.charter.actions import install
from lianxi.portal.charter.queries import current
from lianxi.portal.dossiers.actions import Doing, Writing, write
from lianxi.portal.dossiers.models import Dossier
from tiny import read, tiny

REGION = "lake-district"
DAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
EASTON, WESTON, NORHAM = "990100", "990200", "990300"
BOATHOUSE = "990100/boathouse"


def live(world: str = "live") -> dict[str, str]:
    """The tiny region as one in which work is done."""
    files = tiny()
    files["region.toml"] = files["region.toml"].replace('world = "record"', f'world = "{world}"')
    return files


def load(files: Mapping[str, str] | None = None) -> None:
    """A portal that holds it."""
    loaded = read(files or live())
    assert loaded.package is not None, loaded.errors
    install(loaded, DAY - timedelta(days=400))


def actor(role: str, party: str | None = None, body: str | None = None) -> Actor:
    """Somebody with one role, since long ago."""
    name = f"{role}-{party or body or 'all'}"
    return Actor(name, same(name), (Appointment(role, date(2000, 1, 1), None, party, body),))


def doing(by: Actor | None, at: datetime = DAY) -> Doing:
    """Somebody acting in the region."""
    found = current(REGION)
    assert found is not None
    return Doing(by, found, at)


def office(at: datetime = DAY) -> Doing:
    """The secretariat acting."""
    return doing(actor("secretariat"), at)


def liaison(party: str, at: datetime = DAY) -> Doing:
    """A city's liaison acting."""
    return doing(actor("liaison", party), at)


def later(by: Doing, days: int) -> Doing:
    """The same, some days later."""
    return replace(by, at=by.at + timedelta(days=days))


def do(
    by: Doing, procedure: Procedure[Any], what: object, right: str, ref: str = "", **more: object
) -> Dossier:
    """Do one thing that is allowed; gives its dossier."""
    outcome = write(by, replace(Writing(procedure, what, right, ref), **more))  # type: ignore[arg-type]
    assert not isinstance(outcome, Refused), outcome.reason
    return outcome[0]


def refused(
    by: Doing, procedure: Procedure[Any], what: object, right: str, ref: str = "", **more: object
) -> str:
    """Try one thing that is not; gives the English of why."""
    outcome = write(by, replace(Writing(procedure, what, right, ref), **more))  # type: ignore[arg-type]
    assert isinstance(outcome, Refused)
    return outcome.reason.en


def undertaken(**terms: object) -> Undertaken:
    """A commitment: the boathouse repairs the pier by the end of the year."""
    return replace(
        Undertaken(
            title=Bilingual("修复码头", "Repair the pier"),
            lead=WESTON,
            doer=BOATHOUSE,
            body="council",
            origin="treaty#piers",
            supports=(NORHAM,),
            due=date(2026, 12, 31),
            measure="码头一座",
            evidence="验收单",
        ),
        **terms,  # type: ignore[arg-type]
    )
