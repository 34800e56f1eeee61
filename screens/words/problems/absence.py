"""Why somebody takes a thing, why nobody can, and what stops an absence, in words."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "nobody_named": N_("Name somebody."),
    "absence_out_of_date": N_(
        "They hold other things now than was shown; look again and apply then."
    ),
    "place_is_here": N_("Somebody there can take duties; choose isolated, in hospital or away."),
    "offer_gone": N_("One of these things is over or was given back meanwhile; look again."),
    "offer_unknown": N_("There is no line {value} in the offer; it has {count}."),
    "person_name_unknown": N_("Nobody on the roster is called {name}."),
    "person_name_shared": N_("Several are called {name}; say which by number: {numbers}."),
    "takes_same_request": N_("{person} has this request already."),
    "takes_near": N_("{person} lives in {compound}."),
    "takes_fewest": N_("{person} is here, with {count} requests in hand."),
    "takes_free": N_("{person} is free then; {hours} h of work around it."),
    "keeps_by_telephone": N_("{person} can go on by telephone."),
    "left_open": N_("Left open; somebody must still be found."),
    "nobody_of_staff": N_("Nobody of the staff is here."),
    "not_qualified": N_("{person} has not done this before."),
}
