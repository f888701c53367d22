"""The app of this slice."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Portal slice `sharing`."""

    name = "lianxi.portal.sharing"
    label = "sharing"
