"""Amend an article by one more version at the end of its file, and leave every other byte alone.

    restates = restated(text, {("fee", ()): Fraction(60)})
    files = amended(files, article, Amendment("2027-01-01", "example", restates))

A version restates the whole of every key that it changes. Whether the package takes it is for
`load` to say, and what it changes for `diff`.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lianxi.charter.article import Article, Consolidated
from lianxi.charter.kinds.rule import PARAMETERS
from lianxi.charter.kinds.rule_forms import shown
from lianxi.charter.layers import BASE, inner
from lianxi.kernel.party import spelt

Raw = Mapping[str, object]
At = tuple[str, tuple[str, ...]]  # a parameter, and the keys of one of its values

LINE_MAX = 100
_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


@dataclass(frozen=True)
class Amendment:
    """One version to come: from when, what it rests on, the keys it restates and repeals."""

    in_force_from: str
    status: str
    restates: Raw
    repeals: tuple[str, ...] = ()
    standing: str = ""
    source: str = ""
    decided_at: str = ""


def restated(text: Consolidated, values: Mapping[At, Fraction]) -> dict[str, object]:
    """Parameters of a rule as they are written, each whole, with some of their values changed."""
    found: dict[str, object] = {}
    for (name, keys), value in values.items():
        key = f"{PARAMETERS.name}.{name}"
        raw = found.get(key, text.keys[key].version.raw[key])
        found[key] = _changed(raw, keys, shown(value))
    return found


def _changed(raw: object, keys: Sequence[str], value: str) -> object:
    """A parameter as it is written, with one of its values changed."""
    if not isinstance(raw, Mapping):
        return value
    if "values" not in raw:
        return {**raw, "value": value}
    return {**raw, "values": _put(raw["values"], keys, value)}


def _put(raw: object, keys: Sequence[str], value: str) -> object:
    if not keys:
        return value
    assert isinstance(raw, Mapping), "a value lies as deep as its parameter has words"
    return {k: _put(of, keys[1:], value) if spelt(k) == keys[0] else of for k, of in raw.items()}


def between(old: Consolidated, new: Consolidated) -> tuple[dict[str, object], tuple[str, ...]]:
    """What a version has to restate and to repeal for one text to become the other."""
    restates = {
        name: stated.version.raw[name]
        for name, stated in new.keys.items()
        if name not in old.keys or old.keys[name].value != stated.value
    }
    return restates, tuple(name for name in old.keys if name not in new.keys)


def amended(files: Mapping[str, bytes], article: Article, amendment: Amendment) -> dict[str, bytes]:
    """The files with the amendment at the end of the article's own.

    An article that only the extended package has gets a file beside that package, which adds to it.
    """
    path = inner(article.file)
    before = files.get(path) if path != article.file else files[path]
    text = (before or _head(article).encode()).decode()
    end = "\r\n" if "\r\n" in text else "\n"
    text += "" if text.endswith(("\n", "\r")) else end
    lines = "".join(f"{line}{end}" for line in ["", *written(amendment)])
    return {**files, path: f"{text}{lines}".encode()}


def path_of(article: Article) -> str:
    """The path of the file that an amendment of an article comes into."""
    return article.file.removeprefix(BASE)


def _head(article: Article) -> str:
    return f'id = "{article.id}"\nkind = "{article.kind.name}"\n'


def written(amendment: Amendment) -> Iterator[str]:
    """The block of an amendment, line by line."""
    yield "[[version]]"
    about = {
        "in_force_from": amendment.in_force_from,
        "standing": amendment.standing,
        "status": amendment.status,
        "source": amendment.source,
        "decided_at": amendment.decided_at,
        "repeals": list(amendment.repeals),
    }
    for name, value in about.items():
        if value:
            yield f"{name} = {_value(value)}"
    below: list[Iterator[str]] = []
    for name, raw in sorted(amendment.restates.items(), key=_rank):
        dotted = ".".join(map(_key, name.split(".")))
        if isinstance(raw, list) and raw and all(isinstance(each, Mapping) for each in raw):
            below += [_table(f"[[version.{dotted}]]", each) for each in raw]
        elif isinstance(raw, Mapping) and len(_value(raw)) + len(dotted) > LINE_MAX:
            below.append(_table(f"[version.{dotted}]", raw))
        else:
            yield f"{dotted} = {_value(raw)}"
    for lines in below:
        yield ""
        yield from lines


def _rank(key: tuple[str, object]) -> tuple[bool, str]:
    """Lists of tables come last: what follows them would be theirs."""
    return isinstance(key[1], list), key[0]


def _table(head: str, raw: Raw) -> Iterator[str]:
    """A table of its own, in lines that can be read; what is long in it stands below."""
    yield head
    below: list[tuple[str, Raw]] = []
    for name, value in raw.items():
        long = isinstance(value, Mapping) and len(_value(value)) + len(name) > LINE_MAX
        if long and not head.startswith("[["):
            assert isinstance(value, Mapping)
            below.append((name, value))
        else:
            yield f"{_key(name)} = {_value(value)}"
    for name, inside in below:
        yield from _table(f"{head[:-1]}.{_key(name)}]", inside)


def _value(raw: object) -> str:
    """A value on one line."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, Mapping):
        return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in raw.items()) + " }"
    if isinstance(raw, (list, tuple)):
        return "[" + ", ".join(map(_value, raw)) + "]"
    return str(raw) if isinstance(raw, int) else _text(str(raw))


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    """A text as TOML quotes it: as JSON does, but for one sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
