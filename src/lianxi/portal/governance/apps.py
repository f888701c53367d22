"""The app of this slice."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Portal slice `governance`."""

    name = "lianxi.portal.governance"
    label = "governance"
