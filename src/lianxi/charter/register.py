"""The register of mechanisms: what each is, which engine runs it, how far it runs here.

A row is `live` where a named test runs its article, `recorded` where it is only
shown, `planned` where the engine of its kind is yet to be built.
"""

import re
from collections.abc import Mapping

from lianxi.charter.columns import (
    COMMON,
    NAME_EN,
    NAME_ZH,
    NOTE_EN,
    NOTE_ZH,
    Table,
    pair,
    provenance,
)
from lianxi.charter.forms import ListOf, Ref, Text, TextForm, Word
from lianxi.charter.kinds.kind import STANDING
from lianxi.charter.reading import Names, Reader
from lianxi.charter.rows import Mechanism
from lianxi.charter.tables import Values, key
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.finding import Place

MECHANISM_KINDS: Mapping[str, Bilingual] = {
    "body": Bilingual("机构", "body"),
    "agreement": Bilingual("协议", "agreement"),
    "plan": Bilingual("计划", "plan"),
    "matter": Bilingual("合作事项", "matter"),
    "fund": Bilingual("资金", "fund"),
    "rule": Bilingual("分担分享规则", "sharing rule"),
    "scheme": Bilingual("清分方案", "clearing scheme"),
    "catalogue": Bilingual("供需目录", "catalogue"),
    "recognition": Bilingual("互认", "recognition"),
    "watch": Bilingual("监测预警", "watch"),
    "index": Bilingual("指数评价", "index"),
    "shelf": Bilingual("资料与标准", "shelf"),
    "voice": Bilingual("社会参与", "voice"),
}
STATES: Mapping[str, Bilingual] = {
    "live": Bilingual("运行", "live"),
    "recorded": Bilingual("收录", "recorded"),
    "planned": Bilingual("拟运行", "planned"),
}


class _Pattern(TextForm[str]):
    """A text of one pattern."""

    def __init__(self, pattern: str, zh: str, en: str) -> None:
        self.pattern = re.compile(pattern, re.ASCII)
        self.expected = Bilingual(zh, en)

    def parse(self, text: str, place: Place, reader: Reader) -> str | None:
        """Only a text of the pattern will do."""
        if self.pattern.fullmatch(text):
            return text
        reader.report("value.form", place, expected=self.expected, got=same(text))
        return None

    def words(self, value: str, names: Names) -> Bilingual:  # noqa: ARG002
        """The text itself."""
        return same(value)


MECHANISM_ID = key(
    "id",
    _Pattern(
        r"[a-z0-9]+(?:[_-][a-z0-9]+)*",
        "小写字母、数字组成的标识，以下划线或连字符相连",
        "lower-case words joined by underscores or hyphens",
    ),
    "标识 — 本表内唯一",
    "id — unique in the table",
    "rotation_chair",
    required=True,
)
KINDS_COLUMN = key(
    "kinds",
    ListOf(Word(MECHANISM_KINDS)),
    "种类 — 由哪些种类的引擎运行；空格分隔，留空即不由引擎运行",
    "kinds — whose engines run it; with spaces between, empty where none does",
    "body agreement",
)
ARTICLES = key(
    "articles",
    ListOf(Ref("article")),
    "条文 — 本包中承载它的条文；空格分隔",
    "articles — the articles of this package that carry it; with spaces between",
    "mayors-conference council-topic",
)
STATE = key(
    "state",
    Word(STATES),
    "状态 — 运行、收录或拟运行",
    "state — live, recorded or planned",
    "live",
    required=True,
)
TEST = key(
    "test",
    _Pattern(
        r"tests/[\w/-]+\.py::test_\w+",
        "测试的位置，如 tests/region/test_register.py::test_…",
        "where the test stands, such as tests/region/test_register.py::test_…",
    ),
    "测试 — 运行其条文的测试；运行的机制必填，其余不填",
    "test — the test that runs its article; for a live mechanism, and only for one",
    "tests/region/test_register.py::test_the_rhythm_of_meetings",
)
STANDING_COLUMN = key(
    "standing",
    Word(STANDING),
    "效力 — 施行、试点、建议或终止",
    "standing — how far it is practised",
    "practised",
    required=True,
)
PROBLEM_ZH = key(
    "problem_zh",
    Text(),
    "所解决的问题（中） — 文献未写明则留空",
    "problem (zh) — the problem it solves; empty where the documents do not say",
    "协议停留在纸上",
)
PROBLEM_EN = key(
    "problem_en",
    Text(),
    "所解决的问题（英） — 文献未写明则留空",
    "problem (en) — the problem it solves; empty where the documents do not say",
    "agreements remain on paper",
)
AREA_ZH = key(
    "area_zh", Text(), "领域（中） — 哪个领域", "field (zh) — which field", "环保", required=True
)
AREA_EN = key(
    "area_en",
    Text(),
    "领域（英） — 哪个领域",
    "field (en) — which field",
    "environment",
    required=True,
)


def _mechanism(place: Place, cells: Values) -> Mechanism:
    return Mechanism(
        place,
        id=cells.need(MECHANISM_ID),
        name=Bilingual(cells.need(NAME_ZH), cells.need(NAME_EN)),
        kinds=cells.get(KINDS_COLUMN) or (),
        articles=cells.get(ARTICLES) or (),
        state=cells.need(STATE),
        test=cells.get(TEST),
        standing=cells.need(STANDING_COLUMN),
        problem=pair(cells, PROBLEM_ZH, PROBLEM_EN),
        area=Bilingual(cells.need(AREA_ZH), cells.need(AREA_EN)),
        provenance=provenance(cells),
        note=pair(cells, NOTE_ZH, NOTE_EN),
    )


def registered(
    mechanisms: Mapping[str, Mechanism], kind: str | None = None, state: str | None = None
) -> list[Mechanism]:
    """The rows of a register of one kind and in one state; None asks for all."""
    return [
        mechanism
        for mechanism in mechanisms.values()
        if kind in (None, *mechanism.kinds) and state in (None, mechanism.state)
    ]


REGISTER: dict[str, Table] = {
    "mechanisms.csv": Table(
        Bilingual("机制", "mechanism"),
        Bilingual(
            "机制登记表：每项机制的种类、状态和所解决的问题",
            "the register of mechanisms: each with its kinds, its state, the problem it solves",
        ),
        (
            MECHANISM_ID,
            NAME_ZH,
            NAME_EN,
            KINDS_COLUMN,
            ARTICLES,
            STATE,
            TEST,
            STANDING_COLUMN,
            PROBLEM_ZH,
            PROBLEM_EN,
            AREA_ZH,
            AREA_EN,
            *COMMON,
        ),
        ("id",),
        _mechanism,
    ),
}
