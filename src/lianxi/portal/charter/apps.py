"""The app of this slice."""

from django.apps import AppConfig


class CharterConfig(AppConfig):
    """Portal slice `charter`."""

    name = "lianxi.portal.charter"
    label = "charter"
