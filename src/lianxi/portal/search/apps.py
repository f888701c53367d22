"""The app of this slice."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Portal slice `search`."""

    name = "lianxi.portal.search"
    label = "search"
