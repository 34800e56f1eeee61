"""How good the guard is on calls that it has not learned from, as a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import fill

import numpy as np
from sklearn.metrics import roc_auc_score

from models.chases import Urgency
from models.chases.rules import URGENCIES
from models.reading.guard import Marks
from models.requests import RequestKind
from training.calls import Call
from training.held_out import OTHERS_A_LIFE, Held, missed, right_when_sure, urgencies_read
from training.model import Numbers

_MARKS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)
_SHORT = 15
"""Characters under which a call is a fragment."""


def figures(told: Sequence[Call], held: Held, marks: Marks) -> str:
    """The page; the same for the same calls."""
    parts = (
        _head(held, marks),
        _marks(held, marks),
        _groups(told, held, marks),
        _kinds(told, held, marks),
    )
    return "\n\n".join(parts) + "\n"


def _head(held: Held, marks: Marks) -> str:
    lives, ruled, said = held.is_life, held.ruled_life, _said(held, marks)
    asked, sure = held.life >= marks.ask, held.life >= marks.sure
    over = held.differs & (held.kind_likely >= marks.over)
    clear = held.clear & ~lives
    wanted = np.array([URGENCIES.index(Urgency(one)) for one in held.urgency])
    read = urgencies_read(held, marks.today, marks.soon)
    exact, near = (read == wanted)[clear], (abs(read - wanted) <= 1)[clear]
    told = [
        f"""Made by `python3 app.py train`; not to be written by hand. Of {len(lives):,} calls
        {int(lives.sum()):,} are about a life. Many of the others were written so as to be mistaken
        for one, and lives are rarer at a desk than here.""",
        f"""- From {marks.ask} on it is asked whether a call is about a life. Rules and guard
        together miss {_share(missed(held, marks.ask, rules=True))} of the lives, the guard alone
        {_share(missed(held, marks.ask, rules=False))}, the rules alone
        {_share(1 - ruled[lives].mean())}. It is asked at {_share(asked[~lives].mean())} of the
        others; the rules take {_share(ruled[~lives].mean())} of them for a life.""",
        f"""- From {marks.sure} on it is sure, of {_share(sure[lives].mean())} of the lives. Of the
        clear calls there, with {OTHERS_A_LIFE} others for each life,
        {_share(right_when_sure(held, marks.sure))} are lives; of all as they stand
        {_share(lives[sure].mean())}.""",
        f"""- From {marks.kind} on it says a kind where the rules have none: of
        {_share(said[held.guessed].mean())} of these calls, and {_share(held.right[said].mean())} of
        what it says is right. Where the rules have another one, its own goes first from
        {marks.over} on; of these calls {_share(held.right[over].mean())} are of the guard's kind
        and {_share(held.ruled_right[over].mean())} of the rules'.""",
        f"""- From {marks.today} on a call is one of today at least, from {marks.soon} on of soon.
        Of the clear calls about no life {_share(exact.mean())} are as urgent then as they are
        labelled, {_share(near.mean())} within one step; by the rules alone
        {_share((held.ruled == wanted)[clear].mean())}.""",
        f"""- The area under the curve is {roc_auc_score(lives, held.life):.4f}. Of all calls
        {_share(held.right.mean())} are of the likeliest of {len(RequestKind)} kinds.""",
    ]
    about, *points = (fill(" ".join(one.split()), 100, subsequent_indent="  ") for one in told)
    title = "# The guard on calls by hands it has not learned from"
    return "\n\n".join((title, about.replace("\n  ", "\n"), "\n".join(points)))


def _marks(held: Held, marks: Marks) -> str:
    rows = []
    for mark in sorted({*_MARKS, marks.ask, marks.sure}):
        above = held.life >= mark
        chosen = [name for name in ("ask", "sure") if getattr(marks, name) == mark]
        rows.append(
            (
                f"{mark}{' ' + chosen[0] if chosen else ''}",
                _share(missed(held, mark, rules=False)),
                _share(missed(held, mark, rules=True)),
                *(
                    _share(above[held.urgency == one].mean())
                    for one in ("today", "soon", "routine")
                ),
                _share(held.is_life[above].mean()),
                _share(right_when_sure(held, mark)),
            )
        )
    heads = ("mark", "missed", "missed, rules too", "asked: today", "soon", "routine")
    among = ("lives among the asked", f"clear ones, 1 in {OTHERS_A_LIFE + 1} a life")
    return "## What a mark costs\n\n" + _table((*heads, *among), rows)


def _groups(told: Sequence[Call], held: Held, marks: Marks) -> str:
    hands = np.array([call.hand for call in told])
    letters = [sum(map(str.isascii, filter(str.isalpha, call.text))) for call in told]
    lengths = np.array([len(call.text) for call in told])
    groups = {
        "English": np.array(letters) > 0.4 * lengths,
        f"under {_SHORT} characters": lengths < _SHORT,
        **{f"hand {hand}": hands == hand for hand in sorted(set(hands))},
    }
    asked = held.life >= marks.ask
    rows = (
        (
            name,
            f"{int(one.sum())}",
            f"{roc_auc_score(held.is_life[one], held.life[one]):.3f}",
            _share(1 - (asked | held.ruled_life)[one & held.is_life].mean()),
            _share(asked[one & ~held.is_life].mean()),
        )
        for name, one in groups.items()
    )
    heads = ("calls", "number", "area", "lives missed, rules too", "others asked")
    return "## Hands and manners\n\n" + _table(heads, rows)


def _kinds(told: Sequence[Call], held: Held, marks: Marks) -> str:
    said = _said(held, marks)
    rows = []
    for kind in RequestKind:
        of_kind = np.array([call.kind == kind for call in told])
        taken = said & of_kind
        rows.append(
            (
                kind.value,
                f"{int(of_kind.sum())}",
                _share(held.right[of_kind].mean()),
                _share(held.right[taken].mean()) if taken.any() else "-",
            )
        )
    heads = ("kind", "number", "likeliest", "where the guard says one")
    return "## Kinds that are right\n\n" + _table(heads, rows)


def _said(held: Held, marks: Marks) -> Numbers:
    """Whether a reading would take the guard's kind."""
    return held.guessed & (held.kind_likely >= marks.kind)


def _share(share: float) -> str:
    return f"{share:.1%}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
