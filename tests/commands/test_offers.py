"""offers from the command line: listed, who suits a request, taken, over, thanked."""

from __future__ import annotations

import pytest

from tests.commands.running import Daiban

pytestmark = pytest.mark.usefixtures("on_the_sample")

FIELDS = """
no id state name phone text compound lane building unit room kinds skills vehicle hours offered_at
suits matches owed request_no person_no
""".split()


@pytest.fixture
def offered(daiban: Daiban) -> int:
    """The call in which somebody offers to fetch medicine at the gate of a compound of the sample;
    its offer is the newest."""
    told = daiban("add", "春晖苑 李响 13800000073 我有面包车，可以帮大家跑药", "--json").json
    return int(told["no"])


def newest(daiban: Daiban) -> dict[str, object]:
    found: dict[str, object] = daiban("offers", "--json").json[0]
    return found


def test_offers_have_these_fields_and_filters(daiban: Daiban, offered: int) -> None:
    one = newest(daiban)
    assert list(one) == FIELDS
    assert (one["name"], one["phone"], one["compound"]) == ("李响", "13800000073", "春晖苑")
    assert (one["request_no"], one["vehicle"], one["state"]) == (offered, "面包车", "open")
    assert one["suits"]
    assert daiban("offers", "--compound", "春晖苑", "--kind", "medicine", "--json").json == [one]
    assert daiban("offers", "--state", "taken", "--json").json == []


def test_who_suits_a_request_is_told_with_why(daiban: Daiban, offered: int) -> None:
    one = newest(daiban)
    suits = one["suits"]
    assert isinstance(suits, list)
    (told,) = daiban("offers", "--for", str(suits[0]), "--json").json
    assert told["no"] == one["no"]
    assert told["suits"] == [suits[0]]
    assert "李响" in daiban("offers", "--for", str(suits[0])).out
    assert daiban("offers", "--for", "999").status == 1


def test_an_offer_is_taken_once_and_thanked(daiban: Daiban, offered: int) -> None:
    no = str(newest(daiban)["no"])
    (told,) = daiban("offers", "take", no, "--json").json
    assert (told["state"], told["owed"]) == ("taken", True)
    assert told["person_no"] in {one["no"] for one in daiban("roster", "--json").json}
    again = daiban("offers", "take", no)
    assert again.status == 1
    assert "李响" in again.err
    assert daiban("offers", "thank", no, "--json").json[0]["owed"] is False
    assert daiban("offers", "thank", no).status == 1


def test_an_offer_is_over(daiban: Daiban, offered: int) -> None:
    no = str(newest(daiban)["no"])
    (told,) = daiban("offers", "over", no, "--why", "ill", "--told", "--json").json
    assert (told["state"], told["owed"], told["suits"]) == ("over", False, [])
    assert daiban("offers", "over").status == 2
