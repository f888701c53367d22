"""What a question may name: a day, a word of a vocabulary; by command, page or API alike."""

from collections.abc import Mapping
from datetime import date

from lianxi.charter.texts import TEXTS
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.period import Period
from lianxi.kernel.setting import SettingError
from lianxi.kernel.unreadable import Unreadable


def day(name: str, asked: str | None, default: date) -> date:
    """The day that is asked for: the first of its period.

    Raises `SettingError`: what is wrong, as the findings of a package say it, and
    what was expected.
    """
    if asked is None:
        return default
    try:
        start = Period.read(asked).start
        if start is None:
            raise Unreadable("period.form", text=asked)
    except Unreadable as why:
        message = TEXTS[why.code].message.fill(**why.values)
        meant = why.values.get("meant")
        expected = _A_DATE if meant is None else same(meant)
        words = _NO_DAY.fill(name=name, message=message, expected=expected)
        raise SettingError(words) from None
    return start


_NO_DAY = Bilingual("{name}：{message}；应为{expected}", "{name}: {message}; expected {expected}")
_A_DATE = Bilingual(
    "2010、2010-04或2010-04-01这样的日期", "a date like 2010, 2010-04 or 2010-04-01"
)


def word(name: str, asked: str | None, words: Mapping[str, Bilingual]) -> str | None:
    """A word of a vocabulary, or None where none is asked for; any other raises `SettingError`."""
    if asked is not None and asked not in words:
        raise SettingError(
            Bilingual(
                f"{name} 不能是“{asked}”；应为{'、'.join(words)}之一",
                f"{name} can't be {asked}; expected one of {', '.join(words)}",
            )
        )
    return asked
