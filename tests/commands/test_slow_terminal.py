"""What is sent to a terminal that takes it in parts, or none of it any more."""

from __future__ import annotations

import os
import sys
import threading

import pytest

if sys.platform == "win32":
    pytest.skip("there are no such terminals", allow_module_level=True)

from screens.terminal import Output

LONG = "胰岛素 a" * 40_000
"""More than a pipe or a terminal holds."""


def test_what_is_not_taken_at_once_is_sent_whole_and_in_order() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    lost: list[bool] = []
    with open(reading, "rb") as end, open(writing, "w", encoding="utf-8") as file:
        output = Output(file, lambda: lost.append(True))

        def send() -> None:
            output.write(LONG)
            output.write("end")
            output.flush()
            file.close()

        sender = threading.Thread(target=send)
        sender.start()
        assert end.read().decode() == LONG + "end"
        sender.join()
    assert not lost


def test_a_terminal_that_went_away_is_told_of_once() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    lost: list[bool] = []
    with open(writing, "w", encoding="utf-8") as file:
        output = Output(file, lambda: lost.append(True))
        for _ in range(3):
            output.write("a")
            output.flush()
    assert lost == [True]


def test_what_an_older_terminal_cannot_show_is_named_instead() -> None:
    reading, writing = os.pipe()
    with open(reading, "rb") as end, open(writing, "w", encoding="gbk") as file:
        output = Output(file, lambda: None)
        output.write("药 😀")
        output.flush()
        file.close()
        assert end.read() == "药 \\U0001f600".encode("gbk")
