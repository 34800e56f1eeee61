"""Every code the program can refuse, report or journal has a sentence, in both languages."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from rich.cells import cell_len

from data.absence.kinds import HOLDINGS
from data.chases.kinds import KINDS as CHASED
from models.duties import Work
from screens import i18n
from screens.sentences import sentences_of, words_of
from screens.subjects import SUBJECTS
from tests.commands.running import Committee, Daiban

ROOT = Path(__file__).parents[2]
_AT = {
    "Refused": 0,
    "Problem": 0,
    "Refusal": 0,
    "RowProblem": 1,
    "problem": 0,
    "note": 0,
    "found": 2,
}
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
    assert codes - sentences_of("PROBLEMS").keys() == set()


@pytest.mark.parametrize("kind", ["PROBLEMS", "ACTS", "HELD", "WORKS", "MARKS"])
def test_no_two_subjects_have_sentences_of_one_code(kind: str) -> None:
    speaking = [subject.name for subject in SUBJECTS if subject.speaks]
    told = Counter(code for name in speaking for code in words_of(name, kind))
    assert [code for code, times in told.items() if times > 1] == []


def test_every_act_has_a_sentence() -> None:
    codes = _codes({"act": 0}) | {kind.advised for kind in CHASED.values()}
    assert len(codes) > 20
    assert codes - sentences_of("ACTS").keys() == set()


def test_everything_that_is_held_has_a_name_of_its_own_and_words() -> None:
    kinds = [holding.what for holding in HOLDINGS]
    assert len(set(kinds)) == len(kinds)
    assert {*kinds} - {"duty"} == sentences_of("HELD").keys(), "a duty is called after its work"


def test_what_keeps_somebody_on_the_roster_is_counted_in_its_words() -> None:
    keeping = [holding.keeps for holding in HOLDINGS if holding.keeps is not None]
    counted: dict[str, set[str]] = {}
    for keeps in keeping:
        counted.setdefault(keeps.problem, set()).add(keeps.told_as)
    assert "person_holds" in counted
    for problem, names in counted.items():
        sentence = sentences_of("PROBLEMS")[problem]
        assert {*re.findall(r"{(\w+)}", sentence)} == {"name", *names} - {""}


def test_every_kind_of_work_has_words_and_a_mark_of_its_own() -> None:
    assert sentences_of("WORKS").keys() == sentences_of("MARKS").keys() == set(Work)
    for language in i18n.LANGUAGES:
        shown = {i18n.in_language(language, mark) for mark in sentences_of("MARKS").values()}
        assert len(shown) == len(Work)
        assert {cell_len(mark.rpartition("|")[2]) for mark in shown} <= {1, 2}


@pytest.mark.parametrize(
    "sentences",
    [*map(sentences_of, ("PROBLEMS", "ACTS", "HELD", "WORKS", "MARKS"))],
)
def test_every_sentence_is_translated(sentences: Mapping[str, str]) -> None:
    plain = [text for text in sentences.values() if i18n.in_language("zh", text) == text]
    assert plain == []


_BOTH = re.compile(r"中文 / English$|^what is to be known of them, ")
"""What says the name of a language in that language, and the words the register keeps."""


def test_english_gives_no_example_in_chinese() -> None:
    text = (ROOT / "data/locales/zh/LC_MESSAGES/daiban.po").read_text(encoding="utf-8")
    blocks = re.findall(r'^msgid((?:\s*"(?:[^"\\]|\\.)*"\n)+)', text, re.MULTILINE)
    said = ["".join(re.findall(r'"((?:[^"\\]|\\.)*)"', block)) for block in blocks]
    assert len(said) > 3000
    assert [one for one in said if re.search("[一-鿿]", one) and not _BOTH.search(one)] == []


def test_help_tells_what_each_value_means_in_even_columns(daiban: Daiban) -> None:
    told = daiban("requests", "--help", "--lang", "zh").out
    assert "call_back（待回访）" in told
    rows = [line for line in told.splitlines() if re.match(r"  --\w", line)]
    seconds = {cell_len(re.match(r"  .*?\S  +(?=\S)", line)[0]) for line in rows}  # type: ignore[index]
    assert len(rows) > 5
    assert len(seconds) == 1
    english = daiban("requests", "--help", "--lang", "en").out
    assert "pets (" not in english


def test_an_undo_that_was_undone_is_not_marked(daiban: Daiban, committee: Committee) -> None:
    committee.name("小林")
    for word in ("undo", "redo", "undo"):
        daiban(word)
    marks = [line.endswith("undone") for line in daiban("log").out.splitlines()[1:]]
    assert marks == [False, False, False, True, False]
