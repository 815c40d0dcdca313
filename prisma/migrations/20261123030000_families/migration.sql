-- The family far away: a request that anybody may send and that knows of no resident, and a link for a contact whom the elder
-- consented to.

-- Within which time somebody calls back, by how urgent a request is. '' = every city without a row of its own. Without hours
-- the clock runs day and night; with them what cannot be answered by their end is answered when they begin again.
CREATE TABLE "family_answer_clock" (
  "city_code" text NOT NULL DEFAULT '' CHECK ("city_code" ~ '^([0-9]{4})?$'),
  "urgency" text NOT NULL CHECK ("urgency" IN ('danger', 'today', 'soon')),
  "minutes" integer NOT NULL CHECK ("minutes" BETWEEN 5 AND 10080),
  -- minutes of the day
  "day_from" integer CHECK ("day_from" BETWEEN 0 AND 1439),
  "day_until" integer CHECK ("day_until" BETWEEN 1 AND 1440),
  "source" text NOT NULL CHECK (btrim("source") <> ''),
  -- S stated, P published, ? to be confirmed
  "mark" text NOT NULL DEFAULT '?' CHECK ("mark" IN ('S', 'P', '?')),
  PRIMARY KEY ("city_code", "urgency"),
  CONSTRAINT "family_answer_hours" CHECK (("day_from" IS NULL) = ("day_until" IS NULL) AND ("day_until" > "day_from" OR "day_from" IS NULL))
);
INSERT INTO "family_answer_clock" ("urgency", "minutes", "day_from", "day_until", "source") VALUES
  ('danger', 30, NULL, NULL, '由本机构确定 set by this office'),
  ('today', 60, NULL, NULL, '由本机构确定 set by this office'),
  ('soon', 240, 540, 1080, '由本机构确定 set by this office');

-- 值班电话: an office's number, for everybody to ring; of an area and of what lies below it without one of its own.
CREATE TABLE "duty_phone" (
  "area_code" text COLLATE "C" NOT NULL PRIMARY KEY CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "phone" text NOT NULL CHECK ("phone" ~ '^[0-9+][0-9 -]{2,24}$'),
  "said_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "said_at" timestamptz NOT NULL DEFAULT now()
);

-- 请去看看我的家人. Who asks, and about whom, is sealed whole; nothing of it is compared with the register.
CREATE TABLE "family_request" (
  -- made with the form, so that a form sent twice is one request
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "line" text NOT NULL DEFAULT 'civil-affairs' CHECK ("line" = 'civil-affairs'),
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  "reference" text NOT NULL CHECK ("reference" ~ '^[0-9]{8}$'),
  "urgency" text NOT NULL CHECK ("urgency" IN ('danger', 'today', 'soon')),
  -- in which to call back
  "language" text NOT NULL CHECK ("language" IN ('zh', 'en')),
  "said_cipher" text NOT NULL CONSTRAINT "family_request_is_sealed" CHECK ("said_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  -- keyed, of everything said
  "content_hash" text NOT NULL CHECK ("content_hash" ~ '^[A-Za-z0-9_-]{43}$'),
  "asked_at" timestamptz NOT NULL DEFAULT now(),
  "answer_by" timestamptz NOT NULL,
  "closed_at" timestamptz,
  CONSTRAINT "family_request_reference_once" UNIQUE ("city_code", "reference"),
  CONSTRAINT "family_request_answered_later" CHECK ("answer_by" > "asked_at" AND "closed_at" >= "asked_at")
);
CREATE INDEX "family_request_open_idx" ON "family_request" ("city_code", "answer_by", "id") WHERE "closed_at" IS NULL;
CREATE INDEX "family_request_done_idx" ON "family_request" ("city_code", "closed_at" DESC, "id") WHERE "closed_at" IS NOT NULL;
CREATE INDEX "family_request_old_idx" ON "family_request" (COALESCE("closed_at", "asked_at"));

-- What was done, one row after another; the last says how it was answered.
CREATE TABLE "family_request_step" (
  "id" uuid NOT NULL PRIMARY KEY,
  "request_id" uuid NOT NULL REFERENCES "family_request" ("id") ON DELETE CASCADE,
  "kind" text NOT NULL CHECK ("kind" IN ('rang', 'nobody-answered', 'went-there', 'passed-on', 'answered')),
  "note_cipher" text CONSTRAINT "family_request_step_is_sealed" CHECK ("note_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  "done_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "done_at" timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX "family_request_step_idx" ON "family_request_step" ("request_id", "done_at");
CREATE INDEX "family_request_step_by_idx" ON "family_request_step" ("done_by");

ALTER TABLE "family_request" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "family_request_seen" ON "family_request" FOR SELECT USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:work-orders')));
CREATE POLICY "family_request_taken" ON "family_request" FOR INSERT WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('act:work-orders')));
CREATE POLICY "family_request_changed" ON "family_request" FOR UPDATE USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('act:work-orders')));
CREATE POLICY "family_request_let_go" ON "family_request" FOR DELETE
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:retention')) AND ("line" || ':' || "area_code") <@ (SELECT "scope_of"('act:work-orders')));

CREATE FUNCTION "family_request_key"("of_request" uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT "line" || ':' || "area_code" FROM "family_request" WHERE "id" = "of_request"
$$;
ALTER TABLE "family_request_step" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "family_request_step_seen" ON "family_request_step" FOR SELECT USING (EXISTS (SELECT FROM "family_request" r WHERE r."id" = "request_id"));
CREATE POLICY "family_request_step_done" ON "family_request_step" FOR INSERT
  WITH CHECK ("done_by" = (SELECT "acting_person"()) AND "family_request_key"("request_id") <@ (SELECT "scope_of"('act:work-orders')));

-- What was asked, and what was done, stays as it was said; only the seal is made anew, and a request is closed once.
CREATE FUNCTION "guard_family_request"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'said_cipher' - 'closed_at' = to_jsonb(OLD) - 'said_cipher' - 'closed_at'
    AND (OLD."closed_at" IS NULL OR NEW."closed_at" = OLD."closed_at") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a request of a family is not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'family_request_is_kept';
END $$;
CREATE TRIGGER "guard_family_request" BEFORE UPDATE ON "family_request" FOR EACH ROW EXECUTE FUNCTION "guard_family_request"();
CREATE FUNCTION "guard_family_request_step"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- whoever did it may leave, and be forgotten
  IF to_jsonb(NEW) - 'note_cipher' - 'done_by' = to_jsonb(OLD) - 'note_cipher' - 'done_by' AND (NEW."done_by" IS NULL OR NEW."done_by" = OLD."done_by") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a step of a request is not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'family_request_step_is_kept';
END $$;
CREATE TRIGGER "guard_family_request_step" BEFORE UPDATE ON "family_request_step" FOR EACH ROW EXECUTE FUNCTION "guard_family_request_step"();
CREATE FUNCTION "seal_family_steps_anew"("ids" uuid[], "ciphers" text[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "family_request_step" s SET "note_cipher" = n."cipher" FROM unnest("ids", "ciphers") AS n ("id", "cipher")
  WHERE s."id" = n."id" AND s."note_cipher" IS NOT NULL AND "family_request_key"(s."request_id") <@ "scope_of"('write:retention')
$$;

ALTER TABLE "family_answer_clock" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "family_answer_clock_seen" ON "family_answer_clock" FOR SELECT USING (true);
CREATE POLICY "family_answer_clock_kept" ON "family_answer_clock" FOR ALL
  USING (('civil-affairs:' || "city_code") <@ (SELECT "scope_of"('adopt:visit-rules'))) WITH CHECK (('civil-affairs:' || "city_code") <@ (SELECT "scope_of"('adopt:visit-rules')));
ALTER TABLE "duty_phone" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "duty_phone_seen" ON "duty_phone" FOR SELECT USING (true);
CREATE POLICY "duty_phone_kept" ON "duty_phone" FOR ALL
  USING (('civil-affairs:' || "area_code") <@ (SELECT "scope_of"('act:work-orders'))) WITH CHECK (('civil-affairs:' || "area_code") <@ (SELECT "scope_of"('act:work-orders')));

-- A contact's own link: the database keeps its hash. One lives at a time, and it ends once.
CREATE TABLE "contact_link" (
  "id" uuid NOT NULL PRIMARY KEY,
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  "contact_id" uuid NOT NULL REFERENCES "resident_contact" ("id") ON DELETE CASCADE,
  "secret_hash" text NOT NULL UNIQUE CHECK ("secret_hash" ~ '^[0-9a-f]{64}$'),
  "made_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "made_at" timestamptz NOT NULL DEFAULT now(),
  "expires_at" timestamptz NOT NULL,
  "ended_at" timestamptz,
  "ended_why" text CHECK ("ended_why" IN ('revoked', 'replaced', 'consent', 'left')),
  "last_used_at" timestamptz,
  "openings" integer NOT NULL DEFAULT 0,
  CONSTRAINT "contact_link_days" CHECK ("expires_at" > "made_at"),
  CONSTRAINT "contact_link_ended_whole" CHECK (("ended_at" IS NULL) = ("ended_why" IS NULL))
);
CREATE UNIQUE INDEX "contact_link_one_lives" ON "contact_link" ("contact_id") WHERE "ended_at" IS NULL;
CREATE INDEX "contact_link_resident_idx" ON "contact_link" ("resident_id");

-- 家属报告: in hospital or away, as a contact said it. It waits to be verified and changes nobody's file by itself.
CREATE TABLE "family_report" (
  "id" uuid NOT NULL PRIMARY KEY,
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  "link_id" uuid REFERENCES "contact_link" ("id") ON DELETE SET NULL,
  "relation" text NOT NULL,
  "city_code" text NOT NULL,
  "line" text NOT NULL,
  "area_code" text COLLATE "C" NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('in-hospital', 'away')),
  "from_on" date NOT NULL,
  "until_on" date,
  "reported_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "family_report_days" CHECK ("until_on" >= "from_on")
);
CREATE INDEX "family_report_resident_idx" ON "family_report" ("resident_id", "reported_at" DESC);
CREATE INDEX "family_report_area_idx" ON "family_report" ("city_code", "area_code", "reported_at");

DO $$
DECLARE
  "part" text;
BEGIN
  FOREACH "part" IN ARRAY ARRAY['contact_link', 'family_report'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "part");
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT USING (EXISTS (SELECT 1 FROM "resident" r WHERE r."id" = "resident_id"))', "part" || '_seen', "part");
    EXECUTE format('CREATE POLICY %I ON %I FOR INSERT WITH CHECK ("resident_scope_key"("resident_id") <@ (SELECT "scope_of"(''write:residents'')))', "part" || '_added', "part");
    EXECUTE format('CREATE POLICY %I ON %I FOR UPDATE USING ("resident_scope_key"("resident_id") <@ (SELECT "scope_of"(''write:residents''))) WITH CHECK ("resident_scope_key"("resident_id") <@ (SELECT "scope_of"(''write:residents'')))', "part" || '_changed', "part");
    EXECUTE format('CREATE POLICY %I ON %I FOR DELETE USING ("resident_scope_key"("resident_id") <@ (SELECT "scope_of"(''write:residents'')))', "part" || '_removed', "part");
  END LOOP;
END $$;

-- A link that ended stays ended, and leads to the same person for as long as it lives.
CREATE FUNCTION "guard_contact_link"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."ended_at" IS NOT NULL AND NEW."ended_at" IS NULL
    OR (NEW."resident_id", NEW."contact_id", NEW."secret_hash", NEW."made_at") IS DISTINCT FROM (OLD."resident_id", OLD."contact_id", OLD."secret_hash", OLD."made_at") THEN
    RAISE EXCEPTION 'a link that ended is made anew' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'contact_link_stays_ended';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_contact_link" BEFORE UPDATE ON "contact_link" FOR EACH ROW EXECUTE FUNCTION "guard_contact_link"();

-- Consent that is withdrawn, and somebody who leaves the register, end their links in the same transaction, whoever does it.
CREATE FUNCTION "links_end_with_consent"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW."withdrawn_on" IS NOT NULL THEN
    UPDATE "contact_link" SET "ended_at" = now(), "ended_why" = 'consent' WHERE "resident_id" = OLD."resident_id" AND "ended_at" IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "links_end_with_consent" AFTER UPDATE OR DELETE ON "resident_consent" FOR EACH ROW
  WHEN (OLD."scope" = 'family') EXECUTE FUNCTION "links_end_with_consent"();
CREATE FUNCTION "links_end_with_stay"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE "contact_link" SET "ended_at" = now(), "ended_why" = 'left' WHERE "resident_id" = NEW."id" AND "ended_at" IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "links_end_with_stay" AFTER UPDATE OF "state" ON "resident" FOR EACH ROW
  WHEN (NEW."state" <> 'registered' AND OLD."state" = 'registered') EXECUTE FUNCTION "links_end_with_stay"();

INSERT INTO "retention_rule" ("kind", "keep_days", "least_days", "source_zh", "source_en", "mark") VALUES
  ('family-requests', 90, 0, '《个人信息保护法》最短必要时间；家属请求办结后 90 天供回访与核对，由本机构确定', 'Personal Information Protection Law, shortest time needed; 90 days after a request of a family is closed, to call back and look again, set by this office', '?');
