-- Moments at which what is publicly true of a facility changes although nobody edits its record: a dated row begins or ends, a
-- published result comes, its operator is called otherwise. With "facility"."updated_at", which every edit, import and undo
-- sets, they say when a public record last changed; whoever keeps a copy asks for what changed since.
CREATE TABLE "facility_turn" (
  "facility_id" uuid NOT NULL REFERENCES "facility" ("id") ON DELETE CASCADE,
  "city_code" text NOT NULL,
  "at" timestamptz NOT NULL,
  CONSTRAINT "facility_turn_pkey" PRIMARY KEY ("facility_id", "at")
);
CREATE INDEX "facility_turn_by_time" ON "facility_turn" ("city_code", "at", "facility_id");

-- What turned by the end of this statement; earlier turns of the same facilities say nothing more and go.
CREATE FUNCTION "note_turned"("facilities" uuid[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  DELETE FROM "facility_turn" WHERE "facility_id" = ANY("facilities") AND "at" < now();
  INSERT INTO "facility_turn" ("facility_id", "city_code", "at")
  SELECT f."id", f."city_code", now() FROM "facility" f WHERE f."id" = ANY("facilities") ON CONFLICT DO NOTHING;
END $$;

-- Days to come, as midnights of the facility's own city. A row that holds already turned when it was written.
CREATE FUNCTION "note_turning"("facilities" uuid[], "days" date[]) RETURNS void LANGUAGE sql SET enable_seqscan = off AS $$
  INSERT INTO "facility_turn" ("facility_id", "city_code", "at")
  SELECT DISTINCT f."id", f."city_code", d."day"::timestamp AT TIME ZONE c."time_zone"
  FROM unnest("facilities", "days") AS d("facility_id", "day")
    JOIN "facility" f ON f."id" = d."facility_id" JOIN "city" c ON c."code" = f."city_code"
  WHERE d."day"::timestamp AT TIME ZONE c."time_zone" > now() ON CONFLICT DO NOTHING
$$;
-- The earliest day that has begun somewhere among the cities: what is dated before lies behind all of them.
CREATE FUNCTION "earliest_today"() RETURNS date LANGUAGE sql STABLE AS $$
  SELECT min((now() AT TIME ZONE "time_zone")::date) FROM "city"
$$;

CREATE FUNCTION "turn_by_facility"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  "today" date := "earliest_today"();
  "facilities" uuid[];
  "days" date[];
BEGIN
  SELECT array_agg(d."facility_id"), array_agg(d."day") INTO "facilities", "days" FROM (
    SELECT "facility_id", "valid_from" AS "day" FROM "changed" WHERE "valid_from" > "today"
    UNION ALL SELECT "facility_id", "valid_to" FROM "changed" WHERE "valid_to" > "today") d;
  IF "facilities" IS NOT NULL THEN PERFORM "note_turning"("facilities", "days"); END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION "turn_by_class"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  "today" date := "earliest_today"();
  "facilities" uuid[];
  "days" date[];
BEGIN
  SELECT array_agg(o."facility_id"), array_agg(d."day") INTO "facilities", "days" FROM (
    SELECT "class_id", "valid_from" AS "day" FROM "changed" WHERE "valid_from" > "today"
    UNION ALL SELECT "class_id", "valid_to" FROM "changed" WHERE "valid_to" > "today") d
    JOIN "offering_class" k ON k."id" = d."class_id" JOIN "offering" o ON o."id" = k."offering_id";
  IF "facilities" IS NOT NULL THEN PERFORM "note_turning"("facilities", "days"); END IF;
  RETURN NULL;
END $$;
DO $$
DECLARE
  t text;
  turn text;
BEGIN
  FOREACH t IN ARRAY ARRAY['facility_state', 'offering', 'capacity', 'price'] LOOP
    turn := CASE WHEN t IN ('capacity', 'price') THEN 'turn_by_class' ELSE 'turn_by_facility' END;
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %I()', t || '_turns_inserted', t, turn);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %I()', t || '_turns_updated', t, turn);
  END LOOP;
END $$;

-- Published results turn a facility when they come, when they are put right and when they are taken back.
CREATE FUNCTION "turn_by_result"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "note_turned"(ARRAY(SELECT DISTINCT c."facility_id" FROM "changed" c));
  RETURN NULL;
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['facility_grade', 'published_inspection'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "turn_by_result"()', t || '_turns_inserted', t);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "turn_by_result"()', t || '_turns_updated', t);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "turn_by_result"()', t || '_turns_deleted', t);
  END LOOP;
END $$;

-- A word about vacancies turns its facility when it is said, and again at the moment it is no longer fresh.
CREATE FUNCTION "turn_by_statement"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  PERFORM "note_turned"(ARRAY(
    SELECT DISTINCT o."facility_id" FROM "changed" c JOIN "offering_class" k ON k."id" = c."class_id" JOIN "offering" o ON o."id" = k."offering_id"));
  INSERT INTO "facility_turn" ("facility_id", "city_code", "at")
  SELECT DISTINCT f."id", f."city_code", t."at" FROM "changed" c
    JOIN "offering_class" k ON k."id" = c."class_id" JOIN "offering" o ON o."id" = k."offering_id" JOIN "facility" f ON f."id" = o."facility_id"
    CROSS JOIN LATERAL unnest(ARRAY[c."confirmed_at", c."expires_at"]) AS t("at")
  WHERE t."at" > now() ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "vacancy_statement_turns_inserted" AFTER INSERT ON "vacancy_statement" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "turn_by_statement"();

-- An operator's name and kind are said of all its facilities.
CREATE FUNCTION "turn_by_operator"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  PERFORM "note_turned"(ARRAY(
    SELECT f."id" FROM "changed" c JOIN "was" w ON w."id" = c."id" JOIN "facility" f ON f."operator_id" = c."id"
    WHERE (w."name", w."kind") IS DISTINCT FROM (c."name", c."kind")));
  RETURN NULL;
END $$;
CREATE TRIGGER "operator_turns_updated" AFTER UPDATE ON "operator" REFERENCING OLD TABLE AS was NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "turn_by_operator"();

-- Rows that are dated ahead today.
SELECT "note_turning"(array_agg(d."facility_id"), array_agg(d."day")) FROM (
  SELECT "facility_id", "valid_from" AS "day" FROM "facility_state" WHERE "valid_from" > CURRENT_DATE - 1
  UNION ALL SELECT "facility_id", "valid_to" FROM "facility_state" WHERE "valid_to" > CURRENT_DATE - 1
  UNION ALL SELECT "facility_id", "valid_from" FROM "offering" WHERE "valid_from" > CURRENT_DATE - 1
  UNION ALL SELECT "facility_id", "valid_to" FROM "offering" WHERE "valid_to" > CURRENT_DATE - 1
  UNION ALL SELECT o."facility_id", q."valid_from" FROM "capacity" q JOIN "offering_class" k ON k."id" = q."class_id" JOIN "offering" o ON o."id" = k."offering_id" WHERE q."valid_from" > CURRENT_DATE - 1
  UNION ALL SELECT o."facility_id", p."valid_from" FROM "price" p JOIN "offering_class" k ON k."id" = p."class_id" JOIN "offering" o ON o."id" = k."offering_id" WHERE p."valid_from" > CURRENT_DATE - 1) d
HAVING count(*) > 0;
