"""A package as a folder and as a zip archive, within bounds."""

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest

from lianxi.charter import files as package_files
from lianxi.charter.load import Loaded, load_path, load_zip
from lianxi.charter.texts import in_words
from tiny import codes, tiny, write


def packed(
    files: dict[str, str], folder: str = "", compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """An archive of files, in a folder of its own where one is named."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for path, content in files.items():
            archive.writestr(f"{folder}{path}", content)
    return buffer.getvalue()


def test_a_folder_and_its_archive_have_one_digest(tmp_path: Path) -> None:
    folder = load_path(write(tmp_path / "lakes", tiny()))
    archive = tmp_path / "lakes.zip"
    archive.write_bytes(packed(tiny(), "lakes/"))
    zipped = load_path(archive)
    assert folder.package is not None
    assert zipped.package is not None
    assert folder.package.digest == zipped.package.digest


def test_the_digest_is_of_what_is_said(tmp_path: Path) -> None:
    """Comments, spacing and the order of rows say nothing; a changed word does."""
    files = tiny()
    said = load_path(write(tmp_path / "a", files)).package
    header, *rows = files["seats.csv"].splitlines()
    files["seats.csv"] = "\r\n".join([header, *reversed(rows)]) + "\r\n"
    files["bodies/council.toml"] = "# a comment\n\n" + files["bodies/council.toml"]
    same = load_path(write(tmp_path / "b", files)).package
    files["sources.toml"] = files["sources.toml"].replace("2011", "2012")
    other = load_path(write(tmp_path / "c", files)).package
    assert said is not None
    assert same is not None
    assert other is not None
    assert said.digest == same.digest != other.digest


def test_a_folder_that_is_no_region(tmp_path: Path) -> None:
    assert codes(load_path(tmp_path)) == ["region.folder"]
    assert codes(load_path(tmp_path / "missing")) == ["region.folder"]
    (tmp_path / "letter.docx").write_bytes(b"PK")
    assert codes(load_path(tmp_path)) == ["region.file"]


def test_a_file_of_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    folder = write(tmp_path, tiny())
    with (folder / "seats.csv").open("r+b") as file:
        file.truncate(2**30)  # a hole: no disk is used
    assert "file.large" in codes(load_path(folder))


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_files, "FILES_MAX", 5)
    assert "package.large" in codes(load_path(write(tmp_path, tiny())))


def test_links_are_not_followed(tmp_path: Path) -> None:
    """And what is declared in the file they stand for is unknown, not missing."""
    folder = write(tmp_path / "lakes", tiny())
    (folder / "units.csv").unlink()
    (folder / "units.csv").symlink_to("/etc/hostname")
    assert codes(load_path(folder)) == ["file.link"]
    (folder / "region.toml").unlink()
    (folder / "region.toml").symlink_to("/etc/hostname")
    assert codes(load_path(folder)) == ["file.link", "file.link"]


def test_a_pipe_is_no_plain_file(tmp_path: Path) -> None:
    folder = write(tmp_path / "lakes", tiny())
    os.mkfifo(folder / "notes.md")
    [finding] = load_path(folder).errors
    assert in_words(finding).message.en.startswith("not a plain file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    folder = write(tmp_path, tiny())
    (folder / "seats.csv").chmod(0)
    assert "file.unreadable" in codes(load_path(folder))


def test_a_file_that_vanishes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    folder = write(tmp_path, tiny())
    monkeypatch.setattr(Path, "read_bytes", gone)
    assert set(codes(load_path(folder))) >= {"file.unreadable"}


def test_what_editors_and_systems_leave_behind_is_passed_over(tmp_path: Path) -> None:
    rubbish = {".DS_Store": "x", "~$seats.csv": "x", "seats.csv~": "x", ".git/config": "x"}
    loaded = load_path(write(tmp_path, {**tiny(), **rubbish}))
    assert loaded.package is not None
    assert "file.ignored" not in codes(loaded, "notice")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a zip",
        packed(tiny())[:-200],
        b"\x1f\x8b" + b"0" * 100,
    ],
    ids=["empty", "text", "cut off", "gzip"],
)
def test_a_broken_archive(content: bytes) -> None:
    assert codes(load_zip(io.BytesIO(content))) == ["zip.broken"]


@pytest.mark.parametrize("name", ["lakes.zip", "LAKES.ZIP"])
def test_an_archive_of_no_bytes_is_broken(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    assert codes(load_path(tmp_path / name)) == ["zip.broken"]


@pytest.mark.parametrize("files", [{}, {"lakes/.DS_Store": "x"}], ids=["nothing", "hidden"])
def test_an_archive_without_files(files: dict[str, str]) -> None:
    assert codes(load_zip(io.BytesIO(packed(files)))) == ["zip.empty"]


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "a/../../b.toml"])
def test_an_archive_that_would_climb_out(path: str) -> None:
    assert "zip.path" in codes(load_zip(io.BytesIO(packed({**tiny(), path: "x"}))))


def test_an_archive_that_unpacks_to_a_gigabyte() -> None:
    bomb = packed({**tiny(), "seats.csv": "0" * (64 * 2**20)})
    assert len(bomb) < 2**20
    assert "file.large" in codes(load_zip(io.BytesIO(bomb)))


@pytest.mark.parametrize(
    "name", ["x\u202elmot.toml", "x\ny.toml", "x\x85.toml", "a/" * 100 + "x.toml"]
)
def test_a_name_that_deceives_or_never_ends(name: str, tmp_path: Path) -> None:
    assert codes(load_zip(io.BytesIO(packed({**tiny(), name: "x"})))) == ["file.name"]
    assert codes(load_path(write(tmp_path, {**tiny(), name: "x"}))) == ["file.name"]


def test_an_archive_with_two_files_of_one_name() -> None:
    buffer = io.BytesIO(packed(tiny()))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("./seats.csv", "body,party\n")
    assert codes(load_zip(buffer)) == ["zip.twice"]


def test_a_link_in_an_archive_is_not_taken_for_a_file() -> None:
    buffer = io.BytesIO(packed(tiny()))
    with zipfile.ZipFile(buffer, "a") as archive:
        link = zipfile.ZipInfo("notes.md")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert codes(load_zip(buffer)) == ["file.link"]


def test_an_archive_with_more_members_than_may_be_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_files, "MEMBERS_MAX", 5)
    assert codes(load_zip(io.BytesIO(packed(tiny())))) == ["package.large"]


class Unsaid(zipfile.ZipInfo):
    """A member as older archivers write it: its name in an encoding that nothing tells."""

    encoding = "gbk"  # as Windows in Chinese does

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  # zipfile's own
        return self.filename.encode(self.encoding), self.flag_bits


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_in_an_encoding_that_is_not_told(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Unsaid, "encoding", encoding)

    def loaded(files: dict[str, str]) -> Loaded:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for path, content in files.items():
                archive.writestr(Unsaid(f"湖区/{path}"), content)
        return load_zip(buffer)

    told = loaded({**tiny(), "说明.md": "x"})
    assert (codes(told), "说明.md" in told.files) == ([], True)
    [finding] = loaded({**tiny(), "机密_纪要.docx": "x"}).errors
    assert (finding.code, finding.place.file) == ("file.classified", "机密_纪要.docx")


def test_an_archive_whose_folder_is_marked() -> None:
    assert codes(load_zip(io.BytesIO(packed(tiny(), "秘密/")))) == ["file.classified"]


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    content = bytearray(packed(tiny(), compression=zipfile.ZIP_STORED))
    local, central = content.find(b"PK\x03\x04"), content.find(b"PK\x01\x02")
    content[local + 6] |= 1  # the flag that says: encrypted
    content[central + 8] |= 1
    assert codes(load_zip(io.BytesIO(bytes(content)))) == ["zip.broken"]


def test_a_member_without_a_name() -> None:
    content = packed(tiny()).replace(b"region.toml", b"\0egion.toml")
    assert "zip.path" in codes(load_zip(io.BytesIO(content)))
