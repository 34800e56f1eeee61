"""Acts of the journal in words: each module here holds the sentences of one subject's codes."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import Any

from screens.i18n import _
from screens.words.masks import HIDDEN
from screens.words.values import spoken


@cache
def sentences() -> Mapping[str, str]:
    """The sentence of each code, before it is translated."""
    found: dict[str, str] = {}
    for module in pkgutil.iter_modules(__path__):
        found |= importlib.import_module(f"{__name__}.{module.name}").ACTS
    return found


def tell(code: str, params: Mapping[str, Any], masked: bool = False) -> str:
    """What was done, as one line; `undone` and `redone` tell the act they are about.

    Args:
        masked: leave out what was said of somebody, which may tell of their health.
    """
    if code in ("undone", "redone"):
        inner = tell(str(params.get("code", "")), params.get("params", {}), masked)
        reversal = _("Undone: {act}") if code == "undone" else _("Done again: {act}")
        return reversal.format(act=inner)
    sentence = sentences().get(code)
    if sentence is None:
        return code
    values = {name: spoken(value) for name, value in params.items()}
    if masked and "what" in values:
        values["what"] = HIDDEN
    return _(sentence).format_map(values)
