"""The history of an article in words: what each version changed."""

from dataclasses import dataclass

from lianxi.charter.article import Article, Consolidated, Stated, Version, empty
from lianxi.charter.change import Change, as_from, plain
from lianxi.charter.citation import Citation
from lianxi.charter.kinds.commitment import Clause
from lianxi.charter.reading import Names
from lianxi.kernel.bilingual import Bilingual, inner
from lianxi.kernel.digest import Plain


@dataclass(frozen=True)
class Amendment:
    """A version with the changes it made to the text before it."""

    version: Version
    changes: tuple[Change, ...]

    def as_json(self) -> dict[str, Plain]:
        """The form that `/api/v1` answers with."""
        version = self.version
        return {
            "version": version.number,
            "in_force_from": str(version.in_force_from),
            "known_from": str(version.known_from),
            "status": version.status,
            "standing": version.standing,
            "world": version.world,
            "decided_at": version.decided_at,
            "source": "; ".join(map(str, version.source)),
            "note": version.note.as_json() if version.note else None,
            "changes": [change.as_json() for change in self.changes],
        }


STATED = Bilingual("{label}为“{new}”", "{label}: “{new}”")
CHANGED = Bilingual("{label}由“{old}”改为“{new}”", "{label}: from “{old}” to “{new}”")
REPEALED = Bilingual("{label}不再规定（原为“{old}”）", "{label}: repealed (it was “{old}”)")
STANDS = {
    "practised": Bilingual("施行", "comes into force"),
    "pilot": Bilingual("试行", "is tried as a pilot"),
    "proposed": Bilingual("是一项建议", "is proposed"),
    "ended": Bilingual("终止", "ends"),
}
OF = Bilingual("{from_}{article}的{words}。", "{from_}{article}, {words}.")
ITSELF = Bilingual("{from_}{article}{words}。", "{from_}{article} {words}.")


def amendments(article: Article, names: Names) -> list[Amendment]:
    """Every version of an article in order, with what it changed; undated ones come last."""
    text = empty(article)
    found = []
    undated = [version for version in article.versions if version not in article.in_order()]
    for version in [*article.in_order(), *undated]:
        found.append(Amendment(version, tuple(changes_by(text, version, names))))
        text = text.amended(version)
    return found


def changes_by(text: Consolidated, version: Version, names: Names) -> list[Change]:
    """What a version changes in the text before it."""
    changes = []
    before = text.versions[-1].standing if text.versions else None
    if version.standing is not None and version.standing != (before or "practised"):
        words, sides = STANDS[version.standing], (text.standing, version.standing)
        changes.append(_change(text, version, "standing", sides, words, ITSELF))
    for name in version.states:
        changes.extend(_stated(text, version, name, names))
    for name in version.repeals:
        stated = text.keys.get(name)
        if stated is not None:
            old = text.article.kind.key(name).words(stated.value, names)
            words = REPEALED.fill(label=label_of(text.article, name, stated.value), old=inner(old))
            was = stated.version.raw.get(name)
            changes.append(_change(text, version, name, (was, None), words))
    return changes


def _stated(text: Consolidated, version: Version, name: str, names: Names) -> list[Change]:
    key = text.article.kind.key(name)
    value, raw = version.states[name], version.raw.get(name)
    stated = text.keys.get(name)
    label = label_of(text.article, name, value)
    if stated is None:
        words = STATED.fill(label=label, new=inner(key.words(value, names)))
        return [_change(text, version, name, (None, raw), words)]
    if stated.value == value:
        return []
    was = stated.version.raw.get(name)
    return [
        _change(
            text,
            version,
            name,
            (was, raw),
            CHANGED.fill(label=part, old=inner(old), new=inner(new)),
        )
        for part, old, new in key.form.steps(label, stated.value, value, names)
    ]


def label_of(article: Article, name: str, value: object) -> Bilingual:
    """What a key is called in a sentence; a clause or a task goes by its subject."""
    key = article.kind.key(name)
    label = key.label
    if key.named:
        return Bilingual(
            f"{label.zh} {name.partition('.')[2]}", f"{label.en} {name.partition('.')[2]}"
        )
    if isinstance(value, Clause):
        words = Bilingual("{item}“{subject}”", "the {item} “{subject}”")
        return words.fill(item=label, subject=inner(value.subject))
    return label


def provenance_of(stated: Stated) -> tuple[str, tuple[Citation, ...]]:
    """What a key rests on: its version's word, or a clause's own where it has one."""
    version, clause = stated.version, stated.value
    if isinstance(clause, Clause):
        return clause.status or version.status, clause.source or version.source
    return version.status, version.source


def _change(
    text: Consolidated,
    version: Version,
    name: str,
    sides: tuple[object, object],
    words: Bilingual,
    sentence: Bilingual = OF,
) -> Change:
    said = sentence.fill(from_=as_from(version.in_force_from), article=_named(text), words=words)
    return Change(
        text.article.id,
        name,
        str(version.in_force_from),
        plain(sides[0]),
        plain(sides[1]),
        said,
        words,
    )


def _named(text: Consolidated) -> Bilingual:
    name = text.article.name
    return Bilingual(f"“{name.zh}”", name.en)
