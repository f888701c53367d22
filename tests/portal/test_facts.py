"""The store of facts: batches that are never changed, and what was known at an instant."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from lianxi.governance.authority import Refused
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.journal.models import Line
from lianxi.portal.sharing import guard, queries
from lianxi.portal.sharing.actions import enter
from lianxi.portal.sharing.models import Batch, Fact
from lianxi.portal.verification import verification
from lianxi.sharing.facts import FactRow
from road import EASTON, NORHAM, REGION, actor, doing, liaison, live, load, office

RULE, LETTER = "ferry-cost", "湖环〔2026〕1号"


@pytest.fixture
def there(db: None) -> None:
    """A live region."""
    load()


def row(party: str = EASTON, value: str = "8", period: str = "2026-01") -> FactRow:
    return FactRow(period, {"party": party}, "boats", value, "boat")


def entered(by: Doing | None = None, *rows: FactRow, document: str = LETTER) -> int:
    outcome = enter(by or office(), RULE, rows or (row(),), "环境监测", document)
    assert isinstance(outcome, int), outcome
    return outcome


def why(by: Doing, *rows: FactRow, document: str = LETTER, source: str = "") -> str:
    outcome = enter(by, RULE, rows, source, document)
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


def values(**known: object) -> dict[str, tuple[str, str]]:
    rows = queries.facts(REGION, RULE, **known)  # type: ignore[arg-type]
    return {row.keys["party"]: (row.value, row.source) for row in rows}


def test_a_later_batch_replaces_single_cells(there: None) -> None:
    assert entered(None, row(EASTON, "8"), row(NORHAM, "3")) == 1
    first = queries.last_known(REGION, RULE)
    assert first is not None
    assert entered(None, row(NORHAM, "4"), document="更正") == 2
    assert values() == {EASTON: ("8", "facts/1"), NORHAM: ("4", "facts/2")}
    assert values(known=first) == {EASTON: ("8", "facts/1"), NORHAM: ("3", "facts/1")}
    assert values(known=first - timedelta(seconds=1)) == {}
    assert values(periods=["2026-02"]) == {}
    assert [row.value for row in queries.figures(Batch.objects.get(number=1))] == ["8", "3"]


def test_what_came_in_while_the_clock_stood_was_known_later(there: None) -> None:
    entered(None, row(value="8"))
    then = queries.last_known(REGION, RULE)
    entered(None, row(value="9"), document="更正")
    assert values(known=then) == {EASTON: ("8", "facts/1")}
    assert queries.last_known(REGION, RULE) > then  # type: ignore[operator]


def test_the_same_batch_twice_is_entered_once(there: None) -> None:
    rows = [row(EASTON), row(NORHAM, "3")]
    assert entered(None, *rows) == entered(None, *reversed(rows)) == 1
    assert (Batch.objects.count(), Line.objects.filter(act="sharing.enter").count()) == (1, 1)
    assert entered(None, *rows, document="另一文号") == 2


@pytest.mark.parametrize(
    ("rows", "document", "said"),
    [
        ([], LETTER, "no figure"),
        ([row(), row(value="9")], LETTER, "stands twice"),
        ([row()], " ", "number of the document"),
        ([row()], "文" * 101, "too long"),
        ([row(value="1" * 101)], LETTER, "longer than 100"),
        ([replace(row(), keys={"party": "9" * 400})], LETTER, "longer than 400"),
    ],
)
def test_what_is_no_batch(there: None, rows: list[FactRow], document: str, said: str) -> None:
    assert said in why(office(), *rows, document=document)
    assert not Batch.objects.exists()


def test_who_may_enter(there: None) -> None:
    assert "sign in" in why(doing(None), row())
    assert "only the" in why(doing(actor("expert")), row())
    assert "own city" in why(liaison(EASTON), row(EASTON), row(NORHAM))
    assert entered(liaison(EASTON), row(EASTON)) == 1
    assert entered(doing(actor("finance")), row(NORHAM)) == 2


def test_nothing_is_entered_in_a_record(db: None) -> None:
    load(live("record"))
    assert "record is for reading" in why(office(), row())


def test_the_database_lets_nobody_change_it(there: None) -> None:
    entered()
    for change in (
        lambda: Fact.objects.update(value="9"),
        lambda: Fact.objects.all().delete(),
        lambda: Batch.objects.update(source="x"),
        lambda: Batch.objects.get().delete(),
    ):
        with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
            change()
    assert verification().holds


def test_whoever_lifts_the_guard_is_found_out(there: None) -> None:
    entered(None, row(), row(NORHAM))
    assert verification().holds
    guard.taken_down(connection)
    Fact.objects.filter(keys__contains=EASTON).update(value="800")
    assert [each.en for each in verification().problems] == [
        f"facts/{REGION}/1 is not what the journal says"
    ]


def test_many_figures_come_in_by_a_few_statements(there: None) -> None:
    rows = [row(f"p{n}", str(n)) for n in range(3000)]
    with CaptureQueriesContext(connection) as asked:
        entered(None, *rows)
    assert len(asked) < 40
    assert len(queries.facts(REGION, RULE)) == len(rows)
