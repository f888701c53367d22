"""The table of portal modules that commands load on demand: the others load no portal."""

from importlib import import_module
from types import ModuleType

PORTAL = {
    "account": "lianxi.portal.command_account",
    "backup": "lianxi.portal.command_backup",
    "commitments": "lianxi.portal.command_commitments",
    "fund": "lianxi.portal.command_fund",
    "mail": "lianxi.portal.command_mail",
    "server": "lianxi.portal.server",
    "verification": "lianxi.portal.command_verify",
}


def portal(name: str) -> ModuleType:
    """Load a module of the portal, with Django started."""
    return import_module(PORTAL[name])
