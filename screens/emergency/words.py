"""The emergency sheet in words: kinds, items of the checklists, results, usual refusals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.chases import Verdict
from models.emergency import Attempt, EmergencyKind, Lack, Result, SheetLine
from models.emergency.wards import Fit, Positives, Suits, Ward
from screens.i18n import N_, Labels, _, said_of
from screens.kit.values import joined

label = Labels(
    {
        EmergencyKind.BLEEDING: N_("bleeding"),
        EmergencyKind.BIRTH: N_("pregnant, birth"),
        EmergencyKind.DIALYSIS: N_("dialysis missed"),
        EmergencyKind.CHEST_PAIN: N_("chest pain"),
        EmergencyKind.BREATHING: N_("breathing"),
        EmergencyKind.BABY_FEVER: N_("fever of a baby"),
        EmergencyKind.FALL: N_("fall"),
        EmergencyKind.SUICIDE: N_("suicide risk"),
        EmergencyKind.FIRE: N_("fire, smoke, gas"),
        EmergencyKind.TRAPPED: N_("trapped, falling"),
        EmergencyKind.VIOLENCE: N_("violence"),
        EmergencyKind.POISON: N_("poison, battery"),
        EmergencyKind.MISSING: N_("missing, silent"),
        EmergencyKind.MEDICINE: N_("vital drug gone"),
        EmergencyKind.UNCLEAR: N_("not clear yet"),
    }
)
"""What endangers a life."""

ITEMS: Mapping[str, str] = {
    "call_120": N_("Call 120 first: place, state, positive?; do what they say"),
    "call_120_dialysis": N_("Breathless, weak, slow pulse: call 120 first, now"),
    "call_120_baby": N_("Under 3 months, fit, limp, blue, hard to wake: call 120 now"),
    "call_120_110": N_("In danger now: call 120 first, and 110"),
    "press_wound": N_("Bleeding: press hard with clean cloth, do not lift to look"),
    "lie_warm": N_("Lying down, warm, still"),
    "nothing_to_eat": N_("Nothing to eat or drink"),
    "how_much_blood": N_("Since when? How much blood, from where? Pale, cold sweat?"),
    "blood_thinners": N_("Do they take blood thinners? Which?"),
    "not_alone": N_("Somebody stays with them"),
    "gate": N_("Somebody at the gate; lift held, lights on"),
    "papers": N_("ID, insurance card, records, last test, telephone"),
    "weeks_and_pains": N_("How many weeks? First baby? Waters broken? Pains how often?"),
    "left_side": N_("On the left side, no walking"),
    "count_pads": N_("Blood: count, keep the pads"),
    "baby_comes": N_("Baby comes: do not pull; dry, on mother's skin; cord stays"),
    "own_maternity": N_("Call the hospital where they are registered"),
    "last_dialysis": N_("When was the last session? Weight since? Potassium?"),
    "little_water": N_("Little water, no fruit, no salt until then"),
    "spare_arm": N_("Arm with the shunt: no pressure, no cuff"),
    "own_centre": N_("Own centre: next free place"),
    "positive_shift": N_("Positive or contact: which centre has a shift for them"),
    "pass_and_car": N_("Pass for the gate, car there and back"),
    "watch_dialysis": N_("Somebody looks in every hour: breath, strength, awake"),
    "sit_still": N_("Half sitting, no step, tight clothes open"),
    "since_when": N_("Since when? Into arm or jaw? Cold sweat?"),
    "own_heart_medicine": N_("Own heart medicine only as 120 says"),
    "fetch_aed": N_("Somebody fetches the defibrillator"),
    "press_chest": N_("No breath, no answer: press the chest, 100-120 a minute"),
    "sit_up": N_("Sitting up, leaning forward, window open"),
    "blue_lips": N_("Blue lips, cannot say a sentence: tell 120"),
    "choking": N_("Choking: 5 blows on the back, then 5 thrusts on the belly"),
    "own_inhaler": N_("Own inhaler or oxygen at home: use it as prescribed"),
    "age_and_fever": N_("How old? Fever? How long?"),
    "awake_and_drinking": N_("Wakes? Drinks? Wet nappies? Spots that stay when pressed?"),
    "fit_on_side": N_("Fit: on the side, nothing in the mouth, time it"),
    "light_clothes": N_("Light clothes, small drinks often, no alcohol rub"),
    "fever_medicine": N_("Fever medicine by weight, as a doctor says; when given"),
    "children_hospital": N_("Children's emergency that takes them: call ahead"),
    "do_not_move": N_("Neck, back or hip hurts: do not move, do not lift"),
    "head_blow": N_("Head hit? Passed out? Vomiting or sleepy: tell 120"),
    "door_open": N_("Alone behind the door: who has a key? 119 opens"),
    "keep_talking": N_("Stay on the line, calm, listen, do not argue"),
    "ask_plainly": N_("Ask plainly: thinking of killing yourself? how? when?"),
    "means_away": N_("Medicine, knives, window: away; gas on: no spark, out, 119"),
    "what_taken": N_("Took something? What, how much, when? Keep the box"),
    "somebody_at_door": N_("Neighbour or police at the door now"),
    "family_and_doctor": N_("Family, own doctor, the city's crisis line"),
    "danger_there": N_("Fire, gas, current, violence: 119, 110; stay out"),
    "awake": N_("Awake? Answering? Breathing normally?"),
    "on_side": N_("Breathes but does not answer: on the side, chin up"),
    "call_119": N_("Call 119 first: where, what, who is inside; hurt: 120"),
    "all_out": N_("Out by the stairs, shut doors; no lift, nobody goes back"),
    "gas_no_spark": N_("Gas: no switch, flame or phone inside; window, tap"),
    "smoke_at_door": N_("Smoke on the stairs: stay in, wet cloth at the door, wave"),
    "power_off": N_("Sparks, shock: main switch off before touching; no water"),
    "who_is_inside": N_("Not out, cannot walk, small, alone: tell 119 who"),
    "fire_way": N_("Gate, chains, fences, cars: way free; who has the keys"),
    "into_fresh_air": N_("Headache, sick, sleepy by a stove: into air, tell 120"),
    "cool_burns": N_("Burns: cool water, 20 min"),
    "call_119_trapped": N_("Call 119 first: where, how many; hurt or ill: 120"),
    "talk_to_them": N_("Keep talking to them: hurt? air? We stay"),
    "who_has_key": N_("Locked in: who has a key; property, 119, 110 open it"),
    "lift_doors": N_("Lift: nobody pries the doors or climbs; call the lift firm"),
    "nobody_follows": N_("Pit, sewer: nobody goes in"),
    "pressed": N_("Chest pressed: lift now; a limb for long: ask 120 first"),
    "hold_hanging": N_("Hanging outside: hold, do not pull; mattresses below"),
    "nobody_below": N_("May fall: people and queue away, rope it off"),
    "ill_inside": N_("With child, heart, asthma, sugar, heat: tell 120 now"),
    "call_110": N_("Call 110 first: where, who, weapon, children; hurt: 120"),
    "not_overheard": N_("Can they speak? yes or no only; do not ring back"),
    "get_away": N_("Out if they can; else a room that locks, no kitchen"),
    "door_with_police": N_("Nobody goes in alone; the door is opened with the police"),
    "children_there": N_("Children, the old: where?"),
    "throttled": N_("Throttled, hit on head or belly: 120, even if well now"),
    "safe_tonight": N_("Tonight elsewhere: family, shelter; not with them"),
    "call_120_poison": N_("Call 120 first: what, how much, when, age; as they say"),
    "no_vomiting": N_("Do not make them vomit; no drink unless 120 says"),
    "keep_packet": N_("Keep packet, rest and vomit"),
    "battery": N_("Battery, magnet: hospital now, even if well; no food"),
    "fumes": N_("Fumes: out into air, nobody goes in; skin, eyes: rinse"),
    "who_else": N_("Who else took it? On purpose: never alone, list (e)"),
    "call_110_missing": N_("Call 110 now, never wait a day: who, age, since when"),
    "knock_and_open": N_("Behind a door: knock, ring; key? 110, 119 open it"),
    "last_seen": N_("Last seen where and when? Clothes? Illness, medicine?"),
    "taken_away": N_("Taken away? hospital, quarantine lists, neighbours"),
    "cameras": N_("Guards and cameras: did they leave? Which way?"),
    "where_to_look": N_("Look first: water, roof, stairs, cellar, cars, old home"),
    "photo": N_("Photo to guards and teams, as the family says"),
    "one_at_home": N_("One stays home at the phone"),
    "found": N_("Found: awake? cold, hurt: 120; no scolding, not alone"),
    "call_120_medicine": N_("Drowsy, fit, breathless, vomiting: 120 first, now"),
    "which_and_when": N_("Which one? What strength? Last taken when? How many left?"),
    "oxygen_hours": N_("Oxygen: litres a minute? How full? Hours left? Power?"),
    "dose_unchanged": N_("No stopping, halving, swapping alone: own doctor or 120"),
    "same_medicine": N_("Who nearby has the same one, same strength; a doctor agrees"),
    "hospital_pharmacy": N_("Hospital pharmacy, at night the emergency one; delivery"),
    "prescription": N_("Prescription, card, photo"),
    "watch_medicine": N_("Somebody looks in every hour: awake, breath, sugar"),
    "death_certificate": N_("Death certificate: hospital or doctor"),
    "death_unclear": N_("Cause not clear, or alone: 110 first, move nothing"),
    "death_tests": N_("Test: of who died, and of the household; contacts told"),
    "death_funeral_home": N_("Funeral home: papers, car, pass at the gate, time"),
    "death_family": N_("Who tells whom: family, work; one of us stays in touch"),
    "death_at_home": N_("Who is left? Alone? A child? Food, medicine, a doctor?"),
    "death_reported": N_("Told upward: subdistrict, our leaders; when and who"),
    "death_requests": N_("Their other open requests"),
    "death_records": N_("Register, marks, lists, cards and keys kept: put right"),
}
"""What to do or to ask, by the codes of `models.emergency.checklists`."""

lack = Labels(
    {
        Lack.ACCEPTED: N_("nobody accepted"),
        Lack.TRANSFER: N_("no transfer arranged (R)"),
        Lack.ARRIVED: N_("arrival not told (P)"),
        Lack.FAMILY_TOLD: N_("family not told (t)"),
    }
)
"""What a life still lacks before it can be closed as in hospital."""

result = Labels(
    {
        Result.ACCEPTED: N_("accepted"),
        Result.REFUSED: N_("refused"),
        Result.NO_ANSWER: N_("no answer"),
    }
)
"""What came of a call."""

line = Labels(
    {
        SheetLine.FAMILY_TOLD: N_("Family told"),
        SheetLine.TRANSFER: N_("Transfer arranged"),
        SheetLine.ARRIVED: N_("Arrived"),
    }
)
"""What a line says that was just written down."""

REFUSALS: tuple[str, ...] = (
    N_("no bed"),
    N_("takes no positives"),
    N_("wants a test result first"),
)
"""What is said most often, to be logged by one key; kept as text in the language spoken."""


ward = Labels(
    {
        Ward.DIALYSIS: N_("dialysis"),
        Ward.OBSTETRICS: N_("maternity"),
        Ward.CHILDREN: N_("children"),
        Ward.FEVER: N_("fever clinic"),
        Ward.HEART: N_("heart"),
        Ward.BONES: N_("bones"),
        Ward.MIND: N_("mental health"),
        Ward.BURNS: N_("burns"),
        Ward.POISON: N_("poisoning"),
        Ward.EMERGENCY: N_("emergency ward"),
        Ward.OTHER: N_("takes no life-safety calls"),
    }
)
"""What a hospital has."""

_SUITS: Mapping[Suits, str] = {
    Suits.YES: N_("suits"),
    Suits.MAYBE: N_("to be asked"),
    Suits.NOT: N_("unfit"),
}

_POSITIVES: Mapping[Positives, str] = {
    Positives.TAKEN: N_("takes positives"),
    Positives.ONLY: N_("for positives only"),
    Positives.NONE: N_("takes no positives"),
}


def fit(found: Fit | None, masked: bool) -> str:
    """How a hospital suits a life and by which wards; empty of who is none. Wards tell what
    somebody has, so that masked only the first is said."""
    if found is None:
        return ""
    shown = () if masked else found.served or found.wards
    has = [ward(one) for one in Ward if one in shown]
    if not shown and not masked:
        has = [_("no {ward}").format(ward=ward(one)) for one in Ward if one in found.lacking]
        has = has or [_("wards not known")]
    kept = _POSITIVES.get(found.positives)
    about = [*has, *([_(kept)] if kept and not masked else []), *_far(found.metres)]
    told = _(_SUITS[found.suits])
    return _("{suits}: {why}").format(suits=told, why=joined(about)) if about else told


def _far(metres: int | None) -> tuple[str, ...]:
    if metres is None:
        return ()
    return (_("{distance} km").format(distance=f"{metres / 1000:.3g}"),)


def tried(attempts: Sequence[Attempt]) -> str:
    """How many were called, and what came of it."""
    if not attempts:
        return _("Nobody was called yet")
    refused = sum(one.verdict == Verdict.REFUSED for one in attempts)
    silent = sum(not one.answered for one in attempts)
    return _("{count} called: {refused} refused, {silent} no answer").format(
        count=len(attempts), refused=refused, silent=silent
    )


def item(code: str) -> str:
    """An item of a checklist in words; on the sheet of somebody it tells what they have."""
    return said_of(ITEMS[code])


HELD: dict[str, str] = {
    "caller": N_("calls for"),
}
"""What somebody has in hand who falls out, by kind of `Holding`."""

PROBLEMS: dict[str, str] = {
    "sheet_line_empty": N_(
        "Say in a few words who was told, what comes when, or who arrived where."
    ),
    "item_unknown": N_("The checklist of this emergency has no such item."),
    "callers_too_many": N_("Two at most call in parallel."),
    "callers_changed": N_(
        "Another desk changed meanwhile who calls ({names}); look at it and choose again."
    ),
    "callers_same": N_("Two callers must be two people."),
}


ACTS: dict[str, str] = {
    "emergency_item_ticked": N_("emergency {no}, an item of the checklist done: {what}"),
    "emergency_item_unticked": N_("emergency {no}, an item of the checklist not done: {what}"),
    "emergency_accepted": N_("emergency {no}, {to} accepted ({why}): {what}"),
    "emergency_refused": N_("emergency {no}, {to} refused ({why}): {what}"),
    "emergency_unanswered": N_("emergency {no}, {to} did not answer: {what}"),
    "emergency_family_told": N_("emergency {no}, family told ({said}): {what}"),
    "emergency_arrived": N_("emergency {no}, arrived ({said}): {what}"),
    "emergency_transfer_arranged": N_("emergency {no}, transfer arranged ({said}): {what}"),
    "emergency_callers_named": N_("emergency {no}, calling now: {names}: {what}"),
    "emergency_checklist_chosen": N_("emergency {no}, another checklist: {what}"),
}
