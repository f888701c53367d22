"""Who asks the API: a person by token, whoever has entered in the browser, or a reader."""

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from lianxi.governance.authority import Actor, Refused, can
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.accounts.actions import used
from lianxi.portal.accounts.queries import acting, actor, token_of
from lianxi.portal.ui.answers import Problem


class Token(HttpBearer):
    """`Authorization: Bearer …` acts as the token's person; without it, as in the browser."""

    def __call__(self, request: HttpRequest) -> Actor | bool:
        """The person of the token; True where none is shown."""
        shown = request.headers.get(self.header)
        if shown is None:
            return True
        scheme, _, secret = shown.partition(" ")
        if scheme.lower() != self.openapi_scheme:
            raise Problem(401, NO_TOKEN)
        return self.authenticate(request, secret.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """Whoever the token acts as; 401 for one that is wrong, expired or revoked."""
        today = timezone.localdate()
        found = token_of(token, today)
        if found is None:
            raise Problem(401, NO_TOKEN)
        used(found, today)
        request.user = found.person  # from here on as if they had entered
        return actor(found.person)


def allowed(request: HttpRequest, action: str) -> Actor:
    """Whoever asks, if they may; else 403 and why not."""
    asking = acting(request)
    answer = can(asking, action, timezone.localdate())
    if asking is None or isinstance(answer, Refused):
        raise Problem(403, answer.reason if isinstance(answer, Refused) else NO_TOKEN)
    return asking


NO_TOKEN = Bilingual(
    "令牌有误、已过期或已吊销；应为 Authorization: Bearer 令牌",
    "the token is wrong, expired or revoked; expected Authorization: Bearer TOKEN",
)
