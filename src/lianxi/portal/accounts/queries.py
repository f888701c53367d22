"""Who is acting, and what people are called."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hmac import compare_digest

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from lianxi.governance.authority import Actor, Appointment
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.digest import Plain, digest, digest_bytes
from lianxi.portal.accounts import models
from lianxi.portal.accounts.models import Attempt, Person, Token

INSTALLER = "install"  # what acts where nobody does: the load at the first start
PREFIX = "lianxi."
COMMAND = "command"  # whoever runs commands where the portal runs
NOT_PEOPLE = {
    INSTALLER: Bilingual("安装程序", "the installer"),
    COMMAND: Bilingual("命令行", "the command line"),
}


def acting(request: HttpRequest) -> Actor | None:
    """Whoever has entered, with their appointments; None for a reader.

    Asking again in the same request costs nothing. A request that was refused before
    anybody looked who it came from is a reader's.
    """
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return None
    if not open_on(person, timezone.localdate()):
        return None
    return _actor(person, person.held)


def open_on(person: Person, day: date) -> bool:
    """Whether a person may act at all on a day; a demo person does not outlive the demo."""
    closed = person.closed is not None and person.closed <= day
    return not closed and (settings.DEMO or not person.demo)


def actor(person: Person) -> Actor:
    """A person as the authority engine knows one."""
    return _actor(person, person.appointments.all())


def _actor(person: Person, appointed: Iterable[models.Appointment]) -> Actor:
    held = (
        Appointment(a.role, a.since, a.until, a.party or None, a.body or None) for a in appointed
    )
    return Actor(person.login, Bilingual(person.name_zh, person.name_en), tuple(held))


def token_of(text: str, day: date) -> Token | None:
    """The token that a text is, with its person and their appointments; None if it acts as nobody.

    A token is written `lianxi.NUMBER.SECRET`; a demo person's does not outlive the demo.
    """
    number, _, secret = text.removeprefix(PREFIX).partition(".")
    if not text.startswith(PREFIX) or not (number.isascii() and number.isdigit()):
        return None
    found = Token.objects.select_related("person").filter(
        pk=int(number), revoked=None, until__gt=day
    )
    token = found.prefetch_related("person__appointments").first()
    if token is None or not open_on(token.person, day):
        return None
    algorithm = token.digest.partition(":")[0]
    same_secret = compare_digest(digest_bytes(secret.encode(), algorithm), token.digest)
    return token if same_secret else None


def people() -> list[Person]:
    """Everybody who is no demo's, with their appointments; closed accounts last."""
    found = Person.objects.filter(demo=False).prefetch_related("appointments").order_by("login")
    return sorted(found, key=lambda person: person.closed is not None)


def person(login: str) -> Person | None:
    """One of them."""
    found = Person.objects.filter(demo=False, login=login)
    return found.prefetch_related("appointments").first()


def last_in(login: str) -> datetime | None:
    """When somebody signed in last, as far as that is kept."""
    in_ = Attempt.objects.filter(login=login, outcome="in").order_by("-at")
    return in_.values_list("at", flat=True).first()


def tokens_of(login: str) -> list[Token]:
    """The tokens of a person, the newest first."""
    return list(Token.objects.filter(person__login=login).select_related("person"))


def tokens_of_others(login: str, day: date) -> list[Token]:
    """The tokens of everybody else that work on a day, the newest first."""
    working = Token.objects.filter(revoked=None, until__gt=day)
    return list(working.exclude(person__login=login).select_related("person"))


def token_digests(algorithm: str) -> Mapping[str, str]:
    """The digest of every token, for the journal."""
    tokens = Token.objects.select_related("person")
    return {f"token/{token.pk}": token_digest(token, algorithm) for token in tokens}


def token_digest(token: Token, algorithm: str | None = None) -> str:
    """The digest of what was decided of a token: all but when it was used last."""
    days = [str(token.created), str(token.until), str(token.revoked or "")]
    row: list[Plain] = [token.person.login, token.name, token.digest, *days]
    return digest(row, algorithm or settings.DIGEST)


def names(logins: Iterable[str]) -> dict[str, Bilingual]:
    """What to call whoever acted, by login, in one query; an unknown login stays as it is."""
    called = {login: same(login) for login in logins} | NOT_PEOPLE
    others = called.keys() - NOT_PEOPLE.keys()
    for person in Person.objects.filter(login__in=others) if others else ():
        called[person.login] = Bilingual(person.name_zh, person.name_en)
    return called


def row_digests(algorithm: str) -> Mapping[str, str]:
    """The digest of every person with their appointments, for the journal."""
    people = Person.objects.prefetch_related("appointments")
    return {f"person/{person.login}": row_digest(person, algorithm) for person in people}


def row_digest(person: Person, algorithm: str | None = None) -> str:
    """The digest of one person with their appointments; by the setting unless said.

    Who can't sign in, and holds nothing for a body, has the digest that they had before
    there was a way to.
    """
    appointments: list[Plain] = [
        [a.role, a.party, str(a.since), str(a.until or ""), *([a.body] if a.body else [])]
        for a in person.appointments.all()
    ]
    row: list[Plain] = [person.login, person.name_zh, person.name_en, appointments]
    if person.has_usable_password() or person.closed:
        row += [person.password, person.one_time, person.totp, str(person.closed or "")]
    return digest(row, algorithm or settings.DIGEST)
