"""Answers in the raw, and bodies that are read as they come."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, Generic, TypeVar, Union

from .errors import request_id
from .headers import Headers
from .transport import AsyncResponse, Response

T = TypeVar("T")
PathLike = Union[str, "os.PathLike[str]"]


class RawResponse(Generic[T]):
    """An answer before it is read into a model."""

    def __init__(self, status: int, headers: Headers, content: bytes, parse: Callable[[], T]) -> None:
        self.status = status
        self.headers = headers
        self.content = content
        self._parse = parse

    @property
    def request_id(self) -> str | None:
        """The id under which the server knows the request."""
        return request_id(self.headers)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.content.decode(charset(self.headers), "replace")

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            ValueError: It is not JSON.
        """
        return json.loads(self.content)

    def parse(self) -> T:
        """The body as the operation's type."""
        return self._parse()


class Download:
    """A body of bytes, not read yet. Read it, save it, or close it; as a context manager it closes itself."""

    def __init__(self, response: Response) -> None:
        self._response = response
        self.status = response.status
        self.headers = response.headers

    def read(self) -> bytes:
        """All of it."""
        try:
            return self._response.read()
        finally:
            self.close()

    def iter_bytes(self) -> Iterator[bytes]:
        """Piece by piece."""
        try:
            yield from self._response.iter_bytes()
        finally:
            self.close()

    def save(self, path: PathLike) -> None:
        """Into a file."""
        with open(path, "wb") as file:
            for chunk in self.iter_bytes():
                file.write(chunk)

    def close(self) -> None:
        """Gives the connection back."""
        self._response.close()

    def __enter__(self) -> Download:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncDownload:
    """A body of bytes, not read yet. Read it, save it, or close it; as a context manager it closes itself."""

    def __init__(self, response: AsyncResponse) -> None:
        self._response = response
        self.status = response.status
        self.headers = response.headers

    async def read(self) -> bytes:
        """All of it."""
        try:
            return await self._response.read()
        finally:
            await self.close()

    async def iter_bytes(self) -> AsyncIterator[bytes]:
        """Piece by piece."""
        try:
            async for chunk in self._response.iter_bytes():
                yield chunk
        finally:
            await self.close()

    async def save(self, path: PathLike) -> None:
        """Into a file."""
        with open(path, "wb") as file:
            async for chunk in self.iter_bytes():
                file.write(chunk)

    async def close(self) -> None:
        """Gives the connection back."""
        await self._response.close()

    async def __aenter__(self) -> AsyncDownload:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


def charset(headers: Headers) -> str:
    """The charset of a text, UTF-8 unless the header fields name another one that Python knows."""
    for parameter in headers.get("content-type", "").split(";")[1:]:
        key, _, value = parameter.strip().partition("=")
        if key.lower() == "charset":
            name = value.strip('"')
            try:
                "".encode(name)
            except LookupError:
                break
            return name
    return "utf-8"
