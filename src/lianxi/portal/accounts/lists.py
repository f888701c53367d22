"""The accounts, and who tried to sign in, as lists that filter, sort and go out as files."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lianxi.governance.authority import ROLES
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.accounts import queries
from lianxi.portal.accounts.me import Shown, shown
from lianxi.portal.accounts.models import Attempt, Person
from lianxi.portal.charter.basis import instance_basis
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language

ATTEMPTS_MAX = 10_000  # the newest are listed: beyond them the log is asked


@dataclass(frozen=True)
class Account:
    """An account in the list, with the roles that it holds today."""

    person: Person
    held: tuple[Shown, ...]

    @property
    def state(self) -> str:
        """Closed, not used yet, or in use."""
        if self.person.closed:
            return "closed"
        return "new" if self.person.one_time else "used"

    @property
    def roles(self) -> Named | None:
        """The roles that it holds, in words."""
        said = [_role(each) for each in self.held]
        if not said:
            return None
        ids = " ".join(each.row.role for each in self.held)
        return Named(ids, _joined(said))


@dataclass(frozen=True)
class Tried:
    """A try to sign in, with the name of the account where there is one."""

    row: Attempt
    name: Bilingual | None

    @property
    def outcome(self) -> Bilingual:
        """What came of it."""
        return OUTCOMES[self.row.outcome]


def accounts_asked(request: HttpRequest) -> Listed[Account]:
    """The accounts that the address asks for."""
    every = [
        Account(person, tuple(s for s in shown(list(person.appointments.all())) if s.held))
        for person in queries.people()
    ]
    return ACCOUNTS.ask(every, request.GET.dict(), reading_language())


def attempts_asked(request: HttpRequest) -> Listed[Tried]:
    """The tries that the address asks for, the newest first."""
    rows = list(Attempt.objects.all()[:ATTEMPTS_MAX])
    called = queries.names({row.login for row in rows if row.login})
    every = [Tried(row, called.get(row.login)) for row in rows]
    filters: tuple[Filter[Tried], ...] = (
        Filter("outcome", OUTCOME, lambda each: (each.row.outcome,), OUTCOMES),
        Filter(
            "login",
            ACCOUNT,
            lambda each: (each.row.login,) if each.row.login else (),
            {row.login: called[row.login] for row in rows if row.login},
        ),
        Filter(
            "address",
            ADDRESS,
            lambda each: (each.row.address,),
            {row.address: same(row.address) for row in rows},
        ),
    )
    listing = Listing("attempts", Bilingual("登录记录", "sign-ins"), TRIED, filters)
    return listing.ask(every, request.GET.dict(), reading_language())


@require_safe
def accounts_file(request: HttpRequest, form: Form) -> HttpResponse:
    """The accounts asked for, for a spreadsheet."""
    return answer(form, "people", accounts_asked(request), instance_basis())


@require_safe
def attempts_file(request: HttpRequest, form: Form) -> HttpResponse:
    """The tries asked for, for a spreadsheet."""
    return answer(form, "attempts", attempts_asked(request), instance_basis())


def _role(each: Shown) -> Bilingual:
    return OF.fill(role=each.role, of=each.of) if each.of else each.role


def _joined(said: Iterable[Bilingual]) -> Bilingual:
    parts = list(said)
    return Bilingual("；".join(p.zh for p in parts), "; ".join(p.en for p in parts))


OF = Bilingual("{role}（{of}）", "{role} ({of})")
ACCOUNT, ADDRESS = Bilingual("账号", "account"), Bilingual("来自", "from")
ROLE, STATE = Bilingual("现任角色", "roles held"), Bilingual("状态", "state")
OUTCOME = Bilingual("结果", "outcome")
STATES = {
    "used": Bilingual("在用", "in use"),
    "new": Bilingual("尚未启用：一次性口令未更改", "not used yet: the one-time password stands"),
    "closed": Bilingual("已停用", "closed"),
}
OUTCOMES = {
    "in": Bilingual("已登录", "signed in"),
    "wrong": Bilingual("口令不对", "wrong password"),
    "code": Bilingual("动态口令不对", "wrong code"),
    "throttled": Bilingual("次数过多，未予核对", "too often: not looked at"),
    "closed": Bilingual("账号已停用", "account closed"),
}
_COLUMNS: tuple[Column[Account], ...] = (
    column.both("name", Bilingual("姓名", "name"), lambda each: each.person.called),
    column.text("login", ACCOUNT, lambda each: each.person.login),
    column.named("roles", ROLE, lambda each: each.roles, width=40),
    column.named("state", STATE, lambda each: Named(each.state, STATES[each.state])),
)
ACCOUNTS: Listing[Account] = Listing(
    "people",
    Bilingual("账号", "accounts"),
    _COLUMNS,
    (
        Filter("role", ROLE, lambda each: [held.row.role for held in each.held], ROLES),
        Filter("state", STATE, lambda each: (each.state,), STATES),
    ),
)
TRIED: tuple[Column[Tried], ...] = (
    column.instant("at", Bilingual("时间", "when"), lambda each: each.row.at.astimezone(CHINA)),
    column.named(
        "account", ACCOUNT, lambda each: Named(each.row.login, each.name) if each.name else None
    ),
    column.text("address", ADDRESS, lambda each: each.row.address),
    column.named("outcome", OUTCOME, lambda each: Named(each.row.outcome, each.outcome)),
)
