"""What trials say, as digests for the journal."""

from collections.abc import Mapping

from django.conf import settings

from lianxi.kernel.digest import Plain, digest
from lianxi.portal.bench.models import Trial
from lianxi.portal.journal.actions import CHINA


def trial_digest(trial: Trial, algorithm: str = "") -> str:
    """The digest of a trial: all of its row."""
    at = trial.at.astimezone(CHINA).isoformat(timespec="milliseconds")
    said: list[Plain] = [
        trial.region,
        trial.number,
        trial.rule,
        trial.name,
        at,
        trial.by,
        trial.said,
        trial.draft,
    ]
    return digest(said, algorithm or settings.DIGEST)


def row_digests(algorithm: str) -> Mapping[str, str]:
    """The digest of every trial from its row as it is now; "" where its own says another."""
    found: dict[str, str] = {}
    for trial in Trial.objects.iterator(200):
        own = trial_digest(trial, trial.digest.partition(":")[0])
        as_it_is = trial_digest(trial, algorithm)
        found[subject_of(trial.region, trial.number)] = as_it_is if own == trial.digest else ""
    return found


def subject_of(region: str, number: int) -> str:
    """What the journal calls a trial."""
    return f"trial/{region}/{number}"
