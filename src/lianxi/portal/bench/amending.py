"""A trial as an amendment of the rule's article: made, looked at, put up for review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from lianxi.charter.amending import (
    Amendment,
    amended,
    between,
    path_of,
    restated,
    written,
)
from lianxi.charter.article import Article, Consolidated, as_of, empty
from lianxi.charter.change import Change
from lianxi.charter.diff import diff
from lianxi.charter.load import Loaded, load
from lianxi.governance.authority import Actor, Refused
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.portal.bench.queries import Kept
from lianxi.portal.bench.setting import File
from lianxi.portal.bench.trying import Faults, drafted
from lianxi.portal.charter import actions as charter
from lianxi.portal.charter.queries import Current, files_of

UNKNOWN = "unknown"  # since when a proposal is in force


@dataclass(frozen=True)
class About:
    """What an amendment says of itself."""

    since: str
    status: str
    source: str = ""
    decided_at: str = ""


@dataclass(frozen=True)
class Made:
    """The package with the amendment in it, as it was read and checked."""

    path: str
    block: str
    loaded: Loaded
    changes: Sequence[Change]


def made(found: Current, article: Article, kept: Kept, about: About) -> Made | Refused:
    """The amendment that makes of the article what was tried, and what it would change."""
    since = UNKNOWN if article.proposed else about.since
    text = _text(article, since)
    if text is None:
        return Refused(NOT_IN_FORCE)
    stated = _stated(found, text, kept)
    if isinstance(stated, Refused):
        return stated
    restates, repeals = stated
    if not restates and not repeals:
        return Refused(SAME)
    standing = "proposed" if article.proposed else ""
    of = (about.source, about.decided_at)
    amendment = Amendment(since, about.status, restates, repeals, standing, *of)
    files = files_of(found.version)
    loaded = load(amended(files, article, amendment))
    changes = diff(found.package, loaded.package) if loaded.package else []
    return Made(path_of(article), "\n".join(written(amendment)) + "\n", loaded, changes)


def _text(article: Article, since: str) -> Consolidated | None:
    """What the article says before the amendment."""
    if article.proposed:
        return empty(article).amended(*article.versions)
    day = Period.read(since).start
    return as_of(article, day or date.max)


def _stated(
    found: Current, text: Consolidated, kept: Kept
) -> tuple[dict[str, object], tuple[str, ...]] | Refused:
    """What has to be restated and repealed."""
    if kept.row.draft:
        file = File(f"{text.article.id}.toml", kept.row.draft.encode())
        draft = drafted(found, text.article.id, file)
        if isinstance(draft, Faults):
            return Refused(draft.words[0])
        return between(text, draft.text)
    values = {(each.name, each.at): Fraction(each.tried) for each in kept.said.changed}
    for (name, at), value in list(values.items()):
        stated = text.keys.get(f"parameters.{name}")
        there = dict(getattr(stated.value, "values", ())) if stated else {}
        if at not in there:
            return Refused(GONE.fill(name=name))
        if there[at] == value:
            del values[name, at]
    return restated(text, values), ()


def put_up(
    actor: Actor | None, put: Made, kept: Kept, title: Bilingual, at: datetime
) -> UUID | Refused:
    """Review the package with the amendment: a draft, which the administrator confirms or not."""
    if put.loaded.package is None:
        return Refused(UNFIT)
    origin = f"{put.path} · {title.zh} · {kept.row.name}"
    draft = charter.review(actor, put.loaded, origin, at)
    return draft if isinstance(draft, Refused) else UUID(str(draft.pk))


NOT_IN_FORCE = Bilingual(
    "到那一天规则还没有生效，无可修订",
    "the rule is not in force by then: there is nothing to amend",
)
SAME = Bilingual(
    "条文已与试算相同，无须修订",
    "the article says what was tried already: there is nothing to amend",
)
GONE = Bilingual(
    "条文已改，不再有参数“{name}”的这个值，请重新试算",
    "the article was changed and has no such value of {name} any more: try again",
)
UNFIT = Bilingual(
    "加入这次修订后，地区包有错误，不能提交审阅",
    "with this amendment the package has errors: it can't be put up for review",
)
