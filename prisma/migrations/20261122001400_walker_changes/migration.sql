-- Who changed how a kind of walker walks, when, and from what to what. Every figure of walking depends on these values.
CREATE TABLE "walker_change" (
  "id" UUID NOT NULL,
  "city_code" TEXT NOT NULL,
  "walker_key" TEXT NOT NULL,
  "at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "person_id" UUID,
  "before" JSONB NOT NULL,
  "after" JSONB NOT NULL,
  CONSTRAINT "walker_change_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "walker_change_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE,
  CONSTRAINT "walker_change_changes" CHECK ("before" <> "after")
);
CREATE INDEX "walker_change_city_code_at_idx" ON "walker_change" ("city_code", "at");

-- How far a home or a place may stand from a street was a number in code. Cities that exist get it as a row of their own.
INSERT INTO "standard_parameter" ("id", "city_code", "key", "area_class", "service_type", "level", "value", "unit", "source", "mark")
  SELECT gen_random_uuid(), "code", 'snap-metres', 'any', 'any', 'any', 300, 'metres',
    '我们的假设，与 Conveyal R5 首轮接入半径相同，待核实 / our assumption, the first linking radius of Conveyal R5, to be confirmed', '?'
  FROM "city"
  ON CONFLICT DO NOTHING;
