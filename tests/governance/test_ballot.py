"""A ballot counted by exact shares, against counting by hand; and what can't be counted."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.governance.authority import Refused
from lianxi.governance.road.ballot import Result, Room, count, least, share
from lianxi.governance.road.sitting_acts import Balloted, Rules

ROLL = tuple("abcdef")
RULES = Rules(
    quorum="2/3",
    majority=">1/2",
    of="present",
    ballots="open",
    proxies=True,
    recuses=True,
)
ROOM = Room(ROLL, tuple("abcd"), {"e": "a"})
BALLOT = Balloted(1, {"a": "yes", "b": "yes", "c": "no", "e": "yes"}, {"e": "a"}, ("d",))


def counted(rules: Rules = RULES, room: Room = ROOM, ballot: Balloted = BALLOT) -> Result:
    result = count(rules, room, ballot)
    assert isinstance(result, Result), result
    return result


def test_the_sentence_shows_every_number() -> None:
    said = counted(replace(RULES, quorum="1/2")).sentence
    assert said.zh == (
        "应到5席（另有1席回避）；实到3席，委托表决1席；法定人数为应到5席的1/2以上，即3席，已达到；"
        "赞成3票，反对1票，弃权0票；须有超过到会成员（4）的1/2赞成，即3票；通过。"
    )
    assert said.en == (
        "5 seats (besides 1 standing aside); 3 present, 1 voting by proxy; "
        "the quorum is at least 1/2 of 5 seats, that is 3: met; "
        "3 in favour, 1 against, 0 abstaining; "
        "needed are more than 1/2 of the members present (4), that is 3; carried."
    )


def test_too_few_decide_nothing_however_they_vote() -> None:
    result = counted()
    assert (result.quorate, result.carried) == (False, False)
    assert result.sentence.en.endswith("too few to decide.")


@pytest.mark.parametrize(
    ("rules", "of", "carried"),
    [
        ({"majority": "1/2", "of": "seats"}, 5, True),
        ({"majority": "2/3", "of": "seats"}, 5, False),
        ({"majority": "3/4", "of": "votes cast"}, 4, True),
        ({"majority": ">3/4", "of": "votes cast"}, 4, False),
    ],
)
def test_the_whole_is_what_the_article_says(
    rules: dict[str, str], of: int, *, carried: bool
) -> None:
    result = counted(replace(RULES, quorum="", **rules))  # type: ignore[arg-type]
    assert (result.majority.whole, result.carried) == (of, carried)


def test_a_secret_ballot_has_numbers_alone() -> None:
    rules = replace(RULES, quorum="", ballots="secret")
    ballot = Balloted(1, counted={"yes": 3, "abstain": 1})
    assert counted(rules, ballot=ballot).carried


@pytest.mark.parametrize(
    ("rules", "ballot", "why"),
    [
        ({"majority": ""}, {}, "the body's article says of no majority"),
        ({"recuses": False}, {}, "the body's article has nobody stand aside"),
        ({"proxies": False}, {}, "the body's article allows no proxies"),
        ({}, {"recused": ("z",)}, "somebody who stands aside has no seat"),
        ({}, {"recused": ("d", "d")}, "somebody stands aside twice"),
        ({}, {"proxies": {"b": "a"}}, "only a seat that is absent"),
        ({}, {"proxies": {"z": "a"}}, "only a seat that is absent"),
        ({}, {"proxies": {"e": "f"}}, "whoever is to vote for another is not present"),
        ({}, {"proxies": {"f": "a"}}, "a proxy is one that the absent seat named"),
        ({}, {"proxies": {"e": "b"}}, "a proxy is one that the absent seat named"),
        ({}, {"recused": ("a",)}, "neither side of a proxy may stand aside"),
        ({}, {"recused": ("e",)}, "neither side of a proxy may stand aside"),
        ({"ballots": "secret"}, {}, "a secret ballot has only numbers"),
        ({}, {"counted": {"yes": 1}}, "an open ballot says how each seat voted"),
        ({}, {"votes": {"a": "aye"}}, "a vote is in favour, against or an abstention"),
        ({}, {"votes": {"f": "yes"}}, "only a seat that is present"),
        ({}, {"votes": {"d": "yes"}}, "only a seat that is present"),
        (
            {"ballots": "secret"},
            {"votes": {}, "counted": {"yes": -1}},
            "a vote is in favour, against",
        ),
        (
            {"ballots": "secret"},
            {"votes": {}, "counted": {"yes": 5}},
            "5 votes are more than the 4",
        ),
    ],
)
def test_what_can_not_be_counted(
    rules: dict[str, object], ballot: dict[str, object], why: str
) -> None:
    outcome = count(replace(RULES, **rules), ROOM, replace(BALLOT, **ballot))  # type: ignore[arg-type]
    assert isinstance(outcome, Refused)
    assert outcome.reason.en.startswith(why)


def test_nothing_is_carried_without_a_vote() -> None:
    rules = replace(RULES, quorum="", majority="1/2", of="votes cast")
    assert not counted(rules, ballot=Balloted(1)).carried


SHARES = st.tuples(st.integers(1, 9), st.integers(1, 9)).map(lambda pair: sorted(pair))
TEXTS = st.tuples(SHARES, st.booleans()).map(
    lambda pair: f"{'>' if pair[1] else ''}{pair[0][0]}/{pair[0][1]}"
)


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_the_least_number_is_the_first_that_is_enough(text: str, whole: int, number: int) -> None:
    assert share(text).met(number, whole) == (number >= least(text, whole))


def by_hand(rules: Rules, room: Room, ballot: Balloted) -> bool:
    """The same reckoning one seat at a time, with no share ever turned into a number."""
    seats = here = voting = 0
    votes = {"yes": 0, "no": 0, "abstain": 0}
    for seat in room.roll:
        if seat in ballot.recused:
            continue
        seats += 1
        here += seat in room.present
        voting += seat in room.present or seat in ballot.proxies
        if seat in ballot.votes:
            votes[ballot.votes[seat]] += 1
    enough = _reaches(rules.quorum, here, seats) if rules.quorum else True
    whole = {"seats": seats, "present": voting, "votes cast": sum(votes.values())}[rules.of]
    return enough and votes["yes"] > 0 and _reaches(rules.majority, votes["yes"], whole)


def _reaches(text: str, number: int, whole: int) -> bool:
    top, bottom = (int(each) for each in text.removeprefix(">").split("/"))
    left, right = number * bottom, top * whole
    return left > right if text.startswith(">") else left >= right


@st.composite
def held(draw: st.DrawFn) -> tuple[Rules, Room, Balloted]:
    """Rules, a room and a ballot that agree with each other."""
    rules = replace(
        RULES,
        quorum=draw(st.one_of(st.just(""), TEXTS)),
        majority=draw(TEXTS),
        of=draw(st.sampled_from(["present", "seats", "votes cast"])),
    )
    place: Mapping[str, str] = {
        seat: draw(st.sampled_from(["present", "absent", "recused"])) for seat in ROLL
    }
    present = tuple(seat for seat in ROLL if place[seat] == "present")
    absent = [seat for seat in ROLL if place[seat] == "absent"]
    holders = st.sampled_from(["", *present])
    proxies = {seat: holder for seat in absent if (holder := draw(holders))}
    voters = (*present, *proxies)
    votes = {seat: draw(st.sampled_from(["yes", "no", "abstain", ""])) for seat in voters}
    votes = {seat: vote for seat, vote in votes.items() if vote}
    recused = tuple(seat for seat in ROLL if place[seat] == "recused")
    return rules, Room(ROLL, present, proxies), Balloted(1, votes, proxies, recused)


@given(held())
def test_a_ballot_comes_to_what_counting_by_hand_does(case: tuple[Rules, Room, Balloted]) -> None:
    result = counted(*case)
    assert result.carried == by_hand(*case)


def test_shares_are_exact() -> None:
    assert least("1/3", 3) == 1
    assert least("2/3", 3) == 2
    assert least(f"{Fraction(1, 3)}", 10**18) == 333333333333333334
