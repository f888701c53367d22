"""Who is acting."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest

from lianxi.governance.authority import Actor, Appointment
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain, digest
from lianxi.portal.accounts.models import Person


def acting(request: HttpRequest) -> Actor | None:
    """Whoever has entered, with their appointments; None for a reader."""
    person = request.user
    if not isinstance(person, Person):
        return None
    if person.demo and not settings.DEMO:  # a demo session does not outlive the demo
        return None
    return actor(person)


def actor(person: Person) -> Actor:
    """A person as the authority engine knows one."""
    appointments = tuple(
        Appointment(a.role, a.since, a.until, a.party or None) for a in person.appointments.all()
    )
    return Actor(person.login, Bilingual(person.name_zh, person.name_en), appointments)


def row_digests(algorithm: str) -> Mapping[str, str]:
    """The digest of every person with their appointments, for the journal."""
    people = Person.objects.prefetch_related("appointments")
    return {f"person/{person.login}": row_digest(person, algorithm) for person in people}


def row_digest(person: Person, algorithm: str | None = None) -> str:
    """The digest of one person with their appointments; by the setting unless said."""
    appointments: list[Plain] = [
        [a.role, a.party, str(a.since), str(a.until or "")] for a in person.appointments.all()
    ]
    row: list[Plain] = [person.login, person.name_zh, person.name_en, appointments]
    return digest(row, algorithm or settings.DIGEST)
