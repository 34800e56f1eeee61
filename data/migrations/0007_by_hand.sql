-- Format 7. What a gate was said to get by hand; and how the goods were divided there, where their
-- rule changed only after they were off the truck.

ALTER TABLE drop_item ADD COLUMN by_hand INTEGER CHECK (by_hand >= 0);
ALTER TABLE drop_item ADD COLUMN rule TEXT CHECK (rule IN (
    'per_household', 'one_per_two', 'per_person', 'named_first', 'as_written'
));
ALTER TABLE drop_item ADD COLUMN base TEXT CHECK (base IN ('fed', 'present', 'registered'));
ALTER TABLE drop_item ADD COLUMN first_marks TEXT;
ALTER TABLE drop_item ADD COLUMN each_gets INTEGER CHECK (each_gets > 0);
