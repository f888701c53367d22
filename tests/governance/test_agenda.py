"""The agenda that drafts itself, against a model that looks at one thing at a time."""

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from lianxi.governance.road.agenda import REASONS, Candidate, Held, Left, draft, left_over
from lianxi.kernel.bilingual import Bilingual, same

DAY = date(2026, 3, 12)
NEXT = date(2027, 3, 12)
FIRST = Bilingual("第一次会议", "First sitting")


def candidate(kind: str, about: str, since: int = -10, due: int | None = None) -> Candidate:
    """Something since and due so many days from the sitting."""
    last = None if due is None else DAY + timedelta(days=due)
    return Candidate(kind, about, same(about), DAY + timedelta(days=since), last, FIRST)


def reasons(*candidates: Candidate, listed: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(line.reason, line.about) for line in draft(candidates, DAY, NEXT, listed)]


def test_lines_stand_in_the_order_of_their_reasons_the_longest_waiting_first() -> None:
    found = reasons(
        candidate("proposed", "proposal/2", -3),
        candidate("proposed", "proposal/1", -30),
        candidate("commitment", "commitment/1", due=30),
        candidate("commitment", "commitment/2", due=-1),
        candidate("commitment", "commitment/3", due=-5),
        candidate("coordination", "commitment/4#1"),
        candidate("deferred", "proposal/3"),
        candidate("carried over", "sitting/1#2"),
        candidate("minutes", "sitting/1"),
    )
    assert found == [
        ("minutes", "sitting/1"),
        ("carried over", "sitting/1#2"),
        ("deferred", "proposal/3"),
        ("coordination", "commitment/4#1"),
        ("overdue", "commitment/3"),
        ("overdue", "commitment/2"),
        ("due", "commitment/1"),
        ("proposed", "proposal/1"),
        ("proposed", "proposal/2"),
    ]


def test_one_thing_is_proposed_once_for_its_first_reason() -> None:
    overdue = candidate("commitment", "commitment/4", due=-5)
    again = candidate("proposed", "proposal/3")
    assert reasons(
        overdue,
        candidate("coordination", "commitment/4#1"),
        again,
        candidate("deferred", again.about),
    ) == [("deferred", "proposal/3"), ("coordination", "commitment/4#1")]


def test_what_is_listed_is_not_proposed() -> None:
    candidates = (candidate("coordination", "commitment/4#1"), candidate("proposed", "proposal/3"))
    assert reasons(*candidates, listed=("commitment/4#1", "proposal/3", "")) == []
    assert reasons(candidates[0], listed=("commitment/4",)) == []


def test_a_commitment_is_no_matter_for_a_sitting_before_it_is_due() -> None:
    assert reasons(candidate("commitment", "commitment/1", due=400)) == []
    assert reasons(candidate("commitment", "commitment/1")) == []
    assert draft([candidate("commitment", "commitment/1", due=1)], DAY) == []


def test_each_line_says_why_with_its_days() -> None:
    lines = draft(
        [candidate("proposed", "proposal/1", due=5), candidate("deferred", "proposal/2")], DAY
    )
    assert [line.why.zh for line in lines] == [
        "2026年3月2日的“第一次会议”暂缓审议",
        "自2026年3月2日起待审议，限于2026年3月17日前",
    ]
    assert lines[0].words.en == "deferred before"


def test_what_earlier_sittings_left() -> None:
    nets, piers = Left("sitting/1#1", same("nets"), "deferred"), same("piers")
    first = Held("sitting/1", FIRST, DAY, (nets, Left("proposal/1", piers, "carried over")))
    second = Held("sitting/2", same("2"), NEXT, (Left("proposal/1", piers, "adopted"),), NEXT)
    found = left_over([second, first])
    assert [(each.kind, each.about) for each in found] == [
        ("minutes", "sitting/2"),
        ("deferred", "sitting/1#1"),
    ]
    again = Held("sitting/3", same("3"), NEXT, (Left("sitting/1#1", same("nets"), "deferred"),))
    assert [each.since for each in left_over([first, again]) if each.kind == "deferred"] == [NEXT]


KINDS = ["minutes", "carried over", "deferred", "coordination", "proposed", "commitment"]
ABOUT = st.sampled_from([f"{kind}/{n}" for kind in ("proposal", "commitment") for n in (1, 2, 3)])
CANDIDATES = st.lists(
    st.builds(
        candidate,
        st.sampled_from(KINDS),
        ABOUT,
        st.integers(-50, 0),
        st.one_of(st.none(), st.integers(-400, 400)),
    ),
    max_size=12,
)


@given(CANDIDATES, st.sets(ABOUT, max_size=3))
def test_it_agrees_with_a_model(candidates: list[Candidate], listed: set[str]) -> None:
    """Each thing by itself: the first reason in the order for which anything stands."""
    expected = {}
    for about in {each.about for each in candidates} - listed:
        holds = set()
        for each in candidates:
            if each.about != about:
                continue
            if each.kind != "commitment":
                holds.add(each.kind)
            elif each.due is not None and each.due < DAY:
                holds.add("overdue")
            elif each.due is not None and each.due <= NEXT:
                holds.add("due")
        first = [reason for reason in REASONS if reason in holds][:1]
        if first:
            expected[about] = first[0]
    lines = draft(candidates, DAY, NEXT, listed)
    assert {line.about: line.reason for line in lines} == expected
    assert len(lines) == len(expected)
    places = [(list(REASONS).index(line.reason), line.waiting) for line in lines]
    assert places == sorted(places)


ITEMS = st.builds(
    Left,
    st.sampled_from(["proposal/1", "proposal/2", "sitting/1#1", "sitting/2#4"]),
    st.just(same("x")),
    st.sampled_from(["adopted", "deferred", "carried over", "returned"]),
)
SITTINGS = st.lists(
    st.tuples(
        st.integers(0, 300).map(lambda n: DAY + timedelta(days=n)),
        st.lists(ITEMS, max_size=4, unique_by=lambda item: item.about).map(tuple),
        st.none() | st.just(DAY),
    ),
    max_size=5,
    unique_by=lambda each: each[0],
)


@given(SITTINGS, st.randoms())
def test_what_was_left_is_what_the_last_word_on_each_thing_left(
    met: list[tuple[date, tuple[Left, ...], date | None]], random: Random
) -> None:
    """Each thing by itself: what the latest sitting that had it on its agenda made of it."""
    sittings = [
        Held(f"sitting/{n}", FIRST, day, items, waits)
        for n, (day, items, waits) in enumerate(met, 1)
    ]
    expected = {("minutes", each.ref) for each in sittings if each.unconfirmed}
    for about in {item.about for each in sittings for item in each.items}:
        last = max((s for s in sittings if about in [i.about for i in s.items]), key=_day)
        became = next(item.became for item in last.items if item.about == about)
        if became in ("deferred", "carried over"):
            expected.add((became, about))
    random.shuffle(sittings)
    found = left_over(sittings)
    assert {(each.kind, each.about) for each in found} == expected
    assert len(found) == len(expected)


def _day(sitting: Held) -> date:
    return sitting.day
