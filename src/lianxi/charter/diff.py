"""What changed between two packages, in words: a diff that reads like minutes."""

from itertools import groupby

from lianxi.charter.amendments import CHANGED, amendments, changes_by, label_of
from lianxi.charter.article import Article, Reading, Version, empty
from lianxi.charter.change import Change, plain
from lianxi.charter.diff_rows import diff_rows
from lianxi.charter.kinds.kind import STANDING, STATUS
from lianxi.charter.layers import BASE
from lianxi.charter.package import Package
from lianxi.kernel.bilingual import Bilingual, inner, same
from lianxi.kernel.digest import Plain

NEW = Bilingual("新增{kind}“{name}”。", "New {kind}: {name}.")
GONE = Bilingual("删去{kind}“{name}”。", "The {kind} {name} is taken out.")
RENAMED = Bilingual("“{old}”更名为“{new}”。", "{old} is renamed {new}.")
WITHDRAWN = Bilingual("撤回：{text}", "Withdrawn: {text}")
CORRECTED = Bilingual(
    "更正“{name}”{day}的版本：{words}。", "Correction of {name}, version of {day}: {words}."
)
READING = Bilingual(
    "“{name}”的{label}另有一说：“{value}”。", "{name}: another reading of {label}, “{value}”."
)
READING_GONE = Bilingual(
    "删去“{name}”{label}的另一说：“{value}”。",
    "{name}: the other reading of {label}, “{value}”, is taken out.",
)

ENTRY = Bilingual("{path} 中的“{name}”有改动。", "“{name}” in {path} changes.")
SHAPES = Bilingual("地图图形有改动。", "The shapes on the map change.")


def diff(old: Package, new: Package) -> list[Change]:
    """Compare two packages: articles first, then tables, then what stands in region.toml."""
    changes: list[Change] = []
    for id_ in sorted(old.articles.keys() | new.articles.keys()):
        before, after = old.articles.get(id_), new.articles.get(id_)
        if before is None and after is not None:
            changes += _added(after, new)
        elif after is None and before is not None:
            text = GONE.fill(kind=before.kind.label, name=before.name)
            changes.append(Change(id_, "", "", before.name.as_json(), None, text))
        elif before is not None and after is not None:
            changes += _article(before, after, old, new)
    changes += diff_rows(old, new)
    changes += _documents(old, new)
    return changes


def _added(article: Article, package: Package) -> list[Change]:
    first = article.in_order()[0].in_force_from if article.in_order() else None
    text = NEW.fill(kind=article.kind.label, name=article.name)
    day = "" if first is None else str(first)
    changes = [Change(article.id, "", day, None, article.name.as_json(), text)]
    for amendment in amendments(article, package):
        changes += amendment.changes
    return changes


def _article(before: Article, after: Article, old: Package, new: Package) -> list[Change]:
    changes: list[Change] = []
    if before.name != after.name:
        text = RENAMED.fill(old=before.name, new=after.name)
        sides = (before.name.as_json(), after.name.as_json())
        changes.append(Change(after.id, "name", "", *sides, text))
    was, is_ = _by_day(before), _by_day(after)
    for day in was.keys() - is_.keys():
        changes += _withdrawn(before, was[day], old)
    for day in sorted(was.keys() & is_.keys()):
        changes += _corrected(after, was[day], is_[day], new)
    text_before = empty(after)
    for version in [*after.in_order(), *_undated(after)]:
        if any(version is is_[day] for day in is_.keys() - was.keys()):
            changes += changes_by(text_before, version, new)
        text_before = text_before.amended(version)
    changes += _readings(before, after, new)
    return changes


Day = tuple[str, str, int]


def _by_day(article: Article) -> dict[Day, Version]:
    """Versions by the days they carry; several of one day are told apart by their order."""

    def day(version: Version) -> tuple[str, str]:
        return (str(version.in_force_from), str(version.known_from))

    in_order = sorted(article.versions, key=day)
    return {
        (*days, number): version
        for days, versions in groupby(in_order, key=day)
        for number, version in enumerate(versions)
    }


def _undated(article: Article) -> list[Version]:
    return [version for version in article.versions if version not in article.in_order()]


def _withdrawn(article: Article, gone: Version, package: Package) -> list[Change]:
    """A version that is no longer there: each change it made is taken back."""
    for amendment in amendments(article, package):
        if amendment.version is gone:
            return [
                Change(
                    change.article,
                    change.key,
                    change.in_force_from,
                    change.after,
                    change.before,
                    WITHDRAWN.fill(text=change.text),
                )
                for change in amendment.changes
            ]
    return []


def _corrected(article: Article, was: Version, is_: Version, package: Package) -> list[Change]:
    """A version that was rewritten: not an amendment, and said so."""
    rows: list[tuple[str, Plain, Plain, Bilingual, Bilingual, Bilingual]] = []
    none = Bilingual("无", "nothing")
    for name in sorted(was.states.keys() | is_.states.keys()):
        if was.states.get(name) != is_.states.get(name):
            key = article.kind.key(name)
            sides = [
                none if name not in v.states else key.words(v.states[name], package)
                for v in (was, is_)
            ]
            value = is_.states.get(name, was.states.get(name))
            label = label_of(article, name, value)
            raw = (plain(was.raw.get(name)), plain(is_.raw.get(name)))
            rows.append((name, *raw, label, sides[0], sides[1]))
    rows += _about(was, is_)
    changes = []
    for name, before, after, label, old_words, new_words in rows:
        words = CHANGED.fill(label=label, old=inner(old_words), new=inner(new_words))
        day = is_.in_force_from
        text = CORRECTED.fill(name=article.name, day=day.words(), words=words)
        changes.append(Change(article.id, name, str(day), before, after, text))
    return changes


def _about(
    was: Version, is_: Version
) -> list[tuple[str, Plain, Plain, Bilingual, Bilingual, Bilingual]]:
    """What a rewritten version now says about itself."""
    none = Bilingual("无", "nothing")

    def words(value: object) -> Bilingual:
        if isinstance(value, Bilingual):
            return value
        return none if not value else {**STATUS, **STANDING}.get(str(value), same(str(value)))

    labels = {
        "status": Bilingual("依据", "status"),
        "source": Bilingual("来源", "source"),
        "standing": Bilingual("效力", "standing"),
        "decided_at": Bilingual("议定会议", "the meeting that decided it"),
        "note": Bilingual("说明", "note"),
    }
    sides = {
        "status": (was.status, is_.status),
        "source": ("; ".join(map(str, was.source)), "; ".join(map(str, is_.source))),
        "standing": (was.standing, is_.standing),
        "decided_at": (was.decided_at, is_.decided_at),
        "note": (was.note, is_.note),
    }
    return [
        (name, _side(before), _side(after), labels[name], words(before), words(after))
        for name, (before, after) in sides.items()
        if before != after
    ]


def _side(value: object) -> Plain:
    return value.as_json() if isinstance(value, Bilingual) else plain(value)


def _readings(before: Article, after: Article, names: Package) -> list[Change]:
    changes = []
    for reading in after.readings:
        if reading not in before.readings:
            value, text = _reading(after, reading, READING, names)
            changes.append(Change(after.id, reading.key, "", None, value, text))
    for reading in before.readings:
        if reading not in after.readings:
            value, text = _reading(before, reading, READING_GONE, names)
            changes.append(Change(after.id, reading.key, "", value, None, text))
    return changes


def _reading(
    article: Article, reading: Reading, sentence: Bilingual, names: Package
) -> tuple[Plain, Bilingual]:
    key = article.kind.key(reading.key)
    value = key.words(reading.value, names)
    return value.as_json(), sentence.fill(name=article.name, label=key.label, value=value)


def _documents(old: Package, new: Package) -> list[Change]:
    """What stands in region.toml and sources.toml, and the shapes."""
    changes = []
    for path in ("region.toml", "sources.toml"):
        was, is_ = (_entries(package, path) for package in (old, new))
        for name in sorted(was.keys() | is_.keys()):
            if was.get(name) != is_.get(name):
                sides = (plain(was.get(name)), plain(is_.get(name)))
                text = ENTRY.fill(path=path, name=name)
                changes.append(Change(path.removesuffix(".toml"), name, "", *sides, text))
    if old.shapes != new.shapes:
        changes.append(Change("shapes", "", "", None, None, SHAPES))
    return changes


def _entries(package: Package, path: str) -> dict[str, object]:
    """The entries of a document by name; sources go by their id, those of a base among them."""
    document, base = package.documents.get(path, {}), package.documents.get(BASE + path, {})
    if path == "region.toml":
        region = package.region
        names = {"offices": region.offices, "sets": region.sets, "fields": region.fields}
        said = {word: {i: n.as_json() for i, n in of.items()} for word, of in names.items() if of}
        return {**document, **said}
    entries: dict[str, object] = {}
    for each in (base, document):
        sources = each.get("source")
        if isinstance(sources, list):
            entries |= {str(s.get("id")): s for s in sources if isinstance(s, dict)}
    return entries
