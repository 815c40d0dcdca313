-- What must not be changed by somebody alone, or by nobody at all.

-- Whoever noted that somebody left could let them vanish the same night. A month is time to notice.
UPDATE "retention_rule" SET "least_days" = 30, "keep_days" = GREATEST("keep_days", 30) WHERE "kind" = 'left-people';

-- Rules are read by whoever keeps records somewhere, and changed by whoever keeps those of the whole installation: of every line
-- and area. None is added or taken away by the app.
ALTER TABLE "retention_rule" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "retention_rule_seen" ON "retention_rule" FOR SELECT
  USING ((SELECT "scope_of"('write:retention')) <> '{}'::"code_multirange");
CREATE POLICY "retention_rule_changed" ON "retention_rule" FOR UPDATE
  USING ((SELECT "holds_everything"('write:retention'))) WITH CHECK ((SELECT "holds_everything"('write:retention')));

-- The least that the law or this decision asks for is lowered by a migration or by nobody.
CREATE FUNCTION "retention_least_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_has_role(current_user, (SELECT c.relowner FROM pg_class c WHERE c.oid = TG_RELID), 'MEMBER') THEN
    RAISE EXCEPTION 'the least days of % are not the app''s to change', OLD."kind" USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "retention_least_stays" BEFORE UPDATE ON "retention_rule"
  FOR EACH ROW WHEN (NEW."least_days" <> OLD."least_days" OR NEW."kind" <> OLD."kind") EXECUTE FUNCTION "retention_least_stays"();

-- How far the change of keys has come is the work of the installation itself.
ALTER TABLE "key_rotation" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "key_rotation_of_the_installation" ON "key_rotation"
  USING ((SELECT "holds_everything"('write:retention'))) WITH CHECK ((SELECT "holds_everything"('write:retention')));

-- That somebody broke the glass, and who found what, stays when they are deleted: under ids that name nobody any more.
ALTER TABLE "emergency_access"
  DROP CONSTRAINT "emergency_access_person_id_fkey",
  DROP CONSTRAINT "emergency_access_reviewed_by_fkey";
