"""Payment notices in a portal: how tests act, look and read what was booked."""

from collections.abc import Mapping
from datetime import timedelta

from django.test import Client

from lianxi.governance.authority import Refused
from lianxi.governance.road.notice import NOTICE
from lianxi.governance.road.notice_state import Notice
from lianxi.ledger.account import own
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.dossiers.models import Owed
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.ledger import queries as booked
from lianxi.portal.notices import actions
from notices import DRAFT, FUND, ISSUED, with_fund
from road import DAY, REGION, actor, doing, later, load

ROAD = f"/regions/{REGION}/road/"
TODAY = queries.real_day()
YEAR = TODAY.year
SOON = str(TODAY + timedelta(days=20))
NEW = f"notices/new/{FUND}/{YEAR}/"
HEAD = {"title": "2026年度缴款通知", "title_en": "Notice for the year", "pay_to": "湖区财政专户"}
ISSUE = {"number": "湖合办〔2026〕7号", "pay_by": SOON}
CASH = own(FUND, "cash")


def post(client: Client, path: str, sent: Mapping[str, object], status: int = 302) -> str:
    """Send a form; gives the page that answers or the address that one is sent on to."""
    answer = client.post(f"{ROAD}{path}", sent)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.headers.get("Location", "") or answer.content.decode()


def page(client: Client, path: str = "notices/1/") -> str:
    answer = client.get(f"{ROAD}{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def opened(number: int = 1) -> Opened[Notice]:
    found = queries.opened(REGION, NOTICE, number)
    assert found is not None
    return found


def balances() -> dict[str, int]:
    """What stands in the fund's accounts, by party and purpose, in yuan."""
    found = booked.balances(REGION, FUND)
    return {
        f"{a.party}:{a.purpose}".replace(f"{FUND}:", ""): n // 100 for (a, _), n in found.items()
    }


def owed() -> list[tuple[str, str]]:
    return sorted((each.what, each.who) for each in Owed.objects.all())


def payment(party: str, amount: str, voucher: str, **more: str) -> dict[str, str]:
    return {"party": party, "amount": amount, "day": str(TODAY), "voucher": voucher, **more}


def finance() -> Doing:
    """Finance acting in March."""
    return doing(actor("finance"), DAY)


def office() -> Doing:
    """The secretariat acting the day after."""
    return later(doing(actor("secretariat")), 1)


def refused(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.reason.en


def issue_one() -> None:
    """A notice that was issued in March: two towns owe 50,000 each by the first of April."""
    load(with_fund())
    assert actions.draft(finance(), DRAFT) == "notice/1"
    assert actions.issue(office(), opened(), ISSUED, None) == "notice/1"


def at(days: int = 2, role: str = "finance") -> Doing:
    """Somebody acting some days after the draft."""
    return later(doing(actor(role)), days)
