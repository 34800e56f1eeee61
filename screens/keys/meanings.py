"""What each key means, in whatever place or dialog it is pressed: one letter, one intent.

The help and the README show this table, and a test compares all keys of the registry with it.
Letters are for acts, and arrows move: h, j, k, l and G mean nothing, so that fingers which are
used to another program do no harm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from screens.i18n import N_
from screens.keys import BY_INPUT_METHOD, shown_name
from screens.subjects import PLACES


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a key is for.

    Args:
        keys: Textual key names of one intent, comma separated; the first is the one to learn.
        words: the intent, as a msgid.
        acts: names of the acts that are this intent, see `act`; none where a key goes through what
            stands there, whatever that is.
        written: the keys as people write them, where the names do not say it shortly.
    """

    keys: str
    words: str
    acts: tuple[str, ...] = ()
    written: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The keys' Textual names."""
        return tuple(self.keys.split(","))

    @property
    def shown(self) -> str:
        """The keys as people write them, without those that only an input method types."""
        typed = (name for name in self.names if not BY_INPUT_METHOD.match(name))
        return self.written or " ".join(map(shown_name, typed))

    def shown_with(self, given: Mapping[str, str]) -> str:
        """The same with the keys that somebody put acts of it on, by act, before them; without one
        that another act was put on."""
        own = [given[act] for act in self.acts if act in given]
        away = [key for act, key in given.items() if act not in self.acts and key in self.names]
        if not away:
            return " ".join((*map(shown_name, own), self.shown))
        left = (name for name in self.names if name not in away and not BY_INPUT_METHOD.match(name))
        return " ".join(map(shown_name, (*own, *left)))


_ACT = re.compile(r"(?:app\.|screen\.)?(?:(?:open|visit|place)\('(\w+)'\)|(\w+))")


def act(action: str) -> str:
    """The name of what an action does: `chase` of `place('chase')`, `tick` of `tick(3)`."""
    found = _ACT.match(action)
    assert found is not None, action
    return found[1] or found[2]


MEANINGS: tuple[Meaning, ...] = (
    # everywhere
    Meaning("plus,f10,fullwidth_plus_sign", N_("write down a call"), ("capture",)),
    Meaning("question_mark,f1,fullwidth_question_mark", N_("help"), ("help", "leave")),
    Meaning("exclamation_mark,fullwidth_exclamation_mark", N_("emergency sheet"), ("emergency",)),
    Meaning("ctrl+p", N_("find anything: acts, places, people, requests"), ("palette",)),
    Meaning("at,fullwidth_commercial_at", N_("who is at the desk"), ("at_desk",)),
    Meaning("z", N_("take back"), ("undo", "undo_this")),
    Meaning("Z", N_("bring back"), ("redo", "redo_this")),
    Meaning("m,ctrl+g", N_("hide numbers and health facts, or show them"), ("mask", "hide")),
    Meaning("f12", N_("Chinese or English"), ("turn_language",)),
    Meaning("q,ctrl+q,ctrl+c", N_("close the desk"), ("leave",), "q ^q"),
    # going about
    Meaning("enter,ctrl+j", N_("open, choose, go on"), written="enter"),
    Meaning("escape", N_("back; what was typed is kept"), ("back", "leave")),
    Meaning(
        "up,down,left,right,pageup,pagedown,home,end,ctrl+home,ctrl+end",
        N_("move"),
        written="↑ ↓ ← →",
    ),
    Meaning(
        "alt+left",
        N_("back to where you were"),
        ("go_back", "cursor_left_word", "cursor_word_left"),
    ),
    Meaning(
        "alt+right", N_("forward again"), ("go_forward", "cursor_right_word", "cursor_word_right")
    ),
    Meaning("tab,shift+tab", N_("next field or part"), written="tab"),
    Meaning(
        "1,2,3,4,5,6,7,8,9,0",
        N_("in a place: go to a place; in a dialog: choose by number"),
        written="1 … 9",
    ),
    Meaning(
        "f5,f6,f7,f8,f9",
        N_("while a call is typed: by when is somebody harmed"),
        ("harm",),
        "F5 … F9",
    ),
    Meaning(
        "left_square_bracket,left_black_lenticular_bracket",
        N_("the day before, the building before"),
        ("day", "turn_day", "building"),
    ),
    Meaning(
        "right_square_bracket,right_black_lenticular_bracket",
        N_("the next day, the next building"),
        ("day", "turn_day", "building"),
    ),
    Meaning(
        "slash,ideographic_comma,fullwidth_solidus", N_("find by what is typed"), ("find", "path")
    ),
    Meaning("f,ctrl+f", N_("search everything"), ("search",)),
    Meaning("g", N_("go to what it is linked to"), ("go", "oldest")),
    Meaning("v", N_("next view"), ("next_scope", "turn", "view", "everybody")),
    Meaning("V", N_("choose or keep a view"), ("views",)),
    Meaning("s", N_("sort"), ("sort",)),
    Meaning("S", N_("turn the order round"), ("reverse",)),
    Meaning("space", N_("mark for several at once, take in hand"), ("mark", "take")),
    Meaning("asterisk", N_("mark all or none"), ("mark_all",)),
    Meaning(
        "backspace",
        N_("one letter less; the folder above; a tube put down"),
        ("above", "put_down", "erase"),
        "← del",
    ),
    # acts on records
    Meaning("n", N_("new"), ("new",)),
    Meaning("e", N_("change"), ("edit", "change", "checklist")),
    Meaning("d", N_("done"), ("done", "close", "results", "give_back")),
    Meaning("P", N_("how far it has come: begun, arrived"), ("begin", "arrived")),
    Meaning("c", N_("chase, call"), ("chase", "attempt", "call_sheet")),
    Meaning("C", N_("call, the second caller"), ("attempt",)),
    Meaning("t", N_("told: the resident, the family"), ("tell", "family")),
    Meaning("b", N_("by when is somebody harmed"), ("harm",)),
    Meaning("a", N_("give to people"), ("assign", "callers", "hand_over")),
    Meaning("i", N_("isolated, away or back"), ("absent",)),
    Meaning("o", N_("call off"), ("call_off",)),
    Meaning(
        "x,delete",
        N_("take out, leave open"),
        ("take_away", "take_out", "leave_open"),
        "x del",
    ),
    Meaning("R", N_("the way there: vehicle, route, when; samples"), ("transfer", "way")),
    Meaning("J", N_("join requests that are the same"), ("join",)),
    Meaning("Q", N_("ask a leader"), ("ask",)),
    Meaning(
        "w",
        N_("what to ask or see to: the leaders, the driver, a recall"),
        ("questions", "unsettled"),
    ),
    Meaning("p", N_("onto paper or into a file: a sheet, this list"), ("paper",)),
    Meaning("y", N_("copy: a number, an address, words, a list"), ("copy",)),
    Meaning("vertical_line,fullwidth_vertical_line", N_("columns of a list"), ("columns",)),
    Meaning("ctrl+s", N_("save, apply"), ("save", "apply", "confirm", "write")),
    Meaning("ctrl+r", N_("begin anew"), ("drop_draft", "anew")),
    Meaning("ctrl+l", N_("save and join"), ("join",)),
    Meaning("ctrl+t", N_("take or drop the promise read in what was said"), ("promise",)),
    Meaning("ctrl+o", N_("go to the open request shown"), ("other",)),
    Meaning("ctrl+u", N_("choose another file"), ("path",)),
    Meaning("ctrl+k", N_("copy the file now"), ("copy_now",)),
    Meaning("ctrl+y", N_("yes, it is life safety"), ("is_life",)),
    Meaning("ctrl+n", N_("no, it is not life safety"), ("no_life",)),
    Meaning("ctrl+e", N_("what it is about; there: what was learned of that"), ("kind", "learned")),
    # goods
    Meaning(
        "number_sign,fullwidth_number_sign", N_("count: truck, gate, buildings, doors"), ("count",)
    ),
    Meaning(
        "full_stop,ideographic_full_stop",
        N_("doors that missed out, who is missed at a table"),
        ("missed",),
    ),
    Meaning("percent_sign,fullwidth_percent_sign", N_("divide goods"), ("divide",)),
    # tests
    Meaning(
        "less_than_sign,fullwidth_less_than_sign,left_double_angle_bracket",
        N_("recall a tube that is abnormal; there: take that back"),
        ("recall", "take_back"),
    ),
    Meaning(
        "greater_than_sign,fullwidth_greater_than_sign,right_double_angle_bracket",
        N_("tubes, and what they came to"),
        ("tubes",),
    ),
    Meaning("comma,fullwidth_comma", N_("who is missed in a round of tests"), ("lacking",)),
    # people and their day
    Meaning("r", N_("check in and out"), ("attendance", "check")),
    Meaning("M", N_("whom they met"), ("met",)),
    Meaning("K", N_("what is kept: for others, in the store-room"), ("custody",)),
    Meaning("U", N_("suggest who does it: open shifts, loads"), ("suggest",)),
    Meaning("F", N_("what if somebody were absent"), ("what_if",)),
    Meaning("H", N_("the day hour by hour"), ("timeline",)),
    Meaning("W", N_("the week"), ("week",)),
    Meaning("N", N_("now"), ("now",)),
    Meaning("X", N_("swap two duties"), ("swap",)),
    Meaning("Y", N_("as the day before"), ("copy_yesterday",)),
    Meaning("u", N_("until when: longer or shorter"), ("pull",)),
    Meaning("shift+left,shift+right", N_("earlier, later"), ("shift",), "shift →"),
    Meaning("shift+up,shift+down", N_("sooner or later in an order"), ("reorder",), "shift ↑"),
    Meaning("ctrl+left,ctrl+right", N_("shorter, longer; a sheet sideways"), ("stretch", "roll")),
    Meaning("equals_sign,minus", N_("finer, coarser"), ("zoom",)),
    # what else the desk opens
    Meaning("D", N_("whom to call"), ("directory",)),
    Meaning("E", N_("errands for medicine"), ("errands",)),
    Meaning(
        "semicolon,fullwidth_semicolon", N_("rounds of calls to the vulnerable"), ("call_down",)
    ),
    Meaning("L", N_("journal"), ("journal",)),
    Meaning("T", N_("in numbers: the queue, supplies, tests"), ("statistics", "numbers")),
    Meaning("I", N_("bring in a list"), ("exchange",)),
    Meaning("B", N_("copies of the file"), ("copies",)),
    Meaning("A", N_("set times right that the clock was ahead of"), ("clock",)),
    Meaning("O", N_("settings"), ("rules",)),
)
"""All keys but those that lead to places, see `PLACES`."""


def places() -> str:
    """The keys that lead to the places, as people write them: `F2 … F8`."""
    first, last = (place.keys.split(",")[0] for place in (PLACES[0], PLACES[-1]))
    return f"{shown_name(first)} … {shown_name(last)}"
