"""Readers of unions: by a tag, by a key, or by what fits best. An unknown variant survives and is written back unchanged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from pydantic import ValidationError

from .model import EXACT, LENIENT, Model, Reader, Target, Unknown, read_model, target_of


class _Union(Reader):
    __slots__ = ("_make", "_targets", "open")

    def __init__(self, make: Callable[[], Sequence[Any]], open_: bool) -> None:
        self._make = make
        self._targets: list[Target] | None = None
        self.open = open_

    @property
    def targets(self) -> list[Target]:
        if self._targets is None:
            self._targets = [target_of(annotation) for annotation in self._make()]
        return self._targets

    def read(self, value: Any, context: Any) -> Any:
        if isinstance(value, Model):
            return value
        return self.best(value, context)

    def best(self, value: Any, context: Any) -> Any:
        """The variant that fits and knows most of the value; the first of equals."""
        found: Any = None
        most = -1
        for target in self.targets:
            try:
                candidate = target.read(value, EXACT)
            except (ValidationError, ValueError, TypeError):
                continue
            known = _known(candidate)
            if known > most:
                found, most = candidate, known
        if most >= 0:
            return found
        return self.unfit(value, context)

    def unfit(self, value: Any, context: Any) -> Any:
        """No variant fits as a whole."""
        lenient = bool(context and context.get("lenient"))
        if lenient and isinstance(value, dict):
            nearest: type[Model] | None = None
            most = 0
            for target in self.targets:
                model = target.model
                if model is None:
                    continue
                names = {str(f.validation_alias or name) for name, f in model.model_fields.items()}
                known = sum(1 for key in value if key in names)
                if known > most:
                    nearest, most = model, known
            if nearest is not None:
                return read_model(nearest, value, context)
        if isinstance(value, dict) and (self.open or lenient):
            return read_model(Unknown, value, LENIENT)
        if self.open or lenient:
            return value
        raise ValueError("the value fits no variant of the union")


class _Tagged(_Union):
    __slots__ = ("_by_tag", "_make_by_tag", "tag")

    def __init__(
        self, tag: str, make: Callable[[], Mapping[Any, Any]], others: Callable[[], Sequence[Any]], open_: bool
    ):
        super().__init__(others, open_)
        self.tag = tag
        self._make_by_tag = make
        self._by_tag: dict[Any, Target] | None = None

    def read(self, value: Any, context: Any) -> Any:
        if isinstance(value, Model):
            return value
        if not isinstance(value, dict):
            return self.best(value, context)
        if self._by_tag is None:
            self._by_tag = {key: target_of(annotation) for key, annotation in self._make_by_tag().items()}
        tag = value.get(self.tag)
        target = self._by_tag.get(tag) if isinstance(tag, (str, int)) else None
        if target is not None:
            return target.read(value, context)
        if self.targets:
            return self.best(value, context)
        if self.open or (context and context.get("lenient")):
            return read_model(Unknown, value, LENIENT)
        raise ValueError(f"no variant has this value of {self.tag!r}")


class _Keyed(_Union):
    __slots__ = ("keys",)

    def __init__(self, keys: Sequence[str | None], make: Callable[[], Sequence[Any]], open_: bool) -> None:
        super().__init__(make, open_)
        self.keys = keys

    def read(self, value: Any, context: Any) -> Any:
        if isinstance(value, dict):
            found = [target for key, target in zip(self.keys, self.targets) if key is not None and key in value]
            if len(found) == 1:
                return found[0].read(value, context)
        return super().read(value, context)


def _known(value: Any) -> int:
    """How much of a value its variant knows: fields that it declares, deeply."""
    if isinstance(value, Model):
        fields = type(value).model_fields
        return sum(1 + _known(getattr(value, name)) for name in value.model_fields_set if name in fields)
    if isinstance(value, list):
        return sum(_known(item) for item in value)
    if isinstance(value, dict):
        return sum(_known(item) for item in value.values())
    return 0


def union(make: Callable[[], Sequence[Any]], *, open: bool) -> Any:
    """One of several types, told apart by trying."""
    return Annotated[Any, _Union(make, open)]


def tagged_union(
    tag: str,
    make: Callable[[], Mapping[Any, Any]],
    *,
    open: bool,
    others: Callable[[], Sequence[Any]] = lambda: (),
) -> Any:
    """One of several types, told apart by the value of a property; ``others`` have no value of their own."""
    return Annotated[Any, _Tagged(tag, make, others, open)]


def keyed_union(keys: Sequence[str | None], make: Callable[[], Sequence[Any]], *, open: bool) -> Any:
    """One of several types, told apart by a key that only one of them has."""
    return Annotated[Any, _Keyed(keys, make, open)]


class _Lazy(Reader):
    __slots__ = ("_make", "_target")

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._target: Target | None = None

    def read(self, value: Any, context: Any) -> Any:
        if self._target is None:
            self._target = target_of(self._make())
        return self._target.read(value, context)


def lazy(make: Callable[[], Any]) -> Any:
    """Another name for a type; resolved on first use, so that it may be recursive."""
    return Annotated[Any, _Lazy(make)]
