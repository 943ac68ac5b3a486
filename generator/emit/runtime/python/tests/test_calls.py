"""Requests, answers, errors, pages, streams and bodies, as a program meets them."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import warnings
from typing import Any

import pytest

from sdk._runtime import errors
from sdk._runtime import types as _t
from sdk._runtime.async_client import AsyncCore
from sdk._runtime.core import Hooks
from sdk._runtime.headers import Headers
from sdk._runtime.operation import (
    Content,
    Operation,
    PagedOperation,
    Pagination,
    Param,
    Part,
    StreamOperation,
)
from sdk._runtime.pagination import next_link
from sdk._runtime.streams import EventDecoder, LineDecoder
from sdk._runtime.sync_client import SyncCore

from .conftest import FakeAsyncTransport, FakeTransport, answer

JSON = Content("application/json", "json")


class Problem(_t.Model):
    title: str
    detail: str | None = None


class Item(_t.Model):
    id: str


class Page(_t.Model):
    data: list[Item]
    next_cursor: str | None = None


GET: Operation[Any] = Operation(
    "getItem",
    "GET",
    "/items/{id}",
    params=[
        Param("id", "path"),
        Param("fields", "query", explode=False),
        Param("trace", "header", "X-Trace"),
        Param("session", "cookie"),
        Param("filter", "query", content="application/json"),
    ],
    responses={
        200: [Content("application/json", "json", Item)],
        "4XX": [Content("application/problem+json", "json", Problem)],
    },
)
LIST: PagedOperation[Item, Page] = PagedOperation(
    "listItems",
    "GET",
    "/items",
    params=[Param("cursor", "query"), Param("status", "query")],
    responses={200: [Content("application/json", "json", Page)]},
    pagination=Pagination("cursor", param="cursor", next=["next_cursor"], items=["data"]),
)


def test_a_request_in_all_its_places(settings: Any) -> None:
    transport = FakeTransport(answer(200, {"id": "a"}))
    made = SyncCore(settings(headers={"X-Tenant": "t"}), transport=transport)
    arguments = {"id": "a/b", "fields": ["x", "y"], "trace": "tr", "session": "s;1", "filter": {"a": [1]}}
    found = made.call(GET, arguments, {"extra_headers": {"x-trace": "mine"}, "extra_query": {"q": "1"}})
    assert found == Item(id="a")
    request = transport.requests[0]
    assert request.url == "https://api.example.com/v1/items/a%2Fb?fields=x,y&filter=%7B%22a%22%3A%5B1%5D%7D&q=1"
    assert request.header("X-Trace") == "mine"
    assert request.header("X-Tenant") == "t"
    assert request.header("Cookie") == "session=s%3B1"
    assert request.header("Accept") == "application/json"


def test_an_empty_path_parameter_is_a_mistake(settings: Any) -> None:
    with pytest.raises(ValueError, match="id"):
        SyncCore(settings(), transport=FakeTransport()).call(GET, {"id": ""}, {})


def test_a_typed_error(settings: Any) -> None:
    problem = answer(
        404,
        {"title": "Not found", "detail": "no such item", "x": 1},
        content_type="application/problem+json",
        x_request_id="r1",
    )
    with pytest.raises(errors.NotFoundError) as caught:
        SyncCore(settings(), transport=FakeTransport(problem)).call(GET, {"id": "a"}, {})
    error = caught.value
    assert isinstance(error, errors.ClientError) and isinstance(error, errors.StatusError)
    assert isinstance(error.body, Problem) and error.body.detail == "no such item"
    assert error.raw_body["x"] == 1
    assert error.request_id == "r1"
    assert error.operation == "getItem"
    assert str(error) == "404: Not found: no such item"


@pytest.mark.parametrize(
    ("status", "cls"),
    [
        (400, errors.BadRequestError),
        (402, errors.ClientError),
        (409, errors.ConflictError),
        (418, errors.ClientError),
        (500, errors.ServerError),
        (302, errors.StatusError),
    ],
)
def test_the_tree_of_errors(settings: Any, status: int, cls: type[Exception]) -> None:
    with pytest.raises(errors.StatusError) as caught:
        SyncCore(settings(max_retries=0), transport=FakeTransport(answer(status, b"<html>"))).call(GET, {"id": "a"}, {})
    assert type(caught.value) is cls
    assert caught.value.raw_body == "<html>"


def test_an_answer_that_is_not_json(settings: Any) -> None:
    broken = answer(200, b"{", content_type="application/json")
    with pytest.raises(errors.ResponseError):
        SyncCore(settings(), transport=FakeTransport(broken)).call(GET, {"id": "a"}, {})


def test_strict_responses(settings: Any) -> None:
    assert SyncCore(settings(), transport=FakeTransport(answer(200, {"id": 5}))).call(GET, {"id": "a"}, {}).id == 5
    with pytest.raises(errors.ResponseError):
        SyncCore(settings(strict_responses=True), transport=FakeTransport(answer(200, {"id": 5}))).call(
            GET, {"id": "a"}, {}
        )


def test_the_raw_answer(settings: Any) -> None:
    raw: Any = SyncCore(settings(), transport=FakeTransport(answer(200, {"id": "a"}, x_request_id="r"))).call(
        GET, {"id": "a"}, {"_raw": True}
    )
    assert (raw.status, raw.request_id, raw.json(), raw.parse()) == (200, "r", {"id": "a"}, Item(id="a"))


# --- pages


def test_pages_are_lazy(settings: Any) -> None:
    transport = FakeTransport(
        answer(200, {"data": [{"id": "1"}, {"id": "2"}], "next_cursor": "c2"}),
        answer(200, {"data": [{"id": "3"}], "next_cursor": None}),
    )
    pager = SyncCore(settings(), transport=transport).paginate(LIST, {"status": "open"}, {})
    assert transport.requests == []
    items = iter(pager)
    assert next(items).id == "1"
    assert len(transport.requests) == 1
    assert [item.id for item in items] == ["2", "3"]
    assert [r.url.partition("?")[2] for r in transport.requests] == ["status=open", "cursor=c2&status=open"]


def test_pages_async(settings: Any) -> None:
    transport = FakeAsyncTransport(
        answer(200, {"data": [{"id": "1"}], "next_cursor": "c"}), answer(200, {"data": [{"id": "2"}]})
    )

    async def run() -> list[str]:
        return [item.id async for item in AsyncCore(settings(), transport=transport).paginate(LIST, {}, {})]

    assert asyncio.run(run()) == ["1", "2"]


def test_a_cursor_that_comes_again_ends_the_walk(settings: Any) -> None:
    page = {"data": [{"id": "1"}], "next_cursor": "same"}
    transport = FakeTransport(answer(200, page), answer(200, page))
    pager = SyncCore(settings(), transport=transport).paginate(LIST, {}, {})
    assert len(list(pager.pages())) == 2


def paged(pagination: Pagination, *params: str) -> PagedOperation[Any, Any]:
    return PagedOperation(
        "list", "GET", "/l", params=[Param(p, "query") for p in params], responses={200: [JSON]}, pagination=pagination
    )


def urls(settings: Any, operation: PagedOperation[Any, Any], arguments: dict[str, Any], *answers: Any) -> list[str]:
    transport = FakeTransport(*answers)
    list(SyncCore(settings(), transport=transport).paginate(operation, arguments, {}))
    return [request.url.removeprefix("https://api.example.com/v1") for request in transport.requests]


def test_other_ways_to_walk(settings: Any) -> None:
    number = paged(Pagination("page", param="page", first=1), "page")
    assert urls(settings, number, {}, answer(200, [1]), answer(200, [])) == ["/l", "/l?page=2"]
    assert urls(settings, number, {"page": 5}, answer(200, [1]), answer(200, [])) == ["/l?page=5", "/l?page=6"]
    offset = paged(Pagination("offset", param="offset", limit="limit"), "offset", "limit")
    assert urls(settings, offset, {"limit": 2}, answer(200, [1, 2]), answer(200, [3])) == [
        "/l?limit=2",
        "/l?offset=2&limit=2",
    ]
    last = paged(Pagination("last_item", param="after", key="id", items=["data"], has_more=["more"]), "after")
    first_page, last_page = {"data": [{"id": "x"}], "more": True}, {"data": [{"id": "y"}], "more": False}
    assert urls(settings, last, {}, answer(200, first_page), answer(200, last_page)) == ["/l", "/l?after=x"]
    url = paged(Pagination("url", next=["next"], items=["data"]))
    assert urls(settings, url, {}, answer(200, {"data": [], "next": "/v1/l?p=2"}), answer(200, {"data": []})) == [
        "/l",
        "/l?p=2",
    ]
    link = paged(Pagination("link"))
    first = answer(200, [1], link='<https://api.example.com/v1/l?p=2>; rel="next", </l?p=9>; rel="last"')
    assert urls(settings, link, {}, first, answer(200, [2])) == ["/l", "/l?p=2"]


def test_a_page_on_another_host_gets_no_token(settings: Any) -> None:
    operation = paged(Pagination("url", next=["next"], items=["data"]))
    operation.security = [{"oauth2": []}]
    transport = FakeTransport(
        answer(200, {"data": [1], "next": "https://evil.example.net/"}), answer(200, {"data": []})
    )
    list(SyncCore(settings(has_token=True), transport=transport, token="t").paginate(operation, {}, {}))
    assert transport.requests[0].header("Authorization") == "Bearer t"
    assert transport.requests[1].header("Authorization") is None


def test_link_headers() -> None:
    assert next_link(Headers({"Link": '<a>; rel="prev next"; title="x, y"'})) == "a"
    assert next_link(Headers({"Link": "<a>; rel=prev, <b>; REL=next"})) == "b"
    assert next_link(Headers({"Link": '<a>; rel="prev"'})) is None


# --- streams


def test_events_wherever_the_bytes_are_cut() -> None:
    text = "\ufeff: hi\r\nevent: a\r\ndata: 1\r\ndata:  2\r\nid: 7\r\n\r\ndata: é\n\nretry: 5\rdata: x\r\r data: no\n\ndata: cut".encode()
    expected = [("a", "1\n 2", "7"), ("message", "é", "7"), ("message", "x", "7")]
    for size in range(1, len(text)):
        decoder = EventDecoder()
        chunks = [text[i : i + size] for i in range(0, len(text), size)]
        events = [e for chunk in chunks for e in decoder.feed(chunk)] + list(decoder.feed(b"", True))
        assert [(e.event, e.data, e.id) for e in events] == expected, size


def test_lines_of_json() -> None:
    decoder = LineDecoder()
    values = [v for chunk in (b'{"a"', b":1}\n\n\x1e[2", b"]\n3") for v in decoder.feed(chunk)]
    assert values + list(decoder.feed(b"", True)) == [{"a": 1}, [2], 3]


def test_a_stream_of_events(settings: Any) -> None:
    operation: StreamOperation[Item] = StreamOperation(
        "chat",
        "POST",
        "/chat",
        body=[JSON],
        responses={200: [Content("text/event-stream", "events", Item)]},
        flag="stream",
    )
    response = answer(
        200, b'data: {"id":"1"}\n\ndata: {"id":"2"}\n\ndata: [DONE]\n\n', content_type="text/event-stream"
    )
    transport = FakeTransport(response)
    with SyncCore(settings(), transport=transport).stream(operation, {"body": {"q": 1}}, {}) as stream:
        assert [item.id for item in stream] == ["1", "2"]
    assert response.closed
    assert json.loads(transport.bodies[0]) == {"q": 1, "stream": True}
    assert transport.requests[0].header("Accept") == "text/event-stream"


# --- bodies


def body_of(settings: Any, content: Content, value: Any) -> tuple[str | None, bytes]:
    operation: Operation[Any] = Operation("send", "PUT", "/x", body=[content], responses={204: []})
    transport = FakeTransport(answer(204))
    assert SyncCore(settings(), transport=transport).call(operation, {"body": value}, {}) is None
    return transport.requests[0].header("Content-Type"), transport.bodies[0]


def test_forms(settings: Any) -> None:
    content = Content(
        "application/x-www-form-urlencoded", "form", parts={"deep": Part(style="deepObject", explode=True)}
    )
    value = {"a": "x y&z", "list": ["1", "2"], "deep": {"k": {"l": "v"}}, "json": {"b": True}, "flag": False}
    assert body_of(settings, content, value) == (
        "application/x-www-form-urlencoded",
        b"a=x+y%26z&list=1&list=2&deep%5Bk%5D%5Bl%5D=v&json=%7B%22b%22%3Atrue%7D&flag=false",
    )


def test_multipart(settings: Any) -> None:
    content = Content("multipart/form-data", "multipart", parts={"meta": Part("application/vnd.meta+json")})
    value = {"meta": {"a": 1}, "name": "n", "file": ('e"vil\r\n.txt', b"bytes"), "more": [io.BytesIO(b"1"), b"2"]}
    media_type, body = body_of(settings, content, value)
    assert media_type is not None
    boundary = media_type.partition("boundary=")[2]
    expected = (
        '--B\r\nContent-Disposition: form-data; name="meta"\r\nContent-Type: application/vnd.meta+json\r\n\r\n{"a":1}\r\n'
        '--B\r\nContent-Disposition: form-data; name="name"\r\n\r\nn\r\n'
        '--B\r\nContent-Disposition: form-data; name="file"; filename="e%22vil%0D%0A.txt"\r\nContent-Type: text/plain\r\n\r\nbytes\r\n'
        '--B\r\nContent-Disposition: form-data; name="more"; filename="more"\r\nContent-Type: application/octet-stream\r\n\r\n1\r\n'
        '--B\r\nContent-Disposition: form-data; name="more"; filename="more"\r\nContent-Type: application/octet-stream\r\n\r\n2\r\n'
        "--B--\r\n"
    )
    assert body == expected.replace("--B", f"--{boundary}").encode()


def test_a_file_is_sent_again_from_where_it_stood(settings: Any) -> None:
    file = io.BytesIO(b"skip-content")
    file.seek(5)
    operation: Operation[Any] = Operation("put", "PUT", "/x", body=[Content("application/octet-stream", "binary")])
    transport = FakeTransport(answer(503), answer(200))
    SyncCore(settings(), transport=transport).call(operation, {"body": file}, {})
    assert transport.bodies == [b"content", b"content"]


def test_other_bodies(settings: Any) -> None:
    assert body_of(settings, Content("application/merge-patch+json", "json"), {"a": None}) == (
        "application/merge-patch+json",
        b'{"a":null}',
    )
    assert body_of(settings, Content("text/plain", "text"), "é") == ("text/plain; charset=utf-8", "é".encode())
    assert body_of(settings, Content("application/x-ndjson", "lines"), [{"a": 1}, 2]) == (
        "application/x-ndjson",
        b'{"a":1}\n2\n',
    )


# --- what is seen beside the answer


def test_one_warning_an_operation(settings: Any) -> None:
    old = answer(200, {"id": "a"}, deprecation="@1767225600", sunset="Wed, 01 Jul 2026 00:00:00 GMT")
    made = SyncCore(settings(), transport=FakeTransport(old, old))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        made.call(GET, {"id": "a"}, {})
        made.call(GET, {"id": "a"}, {})
    assert [str(w.message) for w in caught] == ["getItem is deprecated and goes away on Wed, 01 Jul 2026 00:00:00 GMT"]


def test_the_log_holds_no_secret(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    operation: Operation[Any] = Operation(
        "o", "GET", "/x", security=[{"key": [], "in_query": [], "oauth2": []}], responses={200: []}
    )
    made = SyncCore(
        settings(keys={"key": "SECRET1", "in_query": "SECRET2"}, has_token=True),
        transport=FakeTransport(answer(200, set_cookie="SECRET4")),
        token="SECRET3",
    )
    with caplog.at_level(logging.DEBUG):
        made.call(operation, {}, {})
    assert "/v1/x?key=***" in caplog.text
    assert "SECRET" not in caplog.text


def test_hooks(settings: Any) -> None:
    seen: list[Any] = []
    hooks = Hooks(
        on_request=[lambda request: request.set_header("X-Hook", "1")],
        on_response=[lambda request, status, headers: seen.append((status, request.header("X-Hook")))],
    )
    SyncCore(settings(hooks=hooks), transport=FakeTransport(answer(503), answer(200, {"id": "a"}))).call(
        GET, {"id": "a"}, {}
    )
    assert seen == [(503, "1"), (200, "1")]


def test_a_request_that_the_description_does_not_know(settings: Any) -> None:
    transport = FakeTransport(answer(200, {"a": 1}))
    raw = SyncCore(settings(has_token=True), transport=transport, token="t").request(
        "post", "new", json={"x": 1}, given={}
    )
    assert raw.parse() == {"a": 1}
    assert transport.requests[0].url == "https://api.example.com/v1/new"
    assert transport.requests[0].header("Authorization") == "Bearer t"
