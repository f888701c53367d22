"""The forms that only the article of a sharing rule has."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

from lianxi.charter.forms import (
    Both,
    Form,
    Group,
    GroupForm,
    ListOf,
    Measure,
    Ref,
    Text,
    TextForm,
    Word,
    kind_of,
)
from lianxi.charter.kinds.rule_words import (
    Each,
    FactAsked,
    Formula,
    Keyed,
    Parameter,
    Side,
)
from lianxi.charter.reading import Names, Reader
from lianxi.charter.tables import TableOf, key, read_keys
from lianxi.kernel.bilingual import Bilingual, listed, same
from lianxi.kernel.expression import NAME, WORDS, parse
from lianxi.kernel.expression import VERBS as FUNCTIONS
from lianxi.kernel.finding import Place
from lianxi.kernel.party import is_name, spelt
from lianxi.kernel.ratio import read_ratio

T = TypeVar("T")

RESERVED = frozenset({*WORDS, *FUNCTIONS, "year", "period", "fact", "value", "unit"})


class Expressed(TextForm[Formula]):
    """An expression: "(c - target) * flow"."""

    expected = Bilingual(
        "算式，如“(c - target) * flow”", "an expression such as (c - target) * flow"
    )

    def parse(self, text: str, place: Place, reader: Reader) -> Formula | None:  # noqa: ARG002
        """Parse it to a tree; it is never executed."""
        return Formula(" ".join(text.split()), parse(text))

    def words(self, value: Formula, names: Names) -> Bilingual:  # noqa: ARG002
        """The expression as written."""
        return same(value.text)


class NewName(TextForm[str]):
    """A name that expressions use: lower-case letters, digits and underscores."""

    expected = Bilingual(
        "小写字母开头的名称，如 due、price_2", "a name in lower case, such as due or price_2"
    )

    def parse(self, text: str, place: Place, reader: Reader) -> str | None:
        """Refuse what an expression could not name."""
        if NAME.fullmatch(text) and text not in RESERVED:
            return text
        reader.report("name.form", place, text=text)
        return None

    def words(self, value: str, names: Names) -> Bilingual:  # noqa: ARG002
        """The name."""
        return same(value)


class WordOf(TextForm[str]):
    """A word that something is per: "section", "pollutant", "member"."""

    expected = Bilingual("小写词，如 section、pollutant", "a word in lower case, such as section")

    def parse(self, text: str, place: Place, reader: Reader) -> str | None:
        """Refuse what could not head a column."""
        if NAME.fullmatch(text) and text not in RESERVED - {"year"}:
            return text
        reader.report("name.form", place, text=text)
        return None

    def words(self, value: str, names: Names) -> Bilingual:  # noqa: ARG002
        """The word."""
        return same(value)


class OneOrMore(Form[tuple[str, ...]]):
    """A word, or a list of words."""

    def __init__(self) -> None:
        self.inner = ListOf(WordOf())
        self.expected = Bilingual("一个词或词的列表", "a word or a list of words")

    def read(self, raw: object, place: Place, reader: Reader) -> tuple[str, ...] | None:
        """Read one as a list of one; an empty list is per nothing."""
        if raw == []:
            return ()
        return self.inner.read([raw] if isinstance(raw, str) else raw, place, reader)

    def words(self, value: tuple[str, ...], names: Names) -> Bilingual:
        """The words, joined."""
        return self.inner.words(value, names)


class EachForm(Form[Each]):
    """ "sections.csv", or a table of words with a group or a list of keys."""

    expected = Bilingual(
        '条文旁的表（"sections.csv"），或 { member = "set:集合" }',
        'a table beside the article ("sections.csv") or { member = "set:SET" }',
    )

    def read(self, raw: object, place: Place, reader: Reader) -> Each | None:
        """Read the name of a table, or the keys of each word."""
        if isinstance(raw, str) and raw.endswith(".csv") and is_name(raw.removesuffix(".csv")):
            return Each(table=raw)
        if not isinstance(raw, Mapping) or not raw:
            reader.report("value.form", place, expected=self.expected, got=kind_of(raw))
            return None
        words: dict[str, Group | tuple[str, ...]] = {}
        for word, of in raw.items():
            read = WordOf().read(word, place.at(word), reader)
            keys: Group | tuple[str, ...] | None
            if isinstance(of, str):
                keys = GroupForm().read(of, place.at(word), reader)
            else:
                keys = ListOf(Text()).read(of, place.at(word), reader)
            if read is not None and keys is not None:
                words[read] = keys
        return Each(words=words) if len(words) == len(raw) else None

    def words(self, value: Each, names: Names) -> Bilingual:
        """The table, or each word with its keys."""
        if value.words is None:
            return same(value.table or "")
        said = []
        for word, keys in value.words.items():
            of = GroupForm().words(keys, names) if isinstance(keys, Group) else _joined(keys)
            said.append(Bilingual(f"{word}：{of.zh}", f"{word}: {of.en}"))
        return listed(said)


def _joined(keys: tuple[str, ...]) -> Bilingual:
    return Bilingual("、".join(keys), ", ".join(keys))


MISSING: Mapping[str, Bilingual] = {
    "refuse": Bilingual("补齐前不核算", "nothing is worked out until it is filled"),
    "zero": Bilingual("按零计", "counts as zero"),
    "last": Bilingual("沿用上期", "the last value before it"),
    "leave-out": Bilingual("不计入", "is left out"),
}
TITLE = key(
    "title",
    Both(),
    "名称 — 给人看的名称",
    "title — what people call it",
    '{ zh = "浓度", en = "concentration" }',
)
_MISSING = Word(MISSING)


class FactsForm(Form[Mapping[str, FactAsked]]):
    """A table of facts by name."""

    expected = Bilingual("按名称列出的数据", "a table of facts by name")
    inner = TableOf(
        FactAsked,
        key(
            "per",
            OneOrMore(),
            "按 — 每个什么一个数",
            "per — one for each of what",
            '["section", "pollutant"]',
        ),
        key("unit", Measure(), "单位 — 计量单位", "unit — its unit", '"mg/L"'),
        TITLE,
        key(
            "missing",
            _MISSING,
            "缺数 — 该项缺数时怎么办",
            "missing — what a gap in it means",
            '"zero"',
        ),
    )

    def read(self, raw: object, place: Place, reader: Reader) -> Mapping[str, FactAsked] | None:
        """Read every fact."""
        if not isinstance(raw, Mapping) or not raw:
            reader.report("value.form", place, expected=self.expected, got=kind_of(raw))
            return None
        facts = {}
        for name, said in raw.items():
            read = NewName().read(name, place.at(name), reader)
            asked = self.inner.read(said, place.at(name), reader)
            if read is not None and asked is not None:
                facts[read] = asked
        return facts

    def words(self, value: Mapping[str, FactAsked], names: Names) -> Bilingual:
        """Each name with what it is per and its unit."""
        parts = []
        for name, asked in value.items():
            of = self.inner.words(asked, names)
            parts.append(Bilingual(f"{name}（{of.zh}）", f"{name} ({of.en})"))
        return listed(parts)


class ParameterForm(Form[Parameter]):
    """A number as text, or a table { value, unit, clause } or { per, unit, values, clause }."""

    expected = Bilingual(
        "文字写的数，或表 { value, unit } 或 { per, unit, values }",
        "a number as text, or a table { value, unit } or { per, unit, values }",
    )
    PER = key(
        "per", OneOrMore(), "按 — 每个什么一个值", "per — one for each of what", '"pollutant"'
    )
    UNIT = key("unit", Measure(), "单位 — 计量单位", "unit — its unit", '"CNY/t"')
    CLAUSE = key("clause", Text(), "条款 — 所依据的条款", "clause — the clause behind it", '"§ 3"')
    keys = (PER, UNIT, CLAUSE, TITLE)

    def read(self, raw: object, place: Place, reader: Reader) -> Parameter | None:
        """Read its value or values."""
        if isinstance(raw, str):
            value = Exact().read(raw, place, reader)
            return None if value is None else Parameter((((), value),))
        if not isinstance(raw, Mapping) or ("value" in raw) == ("values" in raw):
            reader.report("value.form", place, expected=self.expected, got=kind_of(raw))
            return None
        rest = {name: said for name, said in raw.items() if name not in ("value", "values")}
        said = read_keys(rest, self.keys, place, reader)
        per = said.get(self.PER) or ()
        if bool(per) != ("values" in raw):
            reader.report("parameter.per", place)
            return None
        values = self._values(raw, len(per), place, reader)
        if not values:
            return None
        unit = said.get(self.UNIT) or Parameter(values).unit
        return Parameter(values, unit, per, said.get(self.CLAUSE) or "", said.get(TITLE))

    def _values(
        self, raw: Mapping[str, object], depth: int, place: Place, reader: Reader
    ) -> Keyed | None:
        if not depth:
            value = Exact().read(raw["value"], place.at("value"), reader)
            return None if value is None else (((), value),)
        found = list(_leaves(raw["values"], depth, place.at("values")))
        read = []
        for keys, at, said in found:
            if keys is None:
                reader.report("value.form", at, expected=self.expected, got=kind_of(said))
                continue
            value = Exact().read(said, at, reader)
            if value is not None:
                read.append((tuple(spelt(key) for key in keys), value))
        return tuple(read) if len(read) == len(found) else None

    def words(self, value: Parameter, names: Names) -> Bilingual:
        """Its values with their keys, the unit and the clause."""
        unit = "" if value.unit.text == "1" else f" {value.unit}"
        said = []
        for keys, number in value.values:
            of = [_named(key, names) for key in keys]
            zh, en = "、".join(k.zh for k in of), ", ".join(k.en for k in of)
            text = f"{shown(number)}{unit}"
            said.append(Bilingual(f"{zh}：{text}", f"{en}: {text}") if keys else same(text))
        whole = Bilingual("；".join(s.zh for s in said), "; ".join(s.en for s in said))
        if not value.clause:
            return whole
        return Bilingual(f"{whole.zh}（{value.clause}）", f"{whole.en} ({value.clause})")


def _named(key: str, names: Names) -> Bilingual:
    return names.of("party", key)


Leaf = tuple[tuple[str, ...] | None, Place, object]


def _leaves(raw: object, depth: int, place: Place) -> Iterator[Leaf]:
    """The values of nested tables with the keys that lead to each; None where none do."""
    if not depth:
        yield (), place, raw
        return
    if not isinstance(raw, Mapping) or not raw:
        yield None, place, raw
        return
    for key_, inner in raw.items():
        for keys, at, said in _leaves(inner, depth - 1, place.at(key_)):
            yield (None if keys is None else (key_, *keys)), at, said


def shown(value: Fraction) -> str:
    """A number as people write it: a decimal where it is one, else a fraction.

    >>> shown(Fraction(1, 4)), shown(Fraction(1, 3)), shown(Fraction(-3))
    ('0.25', '1/3', '-3')
    """
    number, places = value.denominator, 0
    for prime in (2, 5):
        count = 0
        while number % prime == 0:
            number, count = number // prime, count + 1
        places = max(places, count)
    if number != 1:
        return str(value)
    sign, size = ("-", -value) if value < 0 else ("", value)
    digits = str(size.numerator * 10**places // size.denominator).rjust(places + 1, "0")
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


class Exact(TextForm[Fraction]):
    """A number as text: "60", "0.15" or "3/1000"."""

    expected = Bilingual("文字写的数，如“0.15”“3/1000”", "a number as text, such as 0.15 or 3/1000")

    def parse(self, text: str, place: Place, reader: Reader) -> Fraction | None:  # noqa: ARG002
        """Read it exactly."""
        return read_ratio(text)

    def words(self, value: Fraction, names: Names) -> Bilingual:  # noqa: ARG002
        """The number."""
        return same(shown(value))


class SideForm(Form[Side]):
    """Who pays or receives."""

    expected = Bilingual(
        '主体、资金（"fund:标识"）、each 的词，或 { role = "…", by = "…" }',
        'a party, a fund ("fund:ID"), a word of each, or { role = "…", by = "…" }',
    )
    ROLE = key("role", WordOf(), "角色 — 表中的角色", "role — a role of the table", '"upstream"')
    EACH = key(
        "each", WordOf(), "全体 — 一个词的全部主体", "each — all parties of a word", '"member"'
    )
    BY = key("by", Expressed(), "按 — 按什么权重分", "by — the weight of each", '"share"')
    keys = (ROLE, EACH, BY)

    def read(self, raw: object, place: Place, reader: Reader) -> Side | None:
        """Read an id or a word, or a table with a role."""
        if isinstance(raw, str) and raw.strip():
            return self._text(raw, place, reader)
        if not isinstance(raw, Mapping) or ("role" in raw) == ("each" in raw):
            reader.report("value.form", place, expected=self.expected, got=kind_of(raw))
            return None
        said = read_keys(raw, self.keys, place, reader)
        role, each = said.get(self.ROLE), said.get(self.EACH)
        if role is None and each is None:
            return None
        return Side(role=role, each=each, by=said.get(self.BY))

    def _text(self, text: str, place: Place, reader: Reader) -> Side | None:
        """A word is told from a party where the rule is checked as a whole."""
        before, colon, fund = text.partition(":")
        if colon and before != "fund":
            reader.report("value.form", place, expected=self.expected, got=same(text))
            return None
        if colon:
            return Side(who=text) if FUND.read(fund, place, reader) else None
        return Side(who=reader.spelt(text, place))

    def words(self, value: Side, names: Names) -> Bilingual:
        """The party's name, or who they are."""
        if value.who is not None:
            fund = value.who.removeprefix("fund:")
            return names.of("fund", fund) if fund != value.who else names.of("party", value.who)
        by = "" if value.by is None else value.by.text
        word = value.role or value.each or ""
        if not by:
            return same(word)
        return Bilingual(f"{word}（按{by}）", f"{word} (by {by})")


FUND = Ref("fund")
