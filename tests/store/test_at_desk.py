"""Who sits at the desk as it is kept: by user and machine, private, told only of its duty day."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from data.at_desk import AtDesk, file_of
from data.store import Store
from models.journal import Author
from tests.states import refused

LI, ZHAO = Author("li", "desk"), Author("zhao", "desk")


def test_each_user_and_machine_has_a_desk_of_their_own(store: Store) -> None:
    now = store.now()
    AtDesk(store.path, LI).answer("key of li", now)
    AtDesk(store.path, ZHAO).answer("key of zhao", now)
    assert AtDesk(store.path, LI).person(now) == "key of li"
    assert AtDesk(store.path, ZHAO).person(now) == "key of zhao"
    assert AtDesk(store.path, Author("li", "other")).person(now) is None


def test_it_holds_for_the_duty_day_and_the_last_is_known_the_day_after(store: Store) -> None:
    now, tomorrow = store.now(), store.now() + timedelta(days=1)
    AtDesk(store.path, LI).answer("key", now)
    kept = AtDesk(store.path, LI)
    assert (kept.person(tomorrow), kept.asked(tomorrow), kept.last) == (None, False, "key")
    kept.answer(None, tomorrow)
    again = AtDesk(store.path, LI)
    assert (again.person(tomorrow), again.asked(tomorrow), again.last) == (None, True, "key")


def test_a_clock_that_was_set_back_a_year_asks_again(store: Store) -> None:
    AtDesk(store.path, LI).answer("key", store.now())
    before = store.now() - timedelta(days=365)
    assert AtDesk(store.path, LI).person(before) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[" * 100_000,
        "null",
        '{"daiban": "drafts", "format": 1, "drafts": {}}',
        '{"daiban": "at the desk", "format": 1, "desks": [{"who": "li", "day": 4}]}',
        '{"daiban": "at the desk", "format": 1, "desks": ["li"]}',
    ],
)
def test_a_file_that_cannot_be_read_says_nothing_and_is_written_anew(
    store: Store, text: str
) -> None:
    file_of(store.path).write_text(text, encoding="utf-8")
    kept = AtDesk(store.path, LI)
    assert kept.person(store.now()) is None
    kept.answer("key", store.now())
    assert AtDesk(store.path, LI).person(store.now()) == "key"
    assert json.loads(file_of(store.path).read_text(encoding="utf-8"))["format"] == 1


def test_what_cannot_be_written_is_told_and_holds_for_this_desk(store: Store) -> None:
    file_of(store.path).mkdir()
    kept = AtDesk(store.path, LI)
    with refused("file_is_folder"):
        kept.answer("key", store.now())
    assert kept.person(store.now()) == "key"


def test_nothing_is_kept_of_a_throw_away_file(store: Store) -> None:
    kept = AtDesk(None, LI)
    kept.answer("key", store.now())
    assert kept.person(store.now()) == "key"
    assert not file_of(store.path).exists()
