"""Open and close accounts, appoint people and end that: the administrator does the first,
the security officer the second, and neither can do both.
"""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from pypinyin import lazy_pinyin

from lianxi.governance.authority import (
    HELD_FOR,
    ROLES,
    Actor,
    Allowed,
    Refused,
    apart,
    can,
)
from lianxi.governance.authority import Appointment as Held
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.accounts import held_for
from lianxi.portal.accounts.models import Appointment, Person
from lianxi.portal.accounts.queries import COMMAND, NOT_PEOPLE, open_on, row_digest
from lianxi.portal.accounts.queries import actor as as_actor
from lianxi.portal.journal.actions import CHINA, record

LOGIN = re.compile(r"[a-z][a-z0-9.-]{2,39}", re.ASCII)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
# Whoever can run commands where the portal runs: with them the first people come in.
COMMANDER = Actor(
    COMMAND,
    NOT_PEOPLE[COMMAND],
    (Held("administrator", date.min), Held("security-officer", date.min)),
)


@dataclass(frozen=True)
class Opened:
    """An account, and the password that was made for it: shown once and kept nowhere."""

    person: Person
    password: str


@dataclass(frozen=True)
class Wanted:
    """An appointment that is asked for; `of` is what it is held for, "" where for nothing."""

    role: str
    of: str
    since: date
    until: date | None = None


def open_account(
    actor: Actor | None, login: str, name_zh: str, name_en: str, at: datetime
) -> Opened | Refused:
    """Open an account with a password that must be changed at the first sign-in."""
    refused = _refused(actor, "account.manage", at)
    if refused is not None:
        return refused
    login, zh, en = login.strip(), name_zh.strip(), name_en.strip()
    if not LOGIN.fullmatch(login) or login.startswith("demo-"):
        return Refused(NO_LOGIN)
    if not zh or not zh.isprintable() or not en.isprintable() or max(len(zh), len(en)) > 60:
        return Refused(NO_NAME)
    password = new_password()
    person = Person(login=login, name_zh=zh, name_en=en or romanised(zh), one_time=True)
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
            _journal(person, actor, "accounts.open", OPENED, at, before="")
    except IntegrityError:
        return Refused(TAKEN.fill(login=login))
    return Opened(person, password)


def give_password(actor: Actor | None, login: str, at: datetime) -> Opened | Refused:
    """Give out a new one-time password; every session of the account is over."""
    refused = _refused(actor, "account.manage", at)
    if refused is not None:
        return refused
    password = new_password()
    with transaction.atomic():
        person = _locked(login)
        if person is None:
            return Refused(NO_PERSON)
        before = row_digest(person)
        person.set_password(password)
        person.one_time = True
        person.sessions += 1
        person.save(update_fields=["password", "one_time", "sessions"])
        _journal(person, actor, "accounts.give-password", GIVEN, at, before=before)
    return Opened(person, password)


def close_account(actor: Actor | None, login: str, at: datetime) -> Person | Refused:
    """Close an account: its sessions and tokens are over at once; its acts stay on record."""
    return _change(actor, login, CLOSE, at)


def reopen_account(actor: Actor | None, login: str, at: datetime) -> Person | Refused:
    """Open a closed account again; its tokens stay revoked."""
    return _change(actor, login, REOPEN, at)


def reset_second_factor(actor: Actor | None, login: str, at: datetime) -> Person | Refused:
    """Take the second factor off an account whose phone was lost; its sessions are over."""
    return _change(actor, login, RESET, at)


def appoint(actor: Actor | None, login: str, wanted: Wanted, at: datetime) -> Appointment | Refused:
    """Appoint somebody to a role from one day to another; nobody appoints themselves."""
    refused = _refused(actor, "appointment.make", at)
    if refused is not None:
        return refused
    if wanted.role not in ROLES or bool(wanted.of) != (wanted.role in HELD_FOR):
        return Refused(NO_ROLE)
    if wanted.until is not None and wanted.until <= wanted.since:
        return Refused(ENDS_FIRST)
    if actor is not None and actor.login == login:
        return Refused(NOT_ONESELF)
    field = "body" if HELD_FOR.get(wanted.role) == "body" else "party"
    for_what = {field: wanted.of} if wanted.of else {}
    with transaction.atomic():
        person = _locked(login)
        if person is None or not open_on(person, at.astimezone(CHINA).date()):
            return Refused(NO_PERSON)
        new = Held(wanted.role, wanted.since, wanted.until, **for_what)
        clash = apart(as_actor(person).appointments, new)
        if clash is not None:
            return clash
        before = row_digest(person)
        made = Appointment.objects.create(
            person=person, role=wanted.role, since=wanted.since, until=wanted.until, **for_what
        )
        words = _role_words(APPOINTED, made)
        _journal(person, actor, "accounts.appoint", words, at, before=before)
    return made


def end_appointment(actor: Actor | None, number: int, at: datetime) -> Appointment | Refused:
    """End an appointment from today on; one that has not begun never will."""
    refused = _refused(actor, "appointment.make", at)
    if refused is not None:
        return refused
    today = at.astimezone(CHINA).date()
    with transaction.atomic():
        login = Appointment.objects.filter(pk=number).values_list("person__login", flat=True)
        person = _locked(login.first() or "")
        held = Appointment.objects.filter(pk=number, person=person).first()
        if person is None or held is None:
            return Refused(NO_APPOINTMENT)
        if actor is not None and actor.login == person.login:
            return Refused(NOT_ONESELF)
        if held.until is not None and held.until <= today:
            return held
        before = row_digest(person)
        held.until = max(today, held.since)
        held.save(update_fields=["until"])
        words = _role_words(ENDED, held)
        _journal(person, actor, "accounts.end-appointment", words, at, before=before)
    return held


def new_password() -> str:
    """Four groups of four letters and digits (79 bits), easy to read out.

    >>> len(new_password())
    19
    """
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def romanised(name: str) -> str:
    """A Chinese name as it is written in English, the family name first.

    >>> romanised("王小芳"), romanised("Li Lei")
    ('Wang Xiaofang', 'Li Lei')
    """
    if name.isascii():
        return name
    family, *given = lazy_pinyin(name)
    return f"{family.capitalize()} {''.join(given).capitalize()}".strip()


def _close(person: Person, day: date) -> Refused | None:
    if person.closed:
        return Refused(CLOSED_ALREADY)
    person.closed = day
    person.sessions += 1
    return None


def _reopen(person: Person, day: date) -> Refused | None:  # noqa: ARG001
    if not person.closed:
        return Refused(OPEN_ALREADY)
    person.closed = None
    return None


def _reset(person: Person, day: date) -> Refused | None:  # noqa: ARG001
    if not person.totp:
        return Refused(NO_FACTOR)
    person.totp, person.totp_used = "", 0
    person.sessions += 1
    return None


@dataclass(frozen=True)
class Change:
    """A change of an account: the right that it needs, its name, its words, what it alters."""

    right: str
    act: str
    words: Bilingual
    alter: Callable[[Person, date], Refused | None]


def _change(actor: Actor | None, login: str, change: Change, at: datetime) -> Person | Refused:
    refused = _refused(actor, change.right, at)
    if refused is not None:
        return refused
    if actor is not None and actor.login == login:
        return Refused(NOT_ONESELF)
    with transaction.atomic():
        person = _locked(login)
        if person is None:
            return Refused(NO_PERSON)
        before = row_digest(person)
        refused = change.alter(person, at.astimezone(CHINA).date())
        if refused is not None:
            return refused
        person.save(update_fields=["closed", "sessions", "totp", "totp_used"])
        _journal(person, actor, change.act, change.words, at, before=before)
    return person


def _refused(actor: Actor | None, right: str, at: datetime) -> Refused | None:
    answer = can(actor, right, at.astimezone(CHINA).date())
    return answer if isinstance(answer, Refused) else None


def _locked(login: str) -> Person | None:
    """A person who is no demo's, and whom nobody else can change meanwhile."""
    return Person.objects.select_for_update().filter(login=login, demo=False).first()


def _journal(
    person: Person, actor: Actor | None, act: str, words: Bilingual, at: datetime, *, before: str
) -> None:
    assert actor is not None, "it was asked whether they may"
    record(
        at=at,
        actor=actor.login,
        role=_role(actor, act, at),
        act=act,
        subject=f"person/{person.login}",
        summary=words.fill(name=person.called, login=person.login),
        before=before,
        after=row_digest(person),
    )


def _role(actor: Actor, act: str, at: datetime) -> str:
    """The role in which somebody did something, for the journal."""
    allowed = can(actor, RIGHT_OF[act], at.astimezone(CHINA).date())
    return allowed.appointment.role if isinstance(allowed, Allowed) else ""


def _role_words(words: Bilingual, held: Appointment) -> Bilingual:
    """Words about an appointment, with what it is held for; the name comes later."""
    role = ROLES[held.role]
    of = held.party or held.body
    full = OF.fill(role=role, of=held_for.words([of])[of]) if of else role
    said = words.zh.replace("{role}", full.zh), words.en.replace("{role}", full.en)
    until = Bilingual(f"{held.until}止", f"until {held.until}") if held.until else GOES_ON
    zh, en = (text.replace("{since}", str(held.since)) for text in said)
    return Bilingual(zh.replace("{until}", until.zh), en.replace("{until}", until.en))


CLOSE = Change(
    "account.manage",
    "accounts.close",
    Bilingual("停用{name}的账号", "closed the account of {name}"),
    _close,
)
REOPEN = Change(
    "account.manage",
    "accounts.reopen",
    Bilingual("恢复{name}的账号", "opened the account of {name} again"),
    _reopen,
)
RESET = Change(
    "appointment.make",
    "accounts.reset-factor",
    Bilingual("解除{name}的动态口令", "took the second factor off the account of {name}"),
    _reset,
)
RIGHT_OF: Mapping[str, str] = {
    "accounts.open": "account.manage",
    "accounts.give-password": "account.manage",
    "accounts.appoint": "appointment.make",
    "accounts.end-appointment": "appointment.make",
    **{change.act: change.right for change in (CLOSE, REOPEN, RESET)},
}
OF = Bilingual("{role}（{of}）", "{role} ({of})")
GOES_ON = Bilingual("长期", "until further notice")
OPENED = Bilingual("为{name}开立账号", "opened an account for {name}")
GIVEN = Bilingual("为{name}发放一次性口令", "gave {name} a one-time password")
APPOINTED = Bilingual(
    "任命{name}为{role}，{since}起，{until}", "appointed {name} {role} from {since}, {until}"
)
ENDED = Bilingual("免去{name}的{role}", "ended that {name} is {role}")
NO_LOGIN = Bilingual(
    "账号应以小写字母开头，由3到40个小写字母、数字、点或连字符组成",
    "a login begins with a small letter and has 3 to 40 small letters, digits, dots or hyphens",
)
NO_NAME = Bilingual("请写明姓名，不超过60字", "give a name, of at most 60 characters")
TAKEN = Bilingual("账号“{login}”已有人使用", "the login “{login}” is taken")
NO_PERSON = Bilingual("没有这个账号，或已停用", "there is no such account, or it is closed")
NO_ROLE = Bilingual("请选择角色，并写明为谁担任", "choose a role, and what it is held for")
NO_APPOINTMENT = Bilingual("没有这项任命", "there is no such appointment")
ENDS_FIRST = Bilingual("止日应晚于起日", "it must end after it begins")
NOT_ONESELF = Bilingual(
    "不能对本人这样做，请由另一人办理", "not to oneself: somebody else must do it"
)
CLOSED_ALREADY = Bilingual("这个账号已停用", "this account is closed already")
OPEN_ALREADY = Bilingual("这个账号没有停用", "this account is not closed")
NO_FACTOR = Bilingual("这个账号没有启用动态口令", "this account has no second factor")
