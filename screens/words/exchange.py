"""Paperwork in words: kinds of files, fields of columns, problems at their place, the outcome."""

from __future__ import annotations

from collections.abc import Iterable

from models.exchange import FieldChange, ImportKind, ImportReport, RecordChange, RowProblem
from models.problems import Problem
from models.rules.headings import MARK
from screens.i18n import N_, _
from screens.words.masks import HIDDEN
from screens.words.problems import say
from screens.words.problems.exchange import FILES
from screens.words.values import spoken

KINDS: dict[str, str] = {
    ImportKind.COMPOUNDS: N_("list of compounds"),
    ImportKind.REGISTER: N_("residents register"),
    ImportKind.STAFF: N_("staff list"),
    ImportKind.VOLUNTEERS: N_("volunteer list"),
    ImportKind.DELIVERIES: N_("delivery notice"),
    ImportKind.CALLS: N_("calls"),
}

FIELDS: dict[str, str] = {
    "serial": N_("running number"),
    "compound": N_("compound"),
    "lane": N_("lane"),
    "building": N_("building"),
    "unit": N_("unit"),
    "room": N_("room"),
    "address": N_("address"),
    "head": N_("head of household"),
    "phone": N_("telephone"),
    "people": N_("people"),
    "elders": N_("aged 60 and over"),
    "note": N_("note"),
    "relation": N_("relation to the head"),
    "marks": N_("marks"),
    "name": N_("name"),
    "kind": N_("kind"),
    "unloading_point": N_("unloading point"),
    "stated_households": N_("households stated"),
    "stated_buildings": N_("buildings stated"),
    "leader": N_("building leader"),
    "leader_phone": N_("leader's telephone"),
    "post": N_("post"),
    "state": N_("where they are"),
    "since": N_("since"),
    "expected_back": N_("expected back"),
    "lodging": N_("lodging"),
    "skills": N_("skills"),
    "vehicle": N_("vehicle"),
    "hours": N_("hours"),
    "presence": N_("presence"),
    "place": N_("place"),
    "urgency": N_("urgency"),
    "summary": N_("summary"),
    "text": N_("what was said"),
    "household": N_("household"),
    "household_no": N_("household"),
    "opened_at": N_("called at"),
    "harm_at": N_("harm by"),
    "days_left": N_("days left"),
    "arrives_at": N_("arrives at"),
    "items": N_("goods"),
    "plate": N_("plate"),
    "driver": N_("driver"),
    "driver_phone": N_("driver's telephone"),
    "drops": N_("stops"),
}


def kind_label(kind: ImportKind | None) -> str:
    """What a file is about."""
    return _("not recognised") if kind is None else _(KINDS[kind])


def field_label(field: str | None, kind: ImportKind | None = None) -> str:
    """What a column is taken for; a mark's column bears the mark's own name.

    Args:
        kind: what the list is of, since a compound's name is not called like a person's.
    """
    if field is None:
        return _("left alone")
    if field.startswith(MARK):
        return _("mark: {mark}").format(mark=field.removeprefix(MARK))
    if kind is ImportKind.COMPOUNDS and field == "name":
        return _("compound's name")
    return _(FIELDS[field]) if field in FIELDS else field


def refusal(problem: Problem) -> str:
    """Why a file was not taken, in one line."""
    sentence = FILES.get(problem.code)
    if sentence is None:
        return say(problem)
    return _(sentence).format_map({name: spoken(v) for name, v in problem.params.items()})


def at_place(
    problem: RowProblem,
    *,
    with_file: bool = True,
    passed_over: bool = True,
    masked: bool = False,
) -> str:
    """A problem with its file, sheet, row and column in front.

    Args:
        passed_over: whether a row that is not taken was left out, as is so for every problem and
            for no note.
    """
    place, message = place_and_message(
        problem, with_file=with_file, passed_over=passed_over, masked=masked
    )
    return f"{place}{_(': ')}{message}" if place else message


def place_and_message(
    problem: RowProblem,
    *,
    with_file: bool = True,
    passed_over: bool = True,
    masked: bool = False,
) -> tuple[str, str]:
    """The two parts of `at_place`."""
    parts = [problem.file] if with_file else []
    if problem.sheet:
        parts.append(_("sheet {sheet}").format(sheet=problem.sheet))
    if problem.row is not None:
        parts.append(_("row {row}").format(row=problem.row))
    if problem.column:
        parts.append(_("column {column}").format(column=problem.column))
    message = message_of(problem, masked=masked)
    if problem.row is not None and not problem.taken and passed_over:
        message = _("{message} The row was left out.").format(message=message)
    return _(", ").join(parts), message


def message_of(problem: RowProblem, *, masked: bool = False) -> str:
    """What is wrong, without the place."""
    said = {name: HIDDEN for name in ("value", "text", "name") if masked and name in problem.params}
    params: dict[str, object] = {"file": problem.file, "row": problem.row, **problem.params, **said}
    kind = ImportKind(str(params["kind"])) if "kind" in params else None
    if kind is not None:
        params["kind"] = kind_label(kind)
    fields = params.get("fields")
    if isinstance(fields, list):
        params["fields"] = [field_label(field, kind) for field in fields]
    return refusal(Problem(problem.code, params))


def change_words(change: RecordChange, *, masked: bool = False) -> str:
    """A record's changes, field by field: `telephone 138… → 139…`; only the fields when masked."""
    if masked:
        return _(", ").join(field_label(field.field, change.kind) for field in change.changes)
    return "; ".join(_change(field, change.kind) for field in change.changes)


def _change(change: FieldChange, kind: ImportKind) -> str:
    return f"{field_label(change.field, kind)} {_value(change.old)} → {_value(change.new)}"


def _value(value: object) -> str:
    return spoken(value) or _("nothing")


def outcome(done: ImportReport) -> str:
    """What came of one file, in one line."""
    words = _("{file}: {kind}. {counts}")
    return words.format(file=done.file, kind=kind_label(done.kind), counts=counts([done]))


def counts(reports: Iterable[ImportReport]) -> str:
    """What came of an import, or would come of it, in one line."""
    reports = tuple(reports)
    words = [
        (_("added {count}"), sum(r.added for r in reports)),
        (_("updated {count}"), sum(r.updated for r in reports)),
        (_("unchanged {count}"), sum(r.unchanged for r in reports)),
        (_("doubled {count}"), sum(r.skipped for r in reports)),
        (_("problems {count}"), sum(len(r.problems) for r in reports)),
    ]
    return _(", ").join(sentence.format(count=count) for sentence, count in words)
