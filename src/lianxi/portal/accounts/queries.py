"""Who is acting, and what people are called."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest

from lianxi.governance.authority import Actor, Appointment
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.digest import Plain, digest
from lianxi.portal.accounts.models import Person

INSTALLER = "install"  # what acts where nobody does: the load at the first start
INSTALLER_NAME = Bilingual("安装程序", "the installer")


def acting(request: HttpRequest) -> Actor | None:
    """Whoever has entered, with their appointments; None for a reader.

    Asking again in the same request costs nothing. A request that was refused before
    anybody looked who it came from is a reader's.
    """
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return None
    if person.demo and not settings.DEMO:  # a demo session does not outlive the demo
        return None
    prefetch_related_objects([person], "appointments")
    return actor(person)


def actor(person: Person) -> Actor:
    """A person as the authority engine knows one."""
    appointments = tuple(
        Appointment(a.role, a.since, a.until, a.party or None) for a in person.appointments.all()
    )
    return Actor(person.login, Bilingual(person.name_zh, person.name_en), appointments)


def names(logins: Iterable[str]) -> dict[str, Bilingual]:
    """What to call whoever acted, by login, in one query; an unknown login stays as it is."""
    called = {login: same(login) for login in logins} | {INSTALLER: INSTALLER_NAME}
    for person in Person.objects.filter(login__in=called.keys() - {INSTALLER}):
        called[person.login] = Bilingual(person.name_zh, person.name_en)
    return called


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
