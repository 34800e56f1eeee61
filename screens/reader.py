"""The type of what a store is read through, for front ends, which know no SQL."""

from __future__ import annotations

from typing import Any

Reader = Any
"""What `Store.read()` gives; it is handed on to the queries and never asked anything here."""
