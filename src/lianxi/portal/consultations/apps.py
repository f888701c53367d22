"""The app of this slice."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """Portal slice `consultations`."""

    name = "lianxi.portal.consultations"
    label = "consultations"
