"""What the lines and figures of a settlement are called, as the rule's article calls them."""

from lianxi.documents.sharing.article import naming_of
from lianxi.documents.sharing.naming import Naming
from lianxi.governance.road.settlement_acts import Cell, Line, Terms
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers.shown import called
from lianxi.portal.settlements.periods import in_words
from lianxi.portal.sharing.asked import text_of


def naming(found: Current, terms: Terms) -> Naming:
    """The names of a rule as of the day that it is settled by."""
    article = found.package.articles.get(terms.rule)
    text = text_of(article, terms.day) if article is not None else None
    if text is None:
        return Naming({}, lambda key: called(found, key))
    return naming_of(text, lambda key: called(found, key))


def line_name(naming: Naming, line: Line) -> Bilingual:
    """What a line is called: its title, or which transfer of the rule it is."""
    if line.name.isdecimal() and line.name not in naming.titles:
        return TRANSFER_N.fill(n=line.name)
    return naming.symbol(line.name)


def things(naming: Naming, line: Line) -> Bilingual:
    """What a line is for: its keys, parties by their names."""
    return naming.keys(dict(line.of)) or same("")


def cell_words(naming: Naming, cell: Cell) -> Bilingual:
    """A figure with what it is of."""
    fact, period, keys = naming.symbol(cell.fact), in_words([cell.period]), dict(cell.keys)
    of = naming.keys(keys)
    if of is None:
        return CELL.fill(period=period, fact=fact, value=cell.value, unit=cell.unit)
    return CELL_OF.fill(period=period, fact=fact, of=of, value=cell.value, unit=cell.unit)


TRANSFER_N = Bilingual("第{n}项转移", "transfer {n}")
CELL = Bilingual("{period}“{fact}”{value} {unit}", "“{fact}” of {period}, {value} {unit},")
CELL_OF = Bilingual(
    "{period}{of}“{fact}”{value} {unit}", "“{fact}” of {of} in {period}, {value} {unit},"
)
