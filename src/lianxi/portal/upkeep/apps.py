"""The app of this slice."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """Portal slice `upkeep`."""

    name = "lianxi.portal.upkeep"
    label = "upkeep"
