"""A rehearsal is walked through the portal's own pages, from its script."""

import io
from collections import Counter

import pytest
from django.conf import settings
from django.test import Client
from docx import Document

from here import DELTA, REHEARSAL
from lianxi.charter.load import load_path
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.paper import PAPER
from lianxi.governance.road.procedure import DUTIES, fold
from lianxi.governance.road.sitting import SITTING
from lianxi.portal.charter.actions import install
from lianxi.portal.charter.queries import current
from lianxi.portal.commitments.queries import tally
from lianxi.portal.dossiers.models import Dossier
from lianxi.portal.dossiers.procedures import PROCEDURES
from lianxi.portal.dossiers.queries import acts, content, now, states
from lianxi.portal.rehearsals.actions import walk, walk_all
from lianxi.portal.verification import verification
from tiny import read, rehearsal
from uploads import NOW, Enter

OURS = "lakes-rehearsal"
CALL = """\
[[step]]
day = "2006-05-08"
as = "secretariat"
at = "calls/new/"
say = { zh = "发出征集", en = "The call goes out" }
fields = { title = "征集", text = "请提出专题", due = "2006-06-01" }
"""
NOTHING = """\
[[step]]
day = "2006-05-09"
as = "liaison"
of = "990200"
at = "calls/1/nothing/"
say = { zh = "没有提案", en = "Nothing to propose" }
"""


def load(script: str) -> None:
    """A portal that holds a rehearsal of the tiny region with a script."""
    loaded = read({**rehearsal(), "script.toml": script})
    assert loaded.package is not None, loaded.errors
    install(loaded, NOW)


@pytest.mark.usefixtures("db", "demo")
def test_a_walk_is_made_once_and_its_page_says_what_was_done(enter: Enter) -> None:
    load(CALL + NOTHING)
    page = f"/regions/{OURS}/road/script/"
    office = enter("secretariat")
    assert "0 of 2 steps are done" in office.get(page).content.decode()
    (walked,) = walk_all()
    assert (walked.steps, walked.of, walked.stopped) == (2, 2, None)
    html = office.get(page).content.decode()
    assert "2 of 2 steps are done" in html
    assert f"/regions/{OURS}/road/calls/1/" in html
    assert walk(OURS) is None
    assert Dossier.objects.count() == 1


@pytest.mark.usefixtures("db", "demo")
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (NOTHING.replace("nothing", "close"), "Only the secretariat"),
        (NOTHING.replace("calls/1", "calls/9"), "There is no such page"),
        (NOTHING.replace('"990200"', '"990900"'), "no role liaison 990900"),
        (NOTHING + 'fields = { vote = "yes" }\n', "no field vote"),
        (NOTHING + 'rows = "commitments.csv?city=990200"\n', "nothing is listed"),
        (CALL.replace("2006-06-01", "soon"), "Answers by"),
    ],
)
def test_it_stops_at_a_wrong_step_with_its_number_and_the_forms_words(
    wrong: str, says: str
) -> None:
    load(CALL + wrong)
    walked = walk(OURS)
    assert walked is not None
    assert walked.steps == 1
    assert walked.stopped is not None
    assert "step 2" in walked.stopped.en
    assert says in walked.stopped.en
    assert Dossier.objects.count() == 1  # what was done before stays


@pytest.mark.usefixtures("db", "demo")
def test_a_region_without_a_script_has_no_page(enter: Enter) -> None:
    install(read(rehearsal()), NOW)
    assert walk(OURS) is None
    assert enter("secretariat").get(f"/regions/{OURS}/road/script/").status_code == 404


@pytest.mark.usefixtures("db", "demo")
def test_the_delta_is_walked_from_the_call_to_the_next_years_agenda(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Under test a browser keeps a copy of every context: hundreds of pages need none.
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)
    install(load_path(DELTA), NOW)
    install(load_path(REHEARSAL), NOW)
    (walked,) = walk_all()
    assert walked.stopped is None
    region = "delta-2009-rehearsal"
    found = current(region)
    assert found is not None
    day = now(found).date()
    counts = {word: n for word, n in tally(found, day).items() if n}
    assert counts == {
        "not started": 2,
        "on course": 21,
        "at risk": 4,
        "overdue": 5,
        "closed": 57,
        "not met": 1,
        "adjusted": 2,
    }
    commitments = [each.state for each in states(region, COMMITMENT)]
    assert Counter(len(each.terms.doer) > 6 for each in commitments) == {True: 92}
    (slip,) = [slip for each in commitments for slip in each.slips]
    unsigned, request = [request for each in commitments for request in each.requests]
    assert slip.closed_on is not None
    assert request.answered is not None
    assert request.answered.sitting == "sitting/2"
    assert unsigned.signed is None
    _went_out(region)
    _next_agenda(region)
    _what_a_leader_reads(region)
    assert verification().holds
    for row in Dossier.objects.filter(region=region).exclude(procedure="commitment"):
        procedure = PROCEDURES[row.procedure]
        face = procedure.face(fold(procedure, acts(row)))
        assert (row.title_zh, row.stage) == (face.title.zh, face.stage)
    assert list(walk_all()) == []


def _went_out(region: str) -> None:
    """The papers, each under its number; the summary has both readings and the figures."""
    papers = [each.state.issued for each in states(region, PAPER)]
    assert [(each.form, each.number) for each in papers] == [
        ("slip", "合作办督〔2009〕1号"),
        ("request", "合作办〔2010〕1号"),
        ("self-assessment", "上海合作〔2011〕1号"),
        ("self-assessment", "舟山合作〔2011〕1号"),
        ("self-assessment", "合肥合作〔2011〕1号"),
        ("circular", "合作办〔2011〕1号"),
        ("summary", "合作办〔2011〕2号"),
        ("next", "合作办〔2011〕3号"),
    ]
    (summary,) = [each for each in papers if each.form == "summary"]
    kept = content(summary.file.digest)
    assert kept is not None
    cells = [
        tuple(cell.text for cell in row.cells)
        for table in Document(io.BytesIO(kept)).tables
        for row in table.rows
    ]
    for figure in (
        ("已启动的城市", "12个（正式启动双向代办）", "2010Q3"),
        ("已启动的城市", "16个（启动实施异地就医结算）", "2010Q4"),
        ("累计办理异地就医结算", "6.75万人次", "2010Q4"),
        ("受理医疗费用", "1.28亿元", "2010Q4"),
        ("支付医保基金", "9102万元", "2010Q4"),
    ):
        assert any(row[:4] == (*figure, "上海市医保经办机构") for row in cells), figure
    assert any(row[0] == "公布异地就医代办窗口名录" and "办结1项" in row for row in cells)


def _next_agenda(region: str) -> None:
    """What the next conference takes up, each line with its reason."""
    items = [item.listed for item in states(region, SITTING)[-1].state.items]
    assert Counter(item.reason for item in items) == {
        "carried over": 1,
        "deferred": 1,
        "overdue": 5,
        "due": 1,
        "proposed": 1,
        "own": 1,
    }
    assert all(item.why for item in items)


def _what_a_leader_reads(region: str) -> None:
    """A request waits to be signed, and five commitments are late."""
    leader = Client(headers={"accept-language": "en"}, SERVER_NAME=settings.ALLOWED_HOSTS[0])
    leader.post("/enter/", {"role": "leader", "of": ""})
    page = leader.get(f"/regions/{region}/road/leader/").content.decode()
    assert DUTIES["sign-request"].en in page
    script = leader.get(f"/regions/{region}/road/script/").content.decode()
    assert "98 of 98 steps are done" in script


def test_the_demo_leads_there(client: Client, demo: None, db: None) -> None:
    load(CALL)
    html = client.get(f"/regions/{OURS}/").content.decode()
    assert f'href="/regions/{OURS}/road/script/"' in html
