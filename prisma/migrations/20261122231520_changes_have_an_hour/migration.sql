-- A major change has an hour, so that a visit before it answers nothing and «within so many hours» is counted from it.
-- Null = only the day is known: the hours run from that day's end.
ALTER TABLE "resident_change" ADD COLUMN "happened_at" timestamptz;
