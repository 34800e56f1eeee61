"""Words for what is wrong with a table of words, so that whoever changed it can mend it."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "word_table_unreadable": N_("{file} cannot be read: {reason}"),
    "word_table_lacks": N_("{file}: {key} is missing."),
    "word_table_unknown": N_("{file}: there is no {key}; there are: {known}."),
    "word_table_empty": N_("{file}: {key} has no words."),
    "word_table_no_text": N_('{file}: {key} has to be a text in quotes, such as "one two".'),
    "word_table_no_flag": N_("{file}: {key} has to be true or false."),
    "word_table_no_choice": N_("{file}: {key} cannot be {value}; it can be: {known}."),
    "word_table_no_pattern": N_("{file}: {key} is no regular expression: {reason}"),
    "word_table_no_table": N_("{file}: {key} has to be a table of its own, in square brackets."),
}
