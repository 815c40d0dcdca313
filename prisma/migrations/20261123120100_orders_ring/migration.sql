-- A work order that nobody takes up, or that is late, rings: when it does next is a row, as with alarms. What was received before now does
-- not, until somebody takes a step of it.
ALTER TABLE "work_order" ADD COLUMN "ring_at" timestamptz, ADD COLUMN "ring_why" text CHECK ("ring_why" IN ('unaccepted', 'overdue', 'second', 'handed-up')),
  ADD CONSTRAINT "work_order_rings_whole" CHECK (("ring_at" IS NULL) = ("ring_why" IS NULL));
CREATE INDEX "work_order_ring_idx" ON "work_order" ("ring_at") WHERE "ring_at" IS NOT NULL;

-- The last hour of an order as it rings: its own, or where that was over before somebody took it up, as long again, a day at most.
CREATE FUNCTION "work_order_last_hour"("found_at" timestamptz, "due_at" timestamptz, "taken_at" timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN "due_at" > "taken_at" THEN "due_at" ELSE "taken_at" + LEAST("due_at" - "found_at", interval '1 day') END
$$;

CREATE OR REPLACE FUNCTION "clock_work_order"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT NEW."found_at" + c."due_hours" * interval '1 hour', c."asks_second" INTO NEW."due_at", NEW."asks_second"
  FROM "work_order_class_of"(NEW."city_code", NEW."class") c;
  NEW."state" := 'received';
  NEW."assigned_id" := NULL;
  NEW."closed_at" := NULL;
  NEW."closed_how" := NULL;
  NEW."version" := 1;
  NEW."ring_at" := CASE
    -- what is put on record long afterwards is nothing of now
    WHEN NEW."received_at" < now() - interval '1 day' THEN NULL
    -- a danger has an alarm of its own; one of days ago is asked about before anybody is called
    WHEN NEW."class" = 'danger' AND NEW."received_at" - NEW."found_at" > interval '1 day' THEN NULL
    WHEN NEW."class" = 'danger' THEN "work_order_last_hour"(NEW."found_at", NEW."due_at", NEW."received_at")
    ELSE NEW."received_at" + (NEW."due_at" - NEW."found_at") / 4 END;
  NEW."ring_why" := CASE WHEN NEW."ring_at" IS NOT NULL THEN CASE NEW."class" WHEN 'danger' THEN 'overdue' ELSE 'unaccepted' END END;
  RETURN NEW;
END $$;

ALTER TABLE "work_order_step" DROP CONSTRAINT "work_order_step_kind_check";
ALTER TABLE "work_order_step" ADD CONSTRAINT "work_order_step_kind_check"
  CHECK ("kind" IN ('received', 'accepted', 'assigned', 'acted', 'verified', 'called-back', 'closed', 'raised', 'handed-up')) NOT VALID;
ALTER TABLE "work_order_step" VALIDATE CONSTRAINT "work_order_step_kind_check";

-- Who acted or was sent since somebody last looked and found it not settled neither verifies nor closes; whoever did so before that may look.
CREATE OR REPLACE FUNCTION "take_work_order_step"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  "o" "work_order";
  "is_in_order" boolean;
  "clock" record;
  "looked" integer;
  "to_be_done" boolean;
  "due" timestamptz;
  "rings" timestamptz;
BEGIN
  SELECT * INTO "o" FROM "work_order" WHERE "id" = NEW."order_id";
  "is_in_order" := CASE NEW."kind"
    WHEN 'received' THEN NEW."ordinal" = 1
    WHEN 'accepted' THEN "o"."state" = 'received'
    WHEN 'assigned' THEN "o"."state" IN ('accepted', 'assigned', 'called-back')
    WHEN 'acted' THEN "o"."state" IN ('received', 'accepted', 'assigned')
    WHEN 'raised' THEN "o"."state" IN ('received', 'accepted', 'assigned') AND "o"."class" NOT IN ('complex', 'danger')
    WHEN 'handed-up' THEN "o"."state" = 'acted' AND "o"."asks_second"
    WHEN 'verified' THEN "o"."state" = 'acted'
    WHEN 'called-back' THEN "o"."state" IN ('verified', 'called-back') OR ("o"."state" = 'acted' AND NOT "o"."asks_second")
    WHEN 'closed' THEN "o"."state" IN ('verified', 'called-back') OR ("o"."state" = 'acted' AND NOT "o"."asks_second")
  END;
  IF "is_in_order" IS NOT TRUE THEN
    RAISE EXCEPTION 'an order that is % is not %', "o"."state", NEW."kind" USING ERRCODE = 'restrict_violation', CONSTRAINT = 'work_order_step_in_order';
  END IF;
  "looked" := COALESCE((SELECT max(s."ordinal") FROM "work_order_step" s WHERE s."order_id" = NEW."order_id" AND s."kind" = 'verified' AND NOT s."is_settled"), 0);
  IF "o"."asks_second" AND NEW."kind" IN ('verified', 'closed') AND (NEW."person_id" IS NULL
    OR EXISTS (SELECT 1 FROM "work_order_step" s WHERE s."order_id" = NEW."order_id" AND s."ordinal" > "looked"
      AND ((s."kind" = 'acted' AND s."person_id" = NEW."person_id") OR (s."kind" = 'assigned' AND s."assigned_id" = NEW."person_id")))) THEN
    RAISE EXCEPTION 'somebody else looks at what was done' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'work_order_by_two';
  END IF;
  SELECT * INTO "clock" FROM "work_order_class_of"("o"."city_code", 'complex');
  "due" := CASE NEW."kind" WHEN 'raised' THEN "o"."found_at" + "clock"."due_hours" * interval '1 hour' ELSE "o"."due_at" END;
  "to_be_done" := NEW."kind" IN ('accepted', 'assigned', 'raised') OR (NEW."kind" = 'verified' AND NOT NEW."is_settled");
  "rings" := CASE
    WHEN NEW."kind" = 'received' THEN "o"."ring_at"
    -- what is put on record long afterwards is nothing of now
    WHEN NEW."at" < now() - interval '1 day' THEN NULL
    WHEN NEW."kind" = 'raised' AND "o"."state" = 'received' THEN NEW."at" + ("due" - "o"."found_at") / 4
    WHEN "to_be_done" THEN "work_order_last_hour"("o"."found_at", "due", NEW."at")
    WHEN NEW."kind" = 'acted' AND "o"."asks_second" THEN NEW."at" + interval '1 day'
    WHEN NEW."kind" = 'handed-up' THEN NEW."at" END;
  UPDATE "work_order" SET
    "state" = CASE
      WHEN NEW."kind" IN ('received', 'raised', 'handed-up') THEN "o"."state"
      WHEN NEW."kind" = 'verified' AND NOT NEW."is_settled" THEN CASE WHEN "o"."assigned_id" IS NULL THEN 'accepted' ELSE 'assigned' END
      ELSE NEW."kind" END,
    "assigned_id" = CASE NEW."kind" WHEN 'assigned' THEN NEW."assigned_id" ELSE "o"."assigned_id" END,
    "class" = CASE NEW."kind" WHEN 'raised' THEN 'complex' ELSE "o"."class" END,
    "due_at" = "due",
    "asks_second" = CASE NEW."kind" WHEN 'raised' THEN "clock"."asks_second" ELSE "o"."asks_second" END,
    "closed_at" = CASE NEW."kind" WHEN 'closed' THEN NEW."at" END,
    "closed_how" = CASE NEW."kind" WHEN 'closed' THEN
      (SELECT s."how" FROM "work_order_step" s WHERE s."order_id" = NEW."order_id" AND s."kind" = 'acted' ORDER BY s."ordinal" DESC LIMIT 1) END,
    "ring_at" = "rings",
    "ring_why" = CASE WHEN "rings" IS NULL THEN NULL WHEN NEW."kind" = 'received' THEN "o"."ring_why" WHEN NEW."kind" = 'acted' THEN 'second'
      WHEN NEW."kind" = 'handed-up' THEN 'handed-up' WHEN "o"."state" = 'received' AND NEW."kind" = 'raised' THEN 'unaccepted' ELSE 'overdue' END,
    "version" = NEW."ordinal"
  WHERE "id" = NEW."order_id";
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION "guard_work_order"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- steps change it, and whoever was assigned may be deleted; when it rings is the timer's; nobody writes into it by hand
  IF pg_trigger_depth() > 1 OR NEW IS NOT DISTINCT FROM OLD
    OR to_jsonb(NEW) - 'ring_at' - 'ring_why' = to_jsonb(OLD) - 'ring_at' - 'ring_why' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a work order changes by its steps' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'work_order_changes_by_steps';
END $$;

-- ── alarms ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Why an order rings; an order may ring again after it was settled, and other things ring once.
ALTER TABLE "escalation" ADD COLUMN "why" text CHECK ("why" IN ('unaccepted', 'overdue', 'second', 'handed-up')),
  -- when whoever keeps what it is about was last asked, after the last rung
  ADD COLUMN "asked_at" timestamptz;
ALTER TABLE "escalation" DROP CONSTRAINT "escalation_once";
CREATE UNIQUE INDEX "escalation_once" ON "escalation" ("source_kind", "source_id") WHERE "source_kind" <> 'work-order';
CREATE UNIQUE INDEX "escalation_one_running" ON "escalation" ("source_kind", "source_id") WHERE "settled_at" IS NULL;
CREATE INDEX "escalation_source_idx" ON "escalation" ("source_id", "source_kind");
CREATE INDEX "escalation_quiet_idx" ON "escalation" ("asked_at") WHERE "settled_at" IS NULL AND "next_at" IS NULL;
-- That somebody was asked again and knew nothing new changes no screen.
DROP TRIGGER "tell_watch" ON "escalation";
CREATE TRIGGER "tell_watch" AFTER INSERT ON "escalation" FOR EACH ROW EXECUTE FUNCTION "tell_watch"();
CREATE TRIGGER "tell_watch_changed" AFTER UPDATE ON "escalation" FOR EACH ROW WHEN (OLD."asked_at" IS NOT DISTINCT FROM NEW."asked_at") EXECUTE FUNCTION "tell_watch"();

-- An alarm about an order goes with it.
CREATE FUNCTION "alarms_go_with_orders"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM "escalation" e USING "gone" g WHERE e."source_kind" = 'work-order' AND e."source_id" = g."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "alarms_go_with_orders" AFTER DELETE ON "work_order" REFERENCING OLD TABLE AS "gone" FOR EACH STATEMENT EXECUTE FUNCTION "alarms_go_with_orders"();

-- Calling the emergency contact is a rung of its own.
ALTER TABLE "escalation_rung" DROP CONSTRAINT "escalation_rung_who_check";
ALTER TABLE "escalation_rung" ADD CONSTRAINT "escalation_rung_who_check"
  CHECK ("who" IN ('visitor', 'community', 'deputy', 'street', 'contact', 'district', 'city', 'authority'));

-- A telephone call: whom, which number, and what was said are sealed; that it was made, of which kind, and how it ended is not.
ALTER TABLE "escalation_step" ADD COLUMN "callee" text CHECK ("callee" IN ('resident', 'contact')),
  ADD COLUMN "said_cipher" text CONSTRAINT "escalation_step_is_sealed" CHECK ("said_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  -- an entry that was wrong stays; this one stands in its place
  ADD COLUMN "corrects" uuid,
  ADD CONSTRAINT "escalation_step_call_says_how" CHECK ("callee" IS NULL OR ("kind" = 'rang' AND "detail" IN ('reached', 'not-reached', 'wrong-number', 'not-made')));
CREATE OR REPLACE FUNCTION "guard_escalation_step"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- a person who is deleted becomes nobody; the seal may be made anew with another key, or emptied
  IF to_jsonb(NEW) - 'person_id' - 'said_cipher' = to_jsonb(OLD) - 'person_id' - 'said_cipher'
    AND (NEW."person_id" IS NULL OR NEW."person_id" = OLD."person_id") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a step of an escalation is not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'escalation_step_is_kept';
END $$;
CREATE FUNCTION "seal_alarm_steps_anew"("ids" uuid[], "ciphers" text[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "escalation_step" s SET "said_cipher" = n."cipher" FROM unnest("ids", "ciphers") AS n ("id", "cipher"), "escalation" e
  WHERE s."id" = n."id" AND e."id" = s."escalation_id" AND s."said_cipher" IS NOT NULL AND (e."line" || ':' || e."area_code") <@ "scope_of"('write:retention')
$$;
-- Whom was called and what they said goes with the file; that somebody was called stays countable.
CREATE FUNCTION "calls_of_nobody"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE "escalation_step" s SET "said_cipher" = NULL FROM "escalation" e
  WHERE s."escalation_id" = e."id" AND s."said_cipher" IS NOT NULL AND e."source_id" IN (
    SELECT v."client_id" FROM "visit_event" v WHERE v."resident_id" = NEW."id"
    UNION ALL SELECT f."id" FROM "finding" f WHERE f."resident_id" = NEW."id"
    UNION ALL SELECT w."id" FROM "work_order" w JOIN "finding" f ON f."id" = w."source_id" WHERE w."source_kind" = 'finding' AND f."resident_id" = NEW."id");
  RETURN NULL;
END $$;
CREATE TRIGGER "calls_of_nobody" AFTER UPDATE OF "erased_at" ON "resident" FOR EACH ROW
  WHEN (OLD."erased_at" IS NULL AND NEW."erased_at" IS NOT NULL) EXECUTE FUNCTION "calls_of_nobody"();
