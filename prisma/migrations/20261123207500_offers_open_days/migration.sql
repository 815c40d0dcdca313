-- What a search asks of each place on its way stands beside the place: the days on which it is offered and its facility operates,
-- its name and position, and what its classes are. Derived, by one rule for every statement that changes any of it. Free places,
-- capacities and prices are not among it: they are asked of their own rows by every search.
ALTER TABLE "offer_place"
  ADD COLUMN "open" datemultirange NOT NULL DEFAULT '{}',
  ADD COLUMN "name" text NOT NULL DEFAULT '',
  ADD COLUMN "lon" double precision NOT NULL DEFAULT 0,
  ADD COLUMN "lat" double precision NOT NULL DEFAULT 0,
  ADD COLUMN "classes" json;

-- The rule: what the table holds, said of offerings, facilities, states and classes.
CREATE VIEW "offer_place_said" WITH (security_invoker = true) AS
SELECT o."id" AS "offering_id", f."id" AS "facility_id", f."city_code", o."service_type", "earth_point"(f."lon", f."lat") AS "at",
  (SELECT COALESCE(range_agg(daterange(s."valid_from", s."valid_to") * daterange(o."valid_from", o."valid_to")), '{}')
    FROM "facility_state" s WHERE s."facility_id" = f."id" AND s."state" = 'operating') AS "open",
  f."name", f."lon", f."lat",
  (SELECT json_agg(c) FROM (SELECT k."id", k."kind", k."care_pattern" AS "pattern", k."age_from_months" AS "fromMonths", k."age_to_months" AS "toMonths",
    k."is_inclusive" AS "isInclusive" FROM "offering_class" k WHERE k."offering_id" = o."id" ORDER BY k."id") c) AS "classes"
FROM "offering" o JOIN "facility" f ON f."id" = o."facility_id" WHERE f."lon" IS NOT NULL AND f."lat" IS NOT NULL;

CREATE OR REPLACE FUNCTION "place_new_offerings"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  DELETE FROM "offer_place" p USING "changed" c WHERE p."offering_id" = c."id" AND p."facility_id" <> c."facility_id";
  INSERT INTO "offer_place" ("offering_id", "facility_id", "city_code", "service_type", "at", "open", "name", "lon", "lat", "classes")
  SELECT v."offering_id", v."facility_id", v."city_code", v."service_type", v."at", v."open", v."name", v."lon", v."lat", v."classes"
  FROM "changed" c JOIN "offer_place_said" v ON v."offering_id" = c."id"
  ON CONFLICT ("offering_id") DO UPDATE SET "service_type" = excluded."service_type", "open" = excluded."open"
  WHERE ("offer_place"."service_type", "offer_place"."open") IS DISTINCT FROM (excluded."service_type", excluded."open");
  RETURN NULL;
END $$;

-- A facility that was moved, placed at last, called otherwise, or whose position was withdrawn takes what it offers along.
CREATE OR REPLACE FUNCTION "move_offerings"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  DELETE FROM "offer_place" p USING "changed" c
  WHERE p."facility_id" = c."id" AND (c."lon" IS NULL OR c."lat" IS NULL);
  INSERT INTO "offer_place" ("offering_id", "facility_id", "city_code", "service_type", "at", "open", "name", "lon", "lat", "classes")
  SELECT v."offering_id", v."facility_id", v."city_code", v."service_type", v."at", v."open", v."name", v."lon", v."lat", v."classes"
  FROM "changed" c JOIN "was" w ON w."id" = c."id" JOIN "offer_place_said" v ON v."facility_id" = c."id"
  WHERE (w."lon", w."lat", w."city_code", w."name") IS DISTINCT FROM (c."lon", c."lat", c."city_code", c."name")
  ON CONFLICT ("offering_id") DO UPDATE SET "city_code" = excluded."city_code", "at" = excluded."at", "name" = excluded."name", "lon" = excluded."lon", "lat" = excluded."lat";
  RETURN NULL;
END $$;

-- A facility that begins or ceases to operate opens or shuts what it offers, on the days it does so.
CREATE FUNCTION "open_offerings"("facilities" uuid[]) RETURNS void LANGUAGE sql SET enable_seqscan = off AS $$
  UPDATE "offer_place" p SET "open" = n."open"
  FROM (SELECT q."offering_id", v."open" FROM unnest("facilities") t ("id") JOIN "offer_place" q ON q."facility_id" = t."id"
    JOIN "offer_place_said" v ON v."offering_id" = q."offering_id" OFFSET 0) n
  WHERE p."offering_id" = n."offering_id" AND p."open" <> n."open"
$$;
CREATE FUNCTION "note_open_days"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "open_offerings"(ARRAY(SELECT DISTINCT c."facility_id" FROM "changed" c));
  RETURN NULL;
END $$;
-- Both the facility a state belongs to now and the one it was taken from.
CREATE FUNCTION "note_moved_days"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "open_offerings"(ARRAY(SELECT w."facility_id" FROM "was" w UNION SELECT c."facility_id" FROM "changed" c));
  RETURN NULL;
END $$;
CREATE TRIGGER "offer_place_opened" AFTER INSERT ON "facility_state" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "note_open_days"();
CREATE TRIGGER "offer_place_turned" AFTER UPDATE ON "facility_state" REFERENCING OLD TABLE AS was NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "note_moved_days"();
CREATE TRIGGER "offer_place_shut" AFTER DELETE ON "facility_state" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "note_open_days"();

CREATE FUNCTION "class_offerings"("offerings" uuid[]) RETURNS void LANGUAGE sql SET enable_seqscan = off AS $$
  UPDATE "offer_place" p SET "classes" = n."classes"
  FROM (SELECT t."id", v."classes" FROM unnest("offerings") t ("id") JOIN "offer_place_said" v ON v."offering_id" = t."id" OFFSET 0) n
  WHERE p."offering_id" = n."id" AND p."classes"::text IS DISTINCT FROM n."classes"::text
$$;
CREATE FUNCTION "note_classes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "class_offerings"(ARRAY(SELECT DISTINCT c."offering_id" FROM "changed" c));
  RETURN NULL;
END $$;
CREATE FUNCTION "note_moved_classes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "class_offerings"(ARRAY(SELECT w."offering_id" FROM "was" w UNION SELECT c."offering_id" FROM "changed" c));
  RETURN NULL;
END $$;
CREATE TRIGGER "offer_place_classed" AFTER INSERT ON "offering_class" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "note_classes"();
CREATE TRIGGER "offer_place_reclassed" AFTER UPDATE ON "offering_class" REFERENCING OLD TABLE AS was NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "note_moved_classes"();
CREATE TRIGGER "offer_place_unclassed" AFTER DELETE ON "offering_class" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "note_classes"();

-- Those that stand are written anew, street by street: neighbours share pages.
CREATE TEMP TABLE "placed" ON COMMIT DROP AS SELECT * FROM "offer_place_said";
TRUNCATE "offer_place";
DROP INDEX "offer_place_nearest";
ALTER TABLE "offer_place" SET (fillfactor = 90);
INSERT INTO "offer_place" ("offering_id", "facility_id", "city_code", "service_type", "at", "open", "name", "lon", "lat", "classes")
SELECT "offering_id", "facility_id", "city_code", "service_type", "at", "open", "name", "lon", "lat", "classes" FROM "placed"
ORDER BY "city_code", "service_type", floor("lat" * 100), "lon";
CREATE INDEX "offer_place_nearest" ON "offer_place" USING gist ("city_code", "service_type", "at");

-- Prices, capacities and the last word of a hundred classes are read by each search: the indexes hold what is read of them.
DROP INDEX "price_class_id_idx";
CREATE INDEX "price_of_class" ON "price" ("class_id", "amount_fen", "id") INCLUDE ("tier", "unit", "valid_from", "valid_to");
DROP INDEX "capacity_class_id_idx";
CREATE INDEX "capacity_of_class" ON "capacity" ("class_id", "valid_from") INCLUDE ("valid_to", "staffed");
DROP INDEX "vacancy_statement_standing_idx";
CREATE INDEX "vacancy_statement_standing_idx" ON "vacancy_statement" ("class_id", "start_month" DESC, "confirmed_at" DESC, "id" DESC)
  INCLUDE ("taken", "held", "how", "expires_at");

-- Whether somebody has counted a class is for everybody to know; what was counted stays behind the row policies.
CREATE FUNCTION "counted_classes"("classes" uuid[]) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT c.id FROM unnest("classes") c (id) WHERE EXISTS (SELECT FROM "class_roster" r WHERE r."class_id" = c.id))
$$;
