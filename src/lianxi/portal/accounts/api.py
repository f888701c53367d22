"""Who asks the API: a person by token, whoever has entered in the browser, or a reader."""

from base64 import b64decode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja.security import HttpBearer

from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.accounts.actions import used
from lianxi.portal.accounts.queries import token_of
from lianxi.portal.ui.answers import Problem


class Token(HttpBearer):
    """`Authorization: Bearer …` acts as the token's person; without it, as in the browser.

    What the API's description says of it; the doors have looked at it before.
    """

    def __call__(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Whoever has come this far was let in."""
        return True

    def authenticate(self, request: HttpRequest, token: str) -> bool:  # noqa: ARG002
        """As above."""
        return True


def enter_by_token(request: HttpRequest) -> None:
    """Let a request act as the person of the token that it shows; 401 for one that is none."""
    shown = request.headers.get(Token.header)
    if shown is None:
        return
    scheme, _, secret = shown.partition(" ")
    _enter(request, secret.strip() if scheme.lower() == "bearer" else "")


def enter_by_password(request: HttpRequest) -> None:
    """The same for a program that knows passwords alone: the token is the one of HTTP Basic.

    The name beside it says nothing: the token says whose it is.
    """
    shown = request.headers.get(Token.header)
    if shown is None or not shown.lower().startswith("basic "):
        return enter_by_token(request)
    try:
        said = b64decode(shown[6:].strip(), validate=True).decode()
    except ValueError:
        said = ""
    return _enter(request, said.partition(":")[2])


def ask_again(answer: HttpResponse) -> HttpResponse:
    """Have a program ask its user for the token."""
    answer.headers["WWW-Authenticate"] = 'Basic realm="Lianxi", charset="UTF-8"'
    return answer


def _enter(request: HttpRequest, secret: str) -> None:
    today = timezone.localdate()
    found = token_of(secret, today)
    if found is None:
        raise Problem(401, NO_TOKEN)
    used(found, today)
    request.user = found.person  # from here on as if they had entered


NO_TOKEN = Bilingual(
    "令牌有误、已过期或已吊销；应为 Authorization: Bearer 令牌",
    "the token is wrong, expired or revoked; expected Authorization: Bearer TOKEN",
)
