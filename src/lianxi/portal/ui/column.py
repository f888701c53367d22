"""The columns of a list: what each says of a row, in a file and in the order of the list.

    COLUMNS = (
        column.text("id", ID, lambda topic: topic.id, page=False),
        column.both("name", NAME, lambda topic: topic.name),
        column.day("period", PERIOD, lambda topic: topic.period),
    )

A CSV is for programs: its heads are keys, a text stands in both languages under
`name_zh` and `name_en`, a word of a vocabulary under `level`, `level_zh` and `level_en`,
a date as the record writes it. A workbook is for people: one column each, headed and
worded in the reader's language; a date that is known to the day is a date. Nothing
said is an empty cell, and stands last however the list is sorted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeAlias, TypeVar

from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.period import Period
from lianxi.portal.ui.order import Order, by_letters, by_pinyin, by_time, by_words

R = TypeVar("R")

Typed: TypeAlias = str | int | Decimal | date | datetime | None

BOTH = ("zh", "en")
# Before it a spreadsheet counts a day that never was: an older date stays text.
FIRST_DAY = date(1900, 3, 1)


@dataclass(frozen=True)
class Named:
    """Something that goes by an id, with what a reader calls it; `at` where order is its own."""

    id: str
    name: Bilingual
    at: int | None = None


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column. `page` is whether the page shows it too, `sorts` whether the page sorts by it."""

    key: str
    label: Bilingual
    heads: tuple[str, ...]
    plain: Callable[[R], tuple[str, ...]]
    typed: Callable[[R, Lang], Typed]
    order: Callable[[R, Lang], Order | None]
    page: bool = True
    sorts: bool = True
    width: int = 14
    counts: bool = False  # whether it is of figures


def text(
    key: str,
    label: Bilingual,
    says: Callable[[R], str | None],
    *,
    page: bool = True,
    sorts: bool = True,
    width: int = 14,
) -> Column[R]:
    """A text that is the same in both languages: an id, a code, a digest."""

    def order(row: R, lang: Lang) -> Order | None:
        said = says(row)
        if not said:
            return None
        return by_pinyin(said) if lang == "zh" else by_letters(said)

    return Column(
        key,
        label,
        (key,),
        plain=lambda row: (says(row) or "",),
        typed=lambda row, _: says(row) or None,
        order=order,
        page=page,
        sorts=sorts,
        width=width,
    )


def both(
    key: str,
    label: Bilingual,
    says: Callable[[R], Bilingual | None],
    *,
    page: bool = True,
    sorts: bool = True,
    width: int = 28,
) -> Column[R]:
    """A text in both languages."""

    def order(row: R, lang: Lang) -> Order | None:
        said = says(row)
        return by_words(said, lang) if said and said.in_(lang) else None

    def plain(row: R) -> tuple[str, ...]:
        said = says(row)
        return (said.zh, said.en) if said else ("", "")

    return Column(
        key,
        label,
        tuple(f"{key}_{side}" for side in BOTH),
        plain=plain,
        typed=lambda row, lang: _in(says(row), lang),
        order=order,
        page=page,
        sorts=sorts,
        width=width,
    )


def named(
    key: str,
    label: Bilingual,
    says: Callable[[R], Named | None],
    *,
    page: bool = True,
    sorts: bool = True,
    width: int = 18,
) -> Column[R]:
    """Something with an id and a name: a city, a body, a word of a vocabulary."""

    def order(row: R, lang: Lang) -> Order | None:
        said = says(row)
        if said is None or not said.name.in_(lang):
            return None
        return by_words(said.name, lang) if said.at is None else (said.at,)

    def plain(row: R) -> tuple[str, ...]:
        said = says(row)
        return (said.id, said.name.zh, said.name.en) if said else ("", "", "")

    return Column(
        key,
        label,
        (key, *(f"{key}_{side}" for side in BOTH)),
        plain=plain,
        typed=lambda row, lang: _in(said.name if (said := says(row)) else None, lang),
        order=order,
        page=page,
        sorts=sorts,
        width=width,
    )


def day(
    key: str,
    label: Bilingual,
    says: Callable[[R], Period | None],
    *,
    page: bool = True,
    sorts: bool = True,
) -> Column[R]:
    """A date with its precision."""
    return Column(
        key,
        label,
        (key,),
        plain=lambda row: (str(says(row) or ""),),
        typed=lambda row, lang: _date(says(row), lang),
        order=lambda row, _: by_time(says(row)),
        page=page,
        sorts=sorts,
        width=14,
    )


def number(
    key: str,
    label: Bilingual,
    says: Callable[[R], int | Decimal | None],
    *,
    by: Callable[[R], Order] | None = None,
    page: bool = True,
    sorts: bool = True,
    counts: bool = True,
) -> Column[R]:
    """A figure; `by` is its order where figures of several units stand together.

    What only names something, as the number of a dossier, counts nothing.
    """

    def order(row: R, _: Lang) -> Order | None:
        said = says(row)
        if said is None:
            return None
        return (Decimal(said),) if by is None else by(row)

    return Column(
        key,
        label,
        (key,),
        plain=lambda row: ("" if says(row) is None else str(says(row)),),
        typed=lambda row, _: says(row),
        order=order,
        page=page,
        sorts=sorts,
        width=10,
        counts=counts,
    )


def instant(
    key: str,
    label: Bilingual,
    says: Callable[[R], datetime | None],
    *,
    page: bool = True,
    sorts: bool = True,
) -> Column[R]:
    """An instant in Chinese time: in a CSV with its offset, in a workbook without."""

    def plain(row: R) -> tuple[str, ...]:
        said = says(row)
        return (said.isoformat(timespec="seconds") if said else "",)

    def typed(row: R, _: Lang) -> Typed:
        said = says(row)
        return said.replace(tzinfo=None, microsecond=0) if said else None

    def order(row: R, _: Lang) -> Order | None:
        said = says(row)
        return (said,) if said else None

    return Column(
        key,
        label,
        (key,),
        plain=plain,
        typed=typed,
        order=order,
        page=page,
        sorts=sorts,
        width=20,
    )


def _in(text: Bilingual | None, lang: Lang) -> str | None:
    return (text.in_(lang) or None) if text else None


def _date(period: Period | None, lang: Lang) -> Typed:
    """A date where its day is known, else what is known of it."""
    if period is None:
        return None
    if not period.known:
        return period.words().in_(lang)
    if period.precision == "day" and period.start is not None and period.start >= FIRST_DAY:
        return period.start
    return str(period)
