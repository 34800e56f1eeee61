"""What is refused, told or kept to be settled at a table, in words."""

from __future__ import annotations

from screens.i18n import N_

_NO_POOL = N_("{who}: into no tube with others. Use a single tube. m shows why.")
_NOT_COUNTED = N_("{who} was not counted: was a sample taken, and into which tube? m shows why.")

MASKED: dict[str, str] = {
    **dict.fromkeys(("held_positive", "held_pending", "held_exempt", "near_from_pool"), _NO_POOL),
    **dict.fromkeys(("since_positive", "since_pending", "since_exempt"), _NOT_COUNTED),
    "said_positive": N_("{who}: the words say what a test came to. Write the result down."),
}
"""What is said instead while facts of health are hidden."""

PROBLEMS: dict[str, str] = {
    "close_asks": N_(
        "Sessions of round {no} have not begun: to close it now makes a request of each of {doors}"
        " doors, where {people} people lack. If you mean it: tick {no} --close --yes."
    ),
    "round_closed": N_("Round {no} was closed at {since}. To go on with it: tick {no} --reopen."),
    "round_not_begun": N_("Round {no} has not begun: tick or freeze its call sheet first."),
    "round_open": N_("Round {no} is not closed."),
    "round_started_now": N_("Round {no} has begun: its call sheet stands from now on as it is."),
    "round_started_other_day": N_(
        "⚠ Round {no} was planned for {day} and has begun now: its call sheet stands from now on as"
        " it is. Was another round meant, undo it."
    ),
    "scope_compound_unknown": N_("{value} is not one compound of the register: {names}."),
    "scope_building_unknown": N_("There is no building {value} here; there is {names} …"),
    "scope_building_several": N_(
        "Several buildings are called {value}: {names}. Say the compound, too."
    ),
    "tube_code_missing": N_("Scan or type the code of the tube."),
    "tube_code_long": N_(
        "A tube's code has {limit} signs at most; this has {length}. Were two scanned at once?"
    ),
    "tube_code_odd": N_(
        "{code} is no tube's code: letters, digits, - . _ and / alone. Scan it again."
    ),
    "capacity_wrong": N_("A tube takes 1 to 50 people."),
    "tube_unknown": N_("Round {no} has no tube {code}."),
    "tube_unknown_near": N_("Round {no} has no tube {code}. Did you mean {near}?"),
    "tube_of_round": N_(
        "Round {no} has no tube {code}, but round {rounds} has: look at the label, or say that"
        " round."
    ),
    "tube_void": N_("Tube {code} is void; use another."),
    "tube_void_told": N_(
        "Tube {code} is void, and its people are sampled again. Is it told to be abnormal all the"
        " same, recall {code} holds them."
    ),
    "tube_is_negative": N_(
        "Tube {code} has its result, negative: nobody can be put in or taken out any more."
    ),
    "tube_is_abnormal": N_(
        "Tube {code} has its result, abnormal: nobody can be put in or taken out any more."
    ),
    "tube_is_pooled": N_("Tube {code} is on file as a pooled tube for {capacity}."),
    "tube_is_household": N_("Tube {code} is on file as the tube of one household."),
    "tube_is_single": N_("Tube {code} is on file as a single tube."),
    "tube_other_desk": N_(
        "Tube {code} is at table {desk} already, with {members} in it. Look at the label."
    ),
    "tube_full": N_("Tube {code} is full, with {members} in it: scan the next one."),
    "tube_stays_full": N_("Tube {code} takes nobody more: it left, has a result, or has no room."),
    "tube_full_already": N_("Tube {code} is full since {since}."),
    "tube_over": N_(
        "Tube {code} has room for {free} more, not for {people}: {members} of {capacity} are in it,"
        " {who}. Name fewer, or scan the next tube."
    ),
    "tube_over_empty": N_(
        "Tube {code} has room for {capacity}, not for {people}. Name fewer, or use two tubes."
    ),
    "tube_other_household": N_(
        "Tube {code} is for one household alone, {who}. Scan another for another door."
    ),
    "tube_says_missed": N_(
        "{text}: by these words somebody was not sampled, so nobody was put into tube {code}. Name"
        " those alone who were."
    ),
    "tube_has_nobody": N_(
        "Nobody was put into tube {code} yet, so that it has no result and is not full."
    ),
    "same_tube": N_("They are in tube {code}; say to which other one."),
    "member_already": N_("{who} is in this tube, {code}, already."),
    "member_twice": N_(
        "{who} is in tube {code} already. If that is wrong, move them: tube {to} move."
    ),
    "not_in_tube": N_("{who} is not in tube {code}, and in no other."),
    "in_no_tube": N_("{who} is in no tube yet: tube {code} add, not move."),
    "in_other_tube": N_("{who} is not in tube {code} but in {at}."),
    "table_nobody_meant": N_("Nobody of this round's call sheet is meant by {text}."),
    "desk_beyond": N_("There is no table {desk} there: tables are 1 to {desks}."),
    "session_other_round": N_("Session {no} is not of round {round}."),
    "tube_result_unclear": N_("{value} is no result of a tube: negative or abnormal."),
    "result_too_early": N_(
        "Tube {code} was opened at {opened} only; a result cannot be older. Look at the time."
    ),
    "tube_result_same": N_("Tube {code} has had this result since {since}."),
    "tube_told_negative": N_(
        "⚠ This contradicts what was told of tube {code} at {since}: negative. Ask the laboratory."
    ),
    "tube_told_abnormal": N_(
        "⚠ This contradicts what was told of tube {code} at {since}: abnormal. Ask the laboratory."
        " The tube stays abnormal, and who was in it is held until a single test of their own. Was"
        " abnormal mistyped: undo it. Says the laboratory so: tube {code} result negative"
        ' --corrects "WHO".'
    ),
    "tube_one_at_a_time": N_(
        "One tube at a time for this; several codes are for a result: tube CODE CODE result"
        " negative."
    ),
    "rest_of_act": N_("--rest goes with a result: tube CODE result abnormal --rest negative."),
    "rest_of_several": N_(
        "Tubes left with several samples, {trips}: say one tube that came with these results, so"
        " that the others of the same samples are meant."
    ),
    "missed_not_here": N_("Not in this list: {text}. The others are marked."),
    "tubes_not_one": N_("Not one tube of this round each: {codes}. The others are marked."),
    "rest_left": N_(
        "⚠ Without a result still, as they left otherwise or are not full: {count}, {codes}."
    ),
    "rest_of_none": N_("No other tube waits for its result there."),
    "tube_told_both": N_(
        "⚠ Tube {code} was told to be abnormal, at {since}, and negative, at {negative}. Ask the"
        " laboratory; who was in it is held until a single test of their own."
    ),
    "tube_corrected": N_(
        "Tube {code}, abnormal since {since}, was so by mistake: that is kept with who said it, and"
        " nobody is held by the tube any more."
    ),
    "tube_recall_stands": N_(
        "⚠ Recall {no} of it stands: whom it holds stays held until a single test of their own, or"
        " until it is taken back as a whole: recall back {code}, or < in its plan."
    ),
    "correction_words_missing": N_(
        "Who of the laboratory says that tube {code} was abnormal by mistake, and why? Say it"
        " behind --corrects."
    ),
    "correction_not_negative": N_(
        "What corrects an abnormal tube is negative: tube {code} result negative --corrects."
    ),
    "correction_of_nothing": N_("Tube {code} was not told to be abnormal: nothing to correct."),
    "tube_abnormal": N_("⚠ People held out of pools now: {people}. Next: recall {code}."),
    "visits_off": N_(
        "Called off, nobody waits for a result there any more: re-test {no}, {where}."
    ),
    "tube_not_positive": N_(
        "Nobody is positive by a tube of several: it is kept as abnormal until each has a result."
    ),
    "code_elsewhere": N_(
        "The same code was used in round {rounds}; look whether the label is right."
    ),
    "held_positive": N_(
        "{who} is positive: into no tube with others. Sample them by themselves, at their door."
    ),
    "held_pending": N_(
        "{who} has an abnormal test, alone or in a tube, and no negative one of their own since:"
        " into no tube with others. Use a single tube."
    ),
    "held_exempt": N_(
        "{who} came back from isolation and is exempt from rounds: into no tube with others. Use a"
        " single tube if they ask for it."
    ),
    "since_positive": N_(
        "{who} became positive since the sheet was frozen and was not counted: was a sample taken,"
        " and into which tube?"
    ),
    "since_pending": N_(
        "{who} waits for a result of their own since the sheet was frozen and was not counted: was"
        " a sample taken, and into which tube?"
    ),
    "since_exempt": N_(
        "{who} is exempt since the sheet was frozen and was not counted: was a sample taken?"
    ),
    "near_from_pool": N_(
        "{who} lives, or shares a kitchen, with somebody positive: into no tube with people of"
        " other doors. Use a single tube or one of their household."
    ),
    "moved_at_table": N_(
        "{who} moved out by the register: ask who this is, and where they live now."
    ),
    "died_at_table": N_("{who} died by the register: ask who this is."),
    "came_late": N_("{who} was not on the sheet and stands at its end now."),
    "came_away": N_("{who} was away by the register and is here: put that right there."),
    "came_empty": N_(
        "Nobody lives behind the door of {who} by the register: put that right there."
    ),
    "came_left_out": N_("{who} was left out of this round and came all the same."),
    "missed_not_called": N_("{who} is not called in this round, so that nobody is missed there."),
    "request_asked_for": N_("Request #{no} still asks for {who}: close it once they are told."),
    "taken_from_tube": N_("{who} is taken out of tube {code}."),
    "left_loose": N_(
        "{who} was ticked before and is in no tube: were they sampled into {code} too, put them in"
        " by name."
    ),
    "missed_with_result": N_(
        "{who} is in tube {code}, which has its result, and is said not to have been there: who was"
        " sampled under their name?"
    ),
    "missed_in_tube": N_(
        "{who} is in tube {code} and is said not to have come. Was another sampled under their"
        " name?"
    ),
    "said_positive": N_("{who}: the words say positive or abnormal. Write the result down."),
    "table_which_of_door": N_("{text}: {count} of {people}. Which of them?"),
    "table_outside": N_("{text} is outside of what was said, at {door}, and was not taken."),
    "ticked_not_begun": N_(
        "Not counted: {people} of session {no}, {compounds}, which begins at {starts} only. Were"
        " they sampled, tick them with --compound."
    ),
    "ticked_called_off": N_(
        "Not counted: {people} of session {no}, {compounds}, which is called off. Were they"
        " sampled, tick them with --compound."
    ),
    "tick_none_begun": N_(
        "No session of round {no} has begun; the first begins at {starts}. Were people sampled, say"
        " which: --compound or --building."
    ),
    "kit_unsure": N_(
        "{text}: results of several kinds are said of {people} people. Whose kit showed what? Write"
        " each down by name."
    ),
    "table_guest": N_(
        "{text}: a guest is meant, so that nobody of the door is counted. Write down who it is."
    ),
    "table_some_of_door": N_(
        "{text}: only some of the {people} people there are meant; nobody is counted. Who was it?"
    ),
    "table_more_than_known": N_(
        "{text}: {count} were said and {people} are known there. Who else lives there?"
    ),
    "table_several": N_("{text} may be one of {count}: {doors}. Say compound, building or door."),
    "table_no_such_door": N_("There is no door {text} on this sheet."),
    "table_no_room_said": N_("{text} is a building: which rooms? Or say: whole building."),
    "table_nobody_lives_there": N_("Nobody lives behind {text} by the register."),
    "table_name_not_behind_door": N_("{text}: nobody of this name lives at {door}, but {names}."),
    "table_no_such_name": N_("Nobody on the register is called {text}."),
    "table_no_such_number": N_("Nobody on the register has the number {text}."),
    "table_words_not_read": N_("{text}: about nobody that is known."),
    "table_moved_out": N_("{text} moved out by the register."),
    "table_died": N_("{text} died by the register."),
    "doubt_unknown": N_("There is nothing to settle under number {no}."),
    "doubt_settled": N_("Number {no} is settled: {words}."),
    "settled_words_missing": N_("Say in a few words what became of it."),
    "doubt_no_tube": N_("Number {no} was said at no tube: say in words what became of it."),
    "doubt_stays": N_(
        "Not somebody to be put into the tube: {what}. Number {no} stays; name who they are."
    ),
    "settled_sampled": N_("{who} was sampled here; nothing is to be settled."),
    "kept_to_settle": N_("{reason} Kept to be settled as number {no}."),
    "chain_other_day": N_(
        "Round {no} is of {day} and has not begun: its sheet would stand from now on. If the chain"
        " is of this round, add --yes."
    ),
    "chain_empty": N_("No line of this names a door or a person."),
    "tick_text_twice": N_("Give exceptions or a chain, not both."),
    "tube_words_missing": N_('Say who: tube {code} {act} "12-203".'),
    "round_not_named": N_("Say which round: --round {first}. People are sampled in {running}."),
    "round_none_begun": N_(
        "Say which round: --round {first}. None is under way; there are {rounds}."
    ),
    "round_none": N_("There is no round yet: round new."),
}
