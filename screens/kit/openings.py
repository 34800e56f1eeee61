"""What subjects have to be opened over a place, loaded when it is used first."""

from __future__ import annotations

import importlib
from typing import Any

from screens.subjects import SUBJECTS


def part_of(subject: str, module: str, name: str) -> Any:
    """A function or class of a subject's module, which is loaded only now."""
    return getattr(importlib.import_module(f"screens.{subject}.{module}"), name)


def opened(name: str) -> Any:
    """The dialog, or what opens it, that a subject has under the name that `open` keys have for it.

    Raises:
        KeyError: no subject has it.
    """
    return part_of(*_OPENINGS[name])


_OPENINGS = {
    name: (subject.name, *at) for subject in SUBJECTS for name, at in subject.opens.items()
}
"""What can be opened over the place shown, by that name."""
