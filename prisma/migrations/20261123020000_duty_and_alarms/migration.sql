-- Who is on duty where and when, and what happens by itself while nobody answers: timers are rows, so that no phone and no restart
-- loses one.

-- 值班表: weekly hours of one area's duty. Ends at or before its beginning = the next day: a night.
CREATE TABLE "duty_shift" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "line" text NOT NULL DEFAULT 'civil-affairs' CHECK ("line" IN ('civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  "valid_from" date NOT NULL,
  "valid_to" date,
  -- 1 = Monday
  "weekdays" integer[] NOT NULL CHECK (cardinality("weekdays") BETWEEN 1 AND 7 AND "weekdays" <@ ARRAY[1, 2, 3, 4, 5, 6, 7]),
  "begins" integer NOT NULL CHECK ("begins" BETWEEN 0 AND 1439),
  "ends" integer NOT NULL CHECK ("ends" BETWEEN 1 AND 1440),
  "person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "deputy_id" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "said_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "said_at" timestamptz NOT NULL DEFAULT now(),
  "version" integer NOT NULL DEFAULT 1,
  CONSTRAINT "duty_shift_in_its_city" CHECK (starts_with("area_code", "city_code")),
  CONSTRAINT "duty_shift_days" CHECK ("valid_to" IS NULL OR "valid_to" >= "valid_from"),
  CONSTRAINT "duty_shift_by_two" CHECK ("deputy_id" IS DISTINCT FROM "person_id")
);
CREATE INDEX "duty_shift_city_idx" ON "duty_shift" ("city_code", "area_code");
CREATE INDEX "duty_shift_person_idx" ON "duty_shift" ("person_id");

-- One night of a shift done by somebody else.
CREATE TABLE "duty_swap" (
  "shift_id" uuid NOT NULL REFERENCES "duty_shift" ("id") ON DELETE CASCADE,
  -- the day on which the shift begins
  "on_day" date NOT NULL,
  "person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "deputy_id" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "said_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "said_at" timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY ("shift_id", "on_day"),
  CONSTRAINT "duty_swap_by_two" CHECK ("deputy_id" IS DISTINCT FROM "person_id")
);

-- The ladder, rung by rung, where a city has its own: one without goes by the standard one.
CREATE TABLE "escalation_rung" (
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "source_kind" text NOT NULL CHECK ("source_kind" IN ('visit', 'finding', 'work-order')),
  "position" integer NOT NULL CHECK ("position" BETWEEN 0 AND 9),
  "who" text NOT NULL CHECK ("who" IN ('visitor', 'community', 'deputy', 'street', 'district', 'city', 'authority')),
  -- how long this rung has before the next one's turn
  "minutes" integer NOT NULL CHECK ("minutes" BETWEEN 0 AND 1440),
  -- how long somebody has who accepted, before it goes on all the same
  "acting_minutes" integer NOT NULL DEFAULT 60 CHECK ("acting_minutes" BETWEEN 5 AND 1440),
  "source" text NOT NULL CHECK (btrim("source") <> '' AND length("source") <= 200),
  -- S stated, P published, ? to be confirmed
  "mark" text NOT NULL DEFAULT '?' CHECK ("mark" IN ('S', 'P', '?')),
  PRIMARY KEY ("city_code", "source_kind", "position")
);

CREATE TABLE "escalation" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "line" text NOT NULL CHECK ("line" IN ('civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  -- what it is about, known to whoever keeps it: a visit's client id, a finding's or a work order's id
  "source_kind" text NOT NULL CHECK ("source_kind" IN ('visit', 'finding', 'work-order')),
  "source_id" uuid NOT NULL,
  -- when it happened, by its own clock; a record may come in hours later
  "began_at" timestamptz NOT NULL,
  "opened_at" timestamptz NOT NULL DEFAULT now(),
  -- whoever stood before the door: the first to try again
  "visitor_id" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  -- the rungs as they stood when it began
  "ladder" jsonb NOT NULL,
  "rung" integer NOT NULL DEFAULT 0,
  -- when the next rung's turn comes; null = there is none after this
  "next_at" timestamptz,
  "accepted_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "accepted_at" timestamptz,
  "settled_at" timestamptz,
  "settled_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "settled_how" text,
  -- the visit that answered it
  "settled_by_visit" uuid,
  "version" integer NOT NULL DEFAULT 1,
  CONSTRAINT "escalation_once" UNIQUE ("source_kind", "source_id"),
  CONSTRAINT "escalation_settled_whole" CHECK (("settled_at" IS NULL) = ("settled_how" IS NULL)),
  CONSTRAINT "escalation_settled_runs_no_more" CHECK ("settled_at" IS NULL OR "next_at" IS NULL)
);
CREATE INDEX "escalation_turn_idx" ON "escalation" ("next_at") WHERE "settled_at" IS NULL AND "next_at" IS NOT NULL;
CREATE INDEX "escalation_open_idx" ON "escalation" ("city_code", "area_code", "began_at") WHERE "settled_at" IS NULL;
CREATE INDEX "escalation_settled_idx" ON "escalation" ("city_code", "settled_at") WHERE "settled_at" IS NOT NULL;

-- Who did what and when; it only grows.
CREATE TABLE "escalation_step" (
  "id" uuid NOT NULL PRIMARY KEY,
  "escalation_id" uuid NOT NULL REFERENCES "escalation" ("id") ON DELETE CASCADE,
  "rung" integer NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('opened', 'told', 'nobody', 'told-already', 'authority', 'tried-again', 'shown', 'accepted', 'going', 'rang', 'settled')),
  -- whom it concerns: who was told, or did it
  "person_id" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  -- who wrote it down; null = the timer
  "by_person" uuid,
  -- whose roster was asked
  "area_code" text COLLATE "C",
  -- when it was to happen, and when it did
  "planned_at" timestamptz NOT NULL,
  "done_at" timestamptz NOT NULL,
  "detail" text NOT NULL DEFAULT '' CHECK (length("detail") <= 40)
);
CREATE INDEX "escalation_step_of_idx" ON "escalation_step" ("escalation_id", "done_at");
CREATE INDEX "escalation_step_told_idx" ON "escalation_step" ("person_id", "escalation_id") WHERE "kind" = 'told';
-- A rung is reached once, however often the timer runs.
CREATE UNIQUE INDEX "escalation_rung_reached_once" ON "escalation_step" ("escalation_id", "rung") WHERE "kind" IN ('told', 'nobody', 'told-already', 'authority');
CREATE UNIQUE INDEX "escalation_shown_once" ON "escalation_step" ("escalation_id", "rung", "person_id") WHERE "kind" = 'shown';

-- ── the second wall ──────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE "duty_shift" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "duty_shift_seen" ON "duty_shift" FOR SELECT
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:visits')) OR (SELECT "acting_person"()) IN ("person_id", "deputy_id"));
CREATE POLICY "duty_shift_kept" ON "duty_shift" FOR ALL
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('keep:duty-roster'))) WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('keep:duty-roster')));
ALTER TABLE "duty_swap" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "duty_swap_seen" ON "duty_swap" FOR SELECT USING (EXISTS (SELECT 1 FROM "duty_shift" s WHERE s."id" = "shift_id"));
CREATE POLICY "duty_swap_kept" ON "duty_swap" FOR ALL
  USING (EXISTS (SELECT 1 FROM "duty_shift" s WHERE s."id" = "shift_id" AND (s."line" || ':' || s."area_code") <@ (SELECT "scope_of"('keep:duty-roster'))))
  WITH CHECK (EXISTS (SELECT 1 FROM "duty_shift" s WHERE s."id" = "shift_id" AND (s."line" || ':' || s."area_code") <@ (SELECT "scope_of"('keep:duty-roster'))));

-- A ladder names nobody: everybody may read it.
ALTER TABLE "escalation_rung" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "escalation_rung_seen" ON "escalation_rung" FOR SELECT USING (true);
CREATE POLICY "escalation_rung_kept" ON "escalation_rung" FOR ALL
  USING (('civil-affairs:' || "city_code") <@ (SELECT "scope_of"('adopt:visit-rules')))
  WITH CHECK (('civil-affairs:' || "city_code") <@ (SELECT "scope_of"('adopt:visit-rules')));

-- Whoever was told acts on it, whatever else they may.
CREATE FUNCTION "is_told_of"("of_escalation" uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM "escalation_step" s WHERE s."escalation_id" = "of_escalation" AND s."kind" = 'told' AND s."person_id" = "acting_person"())
$$;
ALTER TABLE "escalation" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "escalation_seen" ON "escalation" FOR SELECT
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:visits')) OR ((SELECT "acting_person"()) IS NOT NULL AND "is_told_of"("id")));
CREATE POLICY "escalation_opened" ON "escalation" FOR INSERT WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:visits')));
CREATE POLICY "escalation_changed" ON "escalation" FOR UPDATE
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:visits')) OR ((SELECT "acting_person"()) IS NOT NULL AND "is_told_of"("id")));
CREATE POLICY "escalation_removed" ON "escalation" FOR DELETE USING (
  ("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:retention')) AND ("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:visits')));
ALTER TABLE "escalation_step" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "escalation_step_seen" ON "escalation_step" FOR SELECT USING (EXISTS (SELECT 1 FROM "escalation" e WHERE e."id" = "escalation_id"));
CREATE POLICY "escalation_step_added" ON "escalation_step" FOR INSERT WITH CHECK ("by_person" IS NOT DISTINCT FROM (SELECT "acting_person"())
  AND EXISTS (SELECT 1 FROM "escalation" e WHERE e."id" = "escalation_id"
    AND ((e."line" || ':' || e."area_code") <@ (SELECT "scope_of"('write:visits')) OR "is_told_of"(e."id"))));
CREATE FUNCTION "guard_escalation_step"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- a person who is deleted becomes nobody
  IF to_jsonb(NEW) - 'person_id' = to_jsonb(OLD) - 'person_id' AND NEW."person_id" IS NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a step of an escalation is not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'escalation_step_is_kept';
END $$;
CREATE TRIGGER "guard_escalation_step" BEFORE UPDATE ON "escalation_step" FOR EACH ROW EXECUTE FUNCTION "guard_escalation_step"();

-- Screens that watch are told that something changed, and nothing of what.
CREATE FUNCTION "tell_watch"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('quarterhour_watch', NEW."city_code");
  RETURN NULL;
END $$;
CREATE TRIGGER "tell_watch" AFTER INSERT OR UPDATE ON "escalation" FOR EACH ROW EXECUTE FUNCTION "tell_watch"();

-- Whoever was called to a door tells what they found there, as whoever a plan sends does.
CREATE OR REPLACE FUNCTION "is_sent_to"("of_resident" uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM "planned_visit" p WHERE p."resident_id" = "of_resident" AND p."is_published" AND p."person_id" = "acting_person"()
    AND p."begins_at" > now() - interval '7 days' AND p."begins_at" < now() + interval '1 day')
  OR EXISTS (SELECT 1 FROM "visit_event" v JOIN "escalation" e ON e."source_kind" = 'visit' AND e."source_id" = v."client_id"
    WHERE v."resident_id" = "of_resident" AND v."outcome" = 'no-answer' AND v."began_at" > now() - interval '30 days'
      AND (e."settled_at" IS NULL OR e."settled_at" > now() - interval '1 day')
      AND EXISTS (SELECT 1 FROM "escalation_step" s WHERE s."escalation_id" = e."id" AND s."kind" = 'told' AND s."person_id" = "acting_person"()))
$$;
