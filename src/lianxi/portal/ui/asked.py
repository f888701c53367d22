"""The day that a reader asks for in the address, and the words that narrow a list."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.kernel.unreadable import Unreadable


@dataclass(frozen=True)
class Asked:
    """A day that was asked for, and what was wrong with it if it is another."""

    day: date
    given: bool = False
    problem: Bilingual | None = None


def day(request: HttpRequest, name: str, default: date) -> Asked:
    """The day in the address, the first of its period; the default where none is given."""
    text = request.GET.get(name, "").strip()
    if not text:
        return Asked(default)
    try:
        start = Period.read(text).start
    except Unreadable:
        start = None
    if start is None:
        shown = Period.on(default).words()
        return Asked(
            default,
            problem=Bilingual(
                f"“{text[:40]}”不是日期，应如2010-04-01；以下为{shown.zh}",
                f"“{text[:40]}” is not a date like 2010-04-01; this is {shown.en}",
            ),
        )
    return Asked(start, given=True)


def words(
    asked: Mapping[str, str], known: Mapping[str, Container[str]]
) -> tuple[dict[str, str], Bilingual | None]:
    """The words that narrow a list, by name; of those that there are not, what to say.

    >>> words({"level": "moon", "kind": "topic"}, {"level": ["council"], "kind": ["topic"]})[0]
    {'kind': 'topic'}
    """
    given = {name: asked[name].strip() for name in known if asked.get(name, "").strip()}
    wanted = {name: word for name, word in given.items() if word in known[name]}
    wrong = [word[:40] for name, word in given.items() if name not in wanted]
    return wanted, NO_WORD.fill(words=either(wrong)) if wrong else None


def either(given: list[str]) -> Bilingual:
    """Words as somebody gave them, one after the other."""
    return Bilingual("、".join(given), ", ".join(given))


NO_WORD = Bilingual(
    "没有“{words}”可供筛选或排序，以下没有用它",
    "There is no “{words}” to filter or sort by; it was left out",
)
