"""The app of this slice."""

from django.apps import AppConfig


class DesksConfig(AppConfig):
    """Portal slice `desks`."""

    name = "lianxi.portal.desks"
    label = "desks"
