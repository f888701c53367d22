"""The table of topics: what was taken up together, year by year, at which level.

The council's topics and research subjects and the provinces' topic groups are two
bodies of work: the level keeps them apart.
"""

from collections.abc import Mapping

from lianxi.charter.columns import (
    COMMON,
    ID,
    NAME_EN,
    NAME_ZH,
    NOTE_EN,
    NOTE_ZH,
    Table,
    pair,
    provenance,
)
from lianxi.charter.forms import Day, ListOf, Ref, Text, Word
from lianxi.charter.kinds.kind import STATUS
from lianxi.charter.rows import Provenance, Topic
from lianxi.charter.tables import Values, key
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Place

LEVELS: Mapping[str, Bilingual] = {
    "council": Bilingual("协调会", "council"),
    "province": Bilingual("省级", "province level"),
}
WORK: Mapping[str, Bilingual] = {
    "topic": Bilingual("专题", "topic"),
    "subject": Bilingual("课题", "research subject"),
    "lecture": Bilingual("专题报告会", "lecture session"),
    "mechanism": Bilingual("机制", "mechanism"),
    "priority-topic": Bilingual("重点合作专题", "priority topic"),
    "topic-group": Bilingual("重点合作专题组", "topic group"),
    "field": Bilingual("领域合作", "cooperation in a field"),
}

LEVEL = key(
    "level",
    Word(LEVELS),
    "层面 — 协调会的还是省级的",
    "level — of the council or of the provinces",
    "council",
    required=True,
)
KIND_OF_WORK = key(
    "kind",
    Word(WORK),
    "类别 — 专题、课题、专题组等",
    "kind — topic, research subject, topic group …",
    "topic",
    required=True,
)
PERIOD = key(
    "period",
    Day(),
    "时期 — 何时设立；只知范围的，为其首",
    "period — when it was set; the first of a range where no more is known",
    "2004",
    required=True,
)
TO = key(
    "to",
    Day(),
    "至 — 只知范围的，为其末，含该时期；unknown 为未完",
    "to — the last of a range, included; unknown where the range is open",
    "2016",
)
PERIOD_STATUS = key(
    "period_status",
    Word(STATUS),
    "时期依据 — 与本行不同时填",
    "period status — where it differs from the row's",
    "derived",
)
SET_AT = key(
    "meeting",
    Ref("meeting"),
    "会议 — 在哪次会议上设立",
    "meeting — the meeting that set it",
    "council-5",
)
MATTER = key(
    "matter",
    Ref("matter"),
    "办法 — 依哪一条文办理",
    "matter — the article under which it is run",
    "council-topic",
)
FIELDS = key(
    "fields",
    ListOf(Ref("field")),
    "领域 — region.toml 所列领域，空格分隔",
    "fields — of those that region.toml lists, with spaces between",
    "transport port",
    required=True,
)
LEADS = key(
    "lead",
    ListOf(Ref("unit", "party")),
    "牵头单位 — 空格分隔的代码",
    "lead — the units or parties that lead, with spaces between",
    "310000/port-bureau",
)
LED_BY_ZH = key(
    "led_by_zh",
    Text(),
    "牵头（中） — 不在主体之列的牵头者",
    "led by (zh) — who leads, where it is none of the parties",
    "省（市）业务主管部门",
)
LED_BY_EN = key(
    "led_by_en",
    Text(),
    "牵头（英） — 不在主体之列的牵头者",
    "led by (en) — who leads, where it is none of the parties",
    "the competent departments",
)
PARTICIPANTS_ZH = key(
    "participants_zh",
    Text(),
    "参加（中） — 谁参加",
    "participants (zh) — who takes part",
    "16个城市的港口管理部门",
)
PARTICIPANTS_EN = key(
    "participants_en",
    Text(),
    "参加（英） — 谁参加",
    "participants (en) — who takes part",
    "the port departments of 16 cities",
)
OUTCOME_ZH = key(
    "outcome_zh", Text(), "成果（中） — 有何成果", "outcome (zh) — what came of it", "平台建成"
)
OUTCOME_EN = key(
    "outcome_en",
    Text(),
    "成果（英） — 有何成果",
    "outcome (en) — what came of it",
    "the platform was built",
)


def _topic(place: Place, cells: Values) -> Topic:
    row = provenance(cells)
    return Topic(
        place,
        id=cells.need(ID),
        level=cells.need(LEVEL),
        kind=cells.need(KIND_OF_WORK),
        name=Bilingual(cells.need(NAME_ZH), cells.need(NAME_EN)),
        period=cells.need(PERIOD),
        to=cells.get(TO),
        period_provenance=Provenance(cells.get(PERIOD_STATUS) or row.status, row.source, row.world),
        meeting=cells.get(SET_AT),
        matter=cells.get(MATTER),
        fields=cells.need(FIELDS),
        leads=cells.get(LEADS) or (),
        led_by=pair(cells, LED_BY_ZH, LED_BY_EN),
        participants=pair(cells, PARTICIPANTS_ZH, PARTICIPANTS_EN),
        outcome=pair(cells, OUTCOME_ZH, OUTCOME_EN),
        provenance=row,
        note=pair(cells, NOTE_ZH, NOTE_EN),
    )


TOPICS = Table(
    Bilingual("专题", "topic"),
    Bilingual("专题、课题与专题组", "topics, research subjects and topic groups"),
    (
        ID,
        LEVEL,
        KIND_OF_WORK,
        NAME_ZH,
        NAME_EN,
        PERIOD,
        TO,
        PERIOD_STATUS,
        SET_AT,
        MATTER,
        FIELDS,
        LEADS,
        LED_BY_ZH,
        LED_BY_EN,
        PARTICIPANTS_ZH,
        PARTICIPANTS_EN,
        OUTCOME_ZH,
        OUTCOME_EN,
        *COMMON,
    ),
    ("id",),
    _topic,
)
