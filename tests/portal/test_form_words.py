"""What a form says of a field that is wrong: its name, and what to do, in the reader's language."""

from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.ui import fields


class Everything(forms.Form):
    """One field of each kind."""

    title = fields.text(Bilingual("标题", "Title"), most=4)
    content = fields.area(Bilingual("内容", "Content"), most=4)
    due = fields.day(Bilingual("时限", "Due"))
    lead = fields.choice(Bilingual("牵头单位", "Lead"), [("a", Bilingual("甲", "A"))])
    cities = fields.many(Bilingual("城市", "Cities"), [("a", Bilingual("甲", "A"))])
    boats = fields.whole(Bilingual("船", "Boats"), most=9)
    scan = fields.file(Bilingual("扫描件", "Scan"), required=True)


EMPTY = {
    "title": ("请填写“标题”", "Please fill in “Title”"),
    "content": ("请填写“内容”", "Please fill in “Content”"),
    "due": ("请填写“时限”", "Please fill in “Due”"),
    "lead": ("请选择“牵头单位”", "Please choose “Lead”"),
    "cities": ("“城市”至少选一项", "Please choose at least one: “Cities”"),
    "boats": ("请填写“船”", "Please fill in “Boats”"),
    "scan": ("请附上“扫描件”", "Please add a file: “Scan”"),
}
SENT = {
    "title": "12345",
    "content": "12345",
    "due": "soon",
    "lead": "b",
    "cities": ["b"],
    "boats": "10",
}
WRONG = {
    "title": ("“标题”至多4字", "“Title” may have 4 characters at most"),
    "content": ("“内容”至多4字", "“Content” may have 4 characters at most"),
    "due": ("“时限”应为日期，如2026-03-02", "“Due” should be a day, such as 2026-03-02"),
    "lead": (
        "“牵头单位”没有这个选项，请从列出的各项中选",
        "“Lead” has no such choice: take one that is listed",
    ),
    "cities": (
        "“城市”没有这个选项，请从列出的各项中选",
        "“Cities” has no such choice: take one that is listed",
    ),
    "boats": ("“船”应为0至9的整数", "“Boats” should be a whole number from 0 to 9"),
}


@pytest.mark.parametrize(("language", "side"), [("zh-hans", 0), ("en", 1)])
def test_an_empty_and_a_wrong_field_are_called_by_name(language: str, side: int) -> None:
    scan: MultiValueDict[str, UploadedFile[Any]] = MultiValueDict(
        {"scan": [SimpleUploadedFile("a.pdf", b"x")]}
    )
    with override(language):
        for form, words in ((Everything({}), EMPTY), (Everything(SENT, scan), WRONG)):
            said = {name: [str(error) for error in errors] for name, errors in form.errors.items()}
            assert said == {name: [each[side]] for name, each in words.items()}
