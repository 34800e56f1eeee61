"""Every code the program can refuse, report or journal has a sentence, in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from screens import i18n
from screens.words.acts import _sentences as act_sentences
from screens.words.problems import _sentences as problem_sentences
from screens.words.problems.exchange import FILES

ROOT = Path(__file__).parents[2]
_AT = {"Refused": 0, "Problem": 0, "Refusal": 0, "RowProblem": 1, "problem": 0, "note": 0}
"""Where calls of these names have their code."""


def _calls() -> Iterator[tuple[str, list[ast.expr]]]:
    for folder in ("data", "models", "screens"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                    yield name, node.args


def _codes(places: dict[str, int]) -> set[str]:
    found = set()
    for name, args in _calls():
        at = places.get(name)
        if at is not None and len(args) > at:
            code = args[at]
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                found.add(code.value)
    return found


def test_every_problem_has_a_sentence() -> None:
    codes = _codes(_AT)
    assert len(codes) > 60
    assert codes - problem_sentences().keys() - FILES.keys() == set()


def test_every_act_has_a_sentence() -> None:
    codes = _codes({"Act": 0})
    assert len(codes) > 20
    assert codes - act_sentences().keys() == set()


@pytest.mark.parametrize("sentences", [problem_sentences, act_sentences, lambda: FILES])
def test_every_sentence_is_translated(sentences: object) -> None:
    assert callable(sentences)
    plain = [text for text in sentences().values() if i18n.in_language("zh", text) == text]
    assert plain == []
