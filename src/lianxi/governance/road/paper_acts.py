"""What may be done with a paper that goes out: it is issued, and it may be withdrawn."""

from dataclasses import dataclass

from lianxi.governance.road.act import Enclosure
from lianxi.kernel.bilingual import Bilingual


@dataclass(frozen=True)
class Issued:
    """A paper went out: its form, number and title, to whom, what it is about, its very file.

    `form` is a word of `paper.FORMS`; `to` are parties, units and `body:` ids; `about` are
    dossiers by reference. `party` issues what is a party's own, and `body` is then whom it is
    for. `pdf` is the same paper as PDF, where a font was there to set it.
    """

    form: str
    number: str
    title: Bilingual
    body: str
    to: tuple[str, ...]
    file: Enclosure
    about: tuple[str, ...] = ()
    signer: str = ""
    party: str = ""
    pdf: Enclosure | None = None


@dataclass(frozen=True)
class Withdrawn:
    """It no longer counts, and why; its number is not given to another."""

    why: str
