"""Read one article from its TOML document.

Articles that grow by versions state their keys in `[[version]]` blocks; those
that grow clause by clause state the first text at the top, its `[[clause]]`s
(a plan: its `[[task]]`s), and `[[amendment]]` blocks. Both become the same list
of versions.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from lianxi.charter.article import Article, Reading, Version
from lianxi.charter.forms import Id, kind_of
from lianxi.charter.kinds.agreement import PLACE, SIGNED
from lianxi.charter.kinds.kind import (
    DECIDED_AT,
    IN_FORCE_FROM,
    KNOWN_FROM,
    NAME,
    NOTE_KEY,
    READING_KEY,
    READING_SOURCE,
    SOURCE_KEY,
    STANDING_KEY,
    STATUS_KEY,
    VERSION_KEYS,
    Kind,
)
from lianxi.charter.reading import Reader
from lianxi.charter.tables import AnyKey, Values, read_keys
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Place

Raw = Mapping[str, object]

_META = {key.name for key in VERSION_KEYS}


@dataclass(frozen=True)
class _Block:
    """One block that becomes a version: the table in the file, and where it stands."""

    raw: Raw
    place: Place
    amends: bool = False  # an `[[amendment]]`: when it was signed speaks of itself alone


def read_article(
    path: str, raw: Raw, kind: Kind, reader: Reader, base: Article | None = None
) -> Article | None:
    """Read an article; None where its name or every version is unreadable.

    `base` is the article of the same id in the package that this one extends: what is read here
    comes after its versions, and replaces nothing of it.
    """
    place = Place(path)
    stem = path.rpartition("/")[2].removesuffix(".toml")
    _check_identity(stem, raw, kind, place, reader)
    name = _name(raw, base, place, reader)
    blocks = _stating(raw, kind, base, place, reader)
    first = 1 + (len(base.versions) if base else 0)
    versions = [
        version
        for number, block in enumerate(blocks, first)
        if (version := _version(number, block, kind, reader))
    ]
    if not blocks and base is None:
        reader.report("version.none", place, kind=kind.label)
    readings = [
        reading
        for block in _blocks(raw, "reading", place, reader)
        if (reading := _reading(block, kind, reader))
    ]
    if base is not None:
        return replace(
            base, versions=(*base.versions, *versions), readings=(*base.readings, *readings)
        )
    if name is None or not versions:
        return None
    return Article(stem, kind, name, path, tuple(versions), tuple(readings))


def _name(raw: Raw, base: Article | None, place: Place, reader: Reader) -> Bilingual | None:
    """The article's name; that of a base stays, and need not be said again."""
    if base is not None and "name" not in raw:
        return base.name
    name = read_keys({"name": raw.get("name")}, [NAME], place, reader).get(NAME)
    if base is not None and name is not None and name != base.name:
        reader.report("extends.replaces", place.at("name"), what=base.name)
    return name


def _stating(
    raw: Raw, kind: Kind, base: Article | None, place: Place, reader: Reader
) -> list[_Block]:
    """The blocks that become versions, in their order."""
    head = {name: value for name, value in raw.items() if name not in _FRAME}
    if kind.grows == "clauses" and base is not None:
        for word in (*head, *(item for item in _ITEMS if item in raw)):
            reader.report("extends.replaces", place.at(word), what=base.name)
        blocks = [replace(block, amends=True) for block in _blocks(raw, "amendment", place, reader)]
        _refuse(raw, {"version"}, place, reader)
    elif kind.grows == "clauses":
        first = {**head, kind.item: raw[kind.item]} if kind.item in raw else head
        amendments = _blocks(raw, "amendment", place, reader)
        blocks = [_Block(first, place), *(replace(block, amends=True) for block in amendments)]
        _refuse(raw, {"version", *_ITEMS} - {kind.item}, place, reader)
    else:
        blocks = _blocks(raw, "version", place, reader)
        _refuse(raw, {"amendment", *_ITEMS}, place, reader)
        blocks = _with_head(head, blocks, place, reader)
    return blocks


# The words that frame an article, whatever its kind.
_ITEMS = ("clause", "task")
_FRAME = {"id", "kind", "name", "version", "reading", "amendment", *_ITEMS}


def _check_identity(stem: str, raw: Raw, kind: Kind, place: Place, reader: Reader) -> None:
    id_ = Id().read(raw.get("id"), place.at("id"), reader)
    if id_ is not None and id_ != stem:
        reader.report("article.id", place.at("id"), id=id_, stem=stem)
    if raw.get("kind") != kind.name:
        found = kind_of(raw.get("kind"))
        reader.report(
            "article.kind", place.at("kind"), folder=kind.folder, kind=kind.name, got=found
        )


def _blocks(raw: Raw, word: str, place: Place, reader: Reader) -> list[_Block]:
    """The blocks of one word, `[[word]]`."""
    items = raw.get(word, [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        reader.report("block.form", place.at(word), word=word)
        return []
    key = word if not place.key else f"{place.key}.{word}"
    return [
        _Block(item, Place(place.file, f"{key}[{number}]")) for number, item in enumerate(items, 1)
    ]


def _refuse(raw: Raw, words: Set[str], place: Place, reader: Reader) -> None:
    for word in sorted(words):
        if word in raw:
            reader.report("block.stranger", place.at(word), word=word)


def _with_head(head: Raw, blocks: list[_Block], place: Place, reader: Reader) -> list[_Block]:
    """Let the first version state what stands at the top; nothing may stand at both."""
    if not blocks:
        return []
    first = blocks[0]
    for word in head:
        if word in first.raw:
            reader.report("key.twice", place.at(word), word=word)
        if word in _META:
            reader.report("key.misplaced", place.at(word), word=word)
    top = {word: value for word, value in head.items() if word not in _META}
    return [_Block({**top, **first.raw}, first.place), *blocks[1:]]


def _version(number: int, block: _Block, kind: Kind, reader: Reader) -> Version | None:
    place = block.place
    clauses = _clauses(block, kind, reader)
    raw = {k: v for k, v in block.raw.items() if k not in ("repeals", *_ITEMS)}
    _refuse(
        block.raw, set(_ITEMS) - ({kind.item} if kind.grows == "clauses" else set()), place, reader
    )
    if kind.grows == "clauses" and "in_force_from" not in raw and "signed" in raw:
        raw["in_force_from"] = raw["signed"]  # an agreement is in force from its signing
    apart = {kind.item, PLACE.name} if block.amends else {kind.item}
    keys: list[AnyKey] = [*VERSION_KEYS, NAME, *(k for k in kind.keys if k.name not in apart)]
    values = read_keys(raw, keys, place, reader)
    own = _META | {SIGNED.name} if block.amends else _META
    states = {k: v for k, v in values.by_name.items() if k not in own} | {
        f"{kind.item}.{id_}": clause for id_, (_, clause) in clauses.items()
    }
    repeals = _repeals(block, kind, reader)
    standing = values.get(STANDING_KEY)
    if not states and not repeals and standing is None:
        reader.report("version.empty", place)
    if not values.complete(VERSION_KEYS):
        return None
    if values.get(SOURCE_KEY) is None and values.need(STATUS_KEY) != "example":
        reader.report("source.missing", place)
    raws = {k: v for k, v in _flat(raw, kind).items() if k in states}
    raws |= {f"{kind.item}.{id_}": stated for id_, (stated, _) in clauses.items()}
    made = _made(number, place, values, states, raws, repeals)
    return replace(made, world=reader.world)


def _flat(raw: Raw, kind: Kind) -> Raw:
    """What is written, with the keys under a word such as `parameters` each by its own name."""
    flat = dict(raw)
    for word in (key.name for key in kind.keys if key.named):
        inner = flat.pop(word, {})
        if isinstance(inner, dict):
            flat |= {f"{word}.{name}": said for name, said in inner.items()}
    return flat


def _made(
    number: int, place: Place, values: Values, states: Raw, raws: Raw, repeals: tuple[str, ...]
) -> Version:
    in_force_from = values.need(IN_FORCE_FROM)
    return Version(
        number=number,
        place=place,
        in_force_from=in_force_from,
        known_from=values.get(KNOWN_FROM) or in_force_from,
        status=values.need(STATUS_KEY),
        states=states,
        raw=raws,
        repeals=repeals,
        source=values.get(SOURCE_KEY) or (),
        standing=values.get(STANDING_KEY),
        decided_at=values.get(DECIDED_AT),
        note=values.get(NOTE_KEY),
    )


def _clauses(block: _Block, kind: Kind, reader: Reader) -> dict[str, tuple[Raw, object]]:
    """The clauses or tasks that a block states: id to (as written, as read)."""
    if kind.grows != "clauses":
        return {}
    clauses: dict[str, tuple[Raw, object]] = {}
    for inner in _blocks(block.raw, kind.item, block.place, reader):
        id_ = Id().read(inner.raw.get("id"), inner.place.at("id"), reader)
        stated = {k: v for k, v in inner.raw.items() if k != "id"}
        clause = kind.key(kind.item).form.read(stated, inner.place, reader)
        if id_ is None or clause is None:
            continue
        if id_ in clauses:
            reader.report("clause.twice", inner.place.at("id"), id=id_)
        clauses[id_] = (stated, clause)
    return clauses


def _repeals(block: _Block, kind: Kind, reader: Reader) -> tuple[str, ...]:
    """The keys that a block takes away; an agreement names clauses by their id."""
    raw = block.raw.get("repeals", [])
    place = block.place.at("repeals")
    if not isinstance(raw, list) or not all(isinstance(item, str) for item in raw):
        reader.report("repeals.form", place)
        return ()
    known = {key.name for key in kind.keys if not key.named} - {kind.item}
    named = {key.name for key in kind.keys if key.named}
    names = []
    for number, name in enumerate(raw, 1):
        if name in known or name.partition(".")[0] in named:
            names.append(name)
        elif kind.grows == "clauses":
            names.append(f"{kind.item}.{name}")
        else:
            reader.report("key.unknown", place.item(number), word=name, known=", ".join(known))
    return tuple(names)


def _reading(block: _Block, kind: Kind, reader: Reader) -> Reading | None:
    raw = {k: v for k, v in block.raw.items() if k != "value"}
    values = read_keys(raw, (READING_KEY, READING_SOURCE, NOTE_KEY), block.place, reader)
    name = values.get(READING_KEY)
    keys = {key.name: key for key in (NAME, *kind.keys) if key.name != kind.item and not key.named}
    if name is None or values.get(READING_SOURCE) is None:
        return None
    if name not in keys:
        known = ", ".join(keys)
        reader.report("key.unknown", block.place.at("key"), word=name, known=known)
        return None
    value: object = keys[name].form.read(block.raw.get("value"), block.place.at("value"), reader)
    if value is None:
        return None
    return Reading(name, value, values.need(READING_SOURCE), values.get(NOTE_KEY), reader.world)
