"""Frozen dataclasses that cost little to define and little to make.

The standard library writes and compiles six methods for each ``@dataclass(frozen=True)``: with
some two hundred of them that is most of what a short run does. Here ``__init__`` alone is
compiled, when the first one is made; the other methods are the same few for all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform
else:

    def dataclass_transform(**_: Any) -> Callable[[Any], Any]:
        """For type checkers alone."""
        return lambda decorator: decorator


T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Makes the class a dataclass whose values cannot be set, as ``@dataclass(frozen=True)`` does:
    ``fields``, ``replace`` and ``field`` are those of the standard library. A dataclass that
    inherits from it must be ``@frozen`` too."""
    cls.__doc__ = cls.__doc__ or cls.__name__  # else a signature is worked out to stand in for it
    made: Any = dataclass(init=False, repr=False, eq=False)(cls)
    key = _getter([item.name for item in fields(made) if item.compare])
    shown = [item.name for item in fields(made) if item.repr]

    def first_made(self: Any, *values: Any, **named: Any) -> None:
        made.__init__ = _compiled_init(made)
        made.__init__(self, *values, **named)

    def is_equal(self: Any, other: object) -> Any:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(key(self))

    def told(self: Any) -> str:
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    made.__init__, made.__eq__, made.__hash__, made.__repr__ = first_made, is_equal, hashed, told
    made.__setattr__ = made.__delattr__ = _refused
    done: type[T] = made
    return done


def replaced(value: T, **changes: Any) -> T:
    """A copy of a frozen value with some fields changed, as ``dataclasses.replace`` makes it,
    at a quarter of the cost: for what is done for every reply."""
    cls: Any = value.__class__
    names = cls.__dataclass_fields__
    values = {name: known for name, known in vars(value).items() if name in names}
    if not changes.keys() <= values.keys():
        raise TypeError(f"{cls.__name__} has no {', '.join(sorted(changes.keys() - values.keys()))}")
    copy: T = cls.__new__(cls)
    vars(copy).update(values, **changes)
    return copy


def _getter(names: list[str]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else lambda value: ()


def _compiled_init(cls: type[Any]) -> Callable[..., None]:
    """``__init__`` of a dataclass, which puts the values where setting them would."""
    known: dict[str, Any] = {}
    arguments, lines = [], []
    for item in fields(cls):
        name = item.name
        value = name
        if item.default is not MISSING:
            known[f"_default_{name}"] = item.default
            arguments.append(f"{name}=_default_{name}")
        elif item.default_factory is not MISSING:
            known[f"_make_{name}"] = item.default_factory
            known["_missing"] = MISSING
            arguments.append(f"{name}=_missing")
            value = f"_make_{name}() if {name} is _missing else {name}"
        else:
            arguments.append(name)
        lines.append(f" _values[{name!r}] = {value}\n")
    exec(f"def __init__({', '.join(('_self', *arguments))}):\n _values = _self.__dict__\n{''.join(lines)}", known)
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _refused(self: Any, name: str, *value: Any) -> None:
    raise FrozenInstanceError(f"{name} of a frozen {self.__class__.__name__} cannot be changed")
