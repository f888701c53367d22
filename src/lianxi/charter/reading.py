"""What reading a package collects: findings, and the ids that may be referred to."""

from collections.abc import Mapping
from typing import Protocol

from lianxi.charter.texts import TEXTS
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Finding, Place
from lianxi.kernel.party import spelt


class Names(Protocol):
    """Gives the name of whatever an id refers to."""

    def of(self, kind: str, id_: str) -> Bilingual:
        """Return the name of the party, body, set … with that id; the id itself if unknown."""
        ...


class Reader:
    """Reads one package: values ask it whether an id exists and tell it what is wrong.

    `ids` holds, for each kind of thing, the ids that the package declares. A
    kind is missing from it where its file is missing or can't be read: then nothing is
    said of references to it, for one broken file should not look like a hundred. `world` is
    that of the files that are being read: the record's, or what extends it.
    """

    def __init__(self, ids: Mapping[str, frozenset[str]]) -> None:
        self.ids = ids
        self.world = "record"
        self.findings: list[Finding] = []

    def report(self, code: str, place: Place, **values: Bilingual | str | int) -> None:
        """Keep a finding; its severity comes from the catalogue."""
        self.findings.append(Finding(TEXTS[code].severity, code, place, values))

    def refer(self, kind: str, id_: str, place: Place) -> str | None:
        """Return the id if the package declares it; report a dangling reference otherwise."""
        if kind in ("party", "unit"):
            id_ = self.spelt(id_, place)
        if kind not in self.ids or id_ in self.ids[kind]:
            return id_
        self.report("reference.dangling", place, id=id_, what=WHAT[kind])
        return None

    def spelt(self, id_: str, place: Place) -> str:
        """Return the id of a party or unit that is meant; report a letter for a digit."""
        meant = spelt(id_)
        if meant != id_:
            self.report("party.letter", place, text=id_, meant=meant)
        return meant

    def troubled(self) -> frozenset[str]:
        """The files in which an error was found so far."""
        return frozenset(f.place.file for f in self.findings if f.severity == "error")


WHAT = {
    "party": Bilingual("主体", "party"),
    "unit": Bilingual("部门或机构", "department or office"),
    "body": Bilingual("机构", "body"),
    "agreement": Bilingual("协议", "agreement"),
    "article": Bilingual("条文", "article"),
    "set": Bilingual("城市集合", "set of parties"),
    "field": Bilingual("领域", "field"),
    "meeting": Bilingual("会议", "meeting"),
    "topic": Bilingual("专题", "topic"),
    "matter": Bilingual("事项", "matter"),
    "fund": Bilingual("资金", "fund"),
    "rule": Bilingual("规则", "rule"),
    "office": Bilingual("职务", "office"),
    "source": Bilingual("来源", "source"),
}
