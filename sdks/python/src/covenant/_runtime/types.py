"""The vocabulary of generated models, under one short name (``_t``)."""

from __future__ import annotations

from typing import IO, Annotated, Literal, Optional, TypeAlias
from typing import Any as Any
from typing import List as List

from pydantic import Field as Field
from pydantic import PlainValidator, Strict
from typing_extensions import NotRequired as NotRequired
from typing_extensions import TypedDict as TypedDict
from typing_extensions import Unpack as Unpack
from typing_extensions import deprecated as deprecated

from .model import Model as Model
from .model import TaggedModel as TaggedModel
from .model import Unknown as Unknown
from .model import ref as ref
from .scalars import Date as Date
from .scalars import DateTime as DateTime
from .scalars import Number as Number
from .unions import keyed_union as keyed_union
from .unions import lazy as lazy
from .unions import tagged_union as tagged_union
from .unions import union as union

#: A tuple arrives as a JSON array.
LAX = Strict(False)

FileContent: TypeAlias = bytes | bytearray | IO[bytes]

#: Bytes, an open binary file, or ``(file name, content)``, or ``(file name, content, media type)``.
FileInput: TypeAlias = Annotated[
    FileContent | tuple[str, FileContent] | tuple[str, FileContent, str], PlainValidator(lambda value: value)
]


def list_of(item: Any) -> Any:
    """The runtime annotation of a list."""
    return list[item]


def map_of(item: Any) -> Any:
    """The runtime annotation of an object with free keys."""
    return dict[str, item]


def nullable(item: Any) -> Any:
    """The runtime annotation of a value or null."""
    return Optional[item]


def literal(value: Any) -> Any:
    """The runtime annotation of a constant."""
    return Literal[value]


def tuple_of(*items: Any) -> Any:
    """The runtime annotation of items by position."""
    return Annotated[tuple[items], LAX]  # type: ignore[valid-type]
