"""The app of this slice."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Portal slice `papers`."""

    name = "lianxi.portal.papers"
    label = "papers"
