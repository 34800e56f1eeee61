"""What is done on the ladder, whatever is chased: mostly parts of the commands of the subjects."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from data.chases import queries
from data.chases.kinds import KINDS
from data.ids import key_if, key_of, new_id
from models.chases import ChaseInput, QuestionInput, QuestionView, Subject, TellingInput, rules
from models.problems import refuse
from models.text import clean

if TYPE_CHECKING:
    from data.step import Step


def chase(
    step: Step,
    subject: Subject,
    no: int,
    given: ChaseInput,
    by_person_no: int | None = None,
    *,
    again_at: datetime | None = None,
) -> None:
    """Log a push for something and set the next one, see `models.chases.rules.due_after`.

    A broken promise is kept with it until somebody answers; what was promised stays with its chase.

    Args:
        again_at: when it is to be chased next, where something else decides that.

    Raises:
        Refused: `<subject>_unknown`, `person_unknown`, `contact_unknown`, or the first of
            `models.chases.rules.chase_problems`.
    """
    from models.chases.tables import Chase

    kind = KINDS[subject]
    chased = kind.chased(step.conn, no, step.at)
    given = given._replace(to=_clean(given.to), said=_clean(given.said))
    refuse(rules.chase_problems(chased, given, step.at))
    contact = key_if(step.conn, "contact", given.contact_no)
    person = key_if(step.conn, "person", given.person_no)
    if contact is None and person is None:
        person = queries.person_called(step.conn, given.to)
    step.add(
        Chase(
            id=new_id(),
            subject=subject,
            subject_id=chased.id,
            at=given.at,
            entered_at=step.at,
            rung=given.rung,
            whom=given.to,
            contact_id=contact,
            person_id=person,
            said=given.said,
            answered=int(given.answered),
            verdict=given.verdict,
            promised_until=given.promised_until,
            by_person_id=step.done_by(by_person_no),
        )
    )
    due = rules.due_after(chased, given, kind.settings(step.conn), again_at)
    stands: dict[str, object] = {"rung": given.rung, "next_chase_at": due}
    if given.promised_until is not None:
        stands |= {
            "promised_by": given.to,
            "promised_by_person_id": person,
            "promised_until": given.promised_until,
        }
    elif rules.answers_promise(chased, given):
        stands |= {"promised_by": None, "promised_by_person_id": None, "promised_until": None}
    step.change(kind.table(), chased.id, **stands)
    kind.moved(step, chased.id)


def chase_next(step: Step, subject: Subject, no: int, due: datetime) -> None:
    """Set when something is chased next.

    Raises:
        Refused: `<subject>_unknown`.
    """
    kind = KINDS[subject]
    chased = kind.chased(step.conn, no, step.at)
    step.change(kind.table(), chased.id, next_chase_at=due)
    kind.moved(step, chased.id)


def tell(
    step: Step, subject: Subject, no: int, given: TellingInput, by_person_no: int | None = None
) -> None:
    """Write down what those were told who wait for something; the latest is kept with it, too.

    Raises:
        Refused: `<subject>_unknown`, `person_unknown`, or the first of
            `models.chases.rules.telling_problems`.
    """
    from models.chases.tables import Telling

    kind = KINDS[subject]
    chased = kind.chased(step.conn, no, step.at)
    given = given._replace(whom=_clean(given.whom), said=_clean(given.said))
    refuse(rules.telling_problems(chased, given, step.at))
    step.add(
        Telling(
            id=new_id(),
            subject=subject,
            subject_id=chased.id,
            at=given.at,
            entered_at=step.at,
            whom=given.whom,
            said=given.said,
            by_person_id=step.done_by(by_person_no),
        )
    )
    if rules.heard_last(chased, given, step.at):
        step.change(kind.table(), chased.id, told_whom=given.whom, told_at=given.at)
    kind.moved(step, chased.id)


def ask(step: Step, subject: Subject, no: int, given: QuestionInput) -> QuestionView:
    """Note a question about something for a leader.

    Returns:
        The question.

    Raises:
        Refused: `<subject>_unknown`, `person_unknown`, or the first of
            `models.chases.rules.question_problems`.
    """
    from models.chases.tables import Question

    asked = _clean(given.asked)
    refuse(rules.question_problems(asked))
    kind = KINDS[subject]
    chased = kind.chased(step.conn, no, step.at)
    key = new_id()
    step.add(
        Question(
            id=key,
            subject=subject,
            subject_id=chased.id,
            person_id=key_of(step.conn, "person", given.person_no),
            asked=asked,
            entered_at=step.at,
        )
    )
    kind.moved(step, chased.id)
    return queries.question(step.conn, key)


def note_advice(step: Step, question_id: str, advice: str) -> QuestionView:
    """Write down what a leader advised, whatever the question was about.

    Returns:
        The question as it is now.

    Raises:
        Refused: `question_unknown`, or the first of `models.chases.rules.advice_problems`.
    """
    from models.chases.tables import Question

    advice = _clean(advice)
    refuse(rules.advice_problems(advice))
    found = queries.question(step.conn, question_id)
    step.change(Question, question_id, advice=advice, advised_at=step.at)
    kind, no = KINDS[Subject(found.subject)], found.subject_no
    kind.moved(step, kind.chased(step.conn, no, step.at).id)
    step.act(kind.advised, person=found.person, **kind.named(step.conn, no))
    return queries.question(step.conn, question_id)


def _clean(text: str) -> str:
    """Safe to keep; more characters than a text may have, so that none is cut silently."""
    return clean(text, limit=rules.READ_LIMIT, multiline=True)
