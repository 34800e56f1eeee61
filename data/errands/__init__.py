"""Errands in the store: requests that wait for medicine, one way for many of them, its results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import lazily

if TYPE_CHECKING:
    from data.errands.acts import (
        add_to_errand,
        call_errand_off,
        change_errand,
        change_line,
        make_errand,
        record_results,
        take_line_out,
    )
    from data.errands.queries import (
        asked,
        errands,
        of_request,
        target,
        view,
    )
    from data.errands.sheets import write_sheet

__all__ = [
    "add_to_errand",
    "asked",
    "call_errand_off",
    "change_errand",
    "change_line",
    "errands",
    "make_errand",
    "of_request",
    "record_results",
    "take_line_out",
    "target",
    "view",
    "write_sheet",
]

__getattr__ = lazily(__name__, "queries", "sheets", "acts")
