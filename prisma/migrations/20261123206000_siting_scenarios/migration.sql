-- Where the next ones go: a question that is kept under a name, and every time it was asked. An answer is derived: it says from what
-- it was computed, and may be deleted and computed again.
CREATE TABLE "siting_scenario" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  -- where the new ones are to stand; the city's own code for the whole of it
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  "name" text NOT NULL CHECK (length(btrim("name")) BETWEEN 1 AND 80),
  -- the day whose places and people it begins with
  "base_on" date NOT NULL,
  "question" jsonb NOT NULL CHECK (jsonb_typeof("question") = 'object'),
  "created_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "changed_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "changed_at" timestamptz NOT NULL DEFAULT now(),
  -- counts up with every change: whoever changes an older one is refused
  "version" integer NOT NULL DEFAULT 1,
  "archived_at" timestamptz,
  CONSTRAINT "siting_scenario_in_its_city" CHECK (starts_with("area_code", "city_code"))
);
CREATE INDEX "siting_scenario_city_idx" ON "siting_scenario" ("city_code", "changed_at" DESC);
CREATE INDEX "siting_scenario_created_by_idx" ON "siting_scenario" ("created_by");
CREATE INDEX "siting_scenario_changed_by_idx" ON "siting_scenario" ("changed_by");

CREATE TABLE "siting_run" (
  "id" uuid NOT NULL PRIMARY KEY,
  "scenario_id" uuid NOT NULL REFERENCES "siting_scenario" ("id") ON DELETE CASCADE,
  -- as it was asked: the scenario's may be another by now
  "question" jsonb NOT NULL CHECK (jsonb_typeof("question") = 'object'),
  "state" text NOT NULL DEFAULT 'waiting' CHECK ("state" IN ('waiting', 'running', 'done', 'impossible', 'stopped', 'failed')),
  "why" text NOT NULL DEFAULT '' CHECK ("why" IN ('', 'no-candidates', 'no-people', 'not-permitted', 'city-gone', 'cut-off', 'broken')),
  "asked_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "asked_at" timestamptz NOT NULL DEFAULT now(),
  -- whoever works at it: another attempt takes it away
  "attempt" integer NOT NULL DEFAULT 0,
  "heartbeat_at" timestamptz,
  "is_stop_asked" boolean NOT NULL DEFAULT false,
  -- the best so far and what no choice can pass, while it runs and when it is done
  "objective" double precision,
  "bound" double precision,
  "gap" double precision CHECK ("gap" >= 0),
  "seconds" double precision NOT NULL DEFAULT 0 CHECK ("seconds" >= 0),
  "is_proved" boolean NOT NULL DEFAULT false,
  "finished_at" timestamptz,
  -- of everything it was computed from: the same inputs have the same answer
  "inputs_hash" text NOT NULL DEFAULT '' CHECK ("inputs_hash" ~ '^([0-9a-f]{64})?$'),
  "result" jsonb,
  CONSTRAINT "siting_run_ended_whole" CHECK (("state" IN ('waiting', 'running')) = ("finished_at" IS NULL)),
  CONSTRAINT "siting_run_answers" CHECK (("state" IN ('done', 'impossible', 'stopped')) = ("result" IS NOT NULL)),
  CONSTRAINT "siting_run_says_why" CHECK (("state" = 'failed') = ("why" <> ''))
);
CREATE INDEX "siting_run_scenario_idx" ON "siting_run" ("scenario_id", "asked_at" DESC);
CREATE INDEX "siting_run_asked_by_idx" ON "siting_run" ("asked_by");

-- What was asked stays as it was asked, and an answer as it was given.
CREATE FUNCTION "guard_siting_run"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."question" = OLD."question" AND NEW."scenario_id" = OLD."scenario_id" AND NEW."asked_at" = OLD."asked_at"
    AND (OLD."finished_at" IS NULL OR to_jsonb(NEW) - 'asked_by' = to_jsonb(OLD) - 'asked_by') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an answer is not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'siting_run_is_kept';
END $$;
CREATE TRIGGER "guard_siting_run" BEFORE UPDATE ON "siting_run" FOR EACH ROW EXECUTE FUNCTION "guard_siting_run"();

-- A scenario belongs to an area and to no line: whoever holds any line there. Its runs go with it.
DO $$
DECLARE
  "lines" constant text[] := ARRAY['', 'civil-affairs', 'health', 'education', 'employment'];
  "sees" text := array_to_string(ARRAY(SELECT format('((%L || "area_code") <@ (SELECT "scope_of"(''read:scenarios'')))', l || ':') FROM unnest("lines") l), ' OR ');
  "plans" text := array_to_string(ARRAY(SELECT format('((%L || "area_code") <@ (SELECT "scope_of"(''plan:sites'')))', l || ':') FROM unnest("lines") l), ' OR ');
BEGIN
  ALTER TABLE "siting_scenario" ENABLE ROW LEVEL SECURITY;
  EXECUTE format('CREATE POLICY "siting_scenario_seen" ON "siting_scenario" FOR SELECT USING (%s)', "sees");
  EXECUTE format('CREATE POLICY "siting_scenario_planned" ON "siting_scenario" FOR ALL USING (%s) WITH CHECK (%s)', "plans", "plans");
  ALTER TABLE "siting_run" ENABLE ROW LEVEL SECURITY;
  CREATE POLICY "siting_run_seen" ON "siting_run" FOR SELECT USING (EXISTS (SELECT FROM "siting_scenario" s WHERE s."id" = "scenario_id"));
  EXECUTE format('CREATE POLICY "siting_run_planned" ON "siting_run" FOR ALL USING (EXISTS (SELECT FROM "siting_scenario" WHERE "siting_scenario"."id" = "scenario_id" AND (%s))) '
    'WITH CHECK (EXISTS (SELECT FROM "siting_scenario" WHERE "siting_scenario"."id" = "scenario_id" AND (%s)))', "plans", "plans");
END $$;
