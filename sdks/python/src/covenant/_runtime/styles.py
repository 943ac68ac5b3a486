"""Parameter styles of OpenAPI: from a value to text (RFC 6570 where OpenAPI follows it)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from .writing import to_wire

# All reserved characters but those that would end the value, or be read as a space.
_RESERVED = ":/?[]@!$'()*,;"


def text(value: Any) -> str:
    """A scalar as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    return str(value)


def encode(value: Any, reserved: bool = False) -> str:
    """Percent-encodes all but unreserved characters (and, if asked, but reserved ones)."""
    return quote(text(value), safe="-._~" + (_RESERVED if reserved else ""))


def encode_form(value: Any) -> str:
    """As forms are encoded: a space is a plus sign."""
    return quote(text(value), safe="*-._ ").replace(" ", "+")


def as_json(value: Any) -> str:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _scalar(value: Any) -> Any:
    # What a style cannot flatten any further travels as JSON.
    return as_json(value) if isinstance(value, (dict, list)) else value


def path(name: str, value: Any, style: str, explode: bool, reserved: bool = False) -> str:
    """A path parameter: ``simple``, ``label`` or ``matrix``."""
    value = to_wire(value)

    def enc(item: Any) -> str:
        return encode(_scalar(item), reserved)

    key = encode(name)
    if style == "label":
        between = "." if explode else ","
        return "." + _joined(value, enc, explode, between)
    if style == "matrix":
        if isinstance(value, list):
            if explode:
                return "".join(f";{key}={enc(item)}" for item in value)
            return f";{key}={','.join(map(enc, value))}"
        if isinstance(value, dict):
            if explode:
                return "".join(f";{encode(k)}={enc(v)}" for k, v in value.items())
            return f";{key}={_joined(value, enc, False, ',')}"
        return f";{key}={enc(value)}"
    joined = _joined(value, enc, explode, ",")
    # A segment that is "." or ".." would be taken as a step to another path by every URL parser.
    return joined.replace(".", "%2E") if joined in (".", "..") else joined


def _joined(value: Any, enc: Any, explode: bool, between: str) -> str:
    if isinstance(value, list):
        return between.join(map(enc, value))
    if isinstance(value, dict):
        if explode:
            return between.join(f"{encode(k)}={enc(v)}" for k, v in value.items())
        return between.join(part for k, v in value.items() for part in (encode(k), enc(v)))
    return str(enc(value))


def header(value: Any, explode: bool) -> str:
    """A header parameter: ``simple``, not percent-encoded."""
    value = to_wire(value)

    def plain(item: Any) -> str:
        return text(_scalar(item))

    if isinstance(value, list):
        return ",".join(map(plain, value))
    if isinstance(value, dict):
        if explode:
            return ",".join(f"{k}={plain(v)}" for k, v in value.items())
        return ",".join(part for k, v in value.items() for part in (k, plain(v)))
    return plain(value)


def query(name: str, value: Any, style: str = "form", explode: bool = True) -> Iterable[tuple[str, str]]:
    """A query parameter, a property of a form or a cookie: pairs that are not encoded yet.

    The separators of ``spaceDelimited``, ``pipeDelimited`` and of lists that are not exploded are part of the value.
    """
    value = to_wire(value)
    if isinstance(value, list):
        if style == "deepObject":
            yield from _deep(name, value)
        elif explode:
            for item in value:
                yield name, text(_scalar(item))
        elif value:
            between = {"spaceDelimited": " ", "pipeDelimited": "|"}.get(style, ",")
            yield name, between.join(text(_scalar(item)) for item in value)
    elif isinstance(value, dict):
        if style == "deepObject":
            yield from _deep(name, value)
        elif explode and style == "form":
            for key, item in value.items():
                if isinstance(item, list):
                    for element in item:
                        yield key, text(_scalar(element))
                else:
                    yield key, text(_scalar(item))
        elif value:
            between = {"spaceDelimited": " ", "pipeDelimited": "|"}.get(style, ",")
            yield name, between.join(text(_scalar(part)) for pair in value.items() for part in pair)
    else:
        yield name, text(value)


def _deep(name: str, value: Any) -> Iterable[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _deep(f"{name}[{key}]", item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _deep(f"{name}[{index}]", item)
    else:
        yield name, text(value)


def query_text(name: str, value: Any, style: str, explode: bool, reserved: bool) -> Iterable[str]:
    """A query parameter as encoded ``name=value`` texts."""
    value = to_wire(value)
    if not explode and style == "form" and isinstance(value, (list, dict)):
        # The comma separates, so it stays, and a comma within an item is encoded.
        parts: list[Any] = value if isinstance(value, list) else [part for pair in value.items() for part in pair]
        if parts:
            yield f"{encode(name)}={','.join(encode(_scalar(part), reserved) for part in parts)}"
        return
    for key, item in query(name, value, style, explode):
        yield f"{encode(key)}={encode(item, reserved)}"
