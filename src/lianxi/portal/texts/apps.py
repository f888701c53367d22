"""The app of this slice."""

from django.apps import AppConfig


class TextsConfig(AppConfig):
    """Portal slice `texts`."""

    name = "lianxi.portal.texts"
    label = "texts"
