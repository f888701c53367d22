"""One change between two texts: what it was, what it is, and a sentence that says so."""

from collections.abc import Mapping
from dataclasses import dataclass

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.kernel.period import Period


@dataclass(frozen=True)
class Change:
    """A change of one key of an article, or of one row of a table.

    `before` and `after` are the values as written in the package; None where
    there was nothing, or is nothing any more. `text` is a whole sentence,
    `words` what is left of it under a heading that names article and day.
    """

    article: str
    key: str
    in_force_from: str
    before: Plain
    after: Plain
    text: Bilingual
    words: Bilingual | None = None

    def as_json(self) -> dict[str, Plain]:
        """The form that `lianxi diff --json` answers with."""
        return {
            "article": self.article,
            "key": self.key,
            "in_force_from": self.in_force_from,
            "from": self.before,
            "to": self.after,
            "text": self.text.as_json(),
        }


def as_from(period: Period) -> Bilingual:
    """The opening of a sentence: from which day."""
    if not period.known:
        return Bilingual("日期未载明：", "On a day not stated: ")
    return Bilingual("自{day}起，", "From {day}: ").fill(day=period.words())


def plain(value: object) -> Plain:
    """A value of a package as JSON knows it."""
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)
