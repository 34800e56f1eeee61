"""Make the guard's weights from the calls in `lines/`, and tell how good it is on calls held out.

    python3 app.py train

Each file of calls was written by another hand. Every hand is judged by a model trained on others:
by that the marks are chosen and the figures in `figures.md` are made. The weights are then trained
on all of them. The same calls give the same weights.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from models.reading.guard import WEIGHTS, Marks, place_of, sealed
from models.reading.ngrams import ngrams
from models.requests import RequestKind
from training.calls import Call, calls, digest
from training.figures import figures
from training.held_out import URGENT, choose_marks, hold_out
from training.model import SLOTS, Found, Numbers, keep, learn, matrix, pack

FIGURES = Path(__file__).with_name("figures.md")


def run() -> int:
    """Write weights and figures; the exit code."""
    told = calls()
    found = [ngrams(call.text) for call in told]
    held = hold_out(told, found)
    marks = choose_marks(held)
    WEIGHTS.write_bytes(weights(told, found, marks))
    FIGURES.write_text(figures(told, held, marks), encoding="utf-8")
    print(f"{WEIGHTS}: {WEIGHTS.stat().st_size:,} bytes from {len(told):,} calls; {FIGURES}")
    return 0


def weights(told: Sequence[Call], found: Found, marks: Marks) -> bytes:
    """The file of weights, see `models.reading.guard`, trained on all calls."""
    lives = [call.life for call in told]
    kept = keep(found, lives)
    names: Numbers
    proofs: Numbers
    rarity: Numbers
    names, proofs, rarity = np.zeros((3, SLOTS), dtype=np.uint8)
    for ngram, (slot, rare) in kept.items():
        _, names[slot], proofs[slot] = place_of(ngram, SLOTS)
        rarity[slot] = rare
    rows = matrix(found, kept)
    packed = {
        label: pack(learn(rows, [call.urgency in urgencies for call in told]), rarity)
        for label, urgencies in URGENT.items()
    }
    for kind in RequestKind:
        packed[kind.value] = pack(learn(rows, [call.kind == kind for call in told]), rarity)
    columns = [*(part.tobytes() for part in (names, proofs, rarity))]
    columns += [label.column for label in packed.values()]
    head = {
        "trained_from": digest(),
        "marks": marks._asdict(),
        "slots": SLOTS,
        "labels": {label: [one.bias, one.scale] for label, one in packed.items()},
    }
    rest = json.dumps(head).encode() + b"\n" + b"".join(columns)
    return sealed(rest) + b"\n" + rest
