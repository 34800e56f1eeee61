"""Duty sheets in words: for the group chat, and as a page in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from models import masking
from models.duties import Role, Work
from models.sheets import DutySheet, SheetLine
from models.sheets.rules import for_volunteers, masked
from screens.duties import words
from screens.i18n import N_, _
from screens.kit.values import joined, spoken
from screens.sampling import handed_on

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def day_words(day: date) -> str:
    """A day with its weekday: `04-10 Sun`."""
    return f"{spoken(day)} {_(_WEEKDAYS[day.weekday()])}"


def readable(sheets: Sequence[DutySheet], *, hide: bool = False) -> list[DutySheet]:
    """Sheets as they may go out: one that a volunteer reads too tells neither health nor numbers.

    Args:
        hide: whether they are to tell nothing of it whoever reads them.
    """
    if not (hide or any(map(for_volunteers, sheets))):
        return list(sheets)
    return [
        sheet._replace(
            lines=tuple(masked(line, masking.number, meets_driver=not hide) for line in sheet.lines)
        )
        for sheet in sheets
    ]


def chat(sheets: Sequence[DutySheet], day: date, *, hide: bool = False) -> str:
    """Sheets as words for the group chat; one message whatever their number."""
    shown = readable(sheets, hide=hide)
    if len(shown) == 1:
        head = _("{day} duties: {name}").format(day=day_words(day), name=_name(shown[0]))
        lines = [head, *_body(shown[0], day)]
    else:
        lines = [_("{day} duties").format(day=day_words(day))]
        for sheet in shown:
            lines += ["", _("[{name}]").format(name=_name(sheet)), *_body(sheet, day)]
    if not shown:
        lines.append(_("Nobody has a duty on this day."))
    elif any(sheet.lines for sheet in shown):
        lines += [
            "",
            _("Say when you have come and when you leave; if you cannot, say so at once."),
        ]
    return "\n".join(lines) + "\n"


def page(sheets: Sequence[DutySheet], day: date, *, hide: bool = False) -> str:
    """Sheets as a page in Markdown: a heading for each person, a line for each duty."""
    lines = ["# " + _("{day} duties").format(day=day_words(day))]
    for sheet in readable(sheets, hide=hide):
        lines += ["", f"## {_plain(_name(sheet))}", ""]
        for line in sheet.lines:
            first, *more = _line(line, day)
            lines.append(f"- [ ] {_plain(first)}")
            lines += [f"      {_plain(one)}" for one in more]
        if not sheet.lines:
            lines.append(_("no duty"))
    return "\n".join(lines) + "\n"


def _name(sheet: DutySheet) -> str:
    return f"{sheet.name}  {sheet.post}".rstrip()


def _body(sheet: DutySheet, day: date) -> Iterator[str]:
    for line in sheet.lines:
        first, *more = _line(line, day)
        yield first
        yield from (f"  {one}" for one in more)
    if not sheet.lines:
        yield _("no duty")


def _line(line: SheetLine, day: date) -> Iterator[str]:
    """A duty: when, what, as what, where; then what it is about and who else is there."""
    role = "" if line.role == Role.HAND or line.work == Work.REST else words.role(line.role)
    work, where = words.work(line.work), _place(line) or line.note
    role = "" if role == work else role
    asked = _("(only if you say yes: it is outside your hours)") if line.to_ask else ""
    parts = (words.span(line.starts_at, line.ends_at, day), work, role, where, asked)
    yield "  ".join(part for part in parts if part)
    about = (joined(line.what), " ".join(part for part in (line.who, line.phone) if part))
    told = "  ".join(part for part in about if part)
    if told:
        yield told
    if line.note and line.where:
        yield line.note
    if line.people:
        yield _("with {names}").format(names=_(", ").join(line.people))
    if line.left is not None:
        yield from handed_on.for_paper(line.left)


def _place(line: SheetLine) -> str:
    """Where to go, and at a site whom it is for."""
    where = " ".join(part for part in (line.where, line.unloading_point) if part)
    if not line.compounds:
        return where
    return _("{site} ({compounds})").format(site=where, compounds=joined(line.compounds))


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in text)
