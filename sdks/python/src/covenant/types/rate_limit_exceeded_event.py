# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from .._runtime import types as _t

if TYPE_CHECKING:
    from .event_id import EventId
    from .event_source import EventSource
    from .event_time import EventTime
    from .rate_limit_exceeded import RateLimitExceeded
    from .spec_version import SpecVersion
else:
    EventId = str
    EventSource = str
    EventTime = _t.DateTime
    RateLimitExceeded = _t.ref("types.rate_limit_exceeded", "RateLimitExceeded")
    SpecVersion = _t.literal("1.0")


class RateLimitExceededEvent(_t.TaggedModel):
    """A client used up its limit (CloudEvents 1.0)."""

    __constants__: ClassVar[frozenset[str]] = frozenset({"datacontenttype", "type"})

    data: RateLimitExceeded
    datacontenttype: Literal["application/json"] = "application/json"
    id: EventId
    source: EventSource
    specversion: SpecVersion
    time: EventTime
    type: Literal["api.rate_limit_exceeded"] = "api.rate_limit_exceeded"
