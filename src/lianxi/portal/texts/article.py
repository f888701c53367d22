"""A text in force as an article of the region package: made, looked at, put up for review."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lianxi.charter.load import Loaded, load
from lianxi.governance.authority import Actor, Refused
from lianxi.governance.road.agreement_article import Made, article_id, article_of, source_of
from lianxi.governance.road.agreement_text import Text
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter import actions as charter
from lianxi.portal.charter.queries import Current, files_of
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called

SOURCES = "sources.toml"


@dataclass(frozen=True)
class Proposed:
    """The package in use with the article of a text, as it was read and checked."""

    made: Made
    loaded: Loaded


def article(found: Current, opened: Opened[Text]) -> Made:
    """The article of a text in force, by the id that it has in the package."""
    id_ = article_id(opened.state, opened.row.number)
    return article_of(opened.state, id_, _source(found, opened))


def proposed(found: Current, opened: Opened[Text]) -> Proposed:
    """The package in use with that article in it."""
    made = article(found, opened)
    files = files_of(found.version)
    files[made.path] = made.content.encode()
    source = _source(found, opened)
    if source and source not in found.package.sources:
        office = called(found, f"body:{opened.state.terms.body}")
        files[SOURCES] += source_of(opened.state, source, office).encode()
    return Proposed(made, load(files))


def put_up(actor: Actor | None, put: Proposed, title: Bilingual, at: datetime) -> UUID | Refused:
    """Review the package with the article: a draft, which the administrator confirms or not."""
    if put.loaded.package is None:
        return Refused(UNFIT)
    draft = charter.review(actor, put.loaded, f"{put.made.path} · {title.zh}", at)
    return draft if isinstance(draft, Refused) else UUID(str(draft.pk))


def _source(found: Current, opened: Opened[Text]) -> str:
    """The source that the article cites; none in a rehearsal, where everything is an example."""
    rehearsal = found.package.region.world == "rehearsal"
    return "" if rehearsal else f"signed text {opened.row.number}"


UNFIT = Bilingual(
    "加入这篇条文后，地区包有错误，不能提交审阅",
    "with this article the package has errors: it can't be put up for review",
)
