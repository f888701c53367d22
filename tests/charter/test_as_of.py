"""Consolidating an article: day by day comes to the same as at the end."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lianxi.charter.article import Article, Consolidated, Version, as_of, empty
from lianxi.charter.kinds.body import BODY, MEETS, SEATS, TIER
from lianxi.charter.load import Loaded
from lianxi.kernel.bilingual import same
from lianxi.kernel.finding import Place
from lianxi.kernel.period import Period
from tiny import read, tiny

FIRST = date(2000, 1, 1)
KEYS = ["tier", "duties", "rules"]


@st.composite
def versions(draw: st.DrawFn) -> list[Version]:
    """Amendments in any order of days, some known late, some with an unknown day."""
    found = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        day = draw(st.integers(0, 60))
        late = draw(st.integers(0, 20))
        unknown = draw(st.integers(0, 9)) == 0
        states = draw(st.dictionaries(st.sampled_from(KEYS), st.integers(0, 3), max_size=3))
        repeals = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=1))
        in_force = Period() if unknown else Period.on(FIRST + timedelta(days=day))
        known = Period() if unknown else Period.on(FIRST + timedelta(days=day + late))
        found.append(
            Version(
                number,
                Place("x.toml"),
                in_force,
                known,
                "stated",
                states,
                states,
                tuple(name for name in repeals if name not in states),
            )
        )
    return found


def article(found: list[Version]) -> Article:
    return Article("x", BODY, same("x"), "x.toml", tuple(found))


def values(text: Consolidated | None) -> dict[str, object]:
    return {} if text is None else {name: stated.value for name, stated in text.keys.items()}


@given(versions(), st.integers(0, 90))
def test_applying_amendments_day_by_day_equals_consolidating_at_the_end(
    found: list[Version], days: int
) -> None:
    whole = article(found)
    by_day = empty(whole)
    for passed in range(days + 1):
        today = FIRST + timedelta(days=passed)
        for version in whole.in_order():
            if version.in_force_from.start == today:
                by_day = by_day.amended(version)
    assert values(by_day) == values(as_of(whole, FIRST + timedelta(days=days)))


@given(versions(), st.integers(0, 90), st.integers(0, 90))
def test_what_was_known_later_changes_nothing_that_was_known_before(
    found: list[Version], day: int, known: int
) -> None:
    on, known_on = FIRST + timedelta(days=day), FIRST + timedelta(days=known)
    early = [v for v in found if v.known_from.begun(known_on)]
    assert values(as_of(article(found), on, known_on)) == values(as_of(article(early), on))


@given(versions(), st.randoms())
def test_the_order_of_blocks_in_the_file_does_not_matter_on_different_days(
    found: list[Version], random: object
) -> None:
    one_a_day = list({v.in_force_from.start: v for v in found}.values())
    shuffled = one_a_day.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert values(as_of(article(one_a_day), date.max)) == values(as_of(article(shuffled), date.max))


def test_the_lakes_council_through_its_years(lakes: Loaded) -> None:
    package = lakes.package
    assert package is not None
    assert package.text("council", date(2001, 12, 31)) is None
    first = package.text("council", date(2005, 5, 4))
    later = package.text("council", date(2005, 5, 5))
    assert first is not None
    assert later is not None
    assert str(first.get(MEETS).every) == "2 years"  # type: ignore[union-attr]
    assert str(later.get(MEETS).every) == "1 year"  # type: ignore[union-attr]
    assert later.get(TIER) == "decision"  # untouched by the amendment
    assert later.keys[SEATS.name].version.number == 1
    assert later.keys[MEETS.name].version.number == 2


def test_known_from_hides_what_was_not_yet_known() -> None:
    files = tiny()
    files["bodies/council.toml"] = files["bodies/council.toml"].replace(
        'in_force_from = "2005-05-05"', 'in_force_from = "2005-05-05"\nknown_from = "2007"'
    )
    package = read(files).package
    assert package is not None
    then = package.text("council", date(2006, 1, 1), known=date(2006, 12, 31))
    since = package.text("council", date(2006, 1, 1), known=date(2007, 1, 1))
    assert then is not None
    assert since is not None
    assert str(then.get(MEETS).every) == "2 years"  # type: ignore[union-attr]
    assert str(since.get(MEETS).every) == "1 year"  # type: ignore[union-attr]


def test_a_proposal_is_listed_and_never_in_force() -> None:
    files = tiny()
    files["bodies/senate.toml"] = """
id = "senate"
kind = "body"
name = { zh = "参议会", en = "Senate" }
[[version]]
in_force_from = "unknown"
standing = "proposed"
status = "stated"
source = "book"
tier = "advisory"
"""
    package = read(files).package
    assert package is not None
    assert package.articles["senate"].proposed
    assert package.text("senate", date.max) is None


def test_an_agreement_is_amended_clause_by_clause(lakes: Loaded) -> None:
    package = lakes.package
    assert package is not None
    before = package.text("treaty", date(2005, 1, 1))
    after = package.text("treaty", date(2006, 1, 1))
    assert before is not None
    assert after is not None
    assert {"clause.fish", "clause.ice"} <= before.keys.keys()
    assert "clause.ice" not in after.keys
    assert after.keys["clause.fish"].version.number == 2
