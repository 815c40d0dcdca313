-- What caregivers' phones hand in: proof of the door, photos, positions, and what could not be taken.

-- null = no code was read; entered after the day of the visit
ALTER TABLE "visit_event" ADD COLUMN "door_matched" boolean, ADD COLUMN "is_late" boolean NOT NULL DEFAULT false;

-- A picture taken on a visit, sealed; it goes with its visit's words.
CREATE TABLE "visit_photo" (
  "id" uuid NOT NULL PRIMARY KEY,
  "event_id" uuid NOT NULL REFERENCES "visit_event" ("client_id") ON DELETE CASCADE,
  "captured_at" timestamptz NOT NULL,
  "received_at" timestamptz NOT NULL DEFAULT now(),
  "author_id" uuid NOT NULL,
  "uploader_id" uuid NOT NULL,
  "shows_face" boolean NOT NULL,
  "width" integer NOT NULL CHECK ("width" BETWEEN 1 AND 4000),
  "height" integer NOT NULL CHECK ("height" BETWEEN 1 AND 4000),
  -- dHash of 8 × 8 steps in brightness: pictures alike differ in few of its 64 bits
  "perceptual_hash" bigint NOT NULL,
  "picture_cipher" text NOT NULL CONSTRAINT "visit_photo_is_sealed" CHECK ("picture_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  -- hash of the picture as it came in, so that the same id with another picture is refused aloud
  "content_hash" text NOT NULL CHECK ("content_hash" ~ '^[0-9a-f]{64}$')
);
CREATE INDEX "visit_photo_event_idx" ON "visit_photo" ("event_id");
CREATE INDEX "visit_photo_hash_idx" ON "visit_photo" ("perceptual_hash");
CREATE INDEX "visit_photo_received_idx" ON "visit_photo" ("received_at");

-- Where the phone was, for a visit; how far that is from the home on record stays when the position itself has gone.
CREATE TABLE "visit_position" (
  "event_id" uuid NOT NULL PRIMARY KEY REFERENCES "visit_event" ("client_id") ON DELETE CASCADE,
  "record_id" uuid NOT NULL UNIQUE,
  "captured_at" timestamptz NOT NULL,
  "received_at" timestamptz NOT NULL DEFAULT now(),
  "author_id" uuid NOT NULL,
  "uploader_id" uuid NOT NULL,
  "accuracy_metres" integer NOT NULL CHECK ("accuracy_metres" BETWEEN 0 AND 1000000),
  -- null = no home on record when it came in
  "distance_metres" integer CHECK ("distance_metres" BETWEEN 0 AND 21000000),
  -- null = gone: it is kept no longer than anybody needs to look at it
  "position_cipher" text CONSTRAINT "visit_position_is_sealed" CHECK ("position_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  "content_hash" text NOT NULL CHECK ("content_hash" ~ '^[0-9a-f]{64}$')
);
CREATE INDEX "visit_position_received_idx" ON "visit_position" ("received_at") WHERE "position_cipher" IS NOT NULL;

-- 门牌码: what the QR on a door says. One is in force at a time; an older one still proves older visits.
CREATE TABLE "resident_door" (
  "id" uuid NOT NULL PRIMARY KEY,
  "resident_id" uuid NOT NULL REFERENCES "resident" ("id") ON DELETE CASCADE,
  -- SHA-256 of the code, as phones hold it
  "code_hash" text NOT NULL UNIQUE CHECK ("code_hash" ~ '^[0-9a-f]{64}$'),
  "code_cipher" text NOT NULL CONSTRAINT "resident_door_is_sealed" CHECK ("code_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  "made_at" timestamptz NOT NULL DEFAULT now(),
  "made_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "ended_at" timestamptz,
  CONSTRAINT "resident_door_ends_later" CHECK ("ended_at" >= "made_at")
);
CREATE UNIQUE INDEX "resident_door_one_in_force" ON "resident_door" ("resident_id") WHERE "ended_at" IS NULL;
CREATE INDEX "resident_door_resident_idx" ON "resident_door" ("resident_id");

-- A record that was refused, sealed as the phone sent it, so that somebody can look and nothing is lost.
CREATE TABLE "care_refusal" (
  "id" uuid NOT NULL PRIMARY KEY,
  "record_id" uuid NOT NULL,
  "kind" text NOT NULL CHECK ("kind" ~ '^[a-z-]{1,20}$'),
  "key_id" text NOT NULL CHECK (length("key_id") <= 64),
  "enc" text NOT NULL,
  "text" text NOT NULL,
  -- of what was sent: the same record sent again is the same refusal
  "sent_hash" text NOT NULL CHECK ("sent_hash" ~ '^[0-9a-f]{64}$'),
  "why" text NOT NULL CHECK ("why" ~ '^[a-z-]{1,40}$'),
  "city_code" text NOT NULL,
  "line" text NOT NULL DEFAULT 'civil-affairs' CHECK ("line" IN ('', 'civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  -- null = the record does not say
  "author_id" uuid,
  "resident_id" uuid REFERENCES "resident" ("id") ON DELETE SET NULL,
  "uploader_id" uuid NOT NULL,
  "received_at" timestamptz NOT NULL DEFAULT now(),
  -- sent again and taken since
  "accepted_at" timestamptz,
  CONSTRAINT "care_refusal_once" UNIQUE ("record_id", "sent_hash")
);
CREATE INDEX "care_refusal_area_idx" ON "care_refusal" ("city_code", "area_code", "received_at" DESC) WHERE "accepted_at" IS NULL;
CREATE INDEX "care_refusal_received_idx" ON "care_refusal" ("received_at");

-- ── the second wall ──────────────────────────────────────────────────────────────────────────────────────────────────

-- Whoever sees the visit knows of its photos and its position. They are handed in within the sync's own reach, in whose name is said.
DO $$
DECLARE
  "part" text;
BEGIN
  FOREACH "part" IN ARRAY ARRAY['visit_photo', 'visit_position'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "part");
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT USING (EXISTS (SELECT 1 FROM "visit_event" e WHERE e."client_id" = "event_id"))', "part" || '_seen', "part");
    EXECUTE format('CREATE POLICY %I ON %I FOR INSERT WITH CHECK ("uploader_id" = (SELECT "acting_person"()) AND EXISTS (SELECT 1 FROM "visit_event" e
      WHERE e."client_id" = "event_id" AND (e."line" || '':'' || e."area_code") <@ (SELECT "scope_of"(''write:visits''))))', "part" || '_added', "part");
    -- let go, or sealed anew, by whoever holds both: an administrator sees no visits
    EXECUTE format('CREATE POLICY %I ON %I FOR UPDATE USING (EXISTS (SELECT 1 FROM "visit_event" e WHERE e."client_id" = "event_id"
      AND (e."line" || '':'' || e."area_code") <@ (SELECT "scope_of"(''write:retention'')) AND (e."line" || '':'' || e."area_code") <@ (SELECT "scope_of"(''write:visits''))))', "part" || '_sealed_anew', "part");
    EXECUTE format('CREATE POLICY %I ON %I FOR DELETE USING (EXISTS (SELECT 1 FROM "visit_event" e WHERE e."client_id" = "event_id"
      AND (e."line" || '':'' || e."area_code") <@ (SELECT "scope_of"(''write:retention'')) AND (e."line" || '':'' || e."area_code") <@ (SELECT "scope_of"(''write:visits''))))', "part" || '_let_go', "part");
  END LOOP;
END $$;

-- Nothing of a photo or a position is rewritten but its seal.
CREATE FUNCTION "guard_visit_evidence"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'picture_cipher' - 'position_cipher' = to_jsonb(OLD) - 'picture_cipher' - 'position_cipher' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what was taken on a visit is not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'visit_evidence_is_kept';
END $$;
CREATE TRIGGER "guard_visit_photo" BEFORE UPDATE ON "visit_photo" FOR EACH ROW EXECUTE FUNCTION "guard_visit_evidence"();
CREATE TRIGGER "guard_visit_position" BEFORE UPDATE ON "visit_position" FOR EACH ROW EXECUTE FUNCTION "guard_visit_evidence"();

ALTER TABLE "resident_door" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "resident_door_seen" ON "resident_door" FOR SELECT USING (EXISTS (SELECT 1 FROM "resident" r WHERE r."id" = "resident_id"));
CREATE POLICY "resident_door_kept" ON "resident_door" FOR ALL
  USING ("resident_scope_key"("resident_id") <@ (SELECT "scope_of"('write:visits'))) WITH CHECK ("resident_scope_key"("resident_id") <@ (SELECT "scope_of"('write:visits')));

ALTER TABLE "care_refusal" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "care_refusal_seen" ON "care_refusal" FOR SELECT
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:visits')) OR "uploader_id" = (SELECT "acting_person"()) OR "author_id" = (SELECT "acting_person"()));
CREATE POLICY "care_refusal_added" ON "care_refusal" FOR INSERT WITH CHECK ("uploader_id" = (SELECT "acting_person"()));
CREATE POLICY "care_refusal_changed" ON "care_refusal" FOR UPDATE
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:visits'))) WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:visits')));
CREATE POLICY "care_refusal_let_go" ON "care_refusal" FOR DELETE
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:retention')) AND ("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:visits')));

-- With a file that is let go go the photos, the positions, the code of the door and what was refused of it.
CREATE FUNCTION "care_of_nobody"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM "visit_photo" WHERE "event_id" IN (SELECT "client_id" FROM "visit_event" WHERE "resident_id" = NEW."id");
  DELETE FROM "visit_position" WHERE "event_id" IN (SELECT "client_id" FROM "visit_event" WHERE "resident_id" = NEW."id");
  DELETE FROM "resident_door" WHERE "resident_id" = NEW."id";
  DELETE FROM "care_refusal" WHERE "resident_id" = NEW."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "care_of_nobody" AFTER UPDATE OF "erased_at" ON "resident" FOR EACH ROW
  WHEN (OLD."erased_at" IS NULL AND NEW."erased_at" IS NOT NULL) EXECUTE FUNCTION "care_of_nobody"();
-- Whoever was never visited goes whole, refused records too.
CREATE FUNCTION "refusals_go_with_resident"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM "care_refusal" WHERE "resident_id" = OLD."id";
  RETURN OLD;
END $$;
CREATE TRIGGER "refusals_go_with_resident" BEFORE DELETE ON "resident" FOR EACH ROW EXECUTE FUNCTION "refusals_go_with_resident"();
CREATE FUNCTION "refusals_go_with_city"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM "care_refusal" WHERE "city_code" = OLD."code";
  RETURN OLD;
END $$;
CREATE TRIGGER "refusals_go_with_city" BEFORE DELETE ON "city" FOR EACH ROW EXECUTE FUNCTION "refusals_go_with_city"();

INSERT INTO "retention_rule" ("kind", "keep_days", "least_days", "source_zh", "source_en", "mark") VALUES
  ('visit-evidence', 184, 30, '《个人信息保护法》最短必要时间；探访照片与定位保留六个月供抽查与复核，由本机构确定', 'Personal Information Protection Law, shortest time needed; photos and positions of visits are kept six months for checks, set by this office', '?'),
  ('care-refusals', 184, 30, '《个人信息保护法》最短必要时间；未能接收的上传记录保留六个月供查找原因，由本机构确定', 'Personal Information Protection Law, shortest time needed; records that were not accepted are kept six months to find out why, set by this office', '?');
