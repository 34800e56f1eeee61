"""What people call what the desk does: words beside those of keys and tips, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from models.word_tables import Words, word_table


class Synonyms(NamedTuple):
    """Words by what they are for: places and themes by name, acts by name or as `place.act`, what
    the desk only tells about by a name of its own."""

    places: Mapping[str, Words]
    themes: Mapping[str, Words]
    acts: Mapping[str, Words]
    told: Mapping[str, Words]

    def of_act(self, act: str, place: str = "") -> Words:
        """What people call an act, in a place where that matters, or the place it leads to."""
        given = (self.acts.get(f"{place}.{act}"), self.acts.get(act), self.places.get(act))
        return tuple(word for words in given if words for word in words)


NONE = Synonyms({}, {}, {}, {})


@cache
def synonyms() -> Synonyms:
    """The table.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "synonyms.toml")
    table.only(*Synonyms._fields)
    return Synonyms(*(_folded(table.part(part).rows()) for part in Synonyms._fields))


def _folded(rows: Mapping[str, Words]) -> dict[str, Words]:
    from models.text import fold

    return {key: tuple(dict.fromkeys(map(fold, words))) for key, words in rows.items()}
