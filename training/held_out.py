"""What models make of calls by hands that they have not learned from, and the marks by that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np

from models.chases import Urgency
from models.chases.rules import URGENCIES
from models.reading.guard import LIFE, SOON, TODAY, Marks
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

URGENT: Mapping[str, frozenset[Urgency]] = {
    LIFE: frozenset({Urgency.LIFE}),
    TODAY: frozenset({Urgency.LIFE, Urgency.TODAY}),
    SOON: frozenset({Urgency.LIFE, Urgency.TODAY, Urgency.SOON}),
}
"""The urgencies of each label that tells how urgent a call is."""

_SAID_AT = datetime(2022, 4, 9, 10, 0, tzinfo=LOCAL)


_STEPS = [step / 1000 for step in range(1001)]
"""The marks that there may be."""


class Held(NamedTuple):
    """What was made of calls; arrays with an entry a call.

    Attributes:
        clear: whether it is labelled as it is by everybody, no border case.
        urgency: how urgent it is, as it is labelled.
        is_life: whether that is a life.
        life, today, soon: how likely the guard finds that, or that it is so urgent or worse.
        ruled_life: whether the rules see one.
        right: whether the kind that the guard finds likeliest is right.
        kind_likely: how likely it finds that.
        guessed: whether that is what a reading would take: the rules have no kind, the guard one.
        differs: whether both have one, and another.
        ruled_right: whether that of the rules is right.
        ruled: how urgent the rules find it, its place in `URGENCIES`; routine where they say none.
    """

    clear: Numbers
    urgency: Numbers
    is_life: Numbers
    life: Numbers
    today: Numbers
    soon: Numbers
    ruled_life: Numbers
    right: Numbers
    kind_likely: Numbers
    guessed: Numbers
    differs: Numbers
    ruled_right: Numbers
    ruled: Numbers


def hold_out(told: Sequence[Call], found: Found) -> Held:
    """Judge each call by a model of other hands, some hands at a time, and by the rules."""
    kinds = list(RequestKind)
    urgent = {label: np.zeros(len(told)) for label in URGENT}
    by_kind = np.zeros((len(told), len(kinds)))
    for learned, judged in folds([call.hand for call in told]):
        lives = [told[at].life for at in learned]
        kept = keep([found[at] for at in learned], lives)
        rows = matrix((found[at] for at in learned), kept)
        asked = matrix((found[at] for at in judged), kept)
        for label, urgencies in URGENT.items():
            has = [told[one].urgency in urgencies for one in learned]
            urgent[label][judged] = learn(rows, has).likely(asked)
        for at, kind in enumerate(kinds):
            has = [told[one].kind == kind for one in learned]
            by_kind[judged, at] = learn(rows, has).likely(asked)
    guess = [kinds[at] for at in by_kind.argmax(axis=1)]
    needs = [worst_need(read_signals(plain(call.text), _SAID_AT)) for call in told]
    return Held(
        clear=np.array([not call.border for call in told]),
        urgency=np.array([call.urgency.value for call in told]),
        is_life=np.array([call.life for call in told]),
        life=urgent[LIFE],
        today=urgent[TODAY],
        soon=urgent[SOON],
        ruled_life=np.array([need is not None and need.urgency == "life" for need in needs]),
        right=np.array([call.kind == kind for call, kind in zip(told, guess, strict=True)]),
        kind_likely=by_kind.max(axis=1),
        guessed=np.array(
            [
                kind is not RequestKind.OTHER and (need is None or need.kind is RequestKind.OTHER)
                for kind, need in zip(guess, needs, strict=True)
            ]
        ),
        differs=np.array(
            [
                need is not None and need.kind not in (RequestKind.OTHER, kind)
                for kind, need in zip(guess, needs, strict=True)
            ]
        ),
        ruled_right=np.array(
            [
                need is not None and call.kind == need.kind
                for call, need in zip(told, needs, strict=True)
            ]
        ),
        ruled=np.array(
            [URGENCIES.index(need.urgency if need else Urgency.ROUTINE) for need in needs]
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
        over=_over_mark(held),
        **_urgent_marks(held),
    )


def missed(held: Held, mark: float, *, rules: bool) -> float:
    """The share of the lives that is not asked about, but for border cases.

    Args:
        rules: whether those that the rules see count as seen.
    """
    seen = held.life >= mark
    lives = held.is_life & held.clear
    return float(1 - (seen | held.ruled_life if rules else seen)[lives].mean())


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


def _over_mark(held: Held) -> float:
    """The likeliness from which on, where guard and rules have another kind, that of the guard is
    right more often than that of the rules."""
    likely = held.kind_likely[held.differs]
    order = np.argsort(likely, kind="stable")
    better = held.right[held.differs].astype(float) - held.ruled_right[held.differs]
    nearby = np.convolve(better[order], np.ones(KINDS_AT_ONCE) / KINDS_AT_ONCE, mode="valid")
    worse = np.flatnonzero(nearby <= 0)
    first = int(worse[-1]) + KINDS_AT_ONCE // 2 if worse.size else 0
    return round(float(likely[order][first]), 3)


def urgencies_read(held: Held, today: float, soon: float) -> Numbers:
    """How urgent each call is read by guard and rules, as places in `URGENCIES`; the guard never
    lowers what the rules read."""
    guessed = np.where(held.today >= today, 1, np.where(held.soon >= soon, 2, 3))
    return np.minimum(guessed, held.ruled)


def _urgent_marks(held: Held) -> dict[str, float]:
    """The marks by which most of the clear calls that are about no life are as urgent as labelled;
    of two that do as well the lower ones."""
    clear = held.clear & ~held.is_life
    wanted = np.array([URGENCIES.index(Urgency(one)) for one in held.urgency])
    pairs = [(today, soon) for today in _COARSE for soon in _COARSE]
    right = [(urgencies_read(held, *pair) == wanted)[clear].sum() for pair in pairs]
    today, soon = pairs[int(np.argmax(right))]
    return {TODAY: today, SOON: soon}


_COARSE = [step / 20 for step in range(4, 20)]
"""The marks there may be of how urgent a call is."""
