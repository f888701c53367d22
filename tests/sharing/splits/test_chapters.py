"""The examples of the chapters on splits are what the methods answer, in both languages."""

import re

import pytest

from here import ROOT
from lianxi.sharing.splits import METHODS, decimals, read_game, split

EXAMPLE = re.compile(
    r"^(?:Example: |例：)`(\w+)` (?:of|分) `(\{.*\})` (?:gives|得) ([\d., ]+\d)", re.M
)


@pytest.mark.parametrize("page", ["splits.md", "splits.zh.md"])
def test_examples(page: str) -> None:
    text = (ROOT / "docs" / "explanation" / page).read_text("utf-8")
    examples = EXAMPLE.findall(text)
    assert {method for method, _, _ in examples} == set(METHODS)
    for method, game, shares in examples:
        found = decimals(split(method, read_game(game)).shares, 2)
        assert ", ".join(found.values()) == shares, method
