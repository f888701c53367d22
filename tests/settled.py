"""Settlements in a portal: the lake rule with its figures, and how tests act and look.

Easton pays 1,000 yuan for each mg/L by which its water is above what was agreed: at section s1 to
Weston, at s2 to Norham. With 8.0 and 7.8 it pays 500 and 300.
"""

from collections.abc import Mapping

from django.db import connection
from django.test import Client

import ledgers
from lianxi.governance.authority import Refused
from lianxi.governance.road.settlement import SETTLEMENT
from lianxi.governance.road.settlement_acts import (
    Approved,
    Cell,
    Confirmed,
    Contested,
    Decided,
    Sent,
)
from lianxi.governance.road.settlement_state import Settlement
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.actions import Doing, Upload
from lianxi.portal.dossiers.models import Owed
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.ledger import queries as booked
from lianxi.portal.settlements import actions
from lianxi.portal.settlements.actions import DRAW
from lianxi.portal.sharing import actions as sharing
from lianxi.portal.sharing import guard
from lianxi.sharing.facts import FactRow
from notices import with_fund
from road import EASTON, NORHAM, REGION, WESTON, actor, doing, later, load
from settling import ANSWER_BY, PAY_BY, TERMS

FUND = "pier-fund"
RULE = """\
id = "lake-water"
kind = "rule"
name = { zh = "湖区水质补偿", en = "Lake water" }
[[version]]
in_force_from = "2024"
status = "stated"
source = "book"
each = "sections.csv"
period = "year"
fund = "pier-fund"
decided_by = "council"
contest_within = "18 days"
pay_within = "60 days"
facts.load = { per = "section", unit = "mg/L" }
parameters.price = { value = "1000", unit = "CNY*L/mg", clause = "2" }
parameters.limit = { value = "7.5", unit = "mg/L", clause = "1" }
[[version.transfer]]
name = "excess"
clause = "3"
from = { role = "upstream" }
to = { role = "downstream" }
amount = "(load - limit) * price"
"""
SECTIONS = """\
section,role,party
s1,upstream,990100
s1,downstream,990200
s2,upstream,990100
s2,downstream,990300
"""
ROAD = f"/regions/{REGION}/road/"
PARTIES = (EASTON, WESTON, NORHAM)
FIGURES = {"s1": "8.0", "s2": "7.8"}


def with_rule(rule: str = RULE, **more: str) -> dict[str, str]:
    """The lakes with a fund, the rule and its sections."""
    files = {"rules/lake-water.toml": rule, "rules/sections.csv": SECTIONS}
    return with_fund() | files | more


def emptied() -> None:
    """Take away what a test committed, with the guards lifted: nothing in the portal can."""
    ledgers.emptied()
    guard.taken_down(connection)
    for table in ("fact", "batch", "shelf"):
        ledgers.sql(f"DELETE FROM sharing_{table}")  # noqa: S608  # names of ours
    guard.put_up(connection)


def figures(
    by: Doing, said: Mapping[str, str], document: str = "湖监〔2026〕1号", unit: str = "mg/L"
) -> int:
    """Enter figures of 2025."""
    rows = [FactRow("2025", {"section": s}, "load", value, unit) for s, value in said.items()]
    outcome = sharing.enter(by, "lake-water", rows, "", document)
    assert isinstance(outcome, int), outcome
    return outcome


def finance(days: int = 0) -> Doing:
    """Finance acting some days after the second of March."""
    return later(doing(actor("finance")), days)


def office(days: int = 1) -> Doing:
    """The secretariat acting."""
    return later(doing(actor("secretariat")), days)


def secretary(days: int = 4) -> Doing:
    """The secretary of the council acting."""
    return later(doing(actor("body-secretary", body=f"{REGION}/council")), days)


def city(party: str, days: int = 3) -> Doing:
    """A city's liaison acting."""
    return later(doing(actor("liaison", party)), days)


def there(**more: str) -> None:
    """A live region with the rule and its figures."""
    load(with_rule(**more))
    figures(finance(), FIGURES)


def drawn() -> str:
    """A settlement that finance worked out."""
    outcome = actions.draw(finance(), TERMS)
    assert outcome == "settlement/1", outcome
    return outcome


def checked() -> None:
    """One that the office checked."""
    there()
    drawn()
    assert actions.check(office(), opened(), "", None) == "settlement/1"


def asked_about() -> None:
    """One that is with its parties."""
    checked()
    assert actions.plain(office(2), opened(), SEND, DRAW, None) == "settlement/1"


def confirmed_by(party: str) -> None:
    """A party confirms."""
    what = Confirmed(party, f"{party}函1号")
    assert actions.answer(city(party), opened(), what, party) == "settlement/1"


def approved() -> None:
    """One that binds: 800 yuan are owed."""
    asked_about()
    for party in PARTIES:
        confirmed_by(party)
    assert actions.approve(secretary(), opened(), APPROVE_IT, None) == "settlement/1"


def contest(by: Doing | None = None) -> None:
    """Easton says that section s1 was 7.6, not 8.0."""
    outcome = actions.answer(by or city(EASTON), opened(), CONTEST, EASTON, (REPORT,))
    assert outcome == "settlement/1", outcome


def opened(number: int = 1) -> Opened[Settlement]:
    found = queries.opened(REGION, SETTLEMENT, number)
    assert found is not None
    return found


def post(client: Client, path: str, sent: Mapping[str, object], status: int = 302) -> str:
    """Send a form; gives the page that answers or the address that one is sent on to."""
    answer = client.post(f"{ROAD}{path}", sent)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.headers.get("Location", "") or answer.content.decode()


def page(client: Client, path: str = "settlements/1/") -> str:
    answer = client.get(f"{ROAD}{path}")
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    return answer.content.decode()


def balances() -> dict[str, int]:
    """What stands in the fund's accounts, by party and purpose, in yuan."""
    found = booked.balances(REGION, FUND)
    return {
        f"{a.party}:{a.purpose}".replace(f"{FUND}:", ""): n // 100 for (a, _), n in found.items()
    }


def owed() -> list[tuple[str, str]]:
    return sorted((each.what, each.who) for each in Owed.objects.all())


def refused(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
SEND = Sent("湖合办〔2026〕7号", ANSWER_BY)
APPROVE_IT = Approved("湖合办〔2026〕8号", PAY_BY, PAY_BY)
REPORT = Upload("监测报告.png", "png", PNG)
CELL = Cell("2025", (("section", "s1"),), "load", "8.0", "mg/L")
CONTEST = Contested(
    EASTON, "fact", "录入有误", "东函2号", CELL, should="7.6", files=(REPORT.enclosure,)
)
UPHOLD = Decided(1, "upheld", "以原始记录为准", "湖合办〔2026〕9号", "7.6")
REJECT = Decided(1, "rejected", "原始记录无误", "湖合办〔2026〕9号")
