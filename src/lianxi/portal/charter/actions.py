"""Bring a package in: review it, confirm it, or put it away.

The one door for every change of the charter, whether a folder at first start,
an upload, or later a decision's patch. A version, its files and its journal
line are saved in one transaction or not at all.
"""

import io
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from lianxi.charter.load import Loaded, load_zip
from lianxi.charter.package import Package
from lianxi.governance.authority import Actor, Allowed, Refused, can
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import digest_bytes
from lianxi.portal.charter.models import Blob, Draft, Region, Version
from lianxi.portal.charter.queries import manifest_of, newest, row_digest, zipped
from lianxi.portal.journal.actions import CHINA, record

DRAFT_LIFE = timedelta(days=7)
INSTALLER = "install"


def install(loaded: Loaded, at: datetime) -> Version | None:
    """Load a region at first start; None where it is there already."""
    assert loaded.package is not None
    with transaction.atomic():
        region, made = Region.objects.get_or_create(pk=loaded.package.region.id)
        if not made:
            return None
        return _save(region, loaded, loaded.package, None, (INSTALLER, ""), at)


def review(actor: Actor | None, loaded: Loaded, origin: str, at: datetime) -> Draft | Refused:
    """Keep a package that was read without errors as a draft, to be confirmed or put away."""
    allowed = can(actor, "package.load", at.astimezone(CHINA).date())
    if actor is None or isinstance(allowed, Refused):
        return allowed if isinstance(allowed, Refused) else NOBODY
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
            archive=zipped(loaded.files),
            digest=package.digest,
            origin=origin[:200],
            made_by=actor.login,
            made_at=at,
        )
        record(
            at=at,
            actor=actor.login,
            role=allowed.appointment.role,
            act="package.review",
            subject=f"region/{package.region.id}",
            summary=REVIEWED.fill(region=package.region.name, origin=origin),
            after=package.digest,
        )
    return draft


def confirm(actor: Actor | None, draft_id: UUID, at: datetime) -> Version | Refused:
    """Make a draft the next version, unless another came in since it was reviewed."""
    allowed = can(actor, "package.load", at.astimezone(CHINA).date())
    if actor is None or isinstance(allowed, Refused):
        return allowed if isinstance(allowed, Refused) else NOBODY
    try:
        with transaction.atomic():
            draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
            if draft is None:
                return Refused(GONE)
            region, _ = Region.objects.select_for_update().get_or_create(pk=draft.region)
            now = newest(region.pk)
            if (now.pk if now else None) != draft.base_id:
                return Refused(_overtaken(now))
            loaded = load_zip(io.BytesIO(bytes(draft.archive)))
            if loaded.package is None or loaded.package.digest != draft.digest:
                return Refused(DAMAGED)
            by = (actor.login, allowed.appointment.role)
            version = _save(region, loaded, loaded.package, now, by, at)
            draft.delete()
            return version
    except IntegrityError:  # two first versions of one region at the same moment
        return Refused(_overtaken(None))


def discard(actor: Actor | None, draft_id: UUID, at: datetime) -> Allowed | Refused:
    """Put a draft away."""
    allowed = can(actor, "package.load", at.astimezone(CHINA).date())
    if actor is None or isinstance(allowed, Refused):
        return allowed if isinstance(allowed, Refused) else NOBODY
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
        if draft is None:
            return Refused(GONE)
        draft.delete()
        record(
            at=at,
            actor=actor.login,
            role=allowed.appointment.role,
            act="package.discard",
            subject=f"region/{draft.region}",
            summary=Bilingual("未装载，放弃：{origin}", "put away, not loaded: {origin}").fill(
                origin=draft.origin
            ),
            before=draft.digest,
        )
    return allowed


def _save(
    region: Region,
    loaded: Loaded,
    package: Package,
    before: Version | None,
    by: tuple[str, str],
    at: datetime,
) -> Version:
    """Save a version with its files and its journal line; the caller holds the transaction."""
    files = {path: digest_bytes(content, settings.DIGEST) for path, content in loaded.files.items()}
    blobs = [Blob(digest=files[path], content=content) for path, content in loaded.files.items()]
    Blob.objects.bulk_create(blobs, ignore_conflicts=True)
    version = Version.objects.create(
        region=region,
        number=before.number + 1 if before else 1,
        digest=package.digest,
        manifest=manifest_of(files),
        files=files,
        loaded_at=at,
        loaded_by=by[0],
    )
    record(
        at=at,
        actor=by[0],
        role=by[1],
        act="package.load",
        subject=f"package/{region.pk}/{version.number}",
        summary=LOADED.fill(region=package.region.name, number=version.number),
        before=before.digest if before else "",
        after=row_digest(version, files),
    )
    return version


def _overtaken(now: Version | None) -> Bilingual:
    if now is None:
        return Bilingual(
            "同时有人装载了这个地区；请重新审阅后再确认",
            "somebody loaded this region at the same moment; review it again before you confirm",
        )
    when = now.loaded_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")
    return Bilingual(
        f"审阅之后，{now.loaded_by} 已于 {when} 装载了第{now.number}版；请对照新版重新审阅",
        f"since you reviewed it, {now.loaded_by} loaded version {now.number} ({when}); "
        "review yours against that one",
    )


NOBODY = Refused(Bilingual("请先进入一个角色", "enter as somebody first"))
GONE = Bilingual("这份草稿已经确认或放弃", "this draft was confirmed or put away already")
DAMAGED = Bilingual("这份草稿已损坏，请重新上传", "this draft is damaged; upload it once more")
SAME = Bilingual(
    "与使用中的第{number}版内容相同，无须装载",
    "it says the same as version {number}, which is in use: there is nothing to load",
)
REVIEWED = Bilingual(
    "提交审阅{region}的地区包：{origin}", "package of {region} put up for review: {origin}"
)
LOADED = Bilingual("装载{region}第{number}版", "{region}: version {number} loaded")
