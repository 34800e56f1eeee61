"""What a request is about, said in three keys: the list of kinds, a letter or digit, enter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from textual.widgets import Input

from data.reading.kind import correct_kind as said_of_kind
from models.learned import Lesson
from models.requests import RequestKind
from models.requests.doubts import OF_KIND
from models.several import Several
from models.text import fold
from screens import i18n
from screens.i18n import _
from screens.keys import bindings
from screens.keys.papers import KIND_CHOICE
from screens.kit.narrowed import ChooseNarrowed
from screens.kit.values import beside
from screens.learned import words as learned_words
from screens.requests import time_words, words

if TYPE_CHECKING:
    from screens.kit.desk import Desk
    from screens.requests.detail import Known
    from screens.requests.request_place import RequestPlace


class KindChoice(ChooseNarrowed):
    """All kinds, the likeliest first; letters narrow them, those that begin so before the others.

    Args:
        kinds: in the order in which they are shown.
    """

    BINDINGS = bindings(KIND_CHOICE)
    list_id = "kinds-list"

    def __init__(
        self,
        title: Callable[[], str],
        kinds: Sequence[RequestKind],
        about: Callable[[], str] | None = None,
    ) -> None:
        super().__init__(title, lambda: [_(words.KINDS[kind]) for kind in kinds], about)
        self._kinds = kinds

    @property
    def _left(self) -> list[int]:
        typed = fold(self.query_one(Input).value).split() if self.is_mounted else []
        names = map(_names, self._kinds)
        ranked = ((one.rank(typed), at) for at, one in enumerate(names) if one.have(typed))
        return [at for _rank, at in sorted(ranked)]

    def none_left(self) -> str:
        return _("no kind has these letters")

    def foot(self) -> str:
        return _("letters, then enter or a digit: choose   ^E: words learned   esc: back")

    def action_learned(self) -> None:
        """Show the words that were learned."""
        desk = self.desk
        self.dismiss(None)
        desk.call_later(desk.action_open, "learned")


class _Names(NamedTuple):
    """What a kind is found by, folded, with a blank before each word.

    Attributes:
        called: what it is called in either language, with initials and in Latin letters.
        typed: what else people type to find it.
    """

    called: str
    typed: str

    def have(self, words: Sequence[str]) -> bool:
        """Whether all words are in them."""
        return all(word in self.called or word in self.typed for word in words)

    def rank(self, words: Sequence[str]) -> int:
        """How far behind it stands: what is called so before what is only looked for so."""
        begin = f" {words[0]}" if words else ""
        return 0 if begin in self.called else 1 if begin in self.typed else 2


@cache
def _names(kind: RequestKind) -> _Names:
    from data.requests.search_text import kind_words
    from models.word_tables import unless_broken

    called = [i18n.in_language(one, words.KINDS[kind]) for one in i18n.LANGUAGES]
    typed = unless_broken(lambda: kind_words()[kind], ())
    return _Names(_letters(called), _letters((kind.replace("_", " "), *typed)))


def _letters(names: Collection[str]) -> str:
    """Names with the initials they are likeliest typed by, and in Latin letters."""
    from data.pinyin import in_letters, initials

    found = list(names)
    for name in names:
        if not name.isascii():
            found += (initials(name).split()[0], in_letters(name))
    return " " + fold(" ".join(found))


def settled(kind: RequestKind, doubts: Collection[str]) -> RequestKind | None:
    """The kind that nobody will choose: the one there is, but for a guess to be confirmed."""
    is_guess = kind is not RequestKind.OTHER and not OF_KIND.isdisjoint(doubts)
    return None if is_guess else kind


def choose_kind(
    desk: Desk,
    title: Callable[[], str],
    text: str,
    now: RequestKind | None,
    then: Callable[[RequestKind], object],
    about: Callable[[], str] | None = None,
) -> None:
    """Let a kind be chosen.

    Args:
        text: what was said, by which the likeliest stand first.
        now: the kind that nobody will choose, see `settled`; it stands last.
    """
    kinds = _ranked(desk, text, now)

    def chosen(index: int | None) -> None:
        if index is not None:
            then(kinds[index])

    desk.open_dialog(KindChoice(title, kinds, about), chosen)


def _ranked(desk: Desk, text: str, now: RequestKind | None) -> list[RequestKind]:
    """All kinds; while health is hidden in no order that could tell of it."""
    from models.reading.guard import guard
    from models.word_tables import unless_broken

    kinds = list(RequestKind)
    if not desk.masked:
        likely = unless_broken(lambda: guard().ranked(text), [])
        kinds.sort(key=lambda kind: (kind == now, _place_in(likely, kind)))
    return kinds


def _place_in(likely: Sequence[RequestKind], kind: RequestKind) -> int:
    return likely.index(kind) if kind in likely else len(likely)


def correct_kind(place: RequestPlace, known: Sequence[Known]) -> None:
    """Ask what requests are about; what is said teaches words."""
    nos = [one.row.no for one in known]
    row = known[0].row

    def take(kind: RequestKind) -> None:
        place.desk.run_worker(
            place.act_on(
                lambda step: said_of_kind(step, nos, kind), lambda done: _said(place, done, kind)
            )
        )

    choose_kind(
        place.desk,
        lambda: words.asked(_("What is it about?"), len(nos)),
        known[0].view.text,
        settled(RequestKind(row.kind), row.doubts),
        take,
        lambda: place.about(known),
    )


def _said(place: RequestPlace, done: Several[Lesson], kind: RequestKind) -> str:
    masked = place.desk.masked
    learned = learned_words.told(done.done.values(), kind, masked)
    if len(done.nos) > 1:
        told = _("It is said of {count} requests what they are about.")
        return beside(told.format(count=len(done.nos)), learned, gap=" ")
    row = place.known(done.nos[0]).row
    told = _("Request {no} is about {kind} now, {urgency}; next chase {due}.").format(
        no=row.no,
        kind=words.kind(row, masked),
        urgency=words.urgency(row),
        due=time_words.due(row, place.store.now()),
    )
    return beside(told, learned, gap=" ")
