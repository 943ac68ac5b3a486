"""When to try again, and how long to wait before it."""

from __future__ import annotations

import email.utils
from collections.abc import Callable

from .headers import Headers

#: Waits longer than this are the caller's business.
LONGEST_WAIT = 120.0
_FIRST, _MOST = 0.5, 8.0

IDEMPOTENT = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"})


def is_retryable(status: int) -> bool:
    """Whether an answer invites another attempt."""
    return status in (408, 429) or status >= 500


def retry_after(headers: Headers, now: float) -> float | None:
    """Seconds that the server asks to wait: ``Retry-After-Ms``, or ``Retry-After`` in seconds or as an HTTP date.

    Args:
        headers: The answer's header fields.
        now: Seconds since 1970.
    """
    millis = headers.get("retry-after-ms")
    if millis is not None:
        try:
            return max(0.0, float(millis) / 1000)
        except ValueError:
            pass
    value = headers.get("retry-after")
    if value is None:
        return None
    try:
        seconds = float(value)
        return max(0.0, seconds) if seconds == seconds else None
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None


def delay(attempt: int, asked: float | None, random: Callable[[], float]) -> float | None:
    """Seconds to wait before the next attempt; None: do not try again.

    Args:
        attempt: How many attempts were made before the one that failed (0 for the first).
        asked: What the server asks for.
        random: Gives numbers from 0 to 1.
    """
    if asked is not None:
        return asked if asked <= LONGEST_WAIT else None
    wait = min(_MOST, _FIRST * 2.0 ** min(attempt, 10))
    # Up to a quarter less, so that clients that failed together do not come back together.
    return wait * (1 - 0.25 * random())
