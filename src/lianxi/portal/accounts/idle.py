"""A session that nobody has used for an hour is over."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

SEEN = "seen"  # when the session was used last, in seconds since 1970
NOTED_SECONDS = 300  # how long a use goes unnoted: a page costs no write

Next = Callable[[HttpRequest], HttpResponse]


def idle(next_: Next) -> Next:
    """Middleware: end a session that was left alone, and note that one is used."""

    def answer(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "_auth_user_id" in request.session:
            now, seen = int(time.time()), request.session.get(SEEN)
            if seen is not None and now - seen > settings.SESSION_IDLE_SECONDS:
                logout(request)
            elif seen is None or now - seen > NOTED_SECONDS:
                request.session[SEEN] = now
        return next_(request)

    return answer
