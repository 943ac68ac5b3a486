"""Tokens: fetched once, refreshed early, renewed once when refused; keys where they belong."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from sdk._runtime import errors
from sdk._runtime.async_client import AsyncCore
from sdk._runtime.auth import AsyncCachedToken, CachedToken, ClientCredentials, Token, token_from
from sdk._runtime.operation import Operation
from sdk._runtime.sync_client import SyncCore

from .conftest import FakeAsyncTransport, FakeClock, FakeTransport, answer

SECURED: Operation[Any] = Operation("secured", "GET", "/x", security=[{"oauth2": ["a"]}], responses={200: []})
CREDENTIALS = ClientCredentials("id:1", "s/2", ["a", "b"])
TOKEN_URL = "https://api.example.com/oauth/token"


def token(value: str, life: int = 900) -> Any:
    return answer(200, {"access_token": value, "token_type": "Bearer", "expires_in": life})


def core(settings: Any, *answers: Any) -> tuple[SyncCore, FakeTransport]:
    transport = FakeTransport(*answers)
    made = SyncCore(settings(has_token=True), transport=transport, client_credentials=CREDENTIALS, token_url=TOKEN_URL)
    return made, transport


def test_a_token_is_fetched_once_and_shared(settings: Any) -> None:
    made, transport = core(settings, token("t1"), answer(200), answer(200))
    made.call(SECURED, {}, {})
    made.call(SECURED, {}, {})
    asked, first, second = transport.requests
    assert asked.url == TOKEN_URL
    # RFC 6749, 2.3.1: form-encoded before base64.
    assert asked.header("Authorization") == "Basic aWQlM0ExOnMlMkYy"
    assert transport.bodies[0] == b"grant_type=client_credentials&scope=a+b"
    assert first.header("Authorization") == second.header("Authorization") == "Bearer t1"


def test_a_token_is_refreshed_before_it_expires(settings: Any, clock: FakeClock) -> None:
    made, transport = core(settings, token("t1", 900), answer(200), token("t2"), answer(200))
    made.call(SECURED, {}, {})
    clock.time += 871
    made.call(SECURED, {}, {})
    assert transport.requests[3].header("Authorization") == "Bearer t2"


def test_short_lives_are_refreshed_a_tenth_early() -> None:
    assert token_from({"access_token": "t", "expires_in": 60}, 1000.0).refresh_at == 1054.0
    assert token_from({"access_token": "t", "expires_in": 3600}, 1000.0).refresh_at == 4570.0
    assert token_from({"access_token": "t"}, 1000.0).refresh_at is None


def test_a_refused_token_is_renewed_once(settings: Any) -> None:
    made, transport = core(settings, token("t1"), answer(401), token("t2"), answer(200))
    made.call(SECURED, {}, {})
    assert [r.header("Authorization") for r in transport.requests][1::2] == ["Bearer t1", "Bearer t2"]

    made, transport = core(settings, token("t1"), answer(401), token("t2"), answer(401))
    with pytest.raises(errors.AuthenticationError):
        made.call(SECURED, {}, {})


def test_the_authorization_server_says_no(settings: Any) -> None:
    refusal = answer(400, {"error": "invalid_scope", "error_description": "no", "code": "INVALID_SCOPE"})
    made, _ = core(settings, refusal)
    with pytest.raises(errors.OAuthError) as caught:
        made.call(SECURED, {}, {})
    assert (caught.value.error, caught.value.error_description, caught.value.code) == (
        "invalid_scope",
        "no",
        "INVALID_SCOPE",
    )
    assert caught.value.status == 400


def test_a_token_request_is_tried_again(settings: Any) -> None:
    made, transport = core(settings, answer(503), token("t1"), answer(200))
    made.call(SECURED, {}, {})
    assert len(transport.requests) == 3


def test_an_answer_without_a_token_is_an_error(settings: Any) -> None:
    made, _ = core(settings, answer(200, {"token": "x"}))
    with pytest.raises(errors.ResponseError):
        made.call(SECURED, {}, {})


def test_one_fetch_for_a_hundred_threads(clock: FakeClock) -> None:
    fetched: list[int] = []
    gate = threading.Barrier(100)

    def fetch() -> Token:
        fetched.append(1)
        return Token(f"t{len(fetched)}", None)

    cache = CachedToken(fetch, clock)
    seen: list[str] = []

    def ask() -> None:
        gate.wait()
        seen.append(cache.token())

    threads = [threading.Thread(target=ask) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(fetched) == 1
    assert set(seen) == {"t1"} and len(seen) == 100

    # A hundred calls meet 401 with the same token: one renewal.
    renewed = [cache.token("t1") for _ in range(100)]
    assert len(fetched) == 2 and set(renewed) == {"t2"}


def test_one_fetch_for_a_hundred_tasks(clock: FakeClock) -> None:
    fetched: list[int] = []

    async def fetch() -> Token:
        fetched.append(1)
        await asyncio.sleep(0.01)
        return Token(f"t{len(fetched)}", None)

    async def run() -> list[str]:
        cache = AsyncCachedToken(fetch, clock)
        first = await asyncio.gather(*(cache.token() for _ in range(100)))
        again = await asyncio.gather(*(cache.token("t1") for _ in range(100)))
        return [*first, *again]

    assert asyncio.run(run()) == ["t1"] * 100 + ["t2"] * 100
    assert len(fetched) == 2


def test_async_client_fetches_and_renews(settings: Any) -> None:
    transport = FakeAsyncTransport(token("t1"), answer(401), token("t2"), answer(200))

    async def run() -> None:
        made = AsyncCore(
            settings(has_token=True), transport=transport, client_credentials=CREDENTIALS, token_url=TOKEN_URL
        )
        await made.call(SECURED, {}, {})

    asyncio.run(run())
    assert transport.inner.requests[3].header("Authorization") == "Bearer t2"


def test_keys_go_where_their_scheme_says(settings: Any) -> None:
    both: Operation[Any] = Operation("both", "GET", "/x", security=[{"key": [], "in_query": []}], responses={200: []})
    transport = FakeTransport(answer(200))
    made = SyncCore(settings(keys={"key": "k&1", "in_query": "q&2"}), transport=transport)
    made.call(both, {}, {})
    assert transport.requests[0].header("X-Key") == "k&1"
    assert transport.requests[0].url == "https://api.example.com/v1/x?key=q%262"


def test_the_first_alternative_that_can_be_met(settings: Any) -> None:
    either: Operation[Any] = Operation(
        "either", "GET", "/x", security=[{"oauth2": []}, {"user": []}], responses={200: []}
    )
    transport = FakeTransport(answer(200))
    SyncCore(settings(keys={"user": "u:p"}), transport=transport).call(either, {}, {})
    assert transport.requests[0].header("Authorization") == "Basic dTpw"


def test_credentials_do_not_follow_a_redirect_to_another_host(settings: Any) -> None:
    transport = FakeTransport(answer(302, location="https://cdn.example.net/file"), answer(200, b"bytes"))
    made = SyncCore(settings(keys={"key": "k"}, has_token=True), transport=transport, token="t")
    both: Operation[Any] = Operation("both", "GET", "/x", security=[{"key": [], "oauth2": []}], responses={200: []})
    made.call(both, {}, {})
    there = transport.requests[1]
    assert there.url == "https://cdn.example.net/file"
    assert there.header("Authorization") is None and there.header("X-Key") is None
