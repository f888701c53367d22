"""An expression of an article as a reader writes it: names by their titles, signs as printed."""

import re

from lianxi.charter.kinds.rule_words import Formula
from lianxi.documents.sharing.inline import SIGNS, VERBS
from lianxi.documents.sharing.naming import Naming
from lianxi.kernel.bilingual import Bilingual

_TOKEN = re.compile(r"[a-z_][a-z0-9_]*|<=|>=|==|!=|[-*/]", re.ASCII)


def formula(said: Formula, naming: Naming) -> Bilingual:
    """The expression in words and signs."""
    return written(said.text, naming)


def written(text: str, naming: Naming) -> Bilingual:
    """The text of an expression in words and signs."""

    def in_(side: str) -> str:
        def word(token: re.Match[str]) -> str:
            text = token.group()
            words = SIGNS.get(text) or naming.titles.get(text) or VERBS.get(text)
            words = words or (naming.symbol(text) if text[0].isalpha() else None)
            return text if words is None else str(getattr(words, side))

        return _TOKEN.sub(word, text)

    return Bilingual(in_("zh"), in_("en"))
