"""What can be wrong with the file of somebody's preferences, in words."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS = {
    "preferences_unreadable": N_("{file} cannot be read: {reason}. Nothing of it counts."),
    "preferences_no_file": N_("{file} is no file that can be read. Nothing of it counts."),
    "preferences_large": N_("{file} has more than {limit} bytes. Nothing of it counts."),
    "preferences_encoding": N_("{file}, line {line}: not in UTF-8. Nothing of it counts."),
    "preferences_deep": N_("{file}: too many brackets within brackets. Nothing of it counts."),
    "preferences_broken": N_(
        "{file}, line {line}: no TOML, see {text} Texts need quotes, and a name may be there once. "
        "Nothing of the file counts."
    ),
    "preferences_not_changed": N_(
        "{file}: {name} cannot be set without changing what else is there. Change it by hand."
    ),
    "preference_wrong": N_("{file}: {name}: {cause}"),
    "preference_wrong_at": N_("{file}, line {line}: {name}: {cause}"),
    "preference_unknown": N_("there is no such name; there are: {known}"),
    "preference_unknown_near": N_("there is no such name; did you mean {near}?"),
    "preference_no_choice": N_("this cannot be {value}; it can be: {known}"),
    "preference_no_choice_near": N_("this cannot be {value}; did you mean {near}?"),
    "preference_no_text": N_("this has to be a text in quotes"),
    "preference_no_flag": N_("this has to be true or false"),
    "preference_no_table": N_("this has to be a table: [{name}] on a line, its values below"),
    "preference_no_names": N_('this has to be a list of names: ["no", "phone"]'),
    "preference_no_cells": N_("this has to be a whole number, no more than {limit}"),
    "key_act_unknown": N_("no act has this name"),
    "key_act_unknown_near": N_("no act has this name; did you mean {near}?"),
    "key_act_fixed": N_("this act stays on its key"),
    "key_unknown": N_("there is no key {key}: write it as h, %, F9, ctrl+x or alt+x"),
    "key_fixed": N_("{key} cannot be given away"),
    "key_typed": N_("{key} would be typed: while one types this needs F9, ctrl+ or alt+"),
    "key_taken": N_("{key} is taken: {words}"),
    "key_twice": N_("{key} was given to {act} already"),
}
