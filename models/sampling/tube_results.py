"""What a tube came to, where it was told once, twice, or put right. Pure.

Safety of life wins: a tube that was told to be abnormal stays so, and whoever was in it is held
until a result of their own, although it is told to be negative before or after, and whatever time
that bears. One of the two is wrong, and nobody at a desk can say which; it stands among what
contradicts each other. Only who says that the word "abnormal" itself was wrong sets its people
free: by undoing that step, or by a word of the laboratory, which is kept with the tube. Who was
recalled stays held all the same until the recall is undone or their own result is there, since
they were told so and single tests are on their way.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.problems import Problem
from models.sampling import TubeState, TubeView
from models.times import loaded


def columns(
    tube: TubeView, state: TubeState, at: str, *, corrected: bool = False
) -> Mapping[str, str | None]:
    """What of a tube changes by what is told of it, by column; nothing where it is known.

    Args:
        state: what is told, negative or abnormal.
        at: when it was, in stored UTC form.
        corrected: whether the laboratory says that it was abnormal by mistake.
    """
    if tube.state == TubeState.ABNORMAL and state is TubeState.NEGATIVE and not corrected:
        return {} if tube.negative_at is not None else {"negative_at": at}
    if tube.state == state:
        return {}
    was_negative = tube.state == TubeState.NEGATIVE
    negative_at = tube.result_at if was_negative and state is TubeState.ABNORMAL else None
    return {"state": state, "result_at": at, "negative_at": negative_at}


def told(tube: TubeView, state: TubeState, *, corrected: bool = False) -> list[Problem]:
    """What whoever tells a tube's result should know of what was told before: `tube_result_same`
    (code, since), `tube_told_negative`, `tube_told_abnormal`, `tube_corrected`;
    `tube_told_both` (code, since, negative) where one is told to be negative once more."""
    if tube.state == TubeState.PENDING:
        return []
    since = {"code": tube.code, "since": loaded(tube.result_at or tube.opened_at)}
    if corrected:
        return [Problem("tube_corrected", since)]
    if tube.state == state:
        return [Problem("tube_result_same", since)]
    if tube.negative_at is not None:
        return [Problem("tube_told_both", {**since, "negative": loaded(tube.negative_at)})]
    return [Problem(f"tube_told_{tube.state}", since)]


def correction_problems(tube: TubeView, state: TubeState, words: str) -> list[Problem]:
    """What is wrong with a word of the laboratory that a tube was abnormal by mistake:
    `correction_words_missing`, `correction_not_negative` (code), `correction_of_nothing` (code).
    """
    if not words:
        return [Problem("correction_words_missing", {"code": tube.code}, "corrects")]
    if state is not TubeState.NEGATIVE:
        return [Problem("correction_not_negative", {"code": tube.code}, "corrects")]
    if tube.state != TubeState.ABNORMAL:
        return [Problem("correction_of_nothing", {"code": tube.code}, "corrects")]
    return []
