"""Records that the palette finds: by number, door, telephone tail, name and initials."""

from __future__ import annotations

from data.requests import queries as requests
from data.search.buildings import Building, buildings_named
from data.search.palette import FoundHit, RequestHit, nearest
from data.search.records import RecordHit
from data.store import Store


def found(store: Store, text: str) -> list[FoundHit]:
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


def test_a_mark_in_either_language_finds_households_and_requests(sample: Store) -> None:
    for words in (("dialysis", "透析"), ("insulin", "胰岛素"), ("living alone", "独居老人")):
        latin, chinese = (
            {(one.subject, one.no) for one in found(sample, word) if isinstance(one, RecordHit)}
            for word in words
        )
        assert {no for subject, no in chinese if subject == "households"} <= {
            no for _, no in latin
        }, words
        assert any(subject == "households" for subject, _ in latin), words
    asking = [
        [one.no for one in found(sample, word) if isinstance(one, RequestHit)]
        for word in ("dialysis", "透析")
    ]
    assert asking[0]
    assert set(asking[1]) <= set(asking[0])


def test_a_building_is_found_in_each_compound_or_in_the_one_named(sample: Store) -> None:
    def buildings(text: str) -> list[Building]:
        with sample.read() as conn:
            return buildings_named(conn, text)

    several = buildings("5号楼")
    assert {one.name for one in several} == {"5"}
    assert len({one.compound for one in several}) > 1
    assert buildings("building 5") == buildings("Bldg 5") == buildings("第5幢") == several
    one = several[0]
    assert buildings(f"{one.compound}5") == [one]
    assert [hit for hit in found(sample, "5号楼") if isinstance(hit, Building)] == several
    for text in ("5", "5-101", "13812345678", f"{one.compound}5-101", "building", "菜", ""):
        assert buildings(text) == [], text
