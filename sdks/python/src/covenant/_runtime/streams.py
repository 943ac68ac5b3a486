"""Streams: server-sent events (WHATWG HTML, 9.2) and lines of JSON."""

from __future__ import annotations

import codecs
import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, Generic, TypeVar

from .headers import Headers
from .transport import AsyncResponse, Response

T = TypeVar("T")


class ServerSentEvent:
    """An event as it came."""

    __slots__ = ("event", "data", "id", "retry")

    def __init__(self, event: str, data: str, id: str, retry: int | None) -> None:
        self.event = event
        self.data = data
        self.id = id
        self.retry = retry

    def json(self) -> Any:
        """The data as JSON.

        Raises:
            ValueError: It is not JSON.
        """
        return json.loads(self.data)


class _Lines:
    """Splits text at CR, LF and CRLF, wherever the pieces were cut."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._after_cr = False

    def feed(self, chunk: bytes, final: bool = False) -> list[str]:
        text = self._decode.decode(chunk, final)
        if self._after_cr and text:
            # A line feed that follows a carriage return of the piece before belongs to it.
            text = text[1:] if text.startswith("\n") else text
            self._after_cr = False
        if text.endswith("\r"):
            self._after_cr = True
        lines = (self._rest + text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
        self._rest = lines.pop()
        if final and self._rest:
            lines.append(self._rest)
            self._rest = ""
        return lines


class EventDecoder:
    """Events out of bytes."""

    def __init__(self) -> None:
        self._lines = _Lines()
        self._first = True
        self._event, self._id = "", ""
        self._data: list[str] = []
        self._retry: int | None = None

    def feed(self, chunk: bytes, final: bool = False) -> Iterator[ServerSentEvent]:
        """The events that a piece completes. An event without its empty line is not one (the stream broke)."""
        for line in self._lines.feed(chunk, final):
            if self._first:
                line, self._first = line.removeprefix("\ufeff"), False
            if not line:
                if self._data:
                    yield ServerSentEvent(self._event or "message", "\n".join(self._data), self._id, self._retry)
                self._event, self._data, self._retry = "", [], None
                continue
            if line.startswith(":"):
                continue
            field, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if field == "event":
                self._event = value
            elif field == "data":
                self._data.append(value)
            elif field == "id" and "\0" not in value:
                self._id = value
            elif field == "retry" and value.isascii() and value.isdigit():
                self._retry = int(value)


class LineDecoder:
    """Values out of lines of JSON (``application/jsonl``, ``application/x-ndjson``, ``application/json-seq``)."""

    def __init__(self) -> None:
        self._lines = _Lines()

    def feed(self, chunk: bytes, final: bool = False) -> Iterator[Any]:
        """The values that a piece completes."""
        for line in self._lines.feed(chunk, final):
            line = line.strip("\x1e \t")
            if line:
                yield json.loads(line)


class _Decoder(Generic[T]):
    """From bytes to values: events whose data is JSON, or lines of JSON."""

    def __init__(self, kind: str, parse: Callable[[Any], T]) -> None:
        self._events = EventDecoder() if kind == "events" else None
        self._lines = LineDecoder()
        self._parse = parse
        self.done = False

    def feed(self, chunk: bytes, final: bool = False) -> Iterator[T]:
        if self._events is None:
            for value in self._lines.feed(chunk, final):
                yield self._parse(value)
            return
        for event in self._events.feed(chunk, final):
            if event.data == "[DONE]":
                self.done = True
                return
            try:
                value = event.json()
            except ValueError:
                value = event.data
            yield self._parse(value)


class Stream(Generic[T]):
    """Values as they come. Iterate over it once; leaving the loop early, close it (or use it as a context manager)."""

    def __init__(self, response: Response, kind: str, parse: Callable[[Any], T]) -> None:
        self._response = response
        self._decoder = _Decoder(kind, parse)
        self.headers: Headers = response.headers

    def __iter__(self) -> Iterator[T]:
        try:
            for chunk in self._response.iter_bytes():
                yield from self._decoder.feed(chunk)
                if self._decoder.done:
                    return
            yield from self._decoder.feed(b"", True)
        finally:
            self.close()

    def close(self) -> None:
        """Gives the connection back."""
        self._response.close()

    def __enter__(self) -> Stream[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncStream(Generic[T]):
    """Values as they come. Iterate over it once; leaving the loop early, close it (or use it as a context manager)."""

    def __init__(self, response: AsyncResponse, kind: str, parse: Callable[[Any], T]) -> None:
        self._response = response
        self._decoder = _Decoder(kind, parse)
        self.headers: Headers = response.headers

    async def __aiter__(self) -> AsyncIterator[T]:
        try:
            async for chunk in self._response.iter_bytes():
                for value in self._decoder.feed(chunk):
                    yield value
                if self._decoder.done:
                    return
            for value in self._decoder.feed(b"", True):
                yield value
        finally:
            await self.close()

    async def close(self) -> None:
        """Gives the connection back."""
        await self._response.close()

    async def __aenter__(self) -> AsyncStream[T]:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
