-- What must not be read by whoever gets hold of the database: sealed by the app, each value for its own row, with the key's id
-- in it (`sealed.<key>.<bytes>`). The database sees to it that nothing unsealed is put there.
CREATE TABLE "person_sensitive" (
  "id" uuid NOT NULL PRIMARY KEY,
  "person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "kind" text NOT NULL CHECK ("kind" IN ('identity-number', 'phone')),
  "cipher" text NOT NULL CONSTRAINT "person_sensitive_is_sealed" CHECK ("cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  -- HMAC of the normalised value with a key of its own: finds the value exactly, tells nothing of it
  "blind_index" text NOT NULL CONSTRAINT "person_sensitive_index_is_blind" CHECK ("blind_index" ~ '^[A-Za-z0-9_-]{43}$'),
  "changed_at" timestamptz NOT NULL DEFAULT now(),
  "changed_by" uuid,
  CONSTRAINT "person_sensitive_one_of_a_kind" UNIQUE ("person_id", "kind"),
  -- one number, one person, in the whole installation
  CONSTRAINT "person_sensitive_of_one_person" UNIQUE ("kind", "blind_index")
);

-- Where a person belongs, asked past the person's own policy: a policy on what hangs on a person compares with it.
CREATE FUNCTION "person_scope_key"("of_person" uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT "line" || ':' || "area_code" FROM "person" WHERE "id" = "of_person"
$$;

ALTER TABLE "person_sensitive" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "person_sensitive_seen" ON "person_sensitive" FOR SELECT
  USING ("person_id" = (SELECT "acting_person"()) OR "person_scope_key"("person_id") <@ (SELECT "scope_of"('read:people')));
CREATE POLICY "person_sensitive_added" ON "person_sensitive" FOR INSERT
  WITH CHECK ("person_scope_key"("person_id") <@ (SELECT "scope_of"('write:people')));
CREATE POLICY "person_sensitive_changed" ON "person_sensitive" FOR UPDATE
  USING ("person_scope_key"("person_id") <@ (SELECT "scope_of"('write:people')))
  WITH CHECK ("person_scope_key"("person_id") <@ (SELECT "scope_of"('write:people')));
CREATE POLICY "person_sensitive_removed" ON "person_sensitive" FOR DELETE
  USING ("person_scope_key"("person_id") <@ (SELECT "scope_of"('write:people')));

-- Who opened which sensitive value of whom, when and why. It only grows.
CREATE TABLE "sensitive_opening" (
  "id" uuid NOT NULL PRIMARY KEY,
  "opened_at" timestamptz NOT NULL DEFAULT now(),
  "person_id" uuid NOT NULL,
  "subject_kind" text NOT NULL CHECK ("subject_kind" ~ '^[a-z-]{1,40}$'),
  "subject_id" uuid NOT NULL,
  "field" text NOT NULL CHECK ("field" ~ '^[a-z-]{1,40}$'),
  "line" text NOT NULL DEFAULT '' CHECK ("line" IN ('', 'civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL DEFAULT '' CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})?$'),
  "reason" text NOT NULL CHECK ("reason" ~ '^[a-z-]{1,40}$'),
  -- the work order, visit or complaint it was opened for
  "note_id" text CHECK ("note_id" ~ '^[A-Za-z0-9._:-]{1,64}$'),
  -- many more within the hour than the work explains
  "is_unusual" boolean NOT NULL DEFAULT false
);
CREATE INDEX "sensitive_opening_person_id_idx" ON "sensitive_opening" ("person_id", "opened_at" DESC);
CREATE INDEX "sensitive_opening_subject_id_idx" ON "sensitive_opening" ("subject_id", "opened_at" DESC);

ALTER TABLE "sensitive_opening" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "sensitive_opening_seen" ON "sensitive_opening" FOR SELECT
  USING ("person_id" = (SELECT "acting_person"()) OR "subject_id" = (SELECT "acting_person"())
    OR ("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:audit')));
CREATE POLICY "sensitive_opening_recorded" ON "sensitive_opening" FOR INSERT WITH CHECK ("person_id" = (SELECT "acting_person"()));

-- A contact that is not public may be somebody's own number: sealed for its facility. Rows from before are sealed by the job
-- that changes keys; until then they may stay as they are, but not be written so.
ALTER TABLE "contact" ADD CONSTRAINT "contact_private_is_sealed" CHECK ("is_public" OR "phone" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$') NOT VALID;
ALTER TABLE "contact" ADD CONSTRAINT "contact_public_is_readable" CHECK (NOT "is_public" OR "phone" !~ '^sealed\.') NOT VALID;

-- Everything sealed with older keys is sealed anew, piece by piece; a run can be stopped, killed and taken up again.
CREATE TABLE "key_rotation" (
  "id" uuid NOT NULL PRIMARY KEY,
  "to_key" text NOT NULL,
  "started_at" timestamptz NOT NULL DEFAULT now(),
  "started_by" uuid,
  "is_stopped" boolean NOT NULL DEFAULT false,
  "finished_at" timestamptz,
  -- by place: the last row looked at, rows sealed anew, rows that did not open, whether it is through
  "places" jsonb NOT NULL DEFAULT '{}',
  "worked_at" timestamptz
);
CREATE UNIQUE INDEX "key_rotation_one_at_a_time" ON "key_rotation" ((true)) WHERE "finished_at" IS NULL;

-- How long each kind of record is kept, and who says so. What the law asks for at least is a wall.
CREATE TABLE "retention_rule" (
  "kind" text NOT NULL PRIMARY KEY,
  "keep_days" integer NOT NULL,
  "least_days" integer NOT NULL CHECK ("least_days" >= 0),
  "source_zh" text NOT NULL,
  "source_en" text NOT NULL,
  -- S stated, P published, ? to be confirmed
  "mark" text NOT NULL CHECK ("mark" IN ('S', 'P', '?')),
  "changed_at" timestamptz NOT NULL DEFAULT now(),
  "changed_by" uuid,
  CONSTRAINT "retention_rule_not_under_least" CHECK ("keep_days" >= "least_days")
);
INSERT INTO "retention_rule" ("kind", "keep_days", "least_days", "source_zh", "source_en", "mark") VALUES
  ('sessions', 0, 0, '《个人信息保护法》：保存期限为实现处理目的所必要的最短时间', 'Personal Information Protection Law: no longer than the purpose needs', 'P'),
  ('import-files', 30, 0, '《个人信息保护法》最短必要时间；30 天供核对与重做，由本机构确定', 'Personal Information Protection Law, shortest time needed; 30 days to check and repeat, set by this office', '?'),
  ('sensitive-openings', 1095, 180, '《网络安全法》日志留存不少于六个月；《个人信息保护法》处理情况记录至少保存三年', 'Cybersecurity Law: logs at least six months; Personal Information Protection Law: records of handling at least three years', 'P'),
  ('audit', 1095, 180, '《网络安全法》网络日志留存不少于六个月；三年由本机构确定', 'Cybersecurity Law: network logs at least six months; three years set by this office', 'P'),
  ('left-people', 365, 0, '《个人信息保护法》最短必要时间；离开后一年由本机构确定', 'Personal Information Protection Law, shortest time needed; one year after leaving set by this office', '?');

-- When somebody left: a year later nothing of them is kept but the id that counts and the audit know.
ALTER TABLE "person" ADD COLUMN "left_on" date;
CREATE FUNCTION "person_leaves"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."left_on" := CASE WHEN NEW."state" = 'left' THEN COALESCE(NEW."left_on", current_date) END;
  RETURN NEW;
END $$;
CREATE TRIGGER "person_leaves" BEFORE INSERT OR UPDATE OF "state" ON "person" FOR EACH ROW EXECUTE FUNCTION "person_leaves"();

-- Openings leave only when they are older than the rule, and never before the law's least. The app's role has no other way.
CREATE FUNCTION "forget_openings"("before" timestamptz) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  "least" integer;
  "gone" bigint;
BEGIN
  SELECT "least_days" INTO "least" FROM "retention_rule" WHERE "kind" = 'sensitive-openings';
  IF "before" > now() - make_interval(days => GREATEST("least", 180)) THEN
    RAISE EXCEPTION 'openings are kept for at least % days', GREATEST("least", 180) USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT (':'::text <@ "scope_of"('write:retention')) THEN
    RAISE EXCEPTION 'forgetting openings is for whoever keeps the whole installation' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM "sensitive_opening" WHERE "opened_at" < "before";
  GET DIAGNOSTICS "gone" = ROW_COUNT;
  RETURN "gone";
END $$;
