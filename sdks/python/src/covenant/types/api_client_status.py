# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    ApiClientStatus: TypeAlias = Literal["ACTIVE", "REVOKED"] | str
    """Whether an API client may be used. REVOKED is final."""
else:
    ApiClientStatus = str
