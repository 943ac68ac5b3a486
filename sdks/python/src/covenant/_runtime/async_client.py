"""The async client's engine."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar, cast

from typing_extensions import ParamSpec

from . import token_request
from .auth import AsyncCachedToken, AsyncTokenProvider, AsyncTokenSource, ClientCredentials, Token, token_from
from .core import Arguments, Call, Settings
from .errors import ApiConnectionError, StatusError
from .operation import Content, Operation, PagedOperation, StreamOperation
from .pagination import AsyncPager, Step, Walk
from .response import AsyncDownload, RawResponse
from .streams import AsyncStream
from .transport import AsyncHttpxTransport, AsyncResponse, AsyncTransport

T = TypeVar("T")
Item = TypeVar("Item")
Page = TypeVar("Page")
P = ParamSpec("P")


class _Given:
    """A token that the program gave, or what gives it, awaited where it must be."""

    def __init__(self, source: Any) -> None:
        self._source = source

    async def token(self, refused: str | None = None) -> str:
        source = self._source
        if hasattr(source, "token"):
            value = source.token(refused)
        else:
            value = source() if callable(source) else source
        return str(await value if inspect.isawaitable(value) else value)


class AsyncCore:
    """Sends calls, one attempt after the other."""

    def __init__(
        self,
        settings: Settings,
        *,
        transport: AsyncTransport | None = None,
        token: AsyncTokenSource | None = None,
        client_credentials: ClientCredentials | None = None,
        token_url: str | None = None,
    ) -> None:
        self.settings = settings
        self.transport: AsyncTransport = transport or AsyncHttpxTransport()
        self._tokens: AsyncTokenProvider | None = None
        if token is not None:
            self._tokens = _Given(token)
        elif client_credentials is not None and token_url is not None:
            self._tokens = AsyncCachedToken(lambda: self._fetch_token(client_credentials, token_url), settings.clock)

    async def close(self) -> None:
        """Closes the transport."""
        await self.transport.close()

    async def _fetch_token(self, credentials: ClientCredentials, url: str) -> Token:
        arguments, headers = token_request.arguments(credentials)
        call: Call[Any] = Call(self.settings, token_request.OPERATION, arguments, {"extra_headers": headers}, url=url)
        response, content = await self._read(call)
        answer = call.parse(response.status, response.headers, content)
        return token_from(token_request.check(answer, response.status, response.headers), self.settings.clock.now())

    async def _send(self, call: Call[Any]) -> AsyncResponse:
        """A success, its body not read yet.

        Raises:
            StatusError: The answer is no success.
            ApiConnectionError: There is no answer.
        """
        while True:
            if self._tokens is not None and call.wants_token:
                call.authorize(await self._tokens.token(call.token if call.refreshed else None))
            request = call.before()
            try:
                response = await self.transport.send(request)
                for _ in range(5):
                    further = call.redirected(request, response.status, response.headers)
                    if further is None:
                        break
                    await response.close()
                    request = further
                    response = await self.transport.send(request)
            except ApiConnectionError:
                wait = call.wait_after_failure()
                if wait is None:
                    raise
                await self.settings.clock.sleep_async(wait)
                continue
            status, headers = response.status, response.headers
            call.seen(status, headers)
            if 200 <= status < 300:
                return response
            if call.refused(status):
                await response.close()
                continue
            wait = call.wait_after_status(status, headers)
            if wait is None:
                raise await self._error(call, response)
            await response.close()
            await self.settings.clock.sleep_async(wait)

    async def _error(self, call: Call[Any], response: AsyncResponse) -> StatusError:
        try:
            content = await response.read()
        except ApiConnectionError:
            content = b""
        finally:
            await response.close()
        return call.error(response.status, response.headers, content)

    async def _read(self, call: Call[Any]) -> tuple[AsyncResponse, bytes]:
        """A success with its body; a body that breaks off is a failed attempt like any other."""
        while True:
            response = await self._send(call)
            try:
                return response, await response.read()
            except ApiConnectionError:
                wait = call.wait_after_failure()
                if wait is None:
                    raise
                await self.settings.clock.sleep_async(wait)
            finally:
                await response.close()

    async def _raw(self, call: Call[T]) -> RawResponse[T]:
        response, content = await self._read(call)
        status, headers = response.status, response.headers
        return RawResponse(status, headers, content, lambda: cast(T, call.parse(status, headers, content)))

    async def call(self, operation: Operation[T], arguments: Arguments, given: Mapping[str, Any]) -> T:
        """Calls an operation and reads its answer."""
        raw = await self._raw(Call(self.settings, operation, arguments, given))
        if given.get("_raw"):
            return cast(T, raw)
        return raw.parse()

    def paginate(
        self, operation: PagedOperation[Item, Page], arguments: Arguments, given: Mapping[str, Any]
    ) -> AsyncPager[Item, Page]:
        """A list, page by page, lazily."""
        wires = {param.name: param.wire for param in operation.params if param.location == "query"}
        names = {wire: name for name, wire in wires.items()}
        start = {wires[name]: value for name, value in arguments.items() if name in wires}

        async def fetch(step: Step) -> tuple[RawResponse[Page], str]:
            changed = {**arguments, **{names.get(wire, wire): value for wire, value in step.query.items()}}
            call: Call[Page] = Call(self.settings, operation, changed, given, url=step.url)
            url = call.request.url
            return await self._raw(call), url

        # A mistake in the arguments is told where they are given, not where the first page is due.
        Call(self.settings, operation, arguments, given)
        return AsyncPager(lambda: Walk(operation.pagination, start), fetch)

    async def stream(
        self, operation: StreamOperation[T], arguments: Arguments, given: Mapping[str, Any]
    ) -> AsyncStream[T]:
        """Calls an operation whose answer is a stream."""
        call: Call[T] = Call(self.settings, operation, arguments, given)
        response = await self._send(call)
        content = call.stream_content(response.status, response.headers)
        return AsyncStream(response, content.kind, call.stream_parser(content))

    async def download(
        self, operation: Operation[Any], arguments: Arguments, given: Mapping[str, Any]
    ) -> AsyncDownload:
        """Calls an operation whose answer is bytes."""
        return AsyncDownload(await self._send(Call(self.settings, operation, arguments, given)))

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        json: Any = None,
        security: Mapping[str, Any] | None = None,
        given: Mapping[str, Any],
    ) -> RawResponse[Any]:
        """A request that the API's description does not know."""
        operation: Operation[Any] = Operation(
            f"{method} {path}",
            method.upper(),
            path if path.startswith("/") else f"/{path}",
            body=[Content("application/json", "json")],
            responses={"default": []},
            security=[{name: []} for name in self.settings.credentials.schemes] if security is None else [security],
        )
        return await self._raw(
            Call(self.settings, operation, {"body": json}, {**given, "extra_query": query or {}}, accept="*/*")
        )


def async_raw(method: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, RawResponse[T]]]:
    """The same method, giving the answer in the raw."""

    async def call(*arguments: P.args, **keywords: P.kwargs) -> RawResponse[T]:
        keywords["_raw"] = True
        return cast("RawResponse[T]", await method(*arguments, **keywords))

    return call


def async_raw_page(method: Callable[P, AsyncPager[Item, Page]]) -> Callable[P, Coroutine[Any, Any, RawResponse[Page]]]:
    """The same method, giving the first page in the raw."""

    async def call(*arguments: P.args, **keywords: P.kwargs) -> RawResponse[Page]:
        return await method(*arguments, **keywords).first_raw()

    return call


class AsyncResource:
    """A group of operations."""

    def __init__(self, core: AsyncCore) -> None:
        self._core = core
