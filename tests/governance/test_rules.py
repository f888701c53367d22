"""How bodies work: each rule as of a day, and nothing where an article is silent."""

from datetime import date
from fractions import Fraction

import pytest

from lianxi.charter.kinds.body_rules import DECIDES, FOLLOW_UP, Threshold
from lianxi.charter.package import Package
from lianxi.governance import rules
from lianxi.kernel.period import Duration
from tiny import COUNCIL, read, tiny

RULES = """
consults = { within = "15 working days", silence = "no reply" }
settles = ["boats"]
minutes = { confirm_within = "10 working days" }
[version.decides]
by = "majority"
quorum = { at_least = "2/3" }
majority = { more_than = "1/2", of = "votes cast" }
ballots = "secret"
proxies = false
recuses = true
[version.follow_up]
every = "3 months"
report_within = "10 working days"
slip_after = "5 working days"
slip_answer_within = "10 working days"
request_after = "1 month"
request_to = "boats"
request_signed_by = "reeve"
"""
NOTICE = 'notice = "10 working days", reply_within = "5 working days"'
BEFORE, AFTER = date(2004, 1, 1), date(2006, 1, 1)


def lakes() -> Package:
    """The tiny region, whose council makes itself rules in 2005."""
    council = COUNCIL.replace('every = "1 year"', f'every = "1 year", {NOTICE}')
    council = council.replace("[[reading]]", f"{RULES}[[reading]]")
    package = read({**tiny(), "bodies/council.toml": council}).package
    assert package is not None
    return package


def test_a_rule_holds_from_its_day_on() -> None:
    package = lakes()
    for read_rule in (rules.follow_up, rules.decides, rules.consults, rules.minutes):
        assert read_rule(package, "council", BEFORE) is None
        assert read_rule(package, "council", AFTER) is not None
        assert read_rule(package, "moon", AFTER) is None
    assert rules.settles(package, "council", BEFORE) == ()
    assert rules.settles(package, "council", AFTER) == ("boats",)
    version = rules.rests_on(package, "council", FOLLOW_UP, AFTER)
    assert version is not None
    assert version.number == 2
    assert rules.rests_on(package, "council", FOLLOW_UP, BEFORE) is None


def test_times_are_lengths_and_what_is_not_said_is_none() -> None:
    package = lakes()
    follow_up = rules.follow_up(package, "council", AFTER)
    assert follow_up is not None
    assert (str(follow_up.every), follow_up.at_risk_before) == ("3 months", None)
    assert (follow_up.request_to, follow_up.request_signed_by) == ("boats", "reeve")
    meets = rules.meets(package, "council", AFTER)
    assert meets is not None
    assert (meets.notice, meets.reply_within) == (
        Duration(10, "working day"),
        Duration(5, "working day"),
    )
    consults = rules.consults(package, "council", AFTER)
    assert consults is not None
    assert (str(consults.within), consults.silence) == ("15 working days", "no reply")


def test_a_ballot_is_read_exactly_and_reads_well() -> None:
    package = lakes()
    decides = rules.decides(package, "council", AFTER)
    assert decides is not None
    assert decides.majority == Threshold(more_than=Fraction(1, 2), of="votes cast")
    assert (decides.ballots, decides.proxies, decides.recuses) == ("secret", False, True)
    words = DECIDES.words(decides, package)
    assert "法定人数（三分之二以上）" in words.zh
    assert "多数（超过所投票数的半数）" in words.zh
    assert "more than half of the votes cast" in words.en


@pytest.mark.parametrize(
    ("threshold", "number", "enough"),
    [
        (Threshold(at_least=Fraction(2, 3)), 10, False),  # two thirds of 16 is 10 2/3
        (Threshold(at_least=Fraction(2, 3)), 11, True),
        (Threshold(more_than=Fraction(1, 2)), 8, False),
        (Threshold(more_than=Fraction(1, 2)), 9, True),
    ],
)
def test_a_threshold_is_met_by_whole_votes(threshold: Threshold, number: int, enough: bool) -> None:
    assert threshold.met(number, 16) == enough
