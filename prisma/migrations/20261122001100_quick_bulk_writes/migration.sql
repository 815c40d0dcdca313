-- The same guards, asked once a statement or once a transaction where they were asked once a row: an import of 100,000
-- facilities waited seconds for each of them.

-- Pairs of letters by two passes of one expression (the even pairs, the odd ones), four times as quick as a loop over the
-- letters. The pairs are the same, a repeated one may be said twice, which the index does not mind.
CREATE OR REPLACE FUNCTION "text_bigrams"("of_text" text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 2000 AS $$
  SELECT string_to_array(left(
    regexp_replace(left("of_text", length("of_text") / 2 * 2), '(..)', E'\\1\x01', 'g')
      || regexp_replace(substr("of_text", 2, (length("of_text") - 1) / 2 * 2), '(..)', E'\\1\x01', 'g'), -1), E'\x01')
$$;

-- Each is the beginning of a longer index, or of an order nothing asks for.
DROP INDEX IF EXISTS "offering_facility_id_idx";
DROP INDEX IF EXISTS "facility_state_facility_id_idx";
DROP INDEX IF EXISTS "facility_city_code_pinyin_idx";
DROP INDEX IF EXISTS "facility_name_order";

-- A staged row is written once, read once and deleted: packing it costs more than the room it takes.
ALTER TABLE "staging"."import_row" SET (toast_tuple_target = 8160);

-- Where the installation has one city, whatever was changed is that city's: no need to look up row by row whose it is.
CREATE FUNCTION "only_city"() RETURNS text LANGUAGE sql STABLE AS $$ SELECT min("code") FROM "city" HAVING count(*) = 1 $$;

CREATE OR REPLACE FUNCTION "bump_city_revision_by_facility"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE "only" text := "only_city"();
BEGIN
  INSERT INTO "staging"."city_change" ("city_code", "transaction")
  SELECT "only", pg_current_xact_id() WHERE "only" IS NOT NULL AND EXISTS (SELECT 1 FROM "changed") ON CONFLICT DO NOTHING;
  IF "only" IS NULL THEN
    INSERT INTO "staging"."city_change" ("city_code", "transaction")
    SELECT DISTINCT f."city_code", pg_current_xact_id() FROM "changed" c JOIN "facility" f ON f."id" = c."facility_id"
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION "bump_city_revision_by_class"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE "only" text := "only_city"();
BEGIN
  INSERT INTO "staging"."city_change" ("city_code", "transaction")
  SELECT "only", pg_current_xact_id() WHERE "only" IS NOT NULL AND EXISTS (SELECT 1 FROM "changed") ON CONFLICT DO NOTHING;
  IF "only" IS NULL THEN
    INSERT INTO "staging"."city_change" ("city_code", "transaction")
    SELECT DISTINCT f."city_code", pg_current_xact_id() FROM "changed" c
    JOIN "offering_class" k ON k."id" = c."class_id"
    JOIN "offering" o ON o."id" = k."offering_id"
    JOIN "facility" f ON f."id" = o."facility_id"
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION "bump_city_revision_by_offering"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE "only" text := "only_city"();
BEGIN
  INSERT INTO "staging"."city_change" ("city_code", "transaction")
  SELECT "only", pg_current_xact_id() WHERE "only" IS NOT NULL AND EXISTS (SELECT 1 FROM "changed") ON CONFLICT DO NOTHING;
  IF "only" IS NULL THEN
    INSERT INTO "staging"."city_change" ("city_code", "transaction")
    SELECT DISTINCT f."city_code", pg_current_xact_id() FROM "changed" c
    JOIN "offering" o ON o."id" = c."offering_id"
    JOIN "facility" f ON f."id" = o."facility_id"
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

-- What is offered is a service type of the city: the city is looked up only where there is a choice.
CREATE OR REPLACE FUNCTION "guard_offered_type"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  "only" text := "only_city"();
  "unknown" text;
BEGIN
  IF "only" IS NOT NULL THEN
    SELECT t."service_type" INTO "unknown" FROM (SELECT DISTINCT c."service_type" FROM "changed" c) t
    WHERE NOT EXISTS (SELECT 1 FROM "service_type" s WHERE s."city_code" = "only" AND s."key" = t."service_type") LIMIT 1;
  ELSE
    SELECT t."service_type" INTO "unknown"
    FROM (SELECT DISTINCT f."city_code", c."service_type" FROM "changed" c JOIN "facility" f ON f."id" = c."facility_id") t
    WHERE NOT EXISTS (SELECT 1 FROM "service_type" s WHERE s."city_code" = t."city_code" AND s."key" = t."service_type") LIMIT 1;
  END IF;
  IF "unknown" IS NOT NULL THEN
    RAISE EXCEPTION 'the city has no service type %', "unknown" USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'offering_of_known_type';
  END IF;
  RETURN NULL;
END $$;

-- An offering lives inside the life of its facility: statements note which facilities they touched, and the transaction
-- looks at all of them together when it commits. A note is of one transaction and goes with it.
CREATE UNLOGGED TABLE "staging"."life_touched" ("transaction" xid8 NOT NULL, "facility_id" uuid NOT NULL);
CREATE INDEX "life_touched_by_transaction" ON "staging"."life_touched" ("transaction");
CREATE UNLOGGED TABLE "staging"."life_check" ("transaction" xid8 NOT NULL, CONSTRAINT "life_check_pkey" PRIMARY KEY ("transaction"));

CREATE FUNCTION "note_touched_life"("facilities" uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF cardinality("facilities") > 0 THEN
    INSERT INTO "staging"."life_touched" ("transaction", "facility_id") SELECT pg_current_xact_id(), unnest("facilities");
    INSERT INTO "staging"."life_check" ("transaction") VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
  END IF;
END $$;
CREATE FUNCTION "note_offering_life"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "note_touched_life"(ARRAY(SELECT DISTINCT c."facility_id" FROM "changed" c));
  RETURN NULL;
END $$;
-- An ordinary state that begins cannot harm an offering that is checked itself: of the new ones only «closed» counts.
CREATE FUNCTION "note_closed_life"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "note_touched_life"(ARRAY(SELECT DISTINCT c."facility_id" FROM "changed" c WHERE c."state" = 'closed'));
  RETURN NULL;
END $$;
-- Both the facility a state belongs to now and the one it was taken from.
CREATE FUNCTION "note_moved_life"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "note_touched_life"(ARRAY(SELECT w."facility_id" FROM "was" w UNION SELECT c."facility_id" FROM "changed" c));
  RETURN NULL;
END $$;

-- A check may itself be followed by changes where constraints were asked for early: those note anew.
CREATE FUNCTION "guard_touched_lives"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE "outside" uuid;
BEGIN
  SELECT t."facility_id" INTO "outside"
  FROM (SELECT DISTINCT n."facility_id" FROM "staging"."life_touched" n WHERE n."transaction" = NEW."transaction") t
  CROSS JOIN LATERAL (
    SELECT min(s."valid_from") AS "begins",
      COALESCE(min(s."valid_from") FILTER (WHERE s."state" = 'closed'), max(COALESCE(s."valid_to", 'infinity'::date))) AS "ends"
    FROM "facility_state" s WHERE s."facility_id" = t."facility_id") life
  WHERE EXISTS (
    SELECT 1 FROM "offering" o WHERE o."facility_id" = t."facility_id"
      AND (o."valid_from" >= life."begins" AND COALESCE(o."valid_to", 'infinity'::date) <= life."ends") IS NOT TRUE)
  LIMIT 1;
  IF "outside" IS NOT NULL THEN
    RAISE EXCEPTION 'an offering of facility % lies outside the facility''s life', "outside" USING ERRCODE = 'check_violation', CONSTRAINT = 'offering_inside_facility_life';
  END IF;
  DELETE FROM "staging"."life_touched" WHERE "transaction" = NEW."transaction";
  DELETE FROM "staging"."life_check" WHERE "transaction" = NEW."transaction";
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "offering_inside_facility_life" AFTER INSERT ON "staging"."life_check"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "guard_touched_lives"();

DROP TRIGGER "offering_inside_facility_life" ON "offering";
DROP TRIGGER "facility_life_holds_offerings" ON "facility_state";
DROP TRIGGER "closing_ends_offerings" ON "facility_state";
DROP FUNCTION "guard_offering_life"();
DROP FUNCTION "offering_outside_life"(uuid);
CREATE TRIGGER "offering_life_inserted" AFTER INSERT ON "offering" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "note_offering_life"();
CREATE TRIGGER "offering_life_updated" AFTER UPDATE ON "offering" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "note_offering_life"();
CREATE TRIGGER "facility_life_inserted" AFTER INSERT ON "facility_state" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "note_closed_life"();
CREATE TRIGGER "facility_life_updated" AFTER UPDATE ON "facility_state" REFERENCING OLD TABLE AS was NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "note_moved_life"();
CREATE TRIGGER "facility_life_deleted" AFTER DELETE ON "facility_state" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "note_offering_life"();
