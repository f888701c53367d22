"""A list, declared once: from it come the page's headings, filters and count, and its files.

    TOPICS = Listing("topics", Bilingual("专题", "Topics"), columns, filters)
    listed = TOPICS.ask(topics, request.GET.dict(), reading_language())

`listed.rows` are the rows that the address asks for, in the order that it asks for;
`ui/listing/*.html` say the rest, and `sheet.py` writes the same rows as CSV and XLSX.
In the address stand the filters by name (`?level=council`), the order
(`?sort=name`, `?sort=-name`) and whatever else the page is about (`keep`). A word that
there is not is said and left out, never silently an empty list.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar
from urllib.parse import urlencode

from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.portal.ui.asked import words
from lianxi.portal.ui.column import Column

R = TypeVar("R")

SORT = "sort"
ALL = Bilingual("全部", "all")
COUNTED = Bilingual("{label}（{n}）", "{label} ({n})")
ROWS = Bilingual("{m}项中的{n}项", "{n} of {m} shown")
AS_LISTED = Bilingual("原有次序", "as listed")
RISING = Bilingual("按{label}", "by {label}")
FALLING = Bilingual("按{label}，倒序", "by {label}, reversed")


@dataclass(frozen=True)
class Filter(Generic[R]):
    """One way to narrow a list: the words that a row goes by, out of those in `names`."""

    key: str
    label: Bilingual
    words: Callable[[R], Sequence[str]]
    names: Mapping[str, Bilingual]
    counted: bool = True  # whether its words say how many they leave


@dataclass(frozen=True)
class Choice:
    """One word of a filter, with how many it would leave beside the other filters."""

    word: str
    label: Bilingual
    count: int
    chosen: bool
    counted: bool = True

    @property
    def words(self) -> Bilingual:
        """The word with its count."""
        if not self.counted:
            return self.label
        return COUNTED.fill(label=self.label, n=self.count)


@dataclass(frozen=True)
class Select:
    """A filter as a reader chooses from it; the word "" takes it away."""

    key: str
    label: Bilingual
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Head:
    """The heading of a column, with the link that sorts by it where it does."""

    key: str
    label: Bilingual
    query: str | None
    sorted: str  # "ascending", "descending" or "": what `aria-sort` says
    counts: bool = False  # whether figures stand below it


@dataclass(frozen=True)
class Sorting:
    """One order that a reader may choose."""

    word: str
    label: Bilingual
    chosen: bool


@dataclass(frozen=True)
class Listing(Generic[R]):
    """A list: its name in addresses and files, its title, its columns and filters.

    A reader may see one thing where there are several rows, as a member with all its
    posts: `of` is the thing that a row is of, `counted` what is said of their number.
    """

    name: str
    title: Bilingual
    columns: tuple[Column[R], ...]
    filters: tuple[Filter[R], ...] = ()
    of: Callable[[R], str] | None = None
    counted: Bilingual = ROWS

    def number(self, rows: Sequence[R]) -> int:
        """How many a reader sees in some rows."""
        return len(rows) if self.of is None else len(set(map(self.of, rows)))

    def column(self, key: str) -> Column[R]:
        """The column of that key."""
        return next(each for each in self.columns if each.key == key)

    def ask(
        self,
        rows: Sequence[R],
        asked: Mapping[str, str],
        lang: Lang,
        keep: Mapping[str, str] | None = None,
    ) -> "Listed[R]":
        """The rows that the address asks for, in the order that it asks for.

        `keep` is what else stands in the address and is none of the list's: a day, a year.
        """
        known = {each.key: each.names for each in self.filters}
        keys = [each.key for each in self.columns if each.sorts and each.page]
        orders = [*keys, *(f"-{key}" for key in keys)]
        wanted, problem = words(asked, {**known, SORT: orders})
        sort = wanted.pop(SORT, "")
        return Listed(self, tuple(rows), lang, wanted, sort, dict(keep or {}), problem)


@dataclass(frozen=True)
class Listed(Generic[R]):
    """A list as it was asked for; `problem` is what was wrong with the asking."""

    listing: Listing[R]
    every: tuple[R, ...]
    lang: Lang
    wanted: Mapping[str, str]
    sort: str = ""
    keep: Mapping[str, str] = field(default_factory=dict)
    problem: Bilingual | None = None

    @cached_property
    def rows(self) -> tuple[R, ...]:
        """What is shown, in order; rows of which nothing is said come last either way."""
        found = self._left(self.wanted)
        if not self.sort:
            return found
        by = self.listing.column(self.sort.lstrip("-"))
        orders = [(by.order(row, self.lang), row) for row in found]
        placed = [(order, row) for order, row in orders if order is not None]
        placed.sort(key=lambda item: item[0], reverse=self.sort.startswith("-"))
        silent = [row for order, row in orders if order is None]
        return (*(row for _, row in placed), *silent)

    @property
    def total(self) -> int:
        """How many rows there are before any filter."""
        return len(self.every)

    @property
    def count(self) -> Bilingual:
        """How many are shown, of how many there are before any filter."""
        number = self.listing.number
        return self.listing.counted.fill(n=number(self.rows), m=number(self.every))

    @property
    def heads(self) -> tuple[Head, ...]:
        """The headings of the page's table."""
        return tuple(self._head(each) for each in self.listing.columns if each.page)

    @cached_property
    def selects(self) -> tuple[Select, ...]:
        """The filters that have anything to choose from, each beside what the others leave."""
        made = [self._select(each) for each in self.listing.filters]
        return tuple(each for each in made if len(each.choices) > 1)

    @property
    def sortings(self) -> tuple[Sorting, ...]:
        """Every order there is: for a screen too narrow for headings, and for the keyboard."""
        made = [Sorting("", AS_LISTED, not self.sort)]
        for each in self.listing.columns:
            if each.sorts and each.page:
                label = each.label
                for word, said in ((each.key, RISING), (f"-{each.key}", FALLING)):
                    made.append(Sorting(word, said.fill(label=label), self.sort == word))
        return tuple(made)

    @property
    def query(self) -> str:
        """What is asked for, as an address ends: for the files, which say the same."""
        return self._query(self.sort, self.wanted)

    @property
    def asked(self) -> dict[str, str]:
        """The filters and the order as they stand in the address, without what it keeps."""
        return {**self.wanted, **({SORT: self.sort} if self.sort else {})}

    @property
    def tail(self) -> str:
        """The same as the end of an address that says something else first."""
        return "".join(f"&{each}" for each in [urlencode(self.asked)] if each)

    @property
    def clear(self) -> str:
        """The same without any filter."""
        return self._query(self.sort, {})

    @property
    def said(self) -> tuple[tuple[Bilingual, Bilingual], ...]:
        """The filters in words: what each is called, and what it is set to."""
        return tuple(
            (each.label, each.names[self.wanted[each.key]])
            for each in self.listing.filters
            if each.key in self.wanted
        )

    @property
    def sorted_by(self) -> Bilingual:
        """The order in words."""
        if not self.sort:
            return AS_LISTED
        label = self.listing.column(self.sort.lstrip("-")).label
        return (FALLING if self.sort.startswith("-") else RISING).fill(label=label)

    def _left(self, wanted: Mapping[str, str]) -> tuple[R, ...]:
        left = self.every
        for each in self.listing.filters:
            word = wanted.get(each.key)
            if word is not None:
                left = tuple(row for row in left if word in each.words(row))
        return left

    def _select(self, by: Filter[R]) -> Select:
        chosen = self.wanted.get(by.key)
        left = self._left({key: word for key, word in self.wanted.items() if key != by.key})
        going_by: dict[str, list[R]] = {}
        for row in left:
            for word in set(by.words(row)):
                going_by.setdefault(word, []).append(row)
        number, said = self.listing.number, by.counted
        choices = [Choice("", ALL, number(left), chosen is None)]
        for word, label in by.names.items():
            if word in going_by or word == chosen:
                many = number(going_by.get(word, ()))
                choices.append(Choice(word, label, many, word == chosen, said))
        return Select(by.key, by.label, tuple(choices))

    def _head(self, column: Column[R]) -> Head:
        sorted_ = {column.key: "ascending", f"-{column.key}": "descending"}.get(self.sort, "")
        if not column.sorts:
            return Head(column.key, column.label, None, sorted_, column.counts)
        next_ = f"-{column.key}" if sorted_ == "ascending" else column.key
        query = self._query(next_, self.wanted)
        return Head(column.key, column.label, query, sorted_, column.counts)

    def _query(self, sort: str, wanted: Mapping[str, str]) -> str:
        asked = {**self.keep, **wanted, **({SORT: sort} if sort else {})}
        return urlencode(asked)
