"""Kind `matter`: work that runs through stages, such as the council's topics."""

from collections.abc import Mapping
from dataclasses import dataclass

from lianxi.charter.forms import UNKNOWN_WORD, Both, ListOf, Ref, Whole, Word
from lianxi.charter.kinds.kind import Kind
from lianxi.charter.tables import TableOf, key
from lianxi.kernel.bilingual import Bilingual

STAGES: Mapping[str, Bilingual] = {
    "approve": Bilingual("立项", "approve"),
    "fund": Bilingual("资助", "fund"),
    "coordinate": Bilingual("协调", "coordinate"),
    "evaluate": Bilingual("评估", "evaluate"),
}


@dataclass(frozen=True)
class Portfolio:
    """How many run side by side: a guideline, not a limit."""

    about: int | None = None


STAGES_KEY = key(
    "stages",
    ListOf(Word(STAGES)),
    "环节 — 依次经过的环节",
    "stages — the stages it goes through, in order",
    '["approve", "fund", "coordinate", "evaluate"]',
)
DECIDED_BY = key(
    "decided_by",
    Ref("body"),
    "议定机构 — 由哪个机构议定",
    "decided by — the body that decides on it",
    '"mayors-conference"',
)
RUN_BY = key(
    "run_by",
    Ref("body"),
    "推进机构 — 由哪个机构协调推进",
    "run by — the body that keeps it moving",
    '"council-office"',
)
LED_BY = key(
    "led_by",
    Both(),
    "牵头 — 通常由谁牵头",
    "led by — who usually leads",
    '{ zh = "业务主管部门", en = "the competent department" }',
)
LEAD = key(
    "lead",
    Ref("unit", "party", or_words=UNKNOWN_WORD),
    "牵头单位 — 由哪个单位牵头",
    "lead unit — the unit that leads",
    '"310000/port-bureau"',
)
PORTFOLIO = key(
    "portfolio",
    TableOf(
        Portfolio,
        key(
            "about",
            Whole(1, 999),
            "约 — 大致数量，不是上限",
            "about — about how many; a guideline, not a limit",
            "10",
        ),
    ),
    "数量 — 同时进行的大致数量",
    "portfolio — about how many run side by side",
    "{ about = 10 }",
)
AIM = key("aim", Both(), "目的 — 为什么做", "aim — what it is for", '{ zh = "…", en = "…" }')

MATTER = Kind(
    "matter",
    "matters",
    Bilingual("合作事项", "matter"),
    Bilingual(
        "经立项、资助、协调、评估推进的工作",
        "work that is approved, funded, coordinated and evaluated",
    ),
    (AIM, STAGES_KEY, DECIDED_BY, RUN_BY, LEAD, LED_BY, PORTFOLIO),
)
