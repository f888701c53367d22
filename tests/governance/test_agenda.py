"""The agenda that drafts itself, against a model that looks at one thing at a time."""

from datetime import date, timedelta

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
