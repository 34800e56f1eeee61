"""Fields of records as they are typed or imported: what is said, what changed, what is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from models.problems import Refused
from models.text import clean, own_phone, phone_digits

T = TypeVar("T")
Input = TypeVar("Input", bound=NamedTuple)

Keep = Callable[[Any], Any]
"""Makes what is kept of what was said in a field."""

Changes = Mapping[str, tuple[object, object]]
"""For each field that changed: what it was and what it is now."""


def said(given: NamedTuple) -> dict[str, object]:
    """The fields of an input about which something is said; None says nothing."""
    return {name: value for name, value in given._asdict().items() if value is not None}


def completed(given: Input, other: Input) -> Input:
    """An input, with what it says nothing about as another says it."""
    return other._replace(**said(given))


def filled(kind: Callable[..., T], values: Mapping[str, Any], /, **read: Callable[[Any], Any]) -> T:
    """An input, or what else has fields, with these values under the names of its fields.

    Args:
        read: for some of the fields, what makes what they hold of the value; None stays None.
    """
    made = {
        name: read[name](value) if name in read and value is not None else value
        for name, value in values.items()
    }
    return kind(**made)


def input_of(kind: type[Input], view: object, /, **read: Callable[[Any], Any]) -> Input:
    """The input that would say the same as a view, which has fields of the same names.

    Args:
        read: as for `filled`, where the view has the stored form.
    """
    return filled(kind, {name: getattr(view, name) for name in kind._fields}, **read)


# -- what is kept of a field -----------------------------------------------------------------------


def line(limit: int = 120) -> Keep:
    """One line of so many characters at most; None is an empty one."""
    return lambda value: clean(str(value or ""), limit=limit)


def lines(limit: int) -> Keep:
    """Text of several lines, of so many characters at most."""
    return lambda value: clean(str(value or ""), limit=limit, multiline=True)


def tags(value: tuple[str, ...] | None) -> tuple[str, ...]:
    """Short words, each once."""
    words = (clean(word, limit=40) for word in value or ())
    return tuple(dict.fromkeys(word for word in words if word))


def own_number(field: str) -> Keep:
    """The digits of a telephone number of somebody's own, see `kept_phone`."""
    return lambda value: kept_phone(str(value or ""), field, own=True)


def as_said(value: T) -> T:
    """A value that needs nothing done to it."""
    return value


def kept(values: Mapping[str, object], keeps: Mapping[str, Keep]) -> dict[str, Any]:
    """What is kept of fields.

    Raises:
        Refused: what keeping one of them refuses.
        KeyError: for a field nothing is said of in `keeps`.
    """
    return {name: keeps[name](value) for name, value in values.items()}


def tidied(given: Input, keeps: Mapping[str, Keep]) -> Input:
    """An input with what is kept of some of its fields."""
    return given._replace(**{name: keep(getattr(given, name)) for name, keep in keeps.items()})


def kept_phone(text: str, field: str, *, own: bool = False) -> str:
    """The digits to keep of a telephone number; empty for none.

    Args:
        own: whether it is somebody's own, which no emergency or service number is.

    Raises:
        Refused: `phone_unclear` when it is not exactly one such number.
    """
    text = clean(text, limit=80)
    digits = (own_phone if own else phone_digits)(text) if text else ""
    if digits is None:
        raise Refused("phone_unclear", field, value=text)
    return digits
