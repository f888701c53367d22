"""The tables of what happened: meetings, observations, and other readings of them."""

from lianxi.charter.citation import Cite
from lianxi.charter.columns import (
    BODY_COLUMN,
    COMMON,
    ID,
    NOTE_EN,
    NOTE_ZH,
    QUALIFIERS,
    SOURCE_COLUMN,
    Figure,
    Table,
    pair,
    provenance,
)
from lianxi.charter.forms import Day, ListOf, Measure, Ref, Text, Whole, Word
from lianxi.charter.kinds.kind import STATUS
from lianxi.charter.rows import Meeting, Observation, Provenance, RowReading
from lianxi.charter.tables import Values, key
from lianxi.charter.topics import TOPICS
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Place

ORDINAL = key("ordinal", Whole(1, 999), "届次 — 第几次", "ordinal — its number in the series", "19")
MEETING_NAME_ZH = key(
    "name_zh",
    Text(),
    "名称（中） — 无届次会议的名称",
    "name (zh) — for a meeting without a number",
    "预备会",
)
MEETING_NAME_EN = key(
    "name_en",
    Text(),
    "名称（英） — 无届次会议的名称",
    "name (en) — for a meeting without a number",
    "Preparatory meeting",
)
DATE = key("date", Day(), "日期 — 何时召开", "date — when it was held", "2019-10-15", required=True)
DATE_STATUS = key(
    "date_status",
    Word(STATUS),
    "日期依据 — 与本行不同时填",
    "date status — where it differs from the row's",
    "derived",
)
DATE_SOURCE = key(
    "date_source",
    Cite(),
    "日期来源 — 与本行不同时填",
    "date source — where it differs from the row's",
    "press 2019-10-15",
)
HOST = key(
    "host", Ref("party"), "承办 — 在哪个城市召开", "host — the city it was held in", "340200"
)
HOST_STATUS = key(
    "host_status",
    Word(STATUS),
    "承办依据 — 与本行不同时填",
    "host status — where it differs from the row's",
    "derived",
)
HOST_SOURCE = key(
    "host_source",
    Cite(),
    "承办来源 — 与本行不同时填",
    "host source — where it differs from the row's",
    "press 2019-10-15",
)
GUESTS = key(
    "guests",
    ListOf(Ref("party")),
    "应邀城市 — 空格分隔的代码",
    "guests — codes with spaces between",
    "340100 320900",
)
ATTENDED_ZH = key(
    "attended_zh", Text(), "出席（中） — 谁出席", "attended (zh) — who came", "16个成员城市"
)
ATTENDED_EN = key(
    "attended_en", Text(), "出席（英） — 谁出席", "attended (en) — who came", "the 16 member cities"
)
DECIDED_ZH = key(
    "decided_zh", Text(), "议定（中） — 决定了什么", "decided (zh) — what it decided", "吸收7个城市"
)
DECIDED_EN = key(
    "decided_en",
    Text(),
    "议定（英） — 决定了什么",
    "decided (en) — what it decided",
    "seven cities admitted",
)
SIGNED = key(
    "agreement",
    Ref("agreement"),
    "协议 — 会上签署的协议",
    "agreement — the agreement signed there",
    "2009-huzhou",
)

# What a figure may be of, in the order in which an id is looked for.
SUBJECT_KINDS = ("meeting", "topic", "party", "set", "body")

SUBJECT = key(
    "subject",
    Ref(*SUBJECT_KINDS),
    "对象 — 会议、专题、主体、集合或机构",
    "subject — a meeting, topic, party, set or body",
    "council-4",
    required=True,
)
COUNTED_AMONG = key(
    "set",
    Ref("set"),
    "统计范围 — 数字所属的城市集合",
    "counted among — the set of parties that the figure belongs to",
    "metro-9",
)
INDICATOR_ZH = key(
    "indicator_zh",
    Text(),
    "指标（中） — 指标名称",
    "indicator (zh) — what is counted",
    "签约项目",
    required=True,
)
INDICATOR_EN = key(
    "indicator_en",
    Text(),
    "指标（英） — 指标名称",
    "indicator (en) — what is counted",
    "projects signed",
    required=True,
)
PERIOD = key("period", Day(), "时期 — 哪一时期", "period — of which period", "2003", required=True)
VALUE = key("value", Figure(), "数值 — 十进制数", "value — a decimal number", "30", required=True)
QUALIFIER = key(
    "qualifier", Word(QUALIFIERS), "限定 — 约、逾、近", "qualifier — about, over, near", "over"
)
UNIT_COLUMN = key(
    "unit", Measure(), "单位 — 计量单位", "unit — unit of measure", "item", required=True
)

READ_TABLE = key(
    "table", Text(), "表 — 哪张表", "table — which table", "history/meetings.csv", required=True
)
READ_ROW = key(
    "row",
    Text(),
    "行 — 哪一行；没有标识的表，写区分各行的几列，用斜线连接",
    "row — its id, or the columns that tell rows apart, joined by slashes",
    "council-20",
    required=True,
)
READ_COLUMN = key("column", Text(), "列 — 哪一列", "column — which column", "date", required=True)
VALUE_ZH = key(
    "value_zh",
    Text(),
    "另说（中） — 另一来源的说法",
    "reading (zh) — what the other source says",
    "2019年",
    required=True,
)
VALUE_EN = key(
    "value_en",
    Text(),
    "另说（英） — 另一来源的说法",
    "reading (en) — what the other source says",
    "2019",
    required=True,
)


def _meeting(place: Place, cells: Values) -> Meeting:
    row = provenance(cells)
    return Meeting(
        place,
        id=cells.need(ID),
        body=cells.need(BODY_COLUMN),
        ordinal=cells.get(ORDINAL),
        name=pair(cells, MEETING_NAME_ZH, MEETING_NAME_EN),
        date=cells.need(DATE),
        date_provenance=Provenance(
            cells.get(DATE_STATUS) or row.status, cells.get(DATE_SOURCE) or row.source, row.world
        ),
        host=cells.get(HOST),
        host_provenance=Provenance(
            cells.get(HOST_STATUS) or row.status, cells.get(HOST_SOURCE) or row.source, row.world
        ),
        attended=pair(cells, ATTENDED_ZH, ATTENDED_EN),
        decided=pair(cells, DECIDED_ZH, DECIDED_EN),
        guests=cells.get(GUESTS) or (),
        agreement=cells.get(SIGNED),
        provenance=row,
        note=pair(cells, NOTE_ZH, NOTE_EN),
    )


def _observation(place: Place, cells: Values) -> Observation:
    return Observation(
        place,
        subject=cells.need(SUBJECT),
        set=cells.get(COUNTED_AMONG),
        indicator=Bilingual(cells.need(INDICATOR_ZH), cells.need(INDICATOR_EN)),
        period=cells.need(PERIOD),
        value=cells.need(VALUE),
        qualifier=cells.get(QUALIFIER),
        unit=cells.need(UNIT_COLUMN),
        provenance=provenance(cells),
        note=pair(cells, NOTE_ZH, NOTE_EN),
    )


def _reading(place: Place, cells: Values) -> RowReading:
    return RowReading(
        place,
        table=cells.need(READ_TABLE),
        row=cells.need(READ_ROW),
        column=cells.need(READ_COLUMN),
        value=Bilingual(cells.need(VALUE_ZH), cells.need(VALUE_EN)),
        source=cells.need(SOURCE_COLUMN),
        note=pair(cells, NOTE_ZH, NOTE_EN),
    )


HISTORY: dict[str, Table] = {
    "history/meetings.csv": Table(
        Bilingual("会议", "meeting"),
        Bilingual("会议", "meetings"),
        (
            ID,
            BODY_COLUMN,
            ORDINAL,
            MEETING_NAME_ZH,
            MEETING_NAME_EN,
            DATE,
            DATE_STATUS,
            DATE_SOURCE,
            HOST,
            HOST_STATUS,
            HOST_SOURCE,
            GUESTS,
            ATTENDED_ZH,
            ATTENDED_EN,
            DECIDED_ZH,
            DECIDED_EN,
            SIGNED,
            *COMMON,
        ),
        ("id",),
        _meeting,
    ),
    "history/topics.csv": TOPICS,
    "history/observations.csv": Table(
        Bilingual("观测值", "observation"),
        Bilingual("观测值", "observations"),
        (
            SUBJECT,
            COUNTED_AMONG,
            INDICATOR_ZH,
            INDICATOR_EN,
            PERIOD,
            VALUE,
            QUALIFIER,
            UNIT_COLUMN,
            *COMMON,
        ),
        ("subject", "indicator_zh", "period"),
        _observation,
    ),
    "history/readings.csv": Table(
        Bilingual("另说", "other reading"),
        Bilingual("对表中某一格的另一种说法", "other readings of one cell of a table"),
        (READ_TABLE, READ_ROW, READ_COLUMN, VALUE_ZH, VALUE_EN, SOURCE_COLUMN, NOTE_ZH, NOTE_EN),
        ("table", "row", "column", "source"),
        _reading,
    ),
}
