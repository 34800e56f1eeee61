"""People of households in words."""

from __future__ import annotations

from models.residents import IdentityKept, Sex, Whereabouts
from screens.i18n import N_, Labels

sex = Labels({Sex.FEMALE: N_("female"), Sex.MALE: N_("male")})

whereabouts = Labels(
    {
        Whereabouts.PRESENT: N_("lives here"),
        Whereabouts.AWAY: N_("out of town"),
        Whereabouts.MOVED_OUT: N_("moved out"),
        Whereabouts.DIED: N_("has died"),
    }
)
"""Whether somebody lives behind their door."""

identity_kept = Labels(
    {
        IdentityKept.DIGEST: N_("a digest and the last four"),
        IdentityKept.WHOLE: N_("the whole number"),
        IdentityKept.NOTHING: N_("nothing of it"),
    }
)
"""What is kept of an identity number."""

PROBLEMS: dict[str, str] = {
    "resident_unknown": N_("There is no resident number {no}."),
    "resident_there_already": N_("{name} is of that household already."),
    "resident_elsewhere": N_("Only people of this household can be moved out of it."),
    "resident_in_round": N_(
        "{name} was called in a round and stays on record. Say that they moved out instead."
    ),
    "nobody_moved": N_("Choose who moves."),
    "person_linked": N_("Whoever that is on the roster is the resident {name} already."),
    "born_unclear": N_("{value} is no date of birth. Write 1938, 1938-03 or 1938-03-05."),
    "identity_key_lost": N_(
        "This file has lost the key of its identity numbers. Take a backup back, B."
    ),
}

ACTS: dict[str, str] = {
    "resident_added": N_("{name} added at {what}"),
    "resident_changed": N_("resident {name} changed"),
    "resident_removed": N_("resident {name} taken away"),
    "residents_whereabouts": N_("{names}: where they are, changed"),
    "residents_moved": N_("{names} moved to {what}"),
    "resident_linked": N_("{name} is on the roster, too"),
    "resident_unlinked": N_("{name} is not the one on the roster"),
}
