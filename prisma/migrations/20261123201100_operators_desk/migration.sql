-- What an operator keeps about its place beside free places: who is old enough to leave and when, edits that wait to be looked at,
-- a mailbox, and the reminders that were made. «operate:facility» in a transaction's scope holds that one facility and no area.

-- How many of a class were born in which month: counts, never names. Each count of a class replaces the one before and is kept.
CREATE TABLE "class_roster" (
  "id" uuid NOT NULL PRIMARY KEY,
  "class_id" uuid NOT NULL REFERENCES "offering_class" ("id") ON DELETE CASCADE,
  "said_at" timestamptz NOT NULL,
  "said_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "link_id" uuid REFERENCES "operator_link" ("id") ON DELETE SET NULL
);
CREATE INDEX "class_roster_last_idx" ON "class_roster" ("class_id", "said_at" DESC, "id" DESC);
CREATE INDEX "class_roster_said_by_idx" ON "class_roster" ("said_by") WHERE "said_by" IS NOT NULL;
CREATE INDEX "class_roster_link_idx" ON "class_roster" ("link_id") WHERE "link_id" IS NOT NULL;
CREATE TABLE "class_roster_month" (
  "roster_id" uuid NOT NULL REFERENCES "class_roster" ("id") ON DELETE CASCADE,
  "birth_month" text COLLATE "C" NOT NULL CONSTRAINT "class_roster_birth_month" CHECK ("birth_month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  "children" integer NOT NULL CONSTRAINT "class_roster_children" CHECK ("children" BETWEEN 1 AND 1000),
  PRIMARY KEY ("roster_id", "birth_month")
);
CREATE FUNCTION "guard_class_roster"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'class_roster' AND to_jsonb(NEW) - '{said_by,link_id}'::text[] = to_jsonb(OLD) - '{said_by,link_id}'::text[]
    AND (to_jsonb(NEW) ->> 'said_by' IS NULL OR to_jsonb(NEW) ->> 'said_by' = to_jsonb(OLD) ->> 'said_by')
    AND (to_jsonb(NEW) ->> 'link_id' IS NULL OR to_jsonb(NEW) ->> 'link_id' = to_jsonb(OLD) ->> 'link_id') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a count of a class is not rewritten: it is counted anew' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'class_roster_is_kept';
END $$;
CREATE TRIGGER "guard_class_roster" BEFORE UPDATE ON "class_roster" FOR EACH ROW EXECUTE FUNCTION "guard_class_roster"();
CREATE TRIGGER "guard_class_roster_month" BEFORE UPDATE ON "class_roster_month" FOR EACH ROW EXECUTE FUNCTION "guard_class_roster"();

ALTER TABLE "class_roster" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "class_roster_seen" ON "class_roster" FOR SELECT
  USING ("facility_of_class"("class_id")::text <@ (SELECT "scope_of"('operate:facility'))
    OR "facility_scope_key"("facility_of_class"("class_id")) <@ (SELECT "scope_of"('confirm:vacancies')));
CREATE POLICY "class_roster_said" ON "class_roster" FOR INSERT WITH CHECK ("facility_of_class"("class_id")::text <@ (SELECT "scope_of"('operate:facility')));
ALTER TABLE "class_roster_month" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "class_roster_month_seen" ON "class_roster_month" FOR SELECT USING (EXISTS (SELECT FROM "class_roster" r WHERE r."id" = "roster_id"));
CREATE POLICY "class_roster_month_said" ON "class_roster_month" FOR INSERT WITH CHECK (EXISTS (SELECT FROM "class_roster" r WHERE r."id" = "roster_id"
  AND "facility_of_class"(r."class_id")::text <@ (SELECT "scope_of"('operate:facility'))));

-- An operator's edit of its facts: field by field what was there and what is to be, until somebody decides.
CREATE TABLE "facility_edit" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "facility_id" uuid NOT NULL REFERENCES "facility" ("id") ON DELETE CASCADE,
  -- the version of the facility it was made from
  "base_version" integer NOT NULL,
  "changes" jsonb NOT NULL CONSTRAINT "facility_edit_says_something" CHECK (jsonb_typeof("changes") = 'array' AND jsonb_array_length("changes") > 0),
  "proposed_at" timestamptz NOT NULL,
  "proposed_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "link_id" uuid REFERENCES "operator_link" ("id") ON DELETE SET NULL,
  "decided_at" timestamptz,
  "decision" text CHECK ("decision" IN ('published', 'declined', 'withdrawn')),
  "decided_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  -- why it was declined, for the operator to read
  "reason" text NOT NULL DEFAULT '' CHECK (length("reason") <= 500),
  -- the version that came of it
  "published_version" integer,
  CONSTRAINT "facility_edit_decided_whole" CHECK (("decided_at" IS NULL) = ("decision" IS NULL)),
  CONSTRAINT "facility_edit_in_order" CHECK ("decided_at" >= "proposed_at"),
  CONSTRAINT "facility_edit_declined_with_reason" CHECK ("decision" IS DISTINCT FROM 'declined' OR btrim("reason") <> ''),
  CONSTRAINT "facility_edit_published_version" CHECK (("decision" IS NOT DISTINCT FROM 'published') = ("published_version" IS NOT NULL))
);
CREATE UNIQUE INDEX "facility_edit_one_open" ON "facility_edit" ("facility_id") WHERE "decided_at" IS NULL;
CREATE INDEX "facility_edit_waiting_idx" ON "facility_edit" ("city_code", "proposed_at", "id") WHERE "decided_at" IS NULL;
CREATE INDEX "facility_edit_of_facility_idx" ON "facility_edit" ("facility_id", "proposed_at" DESC);
CREATE INDEX "facility_edit_proposed_by_idx" ON "facility_edit" ("proposed_by");
CREATE INDEX "facility_edit_decided_by_idx" ON "facility_edit" ("decided_by");
CREATE FUNCTION "guard_facility_edit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - '{proposed_by,link_id,decided_at,decision,decided_by,reason,published_version}'::text[]
      = to_jsonb(OLD) - '{proposed_by,link_id,decided_at,decision,decided_by,reason,published_version}'::text[]
    AND (NEW."proposed_by" IS NULL OR NEW."proposed_by" = OLD."proposed_by") AND (NEW."link_id" IS NULL OR NEW."link_id" = OLD."link_id")
    AND (OLD."decided_at" IS NULL OR ((NEW."decided_at", NEW."decision", NEW."reason") = (OLD."decided_at", OLD."decision", OLD."reason")
      AND NEW."published_version" IS NOT DISTINCT FROM OLD."published_version" AND (NEW."decided_by" IS NULL OR NEW."decided_by" = OLD."decided_by"))) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an edit is decided once and not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'facility_edit_is_kept';
END $$;
CREATE TRIGGER "guard_facility_edit" BEFORE UPDATE ON "facility_edit" FOR EACH ROW EXECUTE FUNCTION "guard_facility_edit"();
ALTER TABLE "facility_edit" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "facility_edit_seen" ON "facility_edit" FOR SELECT
  USING ("facility_id"::text <@ (SELECT "scope_of"('operate:facility')) OR "facility_scope_key"("facility_id") <@ (SELECT "scope_of"('confirm:vacancies')));
CREATE POLICY "facility_edit_proposed" ON "facility_edit" FOR INSERT WITH CHECK ("facility_id"::text <@ (SELECT "scope_of"('operate:facility')));
CREATE POLICY "facility_edit_decided" ON "facility_edit" FOR UPDATE
  USING ("facility_id"::text <@ (SELECT "scope_of"('operate:facility')) OR "facility_scope_key"("facility_id") <@ (SELECT "scope_of"('write:catalog')));

-- Whose change a version is where it was proposed by an operator, and who approved it; null = nobody had to.
ALTER TABLE "revision" ADD COLUMN "edit_id" uuid, ADD COLUMN "approved_by" uuid;

-- Where an operator is written to. An institution's mailbox may be somebody's own: it is sealed.
CREATE TABLE "operator_mailbox" (
  "facility_id" uuid NOT NULL PRIMARY KEY REFERENCES "facility" ("id") ON DELETE CASCADE,
  "address_cipher" text NOT NULL CONSTRAINT "operator_mailbox_is_sealed" CHECK ("address_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  "said_at" timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE "operator_mailbox" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "operator_mailbox_seen" ON "operator_mailbox" FOR SELECT
  USING ("facility_id"::text <@ (SELECT "scope_of"('operate:facility')) OR "facility_scope_key"("facility_id") <@ (SELECT "scope_of"('confirm:vacancies')));
CREATE POLICY "operator_mailbox_said" ON "operator_mailbox" FOR INSERT
  WITH CHECK ("facility_id"::text <@ (SELECT "scope_of"('operate:facility')) OR "facility_scope_key"("facility_id") <@ (SELECT "scope_of"('write:catalog')));
CREATE POLICY "operator_mailbox_changed" ON "operator_mailbox" FOR UPDATE
  USING ("facility_id"::text <@ (SELECT "scope_of"('operate:facility')) OR "facility_scope_key"("facility_id") <@ (SELECT "scope_of"('write:catalog')));
CREATE POLICY "operator_mailbox_removed" ON "operator_mailbox" FOR DELETE
  USING ("facility_id"::text <@ (SELECT "scope_of"('operate:facility')) OR "facility_scope_key"("facility_id") <@ (SELECT "scope_of"('write:catalog')));

-- A reminder is made once of a place, of its oldest standing word and of a step: however often somebody looks.
CREATE TABLE "vacancy_nudge" (
  "id" uuid NOT NULL PRIMARY KEY,
  "facility_id" uuid NOT NULL REFERENCES "facility" ("id") ON DELETE CASCADE,
  "statement_id" uuid NOT NULL REFERENCES "vacancy_statement" ("id") ON DELETE CASCADE,
  "step" integer NOT NULL CONSTRAINT "vacancy_nudge_step" CHECK ("step" BETWEEN 1 AND 3),
  -- mail: to the mailbox · page: waits where the operator comes in · call: somebody is to ring
  "channel" text NOT NULL CHECK ("channel" IN ('mail', 'page', 'call')),
  "made_at" timestamptz NOT NULL,
  -- when a letter was handed over
  "sent_at" timestamptz,
  -- one short word of why a letter could not be
  "failed" text CHECK ("failed" ~ '^[A-Za-z0-9_ ]{1,40}$'),
  CONSTRAINT "vacancy_nudge_once" UNIQUE ("facility_id", "statement_id", "step"),
  CONSTRAINT "vacancy_nudge_sent_by_mail" CHECK ("sent_at" IS NULL OR "channel" = 'mail')
);
CREATE INDEX "vacancy_nudge_statement_idx" ON "vacancy_nudge" ("statement_id");
ALTER TABLE "vacancy_nudge" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "vacancy_nudge_seen" ON "vacancy_nudge" FOR SELECT
  USING ("facility_id"::text <@ (SELECT "scope_of"('operate:facility')) OR "facility_scope_key"("facility_id") <@ (SELECT "scope_of"('confirm:vacancies')));
CREATE POLICY "vacancy_nudge_made" ON "vacancy_nudge" FOR INSERT WITH CHECK ("facility_scope_key"("facility_id") <@ (SELECT "scope_of"('confirm:vacancies')));
CREATE POLICY "vacancy_nudge_told" ON "vacancy_nudge" FOR UPDATE USING ("facility_scope_key"("facility_id") <@ (SELECT "scope_of"('confirm:vacancies')));
