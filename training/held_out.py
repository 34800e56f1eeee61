"""What models make of calls by hands that they have not learned from, and the marks by that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np

from models.reading.guard import Marks
from models.reading.kinds import worst_need
from models.reading.scan import plain
from models.reading.signals import read_signals
from models.requests import RequestKind
from models.times import LOCAL
from training.calls import Call
from training.model import Found, Numbers, keep, learn, matrix

FOLDS = 5

MISSED_AT_MOST = 0.03
"""Of the lives, those that neither the rules nor the guard see."""
SURE_FROM = 0.95
"""Of the calls that are ranked as lives at once, those that are."""
OTHERS_A_LIFE = 14
"""Calls about something else for each about a life, as a desk has them; of the lines, not two."""
KINDS_RIGHT_FROM = 0.6
"""Of the kinds that are guessed, those that are right."""
NEARBY_RIGHT_FROM = 1 / 3
"""Of the least likely of them: fewer, and nobody knows would be said better."""
KINDS_AT_ONCE = 300
"""Calls of about the same likeliness by which it is known how often their kinds are right."""

_SAID_AT = datetime(2022, 4, 9, 10, 0, tzinfo=LOCAL)


_STEPS = [step / 1000 for step in range(1001)]
"""The marks that there may be."""


class Held(NamedTuple):
    """What was made of calls; arrays with an entry a call.

    Attributes:
        clear: whether it is labelled as it is by everybody, no border case.
        urgency: how urgent it is, as it is labelled.
        is_life: whether that is a life.
        life: how likely the guard finds that.
        ruled_life: whether the rules see one.
        right: whether the kind that the guard finds likeliest is right.
        kind_likely: how likely it finds that.
        guessed: whether that is what a reading would take: the rules have no kind, the guard one.
    """

    clear: Numbers
    urgency: Numbers
    is_life: Numbers
    life: Numbers
    ruled_life: Numbers
    right: Numbers
    kind_likely: Numbers
    guessed: Numbers


def hold_out(told: Sequence[Call], found: Found) -> Held:
    """Judge each call by a model of other hands, some hands at a time, and by the rules."""
    kinds = list(RequestKind)
    life, by_kind = np.zeros(len(told)), np.zeros((len(told), len(kinds)))
    for learned, judged in folds([call.hand for call in told]):
        lives = [told[at].life for at in learned]
        kept = keep([found[at] for at in learned], lives)
        rows = matrix((found[at] for at in learned), kept)
        asked = matrix((found[at] for at in judged), kept)
        life[judged] = learn(rows, lives).likely(asked)
        for at, kind in enumerate(kinds):
            has = [told[one].kind == kind for one in learned]
            by_kind[judged, at] = learn(rows, has).likely(asked)
    guess = [kinds[at] for at in by_kind.argmax(axis=1)]
    needs = [worst_need(read_signals(plain(call.text), _SAID_AT)) for call in told]
    return Held(
        clear=np.array([not call.border for call in told]),
        urgency=np.array([call.urgency.value for call in told]),
        is_life=np.array([call.life for call in told]),
        life=life,
        ruled_life=np.array([need is not None and need.urgency == "life" for need in needs]),
        right=np.array([call.kind == kind for call, kind in zip(told, guess, strict=True)]),
        kind_likely=by_kind.max(axis=1),
        guessed=np.array(
            [
                kind is not RequestKind.OTHER and (need is None or need.kind is RequestKind.OTHER)
                for kind, need in zip(guess, needs, strict=True)
            ]
        ),
    )


def folds(hands: Sequence[str]) -> list[tuple[list[int], list[int]]]:
    """The calls that are learned from and those that are judged, in turn; no hand is in both."""
    turns = {hand: at % FOLDS for at, hand in enumerate(sorted(set(hands)))}
    return [
        (
            [at for at, hand in enumerate(hands) if turns[hand] != turn],
            [at for at, hand in enumerate(hands) if turns[hand] == turn],
        )
        for turn in range(FOLDS)
    ]


def choose_marks(held: Held) -> Marks:
    """The marks that keep what is promised of them, on calls held out; to three places."""
    return Marks(
        ask=max(mark for mark in _STEPS if missed(held, mark, rules=True) <= MISSED_AT_MOST),
        sure=min(mark for mark in _STEPS if right_when_sure(held, mark) >= SURE_FROM),
        kind=_kind_mark(held),
    )


def missed(held: Held, mark: float, *, rules: bool) -> float:
    """The share of the lives that is not asked about.

    Args:
        rules: whether those that the rules see count as seen.
    """
    seen = held.life >= mark
    return float(1 - (seen | held.ruled_life if rules else seen)[held.is_life].mean())


def right_when_sure(held: Held, mark: float) -> float:
    """The share of lives among the clear calls above a mark, were lives as rare as at a desk."""
    above = held.life >= mark
    lives = above[held.clear & held.is_life].mean()
    others = above[held.clear & ~held.is_life].mean() * OTHERS_A_LIFE
    return float(lives / (lives + others)) if lives else 1.0


def _kind_mark(held: Held) -> float:
    """The likeliness from which on kinds are right often enough where they would be taken: of all
    that are as likely or more, and of those that are just as likely."""
    likely, right = held.kind_likely[held.guessed], held.right[held.guessed]
    order = np.argsort(likely, kind="stable")
    nearby = np.convolve(right[order], np.ones(KINDS_AT_ONCE) / KINDS_AT_ONCE, mode="valid")
    too_few = np.flatnonzero(nearby < NEARBY_RIGHT_FROM)
    first = int(too_few[-1]) + KINDS_AT_ONCE // 2 if too_few.size else 0
    steps = (mark for mark in _STEPS if right[likely >= mark].mean() >= KINDS_RIGHT_FROM)
    return max(next(steps), round(float(likely[order][first]), 3))
