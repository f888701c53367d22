"""API: one box for everything on record."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from lianxi.kernel.digest import Plain
from lianxi.portal.accounts.queries import acting
from lianxi.portal.charter.asked import answered
from lianxi.portal.search.queries import LONGEST, found_in
from lianxi.portal.ui.answers import PUBLIC, Words, answers

router = Router(tags=["search"])


class EntryAnswer(Schema):
    """Something found: what it is, its name, what tells it apart · 查到的一项."""

    region: str
    kind: str
    id: str
    what: Words
    name_zh: str
    name_en: str
    more: Words
    within: Annotated[str | None, Query(description="the article of a clause · 条款所在条文")]


@router.get(
    "/regions/{region}/search", response=answers(list[EntryAnswer], 404), openapi_extra=PUBLIC
)
def search(
    request: HttpRequest,
    region: str,
    q: Annotated[
        str, Query(description="Chinese, English, pinyin or initials · 词、拼音或首字母")
    ] = "",
) -> list[dict[str, Plain]]:
    """What answers a question, in this region first; 60 characters of it are read · 查找."""
    question, today = q.strip()[:LONGEST], timezone.localdate()
    return [
        {"region": found.package.region.id, **entry.as_json()}
        for found in found_in(answered(region), question, acting(request), today)
        for entry in found.entries
    ]
