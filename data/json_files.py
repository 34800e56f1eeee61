"""Small private files of JSON beside the store's: read with care, written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def read(file: Path, most: int) -> Any:
    """What stands in a file, which anybody may have written.

    Args:
        most: bytes it may have.

    Raises:
        OSError: where it cannot be read, or is not there.
        ValueError: where it is no JSON, too long or too deep.
    """
    with file.open("rb") as opened:
        text = opened.read(most + 1)
    if len(text) > most:
        raise ValueError("too long")
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("too deep") from error


def write(file: Path, holds: object, *, for_good: bool = False) -> None:
    """Let a file hold this and nothing else; where that fails it is as it was.

    Args:
        for_good: wait until the disk has it, which takes longer than a key may.

    Raises:
        OSError: as the disk says.
    """
    from data.disk import whole  # reading needs none of it

    text = json.dumps(holds, ensure_ascii=False)
    with whole(file, for_good=for_good) as partial:
        partial.write_bytes(text.encode("utf-8", "replace"))
