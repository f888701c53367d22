"""The table of holidays: the State Council's yearly list of days off and weekends worked.

One row a holiday, as the notice puts it ("15 to 23 February off; 14 and 28 February at
work"). A year is listed when its fixed holidays and the Spring Festival are all in;
a year that is not has its weekdays alone.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from lianxi.charter.columns import (
    COMMON,
    NAME_EN,
    NAME_ZH,
    NOTE_EN,
    NOTE_ZH,
    Table,
    pair,
    provenance,
)
from lianxi.charter.forms import Day, Word
from lianxi.charter.reading import Reader
from lianxi.charter.rows import Holiday
from lianxi.charter.tables import Values, key
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.kernel.finding import Place
from lianxi.kernel.period import Period

HOLIDAYS_FILE = "holidays.csv"
LONGEST = timedelta(days=14)  # no notice has given more at a stretch; a longer one is a slip

KINDS: Mapping[str, Bilingual] = {
    "off": Bilingual("放假", "off"),
    "work": Bilingual("调休上班", "at work in exchange"),
}


class ExactDay(Day):
    """A date whose day is known."""

    expected = Bilingual("写到日的日期，如2026-02-15", "a date to the day, such as 2026-02-15")

    def parse(self, text: str, place: Place, reader: Reader) -> Period | None:
        """Refuse a year or a month: a holiday has a day."""
        found = super().parse(text, place, reader)
        if found is not None and found.precision != "day":
            reader.report("holiday.inexact", place, text=text)
            return None
        return found


DAY = key("day", ExactDay(), "日期 — 首日", "day — the first day", "2026-02-15", required=True)
TO = key(
    "to",
    ExactDay(),
    "至 — 末日，含该日；只有一天的不填",
    "to — the last day, included; empty where it is one day",
    "2026-02-23",
)
KIND = key(
    "kind",
    Word(KINDS),
    "类别 — 放假或调休上班",
    "kind — off, or a weekend worked in exchange",
    "off",
    required=True,
)


def _holiday(place: Place, cells: Values) -> Holiday:
    first, last = cells.need(DAY).start, (cells.get(TO) or cells.need(DAY)).start
    assert first is not None
    assert last is not None
    return Holiday(
        place,
        first=first,
        last=last,
        kind=cells.need(KIND),
        name=Bilingual(cells.need(NAME_ZH), cells.need(NAME_EN)),
        provenance=provenance(cells),
        note=pair(cells, NOTE_ZH, NOTE_EN),
    )


HOLIDAYS: dict[str, Table] = {
    HOLIDAYS_FILE: Table(
        Bilingual("节假日", "holiday"),
        Bilingual("国务院公布的放假与调休安排", "the State Council's days off and weekends worked"),
        (DAY, TO, KIND, NAME_ZH, NAME_EN, *COMMON),
        ("day",),
        _holiday,
    )
}


def lacks(year: int, off: Iterable[date]) -> list[Bilingual]:
    """The holidays that a year's list never goes without, and this one does.

    >>> [name.en for name in lacks(2026, [date(2026, 1, 1), date(2026, 2, 17)])]
    ['Labour Day', 'National Day']
    """
    days = frozenset(off)
    # The first day of the lunar year lies between 21 January and 21 February.
    lunar = {date(year, 1, 21) + timedelta(days=n) for n in range(32)}
    wanted = {
        Bilingual("元旦", "New Year's Day"): {date(year, 1, 1)},
        Bilingual("春节", "Spring Festival"): lunar,
        Bilingual("劳动节", "Labour Day"): {date(year, 5, 1)},
        Bilingual("国庆节", "National Day"): {date(year, 10, 1)},
    }
    return [name for name, anchors in wanted.items() if not anchors & days]


def check(rows: Iterable[Holiday], reader: Reader) -> None:
    """No day twice, no weekday worked "in exchange", no range the wrong way, no year half in."""
    seen: dict[date, Holiday] = {}
    for row in rows:
        if not timedelta() <= row.last - row.first <= LONGEST:
            reader.report("holiday.range", row.place.at("to"), most=LONGEST.days + 1)
            continue
        for day in row.days():
            if day in seen:
                first = seen[day].place.row or 0
                reader.report("holiday.twice", row.place.at("day"), day=str(day), row=first)
            elif row.kind == "work" and day.weekday() < 5:
                reader.report("holiday.weekday", row.place.at("day"), day=str(day))
            seen.setdefault(day, row)
    _years_whole(seen, reader)


def _years_whole(seen: Mapping[date, Holiday], reader: Reader) -> None:
    """Of a year from whose January a day is off, the rest is there too.

    A list may begin in the December before its year; that makes no list of that December's.
    """
    off = [day for day, row in seen.items() if row.kind == "off"]
    for year in sorted({day.year for day in off if day.month < 12}):
        missing = lacks(year, off)
        if missing:
            row = next(seen[day] for day in off if day.year == year)
            reader.report("holiday.part", row.place.at("day"), year=year, missing=listed(missing))
