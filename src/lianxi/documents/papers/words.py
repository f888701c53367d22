"""The words that a form adds to what people wrote, in both languages."""

from datetime import date

from lianxi.documents.papers.paper import Presence, Urgency, World
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.numerals import chinese

COLON = Bilingual("：", ": ")
LIST_OF_ORGANS = Bilingual("，", ", ")
LIST_OF_PEOPLE = Bilingual("、", ", ")
FULL_STOP = Bilingual("。", ".")

FILE = Bilingual("文件", "")
SIGNER = Bilingual("签发人", "Signed off by")
ANNEX = Bilingual("附件", "Annex")
ANNEXES = Bilingual("附件", "Annexes")
COPIES = Bilingual("抄送", "Copies to")
SEAL = Bilingual("（盖章）", "(seal)")
OPEN_DATE = Bilingual("　　年　　月　　日", "Date: ______________")

URGENCY: dict[Urgency, Bilingual] = {
    "urgent": Bilingual("加急", "Urgent"),
    "most-urgent": Bilingual("特急", "Most urgent"),
}

PRESENCE: dict[Presence, Bilingual] = {
    "present": Bilingual("出席", "Present"),
    "apologies": Bilingual("请假", "Apologies"),
    "attending": Bilingual("列席", "In attendance"),
}

WORLD: dict[World, Bilingual] = {
    "record": Bilingual("", ""),
    "rehearsal": Bilingual("演练材料　数据为示例", "Rehearsal: example data"),
    "live": Bilingual("", ""),
}

OPEN_DAY = Bilingual("年　月　日", "")

PARTY = Bilingual("签署方", "Party")
SIGNATORY = Bilingual("签署人", "Signatory")
OFFICE = Bilingual("职务", "Office")
DAY = Bilingual("日期", "Date")
SEALED = Bilingual("盖章", "Seal")
SIGNATURE_PAGE = Bilingual("签署页", "Signature page")

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def day_in_words(day: date, lang: Lang) -> str:
    """A date as GB/T 9704-2012, 7.3.5.4 writes it: Arabic figures, no leading zeros.

    >>> day_in_words(date(2026, 1, 2), "zh"), day_in_words(date(2026, 1, 2), "en")
    ('2026年1月2日', '2 January 2026')
    """
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def printed_in_words(day: date, lang: Lang) -> str:
    """The end of the record of printing: 2026年11月22日印发."""
    return (
        f"{day_in_words(day, lang)}印发" if lang == "zh" else f"Printed {day_in_words(day, lang)}"
    )


def heading_number(level: int, count: int, lang: Lang) -> str:
    """What stands before a heading (7.3.3): 一、 （一） 1. （1）.

    >>> [heading_number(level, 2, "zh") for level in (1, 2, 3, 4)]
    ['二、', '（二）', '2.', '（2）']
    >>> [heading_number(level, 28, "en") for level in (1, 2, 3, 4)]
    ['28. ', '(BB) ', '28) ', '(28) ']
    """
    if lang == "zh":
        return (f"{chinese(count)}、", f"（{chinese(count)}）", f"{count}.", f"（{count}）")[
            level - 1
        ]
    letter = _LETTERS[(count - 1) % 26] * ((count - 1) // 26 + 1)
    return (f"{count}. ", f"({letter}) ", f"{count}) ", f"({count}) ")[level - 1]


def clause_number(count: int, lang: Lang) -> str:
    """第一条, or Article 1."""
    return f"第{chinese(count)}条" if lang == "zh" else f"Article {count}"


def annex_number(count: int, of: int, lang: Lang) -> str:
    """附件1, and 附件 alone where there is only one."""
    word = ANNEX.in_(lang)
    if of == 1:
        return word
    return f"{word}{count}" if lang == "zh" else f"{word} {count}"
