"""Correcting what a request is about, and what that teaches: kept, read by, taken back."""

from __future__ import annotations

import os
import shutil
import tomllib
from pathlib import Path

import pytest

from data.clock import FixedClock
from data.journal import commands as journal
from data.learned import queries
from data.learned.commands import set_forgotten
from data.learned.file import file_of
from data.reading.capture import capture, read
from data.reading.kind import correct_kind
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.store import Store
from models.chases import Urgency
from models.learned import Standing
from models.reading.shapes import Reading
from models.requests import HarmAnswer, RequestKind
from models.requests.harm import Answer
from models.roster import PersonInput, PersonKind
from tests.beginning import begin
from tests.states import refused

SAID = "大林苑2号1805室 琉璃瓦翘角 13800009617"
AGAIN = "大林苑2号1806室 琉璃瓦翘角又一片"
WORD = "琉璃瓦翘角"
COMPLAINT, OFFER, DANGER = RequestKind.COMPLAINT, RequestKind.OFFER, RequestKind.DANGER


def reads(store: Store, text: str = AGAIN) -> Reading:
    with store.read() as conn:
        return read(conn, text, store.now())


def standings(store: Store) -> list[Standing]:
    return [row.standing for row in store.ask(queries.rows)]


def kind_of(store: Store, no: int) -> str:
    return store.ask(requests.view, no).kind


@pytest.fixture
def corrected(filled: Store) -> Store:
    """A call of which the rules know nothing, said to be a complaint."""
    no = filled.do(capture, SAID).no
    done = filled.do(correct_kind, [no], COMPLAINT)
    assert done.done[no].words == (WORD,)
    return filled


# -- correcting ------------------------------------------------------------------------------------


def test_a_correction_answers_the_doubt_and_teaches_a_word(corrected: Store) -> None:
    found = corrected.ask(requests.view, 1)
    assert (found.kind, {"kind_unknown", "kind_guessed"} & {*found.doubts}) == ("complaint", set())
    (told,) = tomllib.loads(file_of(corrected.path).read_text(encoding="utf-8"))["learned"]
    assert (told["word"], told["kind"], told["request"]) == (WORD, "complaint", "1")
    assert "1805" not in str(told)
    assert "13800009617" not in str(told)
    again = reads(corrected)
    assert again.kind is COMPLAINT
    assert "kind_learned" in again.doubts


def test_nothing_becomes_less_urgent_by_a_kind_and_what_can_wait_no_more_comes_sooner(
    filled: Store,
) -> None:
    no = filled.do(capture, SAID).no
    filled.do(correct_kind, [no], DANGER)
    danger = filled.ask(requests.view, no)
    assert danger.urgency == Urgency.TODAY
    filled.do(correct_kind, [no], OFFER)
    offer = filled.ask(requests.view, no)
    assert (offer.urgency, offer.next_chase_at) == (Urgency.TODAY, danger.next_chase_at)


def test_a_time_of_harm_that_is_known_ranks_it_not_its_kind(filled: Store) -> None:
    no = filled.do(capture, SAID).no
    filled.do(request_commands.answer_harm, [no], Answer(HarmAnswer.DAYS, 7))
    filled.do(correct_kind, [no], DANGER)
    assert filled.ask(requests.view, no).urgency == Urgency.ROUTINE


def test_several_are_corrected_at_once_and_undone_at_once(filled: Store) -> None:
    nos = [filled.do(capture, text).no for text in (SAID, AGAIN)]
    was = [kind_of(filled, no) for no in nos]
    filled.do(correct_kind, nos, COMPLAINT)
    assert [kind_of(filled, no) for no in nos] == ["complaint"] * 2
    filled.do(journal.undo)
    assert [kind_of(filled, no) for no in nos] == was
    assert not {Standing.COUNTS} & {*standings(filled)}


def test_what_is_of_that_kind_already_is_said_to_be(corrected: Store) -> None:
    with refused("kind_as_it_is"):
        corrected.do(correct_kind, [1], COMPLAINT)


def test_a_guess_that_is_confirmed_is_doubted_no_more_and_teaches_nothing(corrected: Store) -> None:
    no = corrected.do(capture, AGAIN).no
    assert "kind_learned" in corrected.ask(requests.view, no).doubts
    corrected.do(correct_kind, [no], COMPLAINT)
    assert "kind_learned" not in corrected.ask(requests.view, no).doubts
    assert len(standings(corrected)) == 1


def test_what_is_said_while_it_is_typed_teaches_too(filled: Store) -> None:
    done = filled.do(capture, SAID, kind=COMPLAINT)
    assert done.lesson.words == (WORD,)
    assert kind_of(filled, done.no) == "complaint"
    assert reads(filled).kind is COMPLAINT


# -- taking back -----------------------------------------------------------------------------------


def test_undo_takes_back_what_was_taught_and_redo_brings_it_back(corrected: Store) -> None:
    corrected.do(journal.undo)
    assert standings(corrected) == [Standing.TAKEN_BACK]
    assert "kind_learned" not in reads(corrected).doubts
    corrected.do(journal.redo)
    assert standings(corrected) == [Standing.COUNTS]
    assert reads(corrected).kind is COMPLAINT


def test_of_a_kind_that_is_corrected_twice_the_last_counts(corrected: Store) -> None:
    corrected.do(correct_kind, [1], OFFER)
    assert reads(corrected).kind is OFFER
    assert standings(corrected) == [Standing.TAKEN_BACK, Standing.COUNTS]
    corrected.do(journal.undo)
    assert reads(corrected).kind is COMPLAINT


def test_a_copy_taken_before_knows_nothing_of_the_request_and_reads_by_nothing_it_taught(
    filled: Store, clock: FixedClock, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    filled.close()
    shutil.copy(filled.path, copy)
    later = Store(filled.path, clock)
    later.do(capture, SAID, kind=COMPLAINT)
    later.close()
    shutil.copy(copy, filled.path)
    restored = Store(filled.path, clock)
    restored.do(capture, "大林苑2号1806室 紫藤架")
    assert standings(restored) == [Standing.TAKEN_BACK]
    restored.close()


def test_a_word_is_taken_out_and_brought_back_and_not_learned_again(corrected: Store) -> None:
    set_forgotten(corrected, 1, True, WORD)
    assert standings(corrected) == [Standing.FORGOTTEN]
    no = corrected.do(capture, AGAIN).no
    assert WORD not in corrected.do(correct_kind, [no], COMPLAINT).done[no].words
    set_forgotten(corrected, 1, False)
    assert reads(corrected).kind is COMPLAINT
    for given in ((9, None), (0, None), (1, "别的")):
        with refused("word_unknown"):
            set_forgotten(corrected, given[0], True, given[1])


# -- whose and what --------------------------------------------------------------------------------


def test_nobody_on_file_is_learned(filled: Store) -> None:
    begin(filled, PersonInput("闾丘露薇", PersonKind.STAFF))
    no = filled.do(capture, "闾丘露薇 琉璃瓦翘角").no
    assert filled.do(correct_kind, [no], COMPLAINT).done[no].words == (WORD,)


def test_what_calls_of_other_kinds_hold_is_not_learned(filled: Store) -> None:
    for _ in range(2):
        filled.do(capture, SAID, kind=OFFER)
    set_forgotten(filled, 1, True)
    no = filled.do(capture, AGAIN).no
    assert WORD not in filled.do(correct_kind, [no], COMPLAINT).done[no].words


# -- the file --------------------------------------------------------------------------------------


def test_a_file_mended_by_hand_is_read_at_once(corrected: Store) -> None:
    file = file_of(corrected.path)
    file.write_text('[[learned]]\nword = "琉璃瓦"\nkind = "offer"\n', encoding="utf-8")
    assert reads(corrected).kind is OFFER


@pytest.mark.parametrize(
    "text", ["[[learned", '[[learned]]\nword = "瓦"\nkind = "roof"\n', "learned = 1", "words = 2"]
)
def test_a_file_broken_by_hand_is_told_and_left_and_calls_are_taken_down(
    corrected: Store, text: str
) -> None:
    file = file_of(corrected.path)
    file.write_text(text, encoding="utf-8")
    trouble = reads(corrected).trouble
    assert trouble is not None
    assert trouble.code.startswith("word_table_")
    no = corrected.do(capture, AGAIN).no
    other = OFFER if kind_of(corrected, no) == COMPLAINT else COMPLAINT
    lesson = corrected.do(correct_kind, [no], other).done[no]
    assert lesson.trouble is not None
    assert lesson.trouble.code == trouble.code
    assert kind_of(corrected, no) == other, "the correction itself is kept"
    assert file.read_text(encoding="utf-8") == text


def test_a_file_that_cannot_be_written_leaves_the_correction(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    no = filled.do(capture, SAID).no

    def full(*_given: object) -> None:
        raise OSError(28, os.strerror(28), str(file_of(filled.path)))

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        lesson = filled.do(correct_kind, [no], COMPLAINT).done[no]
    assert lesson.words == ()
    assert lesson.trouble is not None
    assert lesson.trouble.code == "disk_full"
    assert (kind_of(filled, no), standings(filled)) == ("complaint", [])


def test_two_desks_teach_the_same_file(corrected: Store, clock: FixedClock) -> None:
    other = Store(corrected.path, clock)
    other.do(capture, "大林苑2号1806室 紫藤架", kind=OFFER)
    other.close()
    assert len(standings(corrected)) == 2
    assert reads(corrected, "紫藤架").kind is OFFER
