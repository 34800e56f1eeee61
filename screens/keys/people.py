"""Keys of the dialogs about people: their duties, coming and going, what they keep."""

from __future__ import annotations

from dataclasses import replace

from screens.i18n import N_
from screens.keys import Key
from screens.keys.desk import UNDO
from screens.keys.dialogs import DAYS
from screens.keys.lists import MOVE

ASSIGN: tuple[Key, ...] = (
    Key("mark", "space", N_("mark"), N_("Mark or unmark this person"), bar=True),
    Key(
        "mark_all",
        "asterisk",
        N_("as many as lack"),
        N_("Mark as many as lack, those nothing speaks against"),
        bar=True,
    ),
    Key("turn_role(1)", "tab,right", N_("role"), N_("Give the next role"), bar=True),
    Key("turn_role(-1)", "left,shift+tab"),
    Key("find", "slash,ideographic_comma", N_("find"), N_("Find by name or post"), bar=True),
    Key("save", "ctrl+s", priority=True),
)
"""Giving work to people."""

CANDIDATES: tuple[Key, ...] = (
    Key("screen.save", "enter", N_("give"), N_("Give the work to those marked"), bar=True),
)
"""The list of those who may be given work."""

ATTENDANCE: tuple[Key, ...] = (
    Key("check", "r", N_("check in"), N_("Has come, or has left: now"), bar=True),
    Key("mark", "space", N_("mark"), N_("Mark a duty"), bar=True, priority=True),
    Key("edit", "e", N_("time"), N_("Came or left at another time"), bar=True),
    Key("close", "d", N_("planned end"), N_("Forgotten: left at the planned end"), bar=True),
    *DAYS,
    replace(UNDO, action="app.undo", bar=True),
)
"""Checking people in and out."""

ABSENT: tuple[Key, ...] = (
    Key("apply", "ctrl+s", N_("apply"), N_("Do all of this"), bar=True, priority=True),
    Key("change", "e", N_("where, since"), N_("Change where they are, since when"), bar=True),
    Key("met", "M", N_("contacts"), N_("Who shared work with them these days"), bar=True),
    Key("leave_open", "x,delete", N_("leave open"), N_("Leave this to nobody for now"), bar=True),
)
"""Somebody isolated or away."""

LEFT_WORK: tuple[Key, ...] = (
    Key("select", "enter", N_("give to"), N_("Give it to somebody else"), bar=True),
)
"""The list of work that somebody absent leaves behind."""

PRESENT: tuple[Key, ...] = (
    Key("apply", "enter,ctrl+s", N_("is back"), N_("They are back"), bar=True, priority=True),
)
"""Somebody is back."""

SUGGEST: tuple[Key, ...] = (
    Key("apply", "ctrl+s", N_("apply"), N_("Give all of this"), bar=True, priority=True),
    Key("leave_open", "x,delete", N_("strike"), N_("Leave this shift open, or not"), bar=True),
    *(replace(key, bar=False) for key in DAYS),
    Key("anew", "ctrl+r", N_("anew"), N_("Suggest anew; what was changed here goes"), bar=True),
)
"""Having the open shifts of a day filled."""

SUGGESTED: tuple[Key, ...] = (
    Key("screen.give", "enter", N_("give to"), N_("Give the shift to somebody else"), bar=True),
)
"""The list of places somebody is suggested for."""

CLOSING: tuple[Key, ...] = (
    Key(
        "apply",
        "ctrl+s",
        N_("close it"),
        N_("Close these places"),
        bar=True,
        priority=True,
    ),
)
"""What closing places breaks."""

BREAKS: tuple[Key, ...] = (
    Key("screen.go", "enter,g", N_("go to"), N_("Go to the record; nothing is closed"), bar=True),
)
"""The list of it."""

DOORS: tuple[Key, ...] = (
    *MOVE,
    Key("open", "enter", N_("choose"), N_("Choose the household under the cursor"), priority=True),
)
"""Looking for a household by what is typed."""

CUSTODY: tuple[Key, ...] = (
    Key("new", "n", N_("new"), N_("Write down something that is kept"), bar=True),
    Key("hand_over", "a", N_("hand over"), N_("Give the marked things to another"), bar=True),
    Key("give_back", "d", N_("given back"), N_("The marked things are back"), bar=True),
    Key("edit", "e", N_("edit"), N_("Change what is known of a thing"), bar=True),
    Key("mark", "space", N_("mark"), N_("Mark a thing"), bar=True, priority=True),
    Key("turn", "v", N_("view"), N_("One person's, everybody's, given back"), bar=True),
    replace(UNDO, action="app.undo", bar=True),
)
"""What is kept for others."""

CALL_DOWN: tuple[Key, ...] = (
    Key("answer('well')", "1", N_("well"), N_("Who was called is well"), bar=True),
    Key(
        "answer('needs')",
        "2",
        N_("needs"),
        N_("They need something: a call from their door"),
        bar=True,
    ),
    Key("answer('no_answer')", "3", N_("no answer"), N_("Nobody answered: again later"), bar=True),
    Key("answer('not_here')", "4", N_("not here"), N_("Away, moved out, in hospital"), bar=True),
    Key("new", "n", N_("new"), N_("Make a round: who is called, and by whom"), bar=True),
    Key("assign", "a", N_("give to"), N_("Give the calls that are marked to somebody else")),
    Key("suggest", "U", N_("share out"), N_("Share out what nobody makes, or who is absent")),
    Key("mark", "space", N_("mark"), N_("Mark a call"), priority=True),
    Key("turn", "v", N_("view"), N_("Left, called, not spoken to for days"), bar=True),
    Key("go", "g", N_("go to"), N_("Go to the household")),
    Key("call_off", "o", N_("end"), N_("End the round: nothing more is called for it")),
    Key("rules", "O", N_("settings"), N_("Set when it is called again, and not at night")),
    replace(UNDO, action="app.undo", bar=True),
)
"""Calls to the vulnerable."""

ROUND: tuple[Key, ...] = (
    Key(
        "apply", "ctrl+s", N_("make it"), N_("Make the round as it stands"), bar=True, priority=True
    ),
    Key(
        "leave_open", "x,delete", N_("no caller"), N_("Give this call to nobody for now"), bar=True
    ),
)
"""A round before it is made."""

ROUND_CALLS: tuple[Key, ...] = (
    Key("screen.give", "enter", N_("give to"), N_("Give the call to somebody else"), bar=True),
)
"""The list of its calls."""

TEST_ROUND: tuple[Key, ...] = (
    Key("apply", "ctrl+s", tip=N_("Keep the round as it stands"), priority=True),
    Key("edit", "e", N_("change"), N_("Plan it anew: other desks, times, compounds"), bar=True),
    Key("turn", "v", N_("batches"), N_("Who is called together in this session"), bar=True),
)
"""A round of tests before it is kept."""

TEST_SESSIONS: tuple[Key, ...] = (
    Key("screen.apply", "enter", N_("keep it"), N_("Keep the round as it stands"), bar=True),
)
"""The list of its sessions."""

OFFERS: tuple[Key, ...] = (
    Key("new", "n", N_("new"), N_("Write down an offer that came with no call"), bar=True),
    Key("done", "d", N_("take on"), N_("Make a volunteer of who offered it"), bar=True),
    Key("tell", "t", N_("thanked"), N_("They were told what became of it, and thanked"), bar=True),
    Key("call_off", "o", N_("over"), N_("It is over: taken back, ill, not needed"), bar=True),
    Key("edit", "e", N_("edit"), N_("Change what is known of an offer"), bar=True),
    Key("go", "g", N_("go to"), N_("Go to a request it suits, or to who made it"), bar=True),
    Key("mark", "space", N_("mark"), N_("Mark an offer"), bar=True, priority=True),
    Key("turn", "v", N_("view"), N_("Offers that stand, are taken, or over"), bar=True),
    replace(UNDO, action="app.undo", bar=True),
)
"""Offers of help."""
