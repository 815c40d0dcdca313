-- What must never be wrong is guarded here, the application explains it.
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "city" (
    "code" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "bounds" DOUBLE PRECISION[],
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "city_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "area" (
    "id" UUID NOT NULL,
    "city_code" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "code_system" TEXT NOT NULL,
    "code_year" INTEGER NOT NULL,
    "level" TEXT NOT NULL,
    "parent_code" TEXT,
    "name" TEXT NOT NULL,
    "name_en" TEXT,
    "pinyin" TEXT NOT NULL DEFAULT '',
    "initials" TEXT NOT NULL DEFAULT '',
    "area_class" TEXT NOT NULL DEFAULT 'unknown',
    "host_code" TEXT,
    "lon" DOUBLE PRECISION,
    "lat" DOUBLE PRECISION,
    "position_quality" TEXT NOT NULL DEFAULT 'unplaced',
    "outline" JSONB,
    "source" TEXT NOT NULL DEFAULT '',
    "import_batch_id" UUID,

    CONSTRAINT "area_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "area_population" (
    "id" UUID NOT NULL,
    "city_code" TEXT NOT NULL,
    "area_code" TEXT NOT NULL,
    "population_group" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "basis" TEXT NOT NULL,
    "people" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "is_estimate" BOOLEAN NOT NULL DEFAULT false,
    "import_batch_id" UUID,

    CONSTRAINT "area_population_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "barrier" (
    "id" UUID NOT NULL,
    "city_code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "line" JSONB NOT NULL,
    "crossings" JSONB NOT NULL,
    "quality" TEXT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "barrier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "walker" (
    "id" UUID NOT NULL,
    "city_code" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "speed_kmh" DOUBLE PRECISION NOT NULL,
    "source" TEXT NOT NULL,
    "sort_order" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "walker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "standard_parameter" (
    "id" UUID NOT NULL,
    "city_code" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "area_class" TEXT NOT NULL DEFAULT 'any',
    "service_type" TEXT NOT NULL DEFAULT 'any',
    "level" TEXT NOT NULL DEFAULT 'any',
    "value" DOUBLE PRECISION NOT NULL,
    "unit" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "mark" TEXT NOT NULL DEFAULT '?',

    CONSTRAINT "standard_parameter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_type" (
    "id" UUID NOT NULL,
    "city_code" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "circle_minutes" DOUBLE PRECISION,
    "circle_metres" DOUBLE PRECISION,
    "walker_key" TEXT NOT NULL,
    "population_group" TEXT NOT NULL,
    "capacity_unit" TEXT NOT NULL,
    "standard_zh" TEXT NOT NULL DEFAULT '',
    "standard_en" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL DEFAULT '',
    "sort_order" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "service_type_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "facility_kind" (
    "id" UUID NOT NULL,
    "city_code" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "sector" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "sort_order" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "facility_kind_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operator" (
    "id" UUID NOT NULL,
    "city_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "operator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "facility" (
    "id" UUID NOT NULL,
    "city_code" TEXT NOT NULL,
    "external_source" TEXT,
    "external_id" TEXT,
    "name" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL DEFAULT '',
    "initials" TEXT NOT NULL DEFAULT '',
    "kind_key" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "operator_id" UUID,
    "address" TEXT NOT NULL DEFAULT '',
    "area_code" TEXT,
    "lon" DOUBLE PRECISION,
    "lat" DOUBLE PRECISION,
    "position_quality" TEXT NOT NULL,
    "raw_x" DOUBLE PRECISION,
    "raw_y" DOUBLE PRECISION,
    "raw_system" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "successor_of_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "import_batch_id" UUID,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "facility_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "facility_state" (
    "id" UUID NOT NULL,
    "facility_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "facility_state_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offering" (
    "id" UUID NOT NULL,
    "facility_id" UUID NOT NULL,
    "service_type" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "offering_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offering_class" (
    "id" UUID NOT NULL,
    "offering_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "care_pattern" TEXT,
    "age_from_months" INTEGER,
    "age_to_months" INTEGER,
    "is_inclusive" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "offering_class_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "capacity" (
    "id" UUID NOT NULL,
    "class_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "licensed" INTEGER NOT NULL,
    "staffed" INTEGER NOT NULL,
    "taken" INTEGER,

    CONSTRAINT "capacity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price" (
    "id" UUID NOT NULL,
    "class_id" UUID NOT NULL,
    "tier" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "price_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "facility_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL DEFAULT '',
    "issuer" TEXT NOT NULL DEFAULT '',
    "issued_on" DATE,
    "expires_on" DATE,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" UUID NOT NULL,
    "facility_id" UUID NOT NULL,
    "role" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL,
    "is_public" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opening_hours" (
    "id" UUID NOT NULL,
    "facility_id" UUID NOT NULL,
    "by_day" TEXT NOT NULL,
    "opens_at" TEXT NOT NULL,
    "closes_at" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "opening_hours_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "photo" (
    "id" UUID NOT NULL,
    "facility_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "caption" TEXT NOT NULL DEFAULT '',
    "taken_on" DATE,

    CONSTRAINT "photo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision" (
    "id" UUID NOT NULL,
    "city_code" TEXT NOT NULL,
    "facility_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "person_id" UUID,
    "import_batch_id" UUID,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "id" UUID NOT NULL,
    "city_code" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT '',
    "file_name" TEXT NOT NULL,
    "stored_name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "sheet" TEXT,
    "coordinate_system" TEXT,
    "mapping" JSONB NOT NULL DEFAULT '{}',
    "options" JSONB NOT NULL DEFAULT '{}',
    "counts" JSONB NOT NULL DEFAULT '{}',
    "progress" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "failure" JSONB,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ,
    "undone_at" TIMESTAMPTZ,

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "column_mapping" (
    "id" UUID NOT NULL,
    "city_code" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,

    CONSTRAINT "column_mapping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "city_code" TEXT,
    "area_code" TEXT,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential" (
    "person_id" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "session" (
    "token_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE INDEX "area_city_code_level_idx" ON "area"("city_code", "level");

-- CreateIndex
CREATE INDEX "area_city_code_parent_code_idx" ON "area"("city_code", "parent_code");

-- CreateIndex
CREATE UNIQUE INDEX "area_city_code_code_system_code_year_code_key" ON "area"("city_code", "code_system", "code_year", "code");

-- CreateIndex
CREATE UNIQUE INDEX "area_population_city_code_area_code_population_group_year_b_key" ON "area_population"("city_code", "area_code", "population_group", "year", "basis");

-- CreateIndex
CREATE INDEX "barrier_city_code_idx" ON "barrier"("city_code");

-- CreateIndex
CREATE UNIQUE INDEX "walker_city_code_key_key" ON "walker"("city_code", "key");

-- CreateIndex
CREATE UNIQUE INDEX "standard_parameter_city_code_key_area_class_service_type_le_key" ON "standard_parameter"("city_code", "key", "area_class", "service_type", "level");

-- CreateIndex
CREATE UNIQUE INDEX "service_type_city_code_key_key" ON "service_type"("city_code", "key");

-- CreateIndex
CREATE UNIQUE INDEX "facility_kind_city_code_key_key" ON "facility_kind"("city_code", "key");

-- CreateIndex
CREATE UNIQUE INDEX "operator_city_code_name_key" ON "operator"("city_code", "name");

-- CreateIndex
CREATE INDEX "facility_city_code_area_code_idx" ON "facility"("city_code", "area_code");

-- CreateIndex
CREATE INDEX "facility_city_code_kind_key_idx" ON "facility"("city_code", "kind_key");

-- CreateIndex
CREATE INDEX "facility_city_code_pinyin_idx" ON "facility"("city_code", "pinyin");

-- CreateIndex
CREATE UNIQUE INDEX "facility_city_code_external_source_external_id_key" ON "facility"("city_code", "external_source", "external_id");

-- CreateIndex
CREATE INDEX "facility_state_facility_id_idx" ON "facility_state"("facility_id");

-- CreateIndex
CREATE INDEX "offering_facility_id_idx" ON "offering"("facility_id");

-- CreateIndex
CREATE INDEX "offering_class_offering_id_idx" ON "offering_class"("offering_id");

-- CreateIndex
CREATE INDEX "capacity_class_id_idx" ON "capacity"("class_id");

-- CreateIndex
CREATE INDEX "price_class_id_idx" ON "price"("class_id");

-- CreateIndex
CREATE INDEX "document_facility_id_idx" ON "document"("facility_id");

-- CreateIndex
CREATE INDEX "contact_facility_id_idx" ON "contact"("facility_id");

-- CreateIndex
CREATE INDEX "opening_hours_facility_id_idx" ON "opening_hours"("facility_id");

-- CreateIndex
CREATE INDEX "photo_facility_id_idx" ON "photo"("facility_id");

-- CreateIndex
CREATE INDEX "revision_facility_id_version_idx" ON "revision"("facility_id", "version");

-- CreateIndex
CREATE INDEX "revision_import_batch_id_idx" ON "revision"("import_batch_id");

-- CreateIndex
CREATE INDEX "import_batch_city_code_created_at_idx" ON "import_batch"("city_code", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "column_mapping_city_code_subject_source_key" ON "column_mapping"("city_code", "subject", "source");

-- CreateIndex
CREATE UNIQUE INDEX "credential_login_key" ON "credential"("login");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- AddForeignKey
ALTER TABLE "facility" ADD CONSTRAINT "facility_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "facility_state" ADD CONSTRAINT "facility_state_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facility"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offering" ADD CONSTRAINT "offering_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facility"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offering_class" ADD CONSTRAINT "offering_class_offering_id_fkey" FOREIGN KEY ("offering_id") REFERENCES "offering"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "capacity" ADD CONSTRAINT "capacity_class_id_fkey" FOREIGN KEY ("class_id") REFERENCES "offering_class"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price" ADD CONSTRAINT "price_class_id_fkey" FOREIGN KEY ("class_id") REFERENCES "offering_class"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facility"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facility"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opening_hours" ADD CONSTRAINT "opening_hours_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facility"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "photo" ADD CONSTRAINT "photo_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facility"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- ── Rules the column types cannot say ────────────────────────────────────────────────────────────────────────────────

-- Codes are compared byte by byte: a subtree of areas is one range of codes.
ALTER TABLE "area" ALTER COLUMN "code" TYPE TEXT COLLATE "C", ALTER COLUMN "parent_code" TYPE TEXT COLLATE "C";
ALTER TABLE "area_population" ALTER COLUMN "area_code" TYPE TEXT COLLATE "C";
ALTER TABLE "facility" ALTER COLUMN "area_code" TYPE TEXT COLLATE "C";

ALTER TABLE "area"
  ADD CONSTRAINT "area_code_is_digits" CHECK ("code" ~ '^[0-9]{2,12}$'),
  ADD CONSTRAINT "area_parent_is_prefix" CHECK ("parent_code" IS NULL OR (starts_with("code", "parent_code") AND "code" <> "parent_code")),
  ADD CONSTRAINT "area_level_known" CHECK ("level" IN ('city', 'district', 'street', 'community')),
  ADD CONSTRAINT "area_position_whole" CHECK (("lon" IS NULL) = ("lat" IS NULL)),
  ADD CONSTRAINT "area_position_quality_known" CHECK ("position_quality" IN ('exact', 'approximate', 'made', 'unplaced')),
  ADD CONSTRAINT "area_unplaced_has_no_position" CHECK (("position_quality" = 'unplaced') = ("lon" IS NULL)),
  ADD CONSTRAINT "area_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE;

ALTER TABLE "area_population"
  ADD CONSTRAINT "area_population_not_negative" CHECK ("people" >= 0),
  ADD CONSTRAINT "area_population_basis_known" CHECK ("basis" IN ('resident', 'registered')),
  ADD CONSTRAINT "area_population_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE;

ALTER TABLE "barrier" ADD CONSTRAINT "barrier_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE;
ALTER TABLE "walker"
  ADD CONSTRAINT "walker_moves" CHECK ("speed_kmh" > 0 AND "speed_kmh" <= 10),
  ADD CONSTRAINT "walker_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE;
ALTER TABLE "standard_parameter" ADD CONSTRAINT "standard_parameter_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE;

ALTER TABLE "service_type"
  ADD CONSTRAINT "service_type_circle_is_minutes_or_metres" CHECK (("circle_minutes" IS NULL) <> ("circle_metres" IS NULL)),
  ADD CONSTRAINT "service_type_circle_is_positive" CHECK (COALESCE("circle_minutes", "circle_metres") > 0),
  ADD CONSTRAINT "service_type_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE;
ALTER TABLE "facility_kind" ADD CONSTRAINT "facility_kind_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE;
ALTER TABLE "operator" ADD CONSTRAINT "operator_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE;

ALTER TABLE "facility"
  ADD CONSTRAINT "facility_position_whole" CHECK (("lon" IS NULL) = ("lat" IS NULL)),
  ADD CONSTRAINT "facility_position_on_earth" CHECK ("lon" IS NULL OR ("lon" BETWEEN -180 AND 180 AND "lat" BETWEEN -90 AND 90)),
  ADD CONSTRAINT "facility_position_quality_known" CHECK ("position_quality" IN ('exact', 'approximate', 'unplaced')),
  ADD CONSTRAINT "facility_unplaced_has_no_position" CHECK (("position_quality" = 'unplaced') = ("lon" IS NULL)),
  ADD CONSTRAINT "facility_raw_system_known" CHECK ("raw_system" IS NULL OR "raw_system" IN ('WGS-84', 'GCJ-02', 'BD-09')),
  ADD CONSTRAINT "facility_external_id_has_source" CHECK (("external_id" IS NULL) = ("external_source" IS NULL)),
  ADD CONSTRAINT "facility_kind_exists" FOREIGN KEY ("city_code", "kind_key") REFERENCES "facility_kind" ("city_code", "key"),
  ADD CONSTRAINT "facility_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE;
CREATE INDEX "facility_name_trigrams" ON "facility" USING gin ("name" gin_trgm_ops);
CREATE INDEX "facility_address_trigrams" ON "facility" USING gin ("address" gin_trgm_ops);
CREATE INDEX "facility_name_order" ON "facility" ("city_code", "name" COLLATE "C", "id");
CREATE INDEX "facility_pinyin_trigrams" ON "facility" USING gin ("pinyin" gin_trgm_ops);
CREATE INDEX "area_name_trigrams" ON "area" USING gin ("name" gin_trgm_ops);

ALTER TABLE "facility_state"
  ADD CONSTRAINT "facility_state_known" CHECK ("state" IN ('planned', 'building', 'operating', 'suspended', 'closed')),
  ADD CONSTRAINT "facility_state_period_runs_forward" CHECK ("valid_to" IS NULL OR "valid_to" > "valid_from"),
  ADD CONSTRAINT "facility_states_do_not_overlap" EXCLUDE USING gist ("facility_id" WITH =, daterange("valid_from", "valid_to") WITH &&)
    DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "offering"
  ADD CONSTRAINT "offering_period_runs_forward" CHECK ("valid_to" IS NULL OR "valid_to" > "valid_from"),
  ADD CONSTRAINT "offerings_of_a_type_do_not_overlap" EXCLUDE USING gist ("facility_id" WITH =, "service_type" WITH =, daterange("valid_from", "valid_to") WITH &&)
    DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "capacity"
  ADD CONSTRAINT "capacity_not_negative" CHECK ("licensed" >= 0 AND "staffed" >= 0 AND ("taken" IS NULL OR "taken" >= 0)),
  ADD CONSTRAINT "capacity_staffed_within_licensed" CHECK ("staffed" <= "licensed"),
  ADD CONSTRAINT "capacity_period_runs_forward" CHECK ("valid_to" IS NULL OR "valid_to" > "valid_from"),
  ADD CONSTRAINT "capacities_do_not_overlap" EXCLUDE USING gist ("class_id" WITH =, daterange("valid_from", "valid_to") WITH &&)
    DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "price"
  ADD CONSTRAINT "price_not_negative" CHECK ("amount_fen" >= 0),
  ADD CONSTRAINT "price_period_runs_forward" CHECK ("valid_to" IS NULL OR "valid_to" > "valid_from");

ALTER TABLE "document"
  ADD CONSTRAINT "document_kind_known" CHECK ("kind" IN ('licence', 'filing', 'fire', 'food')),
  ADD CONSTRAINT "document_period_runs_forward" CHECK ("expires_on" IS NULL OR "issued_on" IS NULL OR "expires_on" >= "issued_on");

ALTER TABLE "revision" ADD CONSTRAINT "revision_cause_known" CHECK ("cause" IN ('create', 'edit', 'state', 'import', 'undo'));
ALTER TABLE "import_batch"
  ADD CONSTRAINT "import_batch_status_known" CHECK ("status" IN ('uploaded', 'reading', 'previewed', 'writing', 'done', 'failed', 'undoing', 'undone')),
  ADD CONSTRAINT "import_batch_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE;
ALTER TABLE "person" ADD CONSTRAINT "person_role_known" CHECK ("role" IN ('planner', 'supervisor', 'caregiver', 'operator', 'overseer', 'family'));

-- An offering lives inside the life of its facility, from its first state to the day it closes. Checked when the transaction commits.
CREATE FUNCTION "offering_outside_life"("of_facility" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM "offering" o
    WHERE o."facility_id" = "of_facility"
      AND NOT EXISTS (
        SELECT 1 FROM "facility" f
        WHERE f."id" = o."facility_id"
          AND o."valid_from" >= (SELECT min(s."valid_from") FROM "facility_state" s WHERE s."facility_id" = f."id")
          AND COALESCE(o."valid_to", 'infinity'::date) <= COALESCE(
            (SELECT max(s."valid_from") FROM "facility_state" s
             WHERE s."facility_id" = f."id" AND s."state" = 'closed' AND s."valid_to" IS NULL), 'infinity'::date)))
$$;

CREATE FUNCTION "guard_offering_life"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE "checked" uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD."facility_id" ELSE NEW."facility_id" END;
BEGIN
  IF "offering_outside_life"("checked") THEN
    RAISE EXCEPTION 'an offering of facility % lies outside the facility''s life', "checked" USING ERRCODE = 'check_violation', CONSTRAINT = 'offering_inside_facility_life';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "offering_inside_facility_life" AFTER INSERT OR UPDATE ON "offering"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "guard_offering_life"();
CREATE CONSTRAINT TRIGGER "facility_life_holds_offerings" AFTER UPDATE OR DELETE ON "facility_state"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "guard_offering_life"();
-- A later «closed» can only arrive by insert, an ordinary first state cannot harm an offering that is checked itself.
CREATE CONSTRAINT TRIGGER "closing_ends_offerings" AFTER INSERT ON "facility_state"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."state" = 'closed') EXECUTE FUNCTION "guard_offering_life"();

-- Caches are keyed by the revision of the city, whoever changes places or catalog bumps it, once a statement.
CREATE FUNCTION "bump_city_revision"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "city" SET "revision" = "revision" + 1 WHERE "code" IN (SELECT DISTINCT "city_code" FROM "changed");
  RETURN NULL;
END $$;
CREATE FUNCTION "bump_city_revision_by_facility"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "city" SET "revision" = "revision" + 1
  WHERE "code" IN (SELECT DISTINCT f."city_code" FROM "changed" c JOIN "facility" f ON f."id" = c."facility_id");
  RETURN NULL;
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['area', 'area_population', 'barrier', 'walker', 'standard_parameter', 'service_type', 'facility_kind', 'facility'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION bump_city_revision()', t || '_inserted', t);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION bump_city_revision()', t || '_updated', t);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION bump_city_revision()', t || '_deleted', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['facility_state', 'offering'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION bump_city_revision_by_facility()', t || '_inserted', t);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION bump_city_revision_by_facility()', t || '_updated', t);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION bump_city_revision_by_facility()', t || '_deleted', t);
  END LOOP;
END $$;

-- ── Staging: where files are copied to before anything is believed ───────────────────────────────────────────────────
CREATE SCHEMA "staging";
CREATE UNLOGGED TABLE "staging"."import_row" (
  "batch_id" uuid NOT NULL,
  "row_number" integer NOT NULL,
  "raw" jsonb NOT NULL,
  "value" jsonb,
  "issues" jsonb NOT NULL DEFAULT '[]',
  -- create, update, same, skip, refuse
  "decision" text NOT NULL,
  "target_id" uuid,
  "candidates" jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY ("batch_id", "row_number")
);
