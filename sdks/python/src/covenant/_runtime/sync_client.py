"""The sync client's engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from typing_extensions import ParamSpec

from . import token_request
from .auth import CachedToken, ClientCredentials, Token, TokenProvider, TokenSource, token_from
from .core import Arguments, Call, Settings
from .errors import ApiConnectionError, StatusError
from .operation import Content, Operation, PagedOperation, StreamOperation
from .pagination import Pager, Step, Walk
from .response import Download, RawResponse
from .streams import Stream
from .transport import HttpxTransport, Response, Transport

T = TypeVar("T")
Item = TypeVar("Item")
Page = TypeVar("Page")
P = ParamSpec("P")


class _Given:
    """A token that the program gave, or a function that gives it."""

    def __init__(self, source: Any) -> None:
        self._source = source

    def token(self, refused: str | None = None) -> str:
        return str(self._source() if callable(self._source) else self._source)


class SyncCore:
    """Sends calls, one attempt after the other."""

    def __init__(
        self,
        settings: Settings,
        *,
        transport: Transport | None = None,
        token: TokenSource | None = None,
        client_credentials: ClientCredentials | None = None,
        token_url: str | None = None,
    ) -> None:
        self.settings = settings
        self.transport: Transport = transport or HttpxTransport()
        self._tokens: TokenProvider | None = None
        if token is not None:
            given = isinstance(token, str) or not hasattr(token, "token")
            self._tokens = _Given(token) if given else cast(TokenProvider, token)
        elif client_credentials is not None and token_url is not None:
            self._tokens = CachedToken(lambda: self._fetch_token(client_credentials, token_url), settings.clock)

    def close(self) -> None:
        """Closes the transport."""
        self.transport.close()

    def _fetch_token(self, credentials: ClientCredentials, url: str) -> Token:
        arguments, headers = token_request.arguments(credentials)
        call: Call[Any] = Call(self.settings, token_request.OPERATION, arguments, {"extra_headers": headers}, url=url)
        response, content = self._read(call)
        answer = call.parse(response.status, response.headers, content)
        return token_from(token_request.check(answer, response.status, response.headers), self.settings.clock.now())

    def _send(self, call: Call[Any]) -> Response:
        """A success, its body not read yet.

        Raises:
            StatusError: The answer is no success.
            ApiConnectionError: There is no answer.
        """
        while True:
            if self._tokens is not None and call.wants_token:
                call.authorize(self._tokens.token(call.token if call.refreshed else None))
            request = call.before()
            try:
                response = self.transport.send(request)
                for _ in range(5):
                    further = call.redirected(request, response.status, response.headers)
                    if further is None:
                        break
                    response.close()
                    request = further
                    response = self.transport.send(request)
            except ApiConnectionError:
                wait = call.wait_after_failure()
                if wait is None:
                    raise
                self.settings.clock.sleep(wait)
                continue
            status, headers = response.status, response.headers
            call.seen(status, headers)
            if 200 <= status < 300:
                return response
            if call.refused(status):
                response.close()
                continue
            wait = call.wait_after_status(status, headers)
            if wait is None:
                raise self._error(call, response)
            response.close()
            self.settings.clock.sleep(wait)

    def _error(self, call: Call[Any], response: Response) -> StatusError:
        try:
            content = response.read()
        except ApiConnectionError:
            content = b""
        finally:
            response.close()
        return call.error(response.status, response.headers, content)

    def _read(self, call: Call[Any]) -> tuple[Response, bytes]:
        """A success with its body; a body that breaks off is a failed attempt like any other."""
        while True:
            response = self._send(call)
            try:
                return response, response.read()
            except ApiConnectionError:
                wait = call.wait_after_failure()
                if wait is None:
                    raise
                self.settings.clock.sleep(wait)
            finally:
                response.close()

    def _raw(self, call: Call[T]) -> RawResponse[T]:
        response, content = self._read(call)
        status, headers = response.status, response.headers
        return RawResponse(status, headers, content, lambda: cast(T, call.parse(status, headers, content)))

    def call(self, operation: Operation[T], arguments: Arguments, given: Mapping[str, Any]) -> T:
        """Calls an operation and reads its answer."""
        raw = self._raw(Call(self.settings, operation, arguments, given))
        if given.get("_raw"):
            return cast(T, raw)
        return raw.parse()

    def paginate(
        self, operation: PagedOperation[Item, Page], arguments: Arguments, given: Mapping[str, Any]
    ) -> Pager[Item, Page]:
        """A list, page by page, lazily."""
        wires = {param.name: param.wire for param in operation.params if param.location == "query"}
        names = {wire: name for name, wire in wires.items()}
        start = {wires[name]: value for name, value in arguments.items() if name in wires}

        def fetch(step: Step) -> tuple[RawResponse[Page], str]:
            changed = {**arguments, **{names.get(wire, wire): value for wire, value in step.query.items()}}
            call: Call[Page] = Call(self.settings, operation, changed, given, url=step.url)
            url = call.request.url
            return self._raw(call), url

        # A mistake in the arguments is told where they are given, not where the first page is due.
        Call(self.settings, operation, arguments, given)
        return Pager(lambda: Walk(operation.pagination, start), fetch)

    def stream(self, operation: StreamOperation[T], arguments: Arguments, given: Mapping[str, Any]) -> Stream[T]:
        """Calls an operation whose answer is a stream."""
        call: Call[T] = Call(self.settings, operation, arguments, given)
        response = self._send(call)
        content = call.stream_content(response.status, response.headers)
        return Stream(response, content.kind, call.stream_parser(content))

    def download(self, operation: Operation[Any], arguments: Arguments, given: Mapping[str, Any]) -> Download:
        """Calls an operation whose answer is bytes."""
        return Download(self._send(Call(self.settings, operation, arguments, given)))

    def request(
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
        return self._raw(
            Call(self.settings, operation, {"body": json}, {**given, "extra_query": query or {}}, accept="*/*")
        )


def raw(method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
    """The same method, giving the answer in the raw."""

    def call(*arguments: P.args, **keywords: P.kwargs) -> RawResponse[T]:
        keywords["_raw"] = True
        return cast("RawResponse[T]", method(*arguments, **keywords))

    return call


def raw_page(method: Callable[P, Pager[Item, Page]]) -> Callable[P, RawResponse[Page]]:
    """The same method, giving the first page in the raw."""

    def call(*arguments: P.args, **keywords: P.kwargs) -> RawResponse[Page]:
        return method(*arguments, **keywords).first_raw()

    return call


class SyncResource:
    """A group of operations."""

    def __init__(self, core: SyncCore) -> None:
        self._core = core
