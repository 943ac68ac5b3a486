"""What the sync and the async client do alike: building requests, judging answers, reading bodies."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast
from urllib.parse import urljoin, urlsplit

from . import errors, options, retry, styles
from .auth import Credentials, basic
from .body import encode_body
from .clock import Clock
from .headers import Headers
from .log import logger, safe_headers, safe_url
from .model import read
from .operation import Content, Operation, StreamOperation
from .response import charset
from .transport import Request
from .writing import to_wire

T = TypeVar("T")

Arguments = Mapping[str, Any]


class Hooks:
    """Functions that see each attempt. They may change the request; what they raise ends the call."""

    def __init__(
        self,
        on_request: Sequence[Callable[[Request], None]] = (),
        on_response: Sequence[Callable[[Request, int, Headers], None]] = (),
    ) -> None:
        self.on_request = on_request
        self.on_response = on_response


class Settings:
    """What all calls of a client share."""

    def __init__(
        self,
        *,
        base_url: str,
        fixed_base_url: bool = True,
        credentials: Credentials,
        by_status: dict[int, type[errors.StatusError]] | None = None,
        timeout: float | None = 60.0,
        deadline: float | None = None,
        max_retries: int = 2,
        headers: Mapping[str, str] | None = None,
        user_agent: str = "sdk",
        strict_responses: bool = False,
        hooks: Hooks | None = None,
        clock: Clock | None = None,
    ) -> None:
        if urlsplit(base_url).scheme not in ("http", "https"):
            raise errors.ConfigurationError(f"base_url must be an http or https URL, not {base_url!r}")
        self.base_url = base_url.rstrip("/")
        self.fixed_base_url = fixed_base_url
        self.credentials = credentials
        self.by_status = by_status or {}
        self.timeout = timeout
        self.deadline = deadline
        self.max_retries = max_retries
        self.headers = dict(headers or {})
        self.user_agent = user_agent
        self.strict_responses = strict_responses
        self.hooks = hooks or Hooks()
        self.clock = clock or Clock()
        self.deprecation_warned: set[str] = set()


class Call(Generic[T]):
    """One call of an operation: its request, and what became of its attempts."""

    def __init__(
        self,
        settings: Settings,
        operation: Operation[T],
        arguments: Arguments,
        given: Mapping[str, Any],
        accept: str | None = None,
        url: str | None = None,
    ) -> None:
        options.check(given)
        self.settings = settings
        self.operation = operation
        self.given = given
        self.attempt = 0
        self.token: str | None = None
        self.refreshed = False
        clock = settings.clock
        deadline = given.get("deadline", settings.deadline)
        self.ends_at = None if deadline is None else clock.monotonic() + deadline
        self.retries = int(given.get("max_retries", settings.max_retries))
        self.schemes = settings.credentials.choose(operation.security)
        if url is not None and not _same_origin(url, settings.base_url):
            # A page that another host serves is read without our credentials.
            self.schemes = []
        self._build(arguments, accept, url)

    # --- the request

    def _build(self, arguments: Arguments, accept: str | None, given_url: str | None) -> None:
        operation, settings = self.operation, self.settings
        path = operation.path
        query: list[str] = []
        cookies: list[str] = []
        headers: dict[str, str] = {}
        for param in operation.params:
            value = arguments.get(param.name)
            if param.location == "path":
                if given_url is not None:
                    continue
                if value is None or value == "":
                    raise ValueError(f"{param.name} must not be empty: it is part of the path")
                piece = self._in_path(param, value)
                path = path.replace("{" + param.wire + "}", piece)
            elif value is None:
                continue
            elif param.location == "query":
                if param.content:
                    query.append(f"{styles.encode(param.wire)}={styles.encode(self._content(param, value))}")
                else:
                    query.extend(styles.query_text(param.wire, value, param.style, param.explode, param.reserved))
            elif param.location == "header":
                headers[param.wire] = (
                    self._content(param, value) if param.content else styles.header(value, param.explode)
                )
            else:
                pairs = (
                    [(param.wire, self._content(param, value))]
                    if param.content
                    else styles.query(param.wire, value, param.style, param.explode)
                )
                cookies.extend(f"{key}={styles.encode(item)}" for key, item in pairs)
        for name, value in (self.given.get("extra_query") or {}).items():
            query.extend(styles.query_text(name, value, "form", True, False))
        body = None
        if arguments.get("body") is not None and operation.body:
            content = self._body_content(arguments.get("content_type"))
            value = arguments["body"]
            flag = operation.flag if isinstance(operation, StreamOperation) else None
            if flag is not None:
                value = {**to_wire(value, request=True), flag: True}
            media_type, body = encode_body(content, value)
            headers["Content-Type"] = media_type
        self.keyed = self._idempotency(arguments.get("body"), headers)
        for scheme in self.schemes:
            known = settings.credentials.schemes[scheme]
            key = settings.credentials.keys.get(scheme, "")
            if known.kind == "query":
                query.append(f"{styles.encode(known.name)}={styles.encode(key)}")
            elif known.kind == "cookie":
                cookies.append(f"{known.name}={styles.encode(key)}")
            elif known.kind == "header":
                headers[known.name] = key
            elif known.kind == "basic":
                user, _, password = key.partition(":")
                headers["Authorization"] = basic(user, password)
            elif known.kind == "http":
                headers["Authorization"] = f"{known.name} {key}"
        if cookies:
            headers["Cookie"] = "; ".join(cookies)
        url = given_url
        if url is None:
            base = settings.base_url
            if operation.server is not None and not settings.fixed_base_url:
                base = urljoin(base + "/", operation.server).rstrip("/")
            url = base + path + (("&" if "?" in path else "?") + "&".join(query) if query else "")
        if self.wants_token:
            _refuse_cleartext_to_strangers(url)
        first = {"Accept": accept or operation.accept, "User-Agent": settings.user_agent, **settings.headers}
        self.request = Request(operation.method, url, list(first.items()), body)
        for extra in (headers, self.given.get("extra_headers") or {}):
            for name, value in extra.items():
                self.request.set_header(name, str(value))

    @staticmethod
    def _in_path(param: Any, value: Any) -> str:
        if param.content:
            return styles.encode(Call._content(param, value))
        return styles.path(param.wire, value, param.style, param.explode, param.reserved)

    @staticmethod
    def _content(param: Any, value: Any) -> str:
        if param.content.endswith("json"):
            return styles.as_json(to_wire(value))
        return styles.text(to_wire(value))

    def _body_content(self, media_type: str | None) -> Content:
        if media_type is None:
            return self.operation.body[0]
        for content in self.operation.body:
            if content.media_type == media_type:
                return content
        known = ", ".join(content.media_type for content in self.operation.body)
        raise ValueError(f"{self.operation.id} does not take {media_type!r}, but {known}")

    def _idempotency(self, body: Any, headers: dict[str, str]) -> bool:
        """Whether the server can tell a repeated call; sets its key where the API has a header field for it."""
        operation = self.operation
        key = self.given.get("idempotency_key")
        if operation.idempotency_header is not None:
            name = operation.idempotency_header
            present = next((value for have, value in headers.items() if have.lower() == name.lower()), None)
            headers[name] = key or present or _new_key()
            return True
        if key is not None:
            headers.setdefault("Idempotency-Key", key)
            return True
        if operation.idempotency_body is not None and body is not None:
            wire = to_wire(body)
            return isinstance(wire, dict) and wire.get(operation.idempotency_body) is not None
        return False

    @property
    def wants_token(self) -> bool:
        """Whether an access token goes with it."""
        schemes = self.settings.credentials.schemes
        return any(schemes[scheme].kind == "bearer" for scheme in self.schemes)

    def authorize(self, token: str) -> None:
        """Puts the access token in."""
        self.token = token
        given = {name.lower() for name in self.given.get("extra_headers") or {}}
        if "authorization" not in given:
            self.request.set_header("Authorization", f"Bearer {token}")

    def before(self) -> Request:
        """The request of the next attempt.

        Raises:
            ApiTimeoutError: The deadline has passed.
        """
        timeout = self.given.get("timeout", self.settings.timeout)
        if self.ends_at is not None:
            left = self.ends_at - self.settings.clock.monotonic()
            if left <= 0:
                raise errors.ApiTimeoutError(f"{self.operation.id}: the deadline has passed")
            timeout = left if timeout is None else min(timeout, left)
        self.request.timeout = timeout
        for hook in self.settings.hooks.on_request:
            hook(self.request)
        logger.debug(
            "%s: %s %s, attempt %d, %s",
            self.operation.id,
            self.request.method,
            safe_url(self.request.url),
            self.attempt + 1,
            safe_headers(self.request.headers, self._secret_headers),
        )
        return self.request

    @property
    def _secret_headers(self) -> frozenset[str]:
        schemes = self.settings.credentials.schemes.values()
        return frozenset(scheme.name.lower() for scheme in schemes if scheme.kind == "header")

    # --- the answer

    def seen(self, status: int, headers: Headers) -> None:
        """Tells hooks, log and, once an operation, the reader of warnings about an answer."""
        for hook in self.settings.hooks.on_response:
            hook(self.request, status, headers)
        logger.debug("%s: %d, request id %s", self.operation.id, status, errors.request_id(headers))
        if "deprecation" in headers and self.operation.id not in self.settings.deprecation_warned:
            self.settings.deprecation_warned.add(self.operation.id)
            sunset = headers.get("sunset")
            link = headers.get("link")
            warnings.warn(
                f"{self.operation.id} is deprecated"
                + (f" and goes away on {sunset}" if sunset else "")
                + (f"; see {link}" if link else ""),
                DeprecationWarning,
                stacklevel=4,
            )

    def refused(self, status: int) -> bool:
        """Whether to fetch a fresh token and try once more."""
        if status == 401 and self.wants_token and not self.refreshed:
            self.refreshed = True
            return True
        return False

    def wait_after_status(self, status: int, headers: Headers) -> float | None:
        """Seconds to wait before another attempt; None: this answer stands."""
        if not retry.is_retryable(status):
            return None
        return self._wait(retry.retry_after(headers, self.settings.clock.now()))

    def wait_after_failure(self) -> float | None:
        """Seconds to wait before another attempt; None: the failure stands."""
        return self._wait(None)

    def _wait(self, asked: float | None) -> float | None:
        if self.attempt >= self.retries:
            return None
        if not (self.operation.method in retry.IDEMPOTENT or self.operation.repeatable or self.keyed):
            return None
        wait = retry.delay(self.attempt, asked, self.settings.clock.random)
        if wait is None:
            return None
        if self.ends_at is not None and self.settings.clock.monotonic() + wait >= self.ends_at:
            return None
        self.attempt += 1
        logger.info("%s: attempt %d in %.2f s", self.operation.id, self.attempt + 1, wait)
        return wait

    def redirected(self, request: Request, status: int, headers: Headers) -> Request | None:
        """Where a read is sent on to. Credentials do not travel to another origin."""
        if status not in (301, 302, 303, 307, 308) or request.method not in ("GET", "HEAD"):
            return None
        if "location" not in headers:
            return None
        before = urlsplit(request.url)
        url = urljoin(request.url, headers["location"])
        after = urlsplit(url)
        if after.scheme not in ("http", "https") or (before.scheme == "https" and after.scheme != "https"):
            return None
        sent = request.headers
        if not _same_origin(request.url, url):
            sent = [(name, value) for name, value in sent if name.lower() in ("accept", "user-agent")]
        return Request(request.method, url, list(sent), None, request.timeout)

    def parse(self, status: int, headers: Headers, content: bytes) -> Any:
        """The body of a success.

        Raises:
            ResponseError: It is not what the media type says; or, with ``strict_responses``, not what the API promises.
        """
        contents = self.operation.contents_for(status)
        if not content or self.operation.method == "HEAD":
            return None
        chosen = choose(contents, headers)
        kind = chosen.kind if chosen else kind_of(headers)
        if kind in ("json", "lines", "events"):
            try:
                value = json.loads(content)
            except ValueError as error:
                if chosen is None:
                    return content.decode(charset(headers), "replace")
                raise errors.ResponseError(
                    f"{self.operation.id}: the answer is not JSON", status=status, headers=headers, body=content
                ) from error
            if chosen is None:
                return value
            try:
                return read(chosen.target, value, strict=self.settings.strict_responses)
            except ValueError as error:
                raise errors.ResponseError(
                    f"{self.operation.id}: {error}", status=status, headers=headers, body=value
                ) from error
        if kind in ("text", "xml"):
            return content.decode(charset(headers), "replace")
        return content

    def error(self, status: int, headers: Headers, content: bytes) -> errors.StatusError:
        """The error that an answer is."""
        body: Any = None
        raw_body: Any = None
        if content:
            raw_body = content.decode(charset(headers), "replace")
            chosen = choose(self.operation.contents_for(status), headers)
            if kind_of(headers) == "json" or (chosen is not None and chosen.kind == "json"):
                try:
                    raw_body = json.loads(content)
                except ValueError:
                    chosen = None
            body = raw_body
            if chosen is not None and chosen.kind == "json":
                body = read(chosen.target, raw_body)
        return errors.status_error(
            status=status,
            headers=headers,
            body=body,
            raw_body=raw_body,
            retry_after=retry.retry_after(headers, self.settings.clock.now()),
            operation=self.operation.id,
            by_status=self.settings.by_status,
            oauth=self.operation.oauth,
        )

    def stream_content(self, status: int, headers: Headers) -> Content:
        """The media type of a stream."""
        contents = [c for c in self.operation.contents_for(status) if c.kind in ("events", "lines")]
        if not contents:
            return Content("text/event-stream", "events")
        return choose(contents, headers) or contents[0]

    def stream_parser(self, content: Content) -> Callable[[Any], T]:
        """Reads one value of a stream."""
        strict = self.settings.strict_responses
        return lambda value: cast(T, read(content.target, value, strict=strict))


def _same_origin(one: str, other: str) -> bool:
    first, second = urlsplit(one), urlsplit(other)
    return (first.scheme, first.netloc.lower()) == (second.scheme, second.netloc.lower())


def media_type_of(headers: Headers) -> str:
    """The media type, in lower case, without parameters."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def kind_of(headers: Headers) -> str:
    """How the bytes of an answer are made, by its media type alone."""
    media_type = media_type_of(headers)
    if media_type.endswith(("/json", "+json")):
        return "json"
    return "text" if media_type.startswith("text/") else "binary"


def choose(contents: Sequence[Content], headers: Headers) -> Content | None:
    """Which of the declared media types an answer has: exactly, by range, or else of the same kind."""
    media_type = media_type_of(headers)
    if not media_type and contents:
        return contents[0]
    ranges = (media_type, media_type.partition("/")[0] + "/*", "*/*")
    for wanted in ranges:
        for content in contents:
            if content.media_type.partition(";")[0].strip() == wanted:
                return content
    return next((content for content in contents if content.kind == "json" and kind_of(headers) == "json"), None)


def _refuse_cleartext_to_strangers(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        # Inside a cluster this is usual, so it is said, not forbidden.
        logger.warning("an access token travels without TLS to %s", parts.hostname)


def _new_key() -> str:
    from uuid import uuid4

    return str(uuid4())


def user_agent(package: str, version: str) -> str:
    """What the client calls itself."""
    return f"{package}-python/{version} (Python {'.'.join(map(str, sys.version_info[:3]))}; {sys.platform})"
