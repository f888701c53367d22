"""The CSV tables of a package: their columns, and how a line becomes a row.

Columns use the same forms as TOML keys. An empty cell is a key left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lianxi.charter.citation import Cite
from lianxi.charter.forms import Day, Id, Ref, Text, TextForm, Word
from lianxi.charter.kinds.kind import STATUS
from lianxi.charter.reading import Names, Reader
from lianxi.charter.rows import Provenance
from lianxi.charter.tables import AnyKey, Key, Values, key
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.finding import Place
from lianxi.kernel.party import PartyId
from lianxi.kernel.ratio import read_ratio

PARTY_KINDS: Mapping[str, Bilingual] = {
    "municipality": Bilingual("直辖市", "municipality"),
    "province": Bilingual("省", "province"),
    "city": Bilingual("设区的市", "prefecture-level city"),
    "county": Bilingual("县（市、区）", "county, county-level city or district"),
    "government": Bilingual("上级政府", "government above the region"),
    "fund": Bilingual("基金", "fund"),
    "firm": Bilingual("企业", "firm"),
}
VIA: Mapping[str, Bilingual] = {
    "founding": Bilingual("创始", "founding member"),
    "succession": Bilingual("承继", "by succession"),
    "admission": Bilingual("吸收", "admitted"),
    "readmission": Bilingual("重新加入", "admitted again"),
}
QUALIFIERS: Mapping[str, Bilingual] = {
    "about": Bilingual("约", "about"),
    "over": Bilingual("逾", "over"),
    "near": Bilingual("近", "near"),
}


class Identity(TextForm[PartyId]):
    """The id of a party or of a unit under one."""

    expected = Bilingual(
        "六位行政区划代码（GB/T 2260）或小写标识", "a six-digit GB/T 2260 code or a lower-case id"
    )

    def parse(self, text: str, place: Place, reader: Reader) -> PartyId | None:
        """Read the id, as it is meant; a unit's party must be declared."""
        identity = PartyId.read(reader.spelt(text, place))
        if identity.unit and not reader.refer("party", identity.party, place):
            return None
        return identity

    def words(self, value: PartyId, names: Names) -> Bilingual:  # noqa: ARG002
        """The id."""
        return same(str(value))


class Figure(TextForm[str]):
    """A decimal figure as text, exact."""

    expected = Bilingual("十进制数，如170或1.28", "a decimal number such as 170 or 1.28")

    def parse(self, text: str, place: Place, reader: Reader) -> str | None:  # noqa: ARG002
        """Refuse separators, full-width digits and exponents."""
        read_ratio(text)
        return text

    def words(self, value: str, names: Names) -> Bilingual:  # noqa: ARG002
        """The figure."""
        return same(value)


@dataclass(frozen=True)
class Table:
    """One CSV file: what a row is called, what the file holds, its columns, which of
    them tell its rows apart, and the row that a line makes."""

    label: Bilingual
    meaning: Bilingual
    keys: tuple[AnyKey, ...]
    by: tuple[str, ...]
    make: Callable[[Place, Values], object]

    def row_id(self, cells: Mapping[str, str]) -> str:
        """What a row goes by: the cells that tell it apart, with slashes between."""
        return "/".join(cells.get(column, "") for column in self.by)


ID = key("id", Id(), "标识 — 本包内唯一", "id — unique in the package", "council-19", required=True)
STATUS_COLUMN = key(
    "status",
    Word(STATUS),
    "依据 — 本行内容的依据",
    "status — what the row rests on",
    "stated",
    required=True,
)
SOURCE_COLUMN = key(
    "source",
    Cite(),
    "来源 — 载于何处；示例可不填",
    "source — where it is written; an example needs none",
    "document 000, 发展阶段",
)
NAME_ZH = key(
    "name_zh",
    Text(),
    "中文名 — 中文名称",
    "Chinese name — its name in Chinese",
    "杭州",
    required=True,
)
NAME_EN = key(
    "name_en",
    Text(),
    "英文名 — 英文名称",
    "English name — its name in English",
    "Hangzhou",
    required=True,
)
NOTE_ZH = key(
    "note_zh", Text(), "说明（中） — 读者须知", "note (zh) — what a reader should know", "…"
)
NOTE_EN = key(
    "note_en", Text(), "说明（英） — 读者须知", "note (en) — what a reader should know", "…"
)
SINCE = key("since", Day(), "始 — 自何时起", "since — from when", "1997")
UNTIL = key(
    "until", Day(), "止 — 至何时止，不含该日", "until — up to when, that day not included", "2004"
)
BODY_COLUMN = key(
    "body", Ref("body"), "机构 — 哪个机构", "body — which body", "council", required=True
)
COMMON: tuple[AnyKey, ...] = (STATUS_COLUMN, SOURCE_COLUMN, NOTE_ZH, NOTE_EN)


def pair(cells: Values, zh: Key[str], en: Key[str]) -> Bilingual | None:
    """The two columns of a bilingual text; the check reports a half of one."""
    one, other = cells.get(zh), cells.get(en)
    return None if one is None or other is None else Bilingual(one, other)


def provenance(cells: Values) -> Provenance:
    """What the row rests on."""
    return Provenance(cells.need(STATUS_COLUMN), cells.get(SOURCE_COLUMN) or (), cells.world)
