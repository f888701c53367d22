"""Sign in: a password, a code where there is a second factor, and a throttle before both.

The writes. A password is hashed with Argon2id (RFC 9106), which takes its time: it is compared
before the transaction in which the outcome is kept, and that transaction looks once more at how
often it went wrong, so that many tries at once get no further than tries one after another.
"""

from datetime import datetime, timedelta
from functools import cache
from hmac import compare_digest

import pyotp
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from lianxi.governance.authority import OFFICERS, Refused
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.accounts.models import Attempt, Person
from lianxi.portal.accounts.queries import open_on, row_digest
from lianxi.portal.journal.actions import CHINA, record

WINDOW = timedelta(minutes=15)
WRONG_BY_LOGIN_MAX = 5  # an account: then it waits until the window has passed
WRONG_BY_ADDRESS_MAX = 50  # an address, behind which a whole office may sit
PASSWORD_LETTERS_MAX = 128
CODE_SECONDS = 30
CODES_AROUND = (-1, 0, 1)  # clocks differ: the code before and the one after count too


def check(login: str, password: str, address: str, at: datetime) -> Person | Refused:
    """Whose login and password these are; they are not in yet where more is to be done."""
    person = Person.objects.filter(login=login, demo=False).first()
    if (wait := _throttled(person, address, at)) is not None:
        return _failed(person, address, at, "throttled", wait)
    kept = person.password if person is not None else _nobodys()
    right = check_password(password[:PASSWORD_LETTERS_MAX], kept)
    if person is None or not right:
        return _failed(person, address, at, "wrong", WRONG)
    if not open_on(person, at.astimezone(CHINA).date()):
        return _failed(person, address, at, "closed", CLOSED)
    wait = _throttled(person, address, at)  # others may have tried while this was compared
    return person if wait is None else _failed(person, address, at, "throttled", wait)


def check_code(person: Person, code: str, address: str, at: datetime) -> Person | Refused:
    """Whether a code is the second factor's; each works once."""
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        wait = _throttled(locked, address, at)
        step = None if wait else accepted(locked.totp, code, locked.totp_used, at)
        if step is not None:
            locked.totp_used = step
            locked.save(update_fields=["totp_used"])
            return locked
    outcome = ("throttled", wait) if wait else ("code", WRONG_CODE)
    return _failed(person, address, at, *outcome)


def accepted(secret: str, code: str, used: int, at: datetime) -> int | None:
    """The time step that a code belongs to, if it is one of now and newer than the last used.

    RFC 6238: steps of 30 seconds, and no code is accepted twice (section 5.2).
    """
    now = int(at.timestamp()) // CODE_SECONDS
    typed = "".join(code.split())
    if not secret or not (typed.isascii() and typed.isdigit()):
        return None
    totp = pyotp.TOTP(secret, interval=CODE_SECONDS)
    steps = [now + around for around in CODES_AROUND if now + around > used]
    return next((s for s in steps if compare_digest(totp.generate_otp(s), typed)), None)


def signed_in(person: Person, address: str, at: datetime) -> None:
    """Keep that somebody is in."""
    with transaction.atomic():
        Attempt.objects.create(at=at, login=person.login, address=address, outcome="in")
        digest = row_digest(person)
        record(
            at=at,
            actor=person.login,
            act="accounts.sign-in",
            subject=f"person/{person.login}",
            summary=SIGNED_IN.fill(name=person.called),
            before=digest,
            after=digest,
        )


def set_password(person: Person, old: str, new: str, at: datetime) -> Person | Refused:
    """Set one's own password; sessions elsewhere are over with the old one."""
    if not person.check_password(old[:PASSWORD_LETTERS_MAX]):
        return Refused(WRONG_OLD)
    if len(new) > PASSWORD_LETTERS_MAX:
        return Refused(TOO_LONG.fill(most=PASSWORD_LETTERS_MAX))
    if new == old:
        return Refused(SAME_PASSWORD)
    try:
        validate_password(new, person)
    except ValidationError as why:
        said = " ".join(why.messages).replace("密码", "口令")  # in the reader's language already
        return Refused(same(said))
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        before = row_digest(locked)
        locked.set_password(new)
        locked.one_time = False
        locked.save(update_fields=["password", "one_time"])
        _journal(locked, "accounts.password", PASSWORD_SET, before, at)
    return locked


def set_second_factor(person: Person, secret: str, code: str, at: datetime) -> Person | Refused:
    """Make a secret one's second factor, once a code shows that the phone has it."""
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        step = accepted(secret, code, 0, at)
        if step is None:
            return Refused(WRONG_CODE)
        before = row_digest(locked)
        locked.totp, locked.totp_used = secret, step
        locked.save(update_fields=["totp", "totp_used"])
        _journal(locked, "accounts.second-factor", FACTOR_SET, before, at)
    return locked


def end_sessions(person: Person, at: datetime) -> Person:
    """End every session of one's own, wherever it is."""
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        locked.sessions += 1
        locked.save(update_fields=["sessions"])
        _journal(locked, "accounts.end-sessions", SESSIONS_ENDED, row_digest(locked), at)
    return locked


def must_have_second_factor(person: Person, at: datetime) -> bool:
    """Whether somebody may not come in without one: the setting says who."""
    if settings.DEMO or settings.SECOND_FACTOR == "off":
        return False
    day = at.astimezone(CHINA).date()
    held = {
        appointment.role
        for appointment in person.appointments.all()
        if appointment.since <= day and (appointment.until is None or day < appointment.until)
    }
    return settings.SECOND_FACTOR == "everyone" or bool(held & OFFICERS)


@cache
def _nobodys() -> str:
    """The password that an unknown login is compared with, so that it takes as long."""
    return make_password(pyotp.random_base32())


def _throttled(person: Person | None, address: str, at: datetime) -> Bilingual | None:
    """Why nobody may try just now: too many went wrong for this account or from this address."""
    since = at - WINDOW
    wrong = Attempt.objects.filter(at__gt=since, outcome__in=("wrong", "code"))
    if wrong.filter(address=address).count() >= WRONG_BY_ADDRESS_MAX:
        return WAIT
    if person is None:
        return None
    mine = Attempt.objects.filter(login=person.login, at__gt=since).order_by("-at", "-pk")
    last_in = mine.filter(outcome="in").values_list("at", flat=True).first()
    failed = wrong.filter(login=person.login, at__gt=last_in or since)
    return WAIT if failed.count() >= WRONG_BY_LOGIN_MAX else None


def _failed(
    person: Person | None, address: str, at: datetime, outcome: str, said: Bilingual
) -> Refused:
    login = person.login if person is not None else ""
    Attempt.objects.create(at=at, login=login, address=address, outcome=outcome)
    return Refused(said)


def _journal(person: Person, act: str, words: Bilingual, before: str, at: datetime) -> None:
    record(
        at=at,
        actor=person.login,
        act=act,
        subject=f"person/{person.login}",
        summary=words.fill(name=person.called),
        before=before,
        after=row_digest(person),
    )


WRONG = Bilingual("账号或口令不对", "the login or the password is wrong")
CLOSED = Bilingual(
    "这个账号已停用，请联系系统管理员", "this account is closed: ask the administrator"
)
WRONG_CODE = Bilingual("动态口令不对或已过期", "the code is wrong or too old")
WAIT = Bilingual(
    "错误次数过多，请在15分钟后再试；若不是本人所为，请告知安全管理员",
    "it went wrong too often: try again in 15 minutes, and tell the security officer "
    "if that was not you",
)
WRONG_OLD = Bilingual("现用口令不对", "the password in use is wrong")
TOO_LONG = Bilingual("口令至多{most}个字符", "a password has at most {most} characters")
SAME_PASSWORD = Bilingual(
    "新口令不能与现用口令相同", "the new password must differ from the old one"
)
SIGNED_IN = Bilingual("{name}登录", "{name} signed in")
PASSWORD_SET = Bilingual("{name}更改口令", "{name} changed the password")
FACTOR_SET = Bilingual("{name}启用动态口令", "{name} set up the second factor")
SESSIONS_ENDED = Bilingual("{name}退出所有会话", "{name} ended all sessions")
