"""Read packages: the version in use, any version's package, drafts, digests."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, Subquery

from lianxi.charter.amendments import label_of, provenance_of
from lianxi.charter.article import Article, Consolidated
from lianxi.charter.article import Version as TextVersion
from lianxi.charter.citation import Citation
from lianxi.charter.kinds.kind import NAME
from lianxi.charter.load import Loaded, load, load_zip
from lianxi.charter.package import Package
from lianxi.charter.region import Region as RegionSays
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain, digest, digest_bytes
from lianxi.portal.charter.models import Blob, Draft, Version
from lianxi.portal.journal.actions import CHINA

PACKAGES_IN_MEMORY = 64  # those in use in an instance, and some older ones that were looked at


@dataclass(frozen=True)
class Current:
    """The version in use of a region with its package, and the packages of the whole instance."""

    version: Version
    package: Package
    packages: tuple[Package, ...]

    @property
    def regions(self) -> tuple[RegionSays, ...]:
        """Every region of the instance, this one among them."""
        return tuple(package.region for package in self.packages)


def regions() -> list[str]:
    """The ids of the regions that are loaded, in the order in which they first came in."""
    firsts = Version.objects.filter(number=1).order_by("pk")
    return list(firsts.values_list("region_id", flat=True))


def current(region: str) -> Current | None:
    """What is in use of a region and beside it; one query, and the packages from memory."""
    versions = in_use()
    found = next((version for version in versions if version.region_id == region), None)
    if found is None:
        return None
    return Current(found, package_of(found), tuple(map(package_of, versions)))


def in_use() -> list[Version]:
    """The newest version of every region, in the order in which the regions first came in."""
    of_region = Version.objects.filter(region_id=OuterRef("region_id"))
    newest_number = of_region.order_by("-number").values("number")[:1]
    first = of_region.filter(number=1).values("pk")
    found = Version.objects.defer("files").filter(number=Subquery(newest_number))
    return list(found.order_by(Subquery(first)))


def newest(region: str) -> Version | None:
    """The newest version row of a region."""
    return Version.objects.filter(region_id=region).order_by("-number").first()


def version(region: str, number: int) -> Version | None:
    """One version of a region."""
    return Version.objects.filter(region_id=region, number=number).first()


def shelves() -> list[tuple[str, Bilingual, list[Version]]]:
    """Every region: its id, its name, its versions with the newest first."""
    by_region: dict[str, list[Version]] = {}
    for each in Version.objects.order_by("region_id", "-number"):
        by_region.setdefault(each.region_id, []).append(each)
    return [(id_, package_of(all_[0]).region.name, all_) for id_, all_ in by_region.items()]


def draft(id_: UUID) -> Draft | None:
    """A draft that waits for its confirmation."""
    return Draft.objects.filter(pk=id_).first()


def draft_package(waiting: Draft) -> Loaded:
    """The package of a draft, read again from what was put up for review."""
    return load_zip(io.BytesIO(bytes(waiting.archive)))


def package_of(version: Version) -> Package:
    """The package of a version, read once and kept in memory by its manifest."""
    package = loaded(version.manifest).package
    assert package is not None, f"version {version} was saved from a package without errors"
    return package


@lru_cache(maxsize=PACKAGES_IN_MEMORY)
def loaded(manifest: str) -> Loaded:
    """Read the files of a version from the database: its package and its notices."""
    version = Version.objects.filter(manifest=manifest).first()
    assert version is not None
    return load(files_of(version))


def files_of(version: Version) -> dict[str, bytes]:
    """The files of a version, byte for byte as they were loaded."""
    blobs = Blob.objects.in_bulk(list(version.files.values()))
    return {path: bytes(blobs[name].content) for path, name in version.files.items()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A package as a zip archive: the same files, the same bytes."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for path in sorted(files):
            info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            opened.writestr(info, files[path])
    return archive.getvalue()


def manifest_of(files: Mapping[str, str], algorithm: str | None = None) -> str:
    """The digest of a package's files: their paths and the digests of their contents."""
    return digest(dict(files), algorithm or settings.DIGEST)


def row_digest(version: Version, files: Mapping[str, str], algorithm: str | None = None) -> str:
    """The digest of a version row, given the digests of its files; by the setting unless said."""
    row: list[Plain] = [
        version.region_id,
        version.number,
        version.digest,
        manifest_of(files, algorithm),
        version.loaded_at.astimezone(CHINA).isoformat(timespec="microseconds"),
        version.loaded_by,
    ]
    return digest(row, algorithm or settings.DIGEST)


def row_digests(algorithm: str) -> Mapping[str, str]:
    """The digest of every version as it is now, its files' contents included."""
    contents = {
        blob.digest: digest_bytes(bytes(blob.content), blob.digest.partition(":")[0])
        for blob in Blob.objects.iterator(50)
    }
    return {
        f"package/{version.region_id}/{version.number}": row_digest(
            version,
            {path: contents.get(name, "") for path, name in version.files.items()},
            algorithm,
        )
        for version in Version.objects.all()
    }


@dataclass(frozen=True)
class KeyRow:
    """A key of an article's text, for a reader: label, words, what it rests on, its version."""

    label: Bilingual
    words: Bilingual
    status: str
    source: tuple[Citation, ...]
    version: TextVersion


@dataclass(frozen=True)
class ReadingRow:
    """What another source says of a key, for a reader."""

    label: Bilingual
    words: Bilingual
    source: tuple[Citation, ...]
    note: Bilingual | None


def rows_of(text: Consolidated, package: Package) -> list[KeyRow]:
    """The text of an article, key by key in the order of its kind's vocabulary."""
    kind = text.article.kind
    order = {key.name: n for n, key in enumerate((NAME, *kind.keys))}
    names = sorted(text.keys, key=lambda name: order[name.partition(".")[0]])
    return [
        KeyRow(
            label_of(text.article, name, text.keys[name].value),
            kind.key(name).words(text.keys[name].value, package),
            *provenance_of(text.keys[name]),
            text.keys[name].version,
        )
        for name in names
    ]


def readings_of(article: Article, package: Package) -> list[ReadingRow]:
    """The other readings of an article's keys."""
    return [
        ReadingRow(
            article.kind.key(reading.key).label,
            article.kind.key(reading.key).words(reading.value, package),
            reading.source,
            reading.note,
        )
        for reading in article.readings
    ]
