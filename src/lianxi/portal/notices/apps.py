"""The app of this slice."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Portal slice `notices`."""

    name = "lianxi.portal.notices"
    label = "notices"
