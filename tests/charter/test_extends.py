"""A rehearsal adds to a record and changes nothing of it, and everything knows whose it is."""

from datetime import date
from pathlib import Path

import pytest

from here import REHEARSAL as DELTA_REHEARSED
from lianxi.charter.diff import diff
from lianxi.charter.load import Loaded, load_path, load_zip
from lianxi.charter.package import Package
from lianxi.charter.texts import TEXTS, in_words
from lianxi.governance import rules
from lianxi.governance.agreements import agreements
from mistakes import Case, Files, add, put, swap
from tiny import REHEARSAL, codes, read, rehearsal, tiny, write
from uploads import archive

R = "region.toml"
OWN = "units.csv"
WORLD = 'world = "rehearsal"'

SHAPES = '{"type":"FeatureCollection","features":[{"type":"Feature","id":"990100"}]}'

CASES = [
    Case("extends.stray", swap(R, 'extends = "../lakes"', ""), "base"),
    Case(
        "extends.missing",
        lambda f: [f.pop(path) for path in rehearsal() if path not in REHEARSAL],
        R,
        "extends",
    ),
    Case("extends.record", swap(R, WORLD, 'world = "record"'), R, "extends"),
    Case("extends.not-record", swap(f"base/{R}", '"record"', '"live"'), R, "extends"),
    Case("extends.itself", swap(R, "lakes-rehearsal", "lake-district"), R, "extends"),
    Case(
        "extends.circle",
        swap(f"base/{R}", "world", 'extends = "../lakes-rehearsal"\nworld'),
        R,
        "extends",
    ),
    Case("extends.chain", swap(f"base/{R}", "world", 'extends = "../puddle"\nworld'), R, "extends"),
    Case(
        "extends.kind",
        put(
            "matters/boats.toml",
            'id="boats"\nkind="matter"\nname={zh="船",en="Boats"}\n'
            '[[version]]\nin_force_from="2005"\nstatus="example"\nstages=["approve"]\n',
        ),
        "matters/boats.toml",
    ),
    Case("extends.row", add(OWN, "990100/boathouse,船库,Shed,example"), OWN, row=3),
    Case(
        "extends.row",
        put("seats.csv", "body,party,since,via,status\ncouncil,990100,2002,founding,example\n"),
        "seats.csv",
        row=2,
    ),
    Case(
        "extends.row", put("sources.toml", tiny()["sources.toml"]), "sources.toml", "source[1].id"
    ),
    Case("extends.replaces", swap(R, "ferryman", "reeve"), R, "offices.reeve"),
    Case(
        "extends.replaces",
        swap("bodies/council.toml", 'kind = "body"', 'kind = "body"\nname={zh="会",en="C"}'),
        "bodies/council.toml",
        "name",
    ),
    Case(
        "extends.replaces",
        swap("agreements/treaty.toml", 'kind = "agreement"', 'kind = "agreement"\nsigned = "2001"'),
        "agreements/treaty.toml",
        "signed",
    ),
    Case(
        "extends.replaces",
        add("agreements/treaty.toml", '[[clause]]\nid = "ice"'),
        "agreements/treaty.toml",
        "clause",
    ),
    Case(
        "extends.replaces",
        lambda f: f.update({"shapes/cities.geojson": SHAPES, "base/shapes/cities.geojson": SHAPES}),
        "shapes/cities.geojson",
    ),
    Case("value.form", swap(R, "../lakes", "../../lakes"), R, "extends"),
    Case("value.form", swap(R, "../lakes", "/etc"), R, "extends"),
    Case(
        "version.overlap",
        swap("bodies/council.toml", '"2003"', '"2002"\ntier = "advisory"'),
        "bodies/council.toml",
        "version[1].tier",
    ),
    Case(
        "record.example",
        swap("base/seats.csv", "founding,,stated", "founding,,example"),
        "base/seats.csv",
        "status",
    ),
    Case(
        "record.example",
        swap("base/bodies/moot.toml", "stated", "example"),
        "base/bodies/moot.toml",
    ),
    Case(
        "reference.dangling",
        swap("base/bodies/boats.toml", "990100/boathouse", "990200/netloft"),
        "base/bodies/boats.toml",
        "version[1].lead",
    ),
    Case("source.missing", add(OWN, "990300/shed,棚,Shed,stated"), OWN, row=3),
    Case("region.file", lambda f: f.pop("base/seats.csv"), "base/seats.csv"),
    Case("toml.syntax", put("base/bodies/boats.toml", "id ="), "base/bodies/boats.toml"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.file}")
def test_a_mistake_gets_its_finding_at_its_place(case: Case) -> None:
    files: Files = {**rehearsal()}
    case.change(files)
    loaded = read(files)
    found = [f for f in loaded.findings if (f.code, f.place.file) == (case.code, case.file)]
    assert found, [(f.code, f.place) for f in loaded.findings if f.severity == "error"]
    if case.key is not None:
        assert case.key in [f.place.key for f in found]
    if case.row is not None:
        assert case.row in [f.place.row for f in found]
    assert loaded.package is None
    for finding in found:
        assert "{" not in in_words(finding).message.zh


def test_every_finding_of_extending_has_a_case() -> None:
    ours = {code for code in TEXTS if code.startswith("extends.")}
    assert ours <= {case.code for case in CASES}


def whole(files: Files | None = None) -> Package:
    """The rehearsal, loaded."""
    loaded = read(rehearsal() if files is None else files)
    assert loaded.package is not None, codes(loaded)
    return loaded.package


def test_it_adds_versions_anywhere_in_time_and_articles_and_rows() -> None:
    package = whole()
    council = package.articles["council"]
    assert [version.number for version in council.versions] == [1, 2, 3]
    assert [version.world for version in council.versions] == ["record", "record", "rehearsal"]
    assert council.worlds == ("record", "rehearsal")
    text = package.text("council", date(2004, 1, 1))
    assert text is not None
    assert {name: stated.version.world for name, stated in text.keys.items()} == {
        "succeeds": "record",
        "tier": "record",
        "seats": "record",
        "meets": "record",
        "consults": "rehearsal",
        "settles": "rehearsal",
    }
    later = package.text("council", date(2006, 1, 1))  # the record's own amendment still comes
    assert later is not None
    assert later.keys["meets"].version.number == 2
    assert rules.settles(package, "council", date(2006, 1, 1)) == ("raft",)
    assert package.articles["raft"].worlds == ("rehearsal",)


def test_an_agreement_is_amended_and_its_own_text_stays() -> None:
    (treaty,) = agreements(whole(), date(2005, 1, 1))
    assert [(term.id, term.version.world) for term in treaty.terms] == [
        ("fish", "record"),
        ("ice", "record"),
        ("eels", "rehearsal"),
    ]
    assert (treaty.effect, str(treaty.signed)) == ("binding", "2002")


def test_every_row_knows_whose_it_is() -> None:
    package = whole()
    assert {id_: unit.provenance.world for id_, unit in package.units.items()} == {
        "990100/boathouse": "record",
        "990200/netloft": "rehearsal",
    }
    assert {seat.provenance.world for seat in package.seats} == {"record"}
    assert {source.world for source in package.sources.values()} == {"record"}
    assert package.region.extends == "lake-district"
    assert package.of("office", "reeve").en == "reeve"


def test_what_is_found_in_the_record_is_found_at_its_own_place() -> None:
    alone = read(tiny())
    ours = {f.place.file for f in read(rehearsal()).notices}
    assert {f"base/{f.place.file}" for f in alone.notices} <= ours


def beside(folder: Path) -> Path:
    """The rehearsal and its record as two folders side by side."""
    write(folder / "lakes", tiny())
    return write(folder / "ours", REHEARSAL)


def test_a_folder_is_read_with_the_one_beside_it_and_an_archive_carries_it(tmp_path: Path) -> None:
    loaded = load_path(beside(tmp_path))
    assert loaded.package is not None, codes(loaded)
    assert loaded.package.digest == whole().digest
    assert set(loaded.files) == set(rehearsal())
    packed = load_zip(archive(rehearsal()))
    assert packed.package is not None
    assert packed.package.digest == whole().digest
    unpacked = load_path(write(tmp_path / "elsewhere" / "ours", rehearsal()))
    assert unpacked.package is not None


def test_one_digest_covers_both() -> None:
    digest = whole().digest
    for path, old, new in (("base/seats.csv", "moot,990100", "moot,990200"), (OWN, "网", "渔网")):
        files: Files = {**rehearsal()}
        swap(path, old, new)(files)
        assert whole(files).digest != digest
    files = {**rehearsal()}
    add("base/bodies/moot.toml", "# a comment")(files)
    assert whole(files).digest == digest


def test_a_version_does_not_change_with_the_folder_it_was_read_from(tmp_path: Path) -> None:
    loaded = load_path(beside(tmp_path))
    write(tmp_path / "lakes", {"seats.csv": "broken"})
    again = read(dict(loaded.files))
    assert again.package is not None
    assert codes(load_path(tmp_path / "ours"))


def test_no_folder_beside_it_is_said(tmp_path: Path) -> None:
    assert codes(load_path(write(tmp_path / "ours", REHEARSAL))) == ["extends.missing"]


def test_the_difference_from_the_record_is_what_it_adds() -> None:
    record = read(tiny()).package
    assert record is not None
    changed = {change.article for change in diff(record, whole())}
    assert changed == {"council", "raft", "treaty", "units", "region"}
    assert {c.key for c in diff(record, whole()) if c.article == "region"} == {
        "id",
        "name",
        "world",
        "extends",
        "offices",
    }


def test_the_rehearsal_of_the_delta(delta: Loaded) -> None:
    """Example versions and offices on top of the record, and nothing else."""
    loaded = load_path(DELTA_REHEARSED)
    package, record = loaded.package, delta.package
    assert package is not None, codes(loaded)
    assert record is not None
    own = {
        version.status
        for article in package.articles.values()
        for version in article.versions
        if version.world != "record"
    }
    assert own == {"example"}
    assert not [c for c in diff(record, package) if c.text.en.startswith(("Withdrawn", "Correct"))]
    assert len(package.units) == len(record.units) + 22  # an office in each city of 2010
    day = date(2009, 6, 1)
    office = rules.follow_up(package, "council-office", day)
    assert office is not None
    assert office.request_to == "major-matters-consultation"
    consults = rules.consults(package, "mayors-conference", day)
    assert consults is not None
    assert str(consults.within) == "15 working days"
    assert rules.consults(record, "mayors-conference", day) is None
