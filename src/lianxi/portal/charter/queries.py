"""Read packages: the version in use, any version's package, drafts, digests."""

import io
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache, partial
from uuid import UUID

from django.conf import settings

from lianxi.charter.article import Article
from lianxi.charter.kinds.kind import Kind
from lianxi.charter.load import Loaded, load, load_zip
from lianxi.charter.package import Package
from lianxi.charter.region import Region as RegionSays
from lianxi.charter.texts import in_words
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.digest import Plain, digest, digest_bytes
from lianxi.kernel.finding import Explained, Finding
from lianxi.kernel.period import Period
from lianxi.portal.accounts.queries import names
from lianxi.portal.charter.models import DRAFT_LIFE, Blob, Draft, Version
from lianxi.portal.charter.newest import newest_of_each
from lianxi.portal.journal.actions import CHINA

PACKAGES_IN_MEMORY = 64  # those in use in an instance, and some older ones that were looked at


@dataclass(frozen=True)
class Current:
    """A version with its package; of the one in use also the packages beside it in the instance."""

    version: Version
    package: Package
    packages: tuple[Package, ...] = ()  # none where one version is looked at by itself

    @property
    def regions(self) -> tuple[RegionSays, ...]:
        """Every region of the instance, this one among them."""
        return tuple(package.region for package in self.packages)

    def party(self, id_: str) -> Bilingual:
        """The name of a party, by the first region of the instance that knows it."""
        known = (package for package in self.packages if id_ in package.parties)
        return next(known, self.package).of("party", id_)

    @property
    def loader(self) -> Bilingual:
        """What to call whoever loaded it."""
        return names([self.version.loaded_by])[self.version.loaded_by]

    @property
    def loaded_on(self) -> Period:
        """The day it was loaded."""
        return Period.on(self.version.loaded_at.astimezone(CHINA).date())

    @property
    def loaded_when(self) -> Bilingual:
        """The minute it was loaded."""
        return moment(self.version.loaded_at)


@dataclass(frozen=True)
class Shelf:
    """A region's versions, the newest first, each with the name of whoever loaded it."""

    in_use: Current
    versions: list[tuple[Version, Bilingual]]


@dataclass(frozen=True)
class Waiting:
    """A draft that waits for its confirmation: who put it up, and when."""

    draft: Draft
    by: Bilingual
    when: Bilingual


def moment(at: datetime) -> Bilingual:
    """An instant within a sentence, to the minute, in Chinese time."""
    local = at.astimezone(CHINA)
    return Bilingual("{day}{time}", "{day}, {time}").fill(
        day=Period.on(local.date()).words(), time=local.strftime("%H:%M")
    )


def regions() -> list[str]:
    """The ids of the regions that are loaded, in the order in which they first came in."""
    firsts = Version.objects.filter(number=1).order_by("pk")
    return list(firsts.values_list("region_id", flat=True))


def current(region: str) -> Current | None:
    """What is in use of a region and beside it; one query, and the packages from memory."""
    versions = in_use()
    found = next((version for version in versions if version.region_id == region), None)
    return None if found is None else _current(found, versions)


def _current(version: Version, versions: list[Version]) -> Current:
    return Current(version, package_of(version), tuple(map(package_of, versions)))


def in_use() -> list[Version]:
    """The newest version of every region, in the order in which the regions first came in."""
    return newest_of_each()


def first_in_use() -> Current | None:
    """The version in use of the region that came in first; one query."""
    versions = in_use()
    return _current(versions[0], versions) if versions else None


def newest(region: str) -> Version | None:
    """The newest version row of a region."""
    return Version.objects.filter(region_id=region).order_by("-number").first()


def version(region: str, number: int) -> Version | None:
    """One version of a region."""
    return Version.objects.filter(region_id=region, number=number).first()


def versions(region: str) -> list[Version]:
    """Every version of a region, the newest first."""
    return list(Version.objects.defer("files").filter(region_id=region).order_by("-number"))


def version_json(version: Version) -> dict[str, Plain]:
    """The form of a version that `/api/v1` answers with."""
    return {
        "region": version.region_id,
        "number": version.number,
        "digest": version.digest,
        "loaded_at": version.loaded_at.astimezone(CHINA).isoformat(timespec="seconds"),
        "loaded_by": version.loaded_by,
    }


def version_of(draft: UUID) -> Version | None:
    """The version that a draft became, where it did."""
    return Version.objects.filter(draft=draft).first()


def shelves() -> list[Shelf]:
    """Every region with its versions, in the order in which they first came in; two queries."""
    by_region: dict[str, list[Version]] = {}
    for each in Version.objects.order_by("region_id", "-number"):
        by_region.setdefault(each.region_id, []).append(each)
    shelved = sorted(by_region.values(), key=lambda all_: all_[-1].pk)
    called = names({each.loaded_by for all_ in shelved for each in all_})
    newest_ones = [all_[0] for all_ in shelved]
    return [
        Shelf(
            _current(all_[0], newest_ones),
            [(each, called[each.loaded_by]) for each in all_],
        )
        for all_ in shelved
    ]


def drafts(at: datetime) -> list[Waiting]:
    """The drafts that wait, the newest first."""
    waiting = Draft.objects.defer("archive", "scan", "workbook").select_related("base")
    found = list(waiting.filter(made_at__gte=at - DRAFT_LIFE).order_by("-made_at"))
    called = names({each.made_by for each in found})
    return [Waiting(each, called[each.made_by], moment(each.made_at)) for each in found]


def by_kind(package: Package, lang: Lang) -> list[tuple[Kind, list[Article]]]:
    """Every article, kind by kind; within a kind by its first day, then by its name."""
    kinds: dict[str, list[Article]] = {}
    for article in package.articles.values():
        kinds.setdefault(article.kind.name, []).append(article)
    return [(items[0].kind, sorted(items, key=partial(_dated, lang))) for items in kinds.values()]


def _dated(lang: Lang, article: Article) -> tuple[date, str]:
    return (article.versions[0].in_force_from.start or date.max, article.name.in_(lang))


def draft(id_: UUID) -> Draft | None:
    """A draft that waits for its confirmation."""
    return Draft.objects.filter(pk=id_).first()


def draft_package(waiting: Draft) -> Loaded:
    """A draft's package, read and checked again; no package where it is not what was reviewed."""
    read = load_zip(io.BytesIO(bytes(waiting.archive)))
    whole = read.package is not None and read.package.digest == waiting.digest
    return read if whole else replace(read, package=None)


def notices_against(base: Version | None, read: Loaded) -> tuple[list[Explained], list[Explained]]:
    """A package's notices in words: those new against a version, and those it had already.

    A row that moved is the same row: line numbers are not compared.
    """
    before = Counter(map(_said, loaded(base.manifest).notices) if base else ())
    new: list[Explained] = []
    known: list[Explained] = []
    for notice in read.notices:
        said = _said(notice)
        (known if before[said] else new).append(in_words(notice))
        before[said] -= 1 if before[said] else 0
    return new, known


def _said(notice: Finding) -> tuple[str, str, Bilingual]:
    return notice.place.file, notice.place.key, in_words(notice).message


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


def scan_of(version: Version) -> bytes:
    """The scan of the letter that asked for a version; empty where there is none."""
    blob = Blob.objects.filter(pk=version.scan).first() if version.scan else None
    return bytes(blob.content) if blob else b""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A package as a zip archive: the same files, the same bytes."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for path in sorted(files):
            info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            opened.writestr(info, files[path])
    return archive.getvalue()


def archive_name(version: Version) -> str:
    """What a version's archive is called."""
    return f"{version.region_id}-{version.number}.zip"


def manifest_of(files: Mapping[str, str], algorithm: str | None = None) -> str:
    """The digest of a package's files: their paths and the digests of their contents."""
    return digest(dict(files), algorithm or settings.DIGEST)


def subject_of(version: Version) -> str:
    """What the journal calls a version."""
    return f"package/{version.region_id}/{version.number}"


def row_digest(
    version: Version,
    files: Mapping[str, str],
    algorithm: str | None = None,
    scan: str | None = None,
) -> str:
    """The digest of a version row, given the digests of its files; by the setting unless said.

    `scan` is the digest of the letter's scan as it is now; what the row says unless given.
    """
    scan = version.scan if scan is None else scan
    row: list[Plain] = [
        version.region_id,
        version.number,
        version.digest,
        manifest_of(files, algorithm),
        version.loaded_at.astimezone(CHINA).isoformat(timespec="microseconds"),
        version.loaded_by,
    ]
    came = {"origin": version.origin, "draft": str(version.draft or "")}
    if any(came.values()):  # versions that were loaded before these were kept have neither
        row.append(came)
    asked = {"on_behalf_of": version.on_behalf_of, "letter": version.letter, "scan": scan}
    if any(asked.values()):  # nor do those that nobody asked for by letter have these
        row.append(asked)
    return digest(row, algorithm or settings.DIGEST)


def row_digests(algorithm: str) -> Mapping[str, str]:
    """The digest of every version as it is now, its files' contents included."""
    contents = {
        blob.digest: digest_bytes(bytes(blob.content), blob.digest.partition(":")[0])
        for blob in Blob.objects.iterator(50)
    }
    return {
        subject_of(version): row_digest(
            version,
            {path: contents.get(name, "") for path, name in version.files.items()},
            algorithm,
            contents.get(version.scan, ""),
        )
        for version in Version.objects.all()
    }
