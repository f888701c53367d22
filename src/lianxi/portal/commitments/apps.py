"""The app of this slice."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """Portal slice `commitments`."""

    name = "lianxi.portal.commitments"
    label = "commitments"
