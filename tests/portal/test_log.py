"""What the portal says of itself: a line a request, a refusal, an error, and no more of anybody."""

import json
import logging
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from lianxi.portal.log import JsonLines, TextLines
from uploads import Enter

Said = pytest.LogCaptureFixture

pytestmark = pytest.mark.usefixtures("lake_portal")


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "lianxi.request")
    return caplog


def lines(said: Said, event: str) -> list[dict[str, Any]]:
    """The lines of one kind since the last look, as a machine reads them."""
    found = [json.loads(JsonLines().format(record)) for record in said.records]
    return [line for line in found if line["event"] == event]


def test_a_request_is_one_line_without_its_query(client: Client, said: Said) -> None:
    answer = client.get("/regions/lake-district/search/?q=somebody")
    (line,) = lines(said, "request")
    assert datetime.fromisoformat(line.pop("time")).utcoffset() == timedelta(hours=8)
    assert line.pop("ms") >= 0
    assert line == {
        "level": "info",
        "event": "request",
        "request": answer.headers["X-Request-Id"],
        "method": "GET",
        "path": "/regions/lake-district/search/",
        "status": 200,
        "address": "127.0.0.1",
        "actor": "",
    }
    assert "somebody" not in "".join(JsonLines().format(record) for record in said.records)


def test_whoever_asks_is_named_by_login_alone(enter: Enter, said: Said) -> None:
    enter("auditor").get("/regions/lake-district/members.csv")
    line = lines(said, "request")[-1]
    assert (line["actor"], line["path"][-4:]) == ("demo-auditor", ".csv")
    assert "Demo auditor" not in JsonLines().format(said.records[-1])


def test_a_refusal_has_its_reason_and_the_number_of_its_request(client: Client, said: Said) -> None:
    client.get("/journal/")
    (refused,), (asked,) = lines(said, "refused"), lines(said, "request")
    assert (refused["status"], refused["request"]) == (403, asked["request"])
    assert refused["reason"]
    said.clear()
    client.get("/nothing-here/")
    assert not lines(said, "refused")
    assert len(said.records) == 1


def test_the_number_on_the_page_of_an_error_is_the_one_in_the_log(
    client: Client, said: Said
) -> None:
    client.raise_request_exception = False

    def broken(*_: object) -> None:
        raise DatabaseError("Key (login)=(somebody)")

    with connection.execute_wrapper(broken):
        page = client.get("/regions/lake-district/").content.decode()
    number = re.search(r"编号：(\w{16})<", page)
    assert number is not None
    (error,), (asked,) = lines(said, "error"), lines(said, "request")
    assert error["request"] == asked["request"] == number[1]
    assert error["error"] == "DatabaseError"
    assert any("broken" in frame for frame in error["at"])
    assert "somebody" not in json.dumps(error)


def test_as_text_a_line_cannot_be_forged(client: Client, said: Said) -> None:
    client.get("/regions/lake-district/bodies/%0A2026 forged/")
    text = TextLines().format(said.records[-1])
    assert "\n" not in text
    assert " request " in text
    assert " GET /regions/lake-district/bodies/\\n2026 forged/ 404 " in text


def test_what_others_log_is_a_message() -> None:
    record = logging.LogRecord("asyncio", logging.WARNING, "", 0, "slow %s", ("disk",), None)
    line = json.loads(JsonLines().format(record))
    assert (line["event"], line["logger"], line["message"]) == ("message", "asyncio", "slow disk")
    assert TextLines().format(record).endswith("message slow disk")


def test_a_request_that_is_too_large_is_a_refusal_and_no_error(client: Client, said: Said) -> None:
    large = client.post("/api/v1/regions", "[" * (3 * 2**20), "application/json")
    many = client.post("/language/", {f"f{n}": "x" for n in range(1001)})
    assert (large.status_code, many.status_code) == (400, 400)
    assert len(lines(said, "refused")) == 2
    assert not lines(said, "error")
