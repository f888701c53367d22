"""The tables of who belongs: parties, their units, seats in bodies, and sets of parties."""

from lianxi.charter.columns import (
    BODY_COLUMN,
    COMMON,
    NAME_EN,
    NAME_ZH,
    NOTE_EN,
    NOTE_ZH,
    PARTY_KINDS,
    SINCE,
    UNTIL,
    VIA,
    Identity,
    Table,
    pair,
    provenance,
)
from lianxi.charter.forms import Day, Ref, Text, Word
from lianxi.charter.rows import OrgUnit, Party, Seat, SetMember
from lianxi.charter.tables import Values, key
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Place

PARTY_ID = key(
    "id",
    Identity(),
    "代码 — GB/T 2260 代码或小写标识",
    "code — GB/T 2260 code or a lower-case id",
    "330100",
    required=True,
)
PARTY_KIND = key(
    "kind",
    Word(PARTY_KINDS),
    "类别 — 主体的类别",
    "kind — what kind of party",
    "city",
    required=True,
)
PROVINCE = key(
    "province",
    Ref("party"),
    "省份 — 所属省级主体的代码",
    "province — the code of its province",
    "330000",
)

FORMAL = key(
    "formal",
    Text(),
    "全称 — 公文所用的全称；默认同中文名",
    "formal name — as official letters write it; the Chinese name unless said",
    "杭州市",
)

UNIT_ID = key(
    "id",
    Identity(),
    "标识 — 主体/部门",
    "id — party/unit",
    "310000/cooperation-office",
    required=True,
)

PARTY_COLUMN = key(
    "party", Ref("party"), "主体 — 哪个主体", "party — which party", "330100", required=True
)
SEAT_SINCE = key(
    "since",
    Day(),
    "始 — 自何时起有席位",
    "since — from when the seat is held",
    "1997",
    required=True,
)
KNOWN_FROM = key(
    "known_from",
    Day(),
    "知悉日期 — 自何时起为人所知；默认同始",
    "known from — when it became known; since unless said",
    "2004",
)
VIA_COLUMN = key(
    "via",
    Word(VIA),
    "方式 — 如何取得席位",
    "via — how the seat came about",
    "admission",
    required=True,
)
MEETING_COLUMN = key(
    "meeting",
    Ref("meeting"),
    "会议 — 在哪次会议上决定",
    "meeting — the meeting that decided it",
    "council-10",
)

SET_COLUMN = key("set", Ref("set"), "集合 — 哪个集合", "set — which set", "metro-9", required=True)


def _party(place: Place, cells: Values) -> Party:
    return Party(
        place,
        id=str(cells.need(PARTY_ID)),
        kind=cells.need(PARTY_KIND),
        name=Bilingual(cells.need(NAME_ZH), cells.need(NAME_EN)),
        formal=cells.get(FORMAL) or cells.need(NAME_ZH),
        province=cells.get(PROVINCE),
        since=cells.get(SINCE),
        until=cells.get(UNTIL),
        provenance=provenance(cells),
        note=pair(cells, NOTE_ZH, NOTE_EN),
    )


def _unit(place: Place, cells: Values) -> OrgUnit:
    return OrgUnit(
        place,
        id=cells.need(UNIT_ID),
        name=Bilingual(cells.need(NAME_ZH), cells.need(NAME_EN)),
        provenance=provenance(cells),
        note=pair(cells, NOTE_ZH, NOTE_EN),
    )


def _seat(place: Place, cells: Values) -> Seat:
    since = cells.need(SEAT_SINCE)
    return Seat(
        place,
        body=cells.need(BODY_COLUMN),
        party=cells.need(PARTY_COLUMN),
        since=since,
        until=cells.get(UNTIL),
        known_from=cells.get(KNOWN_FROM) or since,
        via=cells.need(VIA_COLUMN),
        meeting=cells.get(MEETING_COLUMN),
        provenance=provenance(cells),
        note=pair(cells, NOTE_ZH, NOTE_EN),
    )


def _set_member(place: Place, cells: Values) -> SetMember:
    return SetMember(
        place,
        set=cells.need(SET_COLUMN),
        party=cells.need(PARTY_COLUMN),
        since=cells.get(SINCE),
        until=cells.get(UNTIL),
        provenance=provenance(cells),
    )


MEMBERSHIP: dict[str, Table] = {
    "parties.csv": Table(
        Bilingual("主体", "party"),
        Bilingual("主体：城市、省份、基金、企业", "parties: cities, provinces, funds, firms"),
        (PARTY_ID, PARTY_KIND, NAME_ZH, FORMAL, NAME_EN, PROVINCE, SINCE, UNTIL, *COMMON),
        ("id",),
        _party,
    ),
    "units.csv": Table(
        Bilingual("部门", "unit"),
        Bilingual("主体下设的部门与机构", "departments and offices under a party"),
        (UNIT_ID, NAME_ZH, NAME_EN, *COMMON),
        ("id",),
        _unit,
    ),
    "seats.csv": Table(
        Bilingual("席位", "seat"),
        Bilingual("席位：某主体在某机构中的位置", "seats: a party's place in a body"),
        (
            BODY_COLUMN,
            PARTY_COLUMN,
            SEAT_SINCE,
            UNTIL,
            KNOWN_FROM,
            VIA_COLUMN,
            MEETING_COLUMN,
            *COMMON,
        ),
        ("body", "party", "since"),
        _seat,
    ),
    "sets.csv": Table(
        Bilingual("集合成员", "member of a set"),
        Bilingual("城市集合的成员", "the members of the sets of parties"),
        (SET_COLUMN, PARTY_COLUMN, SINCE, UNTIL, *COMMON),
        ("set", "party"),
        _set_member,
    ),
}
