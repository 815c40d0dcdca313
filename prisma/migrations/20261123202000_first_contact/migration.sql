-- First contact of a family with a facility: an enquiry with a clock, a tour in a slot, «tell me when a place opens», a public
-- question, and the messages and calls that come of them. Who asks, how they are reached and where they live is sealed whole; no
-- column knows a child. A facility's own operator acts with the scope «operate:facility», which holds that one facility and no area.

CREATE TABLE "enquiry" (
  -- made with the form, so that a form sent twice is one enquiry
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "facility_id" uuid NOT NULL REFERENCES "facility" ("id") ON DELETE CASCADE,
  "line" text NOT NULL CHECK ("line" IN ('civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  "reference" text NOT NULL CHECK ("reference" ~ '^[0-9]{8}$'),
  "language" text NOT NULL CHECK ("language" IN ('zh', 'en')),
  "said_cipher" text NOT NULL CONSTRAINT "enquiry_is_sealed" CHECK ("said_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  -- keyed, of everything said
  "content_hash" text NOT NULL CHECK ("content_hash" ~ '^[A-Za-z0-9_-]{43}$'),
  "asked_at" timestamptz NOT NULL,
  "answer_by" timestamptz NOT NULL,
  "answered_at" timestamptz,
  -- by mail, or by telephone as whoever called says
  "answered_how" text CHECK ("answered_how" IN ('mail', 'called')),
  "answer_cipher" text CONSTRAINT "enquiry_answer_is_sealed" CHECK ("answer_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  "answered_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "closed_at" timestamptz,
  CONSTRAINT "enquiry_reference_once" UNIQUE ("city_code", "reference"),
  CONSTRAINT "enquiry_answered_whole" CHECK (("answered_at" IS NULL) = ("answered_how" IS NULL)),
  CONSTRAINT "enquiry_in_order" CHECK ("answer_by" > "asked_at" AND "answered_at" >= "asked_at" AND "closed_at" >= "asked_at")
);
CREATE INDEX "enquiry_of_facility_idx" ON "enquiry" ("facility_id", "asked_at");
CREATE INDEX "enquiry_waiting_idx" ON "enquiry" ("city_code", "answer_by", "id") WHERE "answered_at" IS NULL AND "closed_at" IS NULL;
CREATE INDEX "enquiry_old_idx" ON "enquiry" (COALESCE("closed_at", "answered_at", "asked_at"));
CREATE INDEX "enquiry_answered_by_idx" ON "enquiry" ("answered_by");

-- What was asked stays as it was asked; it is answered once and closed once, and only the seals are made anew.
CREATE FUNCTION "guard_enquiry"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - '{said_cipher,answer_cipher,answered_at,answered_how,answered_by,closed_at}'::text[] = to_jsonb(OLD) - '{said_cipher,answer_cipher,answered_at,answered_how,answered_by,closed_at}'::text[]
    AND (OLD."answered_at" IS NULL OR (NEW."answered_at", NEW."answered_how") = (OLD."answered_at", OLD."answered_how"))
    AND (OLD."closed_at" IS NULL OR NEW."closed_at" = OLD."closed_at") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an enquiry is not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'enquiry_is_kept';
END $$;
CREATE TRIGGER "guard_enquiry" BEFORE UPDATE ON "enquiry" FOR EACH ROW EXECUTE FUNCTION "guard_enquiry"();

-- When somebody may come and look. `taken` never passes `places`.
CREATE TABLE "tour_slot" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "facility_id" uuid NOT NULL REFERENCES "facility" ("id") ON DELETE CASCADE,
  "line" text NOT NULL CHECK ("line" IN ('civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  -- slots of one weekly pattern
  "series_id" uuid,
  "starts_at" timestamptz NOT NULL,
  "ends_at" timestamptz NOT NULL,
  "places" integer NOT NULL CHECK ("places" BETWEEN 1 AND 200),
  "taken" integer NOT NULL DEFAULT 0,
  "withdrawn_at" timestamptz,
  CONSTRAINT "tour_slot_never_over" CHECK ("taken" BETWEEN 0 AND "places"),
  CONSTRAINT "tour_slot_hours" CHECK ("ends_at" > "starts_at" AND "ends_at" <= "starts_at" + interval '8 hours')
);
CREATE UNIQUE INDEX "tour_slot_once" ON "tour_slot" ("facility_id", "starts_at") WHERE "withdrawn_at" IS NULL;
CREATE INDEX "tour_slot_ended_idx" ON "tour_slot" ("ends_at");

CREATE TABLE "tour_booking" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "facility_id" uuid NOT NULL REFERENCES "facility" ("id") ON DELETE CASCADE,
  "line" text NOT NULL CHECK ("line" IN ('civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  "slot_id" uuid NOT NULL REFERENCES "tour_slot" ("id") ON DELETE CASCADE,
  "reference" text NOT NULL CHECK ("reference" ~ '^[0-9]{8}$'),
  "language" text NOT NULL CHECK ("language" IN ('zh', 'en')),
  "said_cipher" text NOT NULL CONSTRAINT "tour_booking_is_sealed" CHECK ("said_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  -- keyed, of the phone or mailbox: one live booking of a slot each
  "reach_key" text NOT NULL CHECK ("reach_key" ~ '^[A-Za-z0-9_-]{43}$'),
  "secret_hash" text NOT NULL UNIQUE CHECK ("secret_hash" ~ '^[0-9a-f]{64}$'),
  "booked_at" timestamptz NOT NULL,
  -- how often it was moved: a calendar tells a newer word by it
  "sequence" integer NOT NULL DEFAULT 0,
  "changed_at" timestamptz NOT NULL,
  "cancelled_at" timestamptz,
  "cancelled_by" text CHECK ("cancelled_by" IN ('family', 'operator')),
  CONSTRAINT "tour_booking_reference_once" UNIQUE ("city_code", "reference"),
  CONSTRAINT "tour_booking_cancelled_whole" CHECK (("cancelled_at" IS NULL) = ("cancelled_by" IS NULL))
);
CREATE UNIQUE INDEX "tour_booking_once_each" ON "tour_booking" ("slot_id", "reach_key") WHERE "cancelled_at" IS NULL;
CREATE INDEX "tour_booking_of_facility_idx" ON "tour_booking" ("facility_id", "slot_id");

-- What a slot counts as taken are its bookings that live: looked at when the transaction ends, whoever wrote.
CREATE FUNCTION "tour_slot_counts"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  "of_slot" uuid;
BEGIN
  FOR "of_slot" IN SELECT DISTINCT s FROM unnest(ARRAY[CASE WHEN TG_OP <> 'DELETE' THEN NEW."slot_id" END, CASE WHEN TG_OP <> 'INSERT' THEN OLD."slot_id" END]) AS s WHERE s IS NOT NULL LOOP
    IF EXISTS (SELECT FROM "tour_slot" t WHERE t."id" = "of_slot"
      AND t."taken" <> (SELECT count(*) FROM "tour_booking" b WHERE b."slot_id" = "of_slot" AND b."cancelled_at" IS NULL)) THEN
      RAISE EXCEPTION 'a slot counts its bookings' USING ERRCODE = 'check_violation', CONSTRAINT = 'tour_slot_counts';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "tour_slot_counts" AFTER INSERT OR UPDATE OF "slot_id", "cancelled_at" OR DELETE ON "tour_booking"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "tour_slot_counts"();

-- «Tell me when a place opens.» The community stands clear, for scoping; home, birth month and how to reach somebody are sealed.
CREATE TABLE "vacancy_alert" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  -- one facility, or every one within so many minutes on foot of the sealed place
  "facility_id" uuid REFERENCES "facility" ("id") ON DELETE CASCADE,
  "minutes" integer CHECK ("minutes" BETWEEN 1 AND 60),
  "service_type" text NOT NULL,
  "channel" text NOT NULL CHECK ("channel" IN ('mail', 'phone', 'page')),
  "language" text NOT NULL CHECK ("language" IN ('zh', 'en')),
  "said_cipher" text NOT NULL CONSTRAINT "vacancy_alert_is_sealed" CHECK ("said_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  "secret_hash" text NOT NULL UNIQUE CHECK ("secret_hash" ~ '^[0-9a-f]{64}$'),
  "asked_at" timestamptz NOT NULL,
  -- nobody is told before they said yes by the link
  "confirmed_at" timestamptz,
  "ends_at" timestamptz NOT NULL,
  "ended_at" timestamptz,
  "ended_why" text CHECK ("ended_why" IN ('asked', 'over')),
  "looked_at" timestamptz,
  CONSTRAINT "vacancy_alert_one_or_round" CHECK (("facility_id" IS NULL) <> ("minutes" IS NULL)),
  CONSTRAINT "vacancy_alert_ended_whole" CHECK (("ended_at" IS NULL) = ("ended_why" IS NULL)),
  CONSTRAINT "vacancy_alert_in_order" CHECK ("ends_at" > "asked_at" AND "confirmed_at" >= "asked_at")
);
CREATE INDEX "vacancy_alert_live_idx" ON "vacancy_alert" ("looked_at" NULLS FIRST, "id") WHERE "ended_at" IS NULL AND "confirmed_at" IS NOT NULL;
CREATE INDEX "vacancy_alert_facility_idx" ON "vacancy_alert" ("facility_id");

-- What an alert last knew of a class: it speaks when the class turns free, once each time.
CREATE TABLE "vacancy_alert_watch" (
  "alert_id" uuid NOT NULL REFERENCES "vacancy_alert" ("id") ON DELETE CASCADE,
  "class_id" uuid NOT NULL REFERENCES "offering_class" ("id") ON DELETE CASCADE,
  "was_free" boolean NOT NULL,
  "openings" integer NOT NULL DEFAULT 0,
  PRIMARY KEY ("alert_id", "class_id")
);
CREATE INDEX "vacancy_alert_watch_class_idx" ON "vacancy_alert_watch" ("class_id");

-- Asked in public: to be read once the operator answered it, or staff let it stand as not yet answered.
CREATE TABLE "facility_question" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "facility_id" uuid NOT NULL REFERENCES "facility" ("id") ON DELETE CASCADE,
  "line" text NOT NULL CHECK ("line" IN ('civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  "language" text NOT NULL CHECK ("language" IN ('zh', 'en')),
  "asked" text NOT NULL CHECK (char_length("asked") BETWEEN 4 AND 300),
  "asked_at" timestamptz NOT NULL,
  "answer" text CHECK (char_length("answer") BETWEEN 1 AND 1000),
  "answered_at" timestamptz,
  "answered_by" text CHECK ("answered_by" IN ('operator', 'staff')),
  -- staff let it stand without an answer
  "approved_at" timestamptz,
  "declined_at" timestamptz,
  CONSTRAINT "facility_question_answered_whole" CHECK (("answer" IS NULL) = ("answered_at" IS NULL) AND ("answer" IS NULL) = ("answered_by" IS NULL))
);
CREATE INDEX "facility_question_idx" ON "facility_question" ("facility_id", "asked_at");

-- What has to be said to somebody outside: taken up by the queue, or by somebody who calls where no way is set up.
CREATE TABLE "message" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "line" text NOT NULL CHECK ("line" IN ('', 'civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  "facility_id" uuid REFERENCES "facility" ("id") ON DELETE CASCADE,
  "enquiry_id" uuid REFERENCES "enquiry" ("id") ON DELETE CASCADE,
  "booking_id" uuid REFERENCES "tour_booking" ("id") ON DELETE CASCADE,
  "alert_id" uuid REFERENCES "vacancy_alert" ("id") ON DELETE CASCADE,
  "kind" text NOT NULL CHECK ("kind" ~ '^[a-z-]{3,40}$'),
  "channel" text NOT NULL CHECK ("channel" IN ('mail', 'sms', 'wechat', 'wecom', 'dingtalk', 'call')),
  "language" text NOT NULL CHECK ("language" IN ('zh', 'en')),
  -- where it goes and what it says
  "said_cipher" text NOT NULL CONSTRAINT "message_is_sealed" CHECK ("said_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  -- the same is said once
  "once_key" text NOT NULL UNIQUE CHECK ("once_key" ~ '^[A-Za-z0-9:._-]{3,200}$'),
  "made_at" timestamptz NOT NULL,
  "due_by" timestamptz,
  "tries" integer NOT NULL DEFAULT 0 CHECK ("tries" BETWEEN 0 AND 99),
  "tried_at" timestamptz,
  "failed" text CHECK ("failed" ~ '^[A-Za-z0-9_ .:-]{1,40}$'),
  "ended_at" timestamptz,
  "result" text CHECK ("result" IN ('sent', 'reached', 'given-up', 'not-needed')),
  "called_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "note_cipher" text CONSTRAINT "message_note_is_sealed" CHECK ("note_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  CONSTRAINT "message_ended_whole" CHECK (("ended_at" IS NULL) = ("result" IS NULL))
);
CREATE INDEX "message_calls_idx" ON "message" ("city_code", "due_by", "id") WHERE "ended_at" IS NULL;
CREATE INDEX "message_old_idx" ON "message" ("made_at");
CREATE INDEX "message_facility_idx" ON "message" ("facility_id");
CREATE INDEX "message_enquiry_idx" ON "message" ("enquiry_id");
CREATE INDEX "message_booking_idx" ON "message" ("booking_id");
CREATE INDEX "message_alert_idx" ON "message" ("alert_id");
CREATE INDEX "message_called_by_idx" ON "message" ("called_by");

-- The facility's operator, whoever may in its line and area, nobody else; only retention lets go.
DO $$
DECLARE
  "part" text;
  "own" text := '("facility_id"::text) <@ (SELECT "scope_of"(''operate:facility''))';
  "staff" text := '("line" || '':'' || "area_code") <@ (SELECT "scope_of"(''%s:enquiries''))';
BEGIN
  FOREACH "part" IN ARRAY ARRAY['enquiry', 'tour_slot', 'tour_booking', 'facility_question', 'message'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "part");
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT USING (%s OR %s)', "part" || '_seen', "part", "own", format("staff", 'read'));
    EXECUTE format('CREATE POLICY %I ON %I FOR INSERT WITH CHECK (%s OR %s)', "part" || '_added', "part", "own", format("staff", 'act'));
    EXECUTE format('CREATE POLICY %I ON %I FOR UPDATE USING (%s OR %s) WITH CHECK (%s OR %s)', "part" || '_changed', "part", "own", format("staff", 'act'), "own", format("staff", 'act'));
    EXECUTE format('CREATE POLICY %I ON %I FOR DELETE USING (%s AND %s)', "part" || '_let_go', "part",
      '("line" || '':'' || "area_code") <@ (SELECT "scope_of"(''write:retention''))', format("staff", 'act'));
  END LOOP;
END $$;
-- Everybody may read when somebody may come, and what was answered in public.
CREATE POLICY "tour_slot_open" ON "tour_slot" FOR SELECT USING (true);
CREATE POLICY "facility_question_open" ON "facility_question" FOR SELECT
  USING ("declined_at" IS NULL AND ("answered_at" IS NOT NULL OR "approved_at" IS NOT NULL));

-- Alerts are nobody's to read but their own link's, and what looks for them by itself («keep:alerts» is no right a role holds).
ALTER TABLE "vacancy_alert" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "vacancy_alert_watch" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "vacancy_alert_kept" ON "vacancy_alert" FOR ALL
  USING ("area_code" <@ (SELECT "scope_of"('keep:alerts'))) WITH CHECK ("area_code" <@ (SELECT "scope_of"('keep:alerts')));
CREATE POLICY "vacancy_alert_watch_kept" ON "vacancy_alert_watch" FOR ALL
  USING (EXISTS (SELECT FROM "vacancy_alert" a WHERE a."id" = "alert_id")) WITH CHECK (EXISTS (SELECT FROM "vacancy_alert" a WHERE a."id" = "alert_id"));

INSERT INTO "retention_rule" ("kind", "keep_days", "least_days", "source_zh", "source_en", "mark") VALUES
  ('enquiries', 90, 0, '《个人信息保护法》最短必要时间；咨询办结后 90 天供核对，由本机构确定', 'Personal Information Protection Law, shortest time needed; 90 days after an enquiry is closed, to look again, set by this office', '?'),
  ('tours', 30, 0, '《个人信息保护法》最短必要时间；参观时段过后 30 天，由本机构确定', 'Personal Information Protection Law, shortest time needed; 30 days after the hour of a tour, set by this office', '?'),
  ('vacancy-alerts', 7, 0, '《个人信息保护法》最短必要时间；提醒停止后 7 天，未经确认的自提交之日起算，由本机构确定', 'Personal Information Protection Law, shortest time needed; 7 days after an alert ends, or after one that nobody confirmed was asked for, set by this office', '?'),
  ('messages', 60, 0, '《个人信息保护法》最短必要时间；通知或待电话通知产生后 60 天，由本机构确定', 'Personal Information Protection Law, shortest time needed; 60 days after a message or call was made, set by this office', '?'),
  ('questions', 180, 0, '公开提问未获答复或不予公开的，180 天后删除，由本机构确定', 'public questions that nobody answered or that were not let stand: 180 days, set by this office', '?');

INSERT INTO "standard_parameter" ("id", "city_code", "key", "value", "unit", "source", "mark")
SELECT gen_random_uuid(), c."code", p.*
FROM "city" c, (VALUES
  ('enquiry-answer-hours', 8::float8, 'hours', '由本机构确定 / set by this office', '?'),
  ('enquiry-office-from', 8.5, 'o''clock', '由本机构确定 / set by this office', '?'),
  ('enquiry-office-until', 17.5, 'o''clock', '由本机构确定 / set by this office', '?'),
  ('alert-days', 180, 'days', '由本机构确定 / set by this office', '?'),
  ('tour-book-hours', 2, 'hours', '由本机构确定 / set by this office', '?')) AS p ("key", "value", "unit", "source", "mark")
ON CONFLICT DO NOTHING;
