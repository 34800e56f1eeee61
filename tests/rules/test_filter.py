"""What is typed into the filter of a list: words, terms, places, what it may go on with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.pinyin import in_letters
from models.listing import Said, Wanted
from models.listing.completion import completion
from models.listing.terms import Term, Value, coded, listed, names
from models.listing.typed import read_filter
from models.reading.gazetteer import CompoundName
from models.reading.places import (
    building_typed,
    compounds_like,
    compounds_meant,
    place_typed,
    with_full_names,
)

TERMS = (
    coded(
        "kind",
        {
            "food": ("食品", "food"),
            "baby": ("奶粉", "baby milk"),
            "pets": ("宠物", "pets"),
            "medicine": ("配药", "medicine"),
        },
        health=("medicine",),
    ),
    coded("urgency", {"life": ("救命", "LIFE"), "today": ("今天", "today")}),
    coded("due", listed("due"), free=False),
    coded("owner", listed("owner"), free=False, open=True, whole=True),
    Term("compound"),
    Term("phone"),
)

COMPOUNDS = [
    CompoundName(number, name, address, (in_letters(name),))
    for number, (name, address) in enumerate(
        [
            ("大林苑", "大林路338号"),
            ("西门雅居", "西门路10号"),
            ("四十三弄", "大林路43弄"),
            ("梧桐新苑", "听涛路18弄"),
            ("海棠大楼", "海棠街9号"),
            ("Blossom Tower", ""),
        ]
    )
]


def read(typed: str, *, masked: bool = False) -> Wanted:
    return read_filter(typed, TERMS, masked=masked)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("kind:food", Said("kind", ("food",))),
        ("类别：食品", Said("kind", ("food",))),
        ("类别:food", Said("kind", ("food",))),
        ("KIND:ＦＯＯＤ", Said("kind", ("food",))),
        ("kind:fo", Said("kind", ("food",))),
        ("kind:food,宠物", Said("kind", ("food", "pets"))),
        ("kind:baby-milk", Said("kind", ("baby",))),
        ('kind:"baby milk"', Said("kind", ("baby",))),
        ("!kind:food", Said("kind", ("food",), True)),
        ("！类别：食", Said("kind", ("food",), True)),
        ("urgency:今天", Said("urgency", ("today",))),
        ("due:overdue", Said("due", ("overdue",))),
        ("到期:逾期", Said("due", ("overdue",))),
        ("owner:王", Said("owner", ("王",))),
        ("owner:n", Said("owner", ("n",))),
        ("经办:无人", Said("owner", ("none",))),
        ("phone:138-0000", Said("phone", ("138-0000",))),
    ],
)
def test_a_term_is_read_in_either_language(typed: str, said: Said) -> None:
    found = read(typed)
    assert found.terms == (said,)
    assert not found.words
    assert not found.problems


@pytest.mark.parametrize(
    ("typed", "code", "names"),
    [
        ("knd:food", "filter_term_like", ("kind:",)),
        ("类型别:食品", "filter_term_like", ("类别:",)),
        ("mark:x", "filter_term_unknown", tuple(f"{one.name}:" for one in TERMS)),
        ("kind:fod", "filter_value_like", ("food",)),
        ("kind:zzz", "filter_value_unknown", ("食品", "奶粉", "宠物", "配药")),
        ("王 kind:宠宠物", "filter_value_like", ("宠物",)),
    ],
)
def test_what_names_nothing_is_a_problem(typed: str, code: str, names: tuple[str, ...]) -> None:
    (problem,) = read(typed).problems
    assert problem.code == code
    assert problem.params["names"] == names


@pytest.mark.parametrize("typed", ["kind:", "类别：", "!", "!kind:", '"', "", "！ "])
def test_what_is_not_typed_to_its_end_asks_for_nothing(typed: str) -> None:
    assert read(typed)._replace(bare="") == Wanted()


@pytest.mark.parametrize("typed", ["12:30", "3号:101", "http://x", ":", "a1:b"])
def test_a_colon_that_belongs_to_no_term_is_text(typed: str) -> None:
    found = read(typed)
    assert not found.terms
    assert not found.problems
    assert typed in found.words[0].forms


def test_words_stand_for_what_a_list_shows() -> None:
    assert read("tod").words[0].codes == (("urgency", ("today",)),)
    assert read("今天").words[0].codes == (("urgency", ("today",)),)
    (pets,) = read("!pets").words
    assert (pets.negated, pets.codes) == (True, (("kind", ("pets",)),))
    assert read("to").words[0].codes == ()
    assert read("overdue").words[0].codes == ()


def test_quotes_keep_blanks() -> None:
    first, second = read("“两 袋 米” 王").words
    assert (first.forms, second.forms) == (("两 袋 米",), ("王",))
    assert read('"open').words[0].forms == ("open",)


@pytest.mark.parametrize(
    ("typed", "digits", "number"),
    [
        ("1234", "1234", ""),
        ("１２３４", "1234", ""),
        ("138 0000 1234", "13800001234", "13800001234"),
        ("0000-1234", "00001234", "00001234"),
        ("3-1505", "", ""),
        ("3 1505", "", ""),
        ("12", "", ""),
        ("1234 王", "", ""),
    ],
)
def test_digits_of_a_number_are_told_from_a_door(typed: str, digits: str, number: str) -> None:
    found = read(typed)
    assert (found.digits, found.number) == (digits, number)


def test_facts_of_health_are_known_whichever_way_they_are_asked_for() -> None:
    assert read("kind:medicine").health
    assert read("!kind:配药").health
    assert not read("kind:food").health
    assert read("medi").words[0].codes
    assert not read("medi", masked=True).words[0].codes
    assert read('!"孕"妇').bare == "孕 妇"


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read(typed: str) -> None:
    found = read(typed)
    assert all(form for word in found.words for form in word.forms)
    completion(typed, TERMS)


@given(st.sampled_from(["food", "食品", "pets", "今天"]), st.booleans())
def test_what_is_offered_is_read_without_a_problem(word: str, negated: bool) -> None:
    typed = f"{'!' if negated else ''}{'kind' if word != '今天' else '紧急'}:{word[:1]}"
    found = completion(typed, TERMS)
    assert found is not None
    assert not read(typed + found.first).problems


@pytest.mark.parametrize(
    ("typed", "first", "others"),
    [
        ("ki", "nd:", ()),
        ("王 !ki", "nd:", ()),
        ("类", "别:", ()),
        ("kind:", "食品", ("奶粉", "宠物", "配药")),
        ("kind:b", "aby-milk", ()),
        ("kind:food,p", "ets", ()),
        ("类别：宠", "物", ()),
    ],
)
def test_what_is_typed_is_completed(typed: str, first: str, others: tuple[str, ...]) -> None:
    found = completion(typed, TERMS)
    assert found is not None
    assert (found.first, found.others) == (first, others)


@pytest.mark.parametrize("typed", ["", "k", "王", "kind:food", "phone:1", "nothing:", "ki nd "])
def test_nothing_is_offered_where_nothing_is_known(typed: str) -> None:
    assert completion(typed, TERMS) is None


def test_no_fact_of_health_is_offered_while_they_are_hidden() -> None:
    assert completion("kind:med", TERMS) is not None
    assert completion("kind:med", TERMS, masked=True) is None


def test_no_two_terms_are_called_the_same() -> None:
    called = [word for words in names().values() for word in words]
    assert len(called) == len(set(called))


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("西门1-2105", ("西门雅居", "1", "2105", "")),
        ("西门１－２１０５", ("西门雅居", "1", "2105", "")),
        ("43弄8", ("四十三弄", "8", None, "")),
        ("梧桐3", ("梧桐新苑", "3", None, "")),
        ("梧桐 30 王", ("梧桐新苑", "30", None, "王")),
        ("王芳 梧桐3-", ("梧桐新苑", "3", None, "王芳")),
        ("海棠1号802", ("海棠大楼", "1", "802", "")),
        ("Blossom Tower 1-802", ("Blossom Tower", "1", "802", "")),
        ("blossom tower 1", ("Blossom Tower", "1", None, "")),
        ("wutong3", ("梧桐新苑", "3", None, "")),
        ("听涛路18弄3号", ("梧桐新苑", "3", None, "")),
    ],
)
def test_places_are_read_as_they_are_typed(
    typed: str, place: tuple[str, str, str | None, str]
) -> None:
    found = place_typed(typed, COMPOUNDS, in_letters)
    assert found is not None
    assert (found.compound, found.building, found.room, found.rest) == place


@pytest.mark.parametrize("typed", ["梧桐", "3-1505", "1234", "没菜 3天", "王芳 3", "3号1505"])
def test_what_names_no_place_is_none(typed: str) -> None:
    assert place_typed(typed, COMPOUNDS, in_letters) is None


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("梧桐", ("梧桐新苑",)),
        ("梧桐新苑", ("梧桐新苑",)),
        ("43弄", ("四十三弄",)),
        ("wutong", ("梧桐新苑",)),
        ("wtxy", ("梧桐新苑",)),
        ("苑", ("大林苑", "梧桐新苑")),
        ("听涛路", ("梧桐新苑",)),
        ("BLOSSOM", ("Blossom Tower",)),
        ("梧酮", ()),
        ("", ()),
    ],
)
def test_a_compound_is_meant_by_many_names(said: str, names: tuple[str, ...]) -> None:
    letters = ["dly", "xmyj", "sssl", "wtxy", "htdl", "bt"]
    assert compounds_meant(said, COMPOUNDS, letters) == names


def test_short_names_are_made_whole_beside_a_door() -> None:
    names = [one.name for one in COMPOUNDS]
    said = with_full_names("梧桐3-201 没人, 大林苑2-101, 海棠的人", names)
    assert said == "梧桐新苑3-201 没人, 大林苑2-101, 海棠的人"


def test_a_mistyped_compound_has_others_like_it() -> None:
    assert compounds_like("梧桐新园", COMPOUNDS, in_letters) == ["梧桐新苑"]
    assert compounds_like("无同", COMPOUNDS, in_letters) == ["梧桐新苑"]
    assert compounds_like("吴同", COMPOUNDS, in_letters) == ["梧桐新苑"]  # as it sounds
    assert compounds_like("zzz", COMPOUNDS, in_letters) == []
    assert building_typed("梧桐3", COMPOUNDS, in_letters) == ("梧桐新苑", None, "3")
    assert building_typed("3号楼", COMPOUNDS, in_letters) == (None, None, "3")


@pytest.mark.parametrize(
    ("typed", "door"),
    [
        ("梧桐108-6", ("108", "6", None)),
        ("梧桐新苑 108-10-1", ("108", "10", "1")),
        ("梧桐108-6-前客堂", ("108", "6", "前客堂")),
        ("梧桐3-1505", (None, "3", "1505")),
    ],
)
def test_a_door_of_a_compound_as_lists_show_it_may_be_in_a_lane(
    typed: str, door: tuple[str | None, ...]
) -> None:
    found = place_typed(typed, COMPOUNDS, in_letters)
    assert found is not None
    assert (found.compound, (found.lane, found.building, found.room)) == ("梧桐新苑", door)
    assert found.rest == ""


@pytest.mark.parametrize(
    ("typed", "form"),
    [("108-6", "108弄6号"), ("!108-6", "108弄6号"), ("108-6-前客堂", "108弄6号前客堂")],
)
def test_a_door_as_lists_show_it_is_also_one_in_a_lane(typed: str, form: str) -> None:
    (word,) = read(typed).words
    assert form in word.forms


def test_what_is_shown_as_overdue_is_found_by_that_word_alone() -> None:
    beside = Term("due", (Value("today", ("今天",), named_only=True), Value("overdue", ("超时",))))
    assert read_filter("超时", [beside]).words[0].codes == (("due", ("overdue",)),)
    assert read_filter("今天", [beside]).words[0].codes == ()
    assert read_filter("due:今天", [beside]).terms == (Said("due", ("today",)),)
