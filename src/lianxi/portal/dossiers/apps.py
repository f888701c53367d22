"""The app of this slice."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Portal slice `dossiers`."""

    name = "lianxi.portal.dossiers"
    label = "dossiers"
