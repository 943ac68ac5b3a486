# Made by `cargo xtask generate`; changes here are lost.
"""Client of Covenant ERP API."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import types as types
    from ._runtime.auth import AsyncTokenProvider as AsyncTokenProvider
    from ._runtime.auth import TokenProvider as TokenProvider
    from ._runtime.core import Hooks as Hooks
    from ._runtime.model import Model as Model
    from ._runtime.model import Unknown as Unknown
    from ._runtime.options import RequestOptions as RequestOptions
    from ._runtime.pagination import AsyncPager as AsyncPager
    from ._runtime.pagination import Pager as Pager
    from ._runtime.response import RawResponse as RawResponse
    from ._runtime.transport import AsyncTransport as AsyncTransport
    from ._runtime.transport import Request as Request
    from ._runtime.transport import Transport as Transport
    from .client import AsyncCovenant as AsyncCovenant
    from .client import Covenant as Covenant
    from .client import VERSION as __version__
    from .errors import ApiConnectionError as ApiConnectionError
    from .errors import ApiError as ApiError
    from .errors import ApiTimeoutError as ApiTimeoutError
    from .errors import AuthenticationError as AuthenticationError
    from .errors import BadRequestError as BadRequestError
    from .errors import ClientError as ClientError
    from .errors import ConfigurationError as ConfigurationError
    from .errors import ConflictError as ConflictError
    from .errors import GoneError as GoneError
    from .errors import NotFoundError as NotFoundError
    from .errors import OAuthError as OAuthError
    from .errors import PermissionDeniedError as PermissionDeniedError
    from .errors import RateLimitError as RateLimitError
    from .errors import ResponseError as ResponseError
    from .errors import ServerError as ServerError
    from .errors import StatusError as StatusError
    from .errors import UnprocessableEntityError as UnprocessableEntityError
    from .errors import WebhookVerificationError as WebhookVerificationError
else:
    _MODULES = {
        "ApiConnectionError": "errors",
        "ApiError": "errors",
        "ApiTimeoutError": "errors",
        "AsyncCovenant": "client",
        "AsyncPager": "_runtime.pagination",
        "AsyncTokenProvider": "_runtime.auth",
        "AsyncTransport": "_runtime.transport",
        "AuthenticationError": "errors",
        "BadRequestError": "errors",
        "ClientError": "errors",
        "ConfigurationError": "errors",
        "ConflictError": "errors",
        "Covenant": "client",
        "GoneError": "errors",
        "Hooks": "_runtime.core",
        "Model": "_runtime.model",
        "NotFoundError": "errors",
        "OAuthError": "errors",
        "Pager": "_runtime.pagination",
        "PermissionDeniedError": "errors",
        "RateLimitError": "errors",
        "RawResponse": "_runtime.response",
        "Request": "_runtime.transport",
        "RequestOptions": "_runtime.options",
        "ResponseError": "errors",
        "ServerError": "errors",
        "StatusError": "errors",
        "TokenProvider": "_runtime.auth",
        "Transport": "_runtime.transport",
        "Unknown": "_runtime.model",
        "UnprocessableEntityError": "errors",
        "WebhookVerificationError": "errors",
    }

    def __getattr__(name):
        from importlib import import_module

        if name in ("errors", "oauth", "types", "webhooks"):
            return import_module(f".{name}", __name__)
        if name == "__version__":
            return import_module(".client", __name__).VERSION
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f".{_MODULES[name]}", __name__), name)
        globals()[name] = value
        return value

    def __dir__():
        return list(__all__)


__all__ = [
    "ApiConnectionError",
    "ApiError",
    "ApiTimeoutError",
    "AsyncCovenant",
    "AsyncPager",
    "AsyncTokenProvider",
    "AsyncTransport",
    "AuthenticationError",
    "BadRequestError",
    "ClientError",
    "ConfigurationError",
    "ConflictError",
    "Covenant",
    "GoneError",
    "Hooks",
    "Model",
    "NotFoundError",
    "OAuthError",
    "Pager",
    "PermissionDeniedError",
    "RateLimitError",
    "RawResponse",
    "Request",
    "RequestOptions",
    "ResponseError",
    "ServerError",
    "StatusError",
    "TokenProvider",
    "Transport",
    "Unknown",
    "UnprocessableEntityError",
    "WebhookVerificationError",
    "__version__",
    "types",
]
