"""The app of this slice."""

from django.apps import AppConfig


class BenchConfig(AppConfig):
    """Portal slice `bench`."""

    name = "lianxi.portal.bench"
    label = "bench"
