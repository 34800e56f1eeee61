"""Words learned from corrections, and taken out or brought back."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import TYPE_CHECKING

from data import engine, sql, troubles
from data.learned.file import file_of, mending
from data.reading.gazetteer import StoreGazetteer
from data.requests import queries
from data.sql import Reader
from models.chases import Urgency
from models.learned import NOTHING, Learned, Lesson
from models.learned.rules import Surroundings, matter_of, telling
from models.problems import Refused
from models.reading.guard import guard
from models.reading.kinds import worst_need
from models.reading.line import read_line
from models.reading.names import surnames
from models.reading.scan import plain
from models.reading.signals import read_signals
from models.reading.terms import book
from models.requests import RequestKind, RequestView
from models.text import clean
from models.times import iso, loaded

if TYPE_CHECKING:
    from data.step import Step
    from data.store import Store

_LOOKED_THROUGH = 2_000
"""Calls of other kinds, the newest first, among which a word is rare."""

_NAMES = """
SELECT head AS name FROM household UNION SELECT name FROM person UNION SELECT name FROM contact
UNION SELECT name FROM compound UNION SELECT address FROM compound"""
"""People and places on file."""


def learn(step: Step, nos: Iterable[int]) -> Mapping[int, Lesson]:
    """Keep what the corrected kinds of requests teach, as the last part of correcting them.

    Never refused: a correction is kept also where nothing can be learned of it.

    Returns:
        What each taught, by number.
    """
    store = engine.file_of(step.conn)
    nos = list(nos)
    if not store:
        return dict.fromkeys(nos, NOTHING)
    try:
        with mending(store) as words:
            return {no: _learn(step, no, words) for no in nos}
    except Refused as refused:  # a table of words is broken, this file among them; or it is held
        return dict.fromkeys(nos, Lesson(trouble=refused.problem))
    except OSError as error:
        return dict.fromkeys(nos, Lesson(trouble=troubles.of(error, file_of(store)).problem))


def _learn(step: Step, no: int, words: list[Learned]) -> Lesson:
    """Add to the words what one request teaches; what it taught before goes with its old kind."""
    found = queries.view(step.conn, no)
    kind = RequestKind(found.kind)
    read = read_line(found.text, StoreGazetteer(step.conn), loaded(found.opened_at))
    if read.kind is kind:
        return NOTHING
    around = Surroundings(
        guard().rarity,
        lambda ngram: (guard().speaks_for(ngram, kind), guard().speaks_for(ngram, None)),
        _known(step, read.kind, {one.word for one in words if one.forgotten and one.kind == kind}),
        _names_on_file(step.conn, found),
        surnames(),
        _texts(step.conn, "kind <> :kind", found),
        _texts(step.conn, "kind = :kind AND no <> :no", found),
    )
    told = telling(matter_of(found.text, read.spans), around)
    for word in told:
        words.append(
            Learned(
                len(words) + 1,
                word,
                kind,
                read.kind,
                str(no),
                found.id,
                iso(step.at),
                _whose(step),
            )
        )
    return Lesson(told)


def _known(step: Step, was: RequestKind, forgotten: Container[str]) -> Callable[[str], bool]:
    """Whether the rules have something to say of a word by itself, or somebody took it out.

    Args:
        was: the kind they read, which was corrected: by what made them read it a call may be told.
        forgotten: words that somebody took out.
    """

    def is_known(word: str) -> bool:
        if word in forgotten:
            return True
        need = worst_need(read_signals(word, step.at))
        if need is not None:
            return need.urgency is Urgency.LIFE or need.kind is not was
        return any(hit.end - hit.start == len(word) for hit in book().find(word))

    return is_known


def _names_on_file(conn: Reader, found: RequestView) -> Callable[[str], bool]:
    rows = conn.execute(_NAMES)
    names = {plain(name) for (name,) in rows if name} | {plain(found.caller)}

    def is_private(word: str) -> bool:
        return any(len(name) > 1 and (name in word or word in name) for name in names)

    return is_private


def _texts(conn: Reader, where: str, about: RequestView) -> list[str]:
    query = f"SELECT text FROM request WHERE {where} ORDER BY no DESC LIMIT :most"
    given = {"kind": about.kind, "no": about.no, "most": _LOOKED_THROUGH}
    return [plain(text) for (text,) in conn.execute(query, given)]


def _whose(step: Step) -> str:
    """Who teaches it: who sits at the desk, else the user."""
    query = "SELECT name FROM person WHERE id = ?"
    name = sql.value(step.conn.execute(query, (step.done_by(None),)))
    return clean(str(name or step.author.who))


def set_forgotten(store: Store, no: int, forgotten: bool, word: str | None = None) -> Learned:
    """Take a word out, or bring it back.

    Args:
        no: its place in the file.
        word: the word that was seen there; None where that does not matter.

    Raises:
        Refused: `word_unknown`; what is wrong with the file or its disk.
    """
    file = store.ask(engine.file_of)
    try:
        with mending(file) as words:
            found = words[no - 1] if 0 < no <= len(words) else None
            if found is None or word not in (None, found.word):
                raise Refused("word_unknown", no=no)
            words[no - 1] = changed = found._replace(forgotten=forgotten)
            return changed
    except OSError as error:
        raise troubles.of(error, file_of(file)) from error
