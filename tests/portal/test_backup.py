"""Back up and restore: one file, everything or nothing, on either database."""

import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

import ledgers
from killed import sweep
from lianxi.kernel.setting import SettingError
from lianxi.portal.backup import MANIFEST, back_up, kept, restore
from lianxi.portal.charter.actions import install
from lianxi.portal.charter.queries import current
from lianxi.portal.journal.models import Line
from lianxi.portal.verification import verification
from tiny import read, tiny
from uploads import NOW, Enter, archive, with_sutton

pytestmark = pytest.mark.django_db(transaction=True)


def everything() -> dict[str, list[dict[str, object]]]:
    """Every row of every table, as it stands."""
    return {
        model._meta.label_lower: list(model._default_manager.order_by("pk").values())
        for model in kept()
    }


def emptied() -> None:
    """Take every row away, as in a database that is new."""
    ledgers.emptied()
    for model in reversed(list(kept())):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608


def is_empty() -> None:
    assert not any(everything().values())


@pytest.fixture
def busy(enter: Enter) -> None:
    """A portal in which something has happened: two versions' worth, people, a waiting draft."""
    install(read(tiny()), NOW)
    person = enter("administrator")
    person.post("/packages/review/", {"archive": archive(with_sutton())})
    enter("auditor").post("/tokens/", {"name": "report", "days": "30"})


@pytest.fixture
def made(busy: None, tmp_path: Path) -> Path:
    """A backup of it."""
    back_up(tmp_path / "lianxi.zip", NOW)
    return tmp_path / "lianxi.zip"


def test_everything_comes_back(made: Path) -> None:
    before, held = everything(), verification()
    assert before["charter.draft"]
    assert before["accounts.person"]
    assert before["accounts.token"]
    emptied()
    restored = restore(made)
    assert everything() == before
    assert (restored.lines, restored.head) == (held.lines, held.head)
    assert verification().holds
    found = current("lake-district")
    assert found is not None
    assert found.package.region.name.en == "Lake District"


def test_a_restored_instance_goes_on(made: Path, enter: Enter) -> None:
    emptied()
    restore(made)
    lines = Line.objects.count()
    enter("secretariat")  # a new person with a new number, and a new line at the chain's end
    assert Line.objects.count() > lines
    assert verification().holds


def test_a_backup_is_its_owners_alone_and_leaves_nothing_beside_it(made: Path) -> None:
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert list(made.parent.iterdir()) == [made]


def test_a_backup_overwrites_nothing(made: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(SettingError, match="there already"):
        back_up(made, NOW)
    assert made.read_bytes() == before


def test_a_folder_that_is_not_there(busy: None, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="can't be written"):
        back_up(tmp_path / "nowhere" / "lianxi.zip", NOW)


def test_what_does_not_verify_is_not_backed_up(busy: None, tmp_path: Path) -> None:
    Line.objects.filter(seq=1).update(actor="somebody else")
    with pytest.raises(SettingError, match="does not verify"):
        back_up(tmp_path / "lianxi.zip", NOW)
    assert list(tmp_path.iterdir()) == []


def test_only_an_empty_database_is_restored_into(made: Path) -> None:
    before = everything()
    with pytest.raises(SettingError, match="not empty"):
        restore(made)
    assert everything() == before


def rewritten(made: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Change what an archive holds, as somebody might who opens it."""
    with zipfile.ZipFile(made) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    change(members)
    with zipfile.ZipFile(made, "w") as opened:
        for name, content in members.items():
            opened.writestr(name, content)


def _manifest(**changes: object) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members[MANIFEST] = json.dumps(json.loads(members[MANIFEST]) | changes).encode()

    return change


def _a_line_changed(members: dict[str, bytes]) -> None:
    lines = members["rows/journal.line.jsonl"]
    members["rows/journal.line.jsonl"] = lines.replace(b"administrator", b"administratoR", 1)


def _a_table_gone(members: dict[str, bytes]) -> None:
    del members["rows/charter.blob.jsonl"]


def _another_file(members: dict[str, bytes]) -> None:
    members["rows/more.jsonl"] = b""


def _no_manifest(members: dict[str, bytes]) -> None:
    del members[MANIFEST]


def _not_json(members: dict[str, bytes]) -> None:
    members[MANIFEST] = b"{"


def _a_number(members: dict[str, bytes]) -> None:
    members[MANIFEST] = b"7"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_a_line_changed, "is damaged"),
        (_a_table_gone, "is damaged"),
        (_another_file, "is damaged"),
        (_no_manifest, "no backup"),
        (_not_json, "no backup"),
        (_a_number, "no backup"),
        (_manifest(lianxi="package"), "no backup"),
        (_manifest(format=2), "another version"),
        (_manifest(migrations=["charter.0001_initial"]), "another version"),
        (_manifest(lines=0, head=""), "is damaged"),
        (_manifest(rows={}), "is damaged"),
    ],
)
def test_a_backup_that_was_changed_is_refused(
    made: Path, change: Callable[[dict[str, bytes]], None], said: str
) -> None:
    rewritten(made, change)
    emptied()
    with pytest.raises(SettingError, match=said):
        restore(made)
    is_empty()


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 and nothing more"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "lianxi.zip"
    file.write_bytes(content)
    with pytest.raises(SettingError, match="no backup"):
        restore(file)
    with pytest.raises(SettingError, match="there is no file"):
        restore(tmp_path / "other.zip")
    is_empty()


def test_a_region_package_is_no_backup(tmp_path: Path) -> None:
    file = tmp_path / "lakes.zip"
    file.write_bytes(archive(tiny()).getvalue())
    with pytest.raises(SettingError, match="no backup"):
        restore(file)


def test_a_backup_cut_short_is_refused(made: Path) -> None:
    content = made.read_bytes()
    emptied()
    for kept_bytes in (len(content) // 2, len(content) - 30):
        made.write_bytes(content[:kept_bytes])
        with pytest.raises(SettingError, match=r"no backup|is damaged"):
            restore(made)
    is_empty()


def test_a_flipped_byte_is_refused_or_changes_nothing(made: Path) -> None:
    """An archive has bytes of its own, such as the time of a member: they restore all the same."""
    content = bytearray(made.read_bytes())
    emptied()
    whole = restore(made)
    emptied()
    refused = 0
    for at in range(40, len(content) - 40, len(content) // 12):
        content[at] ^= 0xFF
        made.write_bytes(content)
        try:
            assert restore(made) == whole
            assert verification().holds
            emptied()
        except SettingError:
            refused += 1
            is_empty()
        content[at] ^= 0xFF
    assert refused > 6


def test_killed_anywhere_in_a_restore(made: Path) -> None:
    emptied()
    statements = sweep(lambda: restore(made), is_empty, most=400)
    assert statements > 10
    assert verification().holds
