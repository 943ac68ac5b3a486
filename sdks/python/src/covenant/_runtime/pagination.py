"""Lists, page by page, lazily."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar
from urllib.parse import urljoin

from .headers import Headers
from .model import Model
from .operation import Pagination
from .response import RawResponse

Item = TypeVar("Item")
Page = TypeVar("Page")


def dig(value: Any, path: Sequence[str]) -> Any:
    """What stands at a path of wire names in a model or a dict."""
    for key in path:
        if isinstance(value, Model):
            value = _by_wire_name(value, key)
        elif isinstance(value, Mapping):
            value = value.get(key)
        else:
            return None
    return value


def _by_wire_name(model: Model, key: str) -> Any:
    for name, field in type(model).model_fields.items():
        if (field.validation_alias or name) == key:
            return getattr(model, name, None)
    return (model.model_extra or {}).get(key)


def next_link(headers: Headers) -> str | None:
    """The target of ``rel="next"`` in ``Link`` header fields (RFC 8288)."""
    for field in headers.get_list("link"):
        for target, parameters in re.findall(
            r"<([^>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:\"[^\"]*\"|[^\s;,]+))?)*)", field
        ):
            rel = re.search(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,]+))", parameters, re.IGNORECASE)
            if rel and "next" in (rel.group(1) or rel.group(2)).lower().split():
                return str(target)
    return None


class Step:
    """How to get to the next page: arguments to change, or a URL to follow."""

    __slots__ = ("query", "url")

    def __init__(self, query: Mapping[str, Any] | None = None, url: str | None = None) -> None:
        self.query = query or {}
        self.url = url


class Walk:
    """Where a walk over pages stands."""

    def __init__(self, pagination: Pagination, start: Mapping[str, Any]) -> None:
        self._how = pagination
        self._start = start
        self._position: int | None = None
        self._seen: set[str] = set()

    def items(self, page: Any) -> Sequence[Any]:
        """The items of a page."""
        found = dig(page, self._how.items)
        return found if isinstance(found, list) else []

    def after(self, page: Any, headers: Headers, url: str) -> Step | None:
        """The step to the next page; None: this was the last one.

        A server that names the same next page twice would be asked for ever, so that ends the walk too.
        """
        how = self._how
        if how.has_more is not None and dig(page, how.has_more) is False:
            return None
        items = self.items(page)
        if how.kind == "cursor":
            return self._once(dig(page, how.next))
        if how.kind == "last_item":
            return self._once(dig(items[-1], [how.key])) if items else None
        if how.kind in ("link", "url"):
            target = next_link(headers) if how.kind == "link" else dig(page, how.next)
            if not isinstance(target, str) or not target or target in self._seen:
                return None
            self._seen.add(target)
            return Step(url=urljoin(url, target))
        if not items:
            return None
        limit = self._start.get(how.limit) if how.limit else None
        if how.has_more is None and isinstance(limit, int) and len(items) < limit:
            return None
        if self._position is None:
            given = self._start.get(how.param)
            self._position = given if isinstance(given, int) else (how.first if how.kind == "page" else 0)
        self._position += 1 if how.kind == "page" else len(items)
        return Step({how.param: self._position})

    def _once(self, cursor: Any) -> Step | None:
        if cursor is None or cursor == "" or isinstance(cursor, bool) or str(cursor) in self._seen:
            return None
        self._seen.add(str(cursor))
        return Step({self._how.param: cursor})


class Pager(Generic[Item, Page]):
    """The items of all pages. Nothing is asked of the server before you iterate, and no page before its first item is due."""

    def __init__(self, walk: Callable[[], Walk], fetch: Callable[[Step], tuple[RawResponse[Page], str]]) -> None:
        self._walk = walk
        self._fetch = fetch

    def __iter__(self) -> Iterator[Item]:
        walk = self._walk()
        for page, _ in self._pages(walk):
            yield from walk.items(page)

    def pages(self) -> Iterator[Page]:
        """Page by page."""
        for page, _ in self._pages(self._walk()):
            yield page

    def first(self) -> Page:
        """The first page alone."""
        return self._fetch(Step())[0].parse()

    def first_raw(self) -> RawResponse[Page]:
        """The first page alone, with its header fields."""
        return self._fetch(Step())[0]

    def _pages(self, walk: Walk) -> Iterator[tuple[Page, Headers]]:
        step: Step | None = Step()
        while step is not None:
            response, url = self._fetch(step)
            page = response.parse()
            yield page, response.headers
            step = walk.after(page, response.headers, url)


class AsyncPager(Generic[Item, Page]):
    """The items of all pages. Nothing is asked of the server before you iterate, and no page before its first item is due."""

    def __init__(
        self, walk: Callable[[], Walk], fetch: Callable[[Step], Awaitable[tuple[RawResponse[Page], str]]]
    ) -> None:
        self._walk = walk
        self._fetch = fetch

    async def __aiter__(self) -> AsyncIterator[Item]:
        walk = self._walk()
        async for page in self._pages(walk):
            for item in walk.items(page):
                yield item

    async def pages(self) -> AsyncIterator[Page]:
        """Page by page."""
        async for page in self._pages(self._walk()):
            yield page

    async def first(self) -> Page:
        """The first page alone."""
        return (await self._fetch(Step()))[0].parse()

    async def first_raw(self) -> RawResponse[Page]:
        """The first page alone, with its header fields."""
        return (await self._fetch(Step()))[0]

    async def _pages(self, walk: Walk) -> AsyncIterator[Page]:
        step: Step | None = Step()
        while step is not None:
            response, url = await self._fetch(step)
            page = response.parse()
            yield page
            step = walk.after(page, response.headers, url)
