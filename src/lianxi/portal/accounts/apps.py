"""The app of this slice."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Portal slice `accounts`."""

    name = "lianxi.portal.accounts"
    label = "accounts"
