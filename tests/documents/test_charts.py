"""A chart is drawn from its data alone: in the palette, said in words, with nothing of its own."""

import re
from xml.etree import ElementTree

import pytest

from lianxi.documents.charts.definitions import PALETTE
from lianxi.documents.charts.drawing import png, svg
from lianxi.documents.charts.figures import Bar, Bars, Chart, Course, Courses, Mark, Spot, Words

BARS = Bars(
    Words("谁得谁失 <1>", "苏州多付3元", "万元"),
    (Bar("苏州", -3.0, "-3.00"), Bar("Lianyungang & co", 1.5, "1.50")),
)
COURSES = Courses(
    Words("How it moves", "One line that turns once", "price", "net"),
    (
        Course("苏州", (Spot(1, 2), Spot(2, 3), Spot(3, 7)), (Spot(2, 3),)),
        Course("无锡", (Spot(1, -2), Spot(3, -7))),
    ),
    (Mark(1.5, "today"),),
)


@pytest.mark.parametrize("chart", [BARS, COURSES], ids=["bars", "courses"])
def test_a_chart_holds_its_words_and_the_palette_and_nothing_that_is_refused(chart: Chart) -> None:
    drawn = svg(chart)
    root = ElementTree.fromstring(drawn)  # noqa: S314  # our own
    assert root.get("role") == "img"
    title, about = root[0], root[1]
    assert (title.text, about.text) == (chart.words.title, chart.words.about)
    assert root.get("aria-labelledby") == f"{title.get('id')} {about.get('id')}"
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', drawn)) <= PALETTE | {"none"}
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "title", "desc", "g", "path", "line", "text", "rect"}
    assert not re.search(r"style=|on\w+=|href|font-family|url\(", drawn)
    assert "苏州" in drawn


def test_the_same_data_are_drawn_alike_and_other_data_have_another_name() -> None:
    svg.cache_clear()
    one = svg(BARS)
    svg.cache_clear()
    assert svg(BARS) == one
    assert re.findall('id="[^"]*"', one) != re.findall('id="[^"]*"', svg(COURSES))


def test_a_bar_is_as_long_as_what_it_says_and_nothing_at_all_can_be_drawn() -> None:
    assert svg(Bars(Words("none", "nothing", ""), ())).startswith("<svg")


def test_paper_gets_a_picture() -> None:
    assert png(BARS).startswith(b"\x89PNG")
