-- Who is owed a visit, who makes it, what was found, and the month that is reported.

-- 运行模态: outside all of them every day is daily. They end by themselves.
CREATE TABLE "mode" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  "kind" text NOT NULL CHECK ("kind" IN ('major-holiday', 'major-task', 'emergency')),
  "cause" text NOT NULL CHECK ("cause" IN ('festival', 'heat-wave', 'cold-snap', 'flood', 'epidemic', 'exercise', 'other')),
  "valid_from" date NOT NULL,
  "valid_to" date NOT NULL,
  "said_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "said_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "mode_days" CHECK ("valid_to" > "valid_from" AND "valid_to" <= "valid_from" + 366)
);
CREATE INDEX "mode_city_idx" ON "mode" ("city_code", "valid_to");

-- 探访规则. An empty list asks for no such thing: all six categories, all risks, every mode.
CREATE TABLE "visit_rule" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  -- '' = the whole city
  "area_code" text COLLATE "C" NOT NULL DEFAULT '' CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})?$'),
  "categories" text[] NOT NULL DEFAULT '{}' CHECK ("categories" <@ ARRAY['living-alone', 'empty-nest', 'left-behind', 'cannot-care-for-self', 'severely-disabled', 'family-planning-special']),
  "risks" text[] NOT NULL DEFAULT '{}' CHECK ("risks" <@ ARRAY['high', 'key', 'general']),
  "modes" text[] NOT NULL DEFAULT '{}' CHECK ("modes" <@ ARRAY['daily', 'major-holiday', 'major-task', 'emergency']),
  "times" integer NOT NULL DEFAULT 0 CHECK ("times" BETWEEN 0 AND 31),
  "per" text CHECK ("per" IN ('week', 'month', 'quarter')),
  "most_days_apart" integer CHECK ("most_days_apart" BETWEEN 1 AND 92),
  "hours_after_change" integer CHECK ("hours_after_change" BETWEEN 1 AND 168),
  "minutes" integer NOT NULL CHECK ("minutes" BETWEEN 1 AND 240),
  "is_phone_enough" boolean NOT NULL DEFAULT false,
  "source" text NOT NULL CHECK (btrim("source") <> ''),
  -- S stated, P published, ? to be confirmed
  "mark" text NOT NULL DEFAULT '?' CHECK ("mark" IN ('S', 'P', '?')),
  "valid_from" date NOT NULL,
  "valid_to" date,
  "adopted_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "adopted_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "visit_rule_days" CHECK ("valid_to" IS NULL OR "valid_to" > "valid_from"),
  CONSTRAINT "visit_rule_counts_whole" CHECK (("per" IS NULL) = ("times" = 0)),
  CONSTRAINT "visit_rule_asks_something" CHECK ("per" IS NOT NULL OR "most_days_apart" IS NOT NULL OR "hours_after_change" IS NOT NULL),
  CONSTRAINT "visit_rule_fits_period" CHECK ("times" <= CASE "per" WHEN 'week' THEN 7 WHEN 'month' THEN 28 ELSE 31 END OR "per" IS NULL)
);
CREATE INDEX "visit_rule_city_idx" ON "visit_rule" ("city_code");

-- 探访员: what a person brings along for visiting. Home is sealed like a resident's.
CREATE TABLE "caregiver" (
  "person_id" uuid NOT NULL PRIMARY KEY REFERENCES "person" ("id") ON DELETE CASCADE,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "line" text NOT NULL DEFAULT 'civil-affairs' CHECK ("line" IN ('civil-affairs', 'health', 'education', 'employment')),
  -- where this person visits, and what lies below it
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  "sex" text NOT NULL DEFAULT 'unknown' CHECK ("sex" IN ('female', 'male', 'unknown')),
  "languages" text[] NOT NULL DEFAULT '{}',
  "skills" text[] NOT NULL DEFAULT '{}',
  "transport" text NOT NULL DEFAULT 'foot' CHECK ("transport" IN ('foot', 'e-bike', 'bus')),
  "start_cipher" text CONSTRAINT "caregiver_start_is_sealed" CHECK ("start_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  "most_visits" integer NOT NULL DEFAULT 10 CHECK ("most_visits" BETWEEN 1 AND 60),
  "most_minutes" integer NOT NULL DEFAULT 420 CHECK ("most_minutes" BETWEEN 15 AND 720),
  "valid_from" date NOT NULL,
  "valid_to" date,
  CONSTRAINT "caregiver_days" CHECK ("valid_to" IS NULL OR "valid_to" > "valid_from")
);
CREATE INDEX "caregiver_scope_idx" ON "caregiver" (("line" || ':' || "area_code"));

-- Working hours by weekday (1 = Monday), minutes of the day.
CREATE TABLE "caregiver_hours" (
  "person_id" uuid NOT NULL REFERENCES "caregiver" ("person_id") ON DELETE CASCADE,
  "weekday" integer NOT NULL CHECK ("weekday" BETWEEN 1 AND 7),
  "begins" integer NOT NULL CHECK ("begins" BETWEEN 0 AND 1439),
  "ends" integer NOT NULL CHECK ("ends" BETWEEN 1 AND 1440),
  "break_from" integer,
  "break_until" integer,
  "break_minutes" integer NOT NULL DEFAULT 0 CHECK ("break_minutes" BETWEEN 0 AND 180),
  PRIMARY KEY ("person_id", "weekday"),
  CONSTRAINT "caregiver_hours_order" CHECK ("ends" > "begins"),
  CONSTRAINT "caregiver_break_whole" CHECK (("break_minutes" = 0) = ("break_from" IS NULL) AND ("break_from" IS NULL) = ("break_until" IS NULL)),
  CONSTRAINT "caregiver_break_inside" CHECK ("break_minutes" = 0 OR ("break_from" >= "begins" AND "break_until" >= "break_from" AND "break_until" + "break_minutes" <= "ends"))
);

CREATE TABLE "caregiver_absence" (
  "id" uuid NOT NULL PRIMARY KEY,
  "person_id" uuid NOT NULL REFERENCES "caregiver" ("person_id") ON DELETE CASCADE,
  "kind" text NOT NULL CHECK ("kind" IN ('leave', 'ill', 'training', 'other')),
  "valid_from" date NOT NULL,
  "valid_to" date NOT NULL,
  CONSTRAINT "caregiver_absence_days" CHECK ("valid_to" > "valid_from"),
  CONSTRAINT "caregiver_absence_once_at_a_time" EXCLUDE USING gist ("person_id" WITH =, daterange("valid_from", "valid_to") WITH &&)
);

-- «Check all over 80 living alone by 18:00.»
CREATE TABLE "campaign" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "line" text NOT NULL DEFAULT 'civil-affairs' CHECK ("line" IN ('civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  "name" text NOT NULL CHECK (btrim("name") <> '' AND length("name") <= 80),
  "least_age" integer CHECK ("least_age" BETWEEN 0 AND 120),
  "categories" text[] NOT NULL DEFAULT '{}',
  "risks" text[] NOT NULL DEFAULT '{}',
  "is_phone_enough" boolean NOT NULL DEFAULT true,
  "minutes" integer NOT NULL DEFAULT 10 CHECK ("minutes" BETWEEN 1 AND 240),
  "opens_at" timestamptz NOT NULL,
  "closes_at" timestamptz NOT NULL,
  "called_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "ended_at" timestamptz,
  CONSTRAINT "campaign_hours" CHECK ("closes_at" > "opens_at")
);

-- What is owed, worked out from records: may be deleted and computed again.
CREATE TABLE "due_visit" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL,
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  "line" text NOT NULL,
  "area_code" text COLLATE "C" NOT NULL,
  "opens_on" date NOT NULL,
  "closes_on" date NOT NULL,
  -- the hour of closes_on, where it is not the day's end
  "closes_at" timestamptz,
  "target_on" date NOT NULL,
  "cause" text NOT NULL CHECK ("cause" IN ('rule', 'after-change', 'campaign')),
  -- the rule or the campaign; null = the monthly floor
  "cause_id" uuid,
  "minutes" integer NOT NULL,
  "is_phone_enough" boolean NOT NULL,
  "is_carried_over" boolean NOT NULL DEFAULT false,
  "computed_at" timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX "due_visit_resident_idx" ON "due_visit" ("resident_id", "closes_on");
CREATE INDEX "due_visit_city_idx" ON "due_visit" ("city_code", "area_code", "closes_on");

CREATE TABLE "visit_plan" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "line" text NOT NULL DEFAULT 'civil-affairs',
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  "first_on" date NOT NULL,
  "last_on" date NOT NULL,
  "state" text NOT NULL CHECK ("state" IN ('planning', 'draft', 'published', 'replaced', 'stopped', 'failed')),
  "why" text NOT NULL DEFAULT '' CHECK (length("why") <= 200),
  "inputs_hash" text NOT NULL DEFAULT '',
  "progress" double precision NOT NULL DEFAULT 0,
  "seconds" integer NOT NULL DEFAULT 60 CHECK ("seconds" BETWEEN 1 AND 600),
  -- price by part, fairness, continuity; numbers and ids only
  "figures" jsonb NOT NULL DEFAULT '{}',
  -- due visits that nobody makes, with the reason per caregiver
  "unassigned" jsonb NOT NULL DEFAULT '[]',
  "asked_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "asked_at" timestamptz NOT NULL DEFAULT now(),
  "finished_at" timestamptz,
  "published_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "published_at" timestamptz,
  CONSTRAINT "visit_plan_days" CHECK ("last_on" >= "first_on" AND "last_on" < "first_on" + 31),
  CONSTRAINT "visit_plan_published_whole" CHECK ("state" NOT IN ('published', 'replaced') OR "published_at" IS NOT NULL)
);
CREATE INDEX "visit_plan_city_idx" ON "visit_plan" ("city_code", "area_code", "first_on");

CREATE TABLE "planned_visit" (
  "id" uuid NOT NULL PRIMARY KEY,
  "plan_id" uuid NOT NULL REFERENCES "visit_plan" ("id") ON DELETE CASCADE,
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  "person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "line" text NOT NULL,
  "area_code" text COLLATE "C" NOT NULL,
  "begins_at" timestamptz NOT NULL,
  "ends_at" timestamptz NOT NULL,
  "channel" text NOT NULL CHECK ("channel" IN ('home', 'phone')),
  "due_opens_on" date NOT NULL,
  "due_closes_on" date NOT NULL,
  "cause" text NOT NULL CHECK ("cause" IN ('rule', 'after-change', 'campaign')),
  "cause_id" uuid,
  "minutes" integer NOT NULL,
  "is_pinned" boolean NOT NULL DEFAULT false,
  -- both halves of a visit for two carry the same
  "pair_id" uuid,
  "is_published" boolean NOT NULL DEFAULT false,
  CONSTRAINT "planned_visit_hours" CHECK ("ends_at" > "begins_at"),
  -- a caregiver is in one place at a time
  CONSTRAINT "planned_visit_one_place" EXCLUDE USING gist ("person_id" WITH =, tstzrange("begins_at", "ends_at") WITH &&) WHERE ("is_published")
);
CREATE INDEX "planned_visit_plan_idx" ON "planned_visit" ("plan_id");
CREATE INDEX "planned_visit_person_idx" ON "planned_visit" ("person_id", "begins_at") WHERE "is_published";
CREATE INDEX "planned_visit_resident_idx" ON "planned_visit" ("resident_id", "begins_at");

-- 探访记录: what was found. It only grows; the id is made by whoever saved it, once.
CREATE TABLE "visit_event" (
  "client_id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL,
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE RESTRICT,
  "line" text NOT NULL,
  "area_code" text COLLATE "C" NOT NULL,
  -- who was there, and who handed it in
  "author_id" uuid NOT NULL,
  "uploader_id" uuid NOT NULL,
  "planned_visit_id" uuid,
  "captured_at" timestamptz NOT NULL,
  "received_at" timestamptz NOT NULL DEFAULT now(),
  -- device clock minus server clock, when known
  "offset_seconds" integer,
  "device" text NOT NULL DEFAULT 'desk' CHECK ("device" IN ('desk', 'phone', 'paper')),
  "outcome" text NOT NULL CHECK ("outcome" IN ('seen', 'spoken-to', 'no-answer', 'refused', 'away', 'in-hospital', 'moved', 'deceased', 'other')),
  "channel" text NOT NULL CHECK ("channel" IN ('home', 'phone', 'video')),
  "purpose" text NOT NULL CHECK ("purpose" IN ('check', 'errand', 'referral')),
  "began_at" timestamptz NOT NULL,
  "minutes" integer NOT NULL CHECK ("minutes" BETWEEN 0 AND 720),
  -- what the rules of that day said of calls, as the server knew them
  "is_phone_enough" boolean NOT NULL DEFAULT true,
  -- how they are, the home's safety, needs, a note: health and whereabouts, sealed whole
  "body_cipher" text NOT NULL CONSTRAINT "visit_event_is_sealed" CHECK ("body_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  -- hash of everything said, so that the same id with other words is refused aloud
  "content_hash" text NOT NULL CHECK ("content_hash" ~ '^[0-9a-f]{64}$'),
  CONSTRAINT "visit_event_not_from_tomorrow" CHECK ("captured_at" <= "received_at" + interval '2 days'),
  CONSTRAINT "visit_event_seen_at_home" CHECK ("outcome" <> 'seen' OR "channel" IN ('home', 'video'))
);
CREATE INDEX "visit_event_resident_idx" ON "visit_event" ("resident_id", "began_at" DESC);
CREATE INDEX "visit_event_area_idx" ON "visit_event" ("city_code", "area_code", "began_at");
CREATE INDEX "visit_event_author_idx" ON "visit_event" ("author_id", "began_at" DESC);

-- 发现问题: something wrong, found on a visit; it becomes a work order.
CREATE TABLE "finding" (
  "id" uuid NOT NULL PRIMARY KEY,
  "event_id" uuid NOT NULL REFERENCES "visit_event" ("client_id") ON DELETE CASCADE,
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  "line" text NOT NULL,
  "area_code" text COLLATE "C" NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('danger', 'utilities', 'health', 'housing', 'hardship', 'family', 'service', 'other')),
  "found_at" timestamptz NOT NULL,
  "closed_at" timestamptz,
  "closed_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  CONSTRAINT "finding_closed_later" CHECK ("closed_at" >= "found_at")
);
CREATE INDEX "finding_area_idx" ON "finding" ("area_code", "found_at");

-- 月度汇总表: what a unit reports of a month, frozen when it is handed in.
CREATE TABLE "month_report" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "line" text NOT NULL DEFAULT 'civil-affairs',
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  -- the first of the month
  "month" date NOT NULL CHECK (EXTRACT(DAY FROM "month") = 1),
  "state" text NOT NULL DEFAULT 'draft' CHECK ("state" IN ('draft', 'submitted', 'returned', 'locked')),
  -- the definition the figures follow
  "basis" text NOT NULL,
  "figures" jsonb NOT NULL DEFAULT '{}',
  "filled_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "submitted_at" timestamptz,
  "reviewed_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "reviewed_at" timestamptz,
  "returned_why" text CHECK (length(btrim("returned_why")) BETWEEN 2 AND 500),
  "version" integer NOT NULL DEFAULT 1,
  CONSTRAINT "month_report_once" UNIQUE ("city_code", "line", "area_code", "month"),
  CONSTRAINT "month_report_submitted_whole" CHECK ("state" = 'draft' OR "submitted_at" IS NOT NULL),
  CONSTRAINT "month_report_returned_why" CHECK (("state" = 'returned') <= ("returned_why" IS NOT NULL)),
  CONSTRAINT "month_report_by_two" CHECK ("state" <> 'locked' OR "reviewed_by" IS DISTINCT FROM "filled_by")
);

-- What came after a month was handed in: told as corrections, never put into the figures silently.
CREATE TABLE "month_correction" (
  "id" uuid NOT NULL PRIMARY KEY,
  "report_id" uuid NOT NULL REFERENCES "month_report" ("id") ON DELETE CASCADE,
  "event_id" uuid REFERENCES "visit_event" ("client_id") ON DELETE CASCADE,
  "resident_id" uuid REFERENCES "resident" ("id") ON DELETE CASCADE,
  "kind" text NOT NULL CHECK ("kind" IN ('late-visit', 'entry', 'exit', 'category')),
  "noticed_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "month_correction_once" UNIQUE ("report_id", "event_id")
);

-- ── the second wall ──────────────────────────────────────────────────────────────────────────────────────────────────

DO $$
DECLARE
  "part" text;
BEGIN
  -- rows that carry their own line and area
  FOREACH "part" IN ARRAY ARRAY['due_visit', 'visit_plan', 'planned_visit', 'campaign', 'caregiver', 'month_report', 'finding'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "part");
  END LOOP;
  FOREACH "part" IN ARRAY ARRAY['due_visit', 'visit_plan', 'planned_visit', 'campaign', 'caregiver'] LOOP
    EXECUTE format('CREATE POLICY %I ON %I FOR ALL USING (("line" || '':'' || "area_code") <@ (SELECT "scope_of"(''plan:visits''))) WITH CHECK (("line" || '':'' || "area_code") <@ (SELECT "scope_of"(''plan:visits'')))', "part" || '_planned', "part");
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT USING (("line" || '':'' || "area_code") <@ (SELECT "scope_of"(''read:visits'')))', "part" || '_seen', "part");
  END LOOP;
END $$;
-- Whoever visits sees what is theirs.
CREATE POLICY "due_visit_own" ON "due_visit" FOR SELECT USING (EXISTS (SELECT 1 FROM "resident" r WHERE r."id" = "resident_id"));
CREATE POLICY "planned_visit_own" ON "planned_visit" FOR SELECT USING ("is_published" AND "person_id" = (SELECT "acting_person"()));
CREATE POLICY "caregiver_own" ON "caregiver" FOR SELECT USING ("person_id" = (SELECT "acting_person"()));
CREATE POLICY "finding_seen" ON "finding" FOR SELECT USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:visits')) OR EXISTS (SELECT 1 FROM "visit_event" e WHERE e."client_id" = "event_id"));
CREATE POLICY "finding_added" ON "finding" FOR INSERT
  WITH CHECK (EXISTS (SELECT 1 FROM "visit_event" e WHERE e."client_id" = "event_id" AND e."uploader_id" = (SELECT "acting_person"())));
CREATE POLICY "finding_changed" ON "finding" FOR UPDATE USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:visits')));
CREATE POLICY "month_report_seen" ON "month_report" FOR SELECT USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:visits')));
CREATE POLICY "month_report_kept" ON "month_report" FOR ALL
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('report:visits'))) WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('report:visits')));

ALTER TABLE "visit_event" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "visit_event_seen" ON "visit_event" FOR SELECT
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:visits')) OR "author_id" = (SELECT "acting_person"())
    OR EXISTS (SELECT 1 FROM "resident" r WHERE r."id" = "resident_id"));
-- Handed in by whoever may write visits there, or by whoever answers for the resident (a proxy uploads under its own name); it
-- belongs where the resident does on that day.
CREATE POLICY "visit_event_added" ON "visit_event" FOR INSERT
  WITH CHECK ("uploader_id" = (SELECT "acting_person"()) AND "resident_scope_key"("resident_id") = "line" || ':' || "area_code" AND
    (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:visits'))
      OR EXISTS (SELECT 1 FROM "resident" r WHERE r."id" = "resident_id" AND (SELECT "acting_person"()) IN (r."responsible_id", r."deputy_id"))));
CREATE FUNCTION "guard_visit_event"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- the seal may be made anew with another key; nothing else of what was said may change
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'body_cipher' = to_jsonb(OLD) - 'body_cipher' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a visit log is not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'visit_event_is_kept';
END $$;
CREATE TRIGGER "guard_visit_event" BEFORE UPDATE OR DELETE ON "visit_event" FOR EACH ROW EXECUTE FUNCTION "guard_visit_event"();
CREATE POLICY "visit_event_sealed_anew" ON "visit_event" FOR UPDATE USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:retention')));
-- The app's role cannot rewrite a log; whoever keeps the keys may put the same words under another one.
CREATE FUNCTION "seal_visits_anew"("ids" uuid[], "ciphers" text[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "visit_event" e SET "body_cipher" = n."cipher" FROM unnest("ids", "ciphers") AS n ("id", "cipher")
  WHERE e."client_id" = n."id" AND (e."line" || ':' || e."area_code") <@ "scope_of"('write:retention')
$$;

ALTER TABLE "caregiver_hours" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "caregiver_absence" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "month_correction" ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION "caregiver_scope_key"("of_person" uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT "line" || ':' || "area_code" FROM "caregiver" WHERE "person_id" = "of_person"
$$;
CREATE POLICY "caregiver_hours_seen" ON "caregiver_hours" FOR SELECT USING (EXISTS (SELECT 1 FROM "caregiver" c WHERE c."person_id" = "caregiver_hours"."person_id"));
CREATE POLICY "caregiver_hours_kept" ON "caregiver_hours" FOR ALL
  USING ("caregiver_scope_key"("person_id") <@ (SELECT "scope_of"('plan:visits'))) WITH CHECK ("caregiver_scope_key"("person_id") <@ (SELECT "scope_of"('plan:visits')));
CREATE POLICY "caregiver_absence_seen" ON "caregiver_absence" FOR SELECT USING (EXISTS (SELECT 1 FROM "caregiver" c WHERE c."person_id" = "caregiver_absence"."person_id"));
CREATE POLICY "caregiver_absence_kept" ON "caregiver_absence" FOR ALL
  USING ("caregiver_scope_key"("person_id") <@ (SELECT "scope_of"('plan:visits'))) WITH CHECK ("caregiver_scope_key"("person_id") <@ (SELECT "scope_of"('plan:visits')));
CREATE POLICY "month_correction_seen" ON "month_correction" FOR SELECT USING (EXISTS (SELECT 1 FROM "month_report" m WHERE m."id" = "report_id"));
CREATE POLICY "month_correction_added" ON "month_correction" FOR INSERT WITH CHECK (EXISTS (SELECT 1 FROM "month_report" m WHERE m."id" = "report_id"));
CREATE POLICY "month_correction_told" ON "month_correction" FOR DELETE USING (EXISTS (SELECT 1 FROM "month_report" m WHERE m."id" = "report_id"
  AND (m."line" || ':' || m."area_code") <@ (SELECT "scope_of"('report:visits'))));

-- Modes and rules name nobody: everybody may read them, and whoever sets or adopts them where they hold may change them.
ALTER TABLE "mode" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "mode_seen" ON "mode" FOR SELECT USING (true);
CREATE POLICY "mode_kept" ON "mode" FOR ALL
  USING (('civil-affairs:' || "area_code") <@ (SELECT "scope_of"('set:modes'))) WITH CHECK (('civil-affairs:' || "area_code") <@ (SELECT "scope_of"('set:modes')));
ALTER TABLE "visit_rule" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "visit_rule_seen" ON "visit_rule" FOR SELECT USING (true);
CREATE POLICY "visit_rule_kept" ON "visit_rule" FOR ALL
  USING (('civil-affairs:' || COALESCE(NULLIF("area_code", ''), "city_code")) <@ (SELECT "scope_of"('adopt:visit-rules')))
  WITH CHECK (('civil-affairs:' || COALESCE(NULLIF("area_code", ''), "city_code")) <@ (SELECT "scope_of"('adopt:visit-rules')));

-- For which day a city's due visits were last worked out whole.
CREATE TABLE "due_run" (
  "city_code" text NOT NULL PRIMARY KEY REFERENCES "city" ("code") ON DELETE CASCADE,
  "for_day" date NOT NULL
);

-- 红黄绿: from which share a month is green, and from which it is yellow. A city without a row goes by the standard one.
CREATE TABLE "month_limit" (
  "city_code" text NOT NULL PRIMARY KEY REFERENCES "city" ("code") ON DELETE CASCADE,
  "green" double precision NOT NULL CHECK ("green" > 0 AND "green" <= 1),
  "yellow" double precision NOT NULL CHECK ("yellow" >= 0 AND "yellow" < "green"),
  "source" text NOT NULL CHECK (btrim("source") <> '')
);
ALTER TABLE "month_limit" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "month_limit_seen" ON "month_limit" FOR SELECT USING (true);
CREATE POLICY "month_limit_kept" ON "month_limit" FOR ALL
  USING (('civil-affairs:' || "city_code") <@ (SELECT "scope_of"('adopt:visit-rules'))) WITH CHECK (('civil-affairs:' || "city_code") <@ (SELECT "scope_of"('adopt:visit-rules')));

-- 催办: who was asked to see those still missing, once a day at most.
CREATE TABLE "visit_reminder" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "line" text NOT NULL,
  "area_code" text COLLATE "C" NOT NULL,
  "person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "month" date NOT NULL CHECK (EXTRACT(DAY FROM "month") = 1),
  "on_day" date NOT NULL,
  "missing" integer NOT NULL CHECK ("missing" > 0),
  "reminded_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "reminded_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "visit_reminder_once_a_day" UNIQUE ("person_id", "month", "on_day", "area_code")
);
ALTER TABLE "visit_reminder" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "visit_reminder_seen" ON "visit_reminder" FOR SELECT
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:visits')) OR "person_id" = (SELECT "acting_person"()));
CREATE POLICY "visit_reminder_added" ON "visit_reminder" FOR INSERT WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('report:visits')));

-- The form of whoever is above, filled by us: its file, and which cell holds what.
CREATE TABLE "month_form" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "line" text NOT NULL DEFAULT 'civil-affairs',
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  "file_name" text NOT NULL CHECK (length("file_name") <= 200),
  "workbook" bytea NOT NULL CHECK (octet_length("workbook") <= 2097152),
  "mapping" jsonb NOT NULL,
  "said_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "said_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "month_form_once" UNIQUE ("city_code", "line", "area_code")
);
ALTER TABLE "month_form" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "month_form_seen" ON "month_form" FOR SELECT USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:visits')));
CREATE POLICY "month_form_kept" ON "month_form" FOR ALL
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('report:visits'))) WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('report:visits')));
