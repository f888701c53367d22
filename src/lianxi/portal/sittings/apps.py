"""The app of this slice."""

from django.apps import AppConfig


class SittingsConfig(AppConfig):
    """Portal slice `sittings`."""

    name = "lianxi.portal.sittings"
    label = "sittings"
