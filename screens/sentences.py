"""Problems and acts in words; each subject's `words` holds the sentences of its own codes."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from models.problems import Problem
from screens.i18n import _
from screens.kit.masks import HIDDEN
from screens.kit.values import filled
from screens.subjects import SUBJECTS


@cache
def sentences_of(kind: str) -> Mapping[str, str]:
    """All sentences of a kind, such as `PROBLEMS`, `ACTS` or `HELD`, by code."""
    sentences: dict[str, str] = {}
    for subject in SUBJECTS:
        if subject.speaks:
            sentences |= words_of(subject.name, kind)
    return sentences


@cache
def words_of(subject: str, kind: str) -> Mapping[str, str]:
    """The sentences or words of a kind that one subject has; none where it says nothing of it."""
    words = importlib.import_module(f"screens.{subject}.words")
    found: Mapping[str, str] = getattr(words, kind, {})
    return found


def say(problem: Problem) -> str:
    """What is wrong, where, and what to do, in one line of the language spoken now."""
    sentence = sentences_of("PROBLEMS").get(problem.code)
    if sentence is None:
        details = ", ".join(f"{name}={value}" for name, value in problem.params.items())
        return f"{problem.code} ({details})" if details else problem.code
    return filled(_(sentence), _with_work(problem.params))


def _with_work(params: Mapping[str, object]) -> Mapping[str, object]:
    """What a sentence tells, a kind of work in words."""
    if "work" not in params:
        return params
    from screens.duties.words import work

    return {**params, "work": work(str(params["work"]))}


def say_act(code: str, params: Mapping[str, Any], masked: bool = False) -> str:
    """What was done, as one line; `undone` and `redone` tell the act they are about.

    Args:
        masked: leave out what was said of somebody, which may tell of their health.
    """
    if code in ("undone", "redone"):
        inner = say_act(str(params.get("code", "")), params.get("params", {}), masked)
        reversal = _("Undone: {act}") if code == "undone" else _("Done again: {act}")
        return reversal.format(act=inner)
    sentence = sentences_of("ACTS").get(code)
    if sentence is None:
        return code
    hidden = {"what": HIDDEN} if masked and "what" in params else {}
    return filled(_(sentence), {**params, **hidden})
