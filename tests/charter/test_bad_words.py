"""What a parser, a spreadsheet or an editor gets wrong is said in our words, with what to do."""

import re

import pytest

from lianxi.charter.texts import in_words
from tiny import codes, read, tiny

Files = dict[str, str | bytes]

C = "bodies/council.toml"
S = "seats.csv"
P = "parties.csv"
SHAPE = "shapes/cities.geojson"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2005/05/05", "2005-05-05"),
        ("2005年5月5日", "2005-05-05"),
        ("15/10/2005", "2005-10-15"),
        ("2005-5-5", "2005-05-05"),
    ],
)
def test_a_spreadsheets_date_is_told_what_it_means_and_how_to_keep_it(
    text: str, meant: str
) -> None:
    files: Files = {**tiny(), S: tiny()[S].replace("2005-05-05", text)}
    [finding] = read(files).errors
    words = in_words(finding)
    assert (finding.code, words.expected.zh) == ("period.spreadsheet", f"“{meant}”")
    assert "“文本”" in words.remedy.zh
    assert '"Text"' in words.remedy.en


def test_a_byte_order_mark_is_named_and_its_makers_too() -> None:
    for content in (b"\xef\xbb\xbf" + tiny()[P].encode(), tiny()[P].encode("utf-16")):
        [finding] = read({**tiny(), P: content}).errors
        words = in_words(finding)
        assert "BOM" in words.message.zh
        assert "byte order mark" in words.message.en
        for maker in ("记事本", "CSV UTF-8", "WPS", "带有 BOM 的 UTF-8"):
            assert maker in words.remedy.zh
        assert "Notepad" in words.remedy.en
    gbk = in_words(read({**tiny(), P: tiny()[P].encode("gbk")}).errors[0])
    assert "ANSI" in gbk.remedy.zh
    assert "带有 BOM 的 UTF-8" in gbk.remedy.zh


@pytest.mark.parametrize(
    ("path", "content", "where", "cause"),
    [
        (C, 'id = "council"\nkind "body"\n', "第2行第6列", "名称后面缺少等号"),
        (C, "id = “council”\n", "第1行第6列", "半角引号"),
        (C, 'id = "a"\nid = "b"\n', "第2行", "写了两次"),
        (C, "seats = [1\n", "文件末尾", "括号没有成对"),
        (S, tiny()[S] + '"council', "第6行", "引号没有成对"),
        (SHAPE, '{"type": ', "第1行第10列", "不完整"),
    ],
)
def test_what_a_parser_complains_of_is_said_in_our_words(
    path: str, content: str, where: str, cause: str
) -> None:
    words = in_words(read({**tiny(), path: content}).errors[0])
    assert where in words.message.zh
    assert cause in words.message.zh
    assert not re.search("[a-z]{3}", words.message.zh)  # no parser's English


def test_a_number_of_thousands_of_digits_is_no_crash() -> None:
    digits = "1" * 5000
    assert codes(read({**tiny(), C: f"id = {digits}"}))[0] == "toml.syntax"
    assert codes(read({**tiny(), SHAPE: f"[{digits}]"}))[0] == "json.syntax"
