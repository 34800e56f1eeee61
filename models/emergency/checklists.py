"""What to do and to ask for a life until help is there, by what endangers it. No tables.

The items follow what first-aid courses teach everybody and what dispatchers ask and tell callers.
They are things to do and to ask, not medicine: 120, 119 or 110 comes first in every list, and what
they say goes before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from models.emergency import EmergencyKind

CHECKLISTS: Mapping[EmergencyKind, tuple[str, ...]] = MappingProxyType(
    {
        EmergencyKind.BLEEDING: (
            "call_120",
            "press_wound",
            "lie_warm",
            "nothing_to_eat",
            "how_much_blood",
            "blood_thinners",
            "not_alone",
            "gate",
            "papers",
        ),
        EmergencyKind.BIRTH: (
            "call_120",
            "weeks_and_pains",
            "left_side",
            "count_pads",
            "baby_comes",
            "nothing_to_eat",
            "own_maternity",
            "gate",
            "papers",
        ),
        EmergencyKind.DIALYSIS: (
            "call_120_dialysis",
            "last_dialysis",
            "little_water",
            "spare_arm",
            "own_centre",
            "positive_shift",
            "pass_and_car",
            "watch_dialysis",
            "papers",
        ),
        EmergencyKind.CHEST_PAIN: (
            "call_120",
            "sit_still",
            "since_when",
            "own_heart_medicine",
            "fetch_aed",
            "press_chest",
            "not_alone",
            "gate",
            "papers",
        ),
        EmergencyKind.BREATHING: (
            "call_120",
            "sit_up",
            "blue_lips",
            "choking",
            "own_inhaler",
            "press_chest",
            "not_alone",
            "gate",
            "papers",
        ),
        EmergencyKind.BABY_FEVER: (
            "call_120_baby",
            "age_and_fever",
            "awake_and_drinking",
            "fit_on_side",
            "light_clothes",
            "fever_medicine",
            "children_hospital",
            "gate",
            "papers",
        ),
        EmergencyKind.FALL: (
            "call_120",
            "do_not_move",
            "head_blow",
            "blood_thinners",
            "press_wound",
            "lie_warm",
            "nothing_to_eat",
            "door_open",
            "papers",
        ),
        EmergencyKind.SUICIDE: (
            "call_120_110",
            "keep_talking",
            "not_alone",
            "ask_plainly",
            "means_away",
            "what_taken",
            "somebody_at_door",
            "family_and_doctor",
            "papers",
        ),
        EmergencyKind.FIRE: (
            "call_119",
            "all_out",
            "gas_no_spark",
            "smoke_at_door",
            "power_off",
            "who_is_inside",
            "fire_way",
            "into_fresh_air",
            "cool_burns",
        ),
        EmergencyKind.TRAPPED: (
            "call_119_trapped",
            "talk_to_them",
            "who_has_key",
            "lift_doors",
            "nobody_follows",
            "pressed",
            "hold_hanging",
            "nobody_below",
            "ill_inside",
        ),
        EmergencyKind.VIOLENCE: (
            "call_110",
            "not_overheard",
            "get_away",
            "door_with_police",
            "children_there",
            "press_wound",
            "throttled",
            "gate",
            "safe_tonight",
        ),
        EmergencyKind.POISON: (
            "call_120_poison",
            "no_vomiting",
            "keep_packet",
            "battery",
            "fumes",
            "choking",
            "on_side",
            "press_chest",
            "who_else",
        ),
        EmergencyKind.MISSING: (
            "call_110_missing",
            "knock_and_open",
            "last_seen",
            "taken_away",
            "cameras",
            "where_to_look",
            "photo",
            "one_at_home",
            "found",
        ),
        EmergencyKind.MEDICINE: (
            "call_120_medicine",
            "which_and_when",
            "oxygen_hours",
            "dose_unchanged",
            "same_medicine",
            "hospital_pharmacy",
            "prescription",
            "pass_and_car",
            "watch_medicine",
        ),
        EmergencyKind.UNCLEAR: (
            "call_120",
            "danger_there",
            "awake",
            "press_chest",
            "on_side",
            "not_alone",
            "gate",
            "papers",
        ),
    }
)
"""What to do and to ask, by kind, in order; codes whose words the desk has. Source: the common
ground of public first-aid teaching (pressure on bleeding, no food or drink, recovery position,
chest compressions at 100 to 120 a minute, a fit on its side with nothing in the mouth, talking
plainly about suicide, out of smoke and no spark in gas, no vomiting after poison, nobody after
others into a pit) and dispatchers' practice (place, state, somebody at the gate, papers ready; the
door with the police, no call back to who is being beaten, last seen where and in what clothes).
Never more than nine, so that each has a digit."""


AFTER_DEATH: tuple[str, ...] = (
    "death_certificate",
    "death_unclear",
    "death_tests",
    "death_funeral_home",
    "death_family",
    "death_at_home",
    "death_reported",
    "death_requests",
    "death_records",
)
"""What has to be done once somebody has died, in order; ticked on the sheet in place of its
checklist. Source: how committees go about it: the certificate of a hospital or the community doctor
comes first, the police where the cause is not clear, then the funeral home, which wants tests."""
