"""The journal: every act leaves a line, and whatever is changed behind it is found."""

from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError
from pytest_django import Settings

from lianxi.cli.main import run
from lianxi.kernel.bilingual import same
from lianxi.portal.accounts.models import Appointment, Person
from lianxi.portal.charter.models import Blob, Version
from lianxi.portal.journal.actions import record
from lianxi.portal.journal.models import Head, Line
from lianxi.portal.verification import verification
from uploads import NOW, Enter

pytestmark = pytest.mark.usefixtures("lake_portal")


def problems() -> list[str]:
    return [problem.en for problem in verification().problems]


def test_a_fresh_portal_verifies(enter: Enter) -> None:
    enter("administrator")
    enter("liaison")
    enter("administrator")
    found = verification()
    assert (found.holds, found.lines) == (True, 4)
    entered = Line.objects.get(seq=3)
    assert (entered.role, entered.on_behalf_of) == ("liaison", "990100")
    assert entered.at == Line.objects.get(seq=3).at
    assert entered.at.endswith("+08:00")


@pytest.mark.django_db(transaction=True)
def test_a_line_belongs_to_a_transaction() -> None:
    with pytest.raises(AssertionError):
        record(at=NOW, actor="x", act="x", subject="note/1", summary=same("x"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("actor", "somebody else"),
        ("summary_zh", "别的事"),
        ("after", "sha256:0"),
        ("at", "2020-01-01T00:00:00.000+08:00"),
        ("on_behalf_of", "990200"),
    ],
)
def test_a_line_rewritten(enter: Enter, field: str, value: str) -> None:
    enter("auditor")
    Line.objects.filter(seq=1).update(**{field: value})
    assert "the content of line 1 is not what was hashed" in problems()


def test_a_line_taken_out(enter: Enter) -> None:
    enter("auditor")
    enter("finance")
    Line.objects.filter(seq=2).delete()
    assert "after line 1 comes line 3" in problems()
    assert "line 3 does not carry the hash of the line before" in problems()


def test_the_last_line_taken_out(enter: Enter) -> None:
    enter("auditor")
    Line.objects.filter(seq=2).delete()
    assert any(problem.startswith("the head says line 2") for problem in problems())


def test_the_head_moved() -> None:
    Head.objects.update(hash="sha256:0")
    assert any(problem.startswith("the head says") for problem in problems())


@pytest.mark.parametrize(
    "change", [{"loaded_by": "nobody"}, {"origin": "elsewhere"}, {"draft": UUID(int=1)}]
)
def test_a_version_changed_behind_the_systems_back(change: dict[str, object]) -> None:
    Version.objects.update(**change)
    assert problems() == ["package/lake-district/1 is not what the journal says"]


def test_a_file_of_a_version_changed_behind_the_systems_back() -> None:
    version = Version.objects.get()
    blob = Blob.objects.get(digest=version.files["seats.csv"])
    blob.content = bytes(blob.content).replace(b"990300", b"990200")
    blob.save()
    assert problems() == ["package/lake-district/1 is not what the journal says"]


def test_a_version_slipped_in_or_taken_out() -> None:
    version = Version.objects.get()
    version.pk, version.number = None, 2
    version.save()
    assert problems() == ["package/lake-district/2 is not in the journal"]
    Version.objects.filter(number=1).delete()
    assert "package/lake-district/1 is journaled but is gone" in problems()


def test_a_right_given_behind_the_systems_back(enter: Enter) -> None:
    enter("finance")
    person = Person.objects.get(login="demo-finance")
    Appointment.objects.create(person=person, role="administrator", since=date(2026, 1, 1))
    assert problems() == ["person/demo-finance is not what the journal says"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "emperor", "since": date(2026, 1, 1)},
        {"role": "finance", "since": date(2026, 1, 1), "until": date(2025, 12, 31)},
    ],
)
def test_the_database_refuses_an_appointment_that_makes_no_sense(
    enter: Enter, wrong: dict[str, object]
) -> None:
    enter("finance")
    person = Person.objects.get(login="demo-finance")
    with pytest.raises(IntegrityError):
        Appointment.objects.create(person=person, **wrong)


def test_digests_of_another_algorithm_stand_beside_the_old_ones(
    settings: Settings, enter: Enter
) -> None:
    settings.DIGEST = "sm3"
    line = record(at=NOW, actor="x", act="x", subject="note/1", summary=same("x"))
    assert line.hash.startswith("sm3:")
    enter("auditor")
    assert problems() == []
    Version.objects.update(loaded_by="nobody")
    assert problems() == ["package/lake-district/1 is not what the journal says"]


def test_the_command_verifies(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        run(["journal", "verify", "--json"])
    assert stop.value.code in (0, None)
    assert '"holds": true' in capsys.readouterr().out
    Head.objects.update(seq=9)
    with pytest.raises(SystemExit) as stop:
        run(["journal", "verify", "--lang", "en"])
    assert stop.value.code == 1
    assert "the journal does not verify" in capsys.readouterr().out
