"""The text of an article as a reader is shown it: key by key, with what each rests on."""

from dataclasses import dataclass

from lianxi.charter.amendments import label_of, provenance_of
from lianxi.charter.article import Article, Consolidated
from lianxi.charter.article import Version as TextVersion
from lianxi.charter.change import plain
from lianxi.charter.citation import Citation
from lianxi.charter.kinds.kind import NAME
from lianxi.charter.package import Package
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain


@dataclass(frozen=True)
class KeyRow:
    """A key of an article's text, for a reader: label, words, what it rests on, its version."""

    key: str
    label: Bilingual
    words: Bilingual
    status: str
    source: tuple[Citation, ...]
    version: TextVersion

    def as_json(self) -> dict[str, Plain]:
        """The form that `/api/v1` answers with; `value` as the package writes it."""
        return {
            "key": self.key,
            "label": self.label.as_json(),
            "value": plain(self.version.raw.get(self.key)),
            "text": self.words.as_json(),
            "status": self.status,
            "source": "; ".join(map(str, self.source)),
            "world": self.version.world,
            "version": self.version.number,
            "in_force_from": str(self.version.in_force_from),
        }


@dataclass(frozen=True)
class ReadingRow:
    """What another source says of a key, for a reader."""

    key: str
    label: Bilingual
    words: Bilingual
    source: tuple[Citation, ...]
    note: Bilingual | None
    world: str

    def as_json(self) -> dict[str, Plain]:
        """The form that `/api/v1` answers with."""
        return {
            "key": self.key,
            "label": self.label.as_json(),
            "text": self.words.as_json(),
            "source": "; ".join(map(str, self.source)),
            "note": self.note.as_json() if self.note else None,
            "world": self.world,
        }


def rows_of(text: Consolidated, package: Package) -> list[KeyRow]:
    """The text of an article, key by key in the order of its kind's vocabulary."""
    kind = text.article.kind
    order = {key.name: n for n, key in enumerate((NAME, *kind.keys))}
    names = sorted(text.keys, key=lambda name: order[name.partition(".")[0]])
    return [
        KeyRow(
            name,
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
            reading.key,
            article.kind.key(reading.key).label,
            article.kind.key(reading.key).words(reading.value, package),
            reading.source,
            reading.note,
            reading.world,
        )
        for reading in article.readings
    ]
