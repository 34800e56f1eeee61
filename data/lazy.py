"""Packages whose names are looked up when first used: reading a list loads nothing that writes."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any


def lazily(package: str, *modules: str) -> Callable[[str], Any]:
    """A package's `__getattr__` that finds names in its modules, loading them in this order.

    Args:
        package: the package's name.
        modules: its modules; what only reads comes first.
    """

    def find(name: str) -> Any:
        if name in modules or name.startswith("_"):
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        for module in modules:
            found = getattr(importlib.import_module(f"{package}.{module}"), name, None)
            if found is not None:
                return found
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return find
