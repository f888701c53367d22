"""One box for everything: Chinese, English, pinyin, initials."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from lianxi.charter.language import KINDS as LANGUAGE
from lianxi.charter.load import Loaded
from lianxi.portal.search.index import KINDS, Entry, index, search
from tiny import read, tiny


@pytest.fixture(scope="module")
def entries(delta: Loaded) -> tuple[Entry, ...]:
    """Everything that can be found in the delta's record."""
    assert delta.package is not None
    return index(delta.package)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("苏州", ["苏州"]),
        ("suzhou", ["苏州", "宿州"]),
        ("SU ZHOU", ["苏州", "宿州"]),
        ("sz", ["苏州", "宿州"]),
        ("ｓｕｚｈｏｕ", ["苏州", "宿州"]),
        ("taizhou", ["泰州", "台州"]),
        ("tz", ["泰州", "台州"]),
        ("321200", ["泰州"]),
        ("luan", ["六安"]),
        ("lu'an", ["六安"]),
        ("Wuhu", ["芜湖"]),
        ("changsanjiao", ["长三角资料信息中心"]),
        ("港口联动", ["港口联动"]),
        ("jtkht", ["交通卡互通"]),
        ("旅游专业", ["旅游专业委员会"]),
        ("嘉兴 2010", ["长三角城市经济协调会市长联席会议第十次会议"]),
        ("2004 协议", ["长江三角洲地区城市合作（上海）协议"]),
    ],
)
def test_what_people_type_comes_first(
    entries: tuple[Entry, ...], question: str, first: list[str]
) -> None:
    assert [entry.name.zh for entry in search(entries, question)][: len(first)] == first


def test_namesakes_in_pinyin_are_told_apart_by_their_province(entries: tuple[Entry, ...]) -> None:
    found = [(entry.name.zh, entry.more.zh) for entry in search(entries, "suzhou")[:2]]
    assert found == [("苏州", "江苏"), ("宿州", "安徽")]


def test_everything_is_found_by_its_own_name_in_both_languages(entries: tuple[Entry, ...]) -> None:
    for entry in entries[::4]:
        for name in (entry.name.zh, entry.name.en):
            assert any(found.name == entry.name for found in search(entries, name)), name


@pytest.mark.parametrize("question", ["", "   ", "xyzzy", "，。", "'", "suzhou xyzzy"])
def test_nothing_is_found_where_nothing_is_asked_or_there(
    entries: tuple[Entry, ...], question: str
) -> None:
    assert search(entries, question) == []


LAKES = read(tiny()).package


@given(st.text(max_size=80))
def test_any_question_has_an_answer(question: str) -> None:
    assert LAKES is not None
    assert len(search(index(LAKES), question)) <= 50


def test_the_page(lake_portal: None, client: Client) -> None:
    page = client.get("/regions/lake-district/search/?q=dz").content.decode()
    assert "/regions/lake-district/parties/990100/" in page
    assert "湖省" in page
    english = client.get(
        "/regions/lake-district/search/?q=fishing", headers={"accept-language": "en"}
    ).content.decode()
    assert "Where is “fishing”?" in english
    assert "/regions/lake-district/articles/treaty/" in english


def test_other_regions_answer_after_the_one_of_the_page(
    lake_portal: None, delta_portal: None, client: Client
) -> None:
    page = client.get("/regions/lake-district/search/?q=2005").content.decode()
    lakes, delta = (
        page.index(f"/regions/{id_}/meetings/") for id_ in ("lake-district", "yangtze-delta")
    )
    assert lakes < delta


def test_a_question_is_never_taken_for_a_page(lake_portal: None, client: Client) -> None:
    answer = client.get("/regions/lake-district/search/", {"q": "<script>alert(1)</script>"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert client.get("/regions/lake-district/search/", {"q": "a" * 5000}).status_code == 200


def test_every_kind_of_article_has_its_place_in_the_order() -> None:
    assert set(LANGUAGE) <= set(KINDS)
