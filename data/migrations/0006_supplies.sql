-- Format 6. Goods from the truck to the door: what is known of a truck, how each kind of goods is
-- divided down to buildings, what was counted where, who missed out, who carries the last 100
-- metres, what the store-room holds.

CREATE TABLE supplier (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    name TEXT NOT NULL CHECK (length(name) > 0),
    contact TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    goods TEXT NOT NULL DEFAULT '',
    pass_no TEXT NOT NULL DEFAULT '',
    is_listed INTEGER NOT NULL DEFAULT 0 CHECK (is_listed IN (0, 1)),
    note TEXT NOT NULL DEFAULT '',
    search TEXT NOT NULL DEFAULT ''
);

ALTER TABLE delivery ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE delivery ADD COLUMN supplier_id TEXT REFERENCES supplier (id);
ALTER TABLE delivery ADD COLUMN run TEXT NOT NULL DEFAULT 'gates' CHECK (run IN (
    'gates', 'office'
));
ALTER TABLE delivery ADD COLUMN promised_at TEXT;
ALTER TABLE delivery ADD COLUMN arrived_at TEXT;
ALTER TABLE delivery ADD COLUMN is_announced INTEGER NOT NULL DEFAULT 1 CHECK (is_announced IN (0, 1));
ALTER TABLE delivery ADD COLUMN pass_no TEXT NOT NULL DEFAULT '';
ALTER TABLE delivery ADD COLUMN disinfected_at TEXT;

ALTER TABLE delivery_item ADD COLUMN batch TEXT NOT NULL DEFAULT '';
ALTER TABLE delivery_item ADD COLUMN kit TEXT NOT NULL DEFAULT '';
ALTER TABLE delivery_item ADD COLUMN is_paid INTEGER NOT NULL DEFAULT 0 CHECK (is_paid IN (0, 1));
ALTER TABLE delivery_item ADD COLUMN is_cold INTEGER NOT NULL DEFAULT 0 CHECK (is_cold IN (0, 1));
ALTER TABLE delivery_item ADD COLUMN is_heavy INTEGER NOT NULL DEFAULT 0 CHECK (is_heavy IN (0, 1));
ALTER TABLE delivery_item ADD COLUMN base TEXT NOT NULL DEFAULT 'fed' CHECK (base IN (
    'fed', 'present', 'registered'
));
ALTER TABLE delivery_item ADD COLUMN first_marks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE delivery_item ADD COLUMN closed_first INTEGER NOT NULL DEFAULT 0 CHECK (closed_first IN (0, 1));
ALTER TABLE delivery_item ADD COLUMN each_gets INTEGER NOT NULL DEFAULT 1 CHECK (each_gets > 0);

ALTER TABLE supply_drop ADD COLUMN arrived_at TEXT;
ALTER TABLE supply_drop ADD COLUMN left_at TEXT;
ALTER TABLE supply_drop ADD COLUMN done_at TEXT;
ALTER TABLE supply_drop ADD COLUMN counter_id TEXT REFERENCES person (id);
CREATE INDEX supply_drop_by_counter ON supply_drop (counter_id);

ALTER TABLE drop_item ADD COLUMN owed INTEGER NOT NULL DEFAULT 0 CHECK (owed >= 0);

CREATE TABLE building_share (
    id TEXT PRIMARY KEY,
    drop_item_id TEXT NOT NULL REFERENCES drop_item (id),
    building_id TEXT NOT NULL REFERENCES building (id),
    planned INTEGER NOT NULL CHECK (planned >= 0),
    owed INTEGER NOT NULL DEFAULT 0 CHECK (owed >= 0),
    UNIQUE (drop_item_id, building_id)
);

CREATE TABLE supply_count (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    drop_id TEXT NOT NULL REFERENCES supply_drop (id),
    item_id TEXT NOT NULL REFERENCES delivery_item (id),
    building_id TEXT REFERENCES building (id),
    stage TEXT NOT NULL CHECK (stage IN ('truck', 'gate', 'building', 'doors')),
    quantity INTEGER NOT NULL CHECK (quantity >= 0),
    reason TEXT CHECK (reason IN (
        'short', 'damaged', 'wrong_kit', 'extra_people', 'held_back', 'theft', 'other', 'extra',
        'found', 'miscount'
    )),
    said TEXT NOT NULL DEFAULT '',
    came_id TEXT REFERENCES delivery_item (id),
    signed_by TEXT NOT NULL DEFAULT '',
    person_id TEXT REFERENCES person (id),
    counted_at TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    replaced_at TEXT
);
CREATE INDEX supply_count_of_drop ON supply_count (drop_id, item_id, stage);
CREATE INDEX supply_count_by_time ON supply_count (counted_at);

CREATE TABLE missed_door (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    drop_id TEXT NOT NULL REFERENCES supply_drop (id),
    item_id TEXT NOT NULL REFERENCES delivery_item (id),
    household_id TEXT NOT NULL REFERENCES household (id),
    quantity INTEGER NOT NULL CHECK (quantity >= 0),
    why TEXT NOT NULL CHECK (why IN ('absent', 'lacking', 'refused', 'other')),
    said TEXT NOT NULL DEFAULT '',
    times INTEGER NOT NULL DEFAULT 1 CHECK (times > 0),
    noted_at TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    carried_item_id TEXT REFERENCES delivery_item (id),
    carried INTEGER NOT NULL DEFAULT 0 CHECK (carried >= 0),
    given INTEGER NOT NULL DEFAULT 0 CHECK (given >= 0),
    given_at TEXT,
    request_id TEXT REFERENCES request (id),
    UNIQUE (drop_id, item_id, household_id)
);
CREATE INDEX missed_door_of_household ON missed_door (household_id, noted_at);
CREATE INDEX missed_door_open ON missed_door (given_at, noted_at);
CREATE INDEX missed_door_carried ON missed_door (carried_item_id);

CREATE TABLE carry_load (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    drop_id TEXT NOT NULL REFERENCES supply_drop (id),
    position INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'under_way', 'done', 'cancelled')),
    means TEXT NOT NULL CHECK (means IN ('foot', 'trolley', 'tricycle', 'car')),
    units INTEGER NOT NULL CHECK (units >= 0),
    trips INTEGER NOT NULL CHECK (trips > 0),
    hands_needed INTEGER NOT NULL DEFAULT 1 CHECK (hands_needed > 0),
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL CHECK (ends_at > starts_at),
    handed_to TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    search TEXT NOT NULL DEFAULT ''
);
CREATE INDEX carry_load_of_drop ON carry_load (drop_id, position);
CREATE INDEX carry_load_by_start ON carry_load (starts_at, no);
-- People who are given to a load keep it, as a link would.
CREATE TRIGGER load_worked BEFORE DELETE ON carry_load
WHEN EXISTS (SELECT 1 FROM duty WHERE work_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'people are given to this'); END;

CREATE TABLE load_building (
    id TEXT PRIMARY KEY,
    load_id TEXT NOT NULL REFERENCES carry_load (id),
    building_id TEXT NOT NULL REFERENCES building (id),
    position INTEGER NOT NULL DEFAULT 0,
    UNIQUE (load_id, building_id)
);

CREATE TABLE driver_note (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    kind TEXT NOT NULL CHECK (kind IN ('asked', 'promised', 'thanked', 'worked')),
    text TEXT NOT NULL CHECK (length(text) > 0),
    is_kept INTEGER CHECK (is_kept IN (0, 1)),
    happened_at TEXT NOT NULL,
    entered_at TEXT NOT NULL
);
CREATE INDEX driver_note_of_delivery ON driver_note (delivery_id, happened_at);

CREATE TABLE store_room (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    name TEXT NOT NULL UNIQUE CHECK (length(name) > 0),
    keeper_id TEXT REFERENCES person (id),
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX store_room_by_keeper ON store_room (keeper_id);

CREATE TABLE stock_goods (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    goods TEXT NOT NULL CHECK (length(goods) > 0),
    unit TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL CHECK (kind IN ('gear', 'goods', 'kit')),
    low INTEGER CHECK (low >= 0),
    a_person_a_day INTEGER CHECK (a_person_a_day >= 0),
    store_room_id TEXT REFERENCES store_room (id),
    note TEXT NOT NULL DEFAULT '',
    search TEXT NOT NULL UNIQUE
);

CREATE TABLE stock_part (
    id TEXT PRIMARY KEY,
    kit_id TEXT NOT NULL REFERENCES stock_goods (id),
    goods_id TEXT NOT NULL REFERENCES stock_goods (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    UNIQUE (kit_id, goods_id)
);

CREATE TABLE stock_move (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    goods_id TEXT NOT NULL REFERENCES stock_goods (id),
    kind TEXT NOT NULL CHECK (kind IN ('in', 'out', 'back', 'count', 'made')),
    quantity INTEGER NOT NULL CHECK (quantity >= 0),
    change INTEGER NOT NULL,
    who TEXT NOT NULL DEFAULT '',
    person_id TEXT REFERENCES person (id),
    delivery_id TEXT REFERENCES delivery (id),
    reason TEXT NOT NULL DEFAULT '',
    happened_at TEXT NOT NULL,
    entered_at TEXT NOT NULL
);
CREATE INDEX stock_move_of_goods ON stock_move (goods_id, happened_at);
CREATE INDEX stock_move_of_person ON stock_move (person_id, happened_at);
-- Never more goes out than there is, also when what came in is taken back, or what went out is
-- brought back.
CREATE TRIGGER stock_move_there BEFORE DELETE ON stock_move
WHEN OLD.change > 0
    AND (SELECT sum(change) FROM stock_move WHERE goods_id = OLD.goods_id) < OLD.change
BEGIN SELECT RAISE(ABORT, 'less is there than came in by this'); END;
CREATE TRIGGER stock_move_left BEFORE INSERT ON stock_move
WHEN NEW.change < 0
    AND coalesce((SELECT sum(change) FROM stock_move WHERE goods_id = NEW.goods_id), 0)
        < -NEW.change
BEGIN SELECT RAISE(ABORT, 'less is there than goes out by this'); END;
