-- The care register: one person, one file. Scoped by line and community like people; what must not be read by whoever gets hold
-- of the database (identity number, phone, address, home position, health, door codes) is sealed for its own row.

-- 登记编号: one run of numbers for the installation, so that nobody need see the others to take the next.
CREATE SEQUENCE "resident_number";

CREATE TABLE "resident" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "line" text NOT NULL DEFAULT 'civil-affairs' CHECK ("line" IN ('civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  -- 网格: the unit one grid worker walks, a part of the community
  "cell" text COLLATE "C" CHECK ("cell" ~ '^[A-Za-z0-9-]{1,32}$'),
  "register_number" text COLLATE "C" NOT NULL CHECK ("register_number" ~ '^[A-Za-z0-9-]{1,32}$'),
  -- where a list calls the same person by a number of its own
  "source" text,
  "external_id" text,
  "name" text NOT NULL CHECK (btrim("name") <> '' AND length("name") <= 60),
  "pinyin" text NOT NULL DEFAULT '',
  "initials" text NOT NULL DEFAULT '',
  "sex" text NOT NULL DEFAULT 'unknown' CHECK ("sex" IN ('female', 'male', 'unknown')),
  "born_on" date CHECK ("born_on" > DATE '1890-01-01'),
  "languages" text[] NOT NULL DEFAULT '{}',
  "state" text NOT NULL CHECK ("state" IN ('proposed', 'registered', 'declined', 'left')),
  "proposed_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "proposed_at" timestamptz NOT NULL DEFAULT now(),
  "decided_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "decided_at" timestamptz,
  "registered_on" date,
  "left_on" date,
  "left_reason" text CHECK ("left_reason" IN ('deceased', 'moved', 'institution', 'no-longer-in-need', 'same-person')),
  "merged_into" uuid REFERENCES "resident" ("id") ON DELETE SET NULL,
  -- 重点关爱名单
  "key_care_since" date,
  "responsible_id" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "deputy_id" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "position_quality" text NOT NULL DEFAULT 'unplaced' CHECK ("position_quality" IN ('exact', 'approximate', 'made', 'unplaced')),
  -- how a visit must be: minutes of the day, two people, by a woman or a man
  "visit_from" integer CHECK ("visit_from" BETWEEN 0 AND 1439),
  "visit_until" integer CHECK ("visit_until" BETWEEN 1 AND 1440),
  "needs_two" boolean NOT NULL DEFAULT false,
  "visitor_sex" text CHECK ("visitor_sex" IN ('female', 'male')),
  "visitor_skills" text[] NOT NULL DEFAULT '{}',
  -- what the rules of risk give on a day, and what somebody said instead: worked out from records, so that lists can be filtered
  "risk" text NOT NULL DEFAULT 'general' CHECK ("risk" IN ('high', 'key', 'general')),
  "risk_rules" text[] NOT NULL DEFAULT '{}',
  "is_risk_overridden" boolean NOT NULL DEFAULT false,
  "risk_on" date,
  "is_demo" boolean NOT NULL DEFAULT false,
  "version" integer NOT NULL DEFAULT 1,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "updated_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "resident_number_once" UNIQUE ("city_code", "register_number"),
  CONSTRAINT "resident_source_once" UNIQUE ("city_code", "source", "external_id"),
  CONSTRAINT "resident_registered_whole" CHECK ("state" IN ('proposed', 'declined') OR "registered_on" IS NOT NULL),
  CONSTRAINT "resident_left_whole" CHECK (("state" = 'left') = ("left_on" IS NOT NULL) AND ("left_on" IS NULL) = ("left_reason" IS NULL)),
  CONSTRAINT "resident_left_after_entry" CHECK ("left_on" >= "registered_on"),
  CONSTRAINT "resident_merged_has_left" CHECK ("merged_into" IS NULL OR "left_reason" = 'same-person'),
  CONSTRAINT "resident_two_visitors" CHECK ("deputy_id" <> "responsible_id"),
  CONSTRAINT "resident_hours" CHECK ("visit_until" > "visit_from"),
  CONSTRAINT "resident_not_merged_into_self" CHECK ("merged_into" <> "id")
);
CREATE INDEX "resident_city_area_idx" ON "resident" ("city_code", "area_code", "register_number");
CREATE INDEX "resident_waiting_idx" ON "resident" ("city_code", "area_code", "proposed_at") WHERE "state" = 'proposed';
CREATE INDEX "resident_key_care_idx" ON "resident" ("city_code", "area_code", "key_care_since") WHERE "key_care_since" IS NOT NULL AND "state" = 'registered';
CREATE INDEX "resident_left_idx" ON "resident" ("left_on") WHERE "state" = 'left';
CREATE INDEX "resident_responsible_idx" ON "resident" ("responsible_id") WHERE "state" = 'registered';
CREATE INDEX "resident_deputy_idx" ON "resident" ("deputy_id") WHERE "state" = 'registered';
CREATE INDEX "resident_scope_idx" ON "resident" (("line" || ':' || "area_code"));
CREATE INDEX "resident_name_idx" ON "resident" ("city_code", "pinyin");

CREATE TABLE "resident_sensitive" (
  "id" uuid NOT NULL PRIMARY KEY,
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  "kind" text NOT NULL CHECK ("kind" IN ('identity-number', 'phone', 'address', 'home-position', 'health', 'access-note')),
  "cipher" text NOT NULL CONSTRAINT "resident_sensitive_is_sealed" CHECK ("cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  "blind_index" text CONSTRAINT "resident_sensitive_index_is_blind" CHECK ("blind_index" ~ '^[A-Za-z0-9_-]{43}$'),
  "changed_at" timestamptz NOT NULL DEFAULT now(),
  "changed_by" uuid,
  CONSTRAINT "resident_sensitive_one_of_a_kind" UNIQUE ("resident_id", "kind"),
  -- what can be searched for exactly has an index, what cannot has none
  CONSTRAINT "resident_sensitive_indexed" CHECK (("kind" IN ('identity-number', 'phone')) = ("blind_index" IS NOT NULL))
);
-- One identity number, one resident, in the whole installation; a phone may be a couple's.
CREATE UNIQUE INDEX "resident_identity_once" ON "resident_sensitive" ("blind_index") WHERE "kind" = 'identity-number';
CREATE INDEX "resident_sensitive_blind_idx" ON "resident_sensitive" ("kind", "blind_index");

-- 特殊困难类别, each from a day on.
CREATE TABLE "resident_category" (
  "id" uuid NOT NULL PRIMARY KEY,
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  "category" text NOT NULL CHECK ("category" IN ('living-alone', 'empty-nest', 'left-behind', 'cannot-care-for-self', 'severely-disabled', 'family-planning-special')),
  "valid_from" date NOT NULL,
  "valid_to" date,
  CONSTRAINT "resident_category_days" CHECK ("valid_to" IS NULL OR "valid_to" > "valid_from"),
  CONSTRAINT "resident_category_once_at_a_time" EXCLUDE USING gist (
    "resident_id" WITH =, "category" WITH =, daterange("valid_from", "valid_to") WITH &&)
);
CREATE INDEX "resident_category_resident_idx" ON "resident_category" ("resident_id");

-- 能力评估, GB/T 42195-2022: grade 0 (able) to 4 (fully unable); it expires.
CREATE TABLE "resident_assessment" (
  "id" uuid NOT NULL PRIMARY KEY,
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  "grade" integer NOT NULL CHECK ("grade" BETWEEN 0 AND 4),
  "assessed_on" date NOT NULL,
  "expires_on" date NOT NULL,
  "standard" text NOT NULL DEFAULT 'GB/T 42195-2022',
  CONSTRAINT "resident_assessment_expires" CHECK ("expires_on" > "assessed_on"),
  CONSTRAINT "resident_assessment_once" UNIQUE ("resident_id", "assessed_on")
);

-- The level is computed from stated rules; somebody may say otherwise, with a reason and until a day.
CREATE TABLE "resident_risk_override" (
  "id" uuid NOT NULL PRIMARY KEY,
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  "risk" text NOT NULL CHECK ("risk" IN ('high', 'key', 'general')),
  "reason" text NOT NULL CHECK (length(btrim("reason")) BETWEEN 4 AND 500),
  "said_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "said_at" timestamptz NOT NULL DEFAULT now(),
  "valid_from" date NOT NULL,
  "valid_to" date,
  CONSTRAINT "resident_risk_days" CHECK ("valid_to" IS NULL OR "valid_to" > "valid_from"),
  CONSTRAINT "resident_risk_once_at_a_time" EXCLUDE USING gist ("resident_id" WITH =, daterange("valid_from", "valid_to") WITH &&)
);

CREATE TABLE "resident_contact" (
  "id" uuid NOT NULL PRIMARY KEY,
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  "name" text NOT NULL CHECK (btrim("name") <> '' AND length("name") <= 60),
  "relation" text NOT NULL CHECK ("relation" IN ('child', 'spouse', 'sibling', 'relative', 'neighbour', 'guardian', 'other')),
  "phone_cipher" text NOT NULL CONSTRAINT "resident_contact_is_sealed" CHECK ("phone_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  "rank" integer NOT NULL DEFAULT 1 CHECK ("rank" BETWEEN 1 AND 20),
  CONSTRAINT "resident_contact_ranked" UNIQUE ("resident_id", "rank")
);

-- 知情同意: what for, given or withdrawn, and how.
CREATE TABLE "resident_consent" (
  "id" uuid NOT NULL PRIMARY KEY,
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  "scope" text NOT NULL CHECK ("scope" IN ('register', 'visits', 'health', 'photos', 'position', 'family')),
  "given_on" date NOT NULL,
  "withdrawn_on" date,
  "given_by" text NOT NULL CHECK ("given_by" IN ('resident', 'guardian')),
  "how" text NOT NULL CHECK ("how" IN ('paper', 'spoken', 'screen')),
  "recorded_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  CONSTRAINT "resident_consent_withdrawn_later" CHECK ("withdrawn_on" >= "given_on"),
  CONSTRAINT "resident_consent_once_at_a_time" EXCLUDE USING gist (
    "resident_id" WITH =, "scope" WITH =, daterange("given_on", "withdrawn_on") WITH &&)
);

-- Days on which nobody can be seen at home.
CREATE TABLE "resident_absence" (
  "id" uuid NOT NULL PRIMARY KEY,
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  "kind" text NOT NULL CHECK ("kind" IN ('hospital', 'away')),
  "valid_from" date NOT NULL,
  "valid_to" date,
  CONSTRAINT "resident_absence_days" CHECK ("valid_to" IS NULL OR "valid_to" > "valid_from"),
  CONSTRAINT "resident_absence_once_at_a_time" EXCLUDE USING gist ("resident_id" WITH =, daterange("valid_from", "valid_to") WITH &&)
);

-- A major change after which somebody must come soon: out of hospital, a fall, a death in the family.
CREATE TABLE "resident_change" (
  "id" uuid NOT NULL PRIMARY KEY,
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  "kind" text NOT NULL CHECK ("kind" IN ('home-from-hospital', 'fall', 'bereaved', 'carer-lost', 'moved-home', 'other')),
  "happened_on" date NOT NULL,
  "recorded_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "recorded_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "resident_change_once" UNIQUE ("resident_id", "kind", "happened_on")
);

-- Whom a resident would rather see, and whom never.
CREATE TABLE "resident_visitor_wish" (
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  "person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "wish" text NOT NULL CHECK ("wish" IN ('preferred', 'never')),
  PRIMARY KEY ("resident_id", "person_id")
);

-- How long somebody was looked after before they left, and why they did; the stay that lasts stands in the file itself.
CREATE TABLE "resident_stay" (
  "id" uuid NOT NULL PRIMARY KEY,
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  "valid_from" date NOT NULL,
  "valid_to" date NOT NULL,
  "left_reason" text NOT NULL CHECK ("left_reason" IN ('deceased', 'moved', 'institution', 'no-longer-in-need', 'same-person')),
  CONSTRAINT "resident_stay_days" CHECK ("valid_to" >= "valid_from"),
  CONSTRAINT "resident_stay_once" UNIQUE ("resident_id", "valid_from")
);

-- 风险等级 from stated rules: a rule holds for whom all of it is true. A city without rows of its own goes by the standard ones.
CREATE TABLE "resident_risk_rule" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "key" text NOT NULL CHECK ("key" ~ '^[a-z0-9-]{1,60}$'),
  "risk" text NOT NULL CHECK ("risk" IN ('high', 'key')),
  "least_age" integer CHECK ("least_age" BETWEEN 0 AND 120),
  "categories" text[] NOT NULL DEFAULT '{}' CHECK ("categories" <@ ARRAY['living-alone', 'empty-nest', 'left-behind', 'cannot-care-for-self', 'severely-disabled', 'family-planning-special']),
  "least_grade" integer CHECK ("least_grade" BETWEEN 0 AND 4),
  "source" text NOT NULL CHECK (btrim("source") <> ''),
  "mark" text NOT NULL DEFAULT '?' CHECK ("mark" IN ('S', 'P', '?')),
  "valid_from" date NOT NULL,
  "valid_to" date,
  CONSTRAINT "resident_risk_rule_days" CHECK ("valid_to" IS NULL OR "valid_to" > "valid_from"),
  CONSTRAINT "resident_risk_rule_once" UNIQUE ("city_code", "key", "valid_from"),
  CONSTRAINT "resident_risk_rule_asks_something" CHECK ("least_age" IS NOT NULL OR "least_grade" IS NOT NULL OR "categories" <> '{}')
);

-- Two files of one person made one: what was moved, so that it can be taken back.
CREATE TABLE "resident_merge" (
  "id" uuid NOT NULL PRIMARY KEY,
  "kept_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  "left_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  -- ids of rows that moved, by table; the state the other file had
  "moved" jsonb NOT NULL,
  "merged_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "merged_at" timestamptz NOT NULL DEFAULT now(),
  "undone_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "undone_at" timestamptz,
  CONSTRAINT "resident_merge_of_two" CHECK ("kept_id" <> "left_id")
);
CREATE UNIQUE INDEX "resident_merge_open_once" ON "resident_merge" ("left_id") WHERE "undone_at" IS NULL;

-- ── the second wall ──────────────────────────────────────────────────────────────────────────────────────────────────
-- Seen by whoever may read residents of that line and area, and by the two who answer for the resident.

ALTER TABLE "resident" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "resident_seen" ON "resident" FOR SELECT
  USING ((SELECT "holds_everything"('read:residents')) OR ("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:residents'))
    OR ("state" = 'registered' AND (SELECT "acting_person"()) IN ("responsible_id", "deputy_id"))
    OR ("state" = 'proposed' AND "proposed_by" = (SELECT "acting_person"())));
CREATE POLICY "resident_added" ON "resident" FOR INSERT
  WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:residents'))
    OR ("state" = 'proposed' AND "proposed_by" = (SELECT "acting_person"()) AND ("line" || ':' || "area_code") <@ (SELECT "scope_of"('propose:residents'))));
CREATE POLICY "resident_changed" ON "resident" FOR UPDATE
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:residents')))
  WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:residents')));
CREATE POLICY "resident_removed" ON "resident" FOR DELETE
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:residents')));

-- Where a resident belongs, asked past the resident's own policy.
CREATE FUNCTION "resident_scope_key"("of_resident" uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT "line" || ':' || "area_code" FROM "resident" WHERE "id" = "of_resident"
$$;
-- A file that somebody proposed is theirs to fill until it is decided.
CREATE FUNCTION "proposes_resident"("of_resident" uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM "resident" WHERE "id" = "of_resident" AND "state" = 'proposed' AND "proposed_by" = "acting_person"())
$$;

DO $$
DECLARE
  "part" text;
BEGIN
  FOREACH "part" IN ARRAY ARRAY['resident_sensitive', 'resident_category', 'resident_assessment', 'resident_risk_override', 'resident_contact',
    'resident_consent', 'resident_absence', 'resident_change', 'resident_visitor_wish', 'resident_stay'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "part");
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT USING (EXISTS (SELECT 1 FROM "resident" r WHERE r."id" = "resident_id"))', "part" || '_seen', "part");
    EXECUTE format('CREATE POLICY %I ON %I FOR INSERT WITH CHECK ("resident_scope_key"("resident_id") <@ (SELECT "scope_of"(''write:residents'')) OR "proposes_resident"("resident_id"))', "part" || '_added', "part");
    EXECUTE format('CREATE POLICY %I ON %I FOR UPDATE USING ("resident_scope_key"("resident_id") <@ (SELECT "scope_of"(''write:residents''))) WITH CHECK ("resident_scope_key"("resident_id") <@ (SELECT "scope_of"(''write:residents'')))', "part" || '_changed', "part");
    EXECUTE format('CREATE POLICY %I ON %I FOR DELETE USING ("resident_scope_key"("resident_id") <@ (SELECT "scope_of"(''write:residents'')))', "part" || '_removed', "part");
  END LOOP;
END $$;

ALTER TABLE "resident_merge" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "resident_merge_seen" ON "resident_merge" FOR SELECT USING ("resident_scope_key"("kept_id") <@ (SELECT "scope_of"('read:residents')));
CREATE POLICY "resident_merge_added" ON "resident_merge" FOR INSERT
  WITH CHECK ("resident_scope_key"("kept_id") <@ (SELECT "scope_of"('write:residents')) AND "resident_scope_key"("left_id") <@ (SELECT "scope_of"('write:residents')));
CREATE POLICY "resident_merge_changed" ON "resident_merge" FOR UPDATE USING ("resident_scope_key"("kept_id") <@ (SELECT "scope_of"('write:residents')));

-- Rules name nobody: everybody may read them, whoever adopts rules of visiting in the whole city changes them.
ALTER TABLE "resident_risk_rule" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "resident_risk_rule_seen" ON "resident_risk_rule" FOR SELECT USING (true);
CREATE POLICY "resident_risk_rule_kept" ON "resident_risk_rule" FOR ALL
  USING (('civil-affairs:' || "city_code") <@ (SELECT "scope_of"('adopt:visit-rules')))
  WITH CHECK (('civil-affairs:' || "city_code") <@ (SELECT "scope_of"('adopt:visit-rules')));

INSERT INTO "retention_rule" ("kind", "keep_days", "least_days", "source_zh", "source_en", "mark") VALUES
  ('left-residents', 1095, 180, '《个人信息保护法》最短必要时间；离开登记后三年，供核对补贴与统计，由本机构确定', 'Personal Information Protection Law, shortest time needed; three years after leaving the register to check benefits and figures, set by this office', '?'),
  ('declined-residents', 90, 0, '《个人信息保护法》最短必要时间；未通过的发现对象 90 天供复核，由本机构确定', 'Personal Information Protection Law, shortest time needed; 90 days to look again at who was not taken in, set by this office', '?');

-- Who visits in an area: told by name to whoever looks after residents there, who need not be able to look after people.
CREATE FUNCTION "visitors_of"("of_area" text, "on_day" date) RETURNS TABLE ("id" uuid, "name" text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT p."id", p."name" FROM "person" p JOIN "role_grant" g ON g."person_id" = p."id"
  WHERE p."state" = 'active' AND g."role" = 'caregiver' AND g."line" IN ('', 'civil-affairs')
    AND g."valid_from" <= "on_day" AND (g."valid_to" IS NULL OR g."valid_to" > "on_day")
    AND (starts_with("of_area", g."area_code") OR (length("of_area") >= 9 AND starts_with(g."area_code", "of_area")))
    AND (SELECT EXISTS (SELECT FROM unnest(ARRAY['civil-affairs:' || "of_area"]) AS k WHERE k <@ "scope_of"('read:residents')))
$$;

-- The made people of a demo city go with it: they belong to no table of the city that would take them along.
CREATE FUNCTION "made_people_go"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM "person" WHERE "is_demo" AND length("area_code") > 4 AND starts_with("area_code", OLD."code");
  RETURN NULL;
END $$;
CREATE TRIGGER "made_people_go" AFTER DELETE ON "city" FOR EACH ROW WHEN (OLD."is_demo") EXECUTE FUNCTION "made_people_go"();
