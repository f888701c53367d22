"""Settlements on their pages: every form, what is refused in it, letters, files, the API."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook

from lianxi.governance.road.settlement_acts import Paid, Reminded
from lianxi.portal.dossiers.queries import real_day
from lianxi.portal.settlements import actions
from notices import reload
from road import DAY, EASTON, NORHAM, REGION, WESTON
from settled import (
    APPROVE_IT,
    PNG,
    ROAD,
    RULE,
    approved,
    asked_about,
    contest,
    finance,
    opened,
    page,
    post,
    there,
    with_rule,
)
from uploads import Enter

NEW = "settlements/new/lake-water/"
TODAY = str(real_day())
DRAW = {
    "title": "湖区水质补偿2025年结算",
    "title_en": "Lake water 2025",
    "span": "2025",
    "day": "2025-01-01",
}
SEND = {"number": "湖合办〔2026〕7号", "answer_by": TODAY}
APPROVE = {"number": "湖合办〔2026〕8号", "pay_by": TODAY, "contest_by": TODAY}
FACT = "2025|section=s1|load"


def evidence() -> SimpleUploadedFile:
    return SimpleUploadedFile("监测报告.png", PNG)


def contested(**more: object) -> dict[str, object]:
    said = {"party": EASTON, "about": "fact", "cell": FACT, "should": "7.6", "why": "录入有误"}
    return {**said, "reply": "东函2号", "enclosures": evidence(), **more}


@pytest.fixture
def figured(db: None) -> None:
    """A live region with the rule and its figures."""
    there()


def test_a_settlement_is_walked_on_its_pages(figured: None, enter: Enter) -> None:
    money, office, city, leader = (
        enter(role) for role in ("finance", "secretariat", "liaison", "leader")
    )
    assert f'href="{ROAD}{NEW}"' in page(money, "settlements/new/")
    assert 'value="2025-01-01"' in page(money, NEW)
    assert post(money, NEW, DRAW) == f"{ROAD}settlements/1/"
    shown = page(office)
    assert "Awaits its check: 2 lines of 800.00 yuan together." in shown
    assert "settlements/1/check/" in shown
    assert "settlements/1/check/" not in page(money)
    assert "the same" in page(office, "settlements/1/check/")
    post(office, "settlements/1/check/", {})
    post(office, "settlements/1/send/", SEND)
    assert "settlements/1/confirm/" in page(city)
    post(city, "settlements/1/contest/", contested())
    post(office, "settlements/1/confirm/", {"party": WESTON, "reply": "西函1号"})
    shown = page(leader)
    assert "Easton says that “load” of s1 in 2025, 8.0 mg/L, should be 7.6" in shown
    assert "settlements/1/disputes/1/decide/" in shown
    assert 'value="7.6"' in page(leader, "settlements/1/disputes/1/decide/")
    held = {"outcome": "upheld", "value": "7.6", "reasons": "以原始记录为准"}
    post(leader, "settlements/1/disputes/1/decide/", {**held, "number": "湖合办〔2026〕9号"})
    post(money, "settlements/1/redraw/", {"why": "更正断面一"})
    shown = page(office)
    assert "Version 2, net (yuan)" in shown
    assert "-400.00" in shown
    post(office, "settlements/1/check/", {"note": "一致"})
    post(office, "settlements/1/send/", {**SEND, "number": "湖合办〔2026〕10号"})
    for party in (EASTON, WESTON, NORHAM):
        post(office, "settlements/1/confirm/", {"party": party, "reply": "函3号"})
    assert "it is booked line by line" in page(leader, "settlements/1/approve/")
    post(leader, "settlements/1/approve/", APPROVE)
    shown = page(money)
    assert "Being paid: 2 lines of 400.00 yuan together, 400.00 still to come in" in shown
    assert ", 400.00 to be paid out." in shown
    assert "funds/pier-fund/transfers/1/" in shown
    for link in ("lines/1/?period=2025", "facts/batches/1/", "facts/batches/2/"):
        at = f"/regions/{REGION}/sharing/lake-water/{link}"
        assert at in shown
    why = shown.split(f'href="/regions/{REGION}/sharing/lake-water/lines/1/')[1].split('"')[0]
    at = f"/regions/{REGION}/sharing/lake-water/lines/1/{why.replace('&amp;', '&')}"
    answer = money.get(at)
    assert answer.status_code == 200
    assert "100.00" in answer.content.decode()
    pay = {"party": f"{EASTON}|CNY|in", "amount": "400.00", "day": TODAY, "voucher": "B-1"}
    post(money, "settlements/1/pay/", pay)
    for n, (party, yuan) in enumerate(((WESTON, "100"), (NORHAM, "300")), 2):
        out = {"party": f"{party}|CNY|out", "amount": yuan, "day": TODAY, "voucher": f"B-{n}"}
        post(money, "settlements/1/pay/", out)
    post(money, "settlements/1/close/", {})
    assert "Closed: " in page(city)
    transfer = office.get(f"/regions/{REGION}/funds/pier-fund/transfers/1/").content.decode()
    assert f"{ROAD}settlements/1/" in transfer  # and from the ledger back


def test_what_is_filled_in_wrongly_is_said_in_words(figured: None, enter: Enter) -> None:
    money, office, city, leader = (
        enter(role) for role in ("finance", "secretariat", "liaison", "leader")
    )

    def wrong(client: Client, path: str, sent: Mapping[str, object], why: str) -> None:
        assert why in post(client, f"settlements/{path}", sent, 422), why

    new = "new/lake-water/"
    wrong(money, new, {}, "Please fill in")
    wrong(money, new, {**DRAW, "span": "2025H1"}, "is no period like 2025")
    wrong(money, new, {**DRAW, "span": "2025Q1"}, "the rule counts by the year")
    wrong(money, new, {**DRAW, "span": "2024"}, "no figures of 2024")
    wrong(money, new, {**DRAW, "day": "2019-12-31"}, "not in force")
    assert money.get(f"{ROAD}settlements/new/treaty/").status_code == 404
    post(money, NEW, DRAW)
    wrong(money, "1/check/", {}, "somebody else checks it")
    wrong(office, "1/send/", SEND, "not checked yet")
    post(office, "settlements/1/check/", {})
    wrong(office, "1/send/", {**SEND, "number": "7号"}, "no number of a document")
    wrong(office, "1/send/", {**SEND, "seen": "1"}, "something was done here after you looked")
    post(office, "settlements/1/send/", SEND)
    wrong(office, "1/confirm/", {"party": WESTON}, "Please fill in")
    wrong(city, "1/confirm/", {"party": WESTON, "reply": "x"}, "no such choice")
    wrong(city, "1/contest/", contested(should="七点六"), "as figures are written")
    wrong(city, "1/contest/", contested(should="7.6 " * 40), "at most")
    wrong(city, "1/contest/", contested(cell=""), "which figure is contested")
    wrong(city, "1/contest/", contested(enclosures=""), "contested with evidence")
    bad = SimpleUploadedFile("x.exe", b"MZ")
    wrong(city, "1/contest/", contested(enclosures=bad), "no file that is kept")
    wrong(city, "1/contest/", contested(about="parameter", cell=""), "which one it is")
    post(city, "settlements/1/contest/", contested())
    wrong(city, "1/contest/", contested(), "contests it already, in dispute 1")
    decide = "1/disputes/1/decide/"
    wrong(leader, decide, {"outcome": "upheld"}, "Please fill in")
    held = {"outcome": "upheld", "reasons": "x", "number": "湖合办〔2026〕9号"}
    wrong(leader, decide, {**held, "value": ""}, "what it should be")
    wrong(leader, decide, {**held, "value": "７．６"}, "as figures are written")
    assert leader.get(f"{ROAD}settlements/1/disputes/2/decide/").status_code == 404
    wrong(city, "1/disputes/1/drop/", {"reply": ""}, "Please fill in")
    post(city, "settlements/1/disputes/1/drop/", {"reply": "东函4号"})
    for party in (EASTON, WESTON, NORHAM):
        post(office, "settlements/1/confirm/", {"party": party, "reply": "函3号"})
    wrong(leader, "1/approve/", {**APPROVE, "pay_by": "2020-01-01"}, "1 January 2020 is over")
    post(leader, "settlements/1/approve/", APPROVE)
    pay = {"party": f"{EASTON}|CNY|in", "amount": "800", "day": TODAY, "voucher": "B-1"}
    for amount in ("５00", "1e3", "0.001", "x"):
        wrong(money, "1/pay/", {**pay, "amount": amount}, "is no amount like 50000.00")
    wrong(money, "1/pay/", {**pay, "amount": "-5"}, "more than zero")
    wrong(money, "1/pay/", {**pay, "amount": "800.01"}, "owes 800.00 yuan, not 800.01")
    wrong(money, "1/remind/", {"number": "湖合办〔2026〕11号", "by": TODAY}, "may pay until")
    wrong(money, "1/close/", {}, "3 members are not settled yet")


def test_a_paper_goes_to_each_party_and_names_what_it_pays(db: None, enter: Enter) -> None:
    approved()
    office = enter("secretariat")
    office.cookies["django_language"] = "zh-hans"
    at = f"{ROAD}settlements/1/"
    text = words(office, f"{at}letter.docx?party={EASTON}")
    assert "净应付800.00元（大写：捌佰元整）" in text
    assert "湖合办〔2026〕8号" in text
    assert "净应收500.00元" in words(office, f"{at}letter.docx?party={WESTON}")
    assert office.get(f"{at}letter.docx?party=990000").status_code == 404
    assert "已确认" in words(office, f"{at}summary.docx")
    assert office.get(f"{at}disputes/1/decision.docx").status_code == 404
    pdf = office.get(f"{at}summary.pdf")
    assert pdf.status_code in (200, 422)
    book = load_workbook(BytesIO(office.get(f"{at}settlement.xlsx").content))
    assert book.sheetnames[:2] == ["各成员", "逐笔明细"]
    assert [cell.value for cell in book["各成员"][2]][:5] == ["东镇", "CNY", 800, 0, -800]
    remind = Reminded("湖合办〔2026〕20号", APPROVE_IT.pay_by.replace(year=2027))
    actions.plain(finance(90), opened(), remind, actions.DRAW, None)
    assert "800.00" in words(office, f"{at}reminders/1.docx")


def words(client: Client, address: str) -> str:
    """The text of a paper."""
    answer = client.get(address, headers={"accept-language": "zh"})
    assert answer.status_code == 200, answer.content.decode()[:500]
    document = Document(BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_the_decision_of_a_dispute_is_a_paper(db: None, enter: Enter) -> None:
    asked_about()
    contest()
    office = enter("leader")
    decide = {"outcome": "rejected", "reasons": "原始记录无误", "number": "湖合办〔2026〕9号"}
    post(office, "settlements/1/disputes/1/decide/", decide)
    text = words(office, f"{ROAD}settlements/1/disputes/1/decision.docx")
    assert "异议不成立" in text
    assert "原始记录无误" in text
    shown = page(office)
    digest = opened().state.disputes[0].contested.files[0].digest
    assert office.get(f"{ROAD}settlements/1/files/{digest}/").status_code == 200
    assert "rejected" in shown.lower()


def test_a_result_that_does_not_come_out_again_is_said_in_red(db: None, enter: Enter) -> None:
    approved()
    office = enter("secretariat")
    assert "reproduced" not in page(office)
    reload(with_rule(RULE.replace('value = "1000"', 'value = "2000"')))
    assert "t be reproduced" in page(office)


def test_lists_desks_and_the_api_say_the_same(db: None, enter: Enter) -> None:
    approved()
    office, city = enter("secretariat"), enter("liaison")
    listed = page(office, "settlements/?stage=approved&rule=lake-water&year=2025&sort=-amount")
    assert "800.00" in listed
    assert "800.00,800.00" in office.get(f"{ROAD}settlements.csv").content.decode()
    assert "pay in" in page(city, f"desks/{EASTON}/")
    api = f"/api/v1/regions/{REGION}/settlements"
    (brief,) = city.get(f"{api}?stage=approved").json()
    whole = city.get(f"{api}/1").json()
    assert {key: whole[key] for key in brief} == brief
    assert whole["parties"][0]["due"] == "800.00"
    assert [line["amount"] for line in whole["lines"]] == ["500.00", "300.00"]
    assert city.get(f"{api}/9").status_code == 404
    assert city.get(f"{api}?stage=lost").status_code == 422


def test_pages_cost_the_same_however_much_there_is(db: None, enter: Enter) -> None:
    approved()
    office = enter("secretariat")
    page(office)
    with CaptureQueriesContext(connection) as few:
        page(office)
    for n in range(4):
        what = Paid(EASTON, "in", 1_00, DAY.date(), f"B-{n}")
        actions.pay(finance(5), opened(), what, None)
    with CaptureQueriesContext(connection) as many:
        page(office)
    assert len(many) <= len(few)
