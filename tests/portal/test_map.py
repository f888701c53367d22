"""The map: a name for every shape that has room, and nobody left out without a word."""

import json
import re
from datetime import date

import pytest
from django.test import Client

from here import ROOT
from lianxi.documents.map import Area, labels
from lianxi.portal.charter.actions import install
from lianxi.portal.charter.queries import current
from lianxi.portal.governance.queries import LETTERS, membership
from tiny import read, tiny
from uploads import NOW


def test_a_member_without_a_shape_is_named_under_the_map(client: Client, db: None) -> None:
    files = tiny()
    square = [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]
    feature = {"id": "990100", "geometry": {"type": "Polygon", "coordinates": square}}
    shapes = {"type": "FeatureCollection", "features": [{"type": "Feature", **feature}]}
    files["shapes/cities.geojson"] = json.dumps(shapes)
    assert install(read(files), NOW) is not None
    page = client.get("/regions/lake-district/?year=2005").content.decode()
    under = page.split("没有图形的成员：")[1].split("。")[0]
    assert "东镇" not in under
    assert "西镇" in under
    assert "北村" in under


def test_where_there_is_no_room_a_name_is_left_to_the_list() -> None:
    crowd = [(Area(str(n), "M0,0Z", (500.0, 500.0)), "马鞍山") for n in range(20)]
    placed = labels(crowd, 20, 1000)
    assert 1 < len(placed) < 20
    boxes = {label.at for label in placed}
    assert len(boxes) == len(placed)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_city_of_the_delta_has_its_name_on_the_map(delta_portal: None, lang: str) -> None:
    found = current("yangtze-delta")
    assert found is not None
    view = membership(found, date(2019, 12, 31))
    named = {label.id for label in view.labels("zh" if lang == "zh" else "en")}
    assert len(named) == 41


def test_the_style_sheet_draws_names_as_large_as_they_are_placed() -> None:
    style = (ROOT / "src/lianxi/portal/ui/static/ui/lianxi.css").read_text("utf-8")
    sizes = re.findall(r"\.map text \{ font-size: (\d+)px", style)
    assert sizes == [str(LETTERS["zh"]), str(LETTERS["en"])]
