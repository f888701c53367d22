"""The app of this slice."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Portal slice `proposals`."""

    name = "lianxi.portal.proposals"
    label = "proposals"
