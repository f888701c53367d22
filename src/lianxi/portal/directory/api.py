"""API: the directory, as much of it as whoever asks may see."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from lianxi.charter.asked import day, word
from lianxi.governance.directory import DUTIES, Line
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.portal.accounts.queries import acting
from lianxi.portal.charter.asked import answered
from lianxi.portal.charter.queries import Current
from lianxi.portal.directory import queries
from lianxi.portal.directory.queries import Kept, may
from lianxi.portal.ui.answers import PUBLIC, At, DateText, Problem, answers

router = Router(tags=["directory"])


class HeldAnswer(Schema):
    """A duty and who holds it; null is what nobody holds or what may not be seen · 职责与任职."""

    party: str
    party_zh: str
    party_en: str
    unit: Annotated[str | None, Field(description="null for the party itself · 成员本身为 null")]
    unit_zh: str | None
    unit_en: str | None
    recorded: Annotated[bool, Field(description="in the region package · 见于地区包")]
    duty: Annotated[
        str | None, Field(description="lead, deputy, liaison; null where nobody is in the unit")
    ]
    filled: bool
    name_zh: str | None
    name_en: str | None
    title: str | None
    phone: str | None
    mobile: str | None
    email: str | None
    since: DateText | None
    until: DateText | None


@router.get(
    "/regions/{region}/directory",
    response=answers(list[HeldAnswer], 403, 404, 422),
    openapi_extra=PUBLIC,
)
def directory(
    request: HttpRequest,
    region: str,
    party: Annotated[str | None, Query(description="of one member · 某一成员")] = None,
    duty: Annotated[str | None, Query(description="lead, deputy, liaison")] = None,
    at: At = None,
) -> list[dict[str, Plain]]:
    """The members' units and duties; who holds them, by the rights of the token · 通讯录.

    Another day than today needs the right to see who was there before.
    """
    found = answered(region)
    actor, today = acting(request), timezone.localdate()
    on = day("at", at, today)
    if on != today and not may(actor, "directory.private", today):
        raise Problem(403, NOT_BACK)
    wanted = None if duty is None else word("duty", duty, DUTIES)
    members = queries.membership(found, on)
    if party is not None and party not in members:
        raise Problem(404, NO_MEMBER.fill(id=party[:40]))
    parties = members if party is None else [party]
    stands = queries.kept(found, parties)
    shown = queries.shown(stands, parties, actor, on, today)
    return [_line(found, stands, line) for line in shown if wanted in (None, line.duty)]


def _line(found: Current, stands: Kept, line: Line) -> dict[str, Plain]:
    office, post = stands.office(line.of), line.post
    name = found.party(line.party)
    return {
        "party": line.party,
        "party_zh": name.zh,
        "party_en": name.en,
        "unit": office.id if office else None,
        "unit_zh": office.name.zh if office else None,
        "unit_en": office.name.en if office else None,
        "recorded": office is not None and office.row is not None,
        "duty": line.duty or None,
        "filled": line.filled,
        "name_zh": post.name.zh if post else None,
        "name_en": post.name.en if post else None,
        "title": (post.title or None) if post else None,
        "phone": (post.phone or None) if post else None,
        "mobile": (post.mobile or None) if post else None,
        "email": (post.email or None) if post else None,
        "since": str(post.since) if post else None,
        "until": str(post.until) if post and post.until else None,
    }


NOT_BACK = Bilingual(
    "往届任职只有秘书处和本单位可以查看",
    "who was there before is for the secretariat and for one's own unit",
)
NO_MEMBER = Bilingual("没有成员“{id}”", "there is no member {id}")
