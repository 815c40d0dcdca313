-- Where each thing that is offered stands, beside what it is: «the nearest nurseries» is then one walk along one index, however
-- rare they are among all facilities. Derived: statements on facilities and offerings write it down, and nothing else does.
CREATE EXTENSION IF NOT EXISTS cube;

-- A point of the earth's mean sphere in metres from its middle: straight lines through the ground are as long as ways over it, in
-- the same order, at every latitude and over the date line.
CREATE FUNCTION "earth_point"("lon" double precision, "lat" double precision) RETURNS cube LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT cube(ARRAY[
    6371008.8 * cos(radians("lat")) * cos(radians("lon")),
    6371008.8 * cos(radians("lat")) * sin(radians("lon")),
    6371008.8 * sin(radians("lat"))])
$$;

CREATE TABLE "offer_place" (
  "offering_id" uuid NOT NULL,
  "facility_id" uuid NOT NULL,
  "city_code" text NOT NULL,
  "service_type" text NOT NULL,
  "at" cube NOT NULL,
  CONSTRAINT "offer_place_pkey" PRIMARY KEY ("offering_id"),
  CONSTRAINT "offer_place_of_offering" FOREIGN KEY ("offering_id") REFERENCES "offering" ("id") ON DELETE CASCADE
);
CREATE INDEX "offer_place_facility_idx" ON "offer_place" ("facility_id");

CREATE FUNCTION "place_new_offerings"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  INSERT INTO "offer_place" ("offering_id", "facility_id", "city_code", "service_type", "at")
  SELECT c."id", f."id", f."city_code", c."service_type", "earth_point"(f."lon", f."lat")
  FROM "changed" c JOIN "facility" f ON f."id" = c."facility_id" WHERE f."lon" IS NOT NULL AND f."lat" IS NOT NULL
  ON CONFLICT ("offering_id") DO UPDATE SET
    "facility_id" = excluded."facility_id", "city_code" = excluded."city_code", "service_type" = excluded."service_type", "at" = excluded."at"
  WHERE ("offer_place"."facility_id", "offer_place"."service_type") IS DISTINCT FROM (excluded."facility_id", excluded."service_type");
  RETURN NULL;
END $$;
CREATE TRIGGER "offer_place_inserted" AFTER INSERT ON "offering" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "place_new_offerings"();
CREATE TRIGGER "offer_place_updated" AFTER UPDATE ON "offering" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "place_new_offerings"();

-- A facility that was moved, placed at last, or whose position was withdrawn takes what it offers along.
CREATE FUNCTION "move_offerings"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  DELETE FROM "offer_place" p USING "changed" c
  WHERE p."facility_id" = c."id" AND (c."lon" IS NULL OR c."lat" IS NULL);
  INSERT INTO "offer_place" ("offering_id", "facility_id", "city_code", "service_type", "at")
  SELECT o."id", c."id", c."city_code", o."service_type", "earth_point"(c."lon", c."lat")
  FROM "changed" c JOIN "was" w ON w."id" = c."id" JOIN "offering" o ON o."facility_id" = c."id"
  WHERE c."lon" IS NOT NULL AND c."lat" IS NOT NULL AND (w."lon", w."lat", w."city_code") IS DISTINCT FROM (c."lon", c."lat", c."city_code")
  ON CONFLICT ("offering_id") DO UPDATE SET "city_code" = excluded."city_code", "at" = excluded."at";
  RETURN NULL;
END $$;
CREATE TRIGGER "offer_place_moved" AFTER UPDATE ON "facility" REFERENCING OLD TABLE AS was NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "move_offerings"();

INSERT INTO "offer_place" ("offering_id", "facility_id", "city_code", "service_type", "at")
SELECT o."id", f."id", f."city_code", o."service_type", "earth_point"(f."lon", f."lat")
FROM "offering" o JOIN "facility" f ON f."id" = o."facility_id" WHERE f."lon" IS NOT NULL AND f."lat" IS NOT NULL;
CREATE INDEX "offer_place_nearest" ON "offer_place" USING gist ("city_code", "service_type", "at");
