"""The words that were learned, as a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.learned.file import file_of
from data.reading.capture import capture
from data.store import Store
from models.requests import RequestKind
from tests.commands.running import Daiban

WORD = "琉璃瓦翘角"


@pytest.fixture
def taught(store: Store) -> None:
    """A call that taught one word."""
    store.do(capture, WORD, kind=RequestKind.OFFER)


@pytest.mark.usefixtures("taught")
def test_words_are_listed_taken_out_and_brought_back(daiban: Daiban) -> None:
    assert WORD in daiban("learned").out
    (told,) = daiban("learned", "--json").json
    assert (told["no"], told["word"], told["kind"], told["instead_of"], told["request"]) == (
        *(1, WORD, "offer"),
        *("other", 1),
    )
    assert told["at"].startswith("2022-04-09T08:00:00")
    assert told["standing"] == "counts"
    assert daiban("learned", "--forget", 1, "--json").json[0]["standing"] == "forgotten"
    assert daiban("learned", "--bring-back", 1, "--json").json[0]["standing"] == "counts"
    assert "no word 7" in daiban("learned", "--forget", 7).refusal


@pytest.mark.usefixtures("empty")
def test_nothing_learned_is_nothing_listed(daiban: Daiban) -> None:
    assert daiban("learned", "--json").json == []
    assert daiban("learned").out == "Nothing to list.\n"


@pytest.mark.usefixtures("taught")
def test_a_call_read_by_a_word_says_so(daiban: Daiban) -> None:
    told = daiban("add", f"{WORD}又一片", "--json").json
    assert told["kind"] == "offer"
    assert "kind_learned" in told["doubts"]


@pytest.mark.usefixtures("taught")
def test_a_broken_file_is_named_and_calls_are_taken_down(daiban: Daiban, file: Path) -> None:
    file_of(file).write_text("[[learned", encoding="utf-8")
    assert "words.toml" in daiban("learned").refusal
    told = daiban("add", f"{WORD}又一片", "--json")
    assert told.status == 0
    assert "words.toml" in told.err
