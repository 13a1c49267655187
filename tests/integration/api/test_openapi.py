"""The server keeps to its own description, whatever is sent to it."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks as described

from labelwright.api.server import openapi_document
from tests.integration.api.conftest import RunningServer
from tests.integration.api.visitor import Visitor

STREAMS = "/api/v1/apps/{app_id}/events"
NEEDS_JOBS = ("/jobs", "/accept-preview")
CHECKS = [
    checks.not_a_server_error,
    described.status_code_conformance,
    described.content_type_conformance,
    described.response_schema_conformance,
]


def operations() -> list[Any]:
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(openapi_document())))
    found: list[Any] = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    return [each for each in found if each.path != STREAMS and not any(part in each.path for part in NEEDS_JOBS)]


@pytest.mark.parametrize("operation", operations(), ids=lambda each: each.label)
def test_an_address_answers_as_described_and_never_crashes(
    server: RunningServer, visitor: Visitor, operation: Any
) -> None:
    known = {"app_id": visitor.app_id, "input_id": visitor.add_input()}
    session = requests.Session()

    @settings(
        max_examples=10,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def check(case: Any) -> None:
        case.path_parameters.update({name: known[name] for name in known if name in case.path_parameters})
        answer = case.call(base_url=server.address, session=session)
        case.validate_response(answer, checks=CHECKS)

    with session:
        check()
    assert visitor.web.get("/health").status_code == 200
