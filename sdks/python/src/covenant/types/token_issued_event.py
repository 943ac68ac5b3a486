# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from .._runtime import types as _t

if TYPE_CHECKING:
    from .event_id import EventId
    from .event_source import EventSource
    from .event_time import EventTime
    from .spec_version import SpecVersion
    from .token_issued import TokenIssued
else:
    EventId = str
    EventSource = str
    EventTime = _t.DateTime
    SpecVersion = _t.literal("1.0")
    TokenIssued = _t.ref("types.token_issued", "TokenIssued")


class TokenIssuedEvent(_t.TaggedModel):
    """A token was issued (CloudEvents 1.0)."""

    __constants__: ClassVar[frozenset[str]] = frozenset({"datacontenttype", "type"})

    data: TokenIssued
    datacontenttype: Literal["application/json"] = "application/json"
    id: EventId
    source: EventSource
    specversion: SpecVersion
    time: EventTime
    type: Literal["api.token_issued"] = "api.token_issued"
