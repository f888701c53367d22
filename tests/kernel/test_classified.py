"""Marks of state secrecy as they are put on documents, and everything that is none."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from here import ROOT, SHARED
from lianxi.kernel.classified import LEVELS, marking, marking_of_name

MARKED = [
    "机密★20年",
    "秘密★长期",
    "绝密★至2030年",
    "机密★",
    "秘密 ★ 10年",
    "秘密☆1年",
    "秘密*6个月",
    "机密＊２０年",
    "机密级★20年",
    "机密★会议开始前",
    "　　绝密★30年",
    "000001　机密★1年　特急",
    "抄送：各市　（秘密★5年）",
    "秘密",
    "机 密",
    "绝　　密",
    "（秘密）",
    "【 机密 】",
    "**机密**",
    "机密级",
    "绝密 30年",
    "〔绝密〕",
    "密级：秘密",
    "密级: 机密",
    "密 级：绝密",
    "密级：机密　保密期限：10年",
    "密级：机密保密期限：10年",
    "密级（秘密）",
    "本件密级为机密。",
    "涉密等级：秘密",
    "会议纪要（秘密）",
    "【机密】关于召开会议的通知",
    "编号\t机密\t张三",
    "| 秘密 | 纪要 |",
    "机\u200b密★20年",
    "机\u202e密★20年",
    "TOP SECRET",
    "— TOP SECRET —",
    "TOP SECRET★20 years",
]
UNMARKED = [
    "",
    "商业秘密",
    "商业秘密★10年",
    "工作秘密",
    "国家秘密载体管理",
    "各方应当保守秘密。",
    "秘密级以上文件不得在本系统办理",
    "密级：秘密级以上文件不得传输",
    "密级为秘密的文件，由专人保管。",
    "密级：绝密□　机密□　秘密□",
    "密级：绝密、机密、秘密",
    "密级：无",
    "密级：非密",
    "国家秘密的密级分为绝密、机密、秘密三级。",
    "国家秘密的密级分为绝密，机密，秘密三级。",
    "国家秘密的密级分为绝密,机密,秘密三级",
    "不得存储、处理**机密**、**秘密**级信息",
    "加强机密性、完整性保护",
    "秘密花园",
    "保密协议",
    "联系紧密*",
    "优势互补、密切合作",
    "高密度经济走廊",
    "第三级为一般的国家秘密（秘密）。",
    "密钥：SECRET",
    "SECRET",
    "CONFIDENTIAL",
    "The top secret of their success",
    "LIANXI_SECRET_KEY",
]
MARKED_NAMES = [
    "机密_纪要.docx",
    "会议纪要（秘密）.xlsx",
    "秘密.pdf",
    "【绝密】方案.zip",
    "纪要-机密.docx",
    "纪要 机密 终稿.docx",
    "2026秘密.csv",
    "机密/纪要.docx",
    "C:\\机密\\纪要.docx",
    "纪要机密★10年.docx",
    "机密",
]
UNMARKED_NAMES = [
    "商业秘密管理办法.docx",
    "保守秘密.docx",
    "保密承诺书.pdf",
    "国家秘密载体管理规定.pdf",
    "秘密花园.txt",
    "council.toml",
    "secret-key",
    "密级.xlsx",
]


@pytest.mark.parametrize("text", MARKED)
def test_a_mark_is_found(text: str) -> None:
    found = marking(f"关于会议的通知\n{text}\n各市：")
    assert found is not None
    assert found.line == 2
    assert marking(text) is not None


@pytest.mark.parametrize("text", UNMARKED)
def test_words_that_are_no_mark(text: str) -> None:
    assert marking(text) is None
    assert marking(f"关于会议的通知\n{text}\n各市：") is None


@pytest.mark.parametrize("name", MARKED_NAMES)
def test_a_mark_in_a_name(name: str) -> None:
    assert marking_of_name(name) is not None


@pytest.mark.parametrize("name", UNMARKED_NAMES)
def test_names_without_a_mark(name: str) -> None:
    assert marking_of_name(name) is None


@given(
    st.sampled_from(sorted(LEVELS)),
    st.sampled_from(["★", "☆", " ★ "]),
    st.sampled_from(["", "20年", "长期", "至2030年", "６个月"]),
    st.text(),
    st.text(),
)
def test_a_mark_is_found_in_whatever_surrounds_it(
    level: str, star: str, term: str, before: str, after: str
) -> None:
    found = marking(f"{before}\n{level}{star}{term}\n{after}")
    assert found is not None
    if marking(before) is None:
        assert (found.level, found.words) == (level, LEVELS[level])
        assert found.line == len(f"{before}\n".splitlines()) + 1


@given(st.text(st.characters(exclude_characters="密")))
def test_no_mark_without_its_word(text: str) -> None:
    if "TOP SECRET" not in text:
        assert marking(text) is None
        assert marking_of_name(text) is None


@given(st.text("绝机秘密级★* ：:（）。,\t|年1\n", max_size=200))
def test_any_jumble_is_read(text: str) -> None:
    marking(text)
    marking_of_name(text)


def test_a_long_line_takes_no_long_time() -> None:
    start = time.perf_counter()
    for tail in ("-" * 10**6, " " * 10**6, "密级:" * 10**5, "(机密" * 10**5, "机密*" * 10**5):
        marking(f"机密{tail}会")
    assert time.perf_counter() - start < 20


def test_the_record_and_its_documents_carry_none() -> None:
    paths = [path for path in (ROOT / "regions").rglob("*") if path.is_file()]
    documents = Path(SHARED / "sources" / "documents")
    paths += sorted(documents.glob("*.txt")) if documents.is_dir() else []
    for path in paths:
        assert marking(path.read_text("utf-8")) is None, path
        assert marking_of_name(path.name) is None, path
