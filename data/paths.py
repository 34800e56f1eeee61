"""Where the desk keeps its file when nobody says otherwise: the user's own data directory."""

from __future__ import annotations

from pathlib import Path


def user_folder() -> Path:
    """The user's data directory for this program; made when something is written there."""
    from platformdirs import user_data_path

    return user_data_path("daiban", appauthor=False)


def default_store() -> Path:
    """The store's file when none is named."""
    return user_folder() / "daiban.db"
