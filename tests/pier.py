"""The pier agreement: a text of two lake towns, and what is done with it.

state = after(*FORCED, JOIN)
"""

from dataclasses import replace
from datetime import date, timedelta

from lianxi.governance.road.act import Act, Enclosure
from lianxi.governance.road.agreement import AGREEMENT
from lianxi.governance.road.agreement_acts import (
    Acceded,
    Amended,
    ClauseWritten,
    Commented,
    DraftClause,
    Drafted,
    Ended,
    EnteredIntoForce,
    Left,
    ScanFiled,
    Signed,
    TextSettled,
)
from lianxi.governance.road.agreement_text import Text
from lianxi.governance.road.procedure import fold
from lianxi.kernel.bilingual import Bilingual
from road import BOATHOUSE, EASTON, NORHAM, WESTON
from road import DAY as START

DAY = START.date()
FORCE = date(2026, 5, 1)
NAMES = {EASTON: Bilingual("东镇", "Easton"), WESTON: Bilingual("西镇", "Weston")}

DRAFT = Drafted(
    Bilingual("码头协议", "Pier agreement"), "agreement", "council", (EASTON, WESTON), "binding"
)
PIERS = DraftClause(
    "piers",
    Bilingual("修复码头", "Repair the piers"),
    "各镇修复码头。",
    lead=BOATHOUSE,
    due=date(2026, 12, 31),
    measure="码头数",
    evidence="验收单",
    liability="通报",
    per="each member",
    tasks=(
        ("staff", Bilingual("人员", "staff")),
        ("timber", Bilingual("木料", "timber")),
    ),
)
LAMPS = DraftClause(
    "lamps", Bilingual("点灯", "Light the lamps"), "船屋点灯。", lead=BOATHOUSE, evidence="照片"
)
NOTE = DraftClause("note", Bilingual("附则", "Closing note"), "本协议一式两份。", binding=False)
WRITE = ClauseWritten(PIERS)
COMMENT = Commented(WESTON, "piers", "木料不够")
TEXT = [ClauseWritten(PIERS), ClauseWritten(LAMPS), ClauseWritten(NOTE)]
SIGN_E = Signed(EASTON, "王里长", "里长", "议会授权", DAY)
SIGN_W = replace(SIGN_E, party=WESTON, signatory="李里长")
SCAN = ScanFiled(Enclosure("签署本.pdf", "pdf", "sha256:1", 9))
SETTLED = [*TEXT, TextSettled()]
SIGNED = [*SETTLED, SIGN_E, SIGN_W, SCAN]
INTO = EnteredIntoForce(FORCE)
FORCED = [*SIGNED, INTO]
JOIN = Acceded(NORHAM, date(2026, 7, 1), "北〔2026〕1号")
LEAVE = Left(EASTON, date(2026, 9, 1), "东〔2026〕9号")
LATER = replace(PIERS, due=date(2027, 6, 30))
AMEND = Amended(date(2026, 8, 1), "第三次会议", (LATER,), ("lamps",))
END = Ended(date(2027, 1, 1), "第四次会议")
PLAN = replace(DRAFT, form="plan", effect="")


def acts(*done: object) -> list[Act[object]]:
    """Things done, one a day."""
    return [Act(what, START + timedelta(days=n), "li") for n, what in enumerate(done)]


def after(*done: object, draft: Drafted = DRAFT) -> Text:
    """The state after things were done."""
    state = fold(AGREEMENT, acts(draft, *done))
    assert state is not None
    return state
