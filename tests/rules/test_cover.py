"""How work is covered: people it has, needs and lacks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.duties import Role, Work
from models.rules import cover as rules

roles = st.sampled_from(list(Role))
needs = st.dictionaries(roles, st.integers(0, 5))


@given(needs, st.lists(roles, max_size=12))
def test_cover_never_exceeds_the_need_and_short_is_what_lacks(
    need: dict[Role, int], here: list[Role]
) -> None:
    cover = rules.cover(need, here)
    assert 0 <= cover.have <= min(cover.need, len(here))
    assert cover.short == sum(rules.gaps(need, here).values())


@given(needs, st.lists(roles, max_size=8), roles)
def test_one_more_person_never_makes_a_gap(
    need: dict[Role, int], here: list[Role], more: Role
) -> None:
    assert rules.cover(need, [*here, more]).have >= rules.cover(need, here).have


def test_hands_are_anybody_and_leads_are_not() -> None:
    assert rules.gaps({Role.HAND: 3}, ["drive", "carry"]) == {Role.HAND: 1}
    session = {Role.LEAD: 1, Role.DESK: 2, Role.ORDER: 2}
    crowd = ["desk", "desk", "desk", "order"]
    assert rules.gaps(session, crowd) == {Role.LEAD: 1, Role.ORDER: 1}
    assert rules.cover(session, crowd) == (3, 5)


def test_the_role_proposed_is_the_first_that_lacks_people() -> None:
    session = {Role.LEAD: 1, Role.DESK: 1, Role.ORDER: 1}
    assert rules.proposed_role(Work.SESSION, session, []) is Role.LEAD
    assert rules.proposed_role(Work.SESSION, session, ["lead", "order"]) is Role.DESK
    assert rules.proposed_role(Work.DROP, {Role.HAND: 2}, []) is Role.CARRY
