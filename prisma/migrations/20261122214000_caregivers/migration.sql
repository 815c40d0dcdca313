-- 探访员: working hours hold from a day to a day, a card knows its version, and somebody's own visits may be read by a calendar.

ALTER TABLE "caregiver" ADD COLUMN "version" integer NOT NULL DEFAULT 1;

ALTER TABLE "caregiver_hours"
  DROP CONSTRAINT "caregiver_hours_pkey",
  ADD COLUMN "valid_from" date NOT NULL DEFAULT DATE '2000-01-01',
  ADD COLUMN "valid_to" date,
  ADD PRIMARY KEY ("person_id", "weekday", "valid_from"),
  ADD CONSTRAINT "caregiver_hours_days" CHECK ("valid_to" IS NULL OR "valid_to" > "valid_from"),
  ADD CONSTRAINT "caregiver_hours_once_at_a_time" EXCLUDE USING gist (
    "person_id" WITH =, "weekday" WITH =, daterange("valid_from", "valid_to") WITH &&);

-- 日历订阅: whoever has the link reads when somebody visits, and in which community; the link itself is kept nowhere.
CREATE TABLE "calendar_feed" (
  "person_id" uuid NOT NULL PRIMARY KEY REFERENCES "caregiver" ("person_id") ON DELETE CASCADE,
  "secret_hash" text NOT NULL UNIQUE CHECK ("secret_hash" ~ '^[0-9a-f]{64}$'),
  "made_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "made_at" timestamptz NOT NULL DEFAULT now(),
  -- the day on which a calendar last asked
  "read_on" date
);
ALTER TABLE "calendar_feed" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "calendar_feed_own_or_planned" ON "calendar_feed" FOR ALL
  USING ("person_id" = (SELECT "acting_person"()) OR "caregiver_scope_key"("person_id") <@ (SELECT "scope_of"('plan:visits')))
  WITH CHECK ("person_id" = (SELECT "acting_person"()) OR "caregiver_scope_key"("person_id") <@ (SELECT "scope_of"('plan:visits')));

-- Who holds a caregiver's role in an area, or in a part of it, and is no caregiver there yet: told by name to whoever plans there.
CREATE FUNCTION "caregivers_to_be"("of_area" text, "on_day" date) RETURNS TABLE ("id" uuid, "name" text, "area_code" text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p."id", p."name", min(g."area_code") FROM "person" p JOIN "role_grant" g ON g."person_id" = p."id"
  WHERE p."state" = 'active' AND g."role" = 'caregiver' AND g."line" IN ('', 'civil-affairs')
    AND g."valid_from" <= "on_day" AND (g."valid_to" IS NULL OR g."valid_to" > "on_day")
    AND (starts_with(g."area_code", "of_area") OR (g."area_code" <> '' AND starts_with("of_area", g."area_code")))
    AND NOT EXISTS (SELECT 1 FROM "caregiver" c WHERE c."person_id" = p."id")
    AND ('civil-affairs:' || "of_area") <@ "scope_of"('plan:visits')
  GROUP BY p."id", p."name"
$$;
