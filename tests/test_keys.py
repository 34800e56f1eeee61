"""Every key comes from the one registry, and what a key opens is there."""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.search.synonyms import synonyms
from screens import themes
from screens.i18n import in_language
from screens.keys import Key
from screens.keys.desk import DESK, PLACE_KEYS, UNBOUND
from screens.keys.dialogs import CHOOSE
from screens.keys.lists import LIST, RECORDS
from screens.keys.meanings import MEANINGS, Meaning, act
from screens.keys.places import (
    ABOUT_RECORD,
    ABOUT_REQUEST,
    KEYS_OF,
    NEEDS_RECORD,
    WITHOUT_KEY,
)
from screens.keys.requests import EMERGENCY_SHEET
from screens.keys.timeline import BOARD, HOURS
from screens.kit.list_place import ListPlace
from screens.subjects import PLACES, SUBJECTS

ROOT = Path(__file__).resolve().parents[1]
REGISTRY = ROOT / "screens" / "keys"
OPENED = {name: (subject.name, *at) for subject in SUBJECTS for name, at in subject.opens.items()}


def tables() -> Iterator[tuple[str, tuple[Key, ...]]]:
    """Each table of the registry, by name."""
    for file in sorted(REGISTRY.glob("*.py")):
        module = importlib.import_module(f"screens.keys.{file.stem}".removesuffix(".__init__"))
        for name, table in vars(module).items():
            if isinstance(table, tuple) and all(isinstance(key, Key) for key in table):
                yield f"{file.stem}.{name}", table


def makes_bindings(tree: ast.AST) -> Iterator[int]:
    """Lines in which a binding is made, or could be: the class is imported or called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "textual.binding":
            if any(alias.name in ("Binding", "BindingsMap") for alias in node.names):
                yield node.lineno
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Binding"):
            yield node.lineno


def binds_by_hand(tree: ast.AST) -> Iterator[int]:
    """Lines in which a class has `BINDINGS` that are no `bindings(TABLE)`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        bound = "BINDINGS" in [ast.unparse(target) for target in targets]
        if bound and not ast.unparse(node.value).startswith("bindings("):
            yield node.lineno


def takes_by_name(tree: ast.AST) -> Iterator[int]:
    """Lines in which a handler of keys asks for some by name; text that is typed has none."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if re.match(r"_?key_", node.name):
            yield node.lineno
        elif node.name in ("on_key", "_on_key"):
            yield from _names_a_key(node)


def _names_a_key(handler: ast.AST) -> Iterator[int]:
    for node in ast.walk(handler):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            told = [each for side in sides for each in getattr(side, "elts", [side])]
            if any(_says_something(each) for each in told):
                yield node.lineno


def _says_something(node: ast.AST) -> bool:
    """Whether it is a text that is not blank."""
    return isinstance(node, ast.Constant) and bool(str(node.value or "").strip())


@pytest.mark.parametrize("found", [makes_bindings, binds_by_hand, takes_by_name])
def test_no_key_is_bound_outside_the_registry(found: Callable[[ast.AST], Iterator[int]]) -> None:
    outside = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in sorted((ROOT / "screens").rglob("*.py"))
        if REGISTRY not in file.parents
        for line in found(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert outside == []


def test_a_table_has_each_key_once() -> None:
    twice = {
        name: [key for key, count in Counter(_names(table)).items() if count > 1]
        for name, table in tables()
    }
    assert {name: keys for name, keys in twice.items() if keys} == {}
    assert Counter(_names((*DESK, *PLACE_KEYS))).most_common(1)[0][1] == 1


def _names(table: tuple[Key, ...]) -> list[str]:
    return [name for key in table for name in key.keys.split(",")]


def meaning_of(name: str, action: str) -> Meaning | None:
    """What a key means that does an action; None where it is not that action's key."""
    free_or_its_own = (
        meaning
        for meaning in MEANINGS
        if name in meaning.names and (not meaning.acts or act(action) in meaning.acts)
    )
    return next(free_or_its_own, None)


def test_a_key_has_one_intent_wherever_it_is_pressed() -> None:
    """Whoever adds a key says in `keys.meanings` which intent its act is, or takes that's key."""
    to_places = {key.action for key in PLACE_KEYS}
    strange = [
        f"{table}: {name} is no key for {key.action}"
        for table, keys in tables()
        for key in keys
        for name in key.keys.split(",")
        if key.action not in to_places and meaning_of(name, key.action) is None
    ]
    assert strange == []


def test_an_intent_has_one_key_and_each_is_pressed_for_something() -> None:
    words = Counter(meaning.words for meaning in MEANINGS)
    assert words.most_common(1)[0][1] == 1
    pressed = {
        (name, act(key.action)) for _, keys in tables() for key in keys for name in _names((key,))
    }
    for meaning in MEANINGS:
        done = {(name, one) for name in meaning.names for one in meaning.acts}
        for one in meaning.acts:
            assert {pair for pair in done & pressed if pair[1] == one}, f"{one} has no such key"
    letters = [name for meaning in MEANINGS for name in meaning.names if len(name) == 1]
    assert [name for name, count in Counter(letters).items() if count > 1] == []


def test_letters_do_not_move() -> None:
    used = {name for _, keys in tables() for name in _names(keys)}
    assert used & {*"hjklG"} == set()


def test_no_sentence_names_a_letter_that_means_nothing() -> None:
    """An h behind a number is an hour."""
    page = (ROOT / "data/locales/zh/LC_MESSAGES/daiban.po").read_text(encoding="utf-8")
    alone = re.compile(r"(?<![\w{}+|'’.\-`])(?<![\d}] )[hjklG](?![\w}'’.\-`])", re.ASCII)
    assert [line for line in page.splitlines() if '"' in line and alone.search(line)] == []


def test_every_key_has_words_in_both_languages() -> None:
    keys = [key for _, table in tables() for key in table]
    said = {meaning.words for meaning in MEANINGS} | {key.label for key in keys}
    said |= {key.tip for key in keys}
    assert [words for words in said - {""} if in_language("zh", words) == words] == []


def test_what_a_key_of_the_desk_opens_is_some_subjects() -> None:
    asked = {found[1] for key in DESK if (found := re.match(r"open\('(\w+)'\)", key.action))}
    assert asked, "the desk opens something"
    assert asked <= set(OPENED)
    shown = set(OPENED) - asked
    by_palette = {found[1] for action, _ in UNBOUND if (found := re.search(r"'(\w+)'", action))}
    assert shown == {"setup", "lost"} | by_palette, "what a start shows by itself has no key"


@pytest.mark.parametrize("name", sorted(OPENED))
def test_what_a_subject_opens_is_where_it_says(name: str) -> None:
    subject, module, function = OPENED[name]
    assert callable(getattr(importlib.import_module(f"screens.{subject}.{module}"), function))


def test_every_tip_stands_on_one_line_of_the_help_on_eighty_columns() -> None:
    """The help has 59 columns beside the key there; a second line would begin under the keys."""
    tips = {key.tip for _, table in tables() for key in table}
    tips |= {meaning.words for meaning in MEANINGS}
    assert not [tip for tip in tips if len(tip) > 59]
    assert not [meaning.shown for meaning in MEANINGS if len(meaning.shown) > 8]


@pytest.mark.parametrize("table", [CHOOSE, EMERGENCY_SHEET])
def test_help_names_the_digits_that_choose_or_tick(table: tuple[Key, ...]) -> None:
    digits = {key.keys: key for key in table if key.keys in set("123456789")}
    assert len(digits) == 9
    assert "1 to 9" in digits["1"].tip


@pytest.mark.parametrize("place", sorted(KEYS_OF))
def test_what_the_palette_offers_of_a_place_is_what_the_place_can_do(place: str) -> None:
    subject = next(one for one in SUBJECTS if one.name == place)
    module = importlib.import_module(f"screens.{place}.place")
    of_place = getattr(module, subject.place)
    optional = {key.action for key in LIST}
    bound = {
        each.action
        for base in of_place.__mro__
        if base.__module__.startswith("screens.")
        for each in vars(base).get("BINDINGS", ())
        if hasattr(of_place, f"action_{act(each.action)}")
        and (issubclass(of_place, ListPlace) or each.action not in optional or base is of_place)
    }
    inside = {key.action for key in (*RECORDS, *HOURS, *BOARD)}
    declared = {key.action for key in KEYS_OF[place]}
    assert bound <= declared
    assert declared - bound <= inside


def test_all_places_offer_their_acts_and_can_be_named() -> None:
    assert set(KEYS_OF) == {subject.name for subject in SUBJECTS if subject.place}
    assert set(KEYS_OF) - set(WITHOUT_KEY) == {place.name for place in PLACES}


def test_words_for_acts_are_for_acts_there_are() -> None:
    acts = {act(key.action) for _, table in tables() for key in table}
    acts |= {act(action) for action, _ in UNBOUND}
    places = {f"{place}.{act(key.action)}" for place, keys in KEYS_OF.items() for key in keys}
    words = synonyms()
    assert set(words.acts) - acts - places == set()
    assert set(words.places) <= {*KEYS_OF}
    assert set(words.themes) <= set(themes.WORDS)
    everything = ABOUT_RECORD | NEEDS_RECORD | ABOUT_REQUEST
    assert {act(one) for one in everything} <= acts
