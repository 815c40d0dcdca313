-- Places count in the standards of coverage: who changes a class or its capacity bumps the revision of the city as well.
-- A class is reached by its offering, and this by its facility. Where one of them is deleted whole, the statement that
-- deletes the facility or the offering has already said so.
CREATE FUNCTION "bump_city_revision_by_class"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "city" SET "revision" = "revision" + 1
  WHERE "code" IN (
    SELECT DISTINCT f."city_code" FROM "changed" c
    JOIN "offering_class" k ON k."id" = c."class_id"
    JOIN "offering" o ON o."id" = k."offering_id"
    JOIN "facility" f ON f."id" = o."facility_id");
  RETURN NULL;
END $$;
CREATE FUNCTION "bump_city_revision_by_offering"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "city" SET "revision" = "revision" + 1
  WHERE "code" IN (
    SELECT DISTINCT f."city_code" FROM "changed" c
    JOIN "offering" o ON o."id" = c."offering_id"
    JOIN "facility" f ON f."id" = o."facility_id");
  RETURN NULL;
END $$;
-- Always by key, a row at a time: a plan kept from a load into empty tables must not read them whole ever after.
ALTER FUNCTION "bump_city_revision_by_class"() SET enable_seqscan = off;
ALTER FUNCTION "bump_city_revision_by_offering"() SET enable_seqscan = off;

DO $$
DECLARE
  t text;
  bump text;
BEGIN
  FOREACH t IN ARRAY ARRAY['capacity', 'offering_class'] LOOP
    bump := CASE t WHEN 'capacity' THEN 'bump_city_revision_by_class' ELSE 'bump_city_revision_by_offering' END;
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %I()', t || '_inserted', t, bump);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %I()', t || '_updated', t, bump);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %I()', t || '_deleted', t, bump);
  END LOOP;
END $$;
