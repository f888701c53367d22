"""Texts in the portal: drafted by form, commented on, signed, in force, broken down, an article."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from killed import sweep
from lianxi.governance.authority import Refused
from lianxi.governance.road.agreement import AGREEMENT
from lianxi.governance.road.agreement_acts import (
    Acceded,
    Amended,
    ClauseWritten,
    DraftClause,
    EnteredIntoForce,
    ScanFiled,
    TextSettled,
)
from lianxi.governance.road.agreement_text import Text
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.portal.charter.queries import current
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.actions import Upload, set_clock
from lianxi.portal.dossiers.models import Dossier, Entry
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.texts import actions
from lianxi.portal.verification import verification
from pier import DRAFT, LAMPS, LATER, NOTE, PIERS, SIGN_E, SIGN_W
from road import (
    BOATHOUSE,
    DAY,
    EASTON,
    NORHAM,
    REGION,
    WESTON,
    actor,
    doing,
    later,
    liaison,
    live,
    load,
    office,
)
from uploads import Enter

TEXTS = f"/regions/{REGION}/road/texts"
ONE = f"{TEXTS}/1"
PDF = b"%PDF-1.7 signed"


@pytest.fixture
def lake(db: None) -> None:
    """A rehearsal whose clock stands on the day."""
    load(live("rehearsal"))
    assert not isinstance(set_clock(office(), DAY), Refused)


def found() -> Opened[Text]:
    """The first text."""
    there = queries.opened(REGION, AGREEMENT, 1)
    assert there is not None
    return there


def put(browser: Client, address: str, **fields: object) -> HttpResponse:
    """Fill in a form that is about the text as it stands."""
    seen = found().row.acts_count if Dossier.objects.filter(procedure="agreement").exists() else 0
    answer = browser.post(address, {"seen": seen, **fields})
    assert isinstance(answer, HttpResponse)
    return answer


def begin(browser: Client, **terms: object) -> HttpResponse:
    """Draft the pier agreement."""
    said = {
        "title": "码头协议",
        "title_en": "Pier agreement",
        "form": "agreement",
        "effect": "binding",
        "body": "council",
        "parties": [EASTON, WESTON],
        **terms,
    }
    return put(browser, f"{TEXTS}/draft/", **said)


CLAUSE: Mapping[str, object] = {
    "subject": "修复码头",
    "subject_en": "Repair the piers",
    "text": "各镇修复码头。",
    "binding": "on",
    "lead": BOATHOUSE,
    "due": "2026-12-31",
    "evidence": "验收单",
    "liability": "通报",
    "per": "on",
    "tasks": "人员 | staff\n木料",
}


def drafted(browser: Client) -> None:
    """The pier agreement with its first clause."""
    assert begin(browser).status_code == 302
    assert put(browser, f"{ONE}/write/", **CLAUSE).status_code == 302


def in_force(*clauses: DraftClause) -> None:
    """The pier agreement, or one of other clauses, in force where the clock stands."""
    by = office()
    written = [ClauseWritten(each) for each in clauses or (PIERS, LAMPS, NOTE)]
    done: list[object] = [actions.draft(by, DRAFT)]
    for what in (*written, TextSettled(), SIGN_E, SIGN_W):
        done.append(actions.act(by, found(), what))
    upload = Upload("签署本.pdf", "pdf", PDF)
    done.append(actions.act(by, found(), ScanFiled(upload.enclosure), uploads=(upload,)))
    done.append(actions.act(by, found(), EnteredIntoForce(DAY.date())))
    assert not any(isinstance(each, Refused) for each in done), done


def test_a_text_is_drafted_by_form(lake: None, enter: Enter) -> None:
    browser = enter("secretariat")
    assert "no year" not in begin(browser, form="poem").content.decode()
    assert begin(browser, title="").status_code == 422
    assert "is not a year like" in begin(browser, year="next").content.decode()
    wrong = begin(browser, origin="proposal/9")
    assert "there is no dossier proposal/9" in wrong.content.decode()
    assert Entry.objects.count() == 0
    drafted(browser)
    clause = found().state.clauses[0]
    assert (clause.id, clause.per, clause.due) == ("clause-1", "each member", date(2026, 12, 31))
    assert [(id_, words.zh, words.en) for id_, words in clause.tasks] == [
        ("task-1", "人员", "staff"),
        ("task-2", "木料", "木料"),
    ]
    early = put(browser, f"{ONE}/write/", **{**CLAUSE, "starts": "2027-01-01"})
    assert "before it starts" in early.content.decode()
    assert enter("liaison").get(f"{ONE}/write/").status_code == 403


def test_a_clause_that_is_rewritten_keeps_its_tasks_and_says_whose_wish(
    lake: None, enter: Enter
) -> None:
    browser = enter("secretariat")
    drafted(browser)
    again = {
        **CLAUSE,
        "tasks": "木料\n人员 | staff\n灯",
        "by": WESTON,
        "text": "各镇修复码头和灯。",
    }
    assert put(browser, f"{ONE}/write/?clause=clause-1", **again).status_code == 302
    assert [id_ for id_, _ in found().state.clauses[0].tasks] == ["task-2", "task-1", "task-3"]
    page = browser.get(f"{ONE}/clauses/clause-1/").content.decode()
    assert "by the wish of Weston" in page
    assert "<ins>和灯</ins>" in page
    assert browser.get(f"{ONE}/clauses/nothing/").status_code == 404
    assert browser.get(f"{ONE}/write/?clause=nothing").status_code == 404
    assert put(browser, f"{ONE}/strike/?clause=clause-1", why="并入").status_code == 302
    assert "Struck: 并入" in browser.get(f"{ONE}/clauses/clause-1/").content.decode()


def test_comments_come_from_parties_or_by_their_letters(lake: None, enter: Enter) -> None:
    browser, easton = enter("secretariat"), enter("liaison")
    drafted(browser)
    on = f"{ONE}/comment/?clause=clause-1"
    assert put(easton, on, party=EASTON, text="木料不够").status_code == 302
    assert put(easton, on, party=WESTON, text="x").status_code == 422
    bare = put(browser, on, party=WESTON, text="同意")
    assert "give the number of its letter" in bare.content.decode()
    letter = {"party": WESTON, "text": "改期", "letter": "西〔2026〕1号"}
    assert put(browser, f"{ONE}/comment/", **letter).status_code == 302
    act = found().acts[-1]
    assert (act.on_behalf_of, act.letter) == (WESTON, "西〔2026〕1号")
    page = browser.get(f"{ONE}/").content.decode()
    assert "木料不够" in page
    assert "Comments on the whole" in page
    assert "comment 1 is not weighed yet" in put(browser, f"{ONE}/settle/").content.decode()
    weigh = f"{ONE}/weigh/?comment=1"
    assert "say why" in put(browser, weigh, adopted="not").content.decode()
    assert put(browser, weigh, adopted="adopted").status_code == 302
    assert browser.get(f"{ONE}/weigh/?comment=9").status_code == 404


def test_findings_are_shown_where_they_are_and_let_stand_for_a_reason(
    lake: None, enter: Enter
) -> None:
    browser = enter("secretariat")
    begin(browser, effect="")
    put(browser, f"{ONE}/write/", **{**CLAUSE, "subject": "捕鱼", "lead": "", "due": ""})
    page = browser.get(f"{ONE}/").content.decode()
    assert "its effect is unclear" in page
    assert "the clause “Repair the piers” names no lead unit" in page
    assert "is about the same as “Fishing”" in page
    assert put(browser, f"{ONE}/settle/").status_code == 422
    reasons = {f"why-{n}": f"理由{n}" for n in range(1, 5)}
    assert put(browser, f"{ONE}/settle/", **{**reasons, "why-2": " "}).status_code == 422
    assert put(browser, f"{ONE}/settle/", **reasons).status_code == 302
    assert "(let stand: 理由1)" in browser.get(f"{ONE}/").content.decode()


def test_it_is_signed_filed_and_enters_into_force(lake: None, enter: Enter) -> None:
    browser = enter("secretariat")
    drafted(browser)
    assert put(browser, f"{ONE}/settle/").status_code == 302
    ink = {"signatory": "王里长", "authority": "议会授权", "day": "2026-03-02"}
    assert put(browser, f"{ONE}/sign/", party=NORHAM, **ink).status_code == 422
    for party in (EASTON, WESTON):
        assert put(browser, f"{ONE}/sign/", party=party, **ink).status_code == 302
    assert "not filed" in put(browser, f"{ONE}/force/", day="2026-03-02").content.decode()
    other = SimpleUploadedFile("a.pdf", b"MZ not a scan")
    assert put(browser, f"{ONE}/scan/", scan=other).status_code == 422
    assert put(browser, f"{ONE}/scan/", scan=SimpleUploadedFile("签.pdf", PDF)).status_code == 302
    assert browser.get(f"{ONE}/scans/1/").content == PDF
    assert browser.get(f"{ONE}/scans/2/").status_code == 404
    assert put(browser, f"{ONE}/force/", day="2026-03-02").status_code == 302
    assert "in force" in browser.get(f"{ONE}/").content.decode()
    assert enter("liaison").get(f"{ONE}/sign/").status_code == 403


def test_it_is_amended_joined_left_and_read_as_of_any_day(lake: None, enter: Enter) -> None:
    in_force()
    browser = enter("secretariat")
    terms = {"decided": "第三次会议", "day": "2026-08-01"}
    later_on = {**CLAUSE, "due": "2027-06-30", **terms}
    assert put(browser, f"{ONE}/amend/?clause=piers", **later_on).status_code == 302
    assert put(browser, f"{ONE}/repeal/?clause=note", **terms).status_code == 302
    assert put(browser, f"{ONE}/repeal/?clause=ice", **terms).status_code == 404
    move = {"day": "2026-07-01", "by": "北〔2026〕1号"}
    assert put(browser, f"{ONE}/accede/", party=NORHAM, **move).status_code == 302
    assert put(browser, f"{ONE}/leave/", party=EASTON, **move).status_code == 302
    page = browser.get(f"{ONE}/?at=2026-09-01").content.decode()
    assert "2 parties, 2 clauses" in page
    assert "3 clauses" in browser.get(f"{ONE}/?at=2026-06-30").content.decode()
    between = f"{ONE}/compare/?since=2026-06-30&until=2026-09-01"
    page = browser.get(between).content.decode()
    assert "joined: Norham" in page
    assert "left: Easton" in page
    assert "2 clauses differ" in page
    early = put(browser, f"{ONE}/end/", day="2026-07-01", by="x")
    assert "can&#x27;t be before 1 August 2026" in early.content.decode()
    assert put(browser, f"{ONE}/end/", day="2027-01-01", by="第四次会议").status_code == 302
    answer = browser.get(f"/api/v1/regions/{REGION}/texts/1?at=2026-09-01").json()
    assert (answer["standing"], answer["parties"]) == ("in force", [WESTON, NORHAM])
    assert [each["id"] for each in answer["clauses"]] == ["piers", "lamps"]
    assert browser.get(f"/api/v1/regions/{REGION}/texts").json()[0]["ref"] == "agreement/1"
    assert browser.get(f"/api/v1/regions/{REGION}/texts/9").status_code == 404


def test_it_is_broken_down_once_and_again_for_who_joins(lake: None, enter: Enter) -> None:
    in_force()
    browser = enter("secretariat")
    page = browser.get(f"{ONE}/break-down/").content.decode()
    assert "5 commitments of 2 clauses for 2 parties" in page
    assert f'<option value="{BOATHOUSE}" selected>' in page  # the unit like the lead's own
    doers = {f"doer-{n}": who for n, who in enumerate([EASTON, BOATHOUSE, WESTON, WESTON], 1)}
    assert put(browser, f"{ONE}/break-down/", **{**doers, "doer-1": "999999"}).status_code == 422
    assert Dossier.objects.filter(procedure="commitment").count() == 0
    assert put(browser, f"{ONE}/break-down/", **doers).status_code == 302
    states = [each.state.terms for each in queries.states(REGION, COMMITMENT)]
    assert [each.doer for each in states] == [EASTON, BOATHOUSE, WESTON, WESTON, BOATHOUSE]
    assert {each.origin for each in states} == {"agreement/1#piers", "agreement/1#lamps"}
    assert [row.commitment for row in found().state.rows] == [
        f"commitment/{n}" for n in range(1, 6)
    ]
    again = put(browser, f"{ONE}/break-down/", **doers)
    assert "broken down already" in again.content.decode()
    join = Acceded(NORHAM, DAY.date(), "北〔2026〕1号")
    assert not isinstance(actions.act(office(), found(), join), Refused)
    more = {"doer-1": NORHAM, "doer-2": NORHAM}
    assert put(browser, f"{ONE}/break-down/", **more).status_code == 302
    assert Dossier.objects.filter(procedure="commitment").count() == 7
    assert verification().holds


def test_a_clause_without_a_lead_gets_one_when_it_is_broken_down(lake: None) -> None:
    in_force(DraftClause("lamps", LAMPS.subject, "点灯"))
    refused = actions.break_down(office(), found(), {}, None)
    assert isinstance(refused, Refused)
    assert "has no lead unit yet" in refused.reason.en
    whom = {("lamps", "", ""): actions.Whom(BOATHOUSE, BOATHOUSE)}
    assert actions.break_down(office(), found(), whom, None) == "agreement/1"


def test_who_may_not(lake: None) -> None:
    in_force()
    for by in (liaison(EASTON), doing(actor("auditor")), doing(None)):
        assert isinstance(actions.break_down(by, found(), {}, None), Refused)
        assert isinstance(actions.draft(by, DRAFT), Refused)
    mine = doing(actor("body-secretary", body=f"{REGION}/council"))
    assert actions.break_down(mine, found(), {}, None) == "agreement/1"


def test_what_was_not_looked_at_is_not_overwritten(lake: None, enter: Enter) -> None:
    browser = enter("secretariat")
    drafted(browser)
    answer = browser.post(f"{ONE}/write/", {**CLAUSE, "seen": 1})
    assert "look again" in answer.content.decode()


def test_a_text_in_force_goes_into_the_package(db: None, enter: Enter) -> None:
    load(live())  # a live region: the article rests on the signed text
    in_force()
    browser, administrator = enter("secretariat"), enter("administrator")
    page = browser.get(f"{ONE}/article/").content.decode()
    assert "agreements/2026-agreement-1.toml" in page
    assert browser.get(f"{ONE}/article/review/").status_code == 403
    assert "Put it up for review" in administrator.get(f"{ONE}/article/review/").content.decode()
    draft = administrator.post(f"{ONE}/article/review/")
    assert draft.status_code == 302
    confirmed = administrator.post(f"{draft['location']}confirm/")
    assert confirmed.status_code == 302
    package = current(REGION)
    assert package is not None
    article = package.package.articles["2026-agreement-1"]
    assert [str(each) for each in article.versions[0].source] == ["signed text 1"]
    assert "signed text 1" in package.package.sources
    assert "says just this already" in browser.get(f"{ONE}/article/").content.decode()
    again = administrator.post(f"{ONE}/article/review/")
    assert "nothing to load" in again.content.decode()


def test_an_article_that_the_package_does_not_take_is_not_put_up(lake: None, enter: Enter) -> None:
    in_force(DraftClause("piers", PIERS.subject, "x", lead="990100/mill"))
    administrator = enter("administrator")
    page = administrator.get(f"{ONE}/article/review/").content.decode()
    assert "1 error, which comes first" in page
    assert administrator.post(f"{ONE}/article/review/").status_code == 422


def test_a_text_is_given_as_a_document(lake: None, enter: Enter) -> None:
    in_force()
    browser = enter("secretariat")
    said = Document(io.BytesIO(browser.get(f"{TEXTS}/1.docx").content))
    text = "".join(each.text for each in said.paragraphs)
    assert "码头协议" in text
    assert "第一条" in text
    assert "牵头单位：东镇·船屋；完成时限：2026年12月31日" in text
    actions.draft(office(), replace(DRAFT, form="plan", effect=""))
    assert browser.get(f"{TEXTS}/2.docx").status_code == 200
    actions.draft(office(), replace(DRAFT, parties=()))
    assert browser.get(f"{TEXTS}/3.docx").status_code == 422  # nobody would sign it


def test_the_list_and_a_record(lake: None, enter: Enter) -> None:
    in_force()
    actions.draft(later(office(), 0), DRAFT)
    browser = enter("secretariat")
    page = browser.get(f"{TEXTS}/?stage=draft").content.decode()
    assert "1 of 2 shown" in page
    assert "to be broken down" in browser.get(f"{TEXTS}/").content.decode()
    csv = browser.get(f"{TEXTS}.csv").content.decode()
    assert "agreement/1" in csv
    assert browser.get(f"{TEXTS}.xlsx").status_code == 200


def test_a_text_costs_the_same_however_many_clauses_it_has(lake: None, enter: Enter) -> None:
    in_force()
    browser = enter("secretariat")
    browser.get(f"{ONE}/")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"{ONE}/")
        return len(asked)

    before = cost()
    lamps = DraftClause("buoys", LAMPS.subject, "浮标", lead=BOATHOUSE)
    change = Amended(DAY.date() + timedelta(days=1), "x", (lamps, LATER))
    assert not isinstance(actions.act(office(), found(), change), Refused)
    assert cost() == before


@pytest.mark.django_db(transaction=True)
def test_killed_anywhere_no_commitment_is_half_made() -> None:
    load()
    in_force()
    before = Entry.objects.count()

    def act() -> None:
        assert actions.break_down(office(), found(), {}, None) == "agreement/1"

    def as_it_was() -> None:
        assert Entry.objects.count() == before
        assert found().state.rows == ()

    assert sweep(act, as_it_was) > 4
    assert Entry.objects.count() == before + 6
    assert verification().holds
