"""samples from the command line: what left, what arrived, whose results are overdue."""

from __future__ import annotations

import pytest

from data.store import Store
from tests.commands.running import Daiban

pytestmark = pytest.mark.usefixtures("on_the_sample")

FIELDS = """
no id round round_name session site laboratory by person tubes tubes_known with_result left_at
arrived_at expected_at overdue chases rung next_chase_at promised_by promised_until results_at state
note
""".split()

EVENING = ("--now", "2022-04-09T14:30+08:00")
NIGHT = ("--now", "2022-04-10T04:00+08:00")
MORNING = ("--now", "2022-04-10T09:00+08:00")


def sent(daiban: Daiban, *words: object) -> dict[str, object]:
    """The trip that an act answers."""
    answer = daiban("samples", *words, "--json")
    assert answer.status == 0, answer.err
    return dict(answer.json)


def test_samples_from_their_leaving_to_their_results(daiban: Daiban) -> None:
    assert daiban("samples", "--json").json == []
    given = ("--round", 2, "--tubes", 38, "--lab", "金域", "--by", "彭国平", "--at", "14:00")
    left = sent(daiban, "send", *given, *EVENING)
    assert list(left) == FIELDS
    assert (left["tubes"], left["tubes_known"], left["by"]) == (38, 0, "彭国平")
    assert left["person"] is not None
    assert left["expected_at"] == "2022-04-10T02:00:00+08:00"
    assert left["overdue"] is None
    (late,) = daiban("samples", "--overdue", "--json", *NIGHT).json
    assert (late["overdue"], late["state"], late["rung"]) == (120, "on_way", "self")
    (on_board,) = daiban("today", "--json", *NIGHT).json["samples"]
    assert on_board == late
    assert (
        "Results overdue: #1 金域  since 02:00, 2 h  ask now  38 tubes"
        in daiban("today", *NIGHT).out
    )
    asked = sent(daiban, "chase", 1, "在上机", "--promised", "05:30", *NIGHT)
    assert (asked["chases"], asked["rung"], asked["promised_by"]) == (1, "subdistrict", "金域")
    assert asked["next_chase_at"] == asked["promised_until"] == "2022-04-10T05:30:00+08:00"
    assert sent(daiban, "done", 1, *NIGHT)["state"] == "done"
    assert daiban("samples", "--overdue", "--json", *NIGHT).json == []
    assert daiban("undo", *NIGHT).status == 0
    assert sent(daiban, "arrived", 1, "--at", "02:30", *NIGHT)["state"] == "at_laboratory"


def test_one_number_is_how_many_and_words_are_the_codes(daiban: Daiban) -> None:
    several = daiban("samples", "send", "--round", 2, "--lab", "金域", "--tubes", 1, 2, *EVENING)
    assert several.status == 1
    assert "No tubes of this round have these codes: 1, 2." in several.err
    assert sent(daiban, "send", "--round", 2, "--lab", "金域", "--tubes", 2, *EVENING)["tubes"] == 2


def test_silence_is_no_answer_and_the_ladder_is_told_by_the_name(daiban: Daiban) -> None:
    sent(daiban, "send", "--round", 2, "--lab", "金域", "--tubes", 2, *EVENING)
    asked = sent(daiban, "chase", 1, "不接", *NIGHT)
    assert asked["next_chase_at"] == "2022-04-10T07:00:00+08:00", "when the quiet hours end"
    asked = sent(daiban, "chase", 1, "不接", *MORNING)
    assert asked["next_chase_at"] == "2022-04-10T09:20:00+08:00"
    assert sent(daiban, "chase", 1, "在问", "--to", "12345", *MORNING)["rung"] == "city_line"
    assert sent(daiban, "chase", 1, "好", "--rung", "leaders", *MORNING)["rung"] == "leaders"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("send", "--round", 99, "--lab", "金域"), "There is no round 99."),
        (("send", "--round", 2, "--tubes", 3), "Say to which laboratory they go."),
        (("send", "--round", 2, "--lab", "金域"), "No tubes of this round are left to send."),
        (("send", "--round", 1, "--lab", "金域"), "nothing of it goes to a laboratory"),
        (("send", "--round", 2, "--session", 1, "--tubes", 3), "Session 1 is of round 1"),
        (("send", "--round", 2, "--tubes", 3, "--at", "23:00"), "is still to come"),
        (("send", "--round", 2, "--tubes", 3, "--at", "soon"), "soon"),
        (("arrived", 7), "No samples left under number 7."),
        (("chase", 7, "x"), "No samples left under number 7."),
        (("done", 7), "No samples left under number 7."),
    ],
)
def test_what_is_refused_says_what_to_do(
    daiban: Daiban, words: tuple[object, ...], told: str, store: Store
) -> None:
    before = store.ask(lambda conn: conn.execute("SELECT count(*) FROM journal_step").fetchone())
    assert told in daiban("samples", *words, *EVENING).wrong
    after = store.ask(lambda conn: conn.execute("SELECT count(*) FROM journal_step").fetchone())
    assert before == after
