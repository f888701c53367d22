"""The app of this slice."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Portal slice `mail`."""

    name = "lianxi.portal.mail"
    label = "mail"
