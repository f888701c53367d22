"""A portal with a region loaded, and readers and administrators who look at it."""

import pytest
from django.test import Client

from here import DELTA
from lianxi.charter.load import load_path
from lianxi.portal.charter.actions import install
from tiny import read, tiny
from uploads import NOW, Enter


@pytest.fixture
def lake_portal(db: None) -> None:
    """A portal that holds the tiny region and nothing else."""
    install(read(tiny()), NOW)


@pytest.fixture
def delta_portal(db: None) -> None:
    """A portal that holds the delta."""
    install(load_path(DELTA), NOW)


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
