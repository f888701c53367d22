"""The app of this slice."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Portal slice `ui`."""

    name = "lianxi.portal.ui"
    label = "ui"
