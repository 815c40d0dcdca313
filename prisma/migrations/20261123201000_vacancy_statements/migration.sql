-- Vacancies that tell the truth. What an operator says of a class is kept as it was said; free places are computed, never stored.

-- An operator's link: a secret for one facility, its hash alone kept, until it is revoked, replaced or over.
CREATE TABLE "operator_link" (
  "id" uuid NOT NULL PRIMARY KEY,
  "facility_id" uuid NOT NULL REFERENCES "facility" ("id") ON DELETE CASCADE,
  "secret_hash" text NOT NULL CONSTRAINT "operator_link_secret_once" UNIQUE CHECK ("secret_hash" ~ '^[0-9a-f]{64}$'),
  "made_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "made_at" timestamptz NOT NULL DEFAULT now(),
  "expires_at" timestamptz NOT NULL,
  "ended_at" timestamptz,
  "ended_why" text CHECK ("ended_why" IN ('revoked', 'replaced')),
  "last_used_at" timestamptz,
  "openings" integer NOT NULL DEFAULT 0 CHECK ("openings" >= 0),
  CONSTRAINT "operator_link_ends_later" CHECK ("expires_at" > "made_at"),
  CONSTRAINT "operator_link_ended_whole" CHECK (("ended_at" IS NULL) = ("ended_why" IS NULL))
);
CREATE UNIQUE INDEX "operator_link_one_in_force" ON "operator_link" ("facility_id") WHERE "ended_at" IS NULL;
CREATE INDEX "operator_link_made_by_idx" ON "operator_link" ("made_by");

CREATE FUNCTION "guard_operator_link"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - '{made_by,ended_at,ended_why,last_used_at,openings}'::text[] = to_jsonb(OLD) - '{made_by,ended_at,ended_why,last_used_at,openings}'::text[]
    AND (NEW."made_by" IS NULL OR NEW."made_by" = OLD."made_by")
    AND (OLD."ended_at" IS NULL OR (NEW."ended_at", NEW."ended_why") = (OLD."ended_at", OLD."ended_why")) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a link that ended is made anew' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'operator_link_stays_ended';
END $$;
CREATE TRIGGER "guard_operator_link" BEFORE UPDATE ON "operator_link" FOR EACH ROW EXECUTE FUNCTION "guard_operator_link"();

ALTER TABLE "operator_link" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "operator_link_seen" ON "operator_link" FOR SELECT USING ("facility_scope_key"("facility_id") <@ (SELECT "scope_of"('confirm:vacancies')));
CREATE POLICY "operator_link_made" ON "operator_link" FOR INSERT WITH CHECK ("facility_scope_key"("facility_id") <@ (SELECT "scope_of"('write:catalog')));
CREATE POLICY "operator_link_changed" ON "operator_link" FOR UPDATE USING ("facility_scope_key"("facility_id") <@ (SELECT "scope_of"('confirm:vacancies')));

-- Who works for an operator, and so stands for its facilities: kept by staff, dated, ended and not erased.
CREATE TABLE "operator_membership" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL,
  "operator_id" uuid NOT NULL,
  "person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "valid_from" date NOT NULL,
  "valid_to" date,
  "said_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "said_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "operator_membership_operator" FOREIGN KEY ("city_code", "operator_id") REFERENCES "operator" ("city_code", "id") ON DELETE CASCADE,
  CONSTRAINT "operator_membership_runs_forward" CHECK ("valid_to" IS NULL OR "valid_to" >= "valid_from"),
  CONSTRAINT "operator_membership_once_at_a_time" EXCLUDE USING gist
    ("person_id" WITH =, "operator_id" WITH =, daterange("valid_from", "valid_to") WITH &&)
);
CREATE INDEX "operator_membership_operator_idx" ON "operator_membership" ("operator_id");
CREATE INDEX "operator_membership_said_by_idx" ON "operator_membership" ("said_by");

CREATE FUNCTION "guard_operator_membership"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - '{valid_to,said_by}'::text[] = to_jsonb(OLD) - '{valid_to,said_by}'::text[] AND (NEW."said_by" IS NULL OR NEW."said_by" = OLD."said_by")
    AND (OLD."valid_to" IS NULL OR NEW."valid_to" = OLD."valid_to") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a membership is ended and not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'operator_membership_is_kept';
END $$;
CREATE TRIGGER "guard_operator_membership" BEFORE UPDATE ON "operator_membership" FOR EACH ROW EXECUTE FUNCTION "guard_operator_membership"();

-- Operators belong to a city and not to a line: whoever writes any line of the whole city keeps them.
CREATE FUNCTION "holds_some_line"("permission" text, "of_area" text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (SELECT FROM unnest(ARRAY['', 'civil-affairs', 'health', 'education', 'employment']) AS l ("line") WHERE (l."line" || ':' || "of_area") <@ "scope_of"("permission"))
$$;
ALTER TABLE "operator_membership" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "operator_membership_seen" ON "operator_membership" FOR SELECT
  USING ("person_id" = (SELECT "acting_person"()) OR "holds_some_line"('write:catalog', "city_code"));
CREATE POLICY "operator_membership_said" ON "operator_membership" FOR INSERT WITH CHECK ("holds_some_line"('write:catalog', "city_code"));
CREATE POLICY "operator_membership_ended" ON "operator_membership" FOR UPDATE USING ("holds_some_line"('write:catalog', "city_code"));

-- One word about one class and one month in which somebody would start.
CREATE TABLE "vacancy_statement" (
  "id" uuid NOT NULL PRIMARY KEY,
  "class_id" uuid NOT NULL REFERENCES "offering_class" ("id") ON DELETE CASCADE,
  "start_month" text COLLATE "C" NOT NULL CONSTRAINT "vacancy_statement_month" CHECK ("start_month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  -- null = the operator does not know
  "taken" integer CONSTRAINT "vacancy_statement_taken" CHECK ("taken" BETWEEN 0 AND 100000),
  "held" integer NOT NULL DEFAULT 0 CONSTRAINT "vacancy_statement_held" CHECK ("held" BETWEEN 0 AND 100000),
  "confirmed_at" timestamptz NOT NULL DEFAULT now(),
  -- link: the operator, behind a link or signed in · staff: somebody called · import: a file
  "how" text NOT NULL CONSTRAINT "vacancy_statement_how" CHECK ("how" IN ('link', 'staff', 'import')),
  "expires_at" timestamptz NOT NULL,
  "said_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "link_id" uuid REFERENCES "operator_link" ("id") ON DELETE SET NULL,
  CONSTRAINT "vacancy_statement_expires_later" CHECK ("expires_at" > "confirmed_at"),
  CONSTRAINT "vacancy_statement_staff_has_no_link" CHECK ("link_id" IS NULL OR "how" = 'link')
);
CREATE INDEX "vacancy_statement_standing_idx" ON "vacancy_statement" ("class_id", "start_month" DESC, "confirmed_at" DESC, "id" DESC);
CREATE INDEX "vacancy_statement_said_by_idx" ON "vacancy_statement" ("said_by") WHERE "said_by" IS NOT NULL;
CREATE INDEX "vacancy_statement_link_idx" ON "vacancy_statement" ("link_id") WHERE "link_id" IS NOT NULL;

-- Said once; who said it may leave and be forgotten, the word goes with its class and not before.
CREATE FUNCTION "guard_vacancy_statement"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{said_by,link_id}'::text[] = to_jsonb(OLD) - '{said_by,link_id}'::text[]
    AND (NEW."said_by" IS NULL OR NEW."said_by" = OLD."said_by") AND (NEW."link_id" IS NULL OR NEW."link_id" = OLD."link_id") THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' OR EXISTS (SELECT 1 FROM "offering_class" WHERE "id" = OLD."class_id") THEN
    RAISE EXCEPTION 'what was said of the places of class % stays as it was said', OLD."class_id" USING ERRCODE = 'restrict_violation', CONSTRAINT = 'vacancy_statement_is_kept';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "vacancy_statement_is_not_changed" AFTER UPDATE ON "vacancy_statement" FOR EACH ROW EXECUTE FUNCTION "guard_vacancy_statement"();
CREATE CONSTRAINT TRIGGER "vacancy_statement_is_kept" AFTER DELETE ON "vacancy_statement"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "guard_vacancy_statement"();

CREATE FUNCTION "facility_of_class"("of_class" uuid) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT o."facility_id" FROM "offering_class" c JOIN "offering" o ON o."id" = c."offering_id" WHERE c."id" = "of_class"
$$;
-- Stands for a facility at this moment: by a link to this very place, or as a member of the organisation that runs it.
CREATE FUNCTION "stands_for_facility"("of_facility" uuid, "by_person" uuid, "by_link" uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM "operator_link" l WHERE l."id" = "by_link" AND l."facility_id" = "of_facility" AND l."ended_at" IS NULL)
    OR EXISTS (SELECT 1 FROM "operator_membership" m JOIN "facility" f ON f."operator_id" = m."operator_id" AND f."city_code" = m."city_code"
      JOIN "city" c ON c."code" = f."city_code"
      WHERE f."id" = "of_facility" AND m."person_id" = "by_person" AND m."person_id" = "acting_person"() AND m."valid_from" <= (now() AT TIME ZONE c."time_zone")::date
        AND (m."valid_to" IS NULL OR m."valid_to" > (now() AT TIME ZONE c."time_zone")::date))
$$;

-- Free places are for everybody to read. A word is the operator's for their own place, or staff's for their area and line.
ALTER TABLE "vacancy_statement" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "vacancy_statement_seen" ON "vacancy_statement" FOR SELECT USING (true);
CREATE POLICY "vacancy_statement_said" ON "vacancy_statement" FOR INSERT WITH CHECK (
  CASE "how" WHEN 'link' THEN "stands_for_facility"("facility_of_class"("class_id"), "said_by", "link_id")
  ELSE "said_by" IS NOT DISTINCT FROM (SELECT "acting_person"())
    AND "facility_scope_key"("facility_of_class"("class_id")) <@ (SELECT "scope_of"('confirm:vacancies')) END);

-- How long a word is fresh, when its operator is reminded, and whether edits wait for somebody to approve them: parameters of a city.
INSERT INTO "standard_parameter" ("id", "city_code", "key", "area_class", "service_type", "level", "value", "unit", "source", "mark")
  SELECT gen_random_uuid(), "city"."code", "standard"."key", 'any', 'any', 'any', "standard"."value", "standard"."unit", "standard"."source", '?'
  FROM "city", (VALUES
    ('vacancy-fresh-days', 30::float8, 'days', '我们的假设：机构每月确认一次余位，由本机构核实 / our assumption, confirmed once a month; for this office to confirm'),
    ('vacancy-nudge-first-days', 14::float8, 'days', '我们的假设，由本机构核实 / our assumption, for this office to confirm'),
    ('vacancy-nudge-second-days', 25::float8, 'days', '我们的假设，由本机构核实 / our assumption, for this office to confirm'),
    ('vacancy-nudge-last-days', 30::float8, 'days', '我们的假设，由本机构核实 / our assumption, for this office to confirm'),
    ('operator-edit-approval', 1::float8, '1 = yes, 0 = no', '我们的假设：机构的修改先审核后发布，由本机构核实 / our assumption: operators’ edits are published after approval; for this office to confirm')
  ) AS "standard" ("key", "value", "unit", "source")
  ON CONFLICT DO NOTHING;
