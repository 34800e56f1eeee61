"""Whose deliveries are one driver's, and which supplier a text names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.drivers import DrivenRow, DriverCard, NoteKind, NoteRow
from models.drivers.rules import by_driver, named, plate_key


def driven(no: int, phone: str = "", plate: str = "", driver: str = "王师傅") -> DrivenRow:
    return DrivenRow(no, "expected", driver, phone, plate, f"2022-04-{no:02}", None, None)


def groups(*rows: DrivenRow) -> list[list[int]]:
    return [[row.no for row in group] for group in by_driver(rows)]


def test_one_number_or_one_plate_is_one_driver() -> None:
    assert groups(
        driven(1, "13800000001", "沪A·1"),
        driven(2, "13800000002", "沪B·2"),
        driven(3, "13800000001", "沪C·3"),
        driven(4, "", "沪b 2"),
    ) == [[1, 3], [2, 4]]


def test_a_delivery_may_show_that_two_were_one() -> None:
    assert groups(driven(1, "138"), driven(2, "", "沪A1"), driven(3, "138", "沪A1")) == [[1, 2, 3]]


def test_a_name_alone_joins_nothing() -> None:
    assert groups(driven(1), driven(2)) == [[1], [2]]


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "1", "2", "3"]), st.sampled_from(["", "a", "b"])),
        max_size=8,
    )
)
def test_each_delivery_is_in_one_group(keys: list[tuple[str, str]]) -> None:
    rows = [driven(no, phone, plate) for no, (phone, plate) in enumerate(keys, 1)]
    found = by_driver(rows)
    assert sorted(row.no for group in found for row in group) == list(range(1, len(rows) + 1))
    for one in rows:
        for other in rows:
            same = one.driver_phone and one.driver_phone == other.driver_phone
            if same or (one.plate and one.plate == other.plate):
                assert any(one in group and other in group for group in found)


def test_plates_are_compared_without_their_signs() -> None:
    assert plate_key("沪A·12345") == plate_key("沪a 12345") != plate_key("沪A·12346")


def test_the_supplier_meant_is_the_longest_name_in_a_text() -> None:
    names = ["第一食品", "上海第一食品", "光明乳业"]
    assert named("来源：上海第一食品 4月10日", names) == 1
    assert named("光明", names) == 2
    assert named("光明乳业（保供）", names) == 2
    assert named("食品", names) is None, "two have it"
    assert named("盒马", names) is None
    assert named("  ", names) is None


def test_a_card_counts_promises() -> None:
    notes = tuple(
        NoteRow(no, f"n{no}", 1, 1, kind, "x", is_kept, "2022-04-09T00:00:00Z")
        for no, (kind, is_kept) in enumerate(
            [
                (NoteKind.PROMISED, 1),
                (NoteKind.PROMISED, 0),
                (NoteKind.PROMISED, None),
                (NoteKind.ASKED, None),
            ]
        )
    )
    card = DriverCard("王师傅", "", (), (), notes)
    assert (card.kept, card.broken) == (1, 1)
    assert len(card.of(NoteKind.PROMISED)) == 3
