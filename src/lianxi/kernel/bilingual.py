"""A text in Chinese and English: no name reaches a reader in one language only."""

from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]


@dataclass(frozen=True, order=True)
class Bilingual:
    """The same text in both languages.

    >>> mayor = Bilingual("市长", "mayor")
    >>> mayor.in_("en"), str(mayor)
    ('mayor', '市长')
    """

    zh: str
    en: str

    def in_(self, lang: Lang) -> str:
        """Return the text in one language."""
        return self.en if lang == "en" else self.zh

    def __str__(self) -> str:
        return self.zh

    def fill(self, **values: "Bilingual | str | int") -> "Bilingual":
        """Put values into the `{places}` of both texts; a bilingual value goes in by language.

        >>> Bilingual("{who}主办", "hosted by {who}").fill(who=Bilingual("嘉兴", "Jiaxing")).en
        'hosted by Jiaxing'
        """
        return Bilingual(
            self.zh.format_map({name: _side(value, "zh") for name, value in values.items()}),
            self.en.format_map({name: _side(value, "en") for name, value in values.items()}),
        )

    def as_json(self) -> dict[str, str]:
        """Return `{"zh": …, "en": …}`, the form that commands answer with."""
        return {"zh": self.zh, "en": self.en}


def _side(value: Bilingual | str | int, lang: Lang) -> str:
    return value.in_(lang) if isinstance(value, Bilingual) else str(value)


def inner(text: Bilingual) -> Bilingual:
    """A text that will stand within quotation marks: its own become single ones.

    >>> inner(Bilingual("海关“大通关”改革", "customs")).zh
    '海关‘大通关’改革'
    """
    single = str.maketrans("“”", "‘’")
    return Bilingual(text.zh.translate(single), text.en.translate(single))


def same(text: str) -> Bilingual:
    """A text that reads the same in both languages: a number, a code, a date."""
    return Bilingual(text, text)


def listed(items: "list[Bilingual] | tuple[Bilingual, ...]") -> Bilingual:
    """Join texts as each language does.

    >>> listed([Bilingual("市长", "mayor"), Bilingual("副市长", "deputy mayor")])
    Bilingual(zh='市长、副市长', en='mayor, deputy mayor')
    """
    return Bilingual("、".join(item.zh for item in items), ", ".join(item.en for item in items))
