"""The app of this slice."""

from django.apps import AppConfig


class GrantsConfig(AppConfig):
    """Portal slice `grants`."""

    name = "lianxi.portal.grants"
    label = "grants"
