-- Whether somebody is there to be seen at an hour: on the register, and neither in hospital nor away. Asked by whoever has an
-- appointment, who need not see the file; nothing else of it passes here.
CREATE FUNCTION "is_to_be_seen"("of_resident" uuid, "at" timestamptz) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM "resident" r JOIN "city" c ON c."code" = r."city_code" CROSS JOIN LATERAL (SELECT ("at" AT TIME ZONE c."time_zone")::date AS "day") d
    WHERE r."id" = "of_resident" AND r."state" = 'registered' AND NOT EXISTS (SELECT 1 FROM "resident_absence" a
      WHERE a."resident_id" = r."id" AND a."valid_from" <= d."day" AND (a."valid_to" IS NULL OR a."valid_to" > d."day")))
$$;
-- Whether a draft still finds somebody where it meant to.
CREATE FUNCTION "is_looked_after_in"("of_resident" uuid, "area" text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM "resident" WHERE "id" = "of_resident" AND "state" = 'registered' AND "area_code" = "area")
$$;

-- What is owed to somebody goes with them. Appointments of who moved are withdrawn: another street visits there. Those of who left are
-- hidden from whoever would ring, and stand again when the exit was a mistake; those of a merged file are the standing one's.
CREATE FUNCTION "visits_follow_resident"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW."state" <> 'registered' THEN
    DELETE FROM "due_visit" WHERE "resident_id" = NEW."id";
  END IF;
  IF NEW."merged_into" IS NOT NULL AND OLD."merged_into" IS NULL THEN
    UPDATE "planned_visit" p SET "resident_id" = k."id" FROM "resident" k
    WHERE k."id" = NEW."merged_into" AND k."area_code" = p."area_code" AND p."resident_id" = NEW."id" AND p."is_published" AND p."begins_at" > now()
      AND NOT EXISTS (SELECT 1 FROM "planned_visit" q WHERE q."resident_id" = k."id" AND q."is_published" AND q."begins_at" > now());
  END IF;
  IF (NEW."area_code", NEW."line") IS DISTINCT FROM (OLD."area_code", OLD."line") THEN
    UPDATE "due_visit" SET "area_code" = NEW."area_code", "line" = NEW."line" WHERE "resident_id" = NEW."id";
    UPDATE "planned_visit" SET "is_published" = false WHERE "resident_id" = NEW."id" AND "is_published" AND "begins_at" > now();
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "visits_follow_resident" AFTER UPDATE OF "state", "area_code", "line", "merged_into" ON "resident" FOR EACH ROW
  WHEN ((OLD."state", OLD."area_code", OLD."line", OLD."merged_into") IS DISTINCT FROM (NEW."state", NEW."area_code", NEW."line", NEW."merged_into"))
  EXECUTE FUNCTION "visits_follow_resident"();
