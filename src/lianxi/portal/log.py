"""What the portal says of itself on standard error: a line a request, a refusal, an error.

A line names nobody but by login and network address. The query of what was asked for, what a
form held and the words of an error stay out of it, for they may quote what people wrote.
"""

import json
import logging
import secrets
import time
import traceback
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from lianxi.portal.ui.address import client_address

CHINA = timezone(timedelta(hours=8))
REQUEST_ID = "lianxi.request_id"  # where a request carries its number

requests = logging.getLogger("lianxi.request")

Next = Callable[[HttpRequest], HttpResponse]


def logged(next_: Next) -> Next:
    """Middleware, the outermost: number a request, and say what came of it and how long it took."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.META[REQUEST_ID] = secrets.token_hex(8)
        start = time.perf_counter()
        response = next_(request)
        milliseconds = round((time.perf_counter() - start) * 1000, 1)
        response["X-Request-Id"] = request.META[REQUEST_ID]
        values = {
            "status": response.status_code,
            "ms": milliseconds,
            "address": client_address(request),
            "actor": _login(request),
        }
        requests.info("", extra={"request": request, "values": values})
        return response

    return answer


def _login(request: HttpRequest) -> str:
    """Who asked, by login; "" for a reader, and where the database does not answer."""
    try:
        return str(getattr(getattr(request, "user", None), "login", ""))
    except DatabaseError:
        return ""


def _event(record: logging.LogRecord) -> str:
    """What a line is about: "request", "refused", "error", or "message" for anything else."""
    if record.name.startswith("lianxi."):
        return record.name.removeprefix("lianxi.")
    return "error" if record.exc_info else "message"


def _asked(record: logging.LogRecord) -> Mapping[str, str]:
    """The request that a line is about, where it is about one."""
    request = getattr(record, "request", None)
    if not isinstance(request, HttpRequest):
        return {}
    id_ = str(request.META.get(REQUEST_ID, ""))
    return {"request": id_, "method": request.method or "", "path": request.path}


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, CHINA).isoformat(timespec="milliseconds")


class JsonLines(logging.Formatter):
    """One JSON object a line, for a machine to read."""

    def format(self, record: logging.LogRecord) -> str:
        """The object; of an error its kind and where it arose, without its words."""
        line: dict[str, object] = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "event": _event(record),
            **_asked(record),
            **getattr(record, "values", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__qualname__
            line["at"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        elif line["event"] == "message":
            line |= {"logger": record.name, "message": record.getMessage()}
        return json.dumps(line)


class TextLines(logging.Formatter):
    """The same for people, with the words of an error and where it arose."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the trace of an error under it."""
        asked = {name: json.dumps(v)[1:-1] for name, v in _asked(record).items()}
        said = [*asked.values(), *map(str, getattr(record, "values", {}).values())]
        if not said or record.exc_info:
            said.append(record.getMessage())
        line = " ".join([_time(record), _event(record), *filter(None, said)])
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line
