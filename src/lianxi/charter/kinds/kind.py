"""What a kind of article is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lianxi.charter.citation import Cite
from lianxi.charter.forms import Both, Day, Ref, Text, Word
from lianxi.charter.tables import AnyKey, key
from lianxi.kernel.bilingual import Bilingual

STATUS: Mapping[str, Bilingual] = {
    "stated": Bilingual("文献载明", "stated in the documents"),
    "derived": Bilingual("由文献推算", "derived from the documents"),
    "published": Bilingual("其他公开来源", "from another public source"),
    "example": Bilingual("示例，待替换", "an example, to be replaced"),
}
STANDING: Mapping[str, Bilingual] = {
    "practised": Bilingual("施行", "practised"),
    "pilot": Bilingual("试点", "pilot"),
    "proposed": Bilingual("建议", "proposed"),
    "ended": Bilingual("终止", "ended"),
}


@dataclass(frozen=True)
class Kind:
    """One kind of article.

    `grows` says how it is amended: by versions that restate keys, or clause by clause; then
    `item` is the word of its blocks, `[[clause]]` or `[[task]]`.
    """

    name: str
    folder: str
    label: Bilingual
    meaning: Bilingual
    keys: tuple[AnyKey, ...]
    grows: Literal["versions", "clauses"] = "versions"
    item: str = "clause"

    def key(self, name: str) -> AnyKey:
        """The key of that name; each clause or task is a key of its own, "clause.ID"."""
        wanted = name.partition(".")[0]
        return next(key for key in (NAME, *self.keys) if key.name == wanted)


NAME = key(
    "name",
    Both(),
    "名称 — 条文或机构的名称；版本可改名",
    "name — its name; a version may rename it",
    '{ zh = "市长联席会议", en = "Mayors\' joint conference" }',
)

IN_FORCE_FROM = key(
    "in_force_from",
    Day(),
    "施行日期 — 自何时起施行；取该时段的首日，unknown 永不施行",
    "in force from — the first day of the period; an unknown one never comes into force",
    '"2004"',
    required=True,
)
KNOWN_FROM = key(
    "known_from",
    Day(),
    "知悉日期 — 自何时起为人所知；默认同施行日期",
    "known from — when it became known; in_force_from unless said",
    '"2004-06"',
)
STATUS_KEY = key(
    "status",
    Word(STATUS),
    "依据 — 本版本所述内容的依据",
    "status — what the keys that this version states rest on",
    '"stated"',
    required=True,
)
SOURCE_KEY = key(
    "source",
    Cite(),
    "来源 — 载于何处；示例可不填",
    "source — where it is written; an example needs none",
    '"document 000, 发展阶段"',
)
STANDING_KEY = key(
    "standing",
    Word(STANDING),
    "效力 — 施行、试点、建议或终止；建议永不施行",
    "standing — how far it is practised; a proposal is never in force",
    '"practised"',
)
NOTE_KEY = key(
    "note", Both(), "说明 — 读者须知", "note — what a reader should know", '{ zh = "…", en = "…" }'
)
DECIDED_AT = key(
    "decided_at",
    Ref("meeting"),
    "议定会议 — 在哪次会议上议定",
    "decided at — the meeting that decided it",
    '"council-5"',
)

# What every version says about itself; "repeals" is read apart, for it names keys.
VERSION_KEYS: tuple[AnyKey, ...] = (
    IN_FORCE_FROM,
    KNOWN_FROM,
    STATUS_KEY,
    SOURCE_KEY,
    STANDING_KEY,
    DECIDED_AT,
    NOTE_KEY,
)
READING_KEY = key(
    "key",
    Text(),
    "字段 — 哪个字段另有说法",
    "key — the key that is read differently",
    '"meets"',
    required=True,
)
READING_SOURCE = key(
    "source",
    Cite(),
    "来源 — 另说载于何处",
    "source — where the other reading is written",
    '"document 002"',
    required=True,
)
