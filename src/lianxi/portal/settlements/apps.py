"""The app of this slice."""

from django.apps import AppConfig


class SettlementsConfig(AppConfig):
    """Portal slice `settlements`."""

    name = "lianxi.portal.settlements"
    label = "settlements"
