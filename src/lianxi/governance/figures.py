"""The figures of a region: of what they are, among whom they were counted, how else they read."""

from collections.abc import Container, Iterator

from lianxi.charter.history import SUBJECT_KINDS
from lianxi.charter.package import Package
from lianxi.charter.rows import Observation, RowReading
from lianxi.kernel.bilingual import Bilingual

# The order in which a reader meets the subjects of figures.
ORDER = ("body", "set", "party", "meeting", "topic")


def kind_of(package: Package, subject: str) -> str:
    """What kind of thing a figure is of."""
    known: dict[str, Container[str]] = {
        "meeting": package.meetings,
        "topic": package.topics,
        "party": package.parties,
        "set": package.region.sets,
        "body": package.articles,
    }
    return next((kind for kind in SUBJECT_KINDS if subject in known[kind]), "body")


def name_of(package: Package, subject: str) -> Bilingual:
    """The name of what a figure is of."""
    return package.of(kind_of(package, subject), subject)


def figures(
    package: Package,
    subject: str | None = None,
    set_: str | None = None,
    indicator: str | None = None,
) -> list[Observation]:
    """The figures asked for, those of a subject together; None asks for all.

    A set's figures are those counted among its parties and those of the set itself.
    """
    found = [
        each
        for each in package.observations
        if subject in (None, each.subject)
        and set_ in (None, each.set, each.subject)
        and indicator in (None, each.indicator.zh)
    ]
    first = {each.subject: number for number, each in reversed(list(enumerate(found)))}
    return sorted(found, key=lambda o: (ORDER.index(kind_of(package, o.subject)), first[o.subject]))


def readings(package: Package, table: str, row: str) -> Iterator[RowReading]:
    """What other sources say of the cells of a row."""
    return (each for each in package.readings if (each.table, each.row) == (table, row))
