"""A portal with a region loaded, and readers and administrators who look at it."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from lianxi.charter.load import Loaded
from lianxi.portal.charter.actions import install
from mailing import undertake
from postbox import Postbox, postbox
from road import load
from uploads import NOW, Enter


@pytest.fixture
def lake_portal(db: None, lakes: Loaded) -> None:
    """A portal that holds the tiny region and nothing else."""
    install(lakes, NOW)


@pytest.fixture
def delta_portal(db: None, delta: Loaded) -> None:
    """A portal that holds the delta."""
    install(delta, NOW)


@pytest.fixture
def enter(demo: None) -> Enter:
    """Enter a role of the demo: gives a browser that has."""

    def entered(role: str) -> Client:
        client = Client(headers={"accept-language": "en"})
        party = "990100" if role == "liaison" else ""
        answer = client.post("/enter/", {"role": role, "of": party})
        assert answer.status_code == 302, answer.content.decode()
        return client

    return entered


@pytest.fixture
def waiting_work(db: None) -> None:
    """A live region in which the boathouse of Easton has something to do by the year's end."""
    load()
    undertake("修复码头", date(2026, 12, 31))


@pytest.fixture
def mail_server() -> Iterator[Postbox]:
    """A mail server."""
    with postbox() as box:
        yield box
