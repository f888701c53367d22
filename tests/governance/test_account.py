"""The accounts of a year: they count, sort and quote what the records hold, and nothing else."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lianxi.governance.authority import Refused
from lianxi.governance.road import sitting_acts
from lianxi.governance.road.account import Account, Kept, Met, Records, Section, counts
from lianxi.governance.road.account_follow import circular, self_assessment
from lianxi.governance.road.account_year import next_year, plan, summary
from lianxi.governance.road.act import Act, Enclosure
from lianxi.governance.road.commitment import COMMITMENT, Commitment, course
from lianxi.governance.road.commitment_acts import (
    Adjusted,
    ClosureAsked,
    Paused,
    Reported,
    RequestAnswered,
    RequestDrafted,
    RequestSigned,
    Reviewed,
    SlipAnswered,
    SlipClosed,
    SlipIssued,
    Undertaken,
)
from lianxi.governance.road.matters import Matter
from lianxi.governance.road.paper import PAPER
from lianxi.governance.road.paper_acts import Issued, Withdrawn
from lianxi.governance.road.procedure import fold
from lianxi.governance.road.sitting import SITTING
from lianxi.governance.road.standing import OPEN, STATUSES, Bounds, standing
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.period import Period

BEGAN = datetime(2010, 1, 4, 1, tzinfo=UTC)
YEAR_END = date(2010, 12, 31)
EAST, WEST = "990100", "990200"


def on(day: date, *done: object) -> list[Act[object]]:
    """Things done on a day."""
    at = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
    return [Act(what, at, "li") for what in done]


def terms(
    doer: str = EAST,
    due: date | None = YEAR_END,
    title: str = "码头",
    origin: str = "treaty#piers",
) -> Undertaken:
    """A commitment of a town."""
    return Undertaken(same(title), doer, doer, "council", origin, due=due)


def kept(number: int, acts: list[Act[object]], day: date = YEAR_END) -> Kept:
    """A commitment as it stands."""
    state = fold(COMMITMENT, acts)
    assert isinstance(state, Commitment)
    stands = standing(course(state), Bounds(day, day + timedelta(days=20)))
    return Kept(number, state, stands, tuple(acts))


def records(*acts: list[Act[object]], day: date = YEAR_END, **more: object) -> Records:
    """The records of 2010, numbered from 1."""
    all_ = tuple(kept(number, each, day) for number, each in enumerate(acts, 1))
    return replace(Records(2010, day, all_), **more)  # type: ignore[arg-type]


def section(account: Account, title: str) -> Section:
    """A section by its English title."""
    return next(each for each in account.sections if each.title.en == title)


def cells(account: Account, title: str) -> list[tuple[str, ...]]:
    """The lines of a section in English."""
    return [tuple(cell.en for cell in line.cells) for line in section(account, title).lines]


SPRING, SUMMER, AUTUMN = date(2010, 3, 1), date(2010, 6, 1), date(2010, 9, 1)
CLOSED = [
    *on(BEGAN.date(), terms(due=SUMMER, title="关闭")),
    *on(SPRING, Reported("2010Q1", "开工", figures={"结算": "6.75万人次"})),
    *on(SUMMER, ClosureAsked("全部完成")),
    *on(AUTUMN, Reviewed("closed", "", "主任")),
]
LATE = [
    *on(BEGAN.date(), terms(WEST, SPRING, title="逾期")),
    *on(SUMMER, SlipIssued("没有动", AUTUMN, "主任")),
    *on(AUTUMN, SlipAnswered(1, "马上办"), SlipClosed(1, "有效")),
    *on(AUTUMN, Reported("2010Q3", "刚开工", trouble="缺钱")),
]
FAILED = [
    *on(BEGAN.date(), terms(WEST, title="没成")),
    *on(AUTUMN, Reviewed("not met", "没有钱", "主任")),
]
LONG = [*on(BEGAN.date(), terms(due=date(2012, 1, 1), title="跨年"))]
RESTS = [*on(BEGAN.date(), terms(title="停")), *on(SPRING, Paused("等水"))]
ENDED_ADJUSTED = [
    *on(BEGAN.date(), terms(title="旧")),
    *on(AUTUMN, Reviewed("adjusted", "改做别的", "主任")),
]
SUCCESSOR = [*on(AUTUMN, terms(due=date(2011, 6, 1), title="新", origin="commitment/6"))]
ASKS = [
    *on(BEGAN.date(), terms(title="要协调")),
    *on(SPRING, RequestDrafted("fair", "请定标准")),
    *on(SPRING, RequestSigned(1, "王", "主任")),
]
ALL = (CLOSED, LATE, FAILED, LONG, RESTS, ENDED_ADJUSTED, SUCCESSOR, ASKS)


def test_the_circular_names_what_is_late_by_unit_and_praises_what_was_in_time() -> None:
    made = circular(records(*ALL))
    (late,) = cells(made, "Overdue")
    assert late[:5] == (WEST, "逾期", "1 March 2010", "305", "刚开工")
    assert late[5] == "slip closed on 1 September 2010"
    assert cells(made, "Not met") == [(WEST, "没成", "31 December 2010", "没有钱")]
    assert cells(made, "Supervision slips") == [(WEST, "1", "1", "1", "0")]
    assert cells(made, "In praise") == [(EAST, "关闭", "1 June 2010", "1 June 2010")]


def test_what_was_handed_in_after_its_day_is_not_praised() -> None:
    late = [
        *on(BEGAN.date(), terms(due=SPRING)),
        *on(SUMMER, ClosureAsked("好了")),
        *on(AUTUMN, Reviewed("closed", "", "主任")),
    ]
    assert cells(circular(records(late)), "In praise") == []


def test_a_town_assesses_itself_in_its_own_words() -> None:
    made = self_assessment(records(*ALL), WEST)
    assert made.title.en == f"Self-assessment of {WEST}: commitments in 2010"
    assert [line[0] for line in cells(made, "Commitments")] == ["逾期", "没成"]
    assert cells(made, "Commitments")[0][4] == "the third quarter of 2010: 刚开工"
    assert cells(made, "Difficulties") == [("逾期", "缺钱")]
    assert section(self_assessment(records(*ALL), "990300"), "Commitments").said[0].en == "None."


def test_the_summary_lists_what_ended_and_what_came_of_requests() -> None:
    answered = [*ASKS, *on(AUTUMN, RequestAnswered(1, "已定标准"))]
    changed = [
        *on(BEGAN.date(), terms(title="延期")),
        *on(AUTUMN, Adjusted("等水", "第四次会议", due=date(2011, 3, 1))),
    ]
    made = summary(records(*ALL, answered, changed))
    (closed,) = cells(made, "Closed")
    assert closed == (EAST, "关闭", "1 September 2010", "全部完成", "结算 6.75万人次")
    assert [line[1] for line in cells(made, "Adjusted")] == ["旧", "延期"]
    assert [line[4] for line in cells(made, "Coordination asked for")] == [
        "not answered yet",
        "已定标准",
    ]


def test_the_summary_keeps_every_figure_with_its_source_where_reports_differ() -> None:
    told = [
        *on(BEGAN.date(), terms()),
        *on(SPRING, Reported("2010Q1", "开工", figures={"城市": "12个"})),
        *on(AUTUMN, Reported("2010Q3", "都开工", figures={"城市": "16个", "人次": "6.75万"})),
    ]
    assert cells(summary(records(told)), "Figures, and who reported them") == [
        ("人次", "6.75万", "2010Q3", EAST, "1 September 2010"),
        ("城市", "12个", "2010Q1", EAST, "1 March 2010"),
        ("城市", "16个", "2010Q3", EAST, "1 September 2010"),
    ]
    assert not cells(summary(replace(records(told), year=2011)), "Figures, and who reported them")


def test_a_practical_matter_stands_as_its_commitments_do_those_that_took_a_place_too() -> None:
    listed_in, due = same("实事清单"), Period.on(YEAR_END)
    matters = (
        Matter("treaty#ferry", same("渡船"), listed_in, 2010, "council", EAST, due, 3),
        Matter("treaty#lamps", same("点灯"), listed_in, 2010, "council", "", None),
        Matter("treaty#old", same("旧事"), listed_in, 2009, "council", EAST, None),
    )
    adjusted = [
        *on(BEGAN.date(), terms(origin="treaty#ferry")),
        *on(AUTUMN, Reviewed("adjusted", "改线", "主任")),
    ]
    instead = [
        *on(AUTUMN, terms(origin="commitment/1")),
        *on(AUTUMN, Reported("2010Q3", "新线已通")),
    ]
    made = records(adjusted, instead, matters=matters)
    stands = "at risk 1, adjusted 1"
    for account in (summary(made), plan(made)):
        assert cells(account, "Practical matters") == [
            ("渡船", EAST, "31 December 2010", stands, "新线已通"),
            ("点灯", "—", "—", "not broken down yet", "—"),
        ]


def test_what_ended_in_another_year_is_in_the_counts_and_in_no_list() -> None:
    made = summary(replace(records(*ALL), year=2011))
    assert cells(made, "Closed") == []
    assert cells(made, "Not met") == []
    assert "closed 1" in section(made, "In sum").said[0].en


def test_the_plan_parts_what_is_due_from_what_was_left_over() -> None:
    made = plan(replace(records(*ALL), year=2011))
    assert {line[0] for line in cells(made, "Commitments of the year")} == {"新", "跨年"}
    left = {line[0] for line in cells(made, "Left over from earlier years")}
    assert left == {"停", "要协调", "逾期"}


def test_each_line_of_next_years_list_has_its_reason() -> None:
    made = cells(next_year(records(*ALL)), "Matters")
    assert {line[0]: line[3] for line in made} == {
        "逾期": "overdue and not closed",
        "跨年": "goes beyond the year",
        "停": "paused: 等水",
        "新": "takes the place of one that was adjusted",
        "要协调": "not closed yet (at risk)",
        "Coordinate “要协调”": "requested on 1 March 2010, not answered yet",
    }


def sitting(number: int, day: date, *items: object) -> Met:
    """A meeting that took place, with its agenda."""
    notice = sitting_acts.Convened(
        Bilingual(f"第{number}次会议", f"Meeting {number}"),
        ("council",),
        day,
        "西镇",
        WEST,
        "里长",
        (EAST,),
    )
    before = day - timedelta(days=5)
    listed = [each for each in items if isinstance(each, sitting_acts.ItemListed)]
    decided = [each for each in items if each not in listed]
    opened = sitting_acts.SittingOpened((EAST,))
    done = [*on(before, notice, *listed), *on(day, opened, *decided)]
    state = fold(SITTING, done)
    assert state is not None
    return Met(number, state)


def test_what_a_meeting_put_off_comes_up_next_year_unless_a_later_one_took_it_up() -> None:
    nets = sitting_acts.ItemListed(same("渔网"), "own", why=same("东镇提出"))
    lamps = sitting_acts.ItemListed(same("灯塔"), "own", why=same("东镇提出"))
    first = sitting(
        1,
        SPRING,
        nets,
        lamps,
        sitting_acts.ItemDecided(1, "deferred", to="下次会议"),
        sitting_acts.ItemDecided(2, "deferred", to="明年"),
    )
    second = sitting(2, AUTUMN, nets, sitting_acts.ItemDecided(1, "adopted", "同意"))
    of = records(sittings=(second, first))
    assert cells(next_year(of), "Matters") == [
        ("灯塔", "—", "—", "Meeting 1 (1 March 2010): deferred, 明年")
    ]
    decisions = cells(summary(of), "Meetings and what they decided")
    assert [line[1:3] for line in decisions] == [
        ("渔网", "deferred"),
        ("灯塔", "deferred"),
        ("渔网", "adopted"),
    ]
    assert [line[0] for line in cells(plan(of), "Meetings called")] == [
        "1 March 2010",
        "1 September 2010",
    ]


@given(st.lists(st.sampled_from(ALL), max_size=12), st.dates(SPRING, date(2013, 1, 1)))
def test_the_accounts_count_as_an_independent_count_does(
    some: list[list[Act[object]]], day: date
) -> None:
    """Every commitment is in one status; what is open goes on, each once and with a reason."""
    some = [[act for act in acts if act.day <= day] for acts in some]
    of = records(*[acts for acts in some if acts], day=day)
    words = Counter(each.standing.status for each in of.commitments)
    assert counts(of.commitments) == {status: words[status] for status in STATUSES}
    open_ = [each.ref for each in of.commitments if each.standing.status in OPEN]
    lines = section(next_year(of), "Matters").lines
    listed = [line for line in lines if not line.cells[0].en.startswith("Coordinate")]
    assert Counter(line.ref for line in listed) == Counter(open_)
    assert all(line.cells[3].en for line in lines)
    overdue = sum(each.standing.status == "overdue" for each in of.commitments)
    assert len(section(circular(of), "Overdue").lines) == overdue


FILE = Enclosure("通报.docx", "docx", "sha256:1", 10)
ISSUED = Issued("circular", "湖办〔2010〕12号", same("通报"), "council", (EAST,), FILE)


def said(*done: object) -> str:
    """Why the last of some acts is refused, or the stage that they come to."""
    state = None
    for act in on(SPRING, *done):
        outcome = PAPER.follow(state, act)
        if isinstance(outcome, Refused):
            return outcome.reason.en
        state = outcome
    assert state is not None
    return PAPER.face(state).stage


def test_a_paper_is_issued_once_and_withdrawn_once() -> None:
    assert said(ISSUED) == "issued"
    assert said(ISSUED, Withdrawn("有误")) == "withdrawn"
    assert said(ISSUED, ISSUED) == "the dossier has begun already"
    assert said(Withdrawn("有误")) == "a dossier begins with this"
    assert said(ISSUED, Withdrawn(" ")) == "say why it is withdrawn"
    again = said(ISSUED, Withdrawn("有误"), Withdrawn("有误"))
    assert again == "it was withdrawn on 1 March 2010"


def test_a_paper_lacks_nothing_that_it_goes_out_with() -> None:
    assert "no paper that is issued" in said(replace(ISSUED, form="poem"))
    assert "no number of a document" in said(replace(ISSUED, number="湖办[2010]12号"))
    assert said(replace(ISSUED, title=same(" "))) == "give it a title"
    assert said(replace(ISSUED, to=())) == "say to whom it goes"
    assert said(replace(ISSUED, form="request")) == "what goes upward names its signer"
