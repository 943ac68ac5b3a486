"""Request bodies: from a value to bytes, in a form that can be sent again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any, Union

from .operation import Content, Part
from .styles import as_json, encode_form, query, text
from .writing import to_wire

#: Bytes, or a function that starts the bytes from the beginning each time that it is called.
Bytes = Union[bytes, Callable[[], Iterator[bytes]]]

_CHUNK = 64 * 1024


def encode_body(content: Content, value: Any) -> tuple[str, Bytes]:
    """The content type and the bytes of a body.

    Raises:
        TypeError: The value has no form in this media type.
    """
    if content.kind == "form":
        return content.media_type, form(to_wire(value, request=True), content.parts).encode("ascii")
    if content.kind == "multipart":
        boundary = os.urandom(16).hex()
        return f"{content.media_type}; boundary={boundary}", multipart(_properties(value), content.parts, boundary)
    media_type = content.media_type if "*" not in content.media_type else "application/octet-stream"
    if content.kind == "json":
        return _or(content.media_type, "application/json"), as_json(to_wire(value, request=True)).encode("utf-8")
    if content.kind == "lines":
        lines = value if isinstance(value, (list, tuple)) else [value]
        return media_type, b"".join(as_json(to_wire(line, request=True)).encode("utf-8") + b"\n" for line in lines)
    if content.kind in ("text", "xml", "events") and isinstance(value, str):
        return f"{_or(content.media_type, 'text/plain')}; charset=utf-8", value.encode("utf-8")
    return media_type, raw(value)


def _or(media_type: str, otherwise: str) -> str:
    return otherwise if "*" in media_type else media_type


def _properties(value: Any) -> dict[str, Any]:
    """The properties of a multipart body, files left as they are."""
    if isinstance(value, dict):
        return value
    fields = type(value).model_fields
    properties = {
        field.serialization_alias or name: getattr(value, name)
        for name, field in fields.items()
        if name in value.model_fields_set
    }
    return {**properties, **(value.model_extra or {})}


def form(properties: Any, parts: Any) -> str:
    """``application/x-www-form-urlencoded``. An object travels as JSON unless its style says otherwise (OpenAPI 3.1)."""
    if not isinstance(properties, dict):
        raise TypeError("a form needs an object")
    pairs: list[str] = []
    for name, value in properties.items():
        part: Part = parts.get(name) or Part()
        if part.style is None and (part.content_type or "").endswith("json"):
            pairs.append(f"{encode_form(name)}={encode_form(as_json(value))}")
            continue
        if part.style is None and isinstance(value, dict) and part.explode is None:
            pairs.append(f"{encode_form(name)}={encode_form(as_json(value))}")
            continue
        style = part.style or "form"
        explode = style == "form" if part.explode is None else part.explode
        pairs.extend(f"{encode_form(key)}={encode_form(item)}" for key, item in query(name, value, style, explode))
    return "&".join(pairs)


def raw(value: Any) -> Bytes:
    """Bytes, text, or an open file; a file is read from where it stands, again on each attempt."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    if isinstance(value, str):
        return value.encode("utf-8")
    if isinstance(value, tuple):
        if len(value) < 2:
            raise TypeError("expected a file name and its content")
        return raw(value[1])
    if not hasattr(value, "read"):
        raise TypeError(f"expected bytes or an open binary file, not {type(value).__name__}")
    try:
        start = value.tell()
    except (OSError, AttributeError):
        # It cannot be rewound, so it is held in memory: otherwise a retry would send an empty body.
        return _as_bytes(value.read())

    def chunks() -> Iterator[bytes]:
        value.seek(start)
        while chunk := value.read(_CHUNK):
            yield _as_bytes(chunk)

    return chunks


def _as_bytes(chunk: Any) -> bytes:
    return chunk.encode("utf-8") if isinstance(chunk, str) else bytes(chunk)


def _is_file(value: Any) -> bool:
    if isinstance(value, tuple):
        return len(value) in (2, 3) and isinstance(value[0], str) and _is_file(value[1])
    return isinstance(value, (bytes, bytearray, memoryview)) or hasattr(value, "read")


def _quoted(name: str) -> str:
    # As browsers do (WHATWG, multipart/form-data): nothing of a name can end the field or the line.
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def multipart(properties: dict[str, Any], parts: Any, boundary: str) -> Callable[[], Iterator[bytes]]:
    """``multipart/form-data``: scalars as text, files as they are, objects as JSON, lists as one part an item."""
    prepared: list[tuple[bytes, Bytes]] = []
    for name, value in properties.items():
        part: Part = parts.get(name) or Part()
        items = value if isinstance(value, (list, tuple)) and not _is_file(value) else [value]
        for item in items:
            prepared.append(_part(name, item, part))

    def chunks() -> Iterator[bytes]:
        for head, content in prepared:
            yield f"--{boundary}\r\n".encode("ascii") + head + b"\r\n"
            if isinstance(content, bytes):
                yield content
            else:
                yield from content()
            yield b"\r\n"
        yield f"--{boundary}--\r\n".encode("ascii")

    return chunks


def _part(name: str, value: Any, part: Part) -> tuple[bytes, Bytes]:
    disposition = f'Content-Disposition: form-data; name="{_quoted(name)}"'
    if _is_file(value):
        file_name = value[0] if isinstance(value, tuple) else os.path.basename(str(getattr(value, "name", name)))
        given = value[2] if isinstance(value, tuple) and len(value) == 3 else None
        single = part.content_type if part.content_type and "," not in part.content_type else None
        import mimetypes

        guessed = mimetypes.guess_type(file_name)[0]
        media_type = given or single or guessed or "application/octet-stream"
        disposition += f'; filename="{_quoted(file_name)}"'
        content = raw(value)
    else:
        wire = to_wire(value, request=True)
        structured = isinstance(wire, (dict, list)) or (part.content_type or "").endswith("json")
        media_type = part.content_type or ("application/json" if structured else "")
        content = (as_json(wire) if structured else text(wire)).encode("utf-8")
    head = disposition + "\r\n"
    if media_type:
        head += "Content-Type: " + media_type.replace("\r", "").replace("\n", "") + "\r\n"
    return head.encode("utf-8"), content
