"""When a call is tried again, and after which wait."""

from __future__ import annotations

from typing import Any

import pytest

from sdk._runtime import errors, retry
from sdk._runtime.headers import Headers
from sdk._runtime.operation import Content, Operation
from sdk._runtime.sync_client import SyncCore

from .conftest import FakeTransport, answer, dropped

GET: Operation[Any] = Operation("get", "GET", "/x", responses={200: [Content("application/json", "json")]})
POST: Operation[Any] = Operation(
    "post",
    "POST",
    "/x",
    body=[Content("application/json", "json")],
    responses={200: [Content("application/json", "json")]},
)
KEYED: Operation[Any] = Operation("keyed", "POST", "/x", idempotency_header="Idempotency-Key")
BY_BODY: Operation[Any] = Operation(
    "by_body", "POST", "/x", body=[Content("application/json", "json")], idempotency_body="external_id"
)


@pytest.mark.parametrize(
    ("fields", "seconds"),
    [
        ({"Retry-After": "3"}, 3.0),
        ({"Retry-After": "0.25"}, 0.25),
        ({"Retry-After-Ms": "1500", "Retry-After": "9"}, 1.5),
        ({"Retry-After": "Tue, 14 Nov 2023 22:13:25 GMT"}, 5.0),
        ({"Retry-After": "Tue, 14 Nov 2023 22:13:00 GMT"}, 0.0),
        ({"Retry-After": "-4"}, 0.0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "nan"}, None),
        ({}, None),
    ],
)
def test_forms_of_retry_after(fields: dict[str, str], seconds: float | None) -> None:
    assert retry.retry_after(Headers(fields), 1_700_000_000.0) == seconds


def test_waits_double_up_to_eight_seconds() -> None:
    assert [retry.delay(n, None, lambda: 0.0) for n in range(6)] == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]
    assert retry.delay(0, None, lambda: 1.0) == 0.375


def test_a_wait_over_two_minutes_is_the_callers_business() -> None:
    assert retry.delay(0, 120.0, lambda: 0.0) == 120.0
    assert retry.delay(0, 120.5, lambda: 0.0) is None


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_two_retries_by_default(settings: Any, clock: Any, status: int) -> None:
    transport = FakeTransport(answer(status), answer(status), answer(200, {"ok": 1}))
    assert SyncCore(settings(), transport=transport).call(GET, {}, {}) == {"ok": 1}
    assert clock.waits == [0.5, 1.0]


def test_the_third_failure_stands(settings: Any, clock: Any) -> None:
    transport = FakeTransport(answer(503), answer(503), answer(503, {"title": "down"}))
    with pytest.raises(errors.ServerError) as caught:
        SyncCore(settings(), transport=transport).call(GET, {}, {})
    assert caught.value.status == 503
    assert len(transport.requests) == 3


def test_retry_after_decides_the_wait(settings: Any, clock: Any) -> None:
    transport = FakeTransport(answer(429, retry_after="7"), answer(200, {}))
    SyncCore(settings(), transport=transport).call(GET, {}, {})
    assert clock.waits == [7.0]


def test_too_long_a_wait_is_an_error_that_tells_it(settings: Any, clock: Any) -> None:
    transport = FakeTransport(answer(429, retry_after="3600"))
    with pytest.raises(errors.RateLimitError) as caught:
        SyncCore(settings(), transport=transport).call(GET, {}, {})
    assert caught.value.retry_after == 3600.0
    assert clock.waits == []


def test_connection_errors_are_tried_again(settings: Any, clock: Any) -> None:
    transport = FakeTransport(dropped(), answer(200, {}))
    SyncCore(settings(), transport=transport).call(GET, {}, {})
    assert clock.waits == [0.5]


@pytest.mark.parametrize("failure", [answer(503), dropped()])
def test_a_post_without_a_key_is_not_repeated(settings: Any, failure: Any) -> None:
    transport = FakeTransport(failure)
    with pytest.raises(errors.ApiError):
        SyncCore(settings(), transport=transport).call(POST, {"body": {}}, {})
    assert len(transport.requests) == 1


def test_a_key_makes_a_post_repeatable_and_stays_the_same(settings: Any) -> None:
    transport = FakeTransport(answer(503), answer(200))
    SyncCore(settings(), transport=transport).call(KEYED, {}, {})
    first, second = (request.header("Idempotency-Key") for request in transport.requests)
    assert first and first == second


def test_a_given_key_is_used(settings: Any) -> None:
    transport = FakeTransport(answer(503), answer(200, {}))
    SyncCore(settings(), transport=transport).call(POST, {"body": {}}, {"idempotency_key": "k1"})
    assert [request.header("idempotency-key") for request in transport.requests] == ["k1", "k1"]


def test_a_key_in_the_body_counts_when_it_is_set(settings: Any) -> None:
    transport = FakeTransport(answer(503), answer(200))
    SyncCore(settings(), transport=transport).call(BY_BODY, {"body": {"external_id": "e"}}, {})
    transport = FakeTransport(answer(503))
    with pytest.raises(errors.ServerError):
        SyncCore(settings(), transport=transport).call(BY_BODY, {"body": {"external_id": None}}, {})


def test_the_deadline_ends_the_call_before_a_wait_that_would_pass_it(settings: Any, clock: Any) -> None:
    transport = FakeTransport(answer(503), answer(503))
    with pytest.raises(errors.ServerError):
        SyncCore(settings(), transport=transport).call(GET, {}, {"deadline": 1.2})
    assert clock.waits == [0.5]
    assert transport.requests[0].timeout == pytest.approx(1.2)
    assert transport.requests[1].timeout == pytest.approx(0.7)


def test_max_retries_of_one_call(settings: Any) -> None:
    transport = FakeTransport(answer(500))
    with pytest.raises(errors.ServerError):
        SyncCore(settings(), transport=transport).call(GET, {}, {"max_retries": 0})
    assert len(transport.requests) == 1


def test_an_unknown_option_is_a_mistake(settings: Any) -> None:
    with pytest.raises(TypeError, match="retries"):
        SyncCore(settings(), transport=FakeTransport()).call(GET, {}, {"retries": 1})
