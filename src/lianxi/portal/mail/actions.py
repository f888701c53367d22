"""Every write of the mail: where it goes, the digests that are due, a letter that is to go again.

What becomes of a letter that is being sent is written by `posting.py` through `claim` and `note`.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, Q
from django.utils.encoding import punycode

from lianxi.governance.authority import NOBODY, Actor, Refused, can
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.accounts.queries import actor as as_actor
from lianxi.portal.accounts.queries import open_on, person
from lianxi.portal.charter.queries import Current
from lianxi.portal.journal.actions import CHINA, record
from lianxi.portal.mail import queries
from lianxi.portal.mail.environment import Server
from lianxi.portal.mail.models import Letter, Mailbox
from lianxi.portal.mail.wording import CODES, worded

HOUR = 7  # from when on, Beijing time, the digests of a day are written
CLAIMED = timedelta(minutes=15)  # longer than one letter's way through any server's time-outs
AGAIN_MAX = timedelta(hours=6)
GIVEN_UP = timedelta(days=7)
KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Wanted:
    """What a person asks for: the address, how often, in which language."""

    email: str
    often: str
    lang: str


def settle(actor: Actor | None, wanted: Wanted, at: datetime) -> Mailbox | Refused:
    """Say where mail goes and how often; each for oneself alone."""
    refused = _wrong(wanted)
    owner = person(actor.login) if actor else None
    if actor is None or owner is None or refused is not None:
        return refused or Refused(NO_MAILBOX)
    with transaction.atomic():
        box, made = Mailbox.objects.select_for_update(of=("self",)).get_or_create(
            person=owner, defaults={"often": "never", "lang": wanted.lang}
        )
        before = "" if made else queries.row_digest(box)
        moved = box.email != wanted.email
        if not made and not moved and (box.often, box.lang) == (wanted.often, wanted.lang):
            return box
        box.email, box.often, box.lang = wanted.email, wanted.often, wanted.lang
        box.save(update_fields=["email", "often", "lang"])
        words = SETTLED.fill(often=queries.OFTEN[wanted.often])
        record(
            at=at,
            actor=actor.login,
            act="mail.settle",
            subject=queries.subject_of(owner.login),
            summary=MOVED.fill(words=words) if moved else words,
            before=before,
            after=queries.row_digest(box),
        )
    return box


def _wrong(wanted: Wanted) -> Refused | None:
    """Why what is asked for can't be."""
    if wanted.often not in queries.OFTEN or wanted.lang not in CODES:
        return Refused(NO_CHOICE)
    if not wanted.email:
        return Refused(NO_ADDRESS) if wanted.often != "never" else None
    local, _, domain = wanted.email.rpartition("@")
    try:
        validate_email(wanted.email)
        punycode(domain)  # as it will travel
    except (ValidationError, UnicodeError):
        return Refused(NO_ADDRESS)
    if not local.isascii():
        return Refused(NO_ADDRESS)
    if settings.MAIL is not None and not within(settings.MAIL, wanted.email):
        return Refused(ELSEWHERE.fill(domains="、".join(settings.MAIL.domains)))
    return None


def within(server: Server, email: str) -> bool:
    """Whether an address is in a domain that may be written to, or under one."""
    domain = email.rpartition("@")[2].lower()
    return not server.domains or any(
        domain == each or domain.endswith(f".{each}") for each in server.domains
    )


def write_digests(server: Server, at: datetime) -> int:
    """Write the digests that are due at an instant into the outbox; how many there were.

    A second run at once finds a mailbox held, and then looked at. What nobody wants, or has
    nothing to tell, writes nothing. Only live regions are told of.
    """
    local = at.astimezone(CHINA)
    if local.hour < HOUR:
        return 0
    found = queries.live(queries.worked_in())
    if not queries.is_working(found, local.date()):
        return 0
    wanting = Mailbox.objects.exclude(often="never").defer("told")
    fresh = wanting.filter(Q(digested__isnull=True) | Q(digested__lt=local.date()))
    due = [box.pk for box in fresh if queries.due(box, local.date())]
    return sum(_digest(number, found, server, local) for number in due)


def _digest(number: int, found: Sequence[Current], server: Server, at: datetime) -> bool:
    """Write one digest with its mailbox, or nothing; whether there was one to write."""
    day = at.date()
    with transaction.atomic():
        held = Mailbox.objects.select_for_update(of=("self",)).select_related("person")
        box = held.get(pk=number)
        if not queries.due(box, day) or not open_on(box.person, day):
            return False
        parts = queries.parts(as_actor(box.person), found, box.told, at)
        tells = not all(part.empty for part in parts)
        if tells:
            words = worded(parts, day, server.url, "en" if box.lang == "en" else "zh")
            Letter.objects.create(
                person=box.person,
                kind="digest",
                day=day,
                to=box.email,
                subject=words.subject,
                text=words.text,
                html=words.html,
                message_id=_message_id(server),
                state="waiting",
                written_at=at,
                since=at,
                not_before=at,
            )
        box.digested, box.told = day, sorted({key for part in parts for key in part.keys})
        box.save(update_fields=["digested", "told"])
    return tells


def _message_id(server: Server) -> str:
    """What a letter is known by, however often it is sent."""
    return f"<{secrets.token_hex(16)}@{server.sender.rpartition('@')[2]}>"


def tidy(at: datetime) -> int:
    """Delete what was done with long ago, give up what waits for too long; how many those are."""
    Letter.objects.exclude(state="waiting").filter(since__lt=at - KEPT).delete()
    return Letter.objects.filter(state="waiting", since__lt=at - GIVEN_UP).update(state="given up")


def claim(number: int, at: datetime) -> bool:
    """Take a letter to send it: nobody else does for a while, though this process be killed."""
    waits = Letter.objects.filter(pk=number, state="waiting", not_before__lte=at)
    return waits.update(not_before=at + CLAIMED, tries=F("tries") + 1) == 1


def sent(letter: Letter, at: datetime) -> None:
    """The server has taken a letter."""
    _note(letter, state="sent", sent_at=at, error_zh="", error_en="")


def failed(letter: Letter, why: Bilingual) -> None:
    """A letter was refused for good."""
    _note(letter, state="failed", error_zh=why.zh, error_en=why.en)


def given_up(letter: Letter, why: Bilingual) -> None:
    """A letter is not wanted any more."""
    _note(letter, state="given up", error_zh=why.zh, error_en=why.en)


def put_off(letter: Letter, why: Bilingual, at: datetime) -> None:
    """A letter is to be tried again: each time after twice as long."""
    wait = min(CLAIMED * 2 ** min(letter.tries - 1, 10), AGAIN_MAX)
    _note(letter, not_before=at + wait, error_zh=why.zh, error_en=why.en)


def put_back(letter: Letter, why: Bilingual, at: datetime) -> None:
    """It was not the letter's fault: the next run begins with it."""
    _note(letter, not_before=at, error_zh=why.zh, error_en=why.en)


def addressed(letter: Letter, to: str) -> None:
    """The address that a letter is tried with."""
    letter.to = to
    _note(letter, to=to)


def _note(letter: Letter, **what: object) -> None:
    Letter.objects.filter(pk=letter.pk, state="waiting").update(**what)


def send_again(actor: Actor | None, number: int, at: datetime) -> Letter | Refused:
    """Have a letter wait once more, that was refused or given up."""
    allowed = can(actor, "mail.keep", at.astimezone(CHINA).date())
    if actor is None or isinstance(allowed, Refused):
        return allowed if isinstance(allowed, Refused) else Refused(NOBODY)
    with transaction.atomic():
        letter = Letter.objects.select_for_update(of=("self",)).select_related("person")
        found = letter.filter(pk=number).first()
        if found is None:
            return Refused(NO_LETTER)
        if found.state not in ("failed", "given up"):
            return Refused(NOT_AGAIN)
        found.state, found.since, found.not_before, found.tries = "waiting", at, at, 0
        found.save(update_fields=["state", "since", "not_before", "tries"])
        record(
            at=at,
            actor=actor.login,
            role=allowed.appointment.role,
            act="mail.again",
            subject=f"letter/{found.pk}",
            summary=AGAIN.fill(day=str(found.day), name=found.person.called),
        )
    return found


NO_MAILBOX = Bilingual("演示角色没有邮箱", "a role of the demo has no mailbox")
NO_CHOICE = Bilingual("请选择多久一次、用哪种语言", "choose how often, and in which language")
NO_ADDRESS = Bilingual(
    "请填一个邮箱地址，如 name@example.gov.cn", "give one address, such as name@example.gov.cn"
)
ELSEWHERE = Bilingual("只寄到这些域名的地址：{domains}", "mail goes only to addresses in {domains}")
SETTLED = Bilingual("设定待办提要：{often}", "had the digest sent: {often}")
MOVED = Bilingual("{words}，改了地址", "{words}; another address")
NO_LETTER = Bilingual("没有这封信", "there is no such letter")
NOT_AGAIN = Bilingual("这封信没有被拒，也没有放弃", "this letter was neither refused nor given up")
AGAIN = Bilingual("再发给{name}的{day}待办提要", "had the digest of {day} to {name} sent again")
