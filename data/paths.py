"""Where the desk keeps its file when nobody says otherwise: the user's own data directory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from models.problems import Refused


def user_folder() -> Path:
    """The user's data directory for this program; made when something is written there."""
    from platformdirs import user_data_path

    return user_data_path("daiban", appauthor=False)


def default_store() -> Path:
    """The store's file when none is named."""
    return user_folder() / "daiban.db"


def make_room(path: Path) -> None:
    """See to it that a file can be made here: only the user's own data folder is made for it.

    Raises:
        Refused: `folder_missing` where a folder is missing that somebody named, perhaps wrongly.
    """
    if path.parent.is_dir():
        return
    if path.parent != user_folder():
        raise Refused("folder_missing", file=str(path.parent))
    path.parent.mkdir(parents=True, exist_ok=True)


def address(path: Path, mode: Literal["ro", "rw"]) -> str:
    """A file as SQLite takes it for opening in a mode that never makes one."""
    return f"file:{quote(os.fsencode(os.path.abspath(path)))}?mode={mode}"
