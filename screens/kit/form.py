"""The one form: what was read of a record, changed and saved; left, it keeps a draft.

A draft is what differs from what stood there, so that it fits over facts that changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Generic, TypeVar

from data.journal import queries as journal
from models.drafts import Draft, Value
from models.problems import Problem, Refused
from models.times import stored
from screens.i18n import _
from screens.keys import bindings
from screens.keys.dialogs import FORM
from screens.kit.clash import Clash, changed_by, clashes, which
from screens.kit.editors import differ, fitting
from screens.kit.fields import FormField, Values
from screens.kit.form_lines import FormLines
from screens.kit.record import Edit, Record
from screens.kit.times import clock
from screens.kit.values import beside, joined
from screens.sentences import say

T = TypeVar("T")


class FormDialog(FormLines, Generic[T]):
    """A form over a place; dismissed with True once `save` did what it says.

    When somebody else changed the record meanwhile, the form takes their change up: it is shown
    as it is now with what was typed over it, to be looked at and saved again. Where both changed
    the same field it is asked whose words stand, and nothing is saved before.

    Args:
        load: reads what stands in it; again after somebody else's change.
        fields: the fields in order.
        read: makes the input of what stands in the fields, or says what is wrong, with
            `Problem.field` naming the field.
        save: does the act.
        draft: the name under which unfinished input is kept, such as `household:66`; None for a
            form that needs none.
        begun: what stands typed in it already, in place of a draft.
        told: what is to be known of that, said until something else is.
        first: the field the cursor is in at first; the first of all when None.
    """

    BINDINGS = bindings(FORM)

    def __init__(
        self,
        load: Callable[[], Record],
        fields: Sequence[FormField],
        read: Callable[[Values, datetime], T | list[Problem]],
        save: Callable[[Edit[T]], Awaitable[object]],
        draft: str | None = None,
        *,
        begun: Values | None = None,
        told: Sequence[Problem] = (),
        first: str | None = None,
    ) -> None:
        super().__init__(fields, first)
        self._load = load
        self._read = read
        self._save = save
        self._draft = draft
        self._begun = begun
        self._clashes: dict[str, Clash] = {}
        """By name, the fields of which nobody said yet whose words stand."""
        self._seen = self.desk.store.ask(journal.newest)
        """The newest step of the journal when the form was opened, or its draft's was."""
        self._restored = False
        """Whether what was typed can be dropped: a draft, or what stands over others' changes."""
        if told:
            self._said = lambda: "⚠ " + beside(*map(say, told), gap=" ")
        self._stand()

    def _stand(self) -> None:
        """Read what stands in the fields."""
        self._record = self._load()
        values = self._record.values
        self._initial = {
            field.name: fitting(field, values.get(field.name, field.kind.show(None)))
            for field in self._fields
        }

    def heading(self) -> str:
        return self._record.title()

    def begins_with(self) -> Values:
        return {**self._initial, **(self._begun or self._kept())}

    @property
    def restored(self) -> Draft | None:
        """The draft that stands in it; None where none does."""
        return self.desk.drafts.get(self._draft) if self._restored and self._draft else None

    # -- what was typed ----------------------------------------------------------------------

    def typed(self) -> dict[str, Value]:
        """What differs from what stood there at first."""
        stands = self._initial
        return {name: value for name, value in self.values().items() if differ(value, stands[name])}

    def touched(self, typed: Values) -> tuple[str, ...]:
        """Names of the input model that are decided by what was typed."""
        fields = (field for field in self._fields if field.name in typed)
        return tuple(name for field in fields for name in field.decides or (field.name,))

    def _stood(self) -> dict[str, Value]:
        """What stood in the fields when they were typed into."""
        return {**self._initial, **{name: clash.was for name, clash in self._clashes.items()}}

    def keep_typed(self) -> None:
        if self._draft is None:
            return
        secret = {field.name for field in self._fields if field.secret}
        typed = {name: said for name, said in self.typed().items() if name not in secret}
        if typed:
            title, key = self.heading(), self._record.key
            kept = Draft(
                title, typed, self._stood(), key, self._seen, stored(self.desk.store.now())
            )
            self.desk.drafts.put(self._draft, kept)
        else:
            self._forget_draft()

    def _kept(self) -> Values:
        """What was typed before the form was left, as far as it is about this record."""
        kept = None if self._draft is None else self.desk.drafts.get(self._draft)
        if kept is None or kept.record != self._record.key:
            return {}
        known = kept.typed.keys() & kept.stood.keys()
        fields = [field for field in self._fields if field.name in known]
        typed = {field.name: fitting(field, kept.typed[field.name]) for field in fields}
        self._clashes = clashes(self._fields, typed, kept.stood, self._initial)
        if self._clashes:
            self._on_file = {name: clash.now for name, clash in self._clashes.items()}
            self._seen = kept.seen
        if typed:
            self._restored, self._said = True, self._draft_words
        return typed

    def _draft_words(self) -> str:
        kept = None if self._draft is None else self.desk.drafts.get(self._draft)
        when = clock(kept.at, self.desk.store.now()) if kept is not None and kept.at else ""
        if not when:
            return _("Your draft from before is shown; ctrl+r drops it.   ctrl+s: save   esc: back")
        words = _("Your draft from {at} is shown; ctrl+r starts anew.   ctrl+s: save   esc: back")
        return words.format(at=when)

    def _forget_draft(self) -> None:
        if self._draft is not None:
            self.desk.drafts.drop(self._draft)

    def action_drop_draft(self) -> None:
        """Let the facts on file stand in the form again."""
        self._clashes, self._on_file = {}, {}
        for field in self._fields:
            self._put(field, self._initial[field.name])
            self._show_problem(field.name, None)
        self._restored = False
        self._forget_draft()
        self._say(self._keys)

    def _keys(self) -> str:
        if self._draft is None:
            return _("enter ↑ ↓: fields   ctrl+s: save   esc: back")
        return super()._keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A draft can be dropped where one stands."""
        if action == "drop_draft":
            return self._restored
        return super().check_action(action, parameters)

    # -- what others changed -----------------------------------------------------------------

    def _who_changed(self) -> str:
        """Who changed the record since it stood in the form, see `changed_by`."""
        keys, seen = self._record.keys, self._seen
        return changed_by(self.desk.store.ask(journal.last_change, keys, seen))

    def file_replaced(self) -> None:
        """Another file has another record under the same number, or none."""
        if self._record.version is None:
            return
        if self._is_gone():
            self._tell_gone()
        else:
            self._take_up(ask=False)

    def _take_up(self, *, ask: bool = True) -> None:
        """Somebody else changed the record: show it as it is now, with what was typed over it.

        Args:
            ask: whether to ask at once whose words stand where both changed a field.
        """
        typed, was, stood = self.typed(), self._initial, self._stood()
        with self.desk.store.read():
            by = self._who_changed()
            self._stand()
        changed = [f for f in self._fields if differ(self._initial[f.name], was[f.name])]
        self._clashes = clashes(self._fields, typed, stood, self._initial)
        for field in changed:
            now = self._initial[field.name]
            if field.name in typed:
                self._on_file[field.name] = now
                self._show_problem(field.name, None)
            else:
                self._put(field, now)
        self._show_title()
        self._restored = bool(typed)

        def words() -> str:
            names = joined(_(field.label) for field in changed)
            what = self._record.called()
            return "⚠ " + _(
                "{what} was changed meanwhile{by}. It is shown as it is now, with what you typed "
                "over it; look at it and save again."
            ).format(what=f"{what} ({names})" if names else what, by=by)

        self._say(words)
        if ask:
            self._ask_next()

    def _ask_next(self, asked: int = 0) -> None:
        """Ask whose words stand in the next field that clashes; there may be none.

        Args:
            asked: how many of these questions were answered before it. What is typed right behind
                the last answer was meant for one more, and not for the field the cursor is in.
        """
        field = next((f for f in self._fields if f.name in self._clashes), None)
        if field is None and asked:
            self.desk.drop_letters(coming=True, again=False)
        if field is None:
            return
        clash = self._clashes[field.name]

        def chosen(index: int | None) -> None:
            if index is None:
                self._go_to(field.name)
                return
            if index:
                self._put(field, clash.now)
                self._on_file.pop(field.name, None)
                self._show_problem(field.name, None)
            del self._clashes[field.name]
            self._ask_next(asked + 1)

        by, of = self._who_changed(), asked + len(self._clashes)
        question = which(field, self._value(field), clash, by, (asked + 1, of))
        self.desk.open_dialog(question, chosen)

    def _is_gone(self) -> bool:
        """Whether the record is on file no more."""
        if self._record.version is None:
            return False
        try:
            self._load()
        except Refused as refused:
            if not refused.problem.code.endswith("_unknown"):
                raise
            return True
        return False

    def _tell_gone(self) -> None:
        by = self._who_changed()

        def words() -> str:
            return "⚠ " + _(
                "{what} is not on file any more{by}. Nothing is saved; what you typed stays here,"
                " to be copied."
            ).format(what=self._record.called(), by=by)

        self._say(words)

    # -- saving ------------------------------------------------------------------------------

    async def action_save(self) -> None:
        """Check everything, then do it; the first field that is wrong gets the focus."""
        if self._clashes:
            self._ask_next()
            return
        problems = await self.once(self._do)
        if problems is None:
            return
        codes = [problem.code for problem in problems]
        edited = "edited_meanwhile" in codes
        if (edited or any(code.endswith("_unknown") for code in codes)) and self._is_gone():
            self._tell_gone()
            return
        if edited:
            self._take_up()
            return
        names = {field.name for field in self._fields}
        loose = [problem for problem in problems if problem.field not in names]
        self._say((lambda: "⚠ " + beside(*map(say, loose), gap=" ")) if loose else self._keys)
        self._show_wrong({p.field: p for p in reversed(problems) if p.field in names})
        if not problems:
            self._forget_draft()
            self.dismiss(True)

    async def _do(self) -> Sequence[Problem]:
        """Read the form and do what it says; what is wrong with it, or what refused it."""
        try:
            given = self._read(self.values(), self.desk.store.now())
        except Refused as refused:
            return [refused.problem]
        if isinstance(given, list):
            return given
        done = await self._save(Edit(given, self.touched(self.typed()), self._record.version))
        return [done.problem] if isinstance(done, Refused) else []
