"""What rests on each source: every article version, row and reading that cites it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lianxi.charter.citation import Citation, Source
from lianxi.charter.package import Package
from lianxi.charter.rows import Provenance
from lianxi.kernel.bilingual import Bilingual


@dataclass(frozen=True)
class Cited:
    """A source with the sections cited, and how many facts rest on each."""

    source: Source
    sections: tuple[tuple[str, int], ...]
    articles: tuple[tuple[str, Bilingual], ...]

    @property
    def total(self) -> int:
        """How many facts rest on it."""
        return sum(count for _, count in self.sections)


def cited_in(package: Package) -> list[Cited]:
    """Every source of a package in order, with what rests on it."""
    sections: dict[str, dict[str, int]] = {id_: {} for id_ in package.sources}
    articles: dict[str, dict[str, Bilingual]] = {id_: {} for id_ in package.sources}
    for citation, article in _citations(package):
        counts = sections[citation.source]
        counts[citation.section] = counts.get(citation.section, 0) + 1
        if article:
            articles[citation.source][article] = package.articles[article].name
    return [
        Cited(
            source,
            tuple(sorted(sections[id_].items())),
            tuple(sorted(articles[id_].items())),
        )
        for id_, source in package.sources.items()
    ]


def _citations(package: Package) -> Iterator[tuple[Citation, str]]:
    """Every citation, with the article it stands in ("" for a row of a table)."""
    for article in package.articles.values():
        for version in article.versions:
            yield from ((citation, article.id) for citation in version.source)
        for reading in article.readings:
            yield from ((citation, article.id) for citation in reading.source)
    for provenance in _provenances(package):
        yield from ((citation, "") for citation in provenance.source)
    for row in package.readings:
        yield from ((citation, "") for citation in row.source)


def _provenances(package: Package) -> Iterator[Provenance]:
    """What every row of every table rests on."""
    yield from (party.provenance for party in package.parties.values())
    yield from (unit.provenance for unit in package.units.values())
    yield from (seat.provenance for seat in package.seats)
    yield from (member.provenance for member in package.sets)
    yield from (mechanism.provenance for mechanism in package.mechanisms.values())
    yield from (observation.provenance for observation in package.observations)
    for topic in package.topics.values():
        yield from {topic.provenance, topic.period_provenance}
    for held in package.meetings.values():
        yield from {held.provenance, held.date_provenance, held.host_provenance}
