"""A transport and a clock that obey the test."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest

from sdk._runtime.auth import Credentials, Scheme
from sdk._runtime.clock import Clock
from sdk._runtime.core import Settings
from sdk._runtime.errors import ApiConnectionError
from sdk._runtime.headers import Headers
from sdk._runtime.transport import Request


class FakeClock(Clock):
    """Time passes only when somebody waits; chance is always nought."""

    def __init__(self) -> None:
        self.time = 1_700_000_000.0
        self.waits: list[float] = []

    def now(self) -> float:
        return self.time

    def monotonic(self) -> float:
        return self.time

    def random(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds

    async def sleep_async(self, seconds: float) -> None:
        self.sleep(seconds)


class FakeResponse:
    def __init__(self, status: int, headers: dict[str, str], chunks: list[bytes]) -> None:
        self.status = status
        self.headers = Headers(headers)
        self.chunks = chunks
        self.closed = False

    def read(self) -> bytes:
        return b"".join(self.chunks)

    def iter_bytes(self) -> Iterator[bytes]:
        yield from self.chunks

    def close(self) -> None:
        self.closed = True


class FakeAsyncResponse:
    def __init__(self, inner: FakeResponse) -> None:
        self.inner = inner
        self.status = inner.status
        self.headers = inner.headers

    async def read(self) -> bytes:
        return self.inner.read()

    async def iter_bytes(self) -> AsyncIterator[bytes]:
        for chunk in self.inner.chunks:
            yield chunk

    async def close(self) -> None:
        self.inner.close()


def answer(status: int = 200, body: Any = None, **headers: str) -> FakeResponse:
    """An answer; bytes stay as they are, anything else becomes JSON."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if isinstance(body, bytes):
        return FakeResponse(status, named, [body])
    if body is None:
        return FakeResponse(status, named, [])
    return FakeResponse(status, {"content-type": "application/json", **named}, [json.dumps(body).encode()])


class FakeTransport:
    """Gives the answers in order (an exception is raised), and remembers the requests."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.requests: list[Request] = []
        self.bodies: list[bytes] = []

    def send(self, request: Request) -> FakeResponse:
        copy = Request(request.method, request.url, list(request.headers), request.body, request.timeout)
        self.requests.append(copy)
        body = request.body
        self.bodies.append(b"".join(body()) if callable(body) else body or b"")
        found = self.answers.pop(0)
        if callable(found):
            found = found(copy)
        if isinstance(found, Exception):
            raise found
        return found  # type: ignore[no-any-return]

    def close(self) -> None:
        pass


class FakeAsyncTransport:
    def __init__(self, *answers: Any) -> None:
        self.inner = FakeTransport(*answers)

    async def send(self, request: Request) -> FakeAsyncResponse:
        return FakeAsyncResponse(self.inner.send(request))

    async def close(self) -> None:
        pass


SCHEMES = {
    "oauth2": Scheme("bearer"),
    "key": Scheme("header", "X-Key"),
    "in_query": Scheme("query", "key"),
    "user": Scheme("basic"),
}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def settings(clock: FakeClock) -> Callable[..., Settings]:
    def make(*, keys: dict[str, str | None] | None = None, has_token: bool = False, **more: Any) -> Settings:
        return Settings(
            base_url=more.pop("base_url", "https://api.example.com/v1"),
            credentials=Credentials(SCHEMES, keys or {}, has_token),
            clock=clock,
            **more,
        )

    return make


def dropped() -> ApiConnectionError:
    return ApiConnectionError("connection reset")
