"""What an operation is, as data: the generated methods are thin, and everything that they do is done once, in the runtime."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from .model import Target, target_of

T = TypeVar("T")
Item = TypeVar("Item")
Page = TypeVar("Page")


class Param:
    """A parameter: the argument's name, and how its value travels."""

    __slots__ = ("name", "wire", "location", "style", "explode", "reserved", "content")

    def __init__(
        self,
        name: str,
        location: str,
        wire: str | None = None,
        *,
        style: str | None = None,
        explode: bool | None = None,
        reserved: bool = False,
        content: str | None = None,
    ) -> None:
        self.name = name
        self.wire = name if wire is None else wire
        self.location = location
        self.style = style or ("form" if location in ("query", "cookie") else "simple")
        self.explode = self.style == "form" if explode is None else explode
        self.reserved = reserved
        self.content = content


class Part:
    """How one property of a form or of a multipart body is written."""

    __slots__ = ("content_type", "style", "explode", "reserved")

    def __init__(
        self,
        content_type: str | None = None,
        *,
        style: str | None = None,
        explode: bool | None = None,
        reserved: bool = False,
    ) -> None:
        self.content_type = content_type
        self.style = style
        self.explode = explode
        self.reserved = reserved


class Content:
    """A media type, how its bytes are made (``json``, ``form``, ``multipart``, ``text``, ``xml``, ``events``, ``lines``,
    ``binary``), and the type of its value."""

    __slots__ = ("media_type", "kind", "_annotation", "_target", "parts")

    def __init__(
        self, media_type: str, kind: str, annotation: Any = Any, parts: Mapping[str, Part] | None = None
    ) -> None:
        self.media_type = media_type
        self.kind = kind
        self.parts = parts or {}
        self._annotation = annotation
        self._target: Target | None = None

    @property
    def target(self) -> Target:
        """The type of the value."""
        if self._target is None:
            self._target = target_of(self._annotation)
        return self._target


#: A status (`404`), a class of them (`"4XX"`) or `"default"`, with what the answer may hold.
Responses = Mapping["int | str", Sequence[Content]]


class Operation(Generic[T]):
    """An operation whose answer is a ``T``."""

    __slots__ = (
        "id",
        "method",
        "path",
        "params",
        "body",
        "responses",
        "security",
        "server",
        "idempotency_header",
        "idempotency_body",
        "oauth",
        "repeatable",
    )

    def __init__(
        self,
        id: str,
        method: str,
        path: str,
        *,
        params: Sequence[Param] = (),
        body: Sequence[Content] = (),
        responses: Responses | None = None,
        security: Sequence[Mapping[str, Sequence[str]]] = (),
        server: str | None = None,
        idempotency_header: str | None = None,
        idempotency_body: str | None = None,
        oauth: bool = False,
        repeatable: bool = False,
    ) -> None:
        self.id = id
        self.method = method
        self.path = path
        self.params = params
        self.body = body
        self.responses: Responses = responses or {}
        self.security = security
        self.server = server
        self.idempotency_header = idempotency_header
        self.idempotency_body = idempotency_body
        self.oauth = oauth
        #: Two calls do no more than one, whatever the method says.
        self.repeatable = repeatable

    def contents_for(self, status: int) -> Sequence[Content]:
        """What an answer with this status may hold."""
        for key in (status, f"{status // 100}XX", "default"):
            if key in self.responses:
                return self.responses[key]
        return ()

    @property
    def accept(self) -> str:
        """The media types that a success may have, for the ``Accept`` header field."""
        types: list[str] = []
        for status, contents in self.responses.items():
            if (isinstance(status, int) and 200 <= status < 300) or status == "2XX":
                types.extend(c.media_type for c in contents if c.media_type not in types)
        return ", ".join(types) or "application/json"


class StreamOperation(Operation[T]):
    """An operation whose answer is a stream of ``T``."""

    __slots__ = ("flag",)

    def __init__(self, *args: Any, flag: str | None = None, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        #: The property of the body that asks for a stream.
        self.flag = flag


class Pagination:
    """How the pages of a list are walked; see :mod:`.pagination`."""

    __slots__ = ("kind", "items", "param", "next", "has_more", "key", "first", "limit")

    def __init__(
        self,
        kind: str,
        *,
        items: Sequence[str] = (),
        param: str = "",
        next: Sequence[str] = (),
        has_more: Sequence[str] | None = None,
        key: str = "",
        first: int = 1,
        limit: str | None = None,
    ) -> None:
        self.kind = kind
        self.items = items
        self.param = param
        self.next = next
        self.has_more = has_more
        self.key = key
        self.first = first
        self.limit = limit


class PagedOperation(Operation[Page], Generic[Item, Page]):
    """A list: its pages are ``Page``, its items ``Item``."""

    __slots__ = ("pagination",)

    def __init__(self, *args: Any, pagination: Pagination, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.pagination = pagination
