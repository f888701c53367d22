"""What `region.toml` says of the package itself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lianxi.charter.forms import Both, Day, Id, Ref, TextForm, Word
from lianxi.charter.naming import NamesOf
from lianxi.charter.reading import Names, Reader
from lianxi.charter.tables import TableOf, key, read_keys
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.digest import Plain
from lianxi.kernel.finding import Place
from lianxi.kernel.party import is_name
from lianxi.kernel.period import Period

WORLDS: Mapping[str, Bilingual] = {
    "record": Bilingual("实录", "record"),
    "rehearsal": Bilingual("演练", "rehearsal"),
    "live": Bilingual("实用", "live"),
}


@dataclass(frozen=True)
class Covers:
    """The years that the package speaks of."""

    since: Period
    until: Period


ID = key("id", Id(), "标识 — 地区的标识", "id — the region's id", '"yangtze-delta"', required=True)
NAME = key(
    "name",
    Both(),
    "名称 — 地区的名称",
    "name — the region's name",
    '{ zh = "长江三角洲", en = "Yangtze River Delta" }',
    required=True,
)
WORLD = key(
    "world",
    Word(WORLDS),
    "世界 — 实录、演练或实用，互不混用",
    "world — record, rehearsal or live; never mixed",
    '"record"',
    required=True,
)


class Beside(TextForm[str]):
    """A folder beside this one: "../yangtze-delta"."""

    expected = Bilingual(
        "旁边的文件夹，如“../yangtze-delta”", "a folder beside this one, such as ../yangtze-delta"
    )

    def parse(self, text: str, place: Place, reader: Reader) -> str | None:
        """Nothing further away, and nothing within."""
        if text.startswith("../") and is_name(text.removeprefix("../")):
            return text
        reader.report("value.form", place, expected=self.expected, got=same(text))
        return None

    def words(self, value: str, names: Names) -> Bilingual:  # noqa: ARG002
        """The folder."""
        return same(value)


EXTENDS = key(
    "extends",
    Beside(),
    "所扩展的包 — 在哪个实录包之上增加版本和条文；不改动那个包",
    "extends — the record that it adds versions and articles to, without changing it",
    '"../yangtze-delta"',
)
MAIN_BODY = key(
    "main_body",
    Ref("body"),
    "主体机构 — 说到成员时所指的机构",
    "main body — the body that is meant when members are spoken of",
    '"council"',
    required=True,
)
COVERS = key(
    "covers",
    TableOf(
        Covers,
        key("since", Day(), "始 — 首年", "since — the first year", '"1992"', required=True),
        key("until", Day(), "止 — 末年，含该年", "until — the last year", '"2020"', required=True),
    ),
    "年份 — 本包所述的年份",
    "years — the years that the package speaks of",
    '{ since = "1992", until = "2020" }',
    required=True,
)
OFFICES = key(
    "offices",
    NamesOf(),
    "职务 — 席位可由何种职务的人出席",
    "offices — the offices whose holders may take a seat",
    'mayor = { zh = "市长", en = "mayor" }',
)
SETS = key(
    "sets",
    NamesOf(),
    "集合 — 城市集合的名称，成员见 sets.csv",
    "sets — the names of sets of parties; their members are in sets.csv",
    'metro-9 = { zh = "上海大都市圈", en = "Shanghai metropolitan area" }',
)
FIELDS = key(
    "fields",
    NamesOf(),
    "领域 — 专题所属的合作领域",
    "fields — the fields of cooperation that topics belong to",
    'transport = { zh = "交通", en = "transport" }',
)
WITHIN = key(
    "within",
    Id(),
    "所在地区 — 位于哪个更大的地区之中；那个地区不必已装载",
    "within — the larger region it lies in, by that region's id; it need not be loaded",
    '"yangtze-delta"',
)
AREA = key(
    "area",
    Ref("set"),
    "地域 — 组成本地区的城市集合；主体机构尚无席位时，成员页列出它",
    "area — the set of parties that make up the region; "
    "the members page lists it while nobody has a seat in the main body",
    '"metro-9"',
)
REGION_KEYS = (ID, NAME, WORLD, EXTENDS, WITHIN, MAIN_BODY, AREA, COVERS, OFFICES, SETS, FIELDS)

REHEARSED = Bilingual("【演练】{name}", "[Rehearsal] {name}")


@dataclass(frozen=True)
class Region:
    """The package's own identity."""

    id: str
    name: Bilingual
    world: str
    main_body: str
    covers: Covers
    offices: Mapping[str, Bilingual]
    sets: Mapping[str, Bilingual]
    fields: Mapping[str, Bilingual]
    within: str | None = None
    area: str | None = None
    extends: str | None = None  # the id of the region whose record it extends

    @property
    def title(self) -> Bilingual:
        """Its name on what leaves the portal: of a rehearsal it is said in front."""
        return REHEARSED.fill(name=self.name) if self.world == "rehearsal" else self.name

    def as_json(self) -> dict[str, Plain]:
        """The form that `/api/v1` answers with."""
        return {
            "id": self.id,
            "name_zh": self.name.zh,
            "name_en": self.name.en,
            "world": self.world,
            "extends": self.extends,
            "within": self.within,
            "main_body": self.main_body,
            "area": self.area,
            "since": str(self.covers.since),
            "until": str(self.covers.until),
        }


def read_region(
    raw: Mapping[str, object], reader: Reader, file: str = "region.toml"
) -> Region | None:
    """Read `region.toml`; None where anything required is missing."""
    place = Place(file)
    values = read_keys(raw, REGION_KEYS, place, reader)
    if not values.complete(REGION_KEYS):
        return None
    covers = values.need(COVERS)
    if not (covers.since.start and covers.until.start and covers.since.start <= covers.until.start):
        reader.report("region.covers", place.at("covers"))
        return None
    within = values.get(WITHIN)
    if within == values.need(ID):
        reader.report("region.within", place.at("within"), id=within)
        return None
    return Region(
        values.need(ID),
        values.need(NAME),
        values.need(WORLD),
        values.need(MAIN_BODY),
        covers,
        values.get(OFFICES) or {},
        values.get(SETS) or {},
        values.get(FIELDS) or {},
        within=within,
        area=values.get(AREA),
    )


def extended(own: Region, base: Region, reader: Reader) -> Region:
    """A region with the names of the one it extends; a name that is given anew is reported."""
    for key_ in (OFFICES, SETS, FIELDS):
        ours, theirs = getattr(own, key_.name), getattr(base, key_.name)
        for id_ in ours:
            if ours[id_] != theirs.get(id_, ours[id_]):
                place = Place("region.toml", f"{key_.name}.{id_}")
                reader.report("extends.replaces", place, what=theirs[id_])
    return replace(
        own,
        offices={**base.offices, **own.offices},
        sets={**base.sets, **own.sets},
        fields={**base.fields, **own.fields},
        extends=base.id,
    )
