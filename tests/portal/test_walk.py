"""A rehearsal is walked through the portal's own pages, from its script."""

from collections import Counter

import pytest
from django.test import Client

from here import DELTA, REHEARSAL
from lianxi.charter.load import load_path
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.procedure import fold
from lianxi.governance.road.sitting import SITTING
from lianxi.portal.charter.actions import install
from lianxi.portal.charter.queries import current
from lianxi.portal.commitments.queries import tally
from lianxi.portal.dossiers.models import Dossier
from lianxi.portal.dossiers.procedures import PROCEDURES
from lianxi.portal.dossiers.queries import acts, now, states
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
    assert counts == {"closed": 37, "not met": 1, "overdue": 50}
    commitments = [each.state for each in states(region, COMMITMENT)]
    assert Counter(len(each.terms.doer) > 6 for each in commitments) == {True: 88}
    (slip,) = [slip for each in commitments for slip in each.slips]
    (request,) = [request for each in commitments for request in each.requests]
    assert slip.closed_on is not None
    assert request.answered is not None
    assert request.answered.sitting == "sitting/2"
    last = states(region, SITTING)[-1].state
    assert [item.stands for item in last.items] == ["listed"]
    assert verification().holds
    for row in Dossier.objects.filter(region=region).exclude(procedure="commitment"):
        procedure = PROCEDURES[row.procedure]
        face = procedure.face(fold(procedure, acts(row)))
        assert (row.title_zh, row.stage) == (face.title.zh, face.stage)
    assert list(walk_all()) == []


def test_the_demo_leads_there(client: Client, demo: None, db: None) -> None:
    load(CALL)
    html = client.get(f"/regions/{OURS}/").content.decode()
    assert f'href="/regions/{OURS}/road/script/"' in html
