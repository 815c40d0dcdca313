-- The revision of a city is counted up when a transaction commits, not while it writes: an import of minutes would hold the
-- row of the city from its first statement, and every other editor of the city would wait for it or deadlock with it.
-- Writers note the city under the number of their own transaction, so that two of them never meet on one row.
CREATE UNLOGGED TABLE "staging"."city_change" (
  "city_code" TEXT NOT NULL,
  "transaction" xid8 NOT NULL,
  "is_checked" BOOLEAN NOT NULL DEFAULT false,
  CONSTRAINT "city_change_pkey" PRIMARY KEY ("city_code", "transaction")
);

-- In two rounds: the note lies in front of the guards of a large load, which take seconds. Marking it puts the bump behind
-- all of them, so the row of the city is held for the moment of the commit only.
CREATE FUNCTION "bump_noted_city"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT NEW."is_checked" THEN
    UPDATE "staging"."city_change" SET "is_checked" = true WHERE "city_code" = NEW."city_code" AND "transaction" = NEW."transaction";
  ELSE
    DELETE FROM "staging"."city_change" WHERE "city_code" = NEW."city_code" AND "transaction" = NEW."transaction";
    UPDATE "city" SET "revision" = "revision" + 1 WHERE "code" = NEW."city_code";
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "city_change_at_commit" AFTER INSERT OR UPDATE ON "staging"."city_change"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "bump_noted_city"();

CREATE OR REPLACE FUNCTION "bump_city_revision"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "staging"."city_change" ("city_code", "transaction")
  SELECT DISTINCT "city_code", pg_current_xact_id() FROM "changed" ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION "bump_city_revision_by_facility"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  INSERT INTO "staging"."city_change" ("city_code", "transaction")
  SELECT DISTINCT f."city_code", pg_current_xact_id() FROM "changed" c JOIN "facility" f ON f."id" = c."facility_id"
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION "bump_city_revision_by_class"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  INSERT INTO "staging"."city_change" ("city_code", "transaction")
  SELECT DISTINCT f."city_code", pg_current_xact_id() FROM "changed" c
  JOIN "offering_class" k ON k."id" = c."class_id"
  JOIN "offering" o ON o."id" = k."offering_id"
  JOIN "facility" f ON f."id" = o."facility_id"
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION "bump_city_revision_by_offering"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  INSERT INTO "staging"."city_change" ("city_code", "transaction")
  SELECT DISTINCT f."city_code", pg_current_xact_id() FROM "changed" c
  JOIN "offering" o ON o."id" = c."offering_id"
  JOIN "facility" f ON f."id" = o."facility_id"
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
