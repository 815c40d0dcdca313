-- What a family asks of a place before it goes there. Unknown is null, never «no».
ALTER TABLE "facility"
  ADD COLUMN "step_free" boolean,
  ADD COLUMN "lift" boolean,
  ADD COLUMN "pram_parking" boolean,
  ADD COLUMN "accessible_toilet" boolean;

-- How many people one carer looks after in this class, as the place itself says; the published standard is a parameter.
ALTER TABLE "offering_class" ADD COLUMN "people_per_carer" integer CHECK ("people_per_carer" BETWEEN 1 AND 100);

-- 补贴: what the city pays of a fee and what the operator forgoes, so that the person pays the rest. Dated data with its source.
CREATE TABLE "subsidy_rule" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "name_zh" text NOT NULL CHECK (length(btrim("name_zh")) BETWEEN 1 AND 120),
  "name_en" text NOT NULL CHECK (length(btrim("name_en")) BETWEEN 1 AND 200),
  "service_type" text NOT NULL,
  -- 保育费 or 餐费: never one rule for both
  "fee" text NOT NULL CHECK ("fee" IN ('care', 'meals')),
  -- a fee by the month is helped by the month
  "unit" text NOT NULL CHECK ("unit" IN ('month', 'day', 'hour', 'meal')),
  -- the menu or tier it is for; null = every one
  "menu" text CHECK (length(btrim("menu")) BETWEEN 1 AND 60),
  "class_kind" text,
  "care_pattern" text CHECK ("care_pattern" IN ('full-day', 'half-day', 'hourly', 'temporary')),
  "inclusive_only" boolean NOT NULL DEFAULT false,
  -- ages in whole months, [from, to); null = no bound
  "age_from_months" integer CHECK ("age_from_months" >= 0),
  "age_to_months" integer CHECK ("age_to_months" > 0),
  -- any: whoever is of the age; else one of the hardships a person says they have
  "hardship" text NOT NULL DEFAULT 'any' CHECK ("hardship" IN ('any', 'low-income', 'special-hardship', 'disability', 'bereaved-family', 'second-child', 'third-child')),
  "city_fen" integer NOT NULL CHECK ("city_fen" >= 0),
  "operator_fen" integer NOT NULL DEFAULT 0 CHECK ("operator_fen" >= 0),
  -- what the city pays the operator besides, which changes nobody's price
  "to_operator_fen" integer NOT NULL DEFAULT 0 CHECK ("to_operator_fen" >= 0),
  "valid_from" date NOT NULL,
  "valid_to" date,
  "source" text NOT NULL CHECK (length(btrim("source")) BETWEEN 1 AND 300),
  -- S stated, P published, ? to be confirmed
  "mark" text NOT NULL DEFAULT '?' CHECK ("mark" IN ('S', 'P', '?')),
  CONSTRAINT "subsidy_rule_runs_forward" CHECK ("valid_to" IS NULL OR "valid_to" > "valid_from"),
  CONSTRAINT "subsidy_rule_ages_run_forward" CHECK ("age_from_months" IS NULL OR "age_to_months" IS NULL OR "age_to_months" > "age_from_months"),
  CONSTRAINT "subsidy_rule_helps" CHECK ("city_fen" + "operator_fen" + "to_operator_fen" > 0)
);
CREATE INDEX "subsidy_rule_idx" ON "subsidy_rule" ("city_code", "service_type", "valid_from");

-- Published results, written down to the catalog: a quality grade (A–D, WS/T 821), and what an inspection found. They name no
-- person, they are dated, and they say where they were published.
CREATE TABLE "facility_grade" (
  "id" uuid NOT NULL PRIMARY KEY,
  "facility_id" uuid NOT NULL REFERENCES "facility" ("id") ON DELETE CASCADE,
  "grade" text NOT NULL CHECK ("grade" IN ('A', 'B', 'C', 'D')),
  "standard" text NOT NULL CHECK (length(btrim("standard")) BETWEEN 1 AND 80),
  "graded_on" date NOT NULL,
  "valid_to" date,
  "graded_by" text NOT NULL DEFAULT '' CHECK (length("graded_by") <= 120),
  "source" text NOT NULL CHECK (length(btrim("source")) BETWEEN 1 AND 300),
  "published_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "facility_grade_once_a_day" UNIQUE ("facility_id", "standard", "graded_on"),
  CONSTRAINT "facility_grade_runs_forward" CHECK ("valid_to" IS NULL OR "valid_to" > "graded_on")
);
CREATE TABLE "published_inspection" (
  "id" uuid NOT NULL PRIMARY KEY,
  "facility_id" uuid NOT NULL REFERENCES "facility" ("id") ON DELETE CASCADE,
  "inspected_on" date NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('routine', 'unannounced', 'special', 'follow-up')),
  "result" text NOT NULL CHECK ("result" IN ('passed', 'put-right', 'to-put-right', 'failed')),
  "findings" integer NOT NULL CHECK ("findings" >= 0),
  "open_findings" integer NOT NULL CHECK ("open_findings" >= 0 AND "open_findings" <= "findings"),
  "summary" text NOT NULL DEFAULT '' CHECK (length("summary") <= 500),
  "inspected_by" text NOT NULL DEFAULT '' CHECK (length("inspected_by") <= 120),
  "source" text NOT NULL CHECK (length(btrim("source")) BETWEEN 1 AND 300),
  "published_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "published_inspection_says_one_thing" CHECK (("result" IN ('passed', 'put-right')) = ("open_findings" = 0)),
  CONSTRAINT "published_inspection_passed_whole" CHECK (("result" = 'passed') = ("findings" = 0))
);
CREATE INDEX "published_inspection_idx" ON "published_inspection" ("facility_id", "inspected_on" DESC);
