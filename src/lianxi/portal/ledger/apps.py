"""The app of this slice."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Portal slice `ledger`."""

    name = "lianxi.portal.ledger"
    label = "ledger"
