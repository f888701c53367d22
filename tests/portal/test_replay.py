"""Replay of the journal's acts gives the same state, and what was changed beside it is named."""

from datetime import timedelta

import pytest
from django.db import connection

from lianxi.cli.main import run
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.commitment_acts import ReportAsked
from lianxi.portal.dossiers.models import Counter, Dossier, Entry, Owed, Stake, Tie
from lianxi.portal.verification import rebuild, verification
from road import DAY, REGION, do, load, office, undertaken

OF = f"dossier/{REGION}/commitment"
GIVE = "commitment.give"


@pytest.fixture
def three(db: None) -> None:
    """Three commitments, each from the one before; the second has been asked about."""
    load()
    for origin in ("treaty#piers", "commitment/1", "commitment/2"):
        do(office(), COMMITMENT, undertaken(origin=origin), GIVE, body="council")
    asked = ReportAsked("round/1", "2026Q1", DAY.date() + timedelta(days=10))
    do(office(), COMMITMENT, asked, "supervision.write", "commitment/2")


def rows() -> list[object]:
    """What is kept and projected, but for the keys of rows that may be written anew."""
    owed = Owed.objects.values("dossier", "what", "who", "about", "since", "due")
    return [
        list(Counter.objects.order_by("pk").values()),
        list(Dossier.objects.values()),
        list(Entry.objects.values()),
        sorted(owed, key=str),
        sorted(Stake.objects.values_list("dossier", "party")),
        sorted(Tie.objects.values_list("dossier", "how", "to")),
    ]


def sql(statement: str) -> None:
    """Change something behind the system's back."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def taken(table: str, number: int, column: str = "dossier_id") -> str:
    """A statement that takes rows of a commitment out of a table."""
    of = f"(SELECT id FROM dossiers_dossier WHERE number = {number})"  # noqa: S608
    return f"DELETE FROM dossiers_{table} WHERE {column} IN {of}"  # noqa: S608


REPORT = "report 990100/boathouse 2026Q1 2026-03-02 2026-03-12"
CHANGES = [
    (
        "UPDATE dossiers_dossier SET title_en = 'Paint the pier' WHERE number = 1",
        [f"{OF}/1: title_en is “Paint the pier”, and its acts come to “Repair the pier”"],
    ),
    (
        "UPDATE dossiers_dossier SET stage = 'closed' WHERE number = 1",
        [f"{OF}/1: stage is “closed”, and its acts come to “open”"],
    ),
    (
        "UPDATE dossiers_dossier SET due = '2027-06-30', acts_count = 5 WHERE number = 3",
        [
            f"{OF}/3: acts_count is “5”, and its acts come to “1”",
            f"{OF}/3: due is “2027-06-30”, and its acts come to “2026-12-31”",
        ],
    ),
    (
        "DELETE FROM dossiers_owed WHERE what = 'report'",
        [f"{OF}/2: a duty that its acts say is gone: {REPORT}"],
    ),
    (
        "UPDATE dossiers_owed SET who = '990300' WHERE what = 'report'",
        [
            f"{OF}/2: a duty that its acts say is gone: {REPORT}",
            f"{OF}/2: a duty that no act says: report 990300 2026Q1 2026-03-02 2026-03-12",
        ],
    ),
    (
        f"{taken('stake', 1)} AND party = '990300'",
        [f"{OF}/1: a party that its acts say is gone: 990300"],
    ),
    (taken("tie", 2), [f"{OF}/2: a link that its acts say is gone: from commitment 1"]),
    (
        "UPDATE dossiers_counter SET last = 9",
        [f"{OF}: its counter stands at 9, and the last number is 3"],
    ),
]


@pytest.mark.parametrize(("statement", "said"), CHANGES)
def test_what_was_changed_is_named_and_made_anew(
    three: None, statement: str, said: list[str]
) -> None:
    before = rows()
    assert verification().holds
    sql(statement)
    assert [each.en for each in verification().problems] == said
    made = rebuild("command", DAY)
    assert (made.changed, made.problems) == (1, ())
    assert verification().holds
    assert rows() == before
    assert rebuild("command", DAY).changed == 0


ACTS = [
    (
        ["DELETE FROM dossiers_entry WHERE act = 'ask-report'"],
        [
            f"{OF}/2 is not what the journal says",
            f"{OF}/2: acts_count is “2”, and its acts come to “1”",
        ],
    ),
    (
        ["UPDATE dossiers_entry SET act = 'report' WHERE seq = 2"],
        [
            f"{OF}/2 is not what the journal says",
            f"the acts of {OF}/2 don't follow each other, so they come to no state",
        ],
    ),
    (
        [
            *[taken(table, 2) for table in ("entry", "owed", "stake", "tie")],
            taken("tie", 2, "to_id"),
            "DELETE FROM dossiers_dossier WHERE number = 2",
        ],
        [f"{OF}/2 is journaled but is gone", f"{OF}: 1 missing, by number: 2"],
    ),
]


@pytest.mark.parametrize(("statements", "said"), ACTS)
def test_from_acts_that_were_changed_nothing_is_made(
    three: None, statements: list[str], said: list[str]
) -> None:
    for statement in statements:
        sql(statement)
    found = [each.en for each in verification().problems]
    assert [each for each in said if each not in found] == []
    made = rebuild("command", DAY)
    assert made.changed == 0
    assert [each.en for each in made.problems] == said[:1]


def test_both_commands(three: None, capsys: pytest.CaptureFixture[str]) -> None:
    def lianxi(*arguments: str) -> tuple[object, str]:
        with pytest.raises(SystemExit) as stop:
            run(["journal", *arguments])
        return stop.value.code or 0, capsys.readouterr().out

    sql("UPDATE dossiers_dossier SET stage = 'closed' WHERE number = 1")
    status, said = lianxi("verify", "--lang", "zh")
    assert (status, said.splitlines()[0]) == (
        1,
        f"{OF}/1 的 stage 是“closed”，而由其办理得出的是“open”",
    )
    assert lianxi("rebuild", "--json") == (0, '{\n  "changed": 1,\n  "problems": []\n}\n')
    assert (
        lianxi("rebuild", "--lang", "en")[1] == "made anew from the acts: 0; all else was right\n"
    )
    assert lianxi("verify")[0] == 0
    sql("DELETE FROM dossiers_entry WHERE act = 'ask-report'")
    assert lianxi("rebuild")[0] == 1
