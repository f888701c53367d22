"""Packages as an administrator uploads them, and browsers of people with a role."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from django.test import Client

from tiny import tiny

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)

Enter = Callable[[str], Client]


def archive(files: Mapping[str, str]) -> io.BytesIO:
    """A package as an upload."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as opened:
        for path, text in files.items():
            opened.writestr(f"lakes/{path}", text)
    content.seek(0)
    content.name = "lakes.zip"
    return content


def with_sutton() -> dict[str, str]:
    """The tiny region with one more member."""
    files = tiny()
    files["parties.csv"] += "990400,city,南镇,Sutton,990000,,,stated,book\n"
    files["seats.csv"] += "council,990400,2006,,admission,council-3,stated,book\n"
    return files
