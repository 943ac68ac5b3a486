"""From values to what stands on the wire."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from .scalars import write_datetime

_PLAIN = (str, int, float, bool, type(None))


def to_wire(value: Any, *, request: bool = False) -> Any:
    """A value as JSON knows it: wire names, only what is set, unknown properties included.

    Args:
        value: A model, a dict, a list, a scalar.
        request: Leave out what only the server sets (``readOnly``).

    Raises:
        TypeError: The value has no form in JSON.
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, BaseModel):
        return _model(value, request)
    if isinstance(value, Mapping):
        return {str(key): to_wire(item, request=request) for key, item in value.items()}
    if isinstance(value, datetime):
        return write_datetime(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Enum):
        return to_wire(value.value, request=request)
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (list, tuple, set, frozenset)) or hasattr(value, "__iter__"):
        return [to_wire(item, request=request) for item in value]
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _model(model: BaseModel, request: bool) -> dict[str, Any]:
    cls = type(model)
    nullable: frozenset[str] = getattr(cls, "__nullable__", frozenset())
    read_only: frozenset[str] = getattr(cls, "__read_only__", frozenset())
    constants: frozenset[str] = getattr(cls, "__constants__", frozenset())
    fields_set = model.model_fields_set
    written: dict[str, Any] = {}
    for name, field in cls.model_fields.items():
        if request and name in read_only:
            continue
        value = model.__dict__.get(name)
        if name in fields_set:
            # In an optional field that cannot be null, None is a way to say "absent".
            if value is None and not field.is_required() and name not in nullable:
                continue
        elif value is None or name not in constants:
            continue
        written[field.serialization_alias or name] = to_wire(value, request=request)
    for key, item in (model.model_extra or {}).items():
        written[key] = to_wire(item, request=request)
    return written
