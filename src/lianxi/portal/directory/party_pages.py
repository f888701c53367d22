"""Pages: one party's directory: its units, who is there and, with the right to it, who was."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.governance.directory import DUTIES, Held, Office, missing, seen, sight
from lianxi.governance.texts import in_words
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.directory import queries
from lianxi.portal.directory.asked import Asked, party_of
from lianxi.portal.directory.pages import fills_in
from lianxi.portal.directory.workbook import in_order


@dataclass(frozen=True)
class Here:
    """The party itself or one of its units: which duties are filled, and who is seen there."""

    of: str
    office: Office | None
    filled: tuple[Bilingual, ...]
    posts: tuple[tuple[Bilingual, Held], ...]

    @property
    def slug(self) -> str:
        """What the unit is called in addresses."""
        return self.of.partition("/")[2]


@dataclass(frozen=True)
class Earlier:
    """A post that is over or is still to come, with what to call where it is."""

    post: Held
    duty: Bilingual
    office: Office | None


@never_cache
@require_safe
def party(request: HttpRequest, region: str, party: str) -> HttpResponse:
    """Who leads and who liaises for one party, from when to when."""
    asked = party_of(request, region, party)
    actor, today = asked.doing.actor, asked.doing.today
    visible = [
        each
        for post in in_order(asked.posts)
        if (each := seen(post, sight(actor, post.of, today), today)) is not None
    ]
    writes = asked.refused is None
    here = _here(asked, visible, today)
    values = {
        **asked.frame,
        "here": [each for each in here if each.filled],
        "silent": [each for each in here if not each.filled],
        "coming": [_earlier(asked, p) for p in visible if p.since > today and p.until != p.since],
        "before": [_earlier(asked, p) for p in reversed(visible) if p.over(today)],
        "ended": [office for office in asked.offices if not office.exists(today)],
        "sees": sight(actor, party, today),
        "writes": writes,
        "fills_in": fills_in(actor, party),
        "member": party in queries.membership(asked.found, today),
        "findings": _missing(asked, today) if writes else [],
    }
    return render(request, "directory/party.html", values)


def _here(asked: Asked, visible: list[Held], today: date) -> list[Here]:
    """The party itself where anybody is, and each unit that there is."""
    there = [post for post in asked.posts if post.held(today)]
    offices: list[tuple[str, Office | None]] = [
        (office.id, office) for office in asked.offices if office.exists(today)
    ]
    if any(post.of == asked.party for post in there):
        offices.insert(0, (asked.party, None))
    return [
        Here(
            of,
            office,
            tuple(n for duty, n in DUTIES.items() if any(_is(p, of, duty) for p in there)),
            tuple((DUTIES[p.duty], p) for p in visible if p.of == of and p.held(today)),
        )
        for of, office in offices
    ]


def _is(post: Held, of: str, duty: str) -> bool:
    return (post.of, post.duty) == (of, duty)


def _earlier(asked: Asked, post: Held) -> Earlier:
    return Earlier(post, DUTIES[post.duty], asked.stands.office(post.of))


def _missing(asked: Asked, today: date) -> list[object]:
    name = asked.found.party(asked.party)
    return [in_words(finding) for finding in missing(asked.party, name, asked.posts, today)]
