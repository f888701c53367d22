"""Back a whole instance up into one file, examine one, restore it into an empty database.

The file is a zip archive: a manifest, and the rows of every table as JSON lines, so
that a backup made on SQLite restores into PostgreSQL and the other way round. A
backup is taken of one moment. A restored instance verifies, or nothing of it is kept.
"""

import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, TypeVar

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from lianxi.charter.files import UNREADABLE
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.setting import SettingError
from lianxi.portal.charter.models import Version
from lianxi.portal.journal.models import Line
from lianxi.portal.journal.queries import follow
from lianxi.portal.verification import verification

M = TypeVar("M", bound=models.Model)

FORMAT = 1
MANIFEST = "manifest.json"
MANIFEST_BYTES_MAX = 2**20
CHUNK = 2**20


@dataclass(frozen=True)
class Backup:
    """What a backup holds: when it was taken, the journal's end, and how many rows of what."""

    at: str
    lines: int
    head: str
    rows: Mapping[str, int]


def back_up(target: Path, at: datetime) -> Backup:
    """Write everything into a file that is not there yet, readable by its owner alone.

    Raises `SettingError` where the file can't be written or the journal does not hold.
    """
    if target.exists():
        raise SettingError(THERE.fill(file=str(target)))
    part = target.with_name(f"{target.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            made = write(file, at)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as why:
        raise SettingError(
            UNWRITABLE.fill(file=str(target), why=why.strerror or str(why))
        ) from None
    finally:
        part.unlink(missing_ok=True)
    return made


def write(file: IO[bytes], at: datetime) -> Backup:
    """Write everything into a file that is open, as of one moment.

    Raises `SettingError` where the journal does not hold, `OSError` where there is no room.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":  # one moment for every table
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        found = verification()
        if not found.holds:
            raise SettingError(NOT_HOLDING)
        members, rows = {}, {}
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for model in kept():
                label = model._meta.label_lower
                with archive.open(_member(label), "w", force_zip64=True) as member:
                    rows[label], members[label] = _dump(model, member)
            made = Backup(at.isoformat(timespec="seconds"), found.lines, found.head, rows)
            manifest = {
                "lianxi": "backup",
                "format": FORMAT,
                "migrations": _migrations(),
                "members": members,
                **asdict(made),
            }
            archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return made


class Exact(DjangoJSONEncoder):
    """Instants to the microsecond: rounded ones would not have the digests of their rows."""

    def default(self, o: object) -> object:
        """Write an instant as it is."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _dump(model: type[models.Model], member: IO[bytes]) -> tuple[int, str]:
    """Write the rows of a table in the order of their keys; how many, and their digest."""
    count, digest = 0, sha256()
    for row in model._default_manager.order_by("pk").iterator():
        line = serializers.serialize("jsonl", [row], cls=Exact).encode()
        member.write(line)
        digest.update(line)
        count += 1
    return count, digest.hexdigest()


def restore(source: Path) -> Backup:
    """Restore a backup into an empty database; everything or nothing.

    Raises `SettingError` where the file is no backup, is damaged, was made by another
    version, or the database is not empty.
    """
    with _opened(source, str(source)) as archive:
        return _load(archive, _checked(archive))


@dataclass(frozen=True)
class Examined:
    """What a backup holds that was examined: itself, and the newest version of each region."""

    made: Backup
    regions: Mapping[str, int]


def examine(source: IO[bytes], name: str, bytes_max: int) -> Examined:
    """Check a backup as `restore` does, and its journal's chain, and restore nothing.

    Raises `SettingError` as `restore` does, and where it unpacks to more than `bytes_max`.
    """
    with _opened(source, name) as archive:
        if sum(info.file_size for info in archive.infolist()) > bytes_max:
            raise SettingError(TOO_LARGE.fill(file=name, mib=bytes_max // 2**20))
        made = _checked(archive)
        newest: dict[str, int] = {}
        try:
            chain = follow(_rows(archive, Line))
            for version in _rows(archive, Version):
                newest[version.region_id] = max(version.number, newest.get(version.region_id, 0))
        except (DeserializationError, AttributeError, TypeError, *UNREADABLE):
            raise SettingError(DAMAGED.fill(file=name)) from None
    if chain.problems or (chain.lines, chain.head) != (made.lines, made.head):
        raise SettingError(DAMAGED.fill(file=name))
    return Examined(made, newest)


def _opened(source: Path | IO[bytes], name: str) -> zipfile.ZipFile:
    """The archive, which is called by its name from here on."""
    try:
        archive = zipfile.ZipFile(source)
    except FileNotFoundError:
        raise SettingError(MISSING.fill(file=name)) from None
    except UNREADABLE:
        raise SettingError(FOREIGN.fill(file=name)) from None
    archive.filename = name
    return archive


def _checked(archive: zipfile.ZipFile) -> Backup:
    """What a backup says of itself, once every row of it is what was written."""
    try:
        manifest = _manifest(archive)
        _whole(archive, manifest)
    except UNREADABLE:
        raise SettingError(DAMAGED.fill(file=str(archive.filename))) from None
    return manifest.made


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself: its end, and the digest of each table's rows."""

    made: Backup
    members: Mapping[str, str]


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    """The manifest of a backup that this version can read."""
    name = str(archive.filename)
    try:
        info = archive.getinfo(MANIFEST)
        if info.file_size > MANIFEST_BYTES_MAX:
            raise KeyError(MANIFEST)
        said = json.loads(archive.read(info))
        ours = said["lianxi"] == "backup"
        same_version = said["format"] == FORMAT and said["migrations"] == _migrations()
        datetime.fromisoformat(said["at"])
        rows = {str(label): int(count) for label, count in said["rows"].items()}
        made = Backup(str(said["at"]), int(said["lines"]), str(said["head"]), rows)
        members = dict(said["members"])
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        raise SettingError(FOREIGN.fill(file=name)) from None
    if not ours:
        raise SettingError(FOREIGN.fill(file=name))
    if not same_version:
        raise SettingError(OTHER_VERSION.fill(file=name))
    tables = {model._meta.label_lower for model in kept()}
    there = sorted([*map(_member, tables), MANIFEST]) == sorted(archive.namelist())
    if not (members.keys() == rows.keys() == tables and there):
        raise SettingError(DAMAGED.fill(file=name))
    return Manifest(made, members)


def _whole(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Every table's rows are those that were written, and as many."""
    for label, expected in manifest.members.items():
        digest, rows = sha256(), 0
        with archive.open(_member(label)) as member:
            while chunk := member.read(CHUNK):
                digest.update(chunk)
                rows += chunk.count(b"\n")
        if (digest.hexdigest(), rows) != (expected, manifest.made.rows[label]):
            raise SettingError(DAMAGED.fill(file=str(archive.filename)))


def _rows(archive: zipfile.ZipFile, model: type[M]) -> Iterator[M]:
    """The rows of a table in a backup, as they would be restored, and saved nowhere."""
    with archive.open(_member(model._meta.label_lower)) as member:
        for row in serializers.deserialize("jsonl", member):
            if not isinstance(row.object, model):
                raise DeserializationError
            yield row.object


def _load(archive: zipfile.ZipFile, made: Backup) -> Backup:
    tables = list(kept())
    rows = {}
    try:
        with transaction.atomic():
            if any(model._default_manager.exists() for model in tables):
                raise SettingError(NOT_EMPTY)
            for model in tables:
                label = model._meta.label_lower
                with archive.open(_member(label)) as member:
                    rows[label] = _fill(member)
            _sequences(tables)
            found = verification()
            restored = Backup(made.at, found.lines, found.head, rows)
            if not found.holds or restored != made:
                raise SettingError(DAMAGED.fill(file=str(archive.filename)))
    except (DeserializationError, IntegrityError, ValueError):
        raise SettingError(DAMAGED.fill(file=str(archive.filename))) from None
    return restored


def _fill(member: IO[bytes]) -> int:
    count = 0
    for row in serializers.deserialize("jsonl", member):
        row.save()
        count += 1
    return count


def _sequences(tables: list[type[models.Model]]) -> None:
    """New rows are numbered on from those that were restored (PostgreSQL)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)


def kept() -> Iterator[type[models.Model]]:
    """The tables of the portal's own slices, each after those that it refers to.

    A table that the database itself keeps (`KEPT_BY_THE_DATABASE`) is none of them. A reference
    that is checked at the end of a transaction may be kept before what it refers to
    (`KEPT_BEFORE`): legs come before the transfer that seals them.
    """
    ours = (model for model in apps.get_models() if model.__module__.startswith("lianxi."))
    waiting = [model for model in ours if not getattr(model, "KEPT_BY_THE_DATABASE", False)]
    done: set[type[models.Model]] = set()
    while waiting:
        ready = [model for model in waiting if _refers_to(model) & set(waiting) <= done | {model}]
        assert ready, "tables refer to each other in a circle"
        yield from ready
        done |= set(ready)
        waiting = [model for model in waiting if model not in done]


def _refers_to(model: type[models.Model]) -> set[type[models.Model]]:
    before = getattr(model, "KEPT_BEFORE", ())
    fields = (field for field in model._meta.get_fields() if field.many_to_one)
    related = (field.related_model for field in fields if field.name not in before)
    after = {apps.get_model(label) for label in getattr(model, "KEPT_AFTER", ())}
    return after | {other for other in related if isinstance(other, type)}


def _migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    labels = {model._meta.app_label for model in kept()}
    return sorted(f"{app}.{name}" for app, name in applied if app in labels)


def _member(label: str) -> str:
    return f"rows/{label}.jsonl"


THERE = Bilingual(
    "{file} 已经存在；请另取一个文件名", "{file} is there already; choose another name"
)
UNWRITABLE = Bilingual("不能写入 {file}（{why}）", "{file} can't be written ({why})")
NOT_HOLDING = Bilingual(
    "日志核对不符，没有备份：这样的备份无法还原；请运行 lianxi journal verify",
    "the journal does not verify, so nothing was backed up: it could not be restored; "
    "run lianxi journal verify",
)
MISSING = Bilingual("没有这个文件：{file}", "there is no file {file}")
FOREIGN = Bilingual(
    "{file} 不是联席的备份，没有还原", "{file} is no backup of Lianxi; nothing was restored"
)
DAMAGED = Bilingual(
    "{file} 已损坏或被改动，没有还原；请用另一份备份",
    "{file} is damaged or was changed; nothing was restored; use another backup",
)
OTHER_VERSION = Bilingual(
    "{file} 由另一版本的联席备份，没有还原；请用当时的版本还原后再升级",
    "{file} was made by another version of Lianxi; nothing was restored; "
    "restore it with that version, then upgrade",
)
TOO_LARGE = Bilingual(
    "{file} 解开后超过 {mib} MiB，不在网页上检查；请用 lianxi restore 试还原",
    "{file} unpacks to more than {mib} MiB and is not examined on a page; "
    "try it with lianxi restore",
)
NOT_EMPTY = Bilingual(
    "数据库不是空的，没有还原；请用 LIANXI_DB 指定一个新的数据库",
    "the database is not empty; nothing was restored; name a new one with LIANXI_DB",
)
