"""What every page is given: the reader's language, who is acting, the version in use."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from lianxi.governance.authority import Actor, Allowed, can
from lianxi.portal.accounts.queries import acting
from lianxi.portal.charter.queries import Current, current, first_in_use
from lianxi.portal.ui.templatetags.words import reading_language

# The links of the frame that need a right, by the right that they need.
LINKS = {
    "packages": "package.list",
    "people": "account.list",
    "journal": "journal.read",
    "outbox": "mail.keep",
    "backup": "backup.make",
}


def everywhere(request: HttpRequest) -> dict[str, object]:
    """The frame's own values; what needs the database is asked for where a page shows it.

    A page about a region passes `region` and `in_use` itself, which spares the query; any
    other is framed by the region in its address, or by the first.
    """
    actor = SimpleLazyObject(lambda: acting(request))
    in_use = SimpleLazyObject(lambda: _in_use(request))
    return {
        "lang": reading_language(),
        "html_lang": "en" if reading_language() == "en" else "zh-CN",
        "demo": settings.DEMO,
        "here": request.get_full_path(),
        "actor": actor,
        "may": SimpleLazyObject(lambda: _may(acting(request))),
        "in_use": in_use,
        "region": SimpleLazyObject(lambda: in_use.package.region if in_use else None),
    }


def _may(actor: Actor | None) -> dict[str, bool]:
    """Which of the links that need a right the actor has it for."""
    today = timezone.localdate()
    may = {link: isinstance(can(actor, right, today), Allowed) for link, right in LINKS.items()}
    return {**may, "outbox": may["outbox"] and settings.MAIL is not None}


def _in_use(request: HttpRequest) -> Current | None:
    match = request.resolver_match
    asked = match.kwargs.get("region") if match else None
    return (current(asked) if asked else None) or first_in_use()
