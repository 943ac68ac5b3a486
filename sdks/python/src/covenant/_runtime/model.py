"""The base of all models, and how a value of the wire becomes one.

Two ways in:

* A program that *builds* a model meets pydantic's strict validation: a mistake is an error at once.
* A *response* is read leniently: a value that does not fit its declared type is kept as it came and logged, because one odd
  date must not lose a whole page of invoices. A required key that is missing reads as ``None``.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, ValidationInfo, model_validator
from pydantic_core import core_schema
from typing_extensions import Self

from .writing import to_wire

logger = logging.getLogger(__name__.partition(".")[0])

#: Validation context of responses.
LENIENT: dict[str, Any] = {"lenient": True}
#: Validation context where a value must be all that its type says: variants that are tried, and strict responses.
EXACT: dict[str, Any] = {"exact": True}

_ROOT = __name__.rpartition("._runtime")[0]
_reported: set[tuple[str, str]] = set()


class Model(BaseModel):
    """A record of the API.

    * Unknown properties are kept (``model_extra``, or as attributes) and written back.
    * ``None`` in an optional field means that it is absent. Where the API also knows ``null`` (see the field's type and docs),
      a field that was *set* to ``None`` is null; ``name in model.model_fields_set`` tells the two apart.
    * Fields are built on first use; importing a model costs next to nothing.
    """

    model_config = ConfigDict(
        extra="allow",
        populate_by_name=True,
        defer_build=True,
        strict=True,
        protected_namespaces=(),
        arbitrary_types_allowed=True,
    )

    #: Optional fields in which ``None`` means null when it was set.
    __nullable__: ClassVar[frozenset[str]] = frozenset()
    #: Fields that only the server sets; not sent in requests.
    __read_only__: ClassVar[frozenset[str]] = frozenset()
    #: Required fields of one value, which a program need not write out.
    __constants__: ClassVar[frozenset[str]] = frozenset()

    def to_dict(self) -> dict[str, Any]:
        """What stands on the wire: wire names, only what is set, unknown properties included."""
        written = to_wire(self)
        return written if isinstance(written, dict) else {}

    def to_json(self) -> str:
        """:meth:`to_dict` as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Reads what stands on the wire, as leniently as a response is read."""
        return read_model(cls, dict(data), LENIENT)


class TaggedModel(Model):
    """A record with constants. They are filled in for a program that builds one, but not where a response lacks them."""

    @model_validator(mode="after")
    def _constants_came(self, info: ValidationInfo) -> Self:
        if info.context:
            for name in type(self).__constants__ - self.model_fields_set:
                if info.context.get("exact"):
                    raise ValueError(f"{name} is missing")
                vars(self)[name] = None
        return self


class Unknown(Model):
    """A variant that this version of the package does not know. Its properties are attributes; it is written back unchanged."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...


if TYPE_CHECKING:
    from typing import TypeVar

    M = TypeVar("M", bound=Model)


def read_model(cls: type[M], value: Any, context: Any) -> M:
    """Reads one record; lenient when the context says so.

    Raises:
        ValidationError: The value does not fit, and the context is strict, or the value is no object at all.
    """
    if not cls.__pydantic_complete__:
        cls.model_rebuild()
    try:
        return cls.__pydantic_validator__.validate_python(value, context=context)  # type: ignore[no-any-return]
    except ValidationError:
        if not (context and context.get("lenient") and isinstance(value, dict)):
            raise
    return _salvage(cls, value, context)


def _salvage(cls: type[M], value: dict[str, Any], context: Any) -> M:
    """Reads field by field, keeping what does not fit as it came."""
    model = cls.model_construct()
    known = set()
    for name, field in cls.model_fields.items():
        wire = field.validation_alias if isinstance(field.validation_alias, str) else name
        known.add(wire)
        if wire not in value:
            if field.is_required() or name in cls.__constants__:
                _report(cls, name, "is missing in a response; it reads as None")
                vars(model)[name] = None
            continue
        try:
            cls.__pydantic_validator__.validate_assignment(model, name, value[wire], context=context)
        except ValidationError:
            _report(cls, name, "does not fit its declared type in a response; the value is kept as it came")
            annotation = field.annotation
            for extra in field.metadata:
                annotation = Annotated[annotation, extra]  # type: ignore[assignment]
            vars(model)[name] = salvage_value(annotation, value[wire], context)
            model.__pydantic_fields_set__.add(name)
    extras = {key: item for key, item in value.items() if key not in known}
    object.__setattr__(model, "__pydantic_extra__", extras)
    return model


def salvage_value(annotation: Any, value: Any, context: Any) -> Any:
    """Reads a value part by part, keeping the parts that do not fit as they came."""
    try:
        return TypeAdapter(annotation).validate_python(value, strict=True, context=context)
    except Exception:
        pass
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return salvage_value(arguments[0], value, context) if get_args(arguments[0]) else value
    if origin is list and isinstance(value, list):
        return [salvage_value(arguments[0], item, context) for item in value]
    if origin is dict and isinstance(value, dict):
        return {key: salvage_value(arguments[1], item, context) for key, item in value.items()}
    if origin is Union or str(origin) == "<class 'types.UnionType'>":
        rest = [argument for argument in arguments if argument is not type(None)]
        return salvage_value(rest[0], value, context) if len(rest) == 1 else value
    if isinstance(annotation, type) and issubclass(annotation, Model) and isinstance(value, dict):
        return read_model(annotation, value, context)
    return value


def _report(cls: type[Model], field: str, what: str) -> None:
    """Says once a field that a response did not match its description."""
    key = (cls.__qualname__, field)
    if key not in _reported:
        _reported.add(key)
        logger.warning("%s.%s %s", cls.__name__, field, what)


class Reader:
    """Metadata of ``Annotated[Any, ...]`` that reads a value with a function of ours."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.with_info_plain_validator_function(self._read)

    def _read(self, value: Any, info: Any) -> Any:
        return self.read(value, info.context)

    def read(self, value: Any, context: Any) -> Any:
        """Reads a value.

        Raises:
            ValueError: It does not fit (pydantic's ``ValidationError`` is one).
        """
        raise NotImplementedError


class Target:
    """A type that is read through: a model, or anything that pydantic understands."""

    __slots__ = ("type", "_adapter")

    def __init__(self, type_: Any) -> None:
        self.type = type_
        self._adapter: TypeAdapter[Any] | None = None

    @property
    def model(self) -> type[Model] | None:
        """The model, if it is one."""
        return self.type if isinstance(self.type, type) and issubclass(self.type, Model) else None

    def read(self, value: Any, context: Any) -> Any:
        """Reads a value.

        Raises:
            ValueError: It does not fit.
        """
        model = self.model
        if model is not None:
            if isinstance(value, model):
                return value
            return read_model(model, value, context)
        if self._adapter is None:
            self._adapter = TypeAdapter(self.type)
        return self._adapter.validate_python(value, context=context)


class Ref(Reader):
    """A type of another module, imported when the first value of it is read.

    Models refer to each other in circles and by the thousand; so none of them holds another, and what a program does not
    meet is never imported nor built.
    """

    __slots__ = ("module", "name", "_target")

    def __init__(self, module: str, name: str) -> None:
        self.module = module
        self.name = name
        self._target: Target | None = None

    @property
    def target(self) -> Target:
        """What it refers to."""
        if self._target is None:
            self._target = Target(getattr(import_module(f"{_ROOT}.{self.module}"), self.name))
        return self._target

    def read(self, value: Any, context: Any) -> Any:
        return self.target.read(value, context)


def ref(module: str, name: str) -> Any:
    """The annotation for a type of another module (path below the package)."""
    return Annotated[Any, Ref(module, name)]


def target_of(annotation: Any) -> Target:
    """What an annotation reads through; a reference is followed."""
    if get_origin(annotation) is Annotated:
        for extra in annotation.__metadata__:
            if isinstance(extra, Ref):
                return extra.target
    return Target(annotation)


def read(target: Target, value: Any, *, strict: bool = False) -> Any:
    """Reads a response's value. Unless ``strict``, it never fails: what does not fit is kept as it came.

    Raises:
        ValidationError: It does not fit, and ``strict`` is set.
    """
    if strict:
        return target.read(value, EXACT)
    try:
        return target.read(value, LENIENT)
    except Exception:
        logger.warning("a response did not match its description; it is kept as it came")
        return salvage_value(target.type, value, LENIENT)
