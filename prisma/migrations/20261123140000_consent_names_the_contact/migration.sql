-- Consent to the family being told names the contact: a link rests on the consent to this one person, and ends with it.

CREATE TABLE "contact_consent" (
  "id" uuid NOT NULL PRIMARY KEY,
  "contact_id" uuid NOT NULL REFERENCES "resident_contact" ("id") ON DELETE CASCADE,
  "given_on" date NOT NULL,
  "given_by" text NOT NULL CHECK ("given_by" IN ('resident', 'guardian')),
  "how" text NOT NULL CHECK ("how" IN ('in-person', 'paper', 'witness')),
  -- who stood by when it was given in words
  "witness" text NOT NULL DEFAULT '' CHECK (length("witness") <= 60),
  -- who took it
  "recorded_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "recorded_at" timestamptz NOT NULL DEFAULT now(),
  "ended_at" timestamptz,
  "ended_why" text CHECK ("ended_why" IN ('withdrawn', 'changed', 'family')),
  "ended_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  CONSTRAINT "contact_consent_of" UNIQUE ("id", "contact_id"),
  CONSTRAINT "contact_consent_witnessed" CHECK (("how" = 'witness') = (btrim("witness") <> '')),
  CONSTRAINT "contact_consent_ended_whole" CHECK (("ended_at" IS NULL) = ("ended_why" IS NULL))
);
CREATE UNIQUE INDEX "contact_consent_one_in_force" ON "contact_consent" ("contact_id") WHERE "ended_at" IS NULL;

ALTER TABLE "contact_consent" ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION "contact_scope_key"("of_contact" uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT "resident_scope_key"("resident_id") FROM "resident_contact" WHERE "id" = "of_contact"
$$;
CREATE POLICY "contact_consent_seen" ON "contact_consent" FOR SELECT USING (EXISTS (SELECT 1 FROM "resident_contact" c WHERE c."id" = "contact_id"));
CREATE POLICY "contact_consent_added" ON "contact_consent" FOR INSERT WITH CHECK ("contact_scope_key"("contact_id") <@ (SELECT "scope_of"('write:residents')));
CREATE POLICY "contact_consent_changed" ON "contact_consent" FOR UPDATE
  USING ("contact_scope_key"("contact_id") <@ (SELECT "scope_of"('write:residents'))) WITH CHECK ("contact_scope_key"("contact_id") <@ (SELECT "scope_of"('write:residents')));

-- What was agreed to stays as it was said; it ends once. Whoever took it may leave, and be forgotten.
CREATE FUNCTION "guard_contact_consent"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - '{ended_at,ended_why,ended_by,recorded_by}'::text[] = to_jsonb(OLD) - '{ended_at,ended_why,ended_by,recorded_by}'::text[]
    AND (NEW."recorded_by" IS NULL OR NEW."recorded_by" = OLD."recorded_by")
    AND (OLD."ended_at" IS NULL OR (NEW."ended_at", NEW."ended_why") = (OLD."ended_at", OLD."ended_why")) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a consent is not rewritten: it is given anew' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'contact_consent_is_kept';
END $$;
CREATE TRIGGER "guard_contact_consent" BEFORE UPDATE ON "contact_consent" FOR EACH ROW EXECUTE FUNCTION "guard_contact_consent"();

-- A link from before rested on consent to «the family» and named nobody: it opens nothing until this contact was agreed to.
ALTER TABLE "contact_link" DROP CONSTRAINT "contact_link_ended_why_check";
ALTER TABLE "contact_link" ADD CONSTRAINT "contact_link_ended_why_check"
  CHECK ("ended_why" IN ('revoked', 'replaced', 'consent', 'left', 'changed', 'merged', 'unnamed'));
UPDATE "contact_link" SET "ended_at" = now(), "ended_why" = 'unnamed' WHERE "ended_at" IS NULL;
ALTER TABLE "contact_link" ADD COLUMN "consent_id" uuid;
ALTER TABLE "contact_link" ADD CONSTRAINT "contact_link_rests_on_consent"
  FOREIGN KEY ("consent_id", "contact_id") REFERENCES "contact_consent" ("id", "contact_id") ON DELETE CASCADE;
ALTER TABLE "contact_link" ADD CONSTRAINT "contact_link_lives_by_consent" CHECK ("consent_id" IS NOT NULL OR "ended_at" IS NOT NULL);

-- Nothing is made that leads elsewhere than the contact's own file, or rests on a consent that is over.
CREATE FUNCTION "guard_new_contact_link"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW."ended_at" IS NULL AND NOT EXISTS (SELECT 1 FROM "contact_consent" s JOIN "resident_contact" c ON c."id" = s."contact_id"
    WHERE s."id" = NEW."consent_id" AND s."ended_at" IS NULL AND c."resident_id" = NEW."resident_id") THEN
    RAISE EXCEPTION 'a link rests on a consent in force to this contact' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'contact_link_rests_on_consent';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_new_contact_link" BEFORE INSERT ON "contact_link" FOR EACH ROW EXECUTE FUNCTION "guard_new_contact_link"();
CREATE OR REPLACE FUNCTION "guard_contact_link"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."ended_at" IS NOT NULL AND NEW."ended_at" IS NULL
    OR (NEW."resident_id", NEW."contact_id", NEW."consent_id", NEW."secret_hash", NEW."made_at")
      IS DISTINCT FROM (OLD."resident_id", OLD."contact_id", OLD."consent_id", OLD."secret_hash", OLD."made_at") THEN
    RAISE EXCEPTION 'a link that ended is made anew' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'contact_link_stays_ended';
  END IF;
  RETURN NEW;
END $$;

-- Consent that ends takes its link along, in the same transaction, whoever ends it.
CREATE FUNCTION "link_ends_with_its_consent"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE "contact_link" SET "ended_at" = now(), "ended_why" = CASE NEW."ended_why" WHEN 'changed' THEN 'changed' ELSE 'consent' END
    WHERE "consent_id" = NEW."id" AND "ended_at" IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "link_ends_with_its_consent" AFTER UPDATE OF "ended_at" ON "contact_consent" FOR EACH ROW
  WHEN (OLD."ended_at" IS NULL AND NEW."ended_at" IS NOT NULL) EXECUTE FUNCTION "link_ends_with_its_consent"();

-- «The family may be told» taken back is taken back of every contact.
CREATE OR REPLACE FUNCTION "links_end_with_consent"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."withdrawn_on" IS NULL AND NEW."withdrawn_on" IS NOT NULL THEN
    UPDATE "contact_consent" SET "ended_at" = now(), "ended_why" = 'family', "ended_by" = "acting_person"()
      WHERE "ended_at" IS NULL AND "contact_id" IN (SELECT "id" FROM "resident_contact" WHERE "resident_id" = NEW."resident_id");
  END IF;
  RETURN NULL;
END $$;

-- Another name, relation or number is another person: nobody agreed to them. A number sealed anew under the next key, which only
-- the program itself does, is the same number. A contact who comes to another file keeps the consent, and is given a new link.
CREATE FUNCTION "consent_ends_with_change"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW."name" <> OLD."name" OR NEW."relation" <> OLD."relation" OR (NEW."phone_cipher" <> OLD."phone_cipher"
    AND NOT ("acting_person"() IS NULL AND split_part(NEW."phone_cipher", '.', 2) <> split_part(OLD."phone_cipher", '.', 2))) THEN
    UPDATE "contact_consent" SET "ended_at" = now(), "ended_why" = 'changed', "ended_by" = "acting_person"() WHERE "contact_id" = NEW."id" AND "ended_at" IS NULL;
  END IF;
  IF NEW."resident_id" <> OLD."resident_id" THEN
    UPDATE "contact_link" SET "ended_at" = now(), "ended_why" = 'merged' WHERE "contact_id" = NEW."id" AND "ended_at" IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "consent_ends_with_change" AFTER UPDATE ON "resident_contact" FOR EACH ROW EXECUTE FUNCTION "consent_ends_with_change"();
