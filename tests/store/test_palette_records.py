"""Records that the palette finds: by number, door, telephone tail, name and initials."""

from __future__ import annotations

from data.requests import queries as requests
from data.search.palette import RequestHit, nearest
from data.search.records import RecordHit
from data.store import Store


def found(store: Store, text: str) -> list[RecordHit | RequestHit]:
    with store.read() as conn:
        return nearest(conn, text, store.now())


def test_a_request_is_found_by_its_number_and_nothing_else_by_a_sign(sample: Store) -> None:
    with sample.read() as conn:
        no = requests.where(conn, "1", {}, sample.now(), requests.settings(conn))[0].no
    assert found(sample, f"#{no}")[0].no == no
    first = found(sample, str(no))[0]
    assert isinstance(first, RequestHit)
    assert first.no == no
    assert found(sample, "#999999") == []


def test_a_household_is_found_by_its_door_and_a_number_by_its_end_first(sample: Store) -> None:
    with sample.read() as conn:
        row = conn.execute(
            "SELECT t.no AS no, t.phone AS phone, c.name AS compound, b.name AS building,"
            " t.room AS room FROM household t JOIN building b ON b.id = t.building_id"
            " JOIN compound c ON c.id = b.compound_id"
            " WHERE t.phone != '' AND coalesce(t.unit, '') = '' AND c.kind != 'lane' LIMIT 1"
        ).fetchone()
    no, phone, compound, building, room = row
    door = f"{compound[:2]}{building}-{room}"
    assert no in {one.no for one in found(sample, door) if isinstance(one, RecordHit)}
    tails = [one for one in found(sample, phone[-4:]) if isinstance(one, RecordHit)]
    ends = [one.phone.endswith(phone[-4:]) for one in tails if one.subject == "households"]
    assert ends[0]
    assert ends == sorted(ends, reverse=True)
    assert found(sample, "") == []
