"""Which right each address asks for. What is not in this table is open to nobody.

The table is the whole of it: the pages behind it need not ask again, and the actions, which
do the writing, ask for the thing at hand (`can(…, party=…)`).
"""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from lianxi.governance.authority import NOBODY, Refused, can
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.accounts.api import enter_by_token
from lianxi.portal.accounts.queries import acting
from lianxi.portal.ui.answers import API, Problem, error
from lianxi.portal.ui.errors import page as error_page

PUBLIC = "public"  # anybody, without signing in
ENTERED = "entered"  # anybody who has signed in, in whatever role

PUBLIC_PAGES = """
    home members members-year members-csv party bodies body meetings-csv meetings-ics meeting
    history topics topics-csv figures figures-csv articles article search mechanisms
    mechanisms-csv sources directory directory-csv directory-xlsx directory-party
    enter enter-password enter-code leave language healthz
""".split()
PUBLIC_API = """
    openapi-json api-root regions articles article mechanisms members bodies meetings topics
    figures history search directory
""".split()

DOORS: Mapping[str, str] = {
    **dict.fromkeys(PUBLIC_PAGES, PUBLIC),
    **dict.fromkeys((f"api:{name}" for name in PUBLIC_API), PUBLIC),
    "packages": "package.list",
    "package-version": "package.list",
    "package-zip": "package.list",
    "package-review": "package.load",
    "package-draft": "package.load",
    "package-again": "package.load",
    "package-confirm": "package.load",
    "package-discard": "package.load",
    "package-restore": "package.load",
    "journal": "journal.read",
    "me": ENTERED,
    "me-password": ENTERED,
    "me-second-factor": ENTERED,
    "me-end-sessions": ENTERED,
    "people": "account.list",
    "person": "account.list",
    "attempts": "attempt.read",
    "person-open": "account.manage",
    "person-password": "account.manage",
    "person-close": "account.manage",
    "person-reopen": "account.manage",
    "person-reset": "appointment.make",
    "person-appoint": "appointment.make",
    "appointment-end": "appointment.make",
    "directory-workbook": "directory.write",
    "directory-returns": "directory.write",
    "directory-return": "directory.write",
    "return-receive": "directory.write",
    "return-apply": "directory.write",
    "return-discard": "directory.write",
    "return-scan": "directory.write",
    "return-workbook": "directory.write",
    "post-add": "directory.write",
    "post-correct": "directory.write",
    "post-replace": "directory.write",
    "post-end": "directory.write",
    "unit-add": "directory.write",
    "unit-correct": "directory.write",
    "unit-end": "directory.write",
    "tokens": ENTERED,
    "token-revoke": ENTERED,
    "api:versions": "package.list",
    "api:changes": "package.list",
    "api:journal": "journal.read",
    "api:verified": "journal.read",
}

Next = Callable[[HttpRequest], HttpResponse]


class Doors:
    """Middleware: whoever asks is let in by the table, or told why not."""

    def __init__(self, next_: Next) -> None:
        self.next = next_

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the address is known only where its page is about to be called."""
        return self.next(request)

    def process_view(
        self,
        request: HttpRequest,
        page: object,  # noqa: ARG002
        args: object,  # noqa: ARG002
        kwargs: object,  # noqa: ARG002
    ) -> HttpResponseBase | None:
        """Refuse where the door is shut; None lets in."""
        by_program = request.path.startswith(API)
        try:
            if by_program:
                enter_by_token(request)
        except Problem as why:
            return error(why.status, why.words)
        match = request.resolver_match
        refused = shut(request, DOORS.get(match.view_name, "") if match else "")
        if refused is None:
            return None
        if by_program:
            return error(403, refused)
        return error_page(request, 403, refused)


def shut(request: HttpRequest, right: str) -> Bilingual | None:
    """Why a door is shut to whoever asks; None where it is open."""
    if right == PUBLIC:
        return None
    if not right:
        return NO_DOOR
    actor = acting(request)
    if right == ENTERED:
        return NOBODY if actor is None else None
    answer = can(actor, right, timezone.localdate())
    return answer.reason if isinstance(answer, Refused) else None


NO_DOOR = Bilingual("这个地址没有向任何人开放", "this address is open to nobody")
