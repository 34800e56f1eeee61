"""Questions for leaders who are reached by telephone: noted on requests, asked in one call."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from data.ids import new_id
from data.requests.search_text import refresh_search
from data.sql import Reader
from models.directory.rules import is_leader
from models.problems import Refused
from models.requests import Leader, QuestionInput, QuestionView
from models.requests.rules import READ_LIMIT, question_problems, too_long
from models.text import clean
from models.times import stored

if TYPE_CHECKING:
    from data.store import Step


_QUESTION = """
SELECT q.id, t.no, p.no, p.name, p.post, q.asked, q.entered_at, q.advice, q.advised_at
FROM question q JOIN request t ON t.id = q.request_id JOIN person p ON p.id = q.person_id"""

_LEADERS = """
SELECT p.no, p.name, p.post, p.phone, coalesce(s.place, 'on_site'),
  coalesce(s.reach, 'any_time'), s.reach_from, s.reach_until
FROM person p
LEFT JOIN presence s ON s.id = (SELECT id FROM presence r WHERE r.person_id = p.id
  AND r.since <= :now AND (r.until IS NULL OR r.until > :now) ORDER BY r.since DESC LIMIT 1)
WHERE p.archived_at IS NULL AND p.kind IN ('staff', 'cadre')
ORDER BY coalesce(s.place, 'on_site') = 'on_site', p.no"""


def leaders(conn: Reader, now: datetime) -> list[Leader]:
    """Those whose advice is asked, the absent ones in front, each with what waits for them."""
    waiting: dict[int, list[QuestionView]] = {}
    asked = f"{_QUESTION} WHERE q.advised_at IS NULL ORDER BY q.entered_at, q.id"
    for row in conn.execute(asked):
        question = QuestionView(*row)
        waiting.setdefault(question.person_no, []).append(question)
    return [
        Leader._make((*row, tuple(waiting.get(row[0], ()))))
        for row in conn.execute(_LEADERS, {"now": stored(now)})
        if is_leader(row[2]) or row[0] in waiting
    ]


def questions(conn: Reader, no: int) -> list[QuestionView]:
    """All questions about a request and those joined to it, in the order they were noted."""
    condition = "(t.no = ? OR t.joined_to_id = (SELECT id FROM request WHERE no = ?))"
    sql = f"{_QUESTION} WHERE {condition} ORDER BY q.entered_at, q.id"
    return [QuestionView(*row) for row in conn.execute(sql, (no, no))]


def question(conn: Reader, question_id: str) -> QuestionView:
    """One question.

    Raises:
        Refused: `question_unknown`.
    """
    row = conn.execute(f"{_QUESTION} WHERE q.id = ?", (question_id,)).fetchone()
    if row is None:
        raise Refused("question_unknown")
    return QuestionView(*row)


def ask(step: Step, no: int, given: QuestionInput) -> str:
    """Note a question about a request for a leader.

    Returns:
        Its key.

    Raises:
        Refused: `request_unknown`, `person_unknown`, or the first of
            `models.requests.rules.question_problems`.
    """
    from data.requests import commands
    from models.requests.tables import Question

    asked = clean(given.asked, limit=READ_LIMIT, multiline=True)
    for problem in question_problems(asked):
        raise Refused(problem.code, problem.field, **problem.params)
    record, _found = commands.fetch(step, no)
    key = new_id()
    step.session.add(
        Question(
            id=key,
            request_id=record.id,
            person_id=commands.key_of(step.conn, "person", given.person_no),
            asked=asked,
            entered_at=step.at,
        )
    )
    step.session.flush()
    refresh_search(step.conn, no)
    return key


def advise(step: Step, question_id: str, advice: str) -> QuestionView:
    """Write down what a leader advised.

    Returns:
        The question as it is now.

    Raises:
        Refused: `question_unknown`, `advice_empty`, `text_too_long`.
    """
    from models.requests.tables import Question

    advice = clean(advice, limit=READ_LIMIT, multiline=True)
    if not advice:
        raise Refused("advice_empty", "advice")
    for problem in too_long("advice", advice):
        raise Refused(problem.code, problem.field, **problem.params)
    step.session.flush()
    found = question(step.conn, question_id)
    record = step.session.get_one(Question, question_id)
    record.advice, record.advised_at = advice, step.at
    step.session.flush()
    refresh_search(step.conn, found.request_no)
    return question(step.conn, question_id)
