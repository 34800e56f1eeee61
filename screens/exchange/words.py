"""Paperwork in words: kinds of files, fields of columns, problems at their place, the outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.exchange import (
    FieldChange,
    ImportKind,
    ImportReport,
    KindGuess,
    Reason,
    RecordChange,
    RowProblem,
)
from models.exchange.headings import MARK, MEMBER
from models.households import HouseholdInput
from models.problems import Problem
from screens.i18n import N_, _
from screens.kit.masks import HIDDEN
from screens.kit.values import beside, filled, joined, spoken
from screens.results.lists import came_to
from screens.sentences import say

_NAMED = 3
"""Files named of those that were brought in; more are counted."""

KINDS: dict[str, str] = {
    ImportKind.COMPOUNDS: N_("list of compounds"),
    ImportKind.REGISTER: N_("residents register"),
    ImportKind.STAFF: N_("staff list"),
    ImportKind.VOLUNTEERS: N_("volunteer list"),
    ImportKind.DELIVERIES: N_("delivery notice"),
    ImportKind.CALLS: N_("calls"),
    ImportKind.ORDERS: N_("list of group orders"),
    ImportKind.RESULTS: N_("list of test results"),
    ImportKind.VACCINATIONS: N_("list of vaccinations"),
    ImportKind.SAMPLING: N_("sampling list"),
    ImportKind.HEALTH_CODES: N_("list of health codes"),
    ImportKind.ISOLATION: N_("list of contacts, isolation and transfers"),
    ImportKind.STOCK: N_("list of goods in stock"),
    ImportKind.ALLOTMENTS: N_("list of goods given out"),
    ImportKind.SIGN_IN: N_("sign-in sheet"),
    ImportKind.BUILDINGS: N_("list of buildings"),
    ImportKind.DUTIES: N_("duty rota"),
    ImportKind.PASSES: N_("list of passes and visitors"),
    ImportKind.VEHICLES: N_("list of vehicles"),
    ImportKind.PAYMENTS: N_("list of payments"),
    ImportKind.PETS: N_("list of pets"),
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
    "residents": N_("people named"),
    "phones": N_("telephones"),
    "present": N_("there now"),
    "fed": N_("to be fed"),
    "is_head": N_("head of household"),
    "presence_since": N_("since"),
    "registered_elsewhere": N_("registered elsewhere"),
    "key_with": N_("key with"),
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
    "closed_until": N_("closed until"),
    "closed_why": N_("closed why"),
    "post": N_("post"),
    "state": N_("where they are"),
    "since": N_("since"),
    "expected_back": N_("expected back"),
    "lodging": N_("lodging"),
    "skills": N_("skills"),
    "vehicle": N_("vehicle"),
    "hours": N_("hours"),
    "is_leader": N_("leader"),
    "no_heavy_work": N_("no heavy work"),
    "has_pass": N_("has a pass"),
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
    "owner": N_("owner of the flat"),
    "owner_phone": N_("owner's telephone"),
    "emergency_name": N_("emergency contact"),
    "emergency_phone": N_("emergency contact's telephone"),
    "people_registered": N_("people registered here"),
    "people_by_age": N_("people of an age"),
    "people_by_sex": N_("people of a sex"),
    "sex": N_("sex"),
    "born": N_("born"),
    "age": N_("age"),
    "identity": N_("identity number"),
    "moved_out": N_("moved out"),
    "moved_out_on": N_("moved out on"),
    "died": N_("died"),
    "died_on": N_("died on"),
    "registered": N_("registered address"),
    "registered_here": N_("registered at this door"),
    "tenure": N_("use of the flat"),
    "previous_address": N_("previous address"),
    "community": N_("community"),
    "presence_on": N_("away or gone since"),
    "family_name": N_("family name"),
    "given_name": N_("first name"),
    "entry_kind": N_("kind of entry"),
    "vaccinated": N_("vaccinated"),
    "workplace": N_("place of work"),
    "heavy_work": N_("can do heavy work"),
    "came_at": N_("came in at"),
    "came_on": N_("came in on"),
    "level": N_("level of urgency"),
    "kind_said": N_("kind, as said"),
    "handled_by": N_("handled by"),
    "measures": N_("what was done"),
    "result": N_("result"),
    "closed_at": N_("closed at"),
    "arrives_on": N_("arrives on"),
    "pack": N_("packing"),
    "rule": N_("rule"),
    "batch": N_("batch"),
    "kit": N_("kit"),
    "source": N_("sent by"),
    "pass_no": N_("pass number"),
    "contact": N_("whom to call back"),
    "contact_phone": N_("number to call back"),
    "patient_phone": N_("patient's telephone"),
    "goods": N_("what is needed"),
    "strength": N_("strength or size"),
    "quantity": N_("how many"),
    "measure": N_("counted in"),
    "dose": N_("dose"),
    "stock_left": N_("how much is left"),
    "runs_out": N_("runs out on"),
    "needed_on": N_("when it is needed"),
    "hospital": N_("hospital"),
    "card": N_("insurance card"),
    "handled_at": N_("handled at"),
    "received": N_("received by"),
    "tube": N_("tube"),
    "members": N_("people in it"),
    "sampled_at": N_("sampled at"),
    "result_at": N_("result told at"),
    "round": N_("round"),
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
    if field.startswith(MEMBER):
        _prefix, number, of = field.split(":")
        told = {"number": number, "field": field_label(of, kind)}
        return filled(_("member {number}: {field}"), told)
    if kind is ImportKind.REGISTER and field == "household_no":
        return _("household's number in the list")
    if kind is ImportKind.COMPOUNDS and field == "name":
        return _("compound's name")
    return _(FIELDS[field]) if field in FIELDS else field


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
    says_itself = "file" in problem.params
    parts = [spoken(problem.file)] if with_file and not says_itself else []
    if problem.sheet:
        parts.append(filled(_("sheet {sheet}"), {"sheet": problem.sheet}))
    if problem.row is not None:
        parts.append(_("row {row}").format(row=problem.row))
    if problem.column:
        parts.append(filled(_("column {column}"), {"column": problem.column}))
    message = message_of(problem, masked=masked)
    if problem.row is not None and not problem.taken and passed_over:
        message = _("{message} The row was left out.").format(message=message)
    return joined(parts), message


_HEADINGS = 6
"""Headings said of those that speak for a kind."""

_TYPED = ("value", "text", "name", "examples")
"""Parameters that repeat what stands in a file."""


def message_of(problem: RowProblem, *, masked: bool = False) -> str:
    """What is wrong, without the place."""
    said = {name: HIDDEN for name in _TYPED if masked and name in problem.params}
    params: dict[str, object] = {"file": problem.file, "row": problem.row, **problem.params, **said}
    kind = ImportKind(str(params["kind"])) if "kind" in params else None
    if kind is not None:
        params["kind"] = kind_label(kind)
    fields = params.get("fields")
    if isinstance(fields, list):
        params["fields"] = [field_label(field, kind) for field in fields]
    kinds = params.get("kinds")
    if isinstance(kinds, list):
        params["kinds"] = [kind_label(ImportKind(one)) for one in kinds]
    code = problem.code
    if code == "column_not_read" and not params.get("examples"):
        code = "column_not_read_private"
    return say(Problem(code, params))


def why_words(reason: Reason) -> str:
    """What speaks for a kind of file, in words."""
    params = dict(reason.params)
    headings = params.get("headings")
    if isinstance(headings, list) and len(headings) > _HEADINGS:
        params["headings"] = [*headings[:_HEADINGS], "…"]
    if "kind" in params:
        params["kind"] = kind_label(ImportKind(str(params["kind"])))
    return say(Problem(reason.code, params))


def kinds_words(kinds: Iterable[KindGuess]) -> Iterator[str]:
    """The kinds a file is of, or may be, each with all that speaks for it in a line."""
    for guess in kinds:
        told = {"kind": kind_label(guess.kind), "why": _("; ").join(map(why_words, guess.why))}
        yield filled(_("{kind}: {why}"), told)


def change_words(change: RecordChange, *, masked: bool = False) -> str:
    """A record's changes, field by field: `telephone 138… → 139…`; only the fields when masked."""
    if masked:
        return joined(field_label(field.field, change.kind) for field in change.changes)
    return "; ".join(
        _people(change) if field.field == "residents" else _change(field, change.kind)
        for field in change.changes
    )


def _people(change: RecordChange) -> str:
    """Who of a household is added, and of whom what changes."""
    given = change.input
    if not change.people and isinstance(given, HouseholdInput):
        named = joined(one.name for one in given.residents or ())
        return f"{_(FIELDS['residents'])} {named}"
    parts = []
    for one in change.people:
        fields = joined(field_label(field, change.kind) for field in one.fields)
        parts.append(f"{one.given.name} ({fields})" if fields else one.given.name)
    return f"{_(FIELDS['residents'])} {joined(parts)}"


def _change(change: FieldChange, kind: ImportKind) -> str:
    old, new = _value(change.old), _value(change.new)
    if change.field == "result" and kind in (ImportKind.RESULTS, ImportKind.SAMPLING):
        from screens.results.words import listed_result

        old = old if change.old is None else listed_result(str(change.old))
        new = listed_result(str(change.new))
    return f"{field_label(change.field, kind)} {old} → {new}"


def _value(value: object) -> str:
    return spoken(value) or _("nothing")


def outcome(done: ImportReport) -> str:
    """What came of one file, in one line."""
    if done.kind is None:
        return filled(_("{file}: left out."), {"file": done.file})
    told = {"file": done.file, "kind": kind_label(done.kind), "counts": counts([done])}
    return filled(_("{file}: {kind}. {counts}"), told)


def brought_in(reports: Iterable[ImportReport], taken_out: Iterable[str]) -> str:
    """What was brought in of which files, and which were left out, and why.

    Args:
        taken_out: files that somebody took out by hand.
    """
    reports = tuple(reports)
    read = [one for one in reports if one.kind is not None]
    names: object = [one.file for one in read]
    if len(read) > _NAMED:
        names = _("{count} files").format(count=len(read))
    told = filled(_("{file} brought in: {counts}"), {"file": names, "counts": counts(read)})
    told = beside(told, *came_to((change for one in read for change in one.results), named=False))
    refused = [one for one in reports if one.kind is None]
    left = [*(one.file for one in refused), *taken_out]
    if not left:
        return told
    why = [at_place(one.problems[0]) for one in refused[:_NAMED] if one.problems]
    return beside(told, filled(_("Left out: {files}."), {"files": left}), *why)


def counts(reports: Iterable[ImportReport], *, all_of_them: bool = True) -> str:
    """What came of an import, or would come of it, in one line.

    Args:
        all_of_them: those of which there are none, too.
    """
    reports = tuple(reports)
    words = [
        (_("added {count}"), sum(r.added for r in reports)),
        (_("updated {count}"), sum(r.updated for r in reports)),
        (_("unchanged {count}"), sum(r.unchanged for r in reports)),
        (_("doubled {count}"), sum(r.skipped for r in reports)),
        (_("problems {count}"), sum(len(r.problems) for r in reports)),
    ]
    if to_settle := sum(r.to_settle for r in reports):
        words.append((_("to settle {count}"), to_settle))
    told = (sentence.format(count=count) for sentence, count in words if count or all_of_them)
    return joined(told) or _("nothing new")


PROBLEMS: dict[str, str] = {
    "masked_json": N_("JSON has bare values and cannot be masked; leave out --masked or JSON."),
    "masked_health": N_("Who is looked for by a fact of health is told by it; leave out --masked."),
    "forms_two": N_("It is told in one form: leave out --json or {other}."),
    "table_none": N_("There is no table of this: leave out --csv and --to."),
    "table_suffix": N_("A table is written to a file that ends in one of {endings}, not {file}."),
    "import_masked": N_(
        "What is masked could not be brought in again; leave out --masked or --for-import."
    ),
    "import_suffix": N_(
        "What is to be brought in again is written to a file that ends in one of {endings}, not"
        " {file}; without --for-import it is written as it is shown."
    ),
    "paper_missing": N_("There is no file {file}. Check its name."),
    "paper_is_folder": N_("{file} is a folder. Choose a file in it."),
    "paper_denied": N_("{file} cannot be read. Check that it is yours to read."),
    "paper_unread": N_("{file} could not be read: {reason}. Try again, or copy it anew."),
    "paper_empty": N_("{file} is empty."),
    "file_too_large": N_("{file} is too large to be a list. Save only the sheet that is needed."),
    "file_not_table": N_("{file} holds no table and no text. Save it as xlsx or csv."),
    "file_encrypted": N_("{file} is locked with a password. Save it without one."),
    "file_truncated": N_("{file} breaks off in the middle. Copy it again."),
    "paper_damaged": N_("{file} is damaged. Copy it again, or save it anew as xlsx."),
    "file_has_doctype": N_(
        "{file} was made by a suspicious program and was not opened. Save it anew as xlsx or csv."
    ),
    "file_unpacks_too_large": N_(
        "{file} unpacks to far more than any list needs and was not opened."
    ),
    "sheet_too_large": N_(
        "{file} has more than {rows} rows, {columns} columns or {cells} cells. "
        "Save only the rows and columns that are needed, or cut it into several files."
    ),
    "file_too_demanding": N_(
        "{file} takes too much time or memory to read. "
        "Save only the sheet that is needed as xlsx or csv."
    ),
    "reader_missing": N_(
        "{file} cannot be read: the reader for workbooks is not installed. Save the file as csv."
    ),
    "reader_failed": N_(
        "The reader for workbooks could not be started ({reason}). Close other programs and try"
        " again, or save {file} as csv."
    ),
    "file_has_nul": N_("{file}, row {row}: there are NUL characters in it. Save it again as csv."),
    "text_damaged": N_("{file}, row {row}: the characters are damaged. Save it again as UTF-8."),
    "encoding_unknown": N_(
        "{file}, row {row}: the characters are in no encoding that is known here. "
        "Save it again as UTF-8."
    ),
    "encoding_unclear": N_(
        "{file}, row {row}: the characters may be simplified (GBK) or traditional (Big5) ones."
        " Save it again as UTF-8."
    ),
    "quote_unclosed": N_("{file}, row {row}: a quotation mark is opened and never closed."),
    "quote_misplaced": N_("{file}, row {row}: there is text after a closing quotation mark."),
    "kind_unknown": N_(
        "It is not clear what this is. Say so with --as, or choose the kind at the desk."
    ),
    "kind_unclear": N_(
        "It may be one of these: {kinds}. Say which with --as, or choose the kind at the desk."
    ),
    "kind_not_kept": N_("This is a {kind}; it cannot be kept yet. Nothing of it was read."),
    "kind_headings": N_("headings of such a list: {headings}"),
    "kind_title": N_("the title or the sheet's name: {text}"),
    "kind_file": N_("the file's name: {text}"),
    "kind_cells": N_("what stands in the cells of column {column}"),
    "kind_columns": N_("it has all columns that are needed: {headings}"),
    "kind_said": N_("you said so"),
    "kind_said_of_columns": N_("what you said of its columns"),
    "kind_counts_only": N_("a {kind} with the people behind each door; only their number is read"),
    "kind_reads_as_calls": N_("most of its lines read like calls"),
    "kind_reads_as_chat": N_("it is talk copied from a chat group"),
    "kind_reads_as_chain": N_("it is a sign-up chain of a chat group"),
    "kind_reads_as_deliveries": N_("it reads like a notice of goods that arrive"),
    "kind_looks_different": N_("It was read as you said, but looks like a {kind}."),
    "counts_only": N_("A {kind}: only the number of people behind each door was read."),
    "columns_missing": N_("This looks like a {kind}, but there is no column for: {fields}."),
    "sheet_hidden": N_("A hidden sheet; it was left alone."),
    "sheet_not_recognised": N_("Not recognised; it was left alone."),
    "sheet_without_compound": N_(
        "Nothing says which compound the {rows} rows belong to. Bring in the compounds first."
    ),
    "sheet_of_examples": N_("A sheet of examples or explanations; it was left alone."),
    "rows_of_notes": N_(
        "Notes or an example under the headings; rows {first} to {last} left alone."
    ),
    "column_not_read": N_("Not read here: {cells} cells, such as {examples}"),
    "column_not_read_private": N_("Not read here: {cells} cells"),
    "columns_left_alone": N_("Columns that nothing here needs were left alone: {headings}"),
    "column_unnamed": N_("A column without a heading; its {cells} cells were left alone."),
    "line_passed_over": N_("Passed over: {text}"),
    "cell_too_long": N_(
        "A cell holds more than {most} characters. Is a quotation mark missing before it?"
    ),
    "too_many_cells": N_("There are {cells} cells where there are {headings} headings."),
    "compound_made": N_("A compound is made: {name}."),
    "closing_breaks": N_(
        "Closing {name} breaks {count} planned things; shut {name} --until {until} lists them."
    ),
    "compound_missing": N_("No compound is given."),
    "compound_unknown": N_("There is no compound {value}."),
    "cell_is_date": N_("The spreadsheet made a date of it ({value}); write it as text."),
    "building_missing": N_("No building is given."),
    "room_missing": N_("No room is given."),
    "address_twice": N_("Row {first} has the same address and says otherwise."),
    "more_elders_than_people": N_("{elders} aged 60 and over, of {people} people."),
    "name_missing": N_("No name is given."),
    "name_twice": N_("Row {first} has the same name and says otherwise."),
    "person_twice": N_("Row {first} has the same name and telephone and says otherwise."),
    "person_ambiguous": N_("There are {people} people called {name}; give the telephone."),
    "people_unreadable": N_("{value} is no number of people; it was left out."),
    "elders_unreadable": N_("{value} is no number of people; it was left out."),
    "stated_households_unreadable": N_("{value} is no number of households; it was left out."),
    "stated_buildings_unreadable": N_("{value} is no number of buildings; it was left out."),
    "closed_until_unreadable": N_(
        "{value} is no day until which it is closed; it was not closed by this row."
    ),
    "closed_until_over": N_("Closed until {value}, which is over; it was not closed by this row."),
    "closed_why_alone": N_(
        "Why it is closed ({value}) without a day until when; it was not closed by this row."
    ),
    "calls_linked": N_(
        "{count} open calls that came before the register have their household now."
    ),
    "rows_put_together": N_("Put together with row {first}, which is about the same household."),
    "door_shared": N_(
        "Another household lives behind the door of row {first}; it is kept as {room}."
    ),
    "row_of_example": N_("An example; it was left out."),
    "person_elsewhere": N_(
        "{name} lives at {where} by the register, and was left there. If they moved, move them."
    ),
    "left_door": N_("{name} no longer lives at {where}."),
    "left_unknown": N_("{name} is not on file at {where}, where they are said to have lived."),
    "address_unreadable": N_("{value} is no address; it was left out."),
    "identity_cut_short": N_(
        "An identity number lost its last digits in a spreadsheet; it was left out."
        " Make the column one of text and save the list anew."
    ),
    "identity_unreadable": N_("No identity number can be so; nothing was read from it."),
    "identity_unchecked": N_(
        "In {rows} rows, the first row {first}, the last digit of the identity number does not fit"
        " the others; some may be miswritten. They are kept as they stand."
    ),
    "sex_unreadable": N_("{value} is no sex; it was left out."),
    "born_unreadable": N_("{value} is no day of birth; it was left out."),
    "age_unreadable": N_("{value} is no age; it was left out."),
    "answer_unreadable": N_("{value} is neither yes nor no; it was left out."),
    "presence_unreadable": N_("It is not clear whether somebody lives here: {value}."),
    "phone_unreadable": N_("{value} is no telephone number; it was left out."),
    "phone_cut_short": N_(
        "{value} lost its last digits in a spreadsheet; it was left out."
        " Make the column one of text and save the list anew."
    ),
    "leader_by_post": N_("{name} is taken for a leader, being {post}; untick it where not so."),
    "state_unreadable": N_("It is not clear where somebody is: {value}."),
    "day_unreadable": N_("{value} is no day; it was left out."),
    "back_before_since": N_("Expected back on {value}, before it began; it was left out."),
    "back_in_the_past": N_("Expected back on {value}, which is past."),
    "chain_results": N_("{count} entries only say how a test came out; they were left out."),
    "delivery_hour_missing": N_("No hour is given; it is expected at {value}."),
    "delivery_goods_unreadable": N_("No goods are named; the row was left out."),
    "delivery_quantity_unreadable": N_("{value} is no quantity; the row was left out."),
    "chat_left": N_("{count} messages ask for nothing and were left out, such as {examples}"),
    "chain_orders": N_("{count} entries only say what is ordered; they were left out."),
    "calls_done": N_("{calls} calls wait for nothing any more and were left out: {said}"),
    "call_says_nothing": N_("It does not say what was asked; the row was left out."),
    "came_at_unreadable": N_("{value} is no time; the call is taken as of now."),
    "came_at_ahead": N_("{value} is still to come; the call is taken as of now."),
    "call_life": N_("It could be LIFE SAFETY: {text}"),
    "call_coming_day": N_("Tomorrow is read as the day now coming: {text}"),
    "call_address_missing": N_("It does not say where: {text}"),
    "call_door_missing": N_("It does not say at which door: {text}"),
    "call_elsewhere": N_("The address is elsewhere: {text}"),
    "call_compound_unknown": N_("It is not clear in which compound: {text}"),
    "call_compound_guessed": N_("The compound's name had to be guessed: {text}"),
    "call_household_unknown": N_("No household is on file at this address: {text}"),
    "call_household_by_name": N_("The household was found by the name only: {text}"),
    "call_household_by_tail": N_("The household was found by the end of a number only: {text}"),
    "call_tail_unknown": N_("Nobody on file was found by the end of a number: {text}"),
    "call_several_households": N_("Several households fit: {text}"),
    "call_several_addresses": N_("Several addresses are named: {text}"),
    "call_door_unknown": N_("Doors that are not on file ({doors}): {text}"),
    "call_door_range": N_("Read as all doors on file between ({doors}): {text}"),
    "call_phone_belongs_elsewhere": N_("The telephone belongs to another household: {text}"),
    "call_phone_unreadable": N_("A number is no telephone number: {text}"),
    "call_phone_unusual": N_("A number is none of here; it is kept as typed: {text}"),
    "line_too_long": N_("The line holds more than {most} characters. Are line breaks missing?"),
    "too_many_lines": N_("Only {most} lines of one file are read."),
    "notice_too_long": N_("The notice holds more than {most} characters. Save only its own text."),
    "notice_arrival_missing": N_("No time of arrival is given."),
    "notice_arrival_taken": N_("No time of arrival is given; the usual one is taken. Ask."),
    "notice_amounts_differ": N_(
        "More than one number is told of some goods. What this truck brings is taken; "
        "the rest is in the note."
    ),
    "notice_amounts_unkept": N_(
        "Amounts for each compound are written; they are not taken, the goods are divided by rule."
    ),
    "notice_quantities_unread": N_("Not read: {values}. Type it in the form."),
    "notice_amounts_ranged": N_(
        "From one number to another: {values}. The lower one is taken. Ask."
    ),
    "notice_time_unreal": N_("There is no such time: {values}. Ask, and type it in the form."),
    "notice_goods_missing": N_("No goods are named."),
    "notice_rule_unplaced": N_("It is not clear which goods a rule of division is for."),
    "notice_phone_unreadable": N_("A number is no telephone number."),
    "heads_differ": N_(
        "{file}: {differing} of {matched} households on file would get another head. "
        "Is it a list of this neighbourhood?"
    ),
    "compound_doubtful": N_(
        "{file} is taken for a list of {name}, as such a list was before; "
        "{matched} of its {count} doors are on file there. Is it?"
    ),
    "import_asks": N_("{asks} Nothing was brought in; --yes brings it in all the same."),
    "read_as_last_time": N_("Read as such a list was corrected before: columns {columns}."),
    "kind_as_last_time": N_("Taken for a {kind}, as such a list was before."),
    "compound_as_last_time": N_("The compound is {name}, as it was said of such a list before."),
    "shapes_broken": N_(
        "What was said of lists before cannot be read from {file}, so it does not count. "
        "Mend the file, or take it away."
    ),
    "shapes_not_kept": N_("What was said of the columns is not remembered: {reason}"),
    "folder_silent": N_("{folder} does not answer. Is the stick or the network still there?"),
    "folder_without_lists": N_("There is no list in {folder}."),
    "import_not_begun": N_("Nothing was brought in. {reason}"),
    "import_out_of_date": N_(
        "Somebody wrote meanwhile, so nothing was brought in. "
        "Look at what would change now, and try again."
    ),
}
"""Codes of rows and sheets; their place is told in front."""


ACTS: dict[str, str] = {
    "imported": N_("Brought in {files}: {added} added, {updated} updated"),
}
