"""The forms a value may take in a package: how it is read, and how it reads in words.

A form is a small declarative object. `read` turns what stands in the file into
a value, or reports why it can't; `words` says the value in both languages. The
same forms read TOML keys and CSV cells. Nothing here executes what it reads.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from lianxi.charter.reading import WHAT, Names, Reader
from lianxi.kernel.bilingual import Bilingual, listed, same
from lianxi.kernel.finding import Place
from lianxi.kernel.hidden import HIDDEN
from lianxi.kernel.party import is_name
from lianxi.kernel.period import Duration, Period
from lianxi.kernel.unit import Unit
from lianxi.kernel.unreadable import Unreadable

T = TypeVar("T")

TEXT_LENGTH_MAX = 4000
NOT_STATED = Bilingual("未载明", "not stated")


class Form(ABC, Generic[T]):
    """One form of value."""

    expected: Bilingual

    @abstractmethod
    def read(self, raw: object, place: Place, reader: Reader) -> T | None:
        """Return the value, or report what is wrong and return None."""

    @abstractmethod
    def words(self, value: T, names: Names) -> Bilingual:
        """Say the value in both languages."""

    def steps(
        self, label: Bilingual, old: T, new: T, names: Names
    ) -> list[tuple[Bilingual, Bilingual, Bilingual]]:
        """What changes from one value to another: (label, old words, new words)."""
        return [(label, self.words(old, names), self.words(new, names))]


class TextForm(Form[T]):
    """A form whose raw value is one piece of text."""

    def read(self, raw: object, place: Place, reader: Reader) -> T | None:
        """Check that it is text before reading it."""
        if not isinstance(raw, str):
            reader.report("value.form", place, expected=self.expected, got=kind_of(raw))
            return None
        try:
            return self.parse(raw, place, reader)
        except Unreadable as why:
            reader.report(why.code, place, **why.values)
            return None

    @abstractmethod
    def parse(self, text: str, place: Place, reader: Reader) -> T | None:
        """Read the text; may raise `Unreadable`."""


_TAB_OR_RETURN = re.compile(r"[\t\r]")  # of the ends of lines a text has \n alone


class Text(TextForm[str]):
    """A line or a paragraph of text, the same in both languages."""

    expected = Bilingual("文字", "text")

    def parse(self, text: str, place: Place, reader: Reader) -> str | None:
        """Refuse what is empty, very long, or carries control characters."""
        if not text.strip():
            reader.report("text.empty", place)
        elif len(text) > TEXT_LENGTH_MAX:
            reader.report("text.long", place, length=len(text), most=TEXT_LENGTH_MAX)
        elif HIDDEN.search(text) or _TAB_OR_RETURN.search(text):
            reader.report("text.control", place)
        else:
            return text
        return None

    def words(self, value: str, names: Names) -> Bilingual:  # noqa: ARG002
        """The text itself."""
        return same(value)


class Both(Form[Bilingual]):
    """A text in both languages: { zh = "…", en = "…" }."""

    expected = Bilingual("中英文两种文字 { zh, en }", "text in both languages { zh, en }")

    def read(self, raw: object, place: Place, reader: Reader) -> Bilingual | None:
        """Both languages must be there, and nothing else."""
        if not isinstance(raw, Mapping) or set(raw) != {"zh", "en"}:
            reader.report("value.form", place, expected=self.expected, got=kind_of(raw))
            return None
        zh = Text().read(raw["zh"], place.at("zh"), reader)
        en = Text().read(raw["en"], place.at("en"), reader)
        return None if zh is None or en is None else Bilingual(zh, en)

    def words(self, value: Bilingual, names: Names) -> Bilingual:  # noqa: ARG002
        """The text itself."""
        return value


class Word(TextForm[str]):
    """One word of a closed vocabulary."""

    def __init__(self, vocabulary: Mapping[str, Bilingual]) -> None:
        self.vocabulary = dict(vocabulary)
        self.expected = Bilingual(
            "下列词之一：" + "、".join(self.vocabulary),
            "one of the words: " + ", ".join(self.vocabulary),
        )

    def parse(self, text: str, place: Place, reader: Reader) -> str | None:
        """Only a word of the vocabulary will do."""
        if text in self.vocabulary:
            return text
        reader.report("word.unknown", place, word=text, expected=self.expected)
        return None

    def words(self, value: str, names: Names) -> Bilingual:  # noqa: ARG002
        """What the word means."""
        return self.vocabulary[value]


class Day(TextForm[Period]):
    """A date with its precision: "1997", "2010-03", "2010-03-26" or "unknown"."""

    expected = Bilingual(
        "日期，如1997、2010-03、2010-03-26，或 unknown",
        "a date such as 1997, 2010-03, 2010-03-26 or unknown",
    )

    def parse(self, text: str, place: Place, reader: Reader) -> Period | None:  # noqa: ARG002
        """Read the date."""
        return Period.read(text)

    def words(self, value: Period, names: Names) -> Bilingual:  # noqa: ARG002
        """The date as people write it."""
        return value.words()


class Length(TextForm[Duration]):
    """A length of time: "2 years", "5 working days"."""

    expected = Bilingual("时长，如“2 years”“5 working days”", "a length of time such as 2 years")

    def parse(self, text: str, place: Place, reader: Reader) -> Duration | None:  # noqa: ARG002
        """Read the length."""
        return Duration.read(text)

    def words(self, value: Duration, names: Names) -> Bilingual:  # noqa: ARG002
        """The length as people write it."""
        return value.words()


class Every(Length):
    """A length of time read as a rhythm: "1 year" is every year."""

    def words(self, value: Duration, names: Names) -> Bilingual:  # noqa: ARG002
        """How often."""
        return value.each()


class Measure(TextForm[Unit]):
    """A unit of measure: "CNY", "person-time", "mg/L"."""

    expected = Bilingual("计量单位，如 CNY、city、t", "a unit of measure such as CNY, city or t")

    def parse(self, text: str, place: Place, reader: Reader) -> Unit | None:  # noqa: ARG002
        """Read the unit."""
        return Unit.read(text)

    def words(self, value: Unit, names: Names) -> Bilingual:  # noqa: ARG002
        """The unit as written."""
        return same(str(value))


class Whole(Form[int]):
    """A whole number within bounds."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most
        self.expected = Bilingual(
            f"{least}到{most}之间的整数", f"a whole number from {least} to {most}"
        )

    def read(self, raw: object, place: Place, reader: Reader) -> int | None:
        """Accept a TOML integer, or its digits in a CSV cell."""
        value = int(raw) if isinstance(raw, str) and raw.isascii() and raw.isdigit() else raw
        if type(value) is int and self.least <= value <= self.most:
            return value
        reader.report("value.form", place, expected=self.expected, got=kind_of(raw))
        return None

    def words(self, value: int, names: Names) -> Bilingual:  # noqa: ARG002
        """The number."""
        return same(str(value))


class Yes(Form[bool]):
    """true or false."""

    expected = Bilingual("true 或 false", "true or false")

    def read(self, raw: object, place: Place, reader: Reader) -> bool | None:
        """Accept a TOML boolean only."""
        if isinstance(raw, bool):
            return raw
        reader.report("value.form", place, expected=self.expected, got=kind_of(raw))
        return None

    def words(self, value: bool, names: Names) -> Bilingual:  # noqa: ARG002
        """Yes or no."""
        return Bilingual("是", "yes") if value else Bilingual("否", "no")


def a(noun: str) -> str:
    """An English noun with its article.

    >>> a("office"), a("unit"), a("body")
    ('an office', 'a unit', 'a body')
    """
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


class Ref(TextForm[str]):
    """The id of something the package declares; "unknown" too where that is allowed."""

    def __init__(self, *kinds: str, or_words: Mapping[str, Bilingual] | None = None) -> None:
        self.kinds = kinds
        self.or_words = dict(or_words or {})
        zh = "、".join([f"{WHAT[kind].zh}的标识" for kind in kinds] + list(self.or_words))
        en = " or ".join([f"the id of {a(WHAT[kind].en)}" for kind in kinds] + list(self.or_words))
        self.expected = Bilingual(zh, en)

    def parse(self, text: str, place: Place, reader: Reader) -> str | None:
        """The thing must exist, in one of the kinds."""
        if text in self.or_words:
            return text
        if {"party", "unit"} & set(self.kinds):
            text = reader.spelt(text, place)
        for kind in self.kinds[:-1]:
            if kind not in reader.ids or text in reader.ids[kind]:
                return text
        return reader.refer(self.kinds[-1], text, place)

    def words(self, value: str, names: Names) -> Bilingual:
        """The name of what is referred to."""
        if value in self.or_words:
            return self.or_words[value]
        for kind in self.kinds:
            name = names.of(kind, value)
            if name != same(value):
                return name
        return same(value)


UNKNOWN_WORD = {"unknown": NOT_STATED}


@dataclass(frozen=True)
class Group:
    """Several parties at once: those seated in a body, or those in a set."""

    by: str  # "seats" or "set"
    of: str

    def __str__(self) -> str:
        return f"{self.by}:{self.of}"


class GroupForm(TextForm[Group]):
    """ "seats:council" or "set:metro-9"."""

    expected = Bilingual("seats:机构 或 set:集合", "seats:BODY or set:SET")

    def parse(self, text: str, place: Place, reader: Reader) -> Group | None:
        """The body or the set must exist."""
        by, colon, of = text.partition(":")
        if not colon or by not in ("seats", "set"):
            reader.report("value.form", place, expected=self.expected, got=same(text))
            return None
        kind = "body" if by == "seats" else "set"
        return Group(by, of) if reader.refer(kind, of, place) else None

    def words(self, value: Group, names: Names) -> Bilingual:
        """Whom it gathers."""
        if value.by == "seats":
            return Bilingual("{name}成员", "the members of {name}").fill(
                name=names.of("body", value.of)
            )
        return names.of("set", value.of)


class ListOf(Form[tuple[T, ...]]):
    """A list of values of one form, none twice."""

    def __init__(self, form: Form[T]) -> None:
        self.form = form
        self.expected = Bilingual(f"{form.expected.zh}的列表", f"a list, each {form.expected.en}")

    def read(self, raw: object, place: Place, reader: Reader) -> tuple[T, ...] | None:
        """Read every item; a CSV cell lists them with spaces between."""
        items = raw.split() if isinstance(raw, str) else raw
        if not isinstance(items, list) or not items:
            reader.report("value.form", place, expected=self.expected, got=kind_of(raw))
            return None
        for number, item in enumerate(items, 1):
            if item in items[: number - 1]:
                reader.report("list.twice", place.item(number), item=str(item))
        values = [self.form.read(item, place.item(n), reader) for n, item in enumerate(items, 1)]
        return tuple(value for value in values if value is not None)

    def words(self, value: tuple[T, ...], names: Names) -> Bilingual:
        """The items, joined."""
        return listed([self.form.words(item, names) for item in value])


class Id(TextForm[str]):
    """A new id: lower-case words joined by hyphens."""

    expected = Bilingual("小写字母、数字和连字符组成的标识", "lower-case words joined by hyphens")

    def parse(self, text: str, place: Place, reader: Reader) -> str | None:
        """Refuse anything that would not do as a file name or an address."""
        if is_name(text):
            return text
        reader.report("id.form", place, text=text)
        return None

    def words(self, value: str, names: Names) -> Bilingual:  # noqa: ARG002
        """The id."""
        return same(value)


def kind_of(raw: object) -> Bilingual:
    """What was found, for an error message: its type in words and its beginning."""
    names = {
        str: Bilingual("文字", "text"),
        bool: Bilingual("是否值", "a yes or no"),
        int: Bilingual("整数", "a whole number"),
        float: Bilingual("小数", "a decimal number"),
        list: Bilingual("列表", "a list"),
        dict: Bilingual("表", "a table"),
    }
    name = names.get(type(raw), Bilingual("日期值", "a date value"))
    shown = str(raw)
    shown = shown if len(shown) <= 60 else shown[:57] + "…"
    return Bilingual(f"{name.zh}“{shown}”", f"{name.en} {shown}")
