"""A look at a disk that may never answer, waited for no longer than somebody would."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, look: Callable[[], T]) -> T:
    """What a look gives; what it raises is raised here.

    One that does not come back is left to itself, and keeps the program from nothing.

    Raises:
        TimeoutError: it took longer.
    """
    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(look())
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            answer.set_exception(error)

    Thread(target=run, name="look", daemon=True).start()
    return answer.result(seconds)
