"""What is told of an import as JSON."""

from __future__ import annotations

from models.exchange import (
    FieldChange,
    ImportReport,
    KindGuess,
    Reason,
    RecordChange,
    RowProblem,
)
from screens.commands.listing import Field, Record
from screens.exchange.words import message_of, why_words
from screens.i18n import N_

PROBLEM: Record[RowProblem] = Record(
    "problem of a row",
    "in `import`",
    (
        Field("file"),
        Field("sheet", "name of the sheet"),
        Field("row", "number of the row, from 1"),
        Field("column", "heading or letter of the column"),
        Field("code", "what is wrong, a stable name in snake_case"),
        Field("params", "what the words for it need", lambda r, _n: dict(r.params)),
        Field("message", "the same in words", lambda r, _n: message_of(r)),
        Field("kept", "whether the row was taken all the same", lambda r, _n: r.taken),
    ),
)

CHANGED: Record[FieldChange] = Record(
    "field changed",
    "in `import`",
    (
        Field("field", "which one"),
        Field("old", "what it was"),
        Field("new", N_("what it is")),
    ),
)

CHANGE: Record[RecordChange] = Record(
    "record changed",
    "in `import`",
    (
        Field("kind"),
        Field("no"),
        Field("label", "what it is called"),
        Field("sheet", "name of the sheet"),
        Field("row", "number of the row, from 1"),
        Field("fields", "what changed of it", lambda r, _n: list(r.changes), of=CHANGED),
    ),
)

WHY: Record[Reason] = Record(
    "reason for a kind",
    "in `import`",
    (
        Field("code", "what speaks for it, a stable name in snake_case"),
        Field("params", "what the words for it need", lambda r, _n: dict(r.params)),
        Field("message", "the same in words", lambda r, _n: why_words(r)),
    ),
)

KIND: Record[KindGuess] = Record(
    "kind of a file",
    "in `import`",
    (
        Field("kind", "what it is, or may be"),
        Field("why", N_("what speaks for it"), lambda r, _n: list(r.why), of=WHY),
    ),
)

REPORT: Record[ImportReport] = Record(
    "import of a file",
    "`import`; of several files in a list",
    (
        Field("file"),
        Field(
            "kind",
            "`compounds`, `register`, `staff`, `volunteers`, `deliveries` or `calls`;"
            " null when nothing of it was read",
        ),
        Field("kinds", "what it is, or may be", lambda r, _n: list(r.kinds), of=KIND),
        Field("added", "how many records were added"),
        Field("updated", "how many were changed"),
        Field("unchanged", "how many stayed as they were"),
        Field("skipped", "how many rows were passed over"),
        Field("to_settle", "how many rows of results are kept to be settled"),
        Field("by_compound", "how many households each compound has in it"),
        Field("problems", "what is wrong", lambda r, _n: list(r.problems), of=PROBLEM),
        Field("notes", "what is worth knowing", lambda r, _n: list(r.notes), of=PROBLEM),
        Field("asks", "what has to be agreed to", lambda r, _n: list(r.asks), of=PROBLEM),
        Field("changes", "what changed", lambda r, _n: list(r.changes), of=CHANGE),
    ),
)
