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
"""Codes of whole files. They have words of their own, since the desk's file uses some of the codes."""

PROBLEMS: dict[str, str] = {}
