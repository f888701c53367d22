"""Each thing a person or a file can get wrong: a clear finding, and nothing loaded."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_mistakes import CASES as OF_THE_CALENDAR
from lianxi.charter.load import load
from lianxi.charter.texts import TEXTS, in_words
from mistakes import Case, Files, add, drop, put, swap
from of_funds import CASES as OF_FUNDS
from of_rules import CASES as OF_RULES
from of_rules import plan
from of_sharing import CASES as OF_SHARING
from tiny import codes, read, tiny

C = "bodies/council.toml"
T = "agreements/treaty.toml"
S = "seats.csv"
P = "parties.csv"
M = "history/meetings.csv"
O = "history/observations.csv"  # noqa: E741
R = "history/readings.csv"
G = "mechanisms.csv"
SHAPE = "shapes/cities.geojson"
TP = "history/topics.csv"
READINGS = "table,row,column,value_zh,value_en,source\n"
SQUARE = '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}'
FAIR = put("bodies/fair.toml", 'id="fair"\nkind="body"\nname={zh="集",en="Fair"}\n[[version]]\nin_force_from='
           '"unknown"\nstanding="proposed"\nstatus="stated"\nsource="book"\ntier="advisory"\n')  # fmt: skip

CASES = [
    Case("region.folder", lambda files: files.clear(), "."),
    Case("region.file", drop("region.toml"), "region.toml"),
    Case("region.file", drop("sources.toml"), "sources.toml"),
    Case("region.covers", swap("region.toml", '"1999"', '"2020"'), "region.toml", "covers"),
    Case("region.within", swap("region.toml", "world", 'within = "lake-district"\nworld'), "region.toml", "within"),
    Case("region.no-area", lambda f: (FAIR(f), swap("region.toml", '"council"', '"fair"')(f)), "region.toml"),
    Case("seat.proposed", lambda f: (FAIR(f), add(S, "fair,990300,2005,,founding,,stated,book")(f)), S, "body", 6),
    Case("file.empty", put(S, "  \n"), S),
    Case("file.bom", put(P, b"\xef\xbb\xbf" + tiny()[P].encode()), P),
    Case("file.bom", put(C, tiny()[C].encode("utf-16")), C),
    Case("file.gbk", put(P, tiny()[P].encode("gbk")), P),
    Case("file.gbk", put(C, tiny()[C].encode("gbk")), C),
    Case("file.encoding", put(C, tiny()[C].encode()[:-1] + b"\xff"), C),
    Case("file.encoding", put(P, tiny()[P].encode() + "市".encode()[:2]), P),
    Case("file.binary", put(C, b"id\0"), C),
    Case("file.classified", put("机密_纪要.docx", b"PK\0\xff"), "机密_纪要.docx"),
    Case("file.classified", put("notes.md", "# 纪要\n机密★20年\n"), "notes.md", row=2),
    Case("file.classified", put("notes.txt", "秘密★长期".encode("gbk")), "notes.txt", row=1),
    Case("file.classified", put("notes.txt", "秘密★长期".encode("utf-16")), "notes.txt", row=1),
    Case("file.classified", add(C, "# 密级：机密"), C, row=22),
    Case("file.classified", swap(C, "湖区议会", "\\u79d8\\u5bc6"), C, "name.zh"),
    Case("file.classified", swap(M, "成立", "秘密"), M, "decided_zh", 2),
    Case("file.classified", put(SHAPE, '{"type":"FeatureCollection","features":[],"名":["〔绝密〕"]}'), SHAPE, "名[1]"),
    Case("file.ignored", put("notes.txt", "hello"), "notes.txt"),
    Case("folder.unknown", put("bodys/x.toml", 'id = "x"'), "bodys/x.toml"),
    Case("toml.syntax", put(C, tiny()[C][:300]), C, row=12),
    Case("toml.syntax", put("region.toml", tiny()["region.toml"] + 'id = "again"\n[['), "region.toml"),
    Case("csv.syntax", put(S, tiny()[S] + '"council'), S),
    Case("csv.header", swap(S, "party", "partie"), S, row=1),
    Case("csv.header", swap(S, "until", "since"), S, row=1),
    Case("csv.cells", put(S, tiny()[S][:-20]), S, row=5),
    Case("json.syntax", put(SHAPE, '{"type": "FeatureCollection", "feat'), SHAPE),
    Case("json.syntax", put(SHAPE, "[]"), SHAPE),
    Case("value.form", swap(C, '{ every = "2 years", host = "rotation" }', "2"), C, "version[1].meets"),
    Case("value.form", swap(C, '"2002"', "2002"), C, "version[1].in_force_from"),
    Case("value.form", swap(C, '"2002"', "2002-01-01"), C, "version[1].in_force_from"),
    Case("value.form", swap(C, '"seats:council"', '"council"'), C, "version[1].seats.each"),
    Case("value.form", swap(M, "council-1,council,1,", "council-1,council,one,"), M, "ordinal", 2),
    Case("word.unknown", swap(C, '"decision"', '"top"'), C, "version[1].tier"),
    Case("word.unknown", swap(S, "founding", "fouding"), S, "via", 2),
    Case("text.empty", swap(C, "湖区议会", " "), C, "name.zh"),
    Case("text.long", swap(C, "湖区议会", "长" * 4001), C, "name.zh"),
    Case("text.control", swap(C, "湖区议会", "湖\\u0007区"), C, "name.zh"),
    Case("text.control", swap(C, "湖区议会", "湖\\u202e区"), C, "name.zh"),
    Case("id.form", swap(M, "council-3,", "Council 3,"), M, "id", 4),
    Case("id.twice", add(P, "990100,city,又东镇,Easton again,990000,,,stated,book"), P, "id", 6),
    Case("id.twice", put("matters/council.toml", tiny()["matters/ferry.toml"]), "matters/council.toml"),
    Case("list.twice", swap(C, '["reeve"]', '["reeve", "reeve"]'), C, "version[1].seats.offices[2]"),
    Case("period.form", swap(C, '"2002"', '"2OO2"'), C, "version[1].in_force_from"),
    Case("period.year", swap(C, '"2002"', '"20020"'), C, "version[1].in_force_from"),
    Case("period.spreadsheet", swap(S, "2005-05-05", "2005/5/5"), S, "since", 5),
    Case("period.spreadsheet", swap(M, "2005-05-05", "2005年5月5日"), M, "date", 3),
    Case("period.ambiguous", swap(S, "2005-05-05", "05/06/2005"), S, "since", 5),
    Case("period.month", swap(S, "2005-05-05", "2005-13-05"), S, "since", 5),
    Case("period.day", swap(S, "2005-05-05", "2005-02-30"), S, "since", 5),
    Case("interval.order", swap(S, "1999,2002", "1999,1998"), S, "until", 2),
    Case("duration.form", swap(C, '"2 years"', '"2 yuan"'), C, "version[1].meets.every"),
    Case("ratio.form", swap(O, ",12,", ",1２,"), O, "value", 2),
    Case("ratio.form", swap(O, ",12,", ',"1,200",'), O, "value", 2),
    Case("ratio.form", swap(O, ",12,", ",NaN,"), O, "value", 2),
    Case("ratio.zero", swap(O, ",12,", ",1/0,"), O, "value", 2),
    Case("unit.unknown", swap(O, ",person,", ",persons,"), O, "unit", 2),
    Case("party.letter", swap(P, "990300", "99O300"), P, "id", 5),
    Case("party.letter", swap(P, "990300", "99０300"), P, "id", 5),
    Case("party.letter", swap(S, "990300", "99O3OO"), S, "party", 5),
    Case("party.letter", swap(C, '"decision"', '"decision"\nlead = "99OlOO/boathouse"'), C,
         "version[1].lead"),
    Case("party.letter", swap("units.csv", "990100/", "99O100/"), "units.csv", "id", 2),
    Case("party.form", swap(P, "990300", "9903"), P, "id", 5),
    Case("party.form", swap("units.csv", "990100/boathouse", "990100/Boat House"), "units.csv", "id", 2),
    Case("party.province", swap(P, "Easton,990000", "Easton,990200"), P, "province", 3),
    Case("party.province", swap(P, "Easton,990000", "Easton,"), P, "province", 3),
    Case("reference.dangling", swap(S, "council,990200", "council,990900"), S, "party", 4),
    Case("reference.dangling", swap(S, "council,990200", "consil,990200"), S, "body", 4),
    Case("reference.dangling", swap(S, "council-2", "council-9"), S, "meeting", 5),
    Case("reference.dangling", swap(C, '"moot"', '"mood"'), C, "version[1].succeeds"),
    Case("reference.dangling", swap(C, '"book, ch. 3"', '"bok, ch. 3"'), C, "version[1].source"),
    Case("reference.dangling", swap(C, '["reeve"]', '["mayor"]'), C, "version[1].seats.offices[1]"),
    Case("reference.dangling", swap("region.toml", 'main_body = "council"', 'main_body = "c"'),
         "region.toml", "main_body"),
    Case("reference.dangling", swap("units.csv", "990100/", "990900/"), "units.csv", "id", 2),
    Case("key.unknown", swap(C, "tier =", "teir ="), C, "version[1].teir"),
    Case("key.unknown", add(C, '[[version]]\nin_force_from="2009"\nstatus="stated"\nsource="book"\n'
                               'repeals=["meat"]'), C, "version[3].repeals[1]"),
    Case("key.missing", swap(C, 'status = "stated"', ""), C, "version[1]"),
    Case("key.missing", swap(S, "founding", ""), S, "", 2),
    Case("key.twice", swap(C, 'tier = "decision"', 'tier = "decision"\nsucceeds = "moot"'), C, "succeeds"),
    Case("key.misplaced", swap(C, "[[version]]", 'status = "stated"\n[[version]]'), C, "status"),
    Case("article.id", swap(C, 'id = "council"', 'id = "counsel"'), C, "id"),
    Case("article.kind", swap(C, 'kind = "body"', 'kind = "matter"'), C, "kind"),
    Case("block.form", put(C, tiny()[C].replace("[[reading]]", "[reading]")), C, "reading"),
    Case("block.stranger", add(C, '[[clause]]\nid = "x"'), C, "clause"),
    Case("version.none", put(C, 'id = "council"\nkind = "body"\nname = { zh = "会", en = "C" }\n'), C),
    Case("version.empty", add(C, '[[version]]\nin_force_from="2009"\nstatus="stated"\nsource="book"'),
         C, "version[3]"),
    Case("version.undated", add(C, '[[version]]\nin_force_from="unknown"\nstatus="stated"\n'
                                   'source="book"\ntier="advisory"'), C, "version[3].in_force_from"),
    Case("version.before-meeting", swap(C, '"2005-05-05"', '"2005-04"'), C, "version[2].in_force_from"),
    Case("version.overlap", add(C, '[[version]]\nin_force_from="2005-05-05"\nstatus="stated"\n'
                                   'source="book"\nmeets={ every = "1 month" }'), C, "version[3].meets"),
    Case("repeal.nothing", add(C, '[[version]]\nin_force_from="2009"\nstatus="stated"\n'
                                  'source="book"\nrepeals=["chair"]'), C, "version[3].repeals"),
    Case("repeals.form", add(C, '[[version]]\nin_force_from="2009"\nstatus="stated"\n'
                                'source="book"\nrepeals="meets"'), C, "version[3].repeals"),
    Case("clause.twice", swap(T, 'id = "ice"', 'id = "fish"'), T, "clause[2].id"),
    Case("clause.no-lead", swap(T, '"990100/boathouse"', '"unknown"'), T, "clause[fish].commitment.lead"),
    Case("clause.no-due", swap(T, '"2003"', '"unknown"'), T, "clause[fish].commitment.due"),
    Case("source.missing", swap(C, 'source = "book, ch. 3"', ""), C, "version[1]"),
    Case("record.example", swap(C, 'status = "stated"', 'status = "example"'), C, "version[1].status"),
    Case("proposal.in-force", swap(C, 'tier = "decision"', 'tier = "decision"\nstanding = "proposed"'),
         C, "version[1].in_force_from"),
    Case("body.circle", add("bodies/moot.toml", 'part_of = "boats"\n[[version]]\nin_force_from = "2003"\n'
                            'status="stated"\nsource="book"\nguided_by="moot"'),
         "bodies/moot.toml", "version[3].guided_by"),
    Case("succession.gap", swap("bodies/moot.toml", '"2002"', '"2001"'), C, "version[1].succeeds"),
    Case("succession.overlap", swap("bodies/moot.toml", '"2002"', '"2003"'), C, "version[1].succeeds"),
    Case("succession.unended", swap("bodies/moot.toml", 'standing = "ended"', 'standing = "pilot"'),
         C, "version[1].succeeds"),
    Case("seat.unknown", swap(S, "990300,2005-05-05", "990300,unknown"), S, "since", 5),
    Case("seat.overlap", add(S, "council,990100,2004,,readmission,,stated,book"), S, None, 6),
    Case("seat.gap", put(S, tiny()[S].replace("990200,2002,,", "990200,2002,2004,")
                         + "council,990200,2005,,admission,,stated,book\n"), S, None, 6),
    Case("seat.early", swap(S, "990300,2005-05-05", "990300,2000-05-05"), S, "since", 5),
    Case("seat.before-meeting", swap(S, "990300,2005-05-05", "990300,2004"), S, "since", 5),
    Case("seat.after-covers", swap(S, "990300,2005-05-05", "990300,2011"), S, "since", 5),
    Case("set.twice", add("sets.csv", "shore,990100,stated,book"), "sets.csv", None, 4),
    Case("set.empty", put("sets.csv", "set,party,status,source\n"), "region.toml", "sets.shore"),
    Case("pair.half", swap(M, "成立,founded", "成立,"), M, "decided_en", 2),
    Case("shape.form", put(SHAPE, '{"type":"FeatureCollection","features":[{"id":"990100"}]}'),
         SHAPE, "features[1]"),
    Case("shape.missing", put(SHAPE, '{"type":"FeatureCollection","features":[{"id":"990100","geometry":'
                              + SQUARE + "}]}"), SHAPE),
    Case("reference.dangling", put(SHAPE, '{"type":"FeatureCollection","features":[{"id":"990900",'
                                   '"geometry":' + SQUARE + "}]}"), SHAPE, "features[1].id"),
    Case("id.twice", swap(G, "harmony,", "toll_pool,"), G, "id", 5),
    Case("word.unknown", swap(G, "agreement rule", "agreement law"), G, "kinds[2]", 3),
    Case("reference.dangling", swap(G, "council moot", "council senate"), G, "articles[2]", 2),
    Case("list.twice", swap(G, "fund rule", "fund fund"), G, "kinds[2]", 4),
    Case("value.form", swap(G, "harmony,", "In Harmony,"), G, "id", 5),
    Case("value.form", swap(G, "tests/governance/test_governance.py", "somewhere"), G, "test", 2),
    Case("pair.half", swap(G, "各村各行其是", ""), G, "problem_zh", 2),
    Case("mechanism.untested", swap(G, ",recorded,,practised", ",live,,practised"), G, "test", 3),
    Case("mechanism.not-live", swap(G, ",live,", ",recorded,"), G, "state", 2),
    Case("record.example", swap(G, "ferries,derived", "ferries,example"), G, "status", 4),
    Case("record.example", swap(M, ",,derived,book", ",,example,book"), M, "status", 4),
    Case("record.example", swap(S, "founding,,stated", "founding,,example"), S, "status", 2),
    Case("meeting.undated", swap(M, "council-3,council,3,2006", "council-3,council,3,unknown"), M, "date", 4),
    Case("meeting.no-host", swap(M, "2002,990100", "2002,"), M, "host", 2),
    Case("meeting.twice", swap(M, "council-3,council,3", "council-3,council,2"), M, "ordinal", 4),
    Case("meeting.gap", swap(M, "council-3,council,3", "council-3,council,5"), M, "ordinal", 4),
    Case("meeting.order", swap(M, "council-3,council,3,2006", "council-3,council,3,2003"), M, "date", 4),
    Case("topic.order", swap(TP, "2003,2005", "2003,2002"), TP, "to", 3),
    Case("topic.before-meeting", swap(TP, "Piers,2002,,,", "Piers,2001,,,"), TP, "period", 2),
    Case("reference.dangling", swap(TP, "council-1", "council-9"), TP, "meeting", 2),
    Case("reference.dangling", swap(TP, "council-1,,", "council-1,fery,"), TP, "matter", 2),
    Case("reference.dangling", swap(TP, "fish boats", "fish boots"), TP, "fields[2]", 3),
    Case("reference.dangling", swap(O, "990300,shore", "990300,shire"), O, "set", 4),
    Case("word.unknown", swap(TP, "topic-group", "gruop"), TP, "kind", 4),
    Case("id.twice", swap(TP, "nets,", "piers,"), TP, "id", 3),
    Case("reading.table", put(R, READINGS + "shapes.csv,x,id,甲,a,book\n"), R, "table", 2),
    Case("reading.row", put(R, READINGS + "seats.csv,council/990100/1066,via,甲,a,book\n"), R, "row", 2),
    Case("reading.row", put(R, READINGS + "history/meetings.csv,x,date,甲,a,book\n"), R, "row", 2),
    Case("reading.column", put(R, READINGS + "history/meetings.csv,council-1,day,甲,a,book\n"),
         R, "column", 2),
    *OF_RULES,
    *OF_FUNDS, *OF_SHARING,
    *OF_THE_CALENDAR,
]  # fmt: skip

# Found where bytes come in, not in a package's content: see test_files.py and test_values.py;
# and between a package and the one that it extends: see test_extends.py.
ELSEWHERE = {
    "extends.stray",
    "extends.missing",
    "extends.record",
    "extends.not-record",
    "extends.itself",
    "extends.circle",
    "extends.chain",
    "extends.kind",
    "extends.row",
    "extends.replaces",
    # and of the script of a rehearsal: see test_script.py.
    "script.world",
    "script.long",
    "script.order",
    "script.word",
    "script.alone",
    "package.large",
    "file.large",
    "file.link",
    "file.unreadable",
    "zip.broken",
    "zip.empty",
    "zip.path",
    "zip.twice",
    "file.name",
}


SPACED = re.compile(r"[一-鿿，。；：、] \d|\d [一-鿿]")  # Chinese writes numerals without spaces


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.file}")
def test_a_mistake_gets_its_finding_at_its_place(case: Case) -> None:
    files: Files = {**tiny()}
    case.change(files)
    loaded = read(files)
    found = [f for f in loaded.findings if f.code == case.code and f.place.file == case.file]
    assert found, [(f.code, f.place) for f in loaded.findings if f.severity == "error"]
    places = [(f.place.key, f.place.row) for f in found]
    if case.key is not None:
        assert case.key in [key for key, _ in places]
    if case.row is not None:
        assert case.row in [row for _, row in places]
    stops = TEXTS[case.code].severity == "error"
    assert (loaded.package is None) == stops
    for finding in loaded.findings:
        words = in_words(finding)
        for text in (words.message, words.expected, words.remedy):
            assert text.zh.strip()
            assert text.en.strip()
            assert "{" not in words.message.zh
            assert not SPACED.search(text.zh.replace("UTF-8", "")), text.zh


def test_every_finding_has_a_case() -> None:
    assert {case.code for case in CASES} | ELSEWHERE == set(TEXTS)


def test_one_broken_file_is_one_finding_not_a_hundred() -> None:
    files: Files = {**tiny(), P: tiny()[P].encode("gbk")}
    errors = [f.code for f in read(files).findings if f.severity == "error"]
    assert errors == ["file.gbk"]


def test_what_is_broken_down_has_parts() -> None:
    files: Files = {**tiny()}
    plan(task="tasks = {}")(files)
    assert codes(read(files)) == ["value.form"]


@pytest.mark.parametrize("path", ["sources.toml", P, S])
def test_a_missing_file_is_one_finding_not_a_hundred(path: str) -> None:
    files: Files = {**tiny()}
    files.pop(path)
    assert codes(read(files)) == ["region.file"]


@pytest.mark.parametrize("path", ["sources.toml", P, "units.csv", M])
def test_ids_in_a_file_that_is_not_read_whole_are_unknown_not_dangling(path: str) -> None:
    text = tiny()[path]
    files: Files = {**tiny(), path: text + '"cut off'}
    assert {code.partition(".")[2] for code in codes(read(files))} == {"syntax"}


def test_a_letter_in_a_declared_code_is_said_once() -> None:
    """The id counts as the one that is meant: no seat, set or host of it dangles."""
    for code in ("990300", "990100"):
        wrong = code.replace("0", "O")
        files: Files = {**tiny(), P: tiny()[P].replace(f"\n{code},", f"\n{wrong},")}
        loaded = read(files)
        assert codes(loaded) == ["party.letter"]
        assert in_words(loaded.errors[0]).remedy.zh == f"改为“{code}”"


def test_a_letter_in_a_referred_code_is_no_dangling_reference() -> None:
    files: Files = {**tiny(), S: tiny()[S].replace("council,990200", "council,99O2OO")}
    loaded = read(files)
    assert codes(loaded) == ["party.letter"]
    assert loaded.errors[0].values["meant"] == "990200"


def test_a_letter_in_a_provinces_code_is_not_said_of_its_cities() -> None:
    files: Files = {**tiny(), P: tiny()[P].replace("990000,province", "99O000,province")}
    assert codes(read(files)) == ["party.letter"]


def test_a_row_left_out_makes_no_gap() -> None:
    files: Files = {**tiny(), M: tiny()[M].replace("2,2005-05-05", "2,2005/5/5")}
    assert codes(read(files)) == ["period.spreadsheet"]


def test_causes_come_first_and_dangling_references_last() -> None:
    files: Files = {**tiny(), "units.csv": tiny()["units.csv"].encode("gbk")}
    put("bodys/x.toml", 'id = "x"')(files)
    swap("bodies/boats.toml", 'part_of = "council"', 'part_of = "counsel"')(files)
    swap(S, "founding", "fouding")(files)
    swap("region.toml", '"council"', '"counsel"')(files)
    assert [(f.code, f.place.file) for f in read(files).errors] == [
        ("folder.unknown", "bodys/x.toml"),
        ("file.gbk", "units.csv"),
        ("word.unknown", S),
        ("reference.dangling", "bodies/boats.toml"),
        ("reference.dangling", "region.toml"),
    ]


@pytest.mark.parametrize(
    ("since", "meeting", "found"),
    [
        ("2004", "2005-05-05", True),
        ("2005-04", "2005-05-05", True),
        ("2005", "2005-05-05", False),
        ("2005-05-04", "2005-05", False),
    ],
)
def test_a_seat_is_too_early_only_where_that_is_certain(
    since: str, meeting: str, found: bool
) -> None:
    files: Files = {
        **tiny(),
        S: tiny()[S].replace("990300,2005-05-05", f"990300,{since}"),
        M: tiny()[M].replace("2,2005-05-05", f"2,{meeting}"),
    }
    assert ("seat.before-meeting" in codes(read(files))) == found


@given(st.data())
@settings(max_examples=200)
def test_a_package_cut_or_scrambled_anywhere_never_raises(data: st.DataObject) -> None:
    """Whatever bytes a file holds, there is a finding or a package, never an exception."""
    files = {path: content.encode() for path, content in tiny().items()}
    path = data.draw(st.sampled_from(sorted(files)))
    content = bytearray(files[path])
    cut = data.draw(st.integers(0, len(content)))
    junk = data.draw(st.binary(max_size=12) | st.text(max_size=8).map(str.encode))
    files[path] = bytes(content[:cut] + junk + content[cut + data.draw(st.integers(0, 40)) :])
    loaded = load(files)
    assert (loaded.package is None) == bool(loaded.errors)
    for finding in loaded.findings:
        in_words(finding)
