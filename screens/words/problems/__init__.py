"""Problems in words: each module here holds the sentences of one subject's codes."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from models.problems import Problem
from screens.i18n import _
from screens.words.values import spoken


@cache
def sentences() -> Mapping[str, str]:
    """The sentence of each code, before it is translated."""
    found: dict[str, str] = {}
    for module in pkgutil.iter_modules(__path__):
        found |= importlib.import_module(f"{__name__}.{module.name}").PROBLEMS
    return found


def say(problem: Problem) -> str:
    """What is wrong, where, and what to do, in one line of the language spoken now."""
    sentence = sentences().get(problem.code)
    if sentence is None:
        details = ", ".join(f"{name}={value}" for name, value in problem.params.items())
        return f"{problem.code} ({details})" if details else problem.code
    return _(sentence).format_map({name: spoken(v) for name, v in problem.params.items()})
