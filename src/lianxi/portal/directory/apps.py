"""The app of this slice."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Portal slice `directory`."""

    name = "lianxi.portal.directory"
    label = "directory"
