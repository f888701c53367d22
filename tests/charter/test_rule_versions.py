"""What a rule says version by version: of one day together, and by name alone."""

from lianxi.charter.load import Loaded
from shares import HEAD, POT
from tiny import codes, read, tiny

PAYS = """\
each = { member = "seats:council" }
[[version.transfer]]
from = "member"
to = "fund:pot"
amount = "fee"
"""
FEE = """\
[[version]]
in_force_from = "2006"
status = "stated"
source = "book, ch. 2"
parameters.fee = { value = "5", unit = "CNY" }
"""


def loaded(rule: str) -> Loaded:
    return read({**tiny(), "rules/rule.toml": HEAD + rule, "funds/pot.toml": POT})


def test_versions_of_one_day_are_one_text() -> None:
    """What a source states stands beside what another does; neither has to be whole alone."""
    assert codes(loaded(PAYS + FEE)) == []
    later = FEE.replace('in_force_from = "2006"', 'in_force_from = "2007"')
    assert codes(loaded(PAYS + later)) == ["rule.unknown-name"]
    known = FEE.replace('status = "stated"', 'known_from = "2008"\nstatus = "stated"')
    assert codes(loaded(PAYS + known)) == ["rule.unknown-name"]


def test_a_rule_may_be_named_before_anybody_knows_its_formula() -> None:
    aim = 'aim = { zh = "修堤", en = "Mend the dyke" }\n'
    assert codes(loaded(aim)) == []
    assert codes(loaded(aim + 'each = { member = "seats:council" }\n')) == ["rule.needs"]
    assert codes(loaded(aim + 'parameters.fee = "5"\n')) == ["rule.needs"]
