"""What is refused, warned of or told of a recall, in words."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "recall_nothing": N_(
        "Say which tube: its code, or --list with the names or doors as they came."
    ),
    "recall_both": N_("Either codes or --list, not both: the list has the codes in it."),
    "recall_list_empty": N_("The list is empty: paste names or doors, with or without codes."),
    "tube_unfound": N_("There is no tube {code} here. Nearest: {near}."),
    "tube_of_others": N_(
        "{code} is none of our tubes: look at the code once more. If it is right, by its first "
        "digits it may be another committee's: tell the subdistrict. If names or doors came with "
        "it, give those instead."
    ),
    "recall_beneath": N_(
        "Tube {code}: {count} lines without a code stand beneath it and count for it. If they are "
        "of another tube, write its code before them."
    ),
    "recall_by_names": N_(
        "{code} is none of our tubes: look at the code once more. The people are taken by name."
    ),
    "recall_by_names_near": N_(
        "{code} is none of our tubes: look at the code once more. Nearest: {near}. The people are "
        "taken by name."
    ),
    "recall_several": N_("{first} {more}"),
    "tubes_none": N_(
        "No tube is written down here, so nobody is known to be in {code}: give the names or "
        "doors that came instead."
    ),
    "tube_in_rounds": N_("{code} is a tube of the rounds {rounds}: say which, --round N."),
    "tube_not_in_round": N_("{code} is no tube of round {round}, but of {rounds}."),
    "recall_without_members": N_(
        "Nobody is written down for {code}: ask who was in it, and give names or doors."
    ),
    "recall_was_negative": N_(
        "{code} was said to be negative: ask who told which. Recalled all the same, it is abnormal."
    ),
    "recall_also_negative": N_(
        "{code} was also told to be negative, at {at}: ask the laboratory which is right. It is"
        " abnormal until then."
    ),
    "recall_table_unknown": N_(
        "It is not known at which table {code} was filled: ask who sat there, and warn them."
    ),
    "recall_corrected": N_(
        "{code} was abnormal by mistake, says the laboratory. Recall {no} holds its people still: "
        "recall back {code} takes it back as a whole; at the desk < in its plan."
    ),
    "recall_unfound": N_("No recall of {code} stands; recall alone lists them."),
    "recall_abnormal": N_(
        "{code} is abnormal, so its people stay held. If the laboratory says that it was a mistake:"
        ' tube {code} result negative --corrects "who said it", then once more.'
    ),
    "recall_back_words": N_(
        "Who says that recall {no} was a mistake, and why? Say it behind --corrects."
    ),
    "recall_back_unnamed": N_("Say which recall: recall back CODE."),
    "recall_was_void": N_(
        "{code} was void, its people were to be sampled again: ask whether it was tested. Recalled "
        "all the same, it is abnormal."
    ),
    "member_unknown": N_("Not found, ask who is meant: {value}"),
    "member_nobody": N_(
        "{value}: nobody lives there by the register, and yet it is on the list. Ask first who was "
        "there."
    ),
    "member_away": N_(
        "{value}: away by the register, and yet on the list. Somebody goes there all the same; ring"
        " first and ask where they are."
    ),
    "member_not_behind": N_("{value}: not at {door}, where {names} live. Ask who is meant."),
    "member_unclear": N_("May be several, say which: {value} ({among})"),
    "member_moved_out": N_("Lives here no more, ask where they are now: {value}"),
    "member_died": N_("Died, ask who is meant: {value}"),
    "members_differ": N_(
        "List and table differ for {code}: {more} are on the list alone, {less} at the table alone."
        " All are held; ask which is right."
    ),
    "members_same_doors": N_(
        "{code}: {count} without a name at the table live behind doors of the list, which may have"
        " one name of each. They are held, too."
    ),
    "recall_there": N_("Recalled already (recall {no}); this is what is on record."),
    "recall_note": N_("Were on the list and not found, ask who is meant: {lines}"),
    "recall_list_done": N_("This list is recalled already. Nothing new, nothing was changed."),
    "recall_done": N_("Recalled already: {codes}. Nothing new, nothing was changed."),
    "recall_nobody": N_("Nobody is known to be in {code}: give the names or doors that came."),
    "recall_meanwhile": N_(
        "{code} was recalled or changed at another desk meanwhile; nothing was written. Look again."
    ),
    "recall_unclear": N_("{value} is no number of a re-test; write it like: recall done 5 6."),
    "recall_unnamed": N_("Say which re-tests: recall {act} 5 6."),
    "shared_nowhere": N_("Say which houses: shared 43-21 --yes, or shared 43-22 --no."),
    "slips_none": N_("No re-test is on record yet: --apply first."),
    "retest_unknown": N_("There is no re-test {no}."),
    "retest_already": N_("Re-test {no} is in that state already."),
    "retest_cannot": N_("Re-test {no} cannot go to that state from where it is."),
    "retest_begun": N_("Re-test {no} is under way or done; it stays as it is."),
    "retest_positive": N_("became positive meanwhile, tell who goes: {names}"),
    "retest_freed": N_("has a result of their own, needs no visit: {names}"),
    "retest_nobody": N_("nobody is free who may go: ask the subdistrict for people"),
    "retest_unguided": N_("nobody is free who knows the lanes"),
    "retest_left_by_hand": N_("left open by you"),
    "retest_past": N_("{at} is over; a re-test begins later."),
}
