"""Administrators who act without a browser."""

from datetime import timedelta

from lianxi.governance.authority import Actor, Appointment
from lianxi.kernel.bilingual import same
from uploads import NOW


def administrator(login: str) -> Actor:
    """An administrator since yesterday."""
    since = NOW.date() - timedelta(days=1)
    return Actor(login, same(login), (Appointment("administrator", since),))
