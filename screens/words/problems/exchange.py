"""Words for what can be wrong with paperwork that is brought in: whole files, and rows in them."""

from __future__ import annotations

from screens.i18n import N_

FILES: dict[str, str] = {
    "file_missing": N_("There is no file {file}. Check its name."),
    "file_is_folder": N_("{file} is a folder. Choose a file in it."),
    "file_unreadable": N_("{file} cannot be read. Check that it is yours to read."),
    "file_empty": N_("{file} is empty."),
    "file_too_large": N_("{file} is too large to be a list. Save only the sheet that is needed."),
    "file_not_table": N_("{file} holds no table and no text. Save it as xlsx or csv."),
    "file_encrypted": N_("{file} is locked with a password. Save it without one."),
    "file_truncated": N_("{file} breaks off in the middle. Copy it again."),
    "file_damaged": N_("{file} is damaged. Copy it again, or save it anew as xlsx."),
    "file_has_doctype": N_(
        "{file} was made by a suspicious program and was not opened. Save it anew as xlsx or csv."
    ),
    "file_unpacks_too_large": N_(
        "{file} unpacks to far more than any list needs and was not opened."
    ),
    "sheet_too_large": N_(
        "{file} has a sheet of more than {rows} rows or {columns} columns. "
        "Save only the rows that are needed."
    ),
    "file_too_demanding": N_(
        "{file} takes too much time or memory to read. "
        "Save only the sheet that is needed as xlsx or csv."
    ),
    "reader_missing": N_(
        "{file} cannot be read: the reader for workbooks is not installed. Save the file as csv."
    ),
    "file_has_nul": N_("{file}, row {row}: there are NUL characters in it. Save it again as csv."),
    "text_damaged": N_("{file}, row {row}: the characters are damaged. Save it again as UTF-8."),
    "encoding_unknown": N_(
        "{file}, row {row}: the characters are in no encoding that is known here. "
        "Save it again as UTF-8."
    ),
    "quote_unclosed": N_("{file}, row {row}: a quotation mark is opened and never closed."),
    "quote_misplaced": N_("{file}, row {row}: there is text after a closing quotation mark."),
    "cell_too_long": N_(
        "{file}, row {row}: a cell holds more than {most} characters. Is a quotation mark missing?"
    ),
}
"""Codes of whole files, apart since the desk's own file uses some of the same codes."""

PROBLEMS: dict[str, str] = {
    "kind_unknown": N_(
        "It is not clear what this is. Say so with --as, or choose the kind at the desk."
    ),
    "columns_missing": N_("This looks like a {kind}, but there is no column for: {fields}."),
    "sheet_hidden": N_("A hidden sheet; it was left alone."),
    "sheet_not_recognised": N_("Not recognised; it was left alone."),
    "sheet_without_compound": N_(
        "Nothing says which compound the {rows} rows belong to. Bring in the compounds first."
    ),
    "column_unnamed": N_("A column without a heading; its {cells} cells were left alone."),
    "line_passed_over": N_("Passed over: {text}"),
    "too_many_cells": N_("There are {cells} cells where there are {headings} headings."),
    "compound_made": N_("A compound is made: {name}."),
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
    "phone_unreadable": N_("{value} is no telephone number; it was left out."),
    "state_unreadable": N_("It is not clear where somebody is: {value}."),
    "day_unreadable": N_("{value} is no day; it was left out."),
    "back_before_since": N_("Expected back on {value}, before it began; it was left out."),
    "back_in_the_past": N_("Expected back on {value}, which is past."),
    "call_compound_unknown": N_("It is not clear in which compound: {text}"),
    "call_compound_guessed": N_("The compound's name had to be guessed: {text}"),
    "call_household_unknown": N_("No household is on file at this address: {text}"),
    "call_household_by_name": N_("The household was found by the name only: {text}"),
    "call_several_households": N_("Several households fit: {text}"),
    "call_several_addresses": N_("Several addresses are named: {text}"),
    "call_phone_belongs_elsewhere": N_("The telephone belongs to another household: {text}"),
    "call_phone_unreadable": N_("A number is no telephone number: {text}"),
    "too_many_lines": N_("Only {most} lines of one file are read."),
    "notice_arrival_missing": N_("No time of arrival is given."),
    "notice_goods_missing": N_("No goods are named."),
    "notice_rule_unplaced": N_("It is not clear which goods a rule of division is for."),
    "notice_phone_unreadable": N_("A number is no telephone number."),
    "import_out_of_date": N_(
        "Somebody wrote meanwhile, so nothing was brought in. "
        "Look at what would change now, and try again."
    ),
}
"""Codes of rows and sheets; their place is told in front."""
