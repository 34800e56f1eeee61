"""The form of samples that leave, from their list or from the tubes of a round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from data.samples import commands as sample_commands
from data.samples import queries as samples
from screens.i18n import _
from screens.kit.fields import reader
from screens.kit.form import FormDialog
from screens.kit.record import blank
from screens.samples import form as forms
from screens.samples import words

if TYPE_CHECKING:
    from screens.kit.desk import Desk


def send(
    desk: Desk,
    then: Callable[[object], None],
    codes: Sequence[str] = (),
    of_round: int | None = None,
) -> None:
    """Ask who takes samples to which laboratory.

    Args:
        then: called with what came of it.
        codes: of the tubes that leave, where they were chosen.
        of_round: the round these are of.
    """
    with desk.store.read() as conn:
        of = forms.taken(conn, desk.store.now())
        laboratory = samples.last_laboratory(conn)
    of = [one for one in of if of_round in (None, one.of.no)]
    if not of:
        told = _("No round has come of which samples could leave.")
        desk.tell(told, wrong=True, refused=True)
        return
    fields = forms.new_fields(of)
    stands = forms.blank_trip(of, laboratory)
    if codes:
        whole = next((one for one in of if one.at is None), of[0])
        stands = {**stands, "round": whole.choice, "codes": " ".join(codes)}
    desk.open_dialog(
        FormDialog(
            blank(lambda: _("Samples leave"), stands),
            fields,
            reader(fields, forms.leaving),
            lambda edit: desk.perform(
                lambda step: sample_commands.send_samples(step, edit.given),
                lambda row: words.sent(row, desk.store.now()),
            ),
            "samples",
            first="who" if laboratory else "laboratory",
        ),
        then,
    )
