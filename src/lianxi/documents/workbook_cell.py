"""Read one cell that came back: what Excel, WPS and people make of a text, a date, a choice."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from lianxi.documents.workbook import Column, Notes
from lianxi.documents.workbook_open import Held
from lianxi.kernel import spreadsheet
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Place
from lianxi.kernel.period import Period
from lianxi.kernel.unreadable import Unreadable

DIGITS_MAX = 15  # Excel keeps no more of a number


class Unread(Exception):
    """A cell that is not taken: the finding's code and what it mentions."""

    def __init__(self, code: str, values: Mapping[str, Bilingual | str | int]) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def read_cell(
    held: Held | None, column: Column, sent: str, place: Place, notes: Notes
) -> str | None:
    """The text that a cell stands for; None, and a finding, where it can't be taken.

    What shows the same as it was sent out is what was sent out, whatever it is.
    """
    try:
        raw = plain(held)
        text = tidied(raw)
        if text in _shows(column, sent):
            return sent
        _no_control(text)
        if len(text) > column.longest:
            raise Unread("workbook.cell-long", {"n": len(text), "most": column.longest})
        value = _READERS[column.form](text, held, column) if text else ""
    except Unread as why:
        why = _for_a_day(why) if column.form == "day" else why
        notes.report(why.code, place, label=column.label, **why.values)
        return None
    if value == sent:
        return sent
    if column.form == "text" and value != raw.strip():
        notes.report("workbook.cell-tidied", place, label=column.label, was=raw, text=value)
    return value


def _shows(column: Column, sent: str) -> set[str]:
    """The texts that a cell may show for what was sent out."""
    words = column.choices.get(sent)
    return {tidied(sent)} | ({words.zh, words.en} if words else set())


def plain(held: Held | None) -> str:
    """A cell as text; raise `Unread` for a formula, an error, a time of day, a lost number."""
    if held is None:
        return ""
    if held.kind == "f":
        raise Unread("workbook.cell-formula", {"text": _formula(held.value)})
    if held.kind == "e":
        raise Unread("workbook.cell-error", {"text": str(held.value)})
    value = held.value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, held.format)
    if isinstance(value, datetime):
        return _day(value, held.format)
    if isinstance(value, str):
        return _text(value)
    raise Unread("workbook.cell-time", {"text": str(value)})


def _formula(value: object) -> str:
    """A formula as it is typed: openpyxl gives some of them as objects."""
    return str(value if isinstance(value, str) else getattr(value, "text", "") or "=…")[:60]


_ESCAPED = re.compile(r"_x00([01][0-9A-Fa-f])_")  # how Excel writes a control character


def _text(value: str) -> str:
    """A text without what Excel makes of line ends and control characters."""
    text = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), value)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _no_control(text: str) -> None:
    for letter in text:
        if unicodedata.category(letter) == "Cc" and letter not in "\n\t":
            raise Unread("workbook.cell-control", {"n": f"U+{ord(letter):04X}"})


def _number(value: int | float, shown_as: str) -> str:
    """A number as it is written: no more digits than Excel keeps, zeros in front as shown."""
    text = str(value) if isinstance(value, int) else format(value, ".15g")
    digits = text.lstrip("-").replace(".", "")
    if "e" in text or "n" in text or len(digits) > DIGITS_MAX:
        raise Unread("workbook.cell-rounded", {"text": text, "most": DIGITS_MAX})
    if "%" in shown_as:
        raise Unread("workbook.cell-percent", {"text": text})
    if re.fullmatch("0+", shown_as) and text.isdigit():
        return text.zfill(len(shown_as))
    return text


def _day(value: datetime, shown_as: str) -> str:
    """A date as precisely as its cell shows it: a month typed into Excel becomes its first day."""
    if value.hour or value.minute or value.second:
        raise Unread("workbook.cell-time", {"text": str(value)})
    shape = re.sub(r"\[[^]]*\]|\"[^\"]*\"|\\.", "", shown_as).lower()
    if value.day == 1 and "d" not in shape and "y" in shape:
        whole = "m" not in shape and value.month == 1
        return f"{value.year:04d}" if whole else f"{value.year:04d}-{value.month:02d}"
    serial = (value - datetime(1899, 12, 30)).days
    if 1900 <= serial <= 2199:  # a year typed into a cell that shows dates: "2010" is day 2010
        raise Unread("workbook.date-year", {"text": f"{value:%Y-%m-%d}", "year": serial})
    if serial < 1900:  # a small number in such a cell
        raise Unread("workbook.date-form", {"text": f"{value:%Y-%m-%d}"})
    return f"{value:%Y-%m-%d}"


_CODE = re.compile(r"[0-9A-Za-z()+./-]+")


def tidied(text: str) -> str:
    """A text without what cannot be seen at its ends or anywhere; a code in plain letters.

    >>> tidied("　杭州 \\u200b"), tidied("１３８００００１１１１")
    ('杭州', '13800001111')
    """
    text = "".join(c for c in text if unicodedata.category(c) != "Cf").strip()
    flat = unicodedata.normalize("NFKC", text)
    return flat if _CODE.fullmatch(flat) else text


def _choice(text: str, held: Held | None, column: Column) -> str:  # noqa: ARG001
    """A choice by its code or by its name in either language."""
    asked = _folded(text)
    for code, words in column.choices.items():
        if asked in (_folded(code), _folded(words.zh), _folded(words.en)):
            return code
    names = [Bilingual(w.zh, w.en) for w in column.choices.values()]
    known = Bilingual("、".join(n.zh for n in names), ", ".join(n.en for n in names))
    raise Unread("workbook.cell-choice", {"text": text, "known": known})


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)?", re.ASCII)
_UNKNOWN = ("unknown", "notstated", "未载明", "不详", "未知")


def _date(text: str, held: Held | None, column: Column) -> str:  # noqa: ARG001
    """A date in whatever shape it comes, as the precise text of a date."""
    flat = unicodedata.normalize("NFKC", text).strip()
    if _folded(flat) in _UNKNOWN:
        return "unknown"
    number = held.value if held is not None else None
    if isinstance(number, int | float) and not isinstance(number, bool):
        return _date_of_number(number, flat)
    if found := _COMPACT.fullmatch(flat):
        flat = "-".join(part for part in found.groups() if part)
    try:
        return str(Period.read(flat))
    except Unreadable:
        meant = spreadsheet.meant(flat) or spreadsheet.meant("".join(flat.split()))
    if len(meant) == 2:
        one, other = meant
        raise Unread("workbook.date-ambiguous", {"text": text, "one": one, "other": other})
    if not meant:
        raise Unread("workbook.date-form", {"text": text})
    return meant[0]


def _date_of_number(number: int | float, text: str) -> str:
    """A date that stands in its cell as a number: a year, digits in a row, a day's serial number.

    2026.1 may have been typed as 2026.10: Excel drops the zero.
    """
    if isinstance(number, float) and not number.is_integer():
        if found := re.fullmatch(r"((?:19|20)\d\d)\.([1-9])", text):
            year, month = found.groups()
            if month == "1":
                one, other = f"{year}-01", f"{year}-10"
                values = {"text": text, "one": one, "other": other}
                raise Unread("workbook.date-ambiguous", values)
            return f"{year}-0{month}"
        if found := re.fullmatch(r"((?:19|20)\d\d)\.(0[1-9]|1[0-2])", text):
            return f"{found.group(1)}-{found.group(2)}"
        raise Unread("workbook.date-form", {"text": text})
    whole = int(number)
    if 1900 <= whole <= 2199:
        return str(whole)
    if found := _COMPACT.fullmatch(str(whole)):
        try:
            return str(Period.read("-".join(part for part in found.groups() if part)))
        except Unreadable:
            raise Unread("workbook.date-form", {"text": text}) from None
    if not 20_000 <= whole <= 75_000:  # October 1954 to May 2105
        raise Unread("workbook.date-form", {"text": text})
    return f"{date(1899, 12, 30) + timedelta(days=whole)}"


_NO_DAY = ("workbook.date-form", "workbook.date-year")


def _for_a_day(why: Unread) -> Unread:
    """The same where a year or a month will not do: nothing is said of either."""
    if why.code not in _NO_DAY:
        return why
    return Unread("workbook.day-form", {"text": str(why.values.get("year", why.values["text"]))})


def _whole_day(text: str, held: Held | None, column: Column) -> str:
    """A date of which year, month and day are known."""
    found = _date(text, held, column)
    try:
        return str(date.fromisoformat(found))
    except ValueError:
        raise Unread("workbook.day-form", {"text": text}) from None


def _as_text(text: str, held: Held | None, column: Column) -> str:  # noqa: ARG001
    return text


_READERS = {"text": _as_text, "choice": _choice, "date": _date, "day": _whole_day}
