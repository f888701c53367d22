"""The first people come in by a command, for nobody can sign in who could open their accounts."""

from datetime import datetime

from django.db import transaction

from lianxi.governance.authority import HELD_FOR, Refused
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.setting import SettingError
from lianxi.portal import boot  # noqa: F401  # before any model
from lianxi.portal.accounts.people import (
    COMMANDER,
    Opened,
    Wanted,
    appoint,
    give_password,
    open_account,
    reset_second_factor,
)
from lianxi.portal.accounts.queries import person
from lianxi.portal.database import migrate, reached, writable
from lianxi.portal.journal.actions import CHINA


def add(login: str, name: str, name_en: str, role: str) -> str:
    """Open an account, appoint it to a role from today on; gives its one-time password."""
    if role in HELD_FOR:
        raise SettingError(ON_THE_PAGE)
    now = datetime.now(CHINA)
    writable()
    with reached():
        migrate()
        with transaction.atomic():
            opened = _done(open_account(COMMANDER, login, name, name_en, now))
            if role:
                made = appoint(COMMANDER, opened.person.login, Wanted(role, "", now.date()), now)
                if isinstance(made, Refused):
                    raise SettingError(made.reason)
    return opened.password


def reset(login: str) -> str:
    """Give out a new one-time password, and take the second factor off."""
    now = datetime.now(CHINA)
    writable()
    with reached():
        migrate()
        with transaction.atomic():
            opened = _done(give_password(COMMANDER, login, now))
            found = person(login)
            if found is not None and found.totp:
                reset_second_factor(COMMANDER, login, now)
    return opened.password


def _done(outcome: Opened | Refused) -> Opened:
    if isinstance(outcome, Refused):
        raise SettingError(outcome.reason)
    return outcome


ON_THE_PAGE = Bilingual(
    "这个角色要写明为谁担任，请由安全管理员在“账号”页任命",
    "this role is held for something: let the security officer appoint to it under Accounts",
)
