"""The journal's page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from lianxi.governance.authority import Refused, can
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.accounts.queries import acting, names
from lianxi.portal.charter.queries import first_in_use
from lianxi.portal.journal import queries
from lianxi.portal.journal.models import Line
from lianxi.portal.journal.queries import Wanted
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.verification import verification

PAGE = 100

# What acts are on, by the first word of their names.
ACTS = {
    "package": Bilingual("地区包", "Packages"),
    "accounts": Bilingual("人员", "People"),
    "directory": Bilingual("通讯录", "Directory"),
}


@dataclass(frozen=True)
class Row:
    """A line for a reader: with the names of people and cities, and where its subject is shown."""

    line: Line
    summary: Bilingual
    actor: Bilingual
    on_behalf_of: Bilingual
    address: str
    alone: str  # the address of this actor's lines


@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    """Who did what, and whether the chain holds."""
    allowed = can(acting(request), "journal.read", timezone.localdate())
    if isinstance(allowed, Refused):
        return error_page(request, 403, allowed.reason)
    wanted = _wanted(request)
    found = queries.lines(PAGE, wanted)
    called = names({line.actor for line in found} | {wanted.actor} - {""})
    older = found[-1].seq if len(found) == PAGE else None
    values = {
        "tab": "journal",
        "rows": _rows(found, called, wanted),
        "kinds": [
            (label, address(acts, wanted.actor), acts == wanted.acts)
            for acts, label in {"": Bilingual("全部", "All"), **ACTS}.items()
        ],
        "only": called.get(wanted.actor),
        "everybody": address(wanted.acts),
        "older": address(wanted.acts, wanted.actor, older) if older else None,
        "verified": verification(),
    }
    return render(request, "journal/lines.html", values)


def address(acts: str = "", actor: str = "", before: int | None = None) -> str:
    """The address of the lines that are wanted."""
    asked = {"acts": acts, "actor": actor, "before": str(before or "")}
    said = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('journal')}?{said}" if said else reverse("journal")


def _wanted(request: HttpRequest) -> Wanted:
    """What the address asks for; what makes no sense asks for nothing."""
    acts, actor, before = (request.GET.get(name, "") for name in ("acts", "actor", "before"))
    return Wanted(
        acts if acts in ACTS else "",
        actor if actor.isprintable() else "",
        int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None,
    )


def _rows(found: list[Line], called: dict[str, Bilingual], wanted: Wanted) -> list[Row]:
    in_use = first_in_use() if any(line.on_behalf_of for line in found) else None
    return [
        Row(
            line,
            Bilingual(line.summary_zh, line.summary_en),
            called[line.actor],
            in_use.party(line.on_behalf_of) if in_use else same(line.on_behalf_of),
            _shown(line.subject),
            address(wanted.acts, line.actor),
        )
        for line in found
    ]


def _shown(subject: str) -> str:
    """Where a subject is shown: a version on its page."""
    kind, _, rest = subject.partition("/")
    region, _, number = rest.partition("/")
    if kind != "package" or not number.isdigit():
        return ""
    return reverse("package-version", args=[region, int(number)])
