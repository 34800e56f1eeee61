"""Problems and acts in words; each subject's `words` holds the sentences of its own codes."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from typing import Any

from models.journal import StepView
from models.problems import Problem
from models.times import read_iso
from screens.i18n import _, said_of
from screens.kit import masks
from screens.kit.masks import HIDDEN
from screens.kit.values import filled, joined, spoken
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


def say(problem: Problem, masked: bool = False, of: Sequence[str] = ()) -> str:
    """What is wrong, where, and what to do, in one line of the language spoken now.

    A problem among what it tells is said in its own words; of what tells of somebody's health no
    more than what to do while the mask is on (`MASKED` of a subject's words).

    Args:
        masked: leave out what was said of somebody, where it names an act.
        of: the subjects whose problem it may be, where that is known: their words alone are loaded.
    """
    told = (words_of(subject, "PROBLEMS").get(problem.code) for subject in of)
    sentence = next(filter(None, told), None) or sentences_of("PROBLEMS").get(problem.code)
    if masks.is_on():
        sentence = sentences_of("MASKED").get(problem.code, sentence)
    if sentence is None:
        details = ", ".join(f"{name}={value}" for name, value in problem.params.items())
        return f"{problem.code} ({details})" if details else problem.code
    return filled(_(sentence), _in_words(problem.params, masked))


def _in_words(params: Mapping[str, object], masked: bool) -> Mapping[str, object]:
    """What a sentence tells, with a kind of work, a problem behind this one and steps of the
    journal in words: `by` is who did `act` and when, others are what was done; who did one that
    somebody else brought back by `own_by` is told with `own`, and so on."""
    said = {name: say(one, masked) for name, one in params.items() if isinstance(one, Problem)}
    steps = {name: step for name, step in params.items() if isinstance(step, StepView)}
    if steps:
        from screens.journal.words import brought_back, history

        if "by" in steps:
            by = steps.pop("by")
            said["by"] = history(steps.get("act", by), by)
        for name, step in steps.items():
            told = say_act(step.code, step.params, masked)
            said[name] = told + brought_back(step, steps.get(f"{name}_by", step))
    if isinstance(marks := params.get("marks"), list | tuple):
        from screens.kit.mark_words import marks as in_words

        said["marks"] = in_words(marks)
    if "work" in params:
        from screens.duties.words import work

        said["work"] = work(str(params["work"]))
    return {**params, **said}


_NUMBERED = 8
"""Numbers of records that a sentence lists; of more it lists the first."""


def _numbers(value: object) -> str:
    """Numbers of records, which are listed the same in either language; of many the first, with how
    many there are."""
    if not isinstance(value, list):
        return spoken(value)
    listed = ", ".join(map(str, value[:_NUMBERED]))
    return listed if len(value) <= _NUMBERED else f"{listed} … ({len(value)})"


def _outcome(value: object) -> str:
    """How requests ended; what it was called by a code that is not known is said as it is."""
    from screens.requests.words import OUTCOMES

    codes = map(str, value if isinstance(value, list) else [value])
    return joined(said_of(OUTCOMES[code]) if code in OUTCOMES else code for code in codes)


def _moment(value: object) -> str:
    return spoken(read_iso(str(value)) or value)


def _day(value: object) -> str:
    with suppress(ValueError):
        return spoken(date.fromisoformat(str(value)))
    return spoken(value)


def _times(value: object) -> str:
    """From when until when, and before it who was there then if somebody else was."""
    if not isinstance(value, Mapping) or not value.keys() >= {"starts_at", "ends_at"}:
        return spoken(value)
    starts, ends = (_moment(value[name]) for name in ("starts_at", "ends_at"))
    day, _space, clock = ends.partition(" ")
    span = f"{starts}-{clock if starts.startswith(day) else ends}"
    return f"{spoken(value['person'])} {span}" if "person" in value else span


_KEPT: Mapping[str, Callable[[object], str]] = {
    "nos": _numbers,
    "outcome": _outcome,
    "until": _moment,
    "day": _day,
    "from_day": _day,
    "times": _times,
    "was": _times,
}
"""How parameters of acts are said that the journal keeps as data; a text is said as it is."""


def say_act(code: str, params: Mapping[str, Any], masked: bool = False) -> str:
    """What was done, as one line; `undone` and `redone` tell the act they are about.

    Args:
        masked: leave out what was said of somebody, which may tell of their health.
    """
    if code in ("undone", "redone"):
        of_act = params.get("params")
        told = of_act if isinstance(of_act, Mapping) else {}
        inner = say_act(str(params.get("code", "")), told, masked)
        reversal = _("Undone: {act}") if code == "undone" else _("Done again: {act}")
        return reversal.format(act=inner)
    sentence = sentences_of("ACTS").get(code)
    if sentence is None:
        return code
    values = _Said({name: _KEPT.get(name, spoken)(value) for name, value in params.items()})
    if masked and "what" in values:
        values["what"] = HIDDEN
    return said_of(sentence).format_map(values)


class _Said(dict[str, str]):
    """What a sentence tells in words; what a damaged line of the journal lacks is left open."""

    def __missing__(self, _name: str) -> str:
        return "…"


def say_step(step: StepView, masked: bool = False) -> str:
    """What a step of the journal did, see `say_act`; with a word where its line is damaged."""
    told = say_act(step.code, step.params, masked)
    return _("damaged: {act}").format(act=told) if step.damaged else told
