"""Keys: the closed vocabulary of one table of values, in TOML or as CSV columns.

A `Key` names a word of the language with its form, its label for readers, its
meaning and an example. `TableOf` reads an inline table into a frozen dataclass.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar, cast

from lianxi.charter.forms import NOT_STATED, Form, kind_of
from lianxi.charter.reading import Names, Reader
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.expression import NAME as PLAIN
from lianxi.kernel.finding import Place

T = TypeVar("T")


@dataclass(frozen=True)
class Key(Generic[T]):
    """One word of the language."""

    name: str
    form: Form[T]
    label: Bilingual
    meaning: Bilingual
    example: str
    required: bool = False
    named: bool = False  # many of the same form under one word, each a key of its own: word.NAME

    def words(self, value: object, names: Names) -> Bilingual:
        """Say a value of this key; it was read by this key's form."""
        return self.form.words(cast("T", value), names)


def key(
    name: str,
    form: Form[T],
    zh: str,
    en: str,
    example: str,
    *,
    required: bool = False,
    named: bool = False,
) -> Key[T]:
    """Define a key as a dictionary does: "label — meaning", in Chinese and in English."""
    labels, meanings = zip(zh.split(" — ", 1), en.split(" — ", 1), strict=True)
    labelled, meant = Bilingual(*labels), Bilingual(*meanings)
    return Key(name, form, labelled, meant, example, required, named)


# A key of whatever form: what a vocabulary is a list of.
AnyKey: TypeAlias = Key[Any]


@dataclass(frozen=True)
class Values:
    """What was read under a closed vocabulary: ask by key, get the key's own type."""

    by_name: Mapping[str, object]
    world: str = "record"  # whose they are

    def get(self, key: Key[T]) -> T | None:
        """The value, or None where the file does not state it."""
        return cast("T | None", self.by_name.get(key.name))

    def need(self, key: Key[T]) -> T:
        """The value of a required key that was read without a finding."""
        return cast("T", self.by_name[key.name])

    def complete(self, keys: Sequence[AnyKey]) -> bool:
        """Whether every required key was read."""
        return all(key.name in self.by_name for key in keys if key.required)


def read_keys(
    raw: Mapping[str, object], keys: Sequence[AnyKey], place: Place, reader: Reader
) -> Values:
    """Read every key of a closed vocabulary; report unknown and missing ones."""
    known = {key.name: key for key in keys}
    for name in raw:
        if name not in known:
            words = ", ".join(known)
            reader.report("key.unknown", place.at(name), word=name, known=words)
    values: dict[str, object] = {}
    for key in keys:
        if key.named:
            values |= _read_named(raw.get(key.name, {}), key, place.at(key.name), reader)
        elif key.name in raw:
            value = key.form.read(raw[key.name], place.at(key.name), reader)
            if value is not None:
                values[key.name] = value
        elif key.required:
            reader.report("key.missing", place, word=key.name, label=key.label)
    return Values(values, reader.world)


def _read_named(raw: object, key: AnyKey, place: Place, reader: Reader) -> dict[str, object]:
    """Read each of the keys under one word, "word.NAME"."""
    if not isinstance(raw, Mapping):
        reader.report("value.form", place, expected=_BY_NAME, got=kind_of(raw))
        return {}
    values = {}
    for name, said in raw.items():
        value = key.form.read(said, place.at(name), reader)
        if not PLAIN.fullmatch(name):
            reader.report("name.form", place.at(name), text=name)
        elif value is not None:
            values[f"{key.name}.{name}"] = value
    return values


_BY_NAME = Bilingual("按名称列出的表", "a table by name")
_PART = Bilingual("{label}：{words}", "{label}: {words}")
_INNER = Bilingual("{label}（{words}）", "{label} ({words})")
_OF = Bilingual("{label}的{part}", "{label}, {part}")


class TableOf(Form[T]):
    """An inline table with a closed vocabulary of its own, read into a frozen dataclass."""

    silent: frozenset[str] = frozenset()  # parts that are not said in words
    with_label = False  # whether a part needs the label of the whole in front of its own

    def __init__(self, make: Callable[..., T], *keys: AnyKey) -> None:
        self.make = make
        self.keys = keys
        names = ", ".join(key.name for key in keys)
        self.expected = Bilingual(f"表 {{ {names} }}", f"a table {{ {names} }}")

    def read(self, raw: object, place: Place, reader: Reader) -> T | None:
        """Read its keys; an unknown word inside is reported at its place."""
        if not isinstance(raw, Mapping) or not raw:
            reader.report("value.form", place, expected=self.expected, got=kind_of(raw))
            return None
        values = read_keys(raw, self.keys, place, reader)
        return self.make(**values.by_name) if values.complete(self.keys) else None

    def words(self, value: T, names: Names) -> Bilingual:
        """Its parts, each with its label; a table within stands in brackets."""
        parts = [
            (_INNER if isinstance(key.form, TableOf) else _PART).fill(
                label=key.label, words=key.words(part, names)
            )
            for key, part in self._parts(value)
            if key.name not in self.silent and part != ()
        ]
        return Bilingual("；".join(p.zh for p in parts), "; ".join(p.en for p in parts))

    def steps(
        self, label: Bilingual, old: T, new: T, names: Names
    ) -> list[tuple[Bilingual, Bilingual, Bilingual]]:
        """Only the parts that differ, each under its own label."""
        before = {key.name: part for key, part in self._parts(old)}
        after = {key.name: part for key, part in self._parts(new)}
        steps = []
        for key in self.keys:
            was, is_ = before.get(key.name), after.get(key.name)
            if was == is_:
                continue
            if was is not None and is_ is not None:
                found = key.form.steps(key.label, was, is_, names)
            else:
                sides = [NOT_STATED if v is None else key.words(v, names) for v in (was, is_)]
                found = [(key.label, sides[0], sides[1])]
            for part, old_words, new_words in found:
                named = _OF.fill(label=label, part=part) if self.with_label else part
                steps.append((named, old_words, new_words))
        return steps

    def _parts(self, value: T) -> list[tuple[AnyKey, object]]:
        parts = [(key, getattr(value, key.name)) for key in self.keys]
        return [(key, part) for key, part in parts if part is not None]
