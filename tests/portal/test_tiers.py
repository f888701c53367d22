"""The picture of the tiers: drawn from the articles, as of the day, and again when they change."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from here import DELTA, METRO, MIDDLE
from lianxi.charter.load import Loaded, load_path
from lianxi.documents.tiers import Box, Tiers, tiers
from lianxi.governance.bodies import bodies, outermost
from lianxi.portal.charter.actions import install
from tiny import read, tiny
from uploads import NOW


def drawn(loaded: Loaded, day: date) -> Tiers:
    """The picture of the bodies that exist on a day, in English."""
    package = loaded.package
    assert package is not None
    picture = tiers(outermost(bodies(package, day)), "en")
    assert picture is not None
    return picture


def box(picture: Tiers, id_: str) -> Box:
    return next(box for box in picture.boxes if box.id == id_)


def tier_of(picture: Tiers, id_: str) -> str:
    """The nearest caption above a box and no further right than it."""
    own = box(picture, id_)
    above = [text for text in picture.captions if text.y < own.y and text.x <= own.x]
    return max(above, key=lambda text: (text.y, text.x)).words


def inside(picture: Tiers, inner: str, outer: str) -> bool:
    a, b = box(picture, inner), box(picture, outer)
    across = b.x < a.x and a.x + a.width < b.x + b.width
    return across and b.y < a.y and a.y + a.height < b.y + b.height


def test_a_body_stands_in_the_tier_that_its_article_states() -> None:
    files = tiny()
    assert tier_of(drawn(read(files), date(2006, 1, 1)), "council") == "Decision tier"
    files["bodies/council.toml"] = files["bodies/council.toml"].replace(
        'tier = "decision"', 'tier = "execution"'
    )
    assert tier_of(drawn(read(files), date(2006, 1, 1)), "council") == "Execution tier"


def test_a_body_appears_with_its_article_and_goes_with_it(lakes: Loaded) -> None:
    by_year = {
        year: {box.id for box in drawn(lakes, date(year, 6, 1)).boxes}
        for year in (2000, 2003, 2005)
    }
    assert by_year == {2000: {"moot"}, 2003: {"council"}, 2005: {"council", "boats"}}


def test_a_layer_lies_in_the_body_that_it_is_part_of() -> None:
    files = tiny()
    assert inside(drawn(read(files), date(2006, 1, 1)), "boats", "council")
    files["bodies/boats.toml"] = files["bodies/boats.toml"].replace('part_of = "council"\n', "")
    apart = drawn(read(files), date(2006, 1, 1))
    assert not inside(apart, "boats", "council")
    assert not apart.holders


def test_a_line_is_drawn_from_the_guide_and_to_the_secretariat() -> None:
    files = tiny()
    assert not drawn(read(files), date(2006, 1, 1)).ties
    files["bodies/council.toml"] = files["bodies/council.toml"].replace(
        'tier = "decision"', 'tier = "decision"\nsecretariat = "boats"'
    )
    files["bodies/elders.toml"] = (
        'id = "elders"\nkind = "body"\nname = { zh = "长老", en = "Elders" }\n'
        '[[version]]\nin_force_from = "2003"\nstatus = "stated"\nsource = "book"\n'
        'guided_by = "council"\n'
    )
    picture = drawn(read(files), date(2006, 1, 1))
    ends = {tie.kind: (tie.x, tie.y) for tie in picture.ties}
    assert ends.keys() == {"secretariat", "guided"}
    for kind, id_ in (("secretariat", "boats"), ("guided", "elders")):
        own = box(picture, id_)
        assert own.x < ends[kind][0] < own.x + own.width
        assert ends[kind][1] == own.y


def test_what_has_no_stated_beginning_or_is_proposed_stands_apart() -> None:
    files = tiny()
    boats = files["bodies/boats.toml"].replace('part_of = "council"\n', "")
    files["bodies/boats.toml"] = boats.replace(
        'in_force_from = "2004"', 'in_force_from = "unknown"\nknown_from = "2004"'
    )
    files["bodies/ice.toml"] = boats.replace('"boats"', '"ice"').replace(
        '"2004"', '"unknown"\nstanding = "proposed"'
    )
    picture = drawn(read(files), date(2006, 1, 1))
    assert [text.words for text in picture.headings] == ["Since when is not stated", "Proposed"]
    council, undated, proposed = (box(picture, id_) for id_ in ("council", "boats", "ice"))
    assert council.y < picture.headings[0].y < undated.y < picture.headings[1].y < proposed.y
    assert [each.style for each in (council, undated, proposed)] == ["dated", "undated", "proposed"]


@pytest.mark.parametrize("folder", [DELTA, METRO, MIDDLE], ids=lambda folder: folder.name)
@pytest.mark.parametrize("year", [1984, 1998, 2006, 2012, 2020])
def test_every_region_is_drawn_whole_and_no_box_lies_on_another(folder: Path, year: int) -> None:
    loaded = load_path(folder)
    assert loaded.package is not None
    day = date(year, 7, 1)
    picture = tiers(outermost(bodies(loaded.package, day)), "zh")
    exist = {body.id for body in bodies(loaded.package, day)}
    if picture is None:
        assert not exist
        return
    assert sorted(box.id for box in picture.boxes) == sorted(exist)
    leaves = picture.leaves
    for n, a in enumerate(leaves):
        assert a.x >= 0
        assert a.x + a.width <= picture.width
        assert a.y + a.height <= picture.height
        for b in leaves[n + 1 :]:
            apart = a.x + a.width <= b.x or b.x + b.width <= a.x
            assert apart or a.y + a.height <= b.y or b.y + b.height <= a.y, (a.id, b.id)


def test_the_council_came_to_the_execution_tier_and_under_the_regional_office(
    delta: Loaded,
) -> None:
    assert tier_of(drawn(delta, date(2008, 1, 1)), "council") == "Tier not stated"
    assert tier_of(drawn(delta, date(2010, 1, 1)), "council") == "Execution tier"
    before, since = drawn(delta, date(2019, 1, 1)), drawn(delta, date(2020, 1, 1))
    council = box(since, "council")
    assert ("guided", council.y) in {(tie.kind, tie.y) for tie in since.ties}
    assert len(since.ties) == len(before.ties) + 1


def test_the_page_shows_the_picture_of_the_day_and_the_list_says_the_same(
    client: Client, db: None
) -> None:
    files = tiny()
    files["bodies/council.toml"] = files["bodies/council.toml"].replace(
        'tier = "decision"', 'tier = "decision"\nsecretariat = "boats"\nguided_by = "boats"'
    )
    assert install(read(files), NOW) is not None
    english = {"accept-language": "en"}
    page = client.get(
        "/regions/lake-district/bodies/?at=2006-01-01", headers=english
    ).content.decode()
    svg = page.split("<svg")[1].split("</svg>")[0]
    assert 'aria-hidden="true"' in svg
    links = re.findall(r"<a ([^>]*)>", svg)
    assert len(links) == 2
    assert all('tabindex="-1"' in link and "?at=2006-01-01" in link for link in links)
    assert "#" not in re.sub(r'href="[^"]*"', "", svg)  # no colour
    under = page.split("</figure>")[1]
    assert "guided by Boat committee" in under
    assert "daily work: Boat committee" in under
    assert "moot/" not in svg
    earlier = client.get("/regions/lake-district/bodies/?at=2000-01-01").content.decode()
    assert "moot/" in earlier.split("<svg")[1].split("</svg>")[0]
    assert "<svg" not in client.get("/regions/lake-district/bodies/?at=1990-01-01").content.decode()
