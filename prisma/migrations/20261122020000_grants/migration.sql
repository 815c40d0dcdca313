-- Who may do what, where. A grant gives one person one role in one line for one area and what lies below it, between two days.
-- The app tells each transaction what its actor may see and change; policies compare rows with that. A use case that forgets
-- to check finds nothing, because the app's role owns no table and no policy lets it past.

-- Ranges of "line:area code", compared byte by byte: everything below an area is one range, and any set of grants is one value.
CREATE TYPE "code_range" AS RANGE (subtype = text, collation = "C", multirange_type_name = "code_multirange");

-- What the transaction's actor may do, by permission: {"read:people": "{[\"health:410105\",\"health:410106\")}", …}.
CREATE FUNCTION "scope_of"("permission" text) RETURNS "code_multirange" LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT COALESCE((NULLIF(current_setting('quarterhour.scope', true), '')::jsonb ->> "permission")::"code_multirange", '{}'::"code_multirange")
$$;
CREATE FUNCTION "acting_person"() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT NULLIF(current_setting('quarterhour.person', true), '')::uuid
$$;

-- Where a person belongs: a line ('' = none in particular) and an area ('' = the whole installation).
ALTER TABLE "person"
  ADD COLUMN "line" text NOT NULL DEFAULT '',
  ADD COLUMN "state" text NOT NULL DEFAULT 'active',
  ADD COLUMN "created_at" timestamptz NOT NULL DEFAULT now();
UPDATE "person" SET "area_code" = COALESCE("area_code", "city_code", '');
ALTER TABLE "person"
  ALTER COLUMN "area_code" SET DEFAULT '',
  ALTER COLUMN "area_code" SET NOT NULL,
  ALTER COLUMN "area_code" TYPE text COLLATE "C",
  ADD CONSTRAINT "person_line_known" CHECK ("line" IN ('', 'civil-affairs', 'health', 'education', 'employment')),
  ADD CONSTRAINT "person_area_code_digits" CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})?$'),
  ADD CONSTRAINT "person_state_known" CHECK ("state" IN ('active', 'suspended', 'left'));

CREATE TABLE "role_grant" (
  "id" uuid NOT NULL PRIMARY KEY,
  "person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "role" text NOT NULL CHECK ("role" IN ('administrator', 'planner', 'supervisor', 'caregiver', 'operator', 'overseer', 'family')),
  "line" text NOT NULL DEFAULT '' CHECK ("line" IN ('', 'civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL DEFAULT '' CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})?$'),
  "valid_from" date NOT NULL,
  "valid_to" date,
  -- null: given at the machine's terminal
  "granted_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "granted_at" timestamptz NOT NULL DEFAULT now(),
  "last_used_on" date,
  CONSTRAINT "role_grant_days" CHECK ("valid_to" IS NULL OR "valid_to" >= "valid_from"),
  CONSTRAINT "role_grant_once_at_a_time" EXCLUDE USING gist (
    "person_id" WITH =, "role" WITH =, "line" WITH =, "area_code" WITH =, daterange("valid_from", "valid_to") WITH &&)
);
CREATE INDEX "role_grant_area_code_idx" ON "role_grant" ("area_code");

INSERT INTO "role_grant" ("id", "person_id", "role", "area_code", "valid_from")
SELECT gen_random_uuid(), "id", "role", COALESCE("city_code", ''), DATE '2000-01-01' FROM "person";
ALTER TABLE "person" DROP CONSTRAINT "person_role_known", DROP COLUMN "role", DROP COLUMN "city_code";

-- While somebody is on leave another person acts with that person's grants; never with what was itself delegated.
CREATE TABLE "delegation" (
  "id" uuid NOT NULL PRIMARY KEY,
  "from_person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "to_person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "valid_from" date NOT NULL,
  "valid_to" date NOT NULL,
  "reason" text NOT NULL CHECK (btrim("reason") <> ''),
  "made_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "made_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "delegation_to_another" CHECK ("from_person_id" <> "to_person_id"),
  CONSTRAINT "delegation_days" CHECK ("valid_to" > "valid_from" AND "valid_to" <= "valid_from" + 366),
  CONSTRAINT "delegation_to_one_at_a_time" EXCLUDE USING gist ("from_person_id" WITH =, daterange("valid_from", "valid_to") WITH &&)
);
CREATE INDEX "delegation_to_person_id_idx" ON "delegation" ("to_person_id");

-- Breaking the glass: reading beyond one's grants for a few hours, with a reason, seen by whoever administers the area.
CREATE TABLE "emergency_access" (
  "id" uuid NOT NULL PRIMARY KEY,
  "person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "line" text NOT NULL CHECK ("line" IN ('civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  "reason" text NOT NULL CHECK (length(btrim("reason")) >= 10),
  "opened_at" timestamptz NOT NULL DEFAULT now(),
  "expires_at" timestamptz NOT NULL,
  "reviewed_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "reviewed_at" timestamptz,
  "finding" text CHECK ("finding" IN ('justified', 'not-justified')),
  CONSTRAINT "emergency_access_hours" CHECK ("expires_at" > "opened_at" AND "expires_at" <= "opened_at" + interval '4 hours'),
  CONSTRAINT "emergency_access_reviewed_whole" CHECK (("reviewed_at" IS NULL) = ("finding" IS NULL)),
  CONSTRAINT "emergency_access_reviewed_by_another" CHECK ("reviewed_by" <> "person_id")
);
CREATE INDEX "emergency_access_person_id_idx" ON "emergency_access" ("person_id");

-- What needs two people: one asks, another decides, and the database knows that they are two.
CREATE TABLE "approval" (
  "id" uuid NOT NULL PRIMARY KEY,
  "kind" text NOT NULL,
  "subject_id" uuid NOT NULL,
  "line" text NOT NULL DEFAULT '' CHECK ("line" IN ('', 'civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL DEFAULT '',
  "reason" text NOT NULL CHECK (btrim("reason") <> ''),
  -- ids and numbers the action needs, never personal values
  "facts" jsonb NOT NULL DEFAULT '{}',
  "asked_by" uuid NOT NULL,
  "asked_at" timestamptz NOT NULL DEFAULT now(),
  "expires_at" timestamptz NOT NULL,
  "decision" text CHECK ("decision" IN ('approved', 'declined', 'withdrawn')),
  "decided_by" uuid,
  "decided_at" timestamptz,
  CONSTRAINT "approval_decided_whole" CHECK (("decision" IS NULL) = ("decided_by" IS NULL) AND ("decision" IS NULL) = ("decided_at" IS NULL)),
  CONSTRAINT "approval_by_two" CHECK ("decided_by" <> "asked_by" OR "decision" = 'withdrawn'),
  CONSTRAINT "approval_expires_later" CHECK ("expires_at" > "asked_at")
);
CREATE UNIQUE INDEX "approval_open_once" ON "approval" ("kind", "subject_id") WHERE "decision" IS NULL;

-- ── the second wall ──────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE "person" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "person_seen" ON "person" FOR SELECT
  USING ("id" = (SELECT "acting_person"()) OR ("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:people')));
CREATE POLICY "person_added" ON "person" FOR INSERT WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:people')));
CREATE POLICY "person_changed" ON "person" FOR UPDATE
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:people')))
  WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:people')));
CREATE POLICY "person_removed" ON "person" FOR DELETE USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:people')));

ALTER TABLE "role_grant" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "role_grant_seen" ON "role_grant" FOR SELECT
  USING ("person_id" = (SELECT "acting_person"()) OR ("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:people')));
CREATE POLICY "role_grant_given" ON "role_grant" FOR INSERT WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:grants')));
CREATE POLICY "role_grant_changed" ON "role_grant" FOR UPDATE
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:grants')))
  WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:grants')));
CREATE POLICY "role_grant_removed" ON "role_grant" FOR DELETE USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:grants')));

-- A contact that is not public belongs to the facility's line and area; a facility without an area to its city.
ALTER TABLE "contact" ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION "facility_scope_key"("of_facility" uuid) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT "line" || ':' || COALESCE("area_code", "city_code") FROM "facility" WHERE "id" = "of_facility"
$$;
CREATE POLICY "contact_seen" ON "contact" FOR SELECT
  USING ("is_public" OR "facility_scope_key"("facility_id") <@ (SELECT "scope_of"('read:private-contacts')));
CREATE POLICY "contact_added" ON "contact" FOR INSERT
  WITH CHECK ("facility_scope_key"("facility_id") <@ (SELECT "scope_of"('write:catalog')));
CREATE POLICY "contact_changed" ON "contact" FOR UPDATE
  USING ("facility_scope_key"("facility_id") <@ (SELECT "scope_of"('write:catalog')))
  WITH CHECK ("facility_scope_key"("facility_id") <@ (SELECT "scope_of"('write:catalog')));
CREATE POLICY "contact_removed" ON "contact" FOR DELETE
  USING ("facility_scope_key"("facility_id") <@ (SELECT "scope_of"('write:catalog')));

-- A leave is entered by whoever takes it, or by whoever administers that person; both sides see it.
ALTER TABLE "delegation" ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION "administers_person"("of_person" uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (SELECT 1 FROM "person" p WHERE p."id" = "of_person" AND (p."line" || ':' || p."area_code") <@ "scope_of"('write:grants'))
$$;
CREATE POLICY "delegation_seen" ON "delegation" FOR SELECT
  USING ((SELECT "acting_person"()) IN ("from_person_id", "to_person_id")
    OR EXISTS (SELECT 1 FROM "person" p WHERE p."id" = "from_person_id"));
CREATE POLICY "delegation_made" ON "delegation" FOR INSERT
  WITH CHECK ("from_person_id" = (SELECT "acting_person"()) OR "administers_person"("from_person_id"));
CREATE POLICY "delegation_changed" ON "delegation" FOR UPDATE
  USING ("from_person_id" = (SELECT "acting_person"()) OR "administers_person"("from_person_id"));
CREATE POLICY "delegation_removed" ON "delegation" FOR DELETE
  USING ("from_person_id" = (SELECT "acting_person"()) OR "administers_person"("from_person_id"));

ALTER TABLE "emergency_access" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "emergency_access_seen" ON "emergency_access" FOR SELECT
  USING ("person_id" = (SELECT "acting_person"()) OR ("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:people')));
CREATE POLICY "emergency_access_opened" ON "emergency_access" FOR INSERT WITH CHECK ("person_id" = (SELECT "acting_person"()));
CREATE POLICY "emergency_access_reviewed" ON "emergency_access" FOR UPDATE
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:grants')))
  WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:grants')));

ALTER TABLE "approval" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "approval_seen" ON "approval" FOR SELECT
  USING ("asked_by" = (SELECT "acting_person"()) OR ("line" || ':' || "area_code") <@ (SELECT "scope_of"('decide:approvals')));
CREATE POLICY "approval_asked" ON "approval" FOR INSERT WITH CHECK ("asked_by" = (SELECT "acting_person"()));
CREATE POLICY "approval_decided" ON "approval" FOR UPDATE
  USING ("asked_by" = (SELECT "acting_person"()) OR ("line" || ':' || "area_code") <@ (SELECT "scope_of"('decide:approvals')))
  WITH CHECK ("asked_by" = (SELECT "acting_person"()) OR ("line" || ':' || "area_code") <@ (SELECT "scope_of"('decide:approvals')));

-- Who changed a record is told to whoever may read it; of a person nothing but the name passes this door.
CREATE FUNCTION "staff_names"("ids" uuid[]) RETURNS TABLE ("id" uuid, "name" text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p."id", p."name" FROM "person" p WHERE p."id" = ANY("ids")
$$;
