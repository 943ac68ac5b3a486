"""Time and chance, so that tests can hold them still."""

from __future__ import annotations

import random
import time


class Clock:
    """The real ones."""

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic()

    def random(self) -> float:
        """From 0 to 1."""
        return random.random()

    def sleep(self, seconds: float) -> None:
        """Waits."""
        time.sleep(seconds)

    async def sleep_async(self, seconds: float) -> None:
        """Waits, letting others run; can be cancelled."""
        # Not imported above: sync programs should not pay for it.
        import asyncio

        await asyncio.sleep(seconds)
