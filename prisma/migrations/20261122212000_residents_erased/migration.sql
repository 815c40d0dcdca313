-- A resident who was visited and whose file is let go stays as an id that names nobody: how many were seen in a month stays
-- countable, and nothing of the person is left. Whoever was never visited goes whole. A city that is removed takes all along.
ALTER TABLE "resident" ADD COLUMN "erased_at" timestamptz;
ALTER TABLE "resident" ADD CONSTRAINT "resident_erased_names_nobody" CHECK ("erased_at" IS NULL OR (
  "state" IN ('left', 'declined') AND "name" = '—' AND "pinyin" = '' AND "initials" = '' AND "sex" = 'unknown' AND "born_on" IS NULL AND "cell" IS NULL
  AND "source" IS NULL AND "external_id" IS NULL AND "responsible_id" IS NULL AND "deputy_id" IS NULL AND "languages" = '{}' AND "position_quality" = 'unplaced'));
ALTER TABLE "visit_event" ALTER COLUMN "body_cipher" DROP NOT NULL;

-- What was said at the door goes with the file: health, whereabouts, notes. Who was there, when and how it ended stays.
CREATE FUNCTION "visits_of_nobody"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE "visit_event" SET "body_cipher" = NULL WHERE "resident_id" = NEW."id" AND "body_cipher" IS NOT NULL;
  DELETE FROM "due_visit" WHERE "resident_id" = NEW."id";
  DELETE FROM "planned_visit" WHERE "resident_id" = NEW."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "visits_of_nobody" AFTER UPDATE OF "erased_at" ON "resident" FOR EACH ROW
  WHEN (OLD."erased_at" IS NULL AND NEW."erased_at" IS NOT NULL) EXECUTE FUNCTION "visits_of_nobody"();

-- Nobody deletes a visit by hand; what goes with its city goes within the city's own removal.
CREATE OR REPLACE FUNCTION "guard_visit_event"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- the seal may be made anew with another key, or emptied; nothing else of what was said may change
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'body_cipher' = to_jsonb(OLD) - 'body_cipher' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND pg_trigger_depth() > 1 THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'a visit log is not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'visit_event_is_kept';
END $$;
CREATE FUNCTION "visits_go_with_city"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM "visit_event" WHERE "city_code" = OLD."code";
  RETURN OLD;
END $$;
CREATE TRIGGER "visits_go_with_city" BEFORE DELETE ON "city" FOR EACH ROW EXECUTE FUNCTION "visits_go_with_city"();
