# Made by `cargo xtask generate`; changes here are lost.
"""What the API sends on its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, Union, cast

from ._runtime import types as _t
from ._runtime import webhooks as _webhooks
from ._runtime.errors import WebhookVerificationError as WebhookVerificationError
from ._runtime.model import read as _read
from ._runtime.model import target_of as _target_of

if TYPE_CHECKING:
    from .types.rate_limit_exceeded_event import RateLimitExceededEvent
    from .types.token_issued_event import TokenIssuedEvent

    Event: TypeAlias = Union[RateLimitExceededEvent, TokenIssuedEvent, _t.Unknown]
    """What the API may send."""

_EVENTS: dict[str, Any] = {
    "api.rate_limit_exceeded": _t.ref("types.rate_limit_exceeded_event", "RateLimitExceededEvent"),
    "api.token_issued": _t.ref("types.token_issued_event", "TokenIssuedEvent"),
}


def unwrap(
    payload: bytes | str,
    headers: Mapping[str, str],
    secret: str | Sequence[str],
    *,
    event: str | None = None,
    tolerance: float = _webhooks.TOLERANCE,
) -> Event:
    """Checks the signature of a message (Standard Webhooks) and reads it.

    Args:
        payload: The body exactly as it came.
        headers: The header fields of the request.
        secret: The endpoint's secret, or all that are good while it is rotated.
        event: The event's name, where the message does not hold it.
        tolerance: Seconds that the message may be old, or ahead of our clock.

    Raises:
        WebhookVerificationError: It is not genuine, too old, or not JSON.
    """
    _webhooks.verify(payload, headers, secret, tolerance=tolerance)
    return parse(payload, event=event)


def parse(payload: bytes | str, *, event: str | None = None) -> Event:
    """Reads a message that is known to be genuine.

    The events:

    * ``api.rate_limit_exceeded``
    * ``api.token_issued``

    Args:
        payload: The body of the request.
        event: The event's name, where the message does not hold it (as ``type``).
    """
    value = _webhooks.parse(payload)
    name = event
    if name is None and isinstance(value, dict):
        name = next((value[key] for key in ("type", "event") if isinstance(value.get(key), str)), None)
    annotation = _EVENTS.get(name or "")
    if annotation is None:
        annotation = next(iter(_EVENTS.values())) if len(_EVENTS) == 1 else _t.Unknown
    return cast("Event", _read(_target_of(annotation), value))
