"""The script of a rehearsal: what it holds, and what may be wrong with it."""

import pytest

from lianxi.charter.script import Step
from tiny import codes, read, rehearsal, tiny

STEP = """\
[[step]]
day = "2003-05-05"
as = "secretariat"
at = "calls/new/"
say = { zh = "征集", en = "The call goes out" }
"""


def found(script: str) -> list[str]:
    """The errors of a rehearsal with a script."""
    return codes(read({**rehearsal(), "script.toml": script}))


def test_a_script_is_read_in_its_order() -> None:
    more = (
        STEP.replace("05-05", "06-01") + 'each = "seats:council"\nfields = { party = "{each}" }\n'
    )
    loaded = read({**rehearsal(), "script.toml": STEP + more})
    assert loaded.package is not None, loaded.errors
    first, second = loaded.package.script
    assert isinstance(first, Step)
    assert (first.number, first.role, first.at) == (1, "secretariat", "calls/new/")
    assert second.fields == {"party": "{each}"}


def test_only_a_rehearsal_has_one() -> None:
    assert codes(read({**tiny(), "script.toml": STEP})) == ["script.world"]


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("step = 1\n", "block.form"),
        (STEP + "who = 1\n", "key.unknown"),
        ("steps = 1\n", "key.unknown"),
        (STEP.replace('at = "calls/new/"\n', ""), "key.missing"),
        (STEP.replace("2003-05-05", "2003-05"), "value.form"),
        (STEP.replace("calls/new/", "../../people/"), "value.form"),
        (STEP + "fields = { due = 5 }\n", "value.form"),
        (STEP + 'each = "council"\n', "value.form"),
        (STEP + 'each = "seats:moat"\n', "reference.dangling"),
        (STEP + STEP.replace("05-05", "05-04"), "script.order"),
        (STEP + 'fields = { party = "{each}" }\n', "script.word"),
        (STEP.replace("calls/new/", "calls/{row}/"), "script.word"),
        (STEP + 'except = ["990100"]\n', "script.alone"),
        (STEP + 'where = "boats"\n', "script.alone"),
        (STEP * 501, "script.long"),
    ],
)
def test_a_mistake_is_named(script: str, code: str) -> None:
    assert found(script) == [code]
