"""The app of this slice."""

from django.apps import AppConfig


class RehearsalsConfig(AppConfig):
    """Portal slice `rehearsals`."""

    name = "lianxi.portal.rehearsals"
    label = "rehearsals"
