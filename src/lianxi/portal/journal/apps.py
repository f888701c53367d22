"""The app of this slice."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Portal slice `journal`."""

    name = "lianxi.portal.journal"
    label = "journal"
