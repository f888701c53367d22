"""A year of compensation, walked from monitoring figures to the last payment by the script.

What was booked is what the rule gives for the corrected figures; from a transfer in the ledger
clicks lead to the settlement, to why the line is what it is, and to the batch of figures.
"""

import csv
import io
import json
import re
from datetime import date

import pytest
from django.test import Client

from here import COMPENSATION, FIGURES
from lianxi.charter.load import load_path
from lianxi.ledger.account import own
from lianxi.portal.charter.actions import install
from lianxi.portal.charter.queries import current
from lianxi.portal.dossiers.models import Dossier, Owed
from lianxi.portal.ledger import queries
from lianxi.portal.rehearsals.actions import walk
from lianxi.portal.rehearsals.queries import progress
from lianxi.portal.sharing.queries import facts
from lianxi.portal.verification import verification
from lianxi.sharing.facts import read_csv
from lianxi.sharing.plan import planned
from lianxi.sharing.rebuild import rebuild
from lianxi.sharing.run import Shared, run
from uploads import NOW, Enter

REGION, RULE, FUND = "delta-2026-rehearsal", "section-two-way", "eco-compensation"
AT = f"/regions/{REGION}"
SETTLEMENT = f"{AT}/road/settlements/1/"


@pytest.mark.usefixtures("db", "demo")
def test_a_year_goes_from_monitoring_figures_to_the_last_payment(
    monkeypatch: pytest.MonkeyPatch, enter: Enter
) -> None:
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)
    install(load_path(COMPENSATION), NOW)
    walked = walk(REGION)
    assert walked is not None
    assert walked.stopped is None, walked.stopped
    found = current(REGION)
    assert found is not None
    assert all(each.done for each in progress(found.package))
    assert {row.ref: row.stage for row in Dossier.objects.all()} == {"settlement/1": "closed"}
    assert not Owed.objects.exists()
    shared = _worked_out()
    _booked(shared)
    finance = enter("finance")
    _clicks(finance)
    _exports(finance, shared)
    assert verification().holds


def _worked_out() -> Shared:
    """The year by the engine alone, on the published table of figures: the corrected ones."""
    package = load_path(COMPENSATION).package
    assert package is not None
    plan = planned(package, RULE, date(2026, 12, 31))
    assert not isinstance(plan, tuple)
    table = (FIGURES / "synthetic-section-two-way-2026.csv").read_text("utf-8")
    found, wrong = read_csv(plan, table, "figures.csv")
    assert not wrong
    shared = run(plan, found)
    assert isinstance(shared, Shared)
    return shared


def _booked(shared: Shared) -> None:
    """Each party's transfers are its net; they and the money in hand are back to nothing."""
    moved: dict[str, int] = {}
    for each in queries.coming_from(REGION, "settlement/1"):
        if any(leg.account == own(FUND, "cash") for leg in each.transfer.legs):
            continue
        for leg in each.transfer.legs:
            moved[leg.account.party] = moved.get(leg.account.party, 0) - leg.amount
    assert moved == {party: amount for (party, _), amount in shared.net().items()}
    balances = queries.balances(REGION, FUND)
    assert not any(balances.values())
    newest = {row.source for row in facts(REGION, RULE)}
    assert newest == {f"facts/{n}" for n in range(1, 6)}  # the fifth is the correction


def _clicks(finance: Client) -> None:
    """From the ledger to the figure, by the links of the pages."""
    booked = next(iter(queries.coming_from(REGION, "settlement/1")))
    transfer = _page(finance, f"{AT}/funds/{FUND}/transfers/{booked.number}/")
    settlement = _link(transfer, r"/road/settlements/1/")
    why = _link(_page(finance, settlement), rf"/sharing/{RULE}/lines/\d+/\?[^\"]*")
    page = _page(finance, why)
    assert "lianxi.sharing.rebuild" in page
    batch = _link(page, rf"/sharing/{RULE}/facts/batches/\d+/[^\"]*")
    assert "监测〔2026〕" in _page(finance, batch)
    told = json.loads(finance.get(why.replace("/?", "/why.json?")).content)
    assert rebuild(told) == []
    rule = _page(finance, f"{AT}/sharing/{RULE}/?period=2026-07")
    assert "<svg" in rule


def _exports(finance: Client, shared: Shared) -> None:
    """The transfers go out as lists and workbook, the settlement as letters, the books whole."""
    total = 0
    for month in (each.text for each in shared.facts.periods):
        answer = finance.get(f"{AT}/sharing/{RULE}/lines.csv?period={month}")
        total += len(list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))) - 1
    assert total == len(shared.lines)
    for name in ("settlement.xlsx", "summary.docx", "letter.docx?party=320500"):
        assert finance.get(SETTLEMENT + name).status_code == 200, name


def _page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def _link(page: str, pattern: str) -> str:
    found = re.search(rf'href="({AT}{pattern})"', page)
    assert found is not None, pattern
    return found[1].replace("&amp;", "&")
