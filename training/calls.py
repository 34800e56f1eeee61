"""The invented calls that the guard learns from, and the digest that its weights carry."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

from models.chases import Urgency

LINES = Path(__file__).with_name("lines")


class Call(NamedTuple):
    """One call.

    Attributes:
        kind: the code of the `RequestKind` that was meant.
        hand: who wrote it: the name of its file.
        border: whether it is noted why it is labelled so: others may have called it otherwise.
    """

    text: str
    urgency: Urgency
    kind: str
    hand: str
    border: bool

    @property
    def life(self) -> bool:
        """Whether it is about a life."""
        return self.urgency is Urgency.LIFE


def calls() -> list[Call]:
    """All calls, in the order of the files and their lines."""
    return [
        Call(told["text"], Urgency(told["urgency"]), told["kind"], file.stem, "note" in told)
        for file in sorted(LINES.glob("*.jsonl"))
        for told in map(json.loads, file.read_text(encoding="utf-8").splitlines())
    ]


def digest() -> str:
    """Of the calls: weights that carry another were not trained from them."""
    told = hashlib.sha256()
    for file in sorted(LINES.glob("*.jsonl")):
        told.update(file.read_bytes())
    return told.hexdigest()
