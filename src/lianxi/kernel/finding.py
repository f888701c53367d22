"""What is wrong, where, what was expected and what to do: for people, in both languages.

Engines return findings and never raise at a person. A finding carries a code
and the values it mentions; its texts stand in a catalogue beside the engine.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain

Severity = Literal["error", "notice"]


@dataclass(frozen=True)
class Place:
    """Where something stands: file, key path and row (the line as a spreadsheet counts it)."""

    file: str
    key: str = ""
    row: int | None = None

    def at(self, key: str) -> "Place":
        """The same place, one key further in.

        >>> Place("bodies/council.toml", "version[1]").at("meets").key
        'version[1].meets'
        """
        return Place(self.file, f"{self.key}.{key}" if self.key else key, self.row)

    def item(self, number: int) -> "Place":
        """The same place, at the nth item of a list, counted from 1."""
        return Place(self.file, f"{self.key}[{number}]", self.row)


@dataclass(frozen=True)
class Finding:
    """One thing found in one place."""

    severity: Severity
    code: str
    place: Place
    values: Mapping[str, Bilingual | str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Explanation:
    """The texts of one code; `{places}` take the finding's values."""

    severity: Severity
    message: Bilingual
    expected: Bilingual
    remedy: Bilingual


@dataclass(frozen=True)
class Explained:
    """A finding in words."""

    finding: Finding
    message: Bilingual
    expected: Bilingual
    remedy: Bilingual

    def as_json(self) -> dict[str, Plain]:
        """The form that `lianxi check --json` answers with."""
        place = self.finding.place
        return {
            "severity": self.finding.severity,
            "code": self.finding.code,
            "file": place.file,
            "key": place.key,
            "row": place.row,
            "message": self.message.as_json(),
            "expected": self.expected.as_json(),
            "remedy": self.remedy.as_json(),
        }


def catalogue(text: str) -> Mapping[str, Explanation]:
    """Read the texts of an engine's findings from TOML, one entry a code."""
    return {
        code: Explanation(
            severity=entry["severity"],
            message=Bilingual(**entry["message"]),
            expected=Bilingual(**entry["expected"]),
            remedy=Bilingual(**entry["remedy"]),
        )
        for code, entry in tomllib.loads(text).items()
    }


def explain(finding: Finding, catalogue: Mapping[str, Explanation]) -> Explained:
    """Put a finding into words; a code without texts is a fault of ours and raises KeyError."""
    texts = catalogue[finding.code]
    return Explained(
        finding,
        texts.message.fill(**finding.values),
        texts.expected.fill(**finding.values),
        texts.remedy.fill(**finding.values),
    )
