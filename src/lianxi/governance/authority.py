"""Who may do what: rights follow from dated appointments to roles; nothing else gives them.

Default deny. A right belongs to a role for an action; an appointment gives a
person a role from one day to another, for a party where the role is a party's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.kernel.bilingual import Bilingual

ROLES: Mapping[str, Bilingual] = {
    "secretariat": Bilingual("秘书处", "secretariat"),
    "liaison": Bilingual("城市联络员", "liaison of a city"),
    "finance": Bilingual("财务", "finance"),
    "auditor": Bilingual("审计员", "auditor"),
    "administrator": Bilingual("系统管理员", "administrator"),
}

ACTIONS: Mapping[str, Bilingual] = {
    "package.list": Bilingual("查看地区包的各个版本", "see the versions of the region packages"),
    "package.load": Bilingual("审阅并装载地区包", "review and load region packages"),
    "journal.read": Bilingual("查阅日志", "read the journal"),
    "token.revoke": Bilingual("吊销他人的令牌", "revoke the tokens of others"),
}

RIGHTS: Mapping[str, frozenset[str]] = {
    "package.load": frozenset({"administrator"}),
    "package.list": frozenset({"administrator", "secretariat", "auditor"}),
    "journal.read": frozenset({"administrator", "secretariat", "auditor"}),
    "token.revoke": frozenset({"administrator"}),
}


@dataclass(frozen=True)
class Appointment:
    """A role held from one day up to another; `party` where it is held for a city."""

    role: str
    since: date
    until: date | None = None
    party: str | None = None

    def held(self, at: date) -> bool:
        """Whether it is held on a day."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True)
class Actor:
    """Whoever acts: a person with appointments, or nobody who has signed in."""

    login: str
    name: Bilingual
    appointments: tuple[Appointment, ...] = ()


@dataclass(frozen=True)
class Allowed:
    """The answer yes, with the appointment that gives the right."""

    appointment: Appointment


@dataclass(frozen=True)
class Refused:
    """The answer no, and why."""

    reason: Bilingual


def rights_of(role: str) -> list[Bilingual]:
    """What a role may do beyond reading what is public, in words.

    >>> [right.en for right in rights_of("auditor")]
    ['see the versions of the region packages', 'read the journal']
    """
    return [words for action, words in ACTIONS.items() if role in RIGHTS[action]]


def can(actor: Actor | None, action: str, at: date) -> Allowed | Refused:
    """Whether an actor may do something on a day.

    >>> office = Actor("a", Bilingual("甲", "A"), (Appointment("auditor", date(2026, 1, 1)),))
    >>> can(office, "package.load", date(2026, 6, 1)).reason.en
    'only the administrator may do this'
    """
    roles = RIGHTS.get(action, frozenset())
    if actor is not None:
        for appointment in actor.appointments:
            if appointment.role in roles and appointment.held(at):
                return Allowed(appointment)
    if actor is None:
        return Refused(Bilingual("请先进入一个角色", "enter as somebody first"))
    names = [ROLES[role] for role in sorted(roles)]
    return Refused(
        Bilingual(
            f"只有{'、'.join(name.zh for name in names)}可以这样做",
            f"only the {' or '.join(name.en for name in names)} may do this",
        )
    )
