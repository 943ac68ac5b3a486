"""What may be said about one call, beside its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from typing_extensions import TypedDict


class RequestOptions(TypedDict, total=False):
    """Options of one call; each method takes them as keyword arguments."""

    timeout: float
    """Seconds that one attempt may take."""
    deadline: float
    """Seconds that the call may take in all, with its retries and waits."""
    max_retries: int
    """How often to try again."""
    extra_headers: Mapping[str, str]
    """Header fields to add or to replace."""
    extra_query: Mapping[str, Any]
    """Query parameters to add."""
    idempotency_key: str
    """Tells the server that attempts with the same key are one call, so that it may be retried safely."""


NAMES = frozenset(RequestOptions.__annotations__)


def check(options: Mapping[str, Any]) -> None:
    """Refuses keyword arguments that nobody knows.

    Raises:
        TypeError: There is one.
    """
    for name in options:
        if name not in NAMES and name != "_raw":
            raise TypeError(f"unexpected keyword argument {name!r}")
