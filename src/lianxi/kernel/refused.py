"""The answer no, with its reason: what an engine gives where something may not be done."""

from dataclasses import dataclass

from lianxi.kernel.bilingual import Bilingual


@dataclass(frozen=True)
class Refused:
    """The answer no, and why."""

    reason: Bilingual
