"""The backup page: one file taken away with its journal line, and any file examined."""

import hashlib
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from killed import sweep
from lianxi.governance.authority import Actor, Appointment, Refused
from lianxi.kernel.bilingual import same
from lianxi.portal.backup import MANIFEST, kept, restore
from lianxi.portal.charter.actions import install
from lianxi.portal.journal.models import Line
from lianxi.portal.upkeep import actions, queries
from lianxi.portal.verification import verification
from tiny import read, tiny
from uploads import NOW, Enter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go, to see that none stays."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def administrator(enter: Enter, temporary: Path) -> Client:
    install(read(tiny()), NOW)
    return enter("administrator")


def taken(client: Client) -> bytes:
    """A backup made and downloaded."""
    answer = client.post("/backup/make/")
    assert answer.status_code == 200
    return answer.getvalue()


@pytest.fixture
def whole(administrator: Client) -> bytes:
    """A backup that is good."""
    return taken(administrator)


def examine(client: Client, content: bytes, name: str = "lianxi.zip") -> tuple[int, str]:
    upload = io.BytesIO(content)
    upload.name = name
    answer = client.post("/backup/examine/", {"file": upload})
    return answer.status_code, answer.content.decode()


def emptied() -> None:
    """Take every row away, as in a database that is new."""
    for model in reversed(list(kept())):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608


def test_a_backup_is_taken_and_journaled_with_its_digest(
    administrator: Client, temporary: Path
) -> None:
    assert "None was made on this page yet" in administrator.get("/backup/").content.decode()
    before = verification()
    answer = administrator.post("/backup/make/")
    content = answer.getvalue()
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="lianxi-20')
    assert answer.headers["Content-Length"] == str(len(content))
    assert "no-store" in answer.headers["Cache-Control"]
    line = Line.objects.get(act="backup.make")
    assert (line.actor, line.role) == ("demo-administrator", "administrator")
    assert line.after == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert verification().holds
    assert json.loads(zipfile.ZipFile(io.BytesIO(content)).read(MANIFEST))["head"] == before.head
    answer.close()
    assert list(temporary.iterdir()) == []
    page = administrator.get("/backup/").content.decode()
    assert f"by Demo administrator (line {line.seq} of the journal)" in page
    assert line.after in page
    journal = administrator.get("/journal/?acts=backup").content.decode()
    assert "Made and took a backup" in journal


def test_it_restores_with_the_head_of_its_own_moment(administrator: Client, tmp_path: Path) -> None:
    before = verification()
    (tmp_path / "lianxi.zip").write_bytes(taken(administrator))
    emptied()
    restored = restore(tmp_path / "lianxi.zip")
    assert (restored.lines, restored.head) == (before.lines, before.head)
    assert not Line.objects.filter(act="backup.make").exists()
    assert verification().holds


def test_nobody_else_has_the_page(enter: Enter, administrator: Client) -> None:
    for role in ("secretariat", "liaison", "finance", "auditor", "security-officer"):
        person = enter(role)
        assert person.get("/backup/").status_code == 403
        assert person.post("/backup/make/").status_code == 403
        assert examine(person, taken(administrator))[0] == 403
        assert 'href="/backup/"' not in person.get("/regions/lake-district/").content.decode()
    assert 'href="/backup/"' in administrator.get("/regions/lake-district/").content.decode()
    assert Client().post("/backup/make/").status_code == 403
    assert administrator.get("/backup/make/").status_code == 405


def test_the_action_asks_too(db: None) -> None:
    since = NOW.date() - timedelta(days=1)
    for actor in (None, Actor("a", same("A"), (Appointment("auditor", since),))):
        assert isinstance(actions.make(actor, NOW), Refused)
    assert not Line.objects.filter(act="backup.make").exists()


def test_what_does_not_verify_is_not_backed_up(administrator: Client, temporary: Path) -> None:
    Line.objects.filter(seq=1).update(actor="somebody else")
    answer = administrator.post("/backup/make/")
    assert answer.status_code == 409
    assert "does not verify, so nothing was backed up" in answer.content.decode()
    assert not Line.objects.filter(act="backup.make").exists()
    assert list(temporary.iterdir()) == []


def test_a_full_temporary_folder_is_said(
    administrator: Client, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(actions, "write", full)
    answer = administrator.post("/backup/make/")
    assert answer.status_code == 409
    assert "there is no room for the backup" in answer.content.decode().lower()
    assert not Line.objects.filter(act="backup.make").exists()


def test_killed_at_any_moment_nothing_is_left(administrator: Client, temporary: Path) -> None:
    since = NOW.date() - timedelta(days=1)
    actor = Actor("demo-administrator", same("A"), (Appointment("administrator", since),))

    def nothing_left() -> None:
        assert list(temporary.iterdir()) == []
        assert not Line.objects.filter(act="backup.make").exists()
        assert verification().holds

    statements = sweep(lambda: actions.make(actor, NOW), nothing_left, reads=True)
    assert statements > len(list(kept()))
    assert list(temporary.iterdir()) == []
    assert Line.objects.filter(act="backup.make").count() == 1


def test_every_table_has_a_name_that_people_use() -> None:
    assert {model._meta.label_lower for model in kept()} == queries.TABLES.keys()


def test_what_a_backup_holds(administrator: Client) -> None:
    content = taken(administrator)
    held = queries.examined(io.BytesIO(content), "lianxi.zip")
    assert isinstance(held, queries.Held)
    assert held.behind == 1  # the line that tells of it
    assert [(name.en, id_, number) for name, id_, number in held.regions] == [
        ("Lake District", "lake-district", 1)
    ]
    status, page = examine(administrator, content, "it's mine.zip")
    assert status == 200
    assert "It is whole" in page
    assert "this one; 1 line was journaled since" in page
    assert "Lake District (lake-district), version 1" in page
    assert held.made.head in page
    assert '<th scope="row">People</th><td class="figure">1</td>' in page
    assert re.search(r"<code>LIANXI_DB=\S+[-_]restored", page)
    assert " lianxi restore &#x27;it&#x27;&quot;&#x27;&quot;&#x27;s mine.zip&#x27;" in page


def test_a_backup_of_another_instance_is_told_from_ours(administrator: Client) -> None:
    content = taken(administrator)
    emptied()
    install(read({**tiny(), "sets.csv": "set,party,status,source\n"}), NOW)
    held = queries.examined(io.BytesIO(content), "lianxi.zip")
    assert isinstance(held, queries.Held)
    assert held.behind is None


def doctored(content: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """A backup with some of its members changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return buffer.getvalue()


def saying(**changes: object) -> Callable[[dict[str, bytes]], object]:
    """The manifest changed."""

    def change(members: dict[str, bytes]) -> None:
        members[MANIFEST] = json.dumps({**json.loads(members[MANIFEST]), **changes}).encode()

    return change


def forged(members: dict[str, bytes]) -> None:
    """A journal rewritten, with a manifest that agrees with it."""
    name = "rows/journal.line.jsonl"
    members[name] = members[name].replace(b'"install"', b'"nobody"')
    manifest = json.loads(members[MANIFEST])
    manifest["members"]["journal.line"] = hashlib.sha256(members[name]).hexdigest()
    members[MANIFEST] = json.dumps(manifest).encode()


FOREIGN, DAMAGED = "is no backup of Lianxi", "is damaged or was changed"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda m: m.pop(MANIFEST), FOREIGN),
        (lambda m: m.update({MANIFEST: b"[" * 100_000}), FOREIGN),
        (saying(lianxi="book"), FOREIGN),
        (saying(at="yesterday"), FOREIGN),
        (saying(rows=7), FOREIGN),
        (saying(lines="many"), FOREIGN),
        (saying(members=[1]), FOREIGN),
        (saying(format=2), "was made by another version"),
        (saying(migrations=[]), "was made by another version"),
        (saying(lines=999), DAMAGED),
        (saying(head="sha256:0"), DAMAGED),
        (lambda m: m.update({"rows/journal.line.jsonl": b""}), DAMAGED),
        (lambda m: m.pop("rows/charter.blob.jsonl"), DAMAGED),
        (lambda m: m.update({"more.txt": b"x"}), DAMAGED),
        (forged, DAMAGED),
    ],
)
def test_a_file_that_is_no_good_backup(
    administrator: Client, change: Callable[[dict[str, bytes]], object], said: str
) -> None:
    status, page = examine(administrator, doctored(taken(administrator), change))
    assert status == 422
    assert said in page
    assert "It is whole" not in page


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x01\x02" * 5000])
def test_a_file_that_is_none_at_all(administrator: Client, content: bytes) -> None:
    status, page = examine(administrator, content)
    assert status == 422
    assert FOREIGN in page or "hoose the file of a backup" in page


def test_no_file_or_one_too_large(administrator: Client, settings: Settings) -> None:
    none = administrator.post("/backup/examine/", {})
    assert (none.status_code, "Choose the file of a backup" in none.content.decode()) == (422, True)
    settings.UPLOAD_BYTES_MAX = 100
    status, page = examine(administrator, b"x" * 101)
    assert (status, "try it with lianxi restore" in page) == (422, True)


def test_one_that_unpacks_to_too_much_is_not_unpacked(
    administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "BYTES_MAX", 1000)
    status, page = examine(administrator, taken(administrator))
    assert status == 422
    assert "is not examined on a page" in page


@given(st.data())
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
def test_a_backup_damaged_anywhere_is_said_or_whole(
    administrator: Client, whole: bytes, data: st.DataObject
) -> None:
    content = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, 8 * len(content) - 1), max_size=5)):
        content[place // 8] ^= 1 << place % 8
    cut = data.draw(st.none() | st.integers(0, len(content)))
    status, _ = examine(administrator, bytes(content[:cut]))
    assert status in (200, 422)
