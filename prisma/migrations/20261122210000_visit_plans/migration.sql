-- How a plan of visits comes about: whom it asks, what it was compared with, and how far a run is, so that a run that is killed
-- leaves the best plan so far and says so.

ALTER TABLE "visit_plan"
  -- the whole week, or the rest of one day without somebody who is ill
  ADD COLUMN "kind" text NOT NULL DEFAULT 'week' CHECK ("kind" IN ('week', 'ill')),
  -- who goes; empty = everybody who visits in the area
  ADD COLUMN "person_ids" uuid[] NOT NULL DEFAULT '{}',
  -- whoever is ill
  ADD COLUMN "ill_id" uuid REFERENCES "person" ("id") ON DELETE CASCADE,
  -- everybody may go anywhere in the area, not only where they usually visit
  ADD COLUMN "is_pooled" boolean NOT NULL DEFAULT false,
  -- the draft whose pins are kept
  ADD COLUMN "again_of" uuid,
  -- the published plans it was made beside: publishing asks that they are still the ones
  ADD COLUMN "base_ids" uuid[] NOT NULL DEFAULT '{}',
  -- nothing is planned before; what is published earlier stays
  ADD COLUMN "begins_from" timestamptz,
  ADD COLUMN "attempt" integer NOT NULL DEFAULT 0,
  ADD COLUMN "heartbeat_at" timestamptz,
  ADD COLUMN "saved_at" timestamptz,
  ADD COLUMN "is_stop_asked" boolean NOT NULL DEFAULT false,
  ADD COLUMN "version" integer NOT NULL DEFAULT 1,
  ADD CONSTRAINT "visit_plan_ill_whole" CHECK (("kind" = 'ill') = ("ill_id" IS NOT NULL));

ALTER TABLE "planned_visit"
  ADD COLUMN "due_closes_at" timestamptz,
  ADD COLUMN "is_phone_enough" boolean NOT NULL DEFAULT false,
  -- the way there, and from the last visit of the day the way back
  ADD COLUMN "travel_minutes" integer NOT NULL DEFAULT 0,
  ADD COLUMN "travel_metres" integer NOT NULL DEFAULT 0,
  ADD COLUMN "back_minutes" integer NOT NULL DEFAULT 0,
  ADD COLUMN "back_metres" integer NOT NULL DEFAULT 0;
CREATE INDEX "planned_visit_published_idx" ON "planned_visit" ("area_code", "begins_at") WHERE "is_published";
