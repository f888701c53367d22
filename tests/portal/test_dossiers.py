"""The door of the road: what comes in, in which order, by whom; what is projected; what holds."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from at_once import at_once
from killed import sweep
from lianxi.governance.authority import Refused
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.commitment_acts import (
    ClosureAsked,
    LeadReviewed,
    ReportAsked,
    Reported,
    Reviewed,
)
from lianxi.portal.backup import kept
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.actions import Upload, Writing, set_clock, write
from lianxi.portal.dossiers.models import Content, Dossier, Entry, Owed
from lianxi.portal.dossiers.projection import owed
from lianxi.portal.journal.models import Line
from lianxi.portal.verification import verification
from road import (
    BOATHOUSE,
    DAY,
    EASTON,
    REGION,
    WESTON,
    actor,
    do,
    doing,
    later,
    liaison,
    live,
    load,
    office,
    refused,
    undertaken,
)

GIVE, REPORT = "commitment.give", "commitment.report"
ASKED = ReportAsked("round/1", "2026Q1", DAY.date() + timedelta(days=10))


@pytest.fixture
def there(db: None) -> None:
    """A live region."""
    load()


def begun(**terms: object) -> str:
    return do(office(), COMMITMENT, undertaken(**terms), GIVE, body="council").ref


def test_what_is_done_is_kept_projected_and_journaled(there: None) -> None:
    ref = begun()
    do(office(), COMMITMENT, ASKED, "supervision.write", ref)
    row = do(liaison(EASTON), COMMITMENT, Reported("2026Q1", "开工"), REPORT, ref, party=BOATHOUSE)
    assert (row.ref, row.acts_count, row.begun) == ("commitment/1", 3, DAY.date())
    assert [(each.what, each.who) for each in Owed.objects.all()] == [("do", BOATHOUSE)]
    lines = Line.objects.filter(subject=f"dossier/{REGION}/{ref}").order_by("seq")
    assert [line.act for line in lines] == [
        "commitment.undertake",
        "commitment.ask-report",
        "commitment.report",
    ]
    assert lines[2].before == lines[1].after
    assert verification().holds


def test_projection_is_what_the_acts_come_to(there: None) -> None:
    refs = [begun(), begun(doer=WESTON)]
    for ref in refs:
        do(office(), COMMITMENT, ASKED, "supervision.write", ref)
    for found in queries.states(REGION, COMMITMENT):
        face = COMMITMENT.face(found.state)
        rows = Owed.objects.filter(dossier=found.row)
        there_is = sorted((o.what, o.who, o.about, o.since, str(o.due or "")) for o in rows)
        assert there_is == owed(face.duties)
        assert queries.course_of(found.row) == face.course


def test_nothing_is_done_in_a_record(db: None) -> None:
    load(live("record"))
    assert refused(office(), COMMITMENT, undertaken(), GIVE).startswith("the record is for reading")


@pytest.mark.parametrize(
    ("role", "party"), [("liaison", WESTON), ("auditor", None), ("department-lead", "990200/x")]
)
def test_who_may_not(there: None, role: str, party: str | None) -> None:
    ref = begun()
    by = doing(actor(role, party))
    assert "may do this" in refused(
        by, COMMITMENT, Reported("Q", "x"), REPORT, ref, party=BOATHOUSE
    )
    assert refused(doing(None), COMMITMENT, undertaken(), GIVE) == "sign in first"
    assert Entry.objects.count() == 1


def test_a_body_s_secretary_works_for_that_body(there: None) -> None:
    mine = doing(actor("body-secretary", body=f"{REGION}/council"))
    do(mine, COMMITMENT, undertaken(), GIVE, body="council")
    assert "may do this" in refused(mine, COMMITMENT, undertaken(), GIVE, body="moot")


def test_days_out_of_order_and_what_was_not_looked_at(there: None) -> None:
    ref = begun()
    before = replace(office(), at=DAY - timedelta(days=1))
    assert refused(before, COMMITMENT, ASKED, "supervision.write", ref).startswith("the last act")
    assert "look again" in refused(office(), COMMITMENT, ASKED, "supervision.write", ref, seen=0)
    assert refused(office(), COMMITMENT, ASKED, GIVE, "commitment/9") == "there is no such dossier"
    assert refused(office(), COMMITMENT, ASKED, GIVE, "round/1") == "there is no such dossier"


def test_what_belongs_together_is_done_together_or_not(there: None) -> None:
    ref = begun()
    outcome = write(
        office(),
        Writing(COMMITMENT, ASKED, "supervision.write", ref),
        Writing(COMMITMENT, undertaken(), GIVE),
        Writing(COMMITMENT, Reviewed("closed", "", "主任"), "commitment.close", ref),
    )
    assert isinstance(outcome, Refused)
    assert (Entry.objects.count(), Dossier.objects.count(), Line.objects.count()) == (1, 1, 2)
    assert verification().holds
    assert begun() == "commitment/2"  # no number is lost by it


def test_the_same_key_comes_in_once(there: None) -> None:
    ref = begun()
    told = Reported("2026Q1", "开工")
    for _ in range(2):
        do(office(), COMMITMENT, told, REPORT, ref, key="book-1 row 4")
    assert Entry.objects.count() == 2
    other = replace(told, progress="停工")
    assert "compare" in refused(office(), COMMITMENT, other, REPORT, ref, key="book-1 row 4")


def test_files_are_kept_once_by_their_content(there: None) -> None:
    ref = begun()
    upload = Upload("验收单.pdf", "pdf", b"%PDF-1.7 ...")
    what = ClosureAsked("修好了", (upload.enclosure,))
    by = replace(office(), on_behalf_of=EASTON, letter="东〔2026〕3号", scan=upload)
    do(by, COMMITMENT, what, REPORT, ref, uploads=(upload,))
    assert queries.content(upload.enclosure.digest) == upload.content
    assert Content.objects.count() == 1
    act = queries.opened(REGION, COMMITMENT, 1).acts[-1]  # type: ignore[union-attr]
    assert (act.on_behalf_of, act.letter, act.scan) == (EASTON, by.letter, upload.enclosure.digest)


def test_a_change_behind_its_back_is_found(there: None) -> None:
    ref = begun()
    do(office(), COMMITMENT, ASKED, "supervision.write", ref)
    Entry.objects.filter(seq=2).update(
        what={"round": "round/1", "period": "Q", "due": "2026-05-01"}
    )
    problems = [each.en for each in verification().problems]
    assert problems[0] == f"dossier/{REGION}/commitment/1 is not what the journal says"


def test_opening_one_costs_two_queries(there: None) -> None:
    begun()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        queries.opened(REGION, COMMITMENT, 1)
    assert len(asked) == 2


def test_the_clock_of_a_rehearsal_goes_on_and_not_back(db: None) -> None:
    load(live("rehearsal"))
    assert not isinstance(set_clock(office(), DAY), Refused)
    assert queries.now(office().found) == DAY
    back = set_clock(office(), DAY - timedelta(days=1))
    assert isinstance(back, Refused)
    assert "does not go back" in back.reason.en
    assert isinstance(set_clock(doing(actor("liaison", EASTON)), DAY), Refused)
    assert verification().holds


def test_a_live_region_has_no_clock_of_its_own(there: None) -> None:
    assert isinstance(set_clock(office(), DAY), Refused)


@pytest.mark.django_db(transaction=True)
def test_killed_anywhere_nothing_is_half_done() -> None:
    load()
    ref = begun()
    before = [list(model._default_manager.order_by("pk").values()) for model in kept()]

    def act() -> None:
        do(office(), COMMITMENT, ASKED, "supervision.write", ref)

    def as_it_was() -> None:
        assert [list(m._default_manager.order_by("pk").values()) for m in kept()] == before

    assert sweep(act, as_it_was) > 4
    assert Entry.objects.count() == 2
    assert verification().holds


@pytest.mark.django_db(transaction=True)
def test_two_offices_can_not_both_close_it() -> None:
    load()
    ref = begun()
    do(office(), COMMITMENT, ClosureAsked("修好了"), REPORT, ref)
    do(office(), COMMITMENT, LeadReviewed(agrees=True), "commitment.lead", ref)
    closing = Writing(COMMITMENT, Reviewed("closed", "", "主任"), "commitment.close", ref)
    outcomes = at_once(*[lambda: write(later(office(), 1), closing)] * 2)
    assert sorted(isinstance(each, Refused) for each in outcomes) == [False, True], outcomes
    assert verification().holds
