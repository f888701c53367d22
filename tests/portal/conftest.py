"""A portal with a region loaded, and readers and administrators who look at it."""

import pytest
from django.test import Client

from lianxi.charter.load import Loaded
from lianxi.portal.charter.actions import install
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
