"""Enter a role in the demo; issue and revoke tokens."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from lianxi.governance.authority import HELD_FOR, ROLES, Actor, Allowed, Refused, can
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import digest_bytes
from lianxi.portal.accounts.models import Appointment, Person, Token
from lianxi.portal.accounts.queries import PREFIX, row_digest, token_digest
from lianxi.portal.journal.actions import CHINA, record


def enter_demo(role: str, of: str, of_name: Bilingual | None, at: datetime) -> Person | Refused:
    """Become somebody of a role, for trying the portal out; the person is made at first need.

    Only where `LIANXI_DEMO` is 1. `of` is what the role is held for: the city of a liaison,
    the unit of a department lead, the body of its secretary; else "".
    """
    if not settings.DEMO:
        return Refused(Bilingual("这里没有开放演示", "this is not a demo"))
    if role not in ROLES or (role in HELD_FOR) != bool(of):
        return Refused(Bilingual("没有这个角色", "there is no such role"))
    name = DEMO_NAME.fill(role=ROLES[role])
    if of_name is not None:
        name = DEMO_NAMES[role].fill(of=of_name)
    login = f"demo-{role}-{of}" if of else f"demo-{role}"
    with transaction.atomic():
        person, made = Person.objects.get_or_create(
            login=login, defaults={"name_zh": name.zh, "name_en": name.en, "demo": True}
        )
        before = "" if made else row_digest(person)
        if made:
            person.set_unusable_password()
            person.save(update_fields=["password"])
            since = at.astimezone(CHINA).date()
            held_for = {"body" if HELD_FOR[role] == "body" else "party": of} if of else {}
            Appointment.objects.create(person=person, role=role, since=since, **held_for)
        record(
            at=at,
            actor=login,
            role=role,
            on_behalf_of=of if role == "liaison" else "",
            act="accounts.enter",
            subject=f"person/{login}",
            summary=Bilingual("{name}进入", "{name} entered").fill(name=name),
            before=before,
            after=row_digest(person),
        )
    return person


@dataclass(frozen=True)
class Issued:
    """A new token and its text, which is shown once and kept nowhere."""

    token: Token
    text: str


def issue_token(actor: Actor, name: str, days: int, at: datetime) -> Issued | Refused:
    """Issue a token that acts as its owner, who alone may ask for it.

    Nobody issues one for another: whoever reads its text could act in their name.
    """
    today = at.astimezone(CHINA).date()
    name = name.strip()
    if not name or len(name) > 60 or not name.isprintable():
        return Refused(NO_NAME)
    if days not in TOKEN_DAYS:
        return Refused(NO_DAYS.fill(days="、".join(map(str, TOKEN_DAYS))))
    secret = secrets.token_hex(32)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(login=actor.login)
        if Token.objects.filter(person=person, revoked=None, until__gt=today).count() >= TOKENS_MAX:
            return Refused(TOO_MANY.fill(n=TOKENS_MAX))
        token = Token.objects.create(
            person=person,
            name=name,
            digest=digest_bytes(secret.encode(), settings.DIGEST),
            created=today,
            until=today + timedelta(days=days),
        )
        words = ISSUED.fill(name=name, until=str(token.until))
        _journal(token, actor, "accounts.token-issue", words, at)
    return Issued(token, f"{PREFIX}{token.pk}.{secret}")


def revoke_token(actor: Actor, number: int, at: datetime) -> Token | Refused:
    """Revoke a token: its owner may, and the administrator."""
    today = at.astimezone(CHINA).date()
    with transaction.atomic():
        locked = Token.objects.select_for_update(of=("self",)).select_related("person")
        token = locked.filter(pk=number).first()
        other = token is not None and token.person.login != actor.login
        allowed = can(actor, "token.revoke", today) if other else None
        if token is None or isinstance(allowed, Refused):
            return Refused(NO_TOKEN) if token is None else Refused(NOT_YOURS)
        if token.revoked is not None:
            return token
        before = token_digest(token)
        token.revoked = today
        token.save(update_fields=["revoked"])
        role = allowed.appointment.role if isinstance(allowed, Allowed) else ""
        words = REVOKED.fill(name=token.name, owner=token.person.login)
        _journal(token, actor, "accounts.token-revoke", words, at, before=before, role=role)
    return token


def used(token: Token, day: date) -> None:
    """Note the day on which a token was used last."""
    if token.last_used != day:
        Token.objects.filter(pk=token.pk).update(last_used=day)


def _journal(
    token: Token,
    actor: Actor,
    act: str,
    words: Bilingual,
    at: datetime,
    *,
    before: str = "",
    role: str = "",
) -> None:
    record(
        at=at,
        actor=actor.login,
        role=role,
        act=act,
        subject=f"token/{token.pk}",
        summary=words,
        before=before,
        after=token_digest(token),
    )


DEMO_NAME = Bilingual("演示·{role}", "Demo {role}")
DEMO_NAMES = {
    "liaison": Bilingual("演示·{of}联络员", "Demo liaison of {of}"),
    "department-lead": Bilingual("演示·{of}负责人", "Demo lead of {of}"),
    "body-secretary": Bilingual("演示·{of}秘书", "Demo secretary of {of}"),
}
TOKEN_DAYS = (30, 90, 365)
TOKENS_MAX = 20
NO_NAME = Bilingual("请写明用途，不超过60字", "say what it is for, in at most 60 characters")
NO_DAYS = Bilingual("有效期应为{days}天之一", "it may last one of {days} days")
TOO_MANY = Bilingual(
    "已有{n}个有效令牌，请先吊销不用的", "there are {n} tokens already: revoke one first"
)
NO_TOKEN = Bilingual("没有这个令牌", "there is no such token")
NOT_YOURS = Bilingual(
    "只有本人或系统管理员可以吊销", "only its owner or the administrator may revoke it"
)
ISSUED = Bilingual(
    "发放令牌“{name}”，{until}失效", "issued the token “{name}”, which ends on {until}"
)
REVOKED = Bilingual("吊销{owner}的令牌“{name}”", "revoked the token “{name}” of {owner}")
