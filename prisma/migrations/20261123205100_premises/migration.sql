-- Idle premises that may become a service, and how far each has come: 摸排 → 选址 → 协商 → 立项 → 建设 → 验收 → 运营. Money in fen.
-- Whom to ask there is sealed; everything else is the district's own list.
CREATE TABLE "site_proposal" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  -- the list it came with, and what that list calls it
  "source" text NOT NULL CHECK (length("source") BETWEEN 1 AND 300),
  "external_id" text NOT NULL CHECK (length("external_id") BETWEEN 1 AND 300),
  "name" text NOT NULL CHECK (length(btrim("name")) BETWEEN 1 AND 120),
  "pinyin" text NOT NULL DEFAULT '',
  "initials" text NOT NULL DEFAULT '',
  -- the smallest area known; the city's own code where nobody has said
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  "address" text NOT NULL DEFAULT '' CHECK (length("address") <= 200),
  "lon" double precision,
  "lat" double precision,
  "position_quality" text NOT NULL CHECK ("position_quality" IN ('exact', 'approximate', 'unplaced')),
  "raw_x" double precision,
  "raw_y" double precision,
  "raw_system" text CHECK ("raw_system" IN ('WGS-84', 'GCJ-02', 'BD-09')),
  "area_m2" double precision CHECK ("area_m2" > 0 AND "area_m2" <= 1000000),
  "floor" text NOT NULL DEFAULT '' CHECK (length("floor") <= 40),
  "lift" text NOT NULL DEFAULT 'unknown' CHECK ("lift" IN ('yes', 'no', 'unknown')),
  "ownership" text NOT NULL DEFAULT '' CHECK (length("ownership") <= 60),
  "lease_until" date,
  -- what a list says of a lease that is no day: «五年», «可续租»
  "lease_words" text NOT NULL DEFAULT '' CHECK (length("lease_words") <= 100),
  "fire" text NOT NULL DEFAULT 'unknown' CHECK ("fire" IN ('passed', 'can-be-made', 'no', 'unknown')),
  -- a year's rent, and estimates: what building costs once, what running costs a year
  "rent_fen" bigint CHECK ("rent_fen" BETWEEN 0 AND 1000000000000),
  "build_fen" bigint CHECK ("build_fen" BETWEEN 0 AND 1000000000000),
  "yearly_fen" bigint CHECK ("yearly_fen" BETWEEN 0 AND 1000000000000),
  "places" integer CHECK ("places" BETWEEN 0 AND 100000),
  "contact_cipher" text CONSTRAINT "site_proposal_contact_is_sealed" CHECK ("contact_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  "note" text NOT NULL DEFAULT '' CHECK (length("note") <= 2000),
  -- what it became
  "facility_id" uuid REFERENCES "facility" ("id") ON DELETE SET NULL,
  "version" integer NOT NULL DEFAULT 1,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "updated_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "site_proposal_once_per_source" UNIQUE ("city_code", "source", "external_id"),
  CONSTRAINT "site_proposal_in_its_city" CHECK (starts_with("area_code", "city_code")),
  CONSTRAINT "site_proposal_placed_whole" CHECK (("lon" IS NULL) = ("lat" IS NULL) AND ("lon" IS NULL) = ("position_quality" = 'unplaced')),
  CONSTRAINT "site_proposal_on_earth" CHECK (abs("lon") <= 180 AND abs("lat") <= 85),
  CONSTRAINT "site_proposal_raw_whole" CHECK (num_nonnulls("raw_x", "raw_y", "raw_system") IN (0, 3))
);
CREATE INDEX "site_proposal_area_idx" ON "site_proposal" ("city_code", "area_code");
CREATE UNIQUE INDEX "site_proposal_facility_once" ON "site_proposal" ("facility_id") WHERE "facility_id" IS NOT NULL;

-- Each step of one proposal, in order: never rewritten, the last one says how far it is.
CREATE TABLE "site_proposal_step" (
  "id" uuid NOT NULL PRIMARY KEY,
  "proposal_id" uuid NOT NULL REFERENCES "site_proposal" ("id") ON DELETE CASCADE,
  "number" integer NOT NULL CHECK ("number" > 0),
  "kind" text NOT NULL CHECK ("kind" IN ('moved', 'dropped', 'resumed')),
  -- the stage it is at from then on; dropped and resumed leave it
  "stage" text NOT NULL CHECK ("stage" IN ('survey', 'selection', 'negotiation', 'approval', 'building', 'acceptance', 'operating')),
  "on_day" date NOT NULL,
  "reason" text NOT NULL DEFAULT '' CHECK (length("reason") <= 500),
  "cause" text NOT NULL CHECK ("cause" IN ('person', 'import', 'undo')),
  "done_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "done_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "site_proposal_step_once" UNIQUE ("proposal_id", "number"),
  CONSTRAINT "site_proposal_step_says_why" CHECK ("kind" <> 'dropped' OR btrim("reason") <> '')
);
CREATE INDEX "site_proposal_step_done_by_idx" ON "site_proposal_step" ("done_by");

-- One stage forward at a time; back with a reason; dropped at any stage, and taken up again where it was.
CREATE FUNCTION "site_proposal_step_in_order"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  "stages" constant text[] := ARRAY['survey', 'selection', 'negotiation', 'approval', 'building', 'acceptance', 'operating'];
  "last" "site_proposal_step";
  "ahead" integer;
  "is_right" boolean;
BEGIN
  PERFORM FROM "site_proposal" p WHERE p."id" = NEW."proposal_id" FOR UPDATE;
  SELECT * INTO "last" FROM "site_proposal_step" s WHERE s."proposal_id" = NEW."proposal_id" ORDER BY s."number" DESC LIMIT 1;
  IF "last"."id" IS NULL THEN
    "is_right" := NEW."number" = 1 AND NEW."kind" = 'moved';
  ELSE
    "ahead" := array_position("stages", NEW."stage") - array_position("stages", "last"."stage");
    "is_right" := NEW."number" = "last"."number" + 1 AND NEW."on_day" >= "last"."on_day" AND CASE NEW."kind"
      WHEN 'moved' THEN "last"."kind" <> 'dropped' AND ("ahead" = 1 OR ("ahead" < 0 AND (btrim(NEW."reason") <> '' OR NEW."cause" = 'undo')))
      WHEN 'dropped' THEN "last"."kind" <> 'dropped' AND "ahead" = 0
      ELSE "last"."kind" = 'dropped' AND "ahead" = 0 END;
  END IF;
  IF NOT "is_right" THEN
    RAISE EXCEPTION 'a proposal goes one stage at a time' USING ERRCODE = 'check_violation', CONSTRAINT = 'site_proposal_step_in_order';
  END IF;
  IF NEW."stage" <> 'operating' THEN
    UPDATE "site_proposal" SET "facility_id" = NULL WHERE "id" = NEW."proposal_id" AND "facility_id" IS NOT NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "site_proposal_step_in_order" BEFORE INSERT ON "site_proposal_step" FOR EACH ROW EXECUTE FUNCTION "site_proposal_step_in_order"();

-- A step stays as it was written: it goes with its proposal alone, and whoever is forgotten becomes nobody.
CREATE FUNCTION "guard_site_proposal_step"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM "site_proposal" p WHERE p."id" = OLD."proposal_id") THEN
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'done_by' = to_jsonb(OLD) - 'done_by' AND NEW."done_by" IS NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a step of a proposal is not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'site_proposal_step_is_kept';
END $$;
CREATE TRIGGER "guard_site_proposal_step" BEFORE UPDATE OR DELETE ON "site_proposal_step" FOR EACH ROW EXECUTE FUNCTION "guard_site_proposal_step"();

-- Every proposal has its first step when its transaction ends; only one that operates is a facility.
CREATE FUNCTION "site_proposal_stands"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  "stage" text := (SELECT s."stage" FROM "site_proposal_step" s WHERE s."proposal_id" = NEW."id" ORDER BY s."number" DESC LIMIT 1);
BEGIN
  IF EXISTS (SELECT FROM "site_proposal" p WHERE p."id" = NEW."id" AND ("stage" IS NULL OR (p."facility_id" IS NOT NULL AND "stage" <> 'operating'))) THEN
    RAISE EXCEPTION 'a proposal has a stage, and becomes a facility when it operates' USING ERRCODE = 'check_violation', CONSTRAINT = 'site_proposal_stands';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "site_proposal_stands" AFTER INSERT OR UPDATE OF "facility_id" ON "site_proposal"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "site_proposal_stands"();

-- A list belongs to an area and to no line: whoever holds any line there.
DO $$
DECLARE
  "lines" constant text[] := ARRAY['', 'civil-affairs', 'health', 'education', 'employment'];
  "sees" text := array_to_string(ARRAY(SELECT format('((%L || "area_code") <@ (SELECT "scope_of"(''read:premises'')))', l || ':') FROM unnest("lines") l), ' OR ');
  "keeps" text := array_to_string(ARRAY(SELECT format('((%L || "area_code") <@ (SELECT "scope_of"(''write:premises'')))', l || ':') FROM unnest("lines") l), ' OR ');
BEGIN
  ALTER TABLE "site_proposal" ENABLE ROW LEVEL SECURITY;
  EXECUTE format('CREATE POLICY "site_proposal_seen" ON "site_proposal" FOR SELECT USING (%s)', "sees");
  EXECUTE format('CREATE POLICY "site_proposal_added" ON "site_proposal" FOR INSERT WITH CHECK (%s)', "keeps");
  EXECUTE format('CREATE POLICY "site_proposal_changed" ON "site_proposal" FOR UPDATE USING (%s) WITH CHECK (%s)', "keeps", "keeps");
  EXECUTE format('CREATE POLICY "site_proposal_taken_back" ON "site_proposal" FOR DELETE USING (%s)', "keeps");
  ALTER TABLE "site_proposal_step" ENABLE ROW LEVEL SECURITY;
  CREATE POLICY "site_proposal_step_seen" ON "site_proposal_step" FOR SELECT
    USING (EXISTS (SELECT FROM "site_proposal" p WHERE p."id" = "proposal_id"));
  CREATE POLICY "site_proposal_step_added" ON "site_proposal_step" FOR INSERT
    WITH CHECK (EXISTS (SELECT FROM "site_proposal" p WHERE p."id" = "proposal_id" AND "holds_some_line"('write:premises', p."area_code")));
END $$;
