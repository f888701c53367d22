"""The app of this slice."""

from django.apps import AppConfig


class FundYearsConfig(AppConfig):
    """Portal slice `fund_years`."""

    name = "lianxi.portal.fund_years"
    label = "fund_years"
