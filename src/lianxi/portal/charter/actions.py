"""Bring a package in: review it, confirm it, or put it away.

The one door for every change of the charter, whether a folder at first start,
an upload, or later a decision's patch. A version, its files and its journal
line are saved in one transaction or not at all.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from lianxi.charter.diff import diff
from lianxi.charter.load import Loaded
from lianxi.charter.package import Package
from lianxi.governance.authority import NOBODY, Actor, Allowed, Refused, can
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import digest_bytes, short
from lianxi.portal.accounts.queries import INSTALLER
from lianxi.portal.charter import queries, workbooks
from lianxi.portal.charter.models import DRAFT_LIFE, Blob, Draft, Region, Version
from lianxi.portal.charter.queries import newest
from lianxi.portal.journal.actions import CHINA, record


@dataclass(frozen=True)
class Overtaken:
    """A draft that was reviewed against a version that is not in use any more."""

    by: Version


@dataclass(frozen=True)
class OnBehalf:
    """For whom a change is brought in, by which letter, and the scan of it; each may be empty."""

    party: str = ""
    letter: str = ""
    scan: bytes = b""


OWN = OnBehalf()  # the office's own act


@dataclass(frozen=True)
class Origin:
    """Where a version comes from: who loads it, in which role, from what, as which draft."""

    login: str
    role: str
    read_from: str
    draft: UUID | None = None
    on_behalf: OnBehalf = OWN
    restores: int | None = None


def install(loaded: Loaded, at: datetime, read_from: str = "") -> Version | None:
    """Load a region at first start from a folder; None where it is there already."""
    assert loaded.package is not None
    with transaction.atomic():
        region, made = Region.objects.get_or_create(pk=loaded.package.region.id)
        if not made:
            return None
        return _save(region, loaded, loaded.package, None, Origin(INSTALLER, "", read_from), at)


def review(
    actor: Actor | None,
    loaded: Loaded,
    origin: str,
    at: datetime,
    on_behalf: OnBehalf = OWN,
    workbook: bytes = b"",
    restores: int | None = None,
) -> Draft | Refused:
    """Keep a package that was read without errors as a draft, to be confirmed or discarded.

    `workbook` is what it was made from, where it was: then it can be made anew; `restores` is
    the number of the older version that it says again, where it does.
    """
    allowed = can(actor, "package.load", at.astimezone(CHINA).date())
    if actor is None or isinstance(allowed, Refused):
        return allowed if isinstance(allowed, Refused) else Refused(NOBODY)
    package = loaded.package
    assert package is not None
    base = newest(package.region.id)
    if base is not None and base.digest == package.digest:
        return Refused(SAME.fill(number=base.number))
    with transaction.atomic():
        Draft.objects.filter(made_at__lt=at - DRAFT_LIFE).delete()
        draft = Draft.objects.create(
            region=package.region.id,
            base=base,
            archive=queries.zipped(loaded.files),
            digest=package.digest,
            origin=origin[:200],
            made_by=actor.login,
            made_at=at,
            on_behalf_of=on_behalf.party,
            letter=on_behalf.letter,
            scan=on_behalf.scan,
            workbook=workbook,
            restores=restores,
        )
        put_up = REVIEWED if restores is None else RESTORING
        words = put_up.fill(region=package.region.name, origin=origin, number=restores or 0)
        record(
            at=at,
            actor=actor.login,
            role=allowed.appointment.role,
            on_behalf_of=on_behalf.party,
            act="package.review",
            subject=f"region/{package.region.id}",
            summary=_by_letter(words, on_behalf.letter),
            after=package.digest,
        )
    return draft


def review_again(actor: Actor | None, draft_id: UUID, at: datetime) -> Draft | Refused:
    """Review a draft's archive anew against the version in use; the new draft replaces it."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
        if draft is None:
            return Refused(GONE)
        loaded = _made_anew(draft)
        if loaded is None:
            return Refused(NOTHING_LEFT)
        if loaded.package is None:
            return Refused(DAMAGED)
        workbook, on_behalf = bytes(draft.workbook), on_behalf_of(draft)
        again = review(actor, loaded, draft.origin, at, on_behalf, workbook, draft.restores)
        if isinstance(again, Draft):
            draft.delete()
        return again


def _made_anew(draft: Draft) -> Loaded | None:
    """A draft's package; that of a workbook with its cells in the newest version, if any are left.

    The whole of its files would undo what came in since.
    """
    workbook = bytes(draft.workbook)
    return workbooks.taken(workbook).loaded if workbook else queries.draft_package(draft)


def restore(actor: Actor | None, version: Version, at: datetime) -> Draft | Refused:
    """Review an older version's package against the version in use, to load it once more."""
    older, origin = queries.loaded(version.manifest), queries.archive_name(version)
    return review(actor, older, origin, at, restores=version.number)


def confirm(actor: Actor | None, draft_id: UUID, at: datetime) -> Version | Overtaken | Refused:
    """Make a draft the next version, unless another came in since it was reviewed.

    A draft that was confirmed already gives the version that it became.
    """
    allowed = can(actor, "package.load", at.astimezone(CHINA).date())
    if actor is None or isinstance(allowed, Refused):
        return allowed if isinstance(allowed, Refused) else Refused(NOBODY)
    try:
        with transaction.atomic():
            draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
            if draft is None:
                return queries.version_of(draft_id) or Refused(GONE)
            region, _ = Region.objects.select_for_update().get_or_create(pk=draft.region)
            now = newest(region.pk)
            if now is not None and now.pk != draft.base_id:
                return Overtaken(now)
            loaded = queries.draft_package(draft)
            if loaded.package is None:
                return Refused(DAMAGED)
            role, on_behalf = allowed.appointment.role, on_behalf_of(draft)
            origin = Origin(actor.login, role, draft.origin, draft.pk, on_behalf, draft.restores)
            version = _save(region, loaded, loaded.package, now, origin, at)
            draft.delete()
            return version
    except IntegrityError:  # two first versions of one region at the same moment
        first = newest(region.pk)
        assert first is not None
        return Overtaken(first)


def on_behalf_of(draft: Draft) -> OnBehalf:
    """For whom a draft is brought in."""
    return OnBehalf(draft.on_behalf_of, draft.letter, bytes(draft.scan))


def discard(actor: Actor | None, draft_id: UUID, at: datetime) -> Allowed | Refused:
    """Discard a draft."""
    allowed = can(actor, "package.load", at.astimezone(CHINA).date())
    if actor is None or isinstance(allowed, Refused):
        return allowed if isinstance(allowed, Refused) else Refused(NOBODY)
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
        if draft is None:
            return Refused(GONE)
        draft.delete()
        record(
            at=at,
            actor=actor.login,
            role=allowed.appointment.role,
            on_behalf_of=draft.on_behalf_of,
            act="package.discard",
            subject=f"region/{draft.region}",
            summary=DISCARDED.fill(origin=draft.origin),
            before=draft.digest,
        )
    return allowed


def _save(
    region: Region,
    loaded: Loaded,
    package: Package,
    before: Version | None,
    origin: Origin,
    at: datetime,
) -> Version:
    """Save a version with its files and its journal line; the caller holds the transaction."""
    files = {path: digest_bytes(content, settings.DIGEST) for path, content in loaded.files.items()}
    blobs = [Blob(digest=files[path], content=content) for path, content in loaded.files.items()]
    on_behalf = origin.on_behalf
    scan = digest_bytes(on_behalf.scan, settings.DIGEST) if on_behalf.scan else ""
    if scan:
        blobs.append(Blob(digest=scan, content=on_behalf.scan))
    Blob.objects.bulk_create(blobs, ignore_conflicts=True)
    version = Version.objects.create(
        region=region,
        number=before.number + 1 if before else 1,
        digest=package.digest,
        manifest=queries.manifest_of(files),
        files=files,
        loaded_at=at,
        loaded_by=origin.login,
        origin=origin.read_from[:200],
        draft=origin.draft,
        on_behalf_of=on_behalf.party,
        letter=on_behalf.letter,
        scan=scan,
        restores=origin.restores,
    )
    record(
        at=at,
        actor=origin.login,
        role=origin.role,
        on_behalf_of=on_behalf.party,
        act="package.load",
        subject=queries.subject_of(version),
        summary=_by_letter(_loaded(package, version, before), on_behalf.letter),
        before=before.digest if before else "",
        after=queries.row_digest(version, files),
    )
    return version


def _by_letter(summary: Bilingual, letter: str) -> Bilingual:
    """What was done, with the number of the letter that asked for it."""
    return BY_LETTER.fill(summary=summary, letter=letter) if letter else summary


def _loaded(package: Package, version: Version, before: Version | None) -> Bilingual:
    """What the journal says of a load: how much it changes, and the digest of what it says."""
    said = LOADED_FIRST if before is None else LOADED if not version.restores else RESTORED
    changes = len(diff(queries.package_of(before), package)) if before else 0
    return said.fill(
        region=package.region.name,
        number=version.number,
        before=before.number if before else 0,
        older=version.restores or 0,
        changes=Bilingual(f"{changes}处", f"{changes} change{'' if changes == 1 else 's'}"),
        digest=short(package.digest),
    )


GONE = Bilingual("这份草稿已经确认或放弃。", "This draft was confirmed or discarded already.")
DAMAGED = Bilingual("这份草稿已损坏，请重新上传。", "This draft is damaged: upload it once more.")
SAME = Bilingual(
    "与使用中的第{number}版内容相同，无须装载。",
    "It says the same as version {number}, which is in use: there is nothing to load.",
)
NOTHING_LEFT = Bilingual(
    "对照最新版，这份工作簿没有可以装载的改动；请放弃这份草稿，有冲突的重新导出后再填。",
    "Against the newest version this workbook has nothing left to load: discard the draft, and "
    "export the table anew for what is in conflict.",
)
BY_LETTER = Bilingual("{summary}；来函{letter}", "{summary}; letter {letter}")
REVIEWED = Bilingual(
    "提交审阅{region}的地区包：{origin}", "package of {region} put up for review: {origin}"
)
RESTORING = Bilingual(
    "提交审阅：恢复{region}第{number}版",
    "put up for review: to restore version {number} of {region}",
)
RESTORED = Bilingual(
    "恢复{region}第{older}版，作为第{number}版装载：与第{before}版相比改动{changes}，"
    "内容摘要 {digest}",
    "{region}: version {older} restored and loaded as version {number}, {changes} against "
    "version {before}, content {digest}",
)
DISCARDED = Bilingual("未装载，放弃：{origin}", "discarded, not loaded: {origin}")
LOADED = Bilingual(
    "装载{region}第{number}版：与第{before}版相比改动{changes}，内容摘要 {digest}",
    "{region}: version {number} loaded, {changes} against version {before}, content {digest}",
)
LOADED_FIRST = Bilingual(
    "装载{region}第{number}版（首版），内容摘要 {digest}",
    "{region}: version {number} loaded, the first, content {digest}",
)
