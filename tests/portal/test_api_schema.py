"""The API keeps what its OpenAPI description promises, whatever it is asked."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from ninja import Schema
from schemathesis import openapi
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from schemathesis.specs.openapi.schemas import OpenApiSchema

from lianxi.governance.authority import Refused
from lianxi.portal.accounts.actions import Issued, enter_demo, issue_token
from lianxi.portal.accounts.queries import actor
from lianxi.portal.wsgi import application
from uploads import NOW

PROMISES = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
    allow_header_conformance,
]
THERE = {"region": "lake-district", "article": "council"}


@pytest.fixture
def described(lake_portal: None, demo: None) -> OpenApiSchema:
    """The description, asked for by an administrator's token."""
    person = enter_demo("administrator", "", None, NOW)
    assert not isinstance(person, Refused)
    issued = issue_token(actor(person), "schemathesis", 365, timezone.now())
    assert isinstance(issued, Issued)
    headers = {"Authorization": f"Bearer {issued.text}"}
    return openapi.from_wsgi("/api/v1/openapi.json", application, headers=headers)


@pytest.mark.django_db(transaction=True)  # each request opens the database anew
def test_every_answer_is_as_described(described: OpenApiSchema) -> None:
    """Of each operation: whatever it is asked, and the same of a region that is there."""
    for found in described.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()

        @settings(max_examples=8, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def ask(case: "schemathesis.Case[Any]") -> None:
            case.call_and_validate(checks=PROMISES)
            for name in case.path_parameters.keys() & THERE.keys():
                case.path_parameters[name] = THERE[name]
            case.call_and_validate(checks=PROMISES)

        ask()


def test_no_two_answers_have_one_name() -> None:
    """The description knows each by its name alone: the second would take the first one's place."""
    named = Counter(
        each.__name__
        for each in every_schema(Schema)
        if each.__module__.startswith("lianxi.portal.")
    )
    assert [name for name, times in named.items() if times > 1] == []


def every_schema(of: type[Schema]) -> Iterator[type[Schema]]:
    """All schemas below one."""
    for each in of.__subclasses__():
        yield each
        yield from every_schema(each)
