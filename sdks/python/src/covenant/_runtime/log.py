"""The package's logger: silent unless asked, and never a word of a secret."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

logger = logging.getLogger(__name__.partition(".")[0])

_SECRET_HEADERS = frozenset(
    {"authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "api-key", "x-auth-token"}
)
_SECRET_WORDS = ("secret", "token", "password", "api_key", "apikey", "api-key", "signature", "credential")


def from_environment(variable: str) -> None:
    """Sends the log to standard error at the level that an environment variable names."""
    level = logging.getLevelName(os.environ.get(variable, "").strip().upper() or "NOTSET")
    if not isinstance(level, int) or level == logging.NOTSET:
        return
    logger.setLevel(level)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
        logger.addHandler(handler)


def safe_headers(headers: Iterable[tuple[str, str]], secret: frozenset[str] = frozenset()) -> dict[str, str]:
    """Header fields for a log."""
    shown = {}
    for name, value in headers:
        low = name.lower()
        hidden = low in _SECRET_HEADERS or low in secret or any(word in low for word in _SECRET_WORDS)
        shown[name] = "***" if hidden else value
    return shown


def safe_url(url: str) -> str:
    """A URL for a log: parameter names stay, their values do not (they may be keys or personal data)."""
    parts = urlsplit(url)
    query = "&".join(f"{pair.partition('=')[0]}=***" for pair in parts.query.split("&") if pair)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, query, ""))
