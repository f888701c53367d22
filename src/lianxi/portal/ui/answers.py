"""What all answers of the API have in common: texts in two languages, dates, one form of error."""

from collections.abc import Callable
from typing import Annotated

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Query, Schema
from pydantic import Field

from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.ui.errors import HINTS, TITLES

API = "/api/"

# An operation that anybody may ask for: with a token or without one.
PUBLIC: dict[str, list[dict[str, list[str]]]] = {"security": [{}]}


class Words(Schema):
    """A text in Chinese and English · 中英文文本."""

    zh: str
    en: str


class ErrorAnswer(Schema):
    """What went wrong, and what was expected · 错误说明."""

    error: Words


DateText = Annotated[
    str,
    Field(
        pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|unknown)$",
        description="A date with its precision: 2010, 2010-03, 2010-03-26, unknown · 带精度的日期",
    ),
]
At = Annotated[
    str | None,
    Query(
        description="As of which day, such as 2010-04-01; of a year or a month its first · "
        "哪一天的状态，只写年或月的取首日"
    ),
]
Known = Annotated[
    str | None,
    Query(description="As known on which day; all that is known if left out · 以哪一天所知为准"),
]

PLAINLY = {"ensure_ascii": False}  # Chinese is written as it is


def answers(good: object, *wrong: int) -> dict[int, object]:
    """What an operation may answer: 200, 401 for a token that is none, and the errors named."""
    return {200: good, **dict.fromkeys(sorted({401, *wrong}), ErrorAnswer)}


class Problem(Exception):
    """An answer other than 200: its status, and what is wrong in words."""

    def __init__(self, status: int, words: Bilingual) -> None:
        super().__init__(words.en)
        self.status = status
        self.words = words


def error(status: int, words: Bilingual) -> JsonResponse:
    """The one form of an error."""
    response = JsonResponse({"error": words.as_json()}, status=status, json_dumps_params=PLAINLY)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


Next = Callable[[HttpRequest], HttpResponse]


def in_json(next_: Next) -> Next:
    """Middleware: whatever goes wrong under `/api/` is said in the one form, never as a page."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = next_(request)
        wrong = response.status_code >= 400 and request.path.startswith(API)
        if wrong and not response["Content-Type"].startswith("application/json"):
            said = error(response.status_code, SAID.get(response.status_code, SAID[400]))
            response.content = said.content  # its headers stay
            response["Content-Type"] = said["Content-Type"]
            response["Content-Length"] = str(len(said.content))
        return response

    return answer


_BOTH = Bilingual("{title}：{hint}", "{title}: {hint}")
SAID = {status: _BOTH.fill(title=TITLES[status], hint=HINTS[status]) for status in TITLES}
SAID[404] = Bilingual(
    "没有这个地址，见 /api/v1/openapi.json", "no such address: see /api/v1/openapi.json"
)
SAID[405] = Bilingual("这里只能用 GET 读取", "only GET is answered here")
SAID[500] = Bilingual(
    "系统出错了；再次出现时，请把这一回答的 X-Request-Id 告诉管理员",
    "something went wrong here; if it happens once more, tell the administrator the "
    "X-Request-Id of this answer",
)
