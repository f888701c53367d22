"""The one door for facts: a batch, its figures and its journal line in one transaction."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import CharField

from lianxi.governance.authority import NOBODY, Allowed, Refused, can
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers.actions import RECORD, Doing
from lianxi.portal.dossiers.queries import right_day
from lianxi.portal.inserting import Row, insert
from lianxi.portal.journal.actions import record
from lianxi.portal.sharing.digests import (
    Figure,
    batch_digest,
    content_digest,
    keys_text,
    subject_of,
    to_the_millisecond,
)
from lianxi.portal.sharing.models import Batch, Fact, Shelf
from lianxi.sharing.facts import FactRow

RIGHT = "sharing.enter"
COLUMNS = ("batch_id", *Figure._fields)
STEP = timedelta(milliseconds=1)  # the journal says no instant more precisely


def enter(
    doing: Doing, rule: str, rows: Sequence[FactRow], source: str, document: str
) -> int | Refused:
    """Enter figures of a rule as one batch, by a document; gives the number of the batch.

    What came in before with the same document and says the same is not entered again: it gives
    the number that it had.
    """
    allowed = may(doing, rows)
    if isinstance(allowed, Refused):
        return allowed
    figures = [
        Figure(row.period, keys_text(row.keys), row.fact, row.value, row.unit) for row in rows
    ]
    refused = _unfit(figures, source, document)
    if refused is not None:
        return refused
    digest = content_digest(rule, source, document, figures)
    with transaction.atomic():
        Shelf.objects.get_or_create(pk=doing.region)
        shelf = Shelf.objects.select_for_update().get(pk=doing.region)
        twice = Batch.objects.filter(region=doing.region, rule=rule, digest=digest).first()
        if twice is not None:
            return twice.number
        batch = _batch(doing, shelf, rule, source, document, digest)
        insert("sharing_fact", COLUMNS, [_row(batch.pk, figure) for figure in sorted(figures)])
        _say(doing, allowed, batch, len(figures))
    return batch.number


def may(doing: Doing, rows: Iterable[FactRow]) -> Allowed | Refused:
    """Whether somebody may enter figures: never in a record; a liaison those of its own city."""
    if doing.found.package.region.world == "record":
        return Refused(RECORD)
    if doing.actor is None:
        return Refused(NOBODY)
    day = right_day(doing.found, doing.today)
    allowed = can(doing.actor, RIGHT, day)
    if isinstance(allowed, Refused) or isinstance(can(doing.actor, RIGHT, day, party=""), Allowed):
        return allowed
    for keys in {keys_text(row.keys): row.keys for row in rows}.values():
        own = (can(doing.actor, RIGHT, day, party=key) for key in keys.values())
        if not any(isinstance(each, Allowed) for each in own):
            return Refused(NOT_OWN)
    return allowed


def _unfit(figures: Sequence[Figure], source: str, document: str) -> Refused | None:
    """Why figures can't be one batch."""
    if not figures:
        return Refused(NOTHING)
    if not document.strip():
        return Refused(NO_DOCUMENT)
    if len(document) > _longest(Batch, "document") or len(source) > _longest(Batch, "source"):
        return Refused(LONG_DOCUMENT)
    for name in Figure._fields:
        most = _longest(Fact, name)
        long = next((each for each in figures if len(getattr(each, name)) > most), None)
        if long is not None:
            text = getattr(long, name)
            return Refused(TOO_LONG.fill(text=f"{text[:20]}…", most=most))
    cells = Counter((each.period, each.keys, each.fact) for each in figures)
    cell, times = cells.most_common(1)[0]
    if times > 1:
        period, keys, fact = cell
        return Refused(TWICE.fill(period=period, keys=keys, fact=fact))
    return None


def _longest(model: type[Batch | Fact], name: str) -> int:
    field = model._meta.get_field(name)
    assert isinstance(field, CharField)
    assert field.max_length is not None
    return field.max_length


def _batch(doing: Doing, shelf: Shelf, rule: str, source: str, document: str, digest: str) -> Batch:
    """The next batch of a region whose shelf is held; it is known later than the last one."""
    assert doing.actor is not None
    at = to_the_millisecond(doing.at)
    known = at if shelf.known is None or at > shelf.known else shelf.known + STEP
    shelf.last, shelf.known = shelf.last + 1, known
    shelf.save(update_fields=["last", "known"])
    batch = Batch(
        region=doing.region,
        number=shelf.last,
        rule=rule,
        known=known,
        by=doing.actor.login,
        on_behalf_of=doing.on_behalf_of,
        source=source,
        document=document,
        digest=digest,
    )
    batch.save(force_insert=True)
    return batch


def _row(batch: int, figure: Figure) -> Row:
    return (batch, *figure)


def _say(doing: Doing, allowed: Allowed, batch: Batch, n: int) -> None:
    record(
        at=doing.at,
        actor=batch.by,
        role=allowed.appointment.role,
        on_behalf_of=batch.on_behalf_of,
        act="sharing.enter",
        subject=subject_of(batch.region, batch.number),
        summary=ENTERED.fill(rule=batch.rule, n=n, document=batch.document),
        after=batch_digest(batch, batch.digest),
    )


NOTHING = Bilingual("没有可录入的数据", "there is no figure to enter")
NO_DOCUMENT = Bilingual("请写明这批数据的文号", "give the number of the document they come with")
LONG_DOCUMENT = Bilingual("文号或来源太长", "the number of the document or the source is too long")
TOO_LONG = Bilingual("“{text}”太长，最多{most}个字符", "“{text}” is longer than {most} characters")
TWICE = Bilingual(
    "同一批中{period}的{fact}（{keys}）出现了两次",
    "“{fact}” of {period} ({keys}) stands twice in this batch",
)
NOT_OWN = Bilingual("只能录入本市的数据", "you may enter the figures of your own city only")
ENTERED = Bilingual(
    "录入规则“{rule}”的数据{n}项，文号{document}",
    "entered {n} figures of the rule “{rule}” by document {document}",
)
