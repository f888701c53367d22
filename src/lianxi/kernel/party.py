"""Who: parties by id, and the departments and offices under them.

Cities and provinces carry their GB/T 2260 code ("330100"); other parties a
name in lower case ("central-government"); departments and offices are units
under a party ("330100/finance-office").
"""

import re
from dataclasses import dataclass

from lianxi.kernel.unreadable import Unreadable

_CODE = re.compile(r"\d{6}", re.ASCII)
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
# What is typed for a digit by mistake: letters that look like one, and full-width digits.
_TWINS = str.maketrans("OoIl|０１２３４５６７８９", "00111" + "0123456789")


@dataclass(frozen=True, order=True)
class PartyId:
    """The id of a party, or of a unit under one.

    >>> PartyId.read("330100/finance-office").party
    '330100'
    >>> PartyId.read("33O100")
    Traceback (most recent call last):
    lianxi.kernel.unreadable.Unreadable: party.letter: {'text': '33O100', 'meant': '330100'}
    """

    party: str
    unit: str | None = None

    @classmethod
    def read(cls, text: str) -> "PartyId":
        """Read an id; raise `Unreadable`, and say so where a letter stands for a digit."""
        party, slash, unit = text.partition("/")
        if spelt(party) != party:
            raise Unreadable("party.letter", text=party, meant=spelt(party))
        if not _CODE.fullmatch(party) and not _NAME.fullmatch(party):
            raise Unreadable("party.form", text=text)
        if slash and not _NAME.fullmatch(unit):
            raise Unreadable("party.form", text=text)
        return cls(party, unit if slash else None)

    def __str__(self) -> str:
        return f"{self.party}/{self.unit}" if self.unit else self.party


def is_code(id_: str) -> bool:
    """Whether an id is a GB/T 2260 code: then it means the same party in every region.

    >>> is_code("330100"), is_code("reward-fund")
    (True, False)
    """
    return bool(_CODE.fullmatch(id_))


def spelt(id_: str) -> str:
    """The id that is meant where letters or full-width characters stand for digits.

    >>> spelt("33O100"), spelt("33OI00/finance-office"), spelt("l10000")
    ('330100', '330100/finance-office', '110000')
    >>> spelt("330100"), spelt("central-government"), spelt("lollol")
    ('330100', 'central-government', 'lollol')
    """
    party, slash, unit = id_.partition("/")
    code = party.translate(_TWINS)
    looks_like_one = any(c.isdigit() for c in party) or not _NAME.fullmatch(party)
    return f"{code}{slash}{unit}" if _CODE.fullmatch(code) and looks_like_one else id_


def is_name(text: str) -> bool:
    """Whether a text is a plain id: lower-case words joined by hyphens.

    >>> is_name("mayors-conference"), is_name("Mayors Conference")
    (True, False)
    """
    return bool(_NAME.fullmatch(text) or re.fullmatch(r"[0-9]+(?:-[a-z0-9]+)+", text, re.ASCII))
