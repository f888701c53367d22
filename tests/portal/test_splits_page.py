"""The page of fair division: a small game by every method, and who would rather go alone."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from road import REGION, live, load
from uploads import Enter

AT = f"/regions/{REGION}/splits/"


@pytest.fixture
def clerk(db: None, enter: Enter) -> Client:
    """Somebody of finance, who has entered."""
    load(live("rehearsal"))
    return enter("finance")


def sent(browser: Client, **fields: object) -> str:
    answer = browser.post(AT, fields)
    return " ".join(answer.content.decode().split())


def test_a_table_is_divided_by_every_method_that_fits(clerk: Client) -> None:
    page = sent(clerk, form="needs", game="990100 8\n990200，11\nC\t13", total="")
    assert "13.00 in all" in page
    assert "Easton" in page
    shares = {"2.67", "4.17", "6.16"}  # by Shapley's value
    assert all(f'<td class="figure sum">{share}</td>' in page for share in shares), page
    assert "Methods that do not fit" in page


def test_a_file_of_coalitions_is_checked_by_name(clerk: Client) -> None:
    game = {
        "players": ["A", "B", "C"],
        "cost": {"A": 8, "B": 11, "C": 13, "A,B": 11, "A,C": 14, "B,C": 15, "A,B,C": 20},
    }
    file = SimpleUploadedFile("game.json", json.dumps(game).encode())
    page = sent(clerk, form="needs", game="", file=file)
    assert "6.67" in page
    assert "Would any group leave" in page


@pytest.mark.parametrize(
    ("form", "game", "total", "says"),
    [
        ("needs", "A", "", "should be a name and a figure"),
        ("needs", "A 1\nA 2", "", "stands there twice"),
        ("json", "{", "", "JSON"),
        ("claims", "A 1\nB 2", "x", "x"),
        ("needs", "\n".join(f"P{n} {n}" for n in range(1, 15)), "", "a page takes 12"),
    ],
)
def test_a_game_that_is_none_is_said(
    clerk: Client, form: str, game: str, total: str, says: str
) -> None:
    answer = clerk.post(AT, {"form": form, "game": game, "total": total})
    assert answer.status_code == 422
    assert says in answer.content.decode()
