-- A change of the register leads from whoever moved to their visits; a city's visits are never gone through for it.
ALTER TABLE "visit_check_run" ADD COLUMN "moved_until" timestamptz;
UPDATE "visit_check_run" SET "moved_until" = "looked_until";
CREATE INDEX "resident_whereabouts_idx" ON "resident" ("city_code", "whereabouts_at");
CREATE INDEX "visit_event_received_idx" ON "visit_event" ("city_code", "received_at");
-- The one of positions that can still be let go does not find those that were.
CREATE INDEX "visit_position_came_idx" ON "visit_position" ("received_at");
