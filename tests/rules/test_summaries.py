"""A summary is short and keeps by when something has to be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.reading.shapes import Field, Span
from models.reading.summaries import shortened
from models.requests.rules import SUMMARY
from models.text import cells

FORM = (
    "求助内容：家里老人长期服用降压药和降糖药，前几天已经和楼组长登记过两次，也打过居委热线和12345，"
    "都说在等统一配药，医保卡在我这里，病历本拍照发过群里了，请在4月10日下午三点之前帮忙配到，谢谢"
)


def test_a_long_form_keeps_its_deadline() -> None:
    start = FORM.index("4月10日下午三点之前")
    said = shortened(FORM, FORM, [Span(start, start + 10, Field.URGENCY)])
    assert cells(said) <= SUMMARY
    assert said.startswith("求助内容：家里老人")
    assert "4月10日下午三点之前" in said


def test_a_short_one_stays_as_it_is() -> None:
    assert shortened("降压药没了", "降压药没了", []) == "降压药没了"


@given(st.text(max_size=300), st.lists(st.tuples(st.integers(0, 290), st.sampled_from(Field))))
def test_it_is_never_longer_than_a_row_has_room_for(text: str, at: list[tuple[int, Field]]) -> None:
    spans = [Span(min(start, len(text)), len(text), field) for start, field in at]
    assert cells(shortened(text, text, spans)) <= SUMMARY


def test_what_stands_in_the_beginning_is_not_said_twice() -> None:
    text = (
        "Positive for 4 days, a family of three waiting for transfer, the grandmother is negative"
        " and shut in with us, asking every day whether the bus comes, and nobody knows who"
    )
    said = shortened(text, text, [Span(13, 19, Field.DAYS)])
    assert said == f"{text[: SUMMARY - 1]}…"
