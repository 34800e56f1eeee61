"""Acts on requests, as the journal tells them."""

from __future__ import annotations

from screens.i18n import N_

ACTS: dict[str, str] = {
    "request_added": N_("request {no} added: {what}"),
    "request_changed": N_("request {no} changed: {what}"),
    "request_chased": N_("request {no} chased, {to} answered: {what}"),
    "request_chased_in_vain": N_("request {no} chased, {to} did not answer: {what}"),
    "request_promised": N_("request {no} chased, {to} promised it by {until}: {what}"),
    "requests_chased": N_("{count} requests chased, {to} answered: {nos}"),
    "requests_chased_in_vain": N_("{count} requests chased, {to} did not answer: {nos}"),
    "requests_promised": N_("{count} requests chased, {to} promised them by {until}: {nos}"),
    "requests_told": N_("the residents of {count} requests told something: {nos}"),
    "requests_closed": N_("{count} requests closed: {nos}"),
    "requests_owned": N_("{count} requests given to {person}: {nos}"),
    "requests_disowned": N_("{count} requests taken from their owners: {nos}"),
    "request_told": N_("request {no}: {told} told something: {what}"),
    "request_harm_answered": N_("request {no}: time of harm answered: {what}"),
    "requests_joined": N_("requests {nos} joined to {no}: {what}"),
    "leader_asked": N_("request {no}: question noted for {person}: {what}"),
    "leader_advised": N_("request {no}: {person} advised: {what}"),
    "queue_set": N_("settings of the queue changed"),
    "view_saved": N_("view {name} kept"),
    "view_forgotten": N_("view {name} forgotten"),
    "request_closed": N_("request {no} closed, {told} told: {what}"),
    "request_left_to_call_back": N_("request {no} done, nobody told yet: {what}"),
    "request_reopened": N_("request {no} reopened: {what}"),
    "request_owned": N_("request {no} given to {person}: {what}"),
    "request_disowned": N_("request {no} taken from its owner: {what}"),
}
