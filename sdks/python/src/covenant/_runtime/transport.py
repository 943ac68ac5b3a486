"""The way to the network: two small protocols, and what implements them with httpx."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, NoReturn, Protocol

import httpx

from .body import Bytes
from .errors import ApiConnectionError, ApiTimeoutError
from .headers import Headers


class Request:
    """A request as it goes out."""

    __slots__ = ("method", "url", "headers", "body", "timeout")

    def __init__(
        self,
        method: str,
        url: str,
        headers: list[tuple[str, str]],
        body: Bytes | None = None,
        timeout: float | None = None,
    ) -> None:
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout

    def header(self, name: str) -> str | None:
        """A header field."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def set_header(self, name: str, value: str) -> None:
        """Sets a header field, replacing what there is of it."""
        self.headers = [(key, old) for key, old in self.headers if key.lower() != name.lower()]
        self.headers.append((name, value))


class Response(Protocol):
    """An answer, whose body is not read yet."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Headers:
        """The header fields."""
        ...

    def read(self) -> bytes:
        """The whole body."""
        ...

    def iter_bytes(self) -> Iterator[bytes]:
        """The body as it comes."""
        ...

    def close(self) -> None:
        """Gives the connection back."""
        ...


class AsyncResponse(Protocol):
    """An answer, whose body is not read yet."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Headers:
        """The header fields."""
        ...

    async def read(self) -> bytes:
        """The whole body."""
        ...

    def iter_bytes(self) -> AsyncIterator[bytes]:
        """The body as it comes."""
        ...

    async def close(self) -> None:
        """Gives the connection back."""
        ...


class Transport(Protocol):
    """Sends requests. Raises ``ApiConnectionError`` or ``ApiTimeoutError`` when there is no answer; follows no redirects."""

    def send(self, request: Request) -> Response:
        """Sends a request and returns when the header fields of the answer are there."""
        ...

    def close(self) -> None:
        """Closes what is open."""
        ...


class AsyncTransport(Protocol):
    """Sends requests. Raises ``ApiConnectionError`` or ``ApiTimeoutError`` when there is no answer; follows no redirects."""

    async def send(self, request: Request) -> AsyncResponse:
        """Sends a request and returns when the header fields of the answer are there."""
        ...

    async def close(self) -> None:
        """Closes what is open."""
        ...


def _failed(error: Exception) -> NoReturn:
    if isinstance(error, httpx.TimeoutException):
        raise ApiTimeoutError(str(error) or type(error).__name__) from error
    raise ApiConnectionError(str(error) or type(error).__name__) from error


def _arguments(request: Request) -> dict[str, Any]:
    return {
        "method": request.method,
        "url": request.url,
        "headers": [(name.encode("ascii"), value.encode("utf-8")) for name, value in request.headers],
        "timeout": request.timeout,
    }


class _HttpxResponse:
    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self.status = response.status_code
        self.headers = Headers(response.headers.multi_items())

    def read(self) -> bytes:
        try:
            return self._response.read()
        except httpx.HTTPError as error:
            _failed(error)

    def iter_bytes(self) -> Iterator[bytes]:
        try:
            yield from self._response.iter_bytes()
        except httpx.HTTPError as error:
            _failed(error)

    def close(self) -> None:
        self._response.close()


class HttpxTransport:
    """Over an :class:`httpx.Client`."""

    def __init__(self, client: httpx.Client | None = None) -> None:
        self._client = client or httpx.Client(follow_redirects=False)
        self._own = client is None

    def send(self, request: Request) -> Response:
        body = request.body
        content = body() if callable(body) else body
        try:
            built = self._client.build_request(content=content, **_arguments(request))
            return _HttpxResponse(self._client.send(built, stream=True, follow_redirects=False))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            _failed(error)

    def close(self) -> None:
        if self._own:
            self._client.close()


class _AsyncHttpxResponse:
    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self.status = response.status_code
        self.headers = Headers(response.headers.multi_items())

    async def read(self) -> bytes:
        try:
            return await self._response.aread()
        except httpx.HTTPError as error:
            _failed(error)

    async def iter_bytes(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._response.aiter_bytes():
                yield chunk
        except httpx.HTTPError as error:
            _failed(error)

    async def close(self) -> None:
        await self._response.aclose()


class AsyncHttpxTransport:
    """Over an :class:`httpx.AsyncClient`."""

    def __init__(self, client: httpx.AsyncClient | None = None) -> None:
        self._client = client or httpx.AsyncClient(follow_redirects=False)
        self._own = client is None

    async def send(self, request: Request) -> AsyncResponse:
        body = request.body
        content = _asynchronous(body) if callable(body) else body
        try:
            built = self._client.build_request(content=content, **_arguments(request))
            return _AsyncHttpxResponse(await self._client.send(built, stream=True, follow_redirects=False))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            _failed(error)

    async def close(self) -> None:
        if self._own:
            await self._client.aclose()


async def _asynchronous(start: Callable[[], Iterator[bytes]]) -> AsyncIterator[bytes]:
    for chunk in start():
        yield chunk
