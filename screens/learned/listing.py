"""What is told of a word that was learned: the table and its JSON."""

from __future__ import annotations

from models.learned import LearnedRow
from screens.commands.listing import Field, Record
from screens.i18n import N_
from screens.kit.columns import Column
from screens.learned import words


def _request(row: LearnedRow) -> int | None:
    said = row.learned.request
    return int(said) if said.isdecimal() else None


LEARNED: Record[LearnedRow] = Record(
    "word learned",
    "`learned`",
    (
        Field(
            "no",
            N_("its place in the file"),
            lambda r, _n: r.learned.no,
            Column("", N_("no"), lambda r, _v: str(r.learned.no), right=True),
        ),
        Field(
            "word",
            N_("the word, in small letters"),
            lambda r, _n: r.learned.word,
            Column("", N_("word"), lambda r, _v: r.learned.word),
        ),
        Field(
            "kind",
            N_("code of what calls with it are about"),
            lambda r, _n: r.learned.kind,
            Column("", N_("kind"), lambda r, _v: words.kind(r.learned.kind)),
        ),
        Field(
            "instead_of",
            N_("code of the kind that the rules read; `other` where they told none"),
            lambda r, _n: r.learned.instead_of,
            Column("", N_("instead of"), lambda r, _v: words.kind(r.learned.instead_of)),
        ),
        Field(
            "request",
            N_("number of the request whose correction taught it"),
            lambda r, _n: _request(r),
            Column("", N_("request"), lambda r, _v: r.learned.request),
        ),
        Field("at", N_("when it was learned"), lambda r, _n: r.learned.at),
        Field(
            "by",
            N_("who taught it"),
            lambda r, _n: r.learned.by,
            Column("", N_("by"), lambda r, _v: r.learned.by),
        ),
        Field(
            "standing",
            N_("`counts`, `forgotten`, or `taken_back` once its request is of another kind"),
            lambda r, _n: r.standing,
            Column("", N_("standing"), lambda r, _v: words.standing(r.standing)),
        ),
    ),
)
