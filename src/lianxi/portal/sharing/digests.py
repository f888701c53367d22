"""What batches say, as digests: to know one that came in before, and for the journal."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.conf import settings

from lianxi.kernel.digest import Plain, digest, encoded
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.sharing.models import Batch, Fact

READ = 5000  # figures at a time: no table is held in memory as a whole


class Figure(NamedTuple):
    """A figure as it is kept."""

    period: str
    keys: str
    fact: str
    value: str
    unit: str


def keys_text(keys: Mapping[str, str]) -> str:
    """What a figure is of, as canonical text: the same in whatever order it is said.

    >>> keys_text({"section": "s1", "pollutant": "codmn"})
    '{"pollutant":"codmn","section":"s1"}'
    """
    return encoded(dict(keys)).decode()


def content_digest(
    rule: str, source: str, document: str, figures: Iterable[Figure], algorithm: str = ""
) -> str:
    """The digest of what a batch says; the order of its figures does not matter."""
    rows: list[Plain] = [tuple(figure) for figure in sorted(figures)]
    return digest([rule, source, document, rows], algorithm or settings.DIGEST)


def batch_digest(batch: Batch, content: str, algorithm: str = "") -> str:
    """The digest of a batch with who entered it and when, which the journal carries."""
    known = batch.known.astimezone(CHINA).isoformat(timespec="milliseconds")
    said: list[Plain] = [batch.region, batch.number, known, batch.by, batch.on_behalf_of, content]
    return digest(said, algorithm or settings.DIGEST)


def row_digests(algorithm: str) -> Mapping[str, str]:
    """The digest of every batch from its rows as they are now; "" where its own says another."""
    found: dict[str, str] = {}
    for batch in Batch.objects.all():
        of = Fact.objects.filter(batch=batch).values_list(*Figure._fields).iterator(READ)
        figures = [Figure(*row) for row in of]
        said = (batch.rule, batch.source, batch.document, figures)
        content = content_digest(*said, batch.digest.partition(":")[0])
        subject = subject_of(batch.region, batch.number)
        found[subject] = batch_digest(batch, content, algorithm) if content == batch.digest else ""
    return found


def subject_of(region: str, number: int) -> str:
    """What the journal calls a batch."""
    return f"facts/{region}/{number}"


def to_the_millisecond(at: datetime) -> datetime:
    """An instant as the journal writes it."""
    return at.astimezone(CHINA).replace(microsecond=at.microsecond // 1000 * 1000)
