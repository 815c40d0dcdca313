-- An answer belongs to the area it was asked about: a scenario that is narrowed to a district does not show the district what was
-- answered about the whole city.
ALTER TABLE "siting_run" ADD COLUMN "area_code" text COLLATE "C" CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$');
ALTER TABLE "siting_run" DISABLE TRIGGER "guard_siting_run";
UPDATE "siting_run" r SET "area_code" = CASE WHEN r."question" ->> 'areaCode' ~ '^([0-9]{6}|[0-9]{9}|[0-9]{12})$' THEN r."question" ->> 'areaCode' ELSE s."city_code" END
  FROM "siting_scenario" s WHERE s."id" = r."scenario_id";
ALTER TABLE "siting_run" ENABLE TRIGGER "guard_siting_run";
ALTER TABLE "siting_run" ALTER COLUMN "area_code" SET NOT NULL;

-- Whoever asks says about which area; a run put in without one is about its scenario's.
CREATE FUNCTION "place_siting_run"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."area_code" := COALESCE(NEW."area_code", (SELECT s."area_code" FROM "siting_scenario" s WHERE s."id" = NEW."scenario_id"));
  RETURN NEW;
END $$;
CREATE TRIGGER "place_siting_run" BEFORE INSERT ON "siting_run" FOR EACH ROW EXECUTE FUNCTION "place_siting_run"();

CREATE OR REPLACE FUNCTION "guard_siting_run"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."question" = OLD."question" AND NEW."scenario_id" = OLD."scenario_id" AND NEW."asked_at" = OLD."asked_at" AND NEW."area_code" = OLD."area_code"
    AND (OLD."finished_at" IS NULL OR to_jsonb(NEW) - 'asked_by' = to_jsonb(OLD) - 'asked_by') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an answer is not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'siting_run_is_kept';
END $$;

DROP POLICY "siting_run_seen" ON "siting_run";
DROP POLICY "siting_run_planned" ON "siting_run";
DO $$
DECLARE
  "lines" constant text[] := ARRAY['', 'civil-affairs', 'health', 'education', 'employment'];
  "sees" text := array_to_string(ARRAY(SELECT format('((%L || "siting_run"."area_code") <@ (SELECT "scope_of"(''read:scenarios'')))', l || ':') FROM unnest("lines") l), ' OR ');
  "plans" text := array_to_string(ARRAY(SELECT format('((%L || "siting_run"."area_code") <@ (SELECT "scope_of"(''plan:sites'')))', l || ':') FROM unnest("lines") l), ' OR ');
BEGIN
  EXECUTE format('CREATE POLICY "siting_run_seen" ON "siting_run" FOR SELECT USING (EXISTS (SELECT FROM "siting_scenario" s WHERE s."id" = "scenario_id") AND (%s))', "sees");
  EXECUTE format('CREATE POLICY "siting_run_planned" ON "siting_run" FOR ALL USING (EXISTS (SELECT FROM "siting_scenario" s WHERE s."id" = "scenario_id") AND (%s)) '
    'WITH CHECK (EXISTS (SELECT FROM "siting_scenario" s WHERE s."id" = "scenario_id") AND (%s))', "plans", "plans");
END $$;

-- A question may have no answer because what must be chosen cannot be any more, or because too many candidates are too near each other.
ALTER TABLE "siting_run" DROP CONSTRAINT "siting_run_why_check";
ALTER TABLE "siting_run" ADD CONSTRAINT "siting_run_why_check" CHECK ("why" IN ('', 'no-candidates', 'no-people', 'not-permitted', 'city-gone',
  'cut-off', 'broken', 'stopped', 'not-in-time', 'must-not-there', 'too-many-near'));
