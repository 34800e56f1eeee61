"""What a list is asked for: which records, in which order, matching what was typed."""

from __future__ import annotations

from typing import NamedTuple


class ListQuery(NamedTuple):
    """A question to a listing.

    Attributes:
        scope: name of one of the listing's scopes, such as `open`.
        sort: name of one of its orders, such as `address`.
        descending: whether that order is turned round.
        filter: what was typed; words separated by spaces must all occur.
        nothing: whether nothing is found whatever was typed, since it may not be looked for now.
    """

    scope: str
    sort: str
    descending: bool = False
    filter: str = ""
    nothing: bool = False


class SavedView(NamedTuple):
    """A question to a listing that was kept under a name."""

    name: str
    query: ListQuery
