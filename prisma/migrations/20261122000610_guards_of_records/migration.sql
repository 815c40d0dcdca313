-- The life of a facility begins with its first state. It ends with the first day it is closed, bounded or not, else with the
-- end of its last state. Read by key: the guard runs once an offering, also over tables nobody has analysed yet.
CREATE OR REPLACE FUNCTION "offering_outside_life"("of_facility" uuid) RETURNS boolean LANGUAGE sql STABLE SET enable_seqscan = off AS $$
  SELECT EXISTS (
    SELECT 1 FROM "offering" o CROSS JOIN (
      SELECT min(s."valid_from") AS "begins",
        COALESCE(min(s."valid_from") FILTER (WHERE s."state" = 'closed'), max(COALESCE(s."valid_to", 'infinity'::date))) AS "ends"
      FROM "facility_state" s WHERE s."facility_id" = "of_facility") life
    WHERE o."facility_id" = "of_facility"
      AND (o."valid_from" >= life."begins" AND COALESCE(o."valid_to", 'infinity'::date) <= life."ends") IS NOT TRUE)
$$;

-- Both the facility a row belongs to now and the one it was taken from.
CREATE OR REPLACE FUNCTION "guard_offering_life"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE "checked" uuid;
BEGIN
  FOREACH "checked" IN ARRAY CASE
    WHEN TG_OP = 'DELETE' THEN ARRAY[OLD."facility_id"]
    WHEN TG_OP = 'UPDATE' AND OLD."facility_id" <> NEW."facility_id" THEN ARRAY[OLD."facility_id", NEW."facility_id"]
    ELSE ARRAY[NEW."facility_id"] END
  LOOP
    IF "offering_outside_life"("checked") THEN
      RAISE EXCEPTION 'an offering of facility % lies outside the facility''s life', "checked" USING ERRCODE = 'check_violation', CONSTRAINT = 'offering_inside_facility_life';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

-- A facility is run by an operator of its own city, and does not follow itself.
ALTER TABLE "operator" ADD CONSTRAINT "operator_of_city" UNIQUE ("city_code", "id");
ALTER TABLE "facility"
  ADD CONSTRAINT "facility_operator_of_its_city" FOREIGN KEY ("city_code", "operator_id") REFERENCES "operator" ("city_code", "id")
    DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT "facility_follows_another" CHECK ("successor_of_id" <> "id");

-- What is offered is a service type of the city, asked once a statement.
CREATE FUNCTION "guard_offered_type"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE "unknown" text;
BEGIN
  SELECT t."service_type" INTO "unknown"
  FROM (SELECT DISTINCT f."city_code", c."service_type" FROM "changed" c JOIN "facility" f ON f."id" = c."facility_id") t
  WHERE NOT EXISTS (SELECT 1 FROM "service_type" s WHERE s."city_code" = t."city_code" AND s."key" = t."service_type") LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the city has no service type %', "unknown" USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'offering_of_known_type';
  END IF;
  RETURN NULL;
END $$;
ALTER FUNCTION "guard_offered_type"() SET enable_seqscan = off;
CREATE TRIGGER "offering_of_known_type_inserted" AFTER INSERT ON "offering" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "guard_offered_type"();
CREATE TRIGGER "offering_of_known_type_updated" AFTER UPDATE ON "offering" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "guard_offered_type"();

-- A type in use stays: it goes only with its city or with everything that offers it.
CREATE FUNCTION "guard_type_in_use"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "offering" o JOIN "facility" f ON f."id" = o."facility_id" WHERE o."service_type" = OLD."key" AND f."city_code" = OLD."city_code")
    AND NOT EXISTS (SELECT 1 FROM "service_type" s WHERE s."city_code" = OLD."city_code" AND s."key" = OLD."key") THEN
    RAISE EXCEPTION 'service type % is offered', OLD."key" USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'service_type_in_use';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "service_type_in_use" AFTER DELETE OR UPDATE OF "key", "city_code" ON "service_type"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "guard_type_in_use"();

-- History is written once. It goes with its city and not before.
DROP INDEX "revision_facility_id_version_idx";
CREATE UNIQUE INDEX "revision_facility_id_version_key" ON "revision" ("facility_id", "version");
CREATE FUNCTION "guard_history"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' OR EXISTS (SELECT 1 FROM "city" WHERE "code" = OLD."city_code") THEN
    RAISE EXCEPTION 'the history of facility % is not rewritten', OLD."facility_id" USING ERRCODE = 'restrict_violation', CONSTRAINT = 'history_is_kept';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "history_is_not_changed" AFTER UPDATE ON "revision" FOR EACH ROW EXECUTE FUNCTION "guard_history"();
CREATE CONSTRAINT TRIGGER "history_is_kept" AFTER DELETE ON "revision"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "guard_history"();
