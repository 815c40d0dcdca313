-- Visits are never rewritten: what was said of a file that was merged is read as said of the one that stands for it.
CREATE INDEX "resident_merged_idx" ON "resident" ("merged_into") WHERE "merged_into" IS NOT NULL;

-- Merged files beside those that stand for them, where the actor sees the latter; ids alone.
CREATE FUNCTION "merged_files"() RETURNS TABLE ("left_id" uuid, "kept_id" uuid) LANGUAGE sql STABLE SECURITY DEFINER ROWS 200 SET search_path = public, pg_temp AS $$
  SELECT l."id", k."id" FROM "resident" l JOIN "resident" k ON k."id" = l."merged_into"
  WHERE l."merged_into" IS NOT NULL AND ((k."line" || ':' || k."area_code") <@ (SELECT "scope_of"('read:visits'))
    OR (k."line" || ':' || k."area_code") <@ (SELECT "scope_of"('read:residents'))
    OR (k."state" = 'registered' AND (SELECT "acting_person"()) IN (k."responsible_id", k."deputy_id")))
$$;
CREATE POLICY "visit_event_of_one" ON "visit_event" FOR SELECT USING ("resident_id" IN (SELECT "left_id" FROM "merged_files"()));

-- A file that is merged takes along those merged into it before, and back with it when the merge is undone: one step leads to who stands.
CREATE FUNCTION "merged_files_follow"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW."merged_into" IS NOT NULL THEN
    UPDATE "resident" SET "merged_into" = NEW."merged_into" WHERE "merged_into" = NEW."id";
  ELSE
    UPDATE "resident" f SET "merged_into" = NEW."id" FROM "resident_merge" m
    WHERE m."left_id" = f."id" AND m."kept_id" = NEW."id" AND m."undone_at" IS NULL AND f."merged_into" = OLD."merged_into";
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "merged_files_follow" AFTER UPDATE OF "merged_into" ON "resident" FOR EACH ROW
  WHEN (OLD."merged_into" IS DISTINCT FROM NEW."merged_into") EXECUTE FUNCTION "merged_files_follow"();
UPDATE "resident" f SET "merged_into" = k."merged_into" FROM "resident" k WHERE k."id" = f."merged_into" AND k."merged_into" IS NOT NULL;
