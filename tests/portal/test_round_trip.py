"""A package goes into the database and comes out as it went in, to the byte."""

import io
import zipfile
from pathlib import Path

import pytest

from here import DELTA, METRO, MIDDLE, REHEARSAL
from lianxi.charter.load import load_path, load_zip
from lianxi.portal.charter.actions import install
from uploads import NOW, Enter


@pytest.mark.django_db
@pytest.mark.parametrize(
    "folder", [DELTA, METRO, MIDDLE, REHEARSAL], ids=lambda folder: folder.name
)
def test_folder_database_export_folder(folder: Path, enter: Enter, tmp_path: Path) -> None:
    first = load_path(folder)
    version = install(first, NOW)
    assert version is not None
    exported = enter("auditor").get(f"/packages/{version.region_id}/{version.number}.zip")
    content = b"".join(exported) if exported.streaming else exported.content
    again = load_zip(io.BytesIO(content))
    assert again.package is not None
    assert first.package is not None
    assert again.package.digest == first.package.digest == version.digest
    assert dict(again.files) == dict(first.files)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    folders = sorted(tmp_path.rglob("region.toml"), key=lambda path: len(path.parts))
    assert len(folders) == (2 if folder == REHEARSAL else 1)  # its own and the record's
    unpacked = load_path(folders[0].parent)
    assert unpacked.package is not None
    assert unpacked.package.digest == first.package.digest
