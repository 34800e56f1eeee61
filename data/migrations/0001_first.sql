-- Format 1. Portable SQL: keys made by the program (UUIDv7 text), times as UTC text, states under CHECK.
-- `no` is the short number a person says aloud; `search` is folded text of everything a filter looks at;
-- `version` counts edits, so that a form opened before somebody else's edit is told.

CREATE TABLE neighbourhood (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    name TEXT NOT NULL CHECK (length(name) > 0),
    subdistrict TEXT NOT NULL DEFAULT ''
);

CREATE TABLE compound (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    position INTEGER NOT NULL,
    name TEXT NOT NULL UNIQUE CHECK (length(name) > 0),
    kind TEXT NOT NULL CHECK (kind IN ('commodity', 'lane', 'other')),
    address TEXT NOT NULL DEFAULT '',
    unloading_point TEXT NOT NULL DEFAULT '',
    leader TEXT NOT NULL DEFAULT '',
    leader_phone TEXT NOT NULL DEFAULT '',
    stated_households INTEGER CHECK (stated_households >= 0),
    stated_buildings INTEGER CHECK (stated_buildings >= 0),
    search TEXT NOT NULL DEFAULT ''
);

CREATE TABLE building (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    compound_id TEXT NOT NULL REFERENCES compound (id),
    lane TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    closed_until TEXT,
    UNIQUE (compound_id, lane, name)
);

CREATE TABLE household (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    building_id TEXT NOT NULL REFERENCES building (id),
    unit TEXT NOT NULL DEFAULT '',
    room TEXT NOT NULL DEFAULT '',
    head TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    people INTEGER CHECK (people >= 0),
    elders INTEGER CHECK (elders >= 0),
    note TEXT NOT NULL DEFAULT '',
    sort_key TEXT NOT NULL DEFAULT '',
    search TEXT NOT NULL DEFAULT '',
    UNIQUE (building_id, unit, room)
);

CREATE TABLE household_mark (
    id TEXT PRIMARY KEY,
    household_id TEXT NOT NULL REFERENCES household (id),
    mark TEXT NOT NULL CHECK (length(mark) > 0),
    position INTEGER NOT NULL DEFAULT 0,
    UNIQUE (household_id, mark)
);

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    name TEXT NOT NULL CHECK (length(name) > 0),
    kind TEXT NOT NULL CHECK (kind IN ('staff', 'cadre', 'volunteer', 'partner')),
    post TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    compound_id TEXT REFERENCES compound (id),
    building_id TEXT REFERENCES building (id),
    lodging TEXT NOT NULL DEFAULT '',
    vehicle TEXT NOT NULL DEFAULT '',
    hours TEXT NOT NULL DEFAULT '',
    available_from INTEGER CHECK (available_from BETWEEN 0 AND 1440),
    available_until INTEGER CHECK (available_until BETWEEN 0 AND 2880),
    note TEXT NOT NULL DEFAULT '',
    private_note TEXT NOT NULL DEFAULT '',
    archived_at TEXT,
    search TEXT NOT NULL DEFAULT ''
);

-- Who leads a building (its 楼组长).
CREATE TABLE building_leader (
    id TEXT PRIMARY KEY,
    building_id TEXT NOT NULL UNIQUE REFERENCES building (id),
    person_id TEXT NOT NULL REFERENCES person (id)
);

CREATE TABLE person_skill (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    skill TEXT NOT NULL CHECK (length(skill) > 0),
    position INTEGER NOT NULL DEFAULT 0,
    UNIQUE (person_id, skill)
);

CREATE TABLE presence (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    person_id TEXT NOT NULL REFERENCES person (id),
    place TEXT NOT NULL CHECK (place IN ('on_site', 'home', 'isolated', 'hospital', 'away')),
    reach TEXT NOT NULL CHECK (reach IN ('any_time', 'window', 'no')),
    reach_from INTEGER CHECK (reach_from BETWEEN 0 AND 1440),
    reach_until INTEGER CHECK (reach_until BETWEEN 0 AND 2880),
    since TEXT NOT NULL,
    until TEXT CHECK (until > since),
    expected_back TEXT,
    reason TEXT NOT NULL DEFAULT '',
    entered_at TEXT NOT NULL
);

CREATE TABLE request (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL CHECK (state IN ('open', 'call_back', 'closed')),
    kind TEXT NOT NULL CHECK (kind IN (
        'emergency', 'dialysis', 'medicine', 'birth', 'food', 'baby', 'transfer', 'test',
        'repairs', 'group_purchase', 'pets', 'delivery_missed', 'opening', 'other'
    )),
    urgency TEXT NOT NULL CHECK (urgency IN ('life', 'today', 'soon', 'routine')),
    harm_at TEXT,
    harm_reason TEXT,
    days_left INTEGER CHECK (days_left >= 0),
    text TEXT NOT NULL CHECK (length(text) > 0),
    summary TEXT NOT NULL DEFAULT '',
    household_id TEXT REFERENCES household (id),
    address_said TEXT NOT NULL DEFAULT '',
    caller TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    patient TEXT NOT NULL DEFAULT '',
    call_back_phone TEXT NOT NULL DEFAULT '',
    owner_id TEXT REFERENCES person (id),
    rung TEXT NOT NULL CHECK (rung IN (
        'self', 'subdistrict', 'line_leader', 'leaders', 'city_line', 'emergency', 'hospital'
    )),
    next_chase_at TEXT,
    promised_by TEXT,
    promised_by_person_id TEXT REFERENCES person (id),
    promised_until TEXT,
    told_at TEXT,
    told_whom TEXT,
    opened_at TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    outcome TEXT CHECK (outcome IN (
        'met', 'met_otherwise', 'withdrawn', 'hospital', 'transferred'
    )),
    closed_at TEXT,
    joined_to_id TEXT REFERENCES request (id),
    search TEXT NOT NULL DEFAULT '',
    CHECK (state <> 'closed' OR (outcome IS NOT NULL AND told_at IS NOT NULL)),
    CHECK (state <> 'open' OR next_chase_at IS NOT NULL)
);

CREATE TABLE contact (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    name TEXT NOT NULL CHECK (length(name) > 0),
    kind TEXT NOT NULL CHECK (kind IN (
        'desk', 'line_leader', 'city_line', 'ambulance', 'hospital', 'pharmacy', 'police',
        'property', 'other'
    )),
    rung TEXT NOT NULL CHECK (rung IN (
        'self', 'subdistrict', 'line_leader', 'leaders', 'city_line', 'emergency', 'hospital'
    )),
    phone TEXT NOT NULL DEFAULT '',
    hours TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    archived_at TEXT,
    search TEXT NOT NULL DEFAULT ''
);

-- The emergency sheet of a request about a life; what is tried is in chase, with its verdict.
CREATE TABLE emergency (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL UNIQUE REFERENCES request (id),
    version INTEGER NOT NULL DEFAULT 1,
    kind TEXT NOT NULL CHECK (kind IN (
        'bleeding', 'birth', 'dialysis', 'chest_pain', 'breathing', 'baby_fever', 'fall',
        'suicide', 'unclear'
    )),
    caller_id TEXT REFERENCES person (id),
    second_caller_id TEXT REFERENCES person (id),
    entered_at TEXT NOT NULL
);

CREATE TABLE emergency_line (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES request (id),
    line TEXT NOT NULL CHECK (line IN ('item', 'family_told', 'transfer')),
    item TEXT NOT NULL DEFAULT '',
    said TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    by_person_id TEXT REFERENCES person (id)
);

-- What is pushed until it is done: the table `subject` names has a record with the key `subject_id`.
CREATE TABLE chase (
    id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    at TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    rung TEXT NOT NULL CHECK (rung IN (
        'self', 'subdistrict', 'line_leader', 'leaders', 'city_line', 'emergency', 'hospital'
    )),
    whom TEXT NOT NULL CHECK (length(whom) > 0),
    contact_id TEXT REFERENCES contact (id),
    person_id TEXT REFERENCES person (id),
    said TEXT NOT NULL DEFAULT '',
    answered INTEGER NOT NULL CHECK (answered IN (0, 1)),
    verdict TEXT CHECK (verdict IN ('accepted', 'refused')),
    promised_until TEXT,
    by_person_id TEXT REFERENCES person (id)
);

-- What those were told who wait, when, and by whom; told_at of what is chased holds the latest.
CREATE TABLE telling (
    id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    at TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    whom TEXT NOT NULL CHECK (length(whom) > 0),
    said TEXT NOT NULL DEFAULT '',
    by_person_id TEXT REFERENCES person (id)
);

-- A question for a leader who is reached by telephone, and the advice once it was given.
CREATE TABLE question (
    id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    asked TEXT NOT NULL CHECK (length(asked) > 0),
    entered_at TEXT NOT NULL,
    advice TEXT NOT NULL DEFAULT '',
    advised_at TEXT,
    CHECK (advised_at IS NOT NULL OR advice = '')
);

CREATE TABLE errand (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'called_off')),
    medicine TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    leaves_at TEXT NOT NULL,
    returns_at TEXT NOT NULL CHECK (returns_at > leaves_at),
    note TEXT NOT NULL DEFAULT '',
    entered_at TEXT NOT NULL
);

-- Money in fen.
CREATE TABLE errand_line (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    errand_id TEXT NOT NULL REFERENCES errand (id),
    request_id TEXT NOT NULL REFERENCES request (id),
    position INTEGER NOT NULL CHECK (position > 0),
    medicine TEXT NOT NULL DEFAULT '',
    brand TEXT NOT NULL DEFAULT '',
    maker TEXT NOT NULL DEFAULT '',
    strength TEXT NOT NULL DEFAULT '',
    quantity INTEGER CHECK (quantity > 0),
    measure TEXT NOT NULL DEFAULT '',
    card_taken INTEGER NOT NULL DEFAULT 0 CHECK (card_taken IN (0, 1)),
    box_taken INTEGER NOT NULL DEFAULT 0 CHECK (box_taken IN (0, 1)),
    money INTEGER NOT NULL DEFAULT 0 CHECK (money >= 0),
    note TEXT NOT NULL DEFAULT '',
    result TEXT NOT NULL CHECK (result IN ('waiting', 'brought', 'missing')),
    reason TEXT NOT NULL DEFAULT '',
    UNIQUE (errand_id, position),
    CHECK (result <> 'missing' OR length(reason) > 0)
);

CREATE TABLE delivery (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL CHECK (state IN ('expected', 'arrived', 'done', 'cancelled')),
    arrives_at TEXT NOT NULL,
    plate TEXT NOT NULL DEFAULT '',
    driver TEXT NOT NULL DEFAULT '',
    driver_phone TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    entered_at TEXT NOT NULL
);

CREATE TABLE delivery_item (
    id TEXT PRIMARY KEY,
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    position INTEGER NOT NULL,
    goods TEXT NOT NULL CHECK (length(goods) > 0),
    quantity INTEGER NOT NULL CHECK (quantity >= 0),
    unit TEXT NOT NULL DEFAULT '',
    rule TEXT NOT NULL CHECK (rule IN (
        'per_household', 'one_per_two', 'per_person', 'named_first', 'as_written'
    )),
    rule_text TEXT NOT NULL DEFAULT '',
    UNIQUE (delivery_id, position)
);

CREATE TABLE supply_drop (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    compound_id TEXT NOT NULL REFERENCES compound (id),
    position INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'unloaded', 'done', 'cancelled')),
    eta TEXT NOT NULL,
    hands_needed INTEGER NOT NULL DEFAULT 2 CHECK (hands_needed >= 0),
    note TEXT NOT NULL DEFAULT '',
    search TEXT NOT NULL DEFAULT ''
);

CREATE TABLE drop_item (
    id TEXT PRIMARY KEY,
    drop_id TEXT NOT NULL REFERENCES supply_drop (id),
    item_id TEXT NOT NULL REFERENCES delivery_item (id),
    planned INTEGER NOT NULL CHECK (planned >= 0),
    UNIQUE (drop_id, item_id)
);

CREATE TABLE test_round (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    name TEXT NOT NULL CHECK (length(name) > 0),
    kind TEXT NOT NULL CHECK (kind IN ('pcr', 'antigen')),
    day TEXT NOT NULL,
    pool_size INTEGER NOT NULL CHECK (pool_size > 0),
    note TEXT NOT NULL DEFAULT ''
);

CREATE TABLE test_session (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    round_id TEXT NOT NULL REFERENCES test_round (id),
    state TEXT NOT NULL CHECK (state IN ('planned', 'running', 'done', 'cancelled')),
    site TEXT NOT NULL DEFAULT '',
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL CHECK (ends_at > starts_at),
    desks INTEGER NOT NULL CHECK (desks > 0),
    skill TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    search TEXT NOT NULL DEFAULT ''
);

CREATE TABLE session_compound (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES test_session (id),
    compound_id TEXT NOT NULL REFERENCES compound (id),
    position INTEGER NOT NULL DEFAULT 0,
    UNIQUE (session_id, compound_id)
);

-- `work_id` is the key of a record of whatever kind `work` is; kinds are the program's, see data.links.
CREATE TABLE duty (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    person_id TEXT REFERENCES person (id),
    work TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN (
        'lead', 'desk', 'order', 'carry', 'drive', 'guide', 'hand'
    )),
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL CHECK (ends_at > starts_at),
    work_id TEXT,
    skill TEXT NOT NULL DEFAULT '',
    checked_in_at TEXT,
    checked_out_at TEXT CHECK (checked_out_at >= checked_in_at),
    note TEXT NOT NULL DEFAULT ''
);

-- What somebody keeps for others: cards, keys, cash, prescriptions, pets.
CREATE TABLE custody (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    kind TEXT NOT NULL CHECK (kind IN (
        'card', 'key', 'cash', 'prescription', 'pet', 'other'
    )),
    what TEXT NOT NULL CHECK (length(what) > 0),
    household_id TEXT REFERENCES household (id),
    owner TEXT NOT NULL DEFAULT '',
    holder_id TEXT NOT NULL REFERENCES person (id),
    since TEXT NOT NULL,
    due_back TEXT,
    returned_at TEXT,
    note TEXT NOT NULL DEFAULT '',
    entered_at TEXT NOT NULL
);

-- What somebody took over for a person who fell out, so that it can be offered back.
CREATE TABLE standin (
    id TEXT PRIMARY KEY,
    what TEXT NOT NULL,
    ref_no INTEGER NOT NULL,
    for_id TEXT NOT NULL REFERENCES person (id),
    by_id TEXT REFERENCES person (id),
    at TEXT NOT NULL,
    settled_at TEXT
);

CREATE TABLE setting (
    id TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- The setting in_charge holds a person's key as JSON; it keeps them, as a link would.
CREATE TRIGGER person_in_charge_kept BEFORE DELETE ON person
WHEN EXISTS (
    SELECT 1 FROM setting WHERE id = 'in_charge' AND json_extract(value, '$') = OLD.id
)
BEGIN SELECT RAISE(ABORT, 'this person is in charge'); END;

CREATE TABLE journal_step (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    at TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    desk TEXT NOT NULL,
    who TEXT NOT NULL,
    code TEXT NOT NULL,
    params TEXT NOT NULL,
    undoes INTEGER
);

CREATE TABLE journal_change (
    seq INTEGER PRIMARY KEY,
    step_no INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
    before TEXT NOT NULL DEFAULT '{}',
    after TEXT NOT NULL DEFAULT '{}'
);

-- The step that is being written, while one is; a change outside a step finds none and is refused.
CREATE TABLE journal_context (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    step_no INTEGER
);
INSERT INTO journal_context (only, step_no) VALUES (1, NULL);

CREATE INDEX building_by_compound ON building (compound_id);
-- Each order of a list has an index that also holds what a filter looks at, and a narrow one for
-- finding places in it; see data.listing.
CREATE INDEX household_by_address ON household (sort_key, no, search);
CREATE INDEX household_by_head ON household (head, no, search);
CREATE INDEX household_at_address ON household (sort_key, no);
CREATE INDEX household_at_head ON household (head, no);
CREATE INDEX household_at_phone ON household (phone, no);
CREATE INDEX household_at_people ON household (people, no);
CREATE INDEX household_by_phone ON household (phone, no, search);
CREATE INDEX household_by_people ON household (people, no, search);
CREATE INDEX mark_by_word ON household_mark (mark);
CREATE INDEX presence_by_person ON presence (person_id, since);
CREATE INDEX request_by_state ON request (state, opened_at, no, kind, next_chase_at, search);
CREATE INDEX request_by_opened ON request (opened_at, no, search);
CREATE INDEX request_by_due ON request (coalesce(next_chase_at, '9999'), no, search);
CREATE INDEX request_by_kind ON request (kind, no, search);
-- All that orders and filters of the queue look at, so that neither reads a record.
CREATE INDEX request_queue ON request (
    state, urgency, harm_at, next_chase_at, promised_until, opened_at, no, kind, told_at,
    owner_id, joined_to_id, search
) WHERE state <> 'closed';
CREATE INDEX request_done ON request (
    state, urgency, harm_at, next_chase_at, promised_until, opened_at, no, search
) WHERE state = 'closed';
-- All that the queue's numbers are counted from.
CREATE INDEX request_numbers ON request (
    opened_at, joined_to_id, closed_at, kind, state, outcome, id
);
CREATE INDEX request_by_joined ON request (joined_to_id) WHERE joined_to_id IS NOT NULL;
CREATE INDEX request_by_household ON request (household_id);
CREATE INDEX request_by_phone ON request (phone);
CREATE INDEX request_by_call_back ON request (call_back_phone) WHERE call_back_phone <> '';
CREATE INDEX request_by_promise ON request (promised_by_person_id)
WHERE promised_by_person_id IS NOT NULL;
CREATE INDEX chase_by_subject ON chase (subject_id, subject, at, answered);
CREATE INDEX telling_by_subject ON telling (subject_id, subject, at);
CREATE INDEX question_by_subject ON question (subject_id, subject);
CREATE INDEX question_unanswered ON question (person_id, subject, subject_id)
WHERE advised_at IS NULL;
CREATE INDEX chase_by_contact ON chase (contact_id, at) WHERE contact_id IS NOT NULL;
CREATE INDEX chase_by_person ON chase (person_id, at) WHERE person_id IS NOT NULL;
CREATE INDEX chase_by_whom ON chase (whom, at) WHERE contact_id IS NULL AND person_id IS NULL;
-- What was chased, told or asked of something keeps it, as a link would.
CREATE TRIGGER request_kept BEFORE DELETE ON request
WHEN EXISTS (SELECT 1 FROM chase WHERE subject_id = OLD.id AND subject = 'request')
  OR EXISTS (SELECT 1 FROM telling WHERE subject_id = OLD.id AND subject = 'request')
  OR EXISTS (SELECT 1 FROM question WHERE subject_id = OLD.id AND subject = 'request')
BEGIN SELECT RAISE(ABORT, 'a chase, telling or question is about this'); END;
CREATE INDEX emergency_line_by_request ON emergency_line (request_id, at);
CREATE INDEX drop_by_eta ON supply_drop (eta);
CREATE INDEX drop_by_delivery ON supply_drop (delivery_id);
CREATE INDEX session_by_start ON test_session (starts_at);
CREATE INDEX duty_by_person ON duty (person_id, starts_at);
CREATE INDEX duty_by_time ON duty (starts_at);
CREATE INDEX duty_by_work ON duty (work_id);
-- People who are given to work keep it, as a link would.
CREATE TRIGGER session_worked BEFORE DELETE ON test_session
WHEN EXISTS (SELECT 1 FROM duty WHERE work_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'people are given to this'); END;
CREATE TRIGGER drop_worked BEFORE DELETE ON supply_drop
WHEN EXISTS (SELECT 1 FROM duty WHERE work_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'people are given to this'); END;
CREATE TRIGGER errand_worked BEFORE DELETE ON errand
WHEN EXISTS (SELECT 1 FROM duty WHERE work_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'people are given to this'); END;
CREATE TRIGGER request_worked BEFORE DELETE ON request
WHEN EXISTS (SELECT 1 FROM duty WHERE work_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'people are given to this'); END;
CREATE INDEX custody_by_holder ON custody (holder_id) WHERE returned_at IS NULL;
CREATE INDEX standin_for ON standin (for_id) WHERE settled_at IS NULL;
CREATE INDEX errand_line_by_request ON errand_line (request_id, result);
CREATE INDEX change_by_step ON journal_change (step_no);
CREATE INDEX change_by_row ON journal_change (row_id, step_no);
