"""Looks at the tables of words without which things are done all the same: somebody has to be told.

A call is taken down, a life looked after and people called while one of them is broken; only less
is known of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from data.pinyin import surnames
from data.requests.search_text import kind_words
from models.chases.rungs import rung_names
from models.chases.silence import silence
from models.directory.rules import read_hours
from models.duties.workers import skills
from models.emergency.dangers import dangers
from models.emergency.hospitals import hospital_words
from models.listing import terms
from models.masking import health_shapes
from models.offers.reading import offer_words
from models.problems import Problem
from models.reading.asking import questions
from models.reading.gazetteer import CompoundName
from models.reading.history import history_words
from models.reading.pasted import form_fields
from models.reading.places import place_typed
from models.reading.scan import simplified
from models.search.synonyms import synonyms
from models.stock.rules import gear_words
from models.testing.materials import material_words
from models.word_tables import BrokenTable

_READS: tuple[Callable[[], object], ...] = (
    dangers,
    hospital_words,
    questions,
    rung_names,
    silence,
    partial(read_hours, "noon"),
    skills,
    health_shapes,
    history_words,
    kind_words,
    surnames,
    simplified,
    form_fields,
    offer_words,
    gear_words,
    material_words,
    terms.names,
    partial(place_typed, "大林苑3", (CompoundName(0, "大林苑", ""),), str),
    synonyms,
)
"""What reads them; kept by each once it is read."""


def broken_table() -> Problem | None:
    """What is wrong with the first of them that is broken; None when all are whole."""
    try:
        for read in _READS:
            read()
    except BrokenTable as broken:
        return broken.problem
    return None
