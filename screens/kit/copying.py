"""What can be copied of a record, and of a list: what each place says of its own, and the key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.text import printable
from screens.i18n import _, ngettext
from screens.kit import masks
from screens.kit.place import Place
from screens.kit.taken import Taken


class CopyPlace(Place):
    """A place whose records can be copied. Subclasses say what of a record there is to copy; what
    the mask hides is copied hidden."""

    def numbers(self, no: int) -> Sequence[Taken]:
        """The telephone numbers of a record, the first to be dialled first."""
        del no
        return ()

    def address(self, no: int) -> str:
        """Where a record is, in words; empty where it is nowhere."""
        del no
        return ""

    def record_text(self, no: int) -> str:
        """All of a record, line by line."""
        del no
        return ""

    def list_text(self) -> str:
        """The list for a group chat; empty where there is none."""
        return ""

    def to_copy(self, nos: Sequence[int]) -> list[Taken]:
        """What there is to copy of records, what is most likely wanted first."""
        with self.store.read():
            found = [*(self._of_one(nos[0]) if len(nos) == 1 else self._of_several(nos))]
            found.append(Taken(_("the list, for a group chat"), self.list_text()))
        return [one._replace(text=shown(one.text)) for one in found if one.text]

    def _of_one(self, no: int) -> Iterator[Taken]:
        yield from self.numbers(no)
        yield Taken(_("address"), self.address(no))
        yield Taken(_("all of it"), self.record_text(no))

    def _of_several(self, nos: Sequence[int]) -> Iterator[Taken]:
        first = [numbers[0].text for no in nos if (numbers := self.numbers(no))]
        yield Taken(
            ngettext("{count} number", "{count} numbers", len(first)).format(count=len(first)),
            "\n".join(first),
        )
        yield Taken(_("their addresses"), "\n".join(filter(None, map(self.address, nos))))
        yield Taken(
            _("all of {count}").format(count=len(nos)),
            "\n\n".join(filter(None, map(self.record_text, nos))),
        )

    def action_copy(self) -> None:
        """Choose what of the records meant, or of the list, is copied."""
        from screens.kit.copy_dialog import CopyDialog

        nos = self.meant()
        if nos:
            self.desk.open_dialog(CopyDialog(self, nos))


def shown(text: str) -> str:
    """A text as it may leave the desk: what the mask hides is hidden in it, line by line."""
    return printable("\n".join(map(masks.veiled, text.split("\n"))))
