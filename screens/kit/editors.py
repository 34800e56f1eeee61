"""The widgets fields are edited in: one for each kind of field, and what stands in it."""

from __future__ import annotations

from typing import Any

from rich.text import Text
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Select, SelectionList, TextArea
from textual.widgets.selection_list import Selection

from models.drafts import Value
from models.text import one_line
from screens.i18n import _
from screens.keys import bindings
from screens.keys.dialogs import AREA
from screens.kit import masks
from screens.kit.choices import Choices
from screens.kit.fields import FormField
from screens.kit.kinds import Choice, Several, Typed
from screens.kit.line_field import LineField
from screens.kit.path_field import PathField
from screens.kit.pick import Pick
from screens.kit.refusable import Refusable
from screens.kit.values import joined

_MOST_CHOICES, _LINES = 6, 4
"""Lines of a list of choices, and of a text of several lines."""


class _Lines(Refusable, TextArea):
    """A field of several lines, which shows no more than the mask lets be seen."""

    BINDINGS = bindings(AREA)

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        line.plain = masks.veiled(line.plain)
        return line


def editor(field: FormField, value: Value, id: str) -> Widget:
    """The widget of a field with a value in it."""
    if isinstance(field.kind, Choice):
        return Pick(_said(field.kind), value, required=field.required, id=id)
    if isinstance(field.kind, Several):
        pairs = _said(field.kind)
        listed = Choices(
            *(Selection(Content(words), key, key in value) for key, words in pairs), id=id
        )
        listed.styles.height = min(_MOST_CHOICES, max(1, len(pairs)))
        return listed
    if isinstance(field.kind, Typed) and field.kind.lines:
        area = _Lines(str(value), placeholder=_(field.hint) if field.hint else "", id=id)
        area.styles.height = _LINES
        # One goes on typing behind what stands there already.
        area.move_cursor(area.document.end)
        return area
    if isinstance(field.kind, Typed) and field.kind.path:
        return PathField(str(value), frozenset(), id=id)
    return LineField(str(value), placeholder=_(field.hint) if field.hint else "", id=id)


def _said(kind: Choice[Any] | Several) -> list[tuple[str, str]]:
    """What can be chosen, in words that the mask hides where they tell of health: what is chosen
    is a fact of whom the form is about."""
    return [(key, one_line(words)) for key, words in kind.pairs()]


def value_in(editor: Widget) -> Value:
    """What stands in a field's widget now."""
    if isinstance(editor, Select):
        return "" if editor.value is Select.NULL else str(editor.value)
    if isinstance(editor, SelectionList):
        return tuple(editor.selected)
    if isinstance(editor, TextArea):
        return editor.text
    assert isinstance(editor, Input)
    return editor.value


def put_value(editor: Widget, value: Value) -> None:
    """Let a value stand in a field's widget."""
    if isinstance(editor, Select):
        editor.value = value or Select.NULL
    elif isinstance(editor, SelectionList):
        editor.deselect_all()
        for key in value:
            editor.select(key)
    elif isinstance(editor, TextArea):
        editor.text = str(value)
    elif isinstance(editor, Input):
        editor.value = str(value)


def say_anew(editor: Widget, field: FormField) -> None:
    """Say what can be chosen, and what is typed for, in the language spoken now."""
    if isinstance(editor, Pick) and isinstance(field.kind, Choice):
        editor.say_choices(_said(field.kind))
    elif isinstance(editor, SelectionList) and isinstance(field.kind, Several):
        for at, (_key, words) in enumerate(_said(field.kind)):
            editor.replace_option_prompt_at_index(at, Content(words))
    elif isinstance(editor, LineField | TextArea) and field.hint:
        editor.placeholder = _(field.hint)


def fitting(field: FormField, value: Value) -> Value:
    """A value as it will stand in the field: of what cannot be chosen, nothing."""
    if isinstance(field.kind, Several):
        return () if isinstance(value, str) else value
    if isinstance(field.kind, Choice):
        return next((key for key, _words in field.kind.pairs() if key == value), "")
    return value


def spelled(field: FormField, value: Value) -> str:
    """What stands in a field, in words."""
    known = dict(field.kind.pairs()) if isinstance(field.kind, Choice | Several) else {}
    said = [value] if isinstance(value, str) else list(value)
    return joined(known.get(one, one) for one in said) or "—"


def differ(one: Value, other: Value) -> bool:
    """Whether two values of a field are not the same; what is chosen has no order."""
    several = isinstance(one, tuple) and isinstance(other, tuple)
    return sorted(one) != sorted(other) if several else (one or "") != (other or "")
