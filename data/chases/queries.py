"""What is read of the ladder: chases, tellings, and questions with the leaders they are for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from data import sql
from data.settings import IN_CHARGE
from data.sql import Reader
from models.chases import ChaseView, Leader, QuestionView, Subject, TellingView
from models.problems import Refused
from models.times import stored

_ABOUT = f"k.subject = :subject AND k.subject_id IN ({sql.given('keys')})"


def chases(conn: Reader, subject: Subject, keys: Collection[str]) -> list[ChaseView]:
    """The chases of records of a subject, the latest first.

    Args:
        keys: the records' `id`.
    """
    rows = conn.execute(
        'SELECT k.id AS id, k.at AS at, k.whom AS "to", k.rung AS rung, k.said AS said,'
        " k.answered AS answered, k.promised_until AS promised_until, p.name AS by"
        " FROM chase k LEFT JOIN person p ON p.id = k.by_person_id"
        f" WHERE {_ABOUT} ORDER BY k.at DESC, k.id DESC",
        _of(subject, keys),
    )
    return sql.views(ChaseView, rows)


def tellings(conn: Reader, subject: Subject, keys: Collection[str]) -> list[TellingView]:
    """What those were told who wait for records of a subject, the latest first."""
    rows = conn.execute(
        "SELECT k.id AS id, k.at AS at, k.whom AS whom, k.said AS said, p.name AS by"
        " FROM telling k LEFT JOIN person p ON p.id = k.by_person_id"
        f" WHERE {_ABOUT} ORDER BY k.at DESC, k.id DESC",
        _of(subject, keys),
    )
    return sql.views(TellingView, rows)


def _of(subject: Subject, keys: Collection[str]) -> dict[str, object]:
    return {"subject": subject, "keys": sql.as_given(keys)}


def person_called(conn: Reader, name: str) -> str | None:
    """The key of the one person of the roster who goes by a name, alone or with their post.

    None where it is nobody, where several share it, and where the directory has it, too.
    """
    found = conn.execute(
        "SELECT id FROM person WHERE archived_at IS NULL AND :name IN (name, name || post,"
        " name || ' ' || post) AND NOT EXISTS"
        " (SELECT 1 FROM contact WHERE name = :name AND archived_at IS NULL) LIMIT 2",
        {"name": name},
    )
    keys = [str(key) for (key,) in found]
    return keys[0] if len(keys) == 1 else None


def is_oneself(conn: Reader, name: str, person: str | None) -> bool:
    """Whether a name is that of whoever would call: who sits at the desk, else who is in charge.

    Args:
        person: key of who sits at the desk; None where that is not known.
    """
    called = person_called(conn, name)
    oneself = person or sql.value(conn.execute(f"SELECT {IN_CHARGE}"))
    return called is not None and called == oneself


# -- questions -----------------------------------------------------------------------------------

_NUMBER = "CASE k.subject {} END".format(
    " ".join(f"WHEN '{one}' THEN (SELECT no FROM {one} WHERE id = k.subject_id)" for one in Subject)
)

_QUESTION = f"""
SELECT k.id AS id, k.subject AS subject, {_NUMBER} AS subject_no, p.no AS person_no,
  p.name AS person, p.post AS post, k.asked AS asked, k.entered_at AS entered_at,
  k.advice AS advice, k.advised_at AS advised_at
FROM question k JOIN person p ON p.id = k.person_id"""

_LEADERS = f"""
SELECT p.no AS no, p.name AS name, p.post AS post, p.phone AS phone,
  coalesce(s.place, 'on_site') AS place, coalesce(s.reach, 'any_time') AS reach,
  s.reach_from AS reach_from, s.reach_until AS reach_until
FROM person p
LEFT JOIN presence s ON s.id = (SELECT id FROM presence r WHERE r.person_id = p.id
  AND r.since <= :now AND (r.until IS NULL OR r.until > :now) ORDER BY r.since DESC LIMIT 1)
WHERE p.archived_at IS NULL
  AND (p.is_leader AND p.id IS NOT {IN_CHARGE} AND p.no NOT IN ({sql.given("but")})
    OR EXISTS (SELECT 1 FROM question q WHERE q.person_id = p.id AND q.advised_at IS NULL))
ORDER BY coalesce(s.place, 'on_site') = 'on_site', p.no"""


def leaders(conn: Reader, now: datetime, but: Collection[int] = ()) -> list[Leader]:
    """Those whose advice is asked, the absent ones in front, each with what waits for them.

    Args:
        but: numbers of people who are not asked, as who sits at the desk; nor is who is in charge.
            What they were asked before stays until it is answered.
    """
    asked = f"{_QUESTION} WHERE k.advised_at IS NULL ORDER BY k.entered_at, k.id"
    waiting: dict[int, list[QuestionView]] = {}
    for question in sql.views(QuestionView, conn.execute(asked)):
        waiting.setdefault(question.person_no, []).append(question)
    found = conn.execute(_LEADERS, {"now": stored(now), "but": sql.as_given(but)})
    return [Leader(**one, questions=tuple(waiting.get(one["no"], ()))) for one in sql.named(found)]


def questions(conn: Reader, subject: Subject, keys: Collection[str]) -> list[QuestionView]:
    """All questions about records of a subject, in the order they were noted."""
    rows = conn.execute(
        f"{_QUESTION} WHERE {_ABOUT} ORDER BY k.entered_at, k.id", _of(subject, keys)
    )
    return sql.views(QuestionView, rows)


def question(conn: Reader, question_id: str) -> QuestionView:
    """One question.

    Raises:
        Refused: `question_unknown`.
    """
    found = sql.view(QuestionView, conn.execute(f"{_QUESTION} WHERE k.id = ?", (question_id,)))
    if found is None:
        raise Refused("question_unknown")
    return found
