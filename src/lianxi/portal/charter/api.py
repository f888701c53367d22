"""API: regions, articles as of a day, the register of mechanisms, versions and their diff."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field, JsonValue

from lianxi.charter.amendments import amendments
from lianxi.charter.article import as_of, on_record
from lianxi.charter.asked import day, word
from lianxi.charter.diff import diff
from lianxi.charter.register import MECHANISM_KINDS, STATES, registered
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.portal.charter import queries
from lianxi.portal.charter.asked import answered
from lianxi.portal.charter.key_rows import readings_of, rows_of
from lianxi.portal.charter.models import Version
from lianxi.portal.ui.answers import PUBLIC, At, DateText, Known, Problem, Words, answers

router = Router(tags=["charter"])

VersionNumber = Annotated[int, Query(ge=1, le=2**31 - 1)]


class RegionAnswer(Schema):
    """A region of this instance with the package in use · 地区及其使用中的地区包."""

    id: str
    name_zh: str
    name_en: str
    world: Annotated[str, Field(description="record, rehearsal or live · 实录、演练或实用")]
    extends: Annotated[
        str | None, Field(description="the region whose record it extends · 所扩展的实录")
    ]
    within: Annotated[str | None, Field(description="the larger region it lies in · 所在地区")]
    main_body: str
    area: str | None
    since: DateText
    until: DateText
    version: int
    digest: Annotated[str, Field(description="of what the package says · 内容摘要")]


@router.get("/regions", response=answers(list[RegionAnswer]), openapi_extra=PUBLIC)
def regions(request: HttpRequest) -> list[dict[str, Plain]]:
    """The regions of this instance, in the order in which they came in · 各地区."""
    return [
        {
            **queries.package_of(version).region.as_json(),
            "version": version.number,
            "digest": version.digest,
        }
        for version in queries.in_use()
    ]


class ArticleLine(Schema):
    """An article of the package · 条文."""

    id: str
    kind: str
    name_zh: str
    name_en: str
    since: DateText
    versions: int
    proposed: bool
    worlds: Annotated[list[str], Field(description="whose versions it has · 各版本的性质")]


@router.get(
    "/regions/{region}/articles", response=answers(list[ArticleLine], 404), openapi_extra=PUBLIC
)
def articles(request: HttpRequest, region: str) -> list[dict[str, Plain]]:
    """Every article, by id · 全部条文."""
    return [article.as_json() for article in answered(region).package.articles.values()]


class KeyAnswer(Schema):
    """A key of the text: its value as written and in words, and what it rests on · 一项规定."""

    key: str
    label: Words
    value: JsonValue
    text: Words
    status: str
    source: str
    world: str
    version: int
    in_force_from: DateText


class OtherReading(Schema):
    """What another source says of a key · 另一说."""

    key: str
    label: Words
    text: Words
    source: str
    world: str
    note: Words | None


class ChangeAnswer(Schema):
    """A change, as `lianxi diff --json` says it · 一处改动."""

    article: str
    key: str
    in_force_from: str
    from_: Annotated[JsonValue, Field(alias="from")]
    to: JsonValue
    text: Words


class AmendmentAnswer(Schema):
    """A version of an article and what it changed · 一次修订."""

    version: int
    in_force_from: DateText
    known_from: DateText
    status: str
    standing: str | None
    world: str
    decided_at: str | None
    source: str
    note: Words | None
    changes: list[ChangeAnswer]


class ArticleAnswer(ArticleLine):
    """An article's text as of a day, key by key · 某日的条文."""

    at: DateText
    known: DateText | None
    standing: Annotated[str | None, Field(description="null: nothing is in force · 当日无条文")]
    keys: list[KeyAnswer]
    readings: list[OtherReading]
    amendments: list[AmendmentAnswer]


@router.get(
    "/regions/{region}/articles/{article}",
    response=answers(ArticleAnswer, 404, 422),
    by_alias=True,
    openapi_extra=PUBLIC,
)
def article(
    request: HttpRequest, region: str, article: str, at: At = None, known: Known = None
) -> dict[str, Plain]:
    """An article's text as of a day, as known on a day, and its amendments · 某日的条文与修订."""
    package = answered(region).package
    on = day("at", at, timezone.localdate())
    known_on = None if known is None else day("known", known, on)
    shown = package.articles.get(article)
    if shown is None:
        raise Problem(404, NO_ARTICLE.fill(id=article[:40]))
    text = as_of(shown, on, known_on) or on_record(shown, on, known_on)
    rows = rows_of(text, package) if text else []
    return {
        **shown.as_json(),
        "at": str(on),
        "known": str(known_on) if known_on else None,
        "standing": text.standing if text else None,
        "keys": [row.as_json() for row in rows],
        "readings": [reading.as_json() for reading in readings_of(shown, package)],
        "amendments": [amendment.as_json() for amendment in amendments(shown, package)],
    }


class MechanismAnswer(Schema):
    """A row of the register, as `lianxi mechanisms --json` answers · 登记表的一行."""

    id: str
    name_zh: str
    name_en: str
    kinds: list[str]
    articles: list[str]
    state: str
    test: str | None
    standing: str
    problem_zh: str | None
    problem_en: str | None
    area_zh: str
    area_en: str
    status: str
    source: str
    world: str
    note_zh: str | None
    note_en: str | None


@router.get(
    "/regions/{region}/mechanisms",
    response=answers(list[MechanismAnswer], 404, 422),
    openapi_extra=PUBLIC,
)
def mechanisms(
    request: HttpRequest,
    region: str,
    kind: Annotated[str | None, Query(description=f"{' '.join(MECHANISM_KINDS)} · 种类")] = None,
    state: Annotated[str | None, Query(description=f"{' '.join(STATES)} · 状态")] = None,
) -> list[dict[str, Plain]]:
    """The register of mechanisms · 机制登记表."""
    package = answered(region).package
    kind, state = word("kind", kind, MECHANISM_KINDS), word("state", state, STATES)
    return [row.as_json() for row in registered(package.mechanisms, kind, state)]


class VersionAnswer(Schema):
    """A version of a region's package · 地区包的一个版本."""

    region: str
    number: int
    digest: str
    loaded_at: Annotated[str, Field(description="ISO 8601, with its offset · 装载时间")]
    loaded_by: str


@router.get("/regions/{region}/versions", response=answers(list[VersionAnswer], 403, 404))
def versions(request: HttpRequest, region: str) -> list[dict[str, Plain]]:
    """The versions of a region's package, the newest first · 各版本（须有查看权）."""
    return [queries.version_json(version) for version in _versions(region)]


@router.get(
    "/regions/{region}/diff",
    response=answers(list[ChangeAnswer], 403, 404, 422),
    by_alias=True,
)
def changes(
    request: HttpRequest, region: str, old: VersionNumber, new: VersionNumber
) -> list[dict[str, Plain]]:
    """What changed between two versions, as `lianxi diff --json` says it · 两版之间的改动."""
    by_number = {version.number: version for version in _versions(region)}
    missing = next((number for number in (old, new) if number not in by_number), None)
    if missing is not None:
        raise Problem(404, NO_VERSION.fill(n=missing))
    before, after = (queries.package_of(by_number[number]) for number in (old, new))
    return [change.as_json() for change in diff(before, after)]


def _versions(region: str) -> list[Version]:
    found = queries.versions(region)
    return found or [answered(region).version]


NO_ARTICLE = Bilingual("没有条文“{id}”", "there is no article {id}")
NO_VERSION = Bilingual("没有第{n}版", "there is no version {n}")
