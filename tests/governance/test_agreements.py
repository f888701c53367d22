"""Agreements: who is bound, clause by clause, and what is not stated."""

from datetime import date

import pytest

from here import METRO, MIDDLE
from lianxi.charter.load import Loaded, load_path
from lianxi.charter.package import Package
from lianxi.governance.agreements import Agreement, agreements
from lianxi.governance.meetings import Chairs, above, chairs
from lianxi.kernel.bilingual import Bilingual
from tiny import TREATY, read, tiny

TODAY = date(2026, 1, 1)


def lakes(treaty: str = TREATY) -> Package:
    """The tiny region, with its treaty written otherwise."""
    package = read({**tiny(), "agreements/treaty.toml": treaty}).package
    assert package is not None
    return package


def treaty(text: str = TREATY, day: date = TODAY) -> Agreement:
    """The one agreement of the tiny region."""
    (found,) = agreements(lakes(text), day)
    return found


def test_a_clause_is_as_it_was_on_the_day() -> None:
    before, after = treaty(day=date(2003, 1, 1)), treaty()
    assert [term.id for term in before.terms] == ["fish", "ice"]
    assert [term.id for term in after.terms] == ["fish"]
    assert (before.terms[0].lead, str(before.terms[0].due)) == ("990100/boathouse", "2003")
    assert (after.terms[0].lead, str(after.terms[0].due)) == ("990200", "2008")
    assert (before.led, before.due, before.lacks) == (1, 1, ("lead", "due", "liability", "effect"))
    assert after.lacks == ("liability", "effect")
    assert before.missing[0].en == "1 of 2 clauses name no lead"
    assert agreements(lakes(), date(2001, 12, 31)) == []


def test_those_are_bound_who_were_seated_when_it_was_signed() -> None:
    assert treaty().parties == ("990100", "990200")  # not Norham, which came later
    signed_late = TREATY.replace('signed = "2002"', 'signed = "2005"\ndecided_at = "council-2"')
    assert treaty(signed_late).parties == ("990100", "990200", "990300")  # on the meeting's day


@pytest.mark.parametrize(
    ("parties", "bound"),
    [
        ('parties = { each = ["990100/boathouse", "990300"] }', ("990100", "990300")),
        ('parties = { set = "shore" }', ("990100", "990300")),
        ("", ()),
    ],
)
def test_a_unit_binds_its_party_and_silence_nobody(parties: str, bound: tuple[str, ...]) -> None:
    found = treaty(TREATY.replace('parties = { seats_of = "council" }', parties))
    assert found.binds() == bound
    assert ("parties" in found.lacks) == (not bound)


def test_what_is_unknown_is_not_stated() -> None:
    silent = TREATY.replace('lead = "990100/boathouse"', 'lead = "unknown"')
    silent = silent.replace('due = "2003"', 'due = "unknown"')
    (fish, _) = treaty(silent, date(2003, 1, 1)).terms
    assert (fish.lead, fish.due) == (None, None)


def test_a_clause_says_how_it_is_kept_and_what_follows() -> None:
    """Effect and liability are there or missing like a lead; parts are told by id."""
    said = TREATY.replace('signed = "2002"', 'signed = "2002"\neffect = "binding"', 1)
    more = (
        'due = "2008", measure = { zh = "船数", en = "boats" }, per = "each member", '
        'liability = { zh = "罚酒", en = "a round of ale" }, '
        'tasks = { nets = { zh = "网", en = "nets" } }'
    )
    found = treaty(said.replace('due = "2008"', more))
    assert (found.effect, found.lacks, found.liable) == ("binding", (), 1)
    (fish,) = found.terms
    assert (fish.per_member, dict(fish.tasks)) == (True, {"nets": Bilingual("网", "nets")})
    answer = found.as_json()
    assert answer["effect"] == "binding"
    assert answer["clauses"][0]["liability"] == {"zh": "罚酒", "en": "a round of ale"}  # type: ignore[call-overload, index]
    unknown = said.replace('due = "2008"', 'due = "2008", liability = "unknown"')
    assert treaty(unknown.replace('"binding"', '"unknown"')).lacks == ("liability", "effect")


def test_a_proposal_is_listed_last_and_was_never_in_force() -> None:
    package = load_path(METRO).package
    assert package is not None
    *undated, proposed = agreements(package, TODAY)
    assert (proposed.article.id, proposed.standing, proposed.signed) == (
        "proposals-2020",
        "proposed",
        None,
    )
    assert len(proposed.terms) > 10
    assert {each.standing for each in undated} == {"practised"}
    assert all("signed" in each.lacks for each in undated)


def test_the_delta_names_few_leads_and_no_deadline(delta: Loaded) -> None:
    """As the documents have it: most clauses name nobody who leads, and none says by when."""
    assert delta.package is not None
    found = agreements(delta.package, TODAY)
    assert all(each.parties for each in found if each.article.id != "2010-park-alliance")
    assert sum(each.due for each in found) == 0
    assert 0 < sum(each.led for each in found) < sum(len(each.terms) for each in found)
    huzhou = next(each for each in found if each.article.id == "2009-huzhou")
    assert len(huzhou.parties or ()) == 16


def test_every_region_can_be_listed() -> None:
    package = load_path(MIDDLE).package
    assert package is not None
    assert agreements(package, TODAY)[0].as_json()["id"] == "wuhan-consensus"


def test_a_meeting_counts_for_the_bodies_above_and_after() -> None:
    assert above(lakes()) == {"council": frozenset({"council"})}


def test_the_chair_is_as_the_body_had_it_then(delta: Loaded) -> None:
    package = delta.package
    assert package is not None
    assert chairs(package, package.meetings["council-13"]) == Chairs("310000", "340100")
    assert chairs(lakes(), lakes().meetings["council-1"]) == Chairs()
