"""What is found in a draft, and the article that a text in force comes to."""

import tomllib
from dataclasses import replace
from datetime import date

import pytest

from lianxi.charter.package import Package
from lianxi.governance.agreements import agreement
from lianxi.governance.plans import plan
from lianxi.governance.road.agreement_acts import (
    Amended,
    ClauseWritten,
    Confirmed,
    DraftClause,
    Drafted,
    EnteredIntoForce,
    TextSettled,
)
from lianxi.governance.road.agreement_article import article_of, source_of
from lianxi.governance.road.agreement_text import Text
from lianxi.governance.road.drafting import findings, reason, unconfirmed
from lianxi.governance.texts import in_words
from lianxi.kernel.bilingual import Bilingual, same
from pier import (
    AMEND,
    DAY,
    DRAFT,
    END,
    FORCE,
    FORCED,
    JOIN,
    LAMPS,
    LEAVE,
    PIERS,
    PLAN,
    TEXT,
    after,
)
from road import EASTON, NORHAM, WESTON
from tiny import codes, read, tiny

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def lake() -> Package:
    package = read(tiny()).package
    assert package is not None
    return package


def found(
    lake: Package,
    clause: DraftClause,
    draft: Drafted = DRAFT,
    others: dict[str, Text] | None = None,
) -> list[tuple[str, str]]:
    """The codes and places of what is found in a draft of one clause."""
    state = after(ClauseWritten(clause), draft=draft)
    noticed = findings(state, others or {}, lake, TODAY)
    assert all(in_words(each).message.zh for each in noticed)
    return [(each.code, each.place.key) for each in noticed]


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"lead": ""}, "text.no-lead"),
        ({"due": None}, "text.no-due"),
        ({"liability": " "}, "text.no-liability"),
        ({"evidence": ""}, "text.no-evidence"),
        ({"lead": "990100/mill"}, "text.strange-lead"),
        ({"supports": (WESTON, "999999")}, "text.strange-support"),
        ({"due": date(2026, 3, 1)}, "text.due-over"),
        ({"subject": Bilingual("捕鱼", "Fishing")}, "text.overlap"),
    ],
)
def test_what_a_clause_leaves_open(lake: Package, terms: dict[str, object], code: str) -> None:
    assert found(lake, replace(PIERS, **terms)) == [(code, "piers")]  # type: ignore[arg-type]


def test_a_whole_draft_has_nothing_to_notice(lake: Package) -> None:
    assert found(lake, PIERS) == []
    assert found(lake, replace(PIERS, binding=False, lead="", due=None, evidence="")) == []


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({"effect": ""}, [("text.no-effect", "")]),
        ({"effect": "unknown"}, [("text.no-effect", "")]),
        ({"effect": "intent"}, [("text.forceless", "piers")]),
        ({"parties": ()}, [("text.no-party", "")]),
        ({"form": "plan", "effect": ""}, []),
    ],
)
def test_what_a_text_leaves_open(
    lake: Package, terms: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    assert found(lake, PIERS, replace(DRAFT, **terms)) == expected  # type: ignore[arg-type]


def test_a_draft_without_clauses(lake: Package) -> None:
    assert [each.code for each in findings(after(), {}, lake, TODAY)] == ["text.no-clause"]


@pytest.mark.parametrize(
    ("clause", "codes"),
    [
        (replace(PIERS, subject=Bilingual("修复 码头！", "x")), ["text.overlap"]),
        (replace(PIERS, subject=Bilingual("修复码头和堤岸", "x")), ["text.overlap"]),
        (replace(PIERS, subject=Bilingual("修堤", "x")), ["text.overlap-task"]),
        (replace(PIERS, subject=Bilingual("修堤", "x"), lead=WESTON), []),
        (replace(PIERS, subject=Bilingual("修堤", "x"), tasks=()), []),
    ],
)
def test_overlap_with_a_text_in_force(lake: Package, clause: DraftClause, codes: list[str]) -> None:
    early = (*FORCED[:-1], EnteredIntoForce(DAY))
    others = {"agreement/1": after(*early), "agreement/2": after(*TEXT)}
    assert [code for code, _ in found(lake, clause, others=others)] == codes
    assert found(lake, clause, others={"agreement/2": after(*TEXT)}) == []


def test_what_is_let_stand_has_a_reason(lake: Package) -> None:
    bare = replace(LAMPS, due=date(2026, 12, 31))
    confirmed = Confirmed("text.no-liability", "lamps", "惯例")
    state = after(ClauseWritten(bare), TextSettled((confirmed,)))
    noticed = findings(state, {}, lake, TODAY)
    assert [reason(state, each) for each in noticed] == ["惯例"]
    assert unconfirmed(state, noticed) == []
    assert unconfirmed(after(ClauseWritten(bare)), noticed) == noticed


def installed(state: Text, source: str) -> Package:
    """The tiny region with the article of a text."""
    files = dict(tiny())
    if not source:
        files["region.toml"] = files["region.toml"].replace('"record"', '"rehearsal"')
    else:
        files["sources.toml"] += source_of(state, source, same("湖区议会"))
    made = article_of(state, "2026-pier", source)
    files[made.path] = made.content
    loaded = read(files)
    assert loaded.package is not None, [(each, codes(loaded)) for each in loaded.errors]
    return loaded.package


@pytest.mark.parametrize("source", ["", "agreement 1"])
def test_a_text_in_force_is_an_article(source: str) -> None:
    lamps = replace(LAMPS, supports=(WESTON,))
    state = after(*FORCED, JOIN, replace(AMEND, restates=(lamps,), repeals=("note",)), LEAVE, END)
    package = installed(state, source)
    article = package.articles["2026-pier"]
    first = agreement(package, article, FORCE)
    assert first is not None
    assert (first.name, first.effect, first.parties) == (DRAFT.title, "binding", (EASTON, WESTON))
    assert [term.id for term in first.terms] == ["piers", "lamps", "note"]
    piers = first.terms[0]
    assert (piers.lead, str(piers.due), piers.per_member) == (PIERS.lead, "2026-12-31", True)
    assert dict(piers.tasks) == dict(PIERS.tasks)
    later = agreement(package, article, date(2026, 10, 1))
    assert later is not None
    assert later.parties == (WESTON, NORHAM)
    assert [(term.id, term.support) for term in later.terms] == [("piers", None), ("lamps", WESTON)]
    ended = agreement(package, article, END.day)
    assert ended is not None
    assert ended.standing == "ended"


def test_a_plan_is_an_article_too() -> None:
    draft = replace(PLAN, year=2026)
    state = after(*TEXT, TextSettled(), EnteredIntoForce(FORCE, "第三次会议"), draft=draft)
    amended = replace(state, changes=(Amended(AMEND.day, "x", repeals=("note",)),))
    package = installed(amended, "plan 1")
    found = plan(package.articles["2026-pier"], AMEND.day)
    assert found is not None
    assert (found.set_by, str(found.first)) == ("council", "2026")
    assert [term.id for term in found.terms] == ["piers", "lamps"]


def test_awkward_letters_survive() -> None:
    odd = 'a "b"\\ \n\x7f 码头'
    state = after(ClauseWritten(replace(PIERS, text=odd)), *FORCED[1:])
    said = tomllib.loads(article_of(state, "x").content)
    assert said["clause"][0]["text"] == {"zh": odd, "en": odd}
