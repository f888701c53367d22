"""`lianxi mail send`: one line, one JSON value, and an exit status that a timer can go by."""

import json
from dataclasses import replace

import pytest
from pytest_django import Settings

from answered import Lianxi
from lianxi.portal import command_mail
from mailing import SERVER, reader, undertake
from postbox import postbox
from road import DAY, load


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def test_where_mail_is_off_the_setting_is_wrong(lianxi: Lianxi) -> None:
    answer = lianxi("mail", "send")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("mail is off: name a server with LIANXI_SMTP")
    assert "没有启用邮件" in lianxi("mail", "send", "--lang", "zh").err


def test_a_run_says_what_it_did(
    db: None, lianxi: Lianxi, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    load()
    settings.MAIL = SERVER
    monkeypatch.setattr(command_mail, "now", lambda: DAY)
    answer = lianxi("mail", "send")
    assert (answer.status, answer.out, answer.err) == (0, "", "")  # nothing to say
    reader()
    undertake("修复码头", None)
    answer = lianxi("mail", "send", "--json")
    assert answer.status == 1
    said = json.loads(answer.out)
    assert said["problem"]["zh"].startswith("邮件服务器 127.0.0.1:1 不能用：拒绝连接")
    assert {**said, "problem": None} == {
        "written": 1,
        "sent": 0,
        "failed": 0,
        "given_up": 0,
        "waiting": 1,
        "problem": None,
    }
    assert answer.err == "the mail server 127.0.0.1:1 can't be used: the connection is refused\n"
    with postbox() as box:
        settings.MAIL = replace(SERVER, port=box.port)
        assert lianxi("--lang", "zh", "mail", "send").out == "发出1封\n"
