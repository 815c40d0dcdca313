-- 工单: what was found becomes something that somebody answers for. Orders know no resident: only which record they came from.

-- How long each class may take, and whether a second person looks before it closes. A row without a city is the standard; a city's
-- newest row goes before it, with the reason it was changed for.
CREATE TABLE "work_order_class" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text REFERENCES "city" ("code") ON DELETE CASCADE,
  "class" text NOT NULL CHECK ("class" IN ('danger', 'utilities', 'ordinary', 'complex')),
  "due_hours" integer NOT NULL CHECK ("due_hours" BETWEEN 1 AND 2160),
  "asks_second" boolean NOT NULL,
  "source_zh" text NOT NULL DEFAULT '' CHECK (length("source_zh") <= 300),
  "source_en" text NOT NULL DEFAULT '' CHECK (length("source_en") <= 300),
  -- S stated, P published, ? to be confirmed
  "mark" text NOT NULL DEFAULT '?' CHECK ("mark" IN ('S', 'P', '?')),
  "reason" text CHECK (length(btrim("reason")) BETWEEN 2 AND 300),
  "said_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "said_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "work_order_class_has_a_reason" CHECK (("city_code" IS NULL) = ("reason" IS NULL)),
  CONSTRAINT "work_order_class_standard_has_a_source" CHECK ("city_code" IS NOT NULL OR btrim("source_zh") <> '')
);
CREATE INDEX "work_order_class_idx" ON "work_order_class" ("class", "city_code", "said_at" DESC);
INSERT INTO "work_order_class" ("id", "class", "due_hours", "asks_second", "source_zh", "source_en", "mark") VALUES
  ('00000000-0000-7000-8000-000000c1a501', 'danger', 2, true, '热线工单通行时限：人身危险 2 小时内处置；由他人核查', 'Hotline clocks in common use: danger within 2 hours; checked by somebody else', 'P'),
  ('00000000-0000-7000-8000-000000c1a502', 'utilities', 24, false, '热线工单通行时限：水电气暖 24 小时内处置', 'Hotline clocks in common use: water, power, gas, heating within 24 hours', 'P'),
  ('00000000-0000-7000-8000-000000c1a503', 'ordinary', 168, false, '热线工单通行时限：一般问题 7 天内处置', 'Hotline clocks in common use: ordinary matters within 7 days', 'P'),
  ('00000000-0000-7000-8000-000000c1a504', 'complex', 360, true, '热线工单通行时限：复杂问题 15 天内处置；由他人核查', 'Hotline clocks in common use: complex matters within 15 days; checked by somebody else', 'P');
CREATE FUNCTION "work_order_class_of"("of_city" text, "of_class" text) RETURNS TABLE ("due_hours" integer, "asks_second" boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c."due_hours", c."asks_second" FROM "work_order_class" c
  WHERE c."class" = "of_class" AND (c."city_code" IS NULL OR c."city_code" = "of_city")
  ORDER BY c."city_code" IS NULL, c."said_at" DESC, c."id" DESC LIMIT 1
$$;

CREATE TABLE "work_order" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "line" text NOT NULL CHECK ("line" IN ('civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  -- which record it came from: a finding of a visit
  "source_kind" text NOT NULL CHECK ("source_kind" ~ '^[a-z][a-z-]{2,39}$'),
  "source_id" uuid NOT NULL,
  -- one word of what it is about, in the words of its source
  "topic" text NOT NULL CHECK ("topic" ~ '^[a-z][a-z-]{1,39}$'),
  "class" text NOT NULL CHECK ("class" IN ('danger', 'utilities', 'ordinary', 'complex')),
  "state" text NOT NULL DEFAULT 'received' CHECK ("state" IN ('received', 'accepted', 'assigned', 'acted', 'verified', 'called-back', 'closed')),
  "found_at" timestamptz NOT NULL,
  "received_at" timestamptz NOT NULL DEFAULT now(),
  "due_at" timestamptz NOT NULL,
  "asks_second" boolean NOT NULL,
  "assigned_id" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "closed_at" timestamptz,
  "closed_how" text CHECK ("closed_how" IN ('on-the-spot', 'repaired', 'family', 'medical', 'benefit', 'service', 'referred', 'not-needed', 'other')),
  "version" integer NOT NULL DEFAULT 1,
  CONSTRAINT "work_order_closed_whole" CHECK (("state" = 'closed') = ("closed_at" IS NOT NULL) AND ("state" = 'closed') = ("closed_how" IS NOT NULL)),
  CONSTRAINT "work_order_due_later" CHECK ("due_at" > "found_at")
);
CREATE UNIQUE INDEX "work_order_one_open" ON "work_order" ("source_kind", "source_id") WHERE "state" <> 'closed';
CREATE INDEX "work_order_source_idx" ON "work_order" ("source_id");
CREATE INDEX "work_order_due_idx" ON "work_order" ("city_code", "due_at", "id") WHERE "state" <> 'closed';
CREATE INDEX "work_order_area_idx" ON "work_order" ("area_code", "due_at", "id") WHERE "state" <> 'closed';
CREATE INDEX "work_order_assigned_idx" ON "work_order" ("assigned_id", "due_at", "id") WHERE "state" <> 'closed';
CREATE INDEX "work_order_closed_idx" ON "work_order" ("city_code", "closed_at" DESC, "id" DESC) WHERE "state" = 'closed';

-- Who did what when: 受理 签收 派单 处置 核查 回访 办结, and 转为复杂. It only grows. Whoever was deleted stays as an id that names nobody.
CREATE TABLE "work_order_step" (
  "id" uuid NOT NULL PRIMARY KEY,
  "order_id" uuid NOT NULL REFERENCES "work_order" ("id") ON DELETE CASCADE,
  "ordinal" integer NOT NULL DEFAULT 0,
  "kind" text NOT NULL CHECK ("kind" IN ('received', 'accepted', 'assigned', 'acted', 'verified', 'called-back', 'closed', 'raised')),
  -- null = the system
  "person_id" uuid,
  "at" timestamptz NOT NULL DEFAULT now(),
  "assigned_id" uuid,
  "how" text CHECK ("how" IN ('on-the-spot', 'repaired', 'family', 'medical', 'benefit', 'service', 'referred', 'not-needed', 'other')),
  "is_settled" boolean,
  "satisfaction" text CHECK ("satisfaction" IN ('satisfied', 'fairly', 'dissatisfied', 'not-reached')),
  "note_cipher" text CONSTRAINT "work_order_step_is_sealed" CHECK ("note_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  CONSTRAINT "work_order_step_numbered" UNIQUE ("order_id", "ordinal"),
  CONSTRAINT "work_order_step_says_to_whom" CHECK (("kind" = 'assigned') = ("assigned_id" IS NOT NULL)),
  CONSTRAINT "work_order_step_says_how" CHECK (("kind" = 'acted') = ("how" IS NOT NULL)),
  CONSTRAINT "work_order_step_says_whether" CHECK (("kind" = 'verified') = ("is_settled" IS NOT NULL)),
  CONSTRAINT "work_order_step_says_how_well" CHECK (("kind" = 'called-back') = ("satisfaction" IS NOT NULL))
);
CREATE INDEX "work_order_step_person_idx" ON "work_order_step" ("person_id", "at" DESC);

-- Pictures that show what was done: sealed, and shown to whoever may see the order.
CREATE TABLE "work_order_photo" (
  "id" uuid NOT NULL PRIMARY KEY,
  "order_id" uuid NOT NULL REFERENCES "work_order" ("id") ON DELETE CASCADE,
  "added_by" uuid,
  "added_at" timestamptz NOT NULL DEFAULT now(),
  "picture_cipher" text NOT NULL CONSTRAINT "work_order_photo_is_sealed" CHECK ("picture_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$')
);
CREATE INDEX "work_order_photo_order_idx" ON "work_order_photo" ("order_id", "added_at");

-- ── clocks and order of steps ────────────────────────────────────────────────────────────────────────────────────────

-- The clock of an order is its class's, whoever opens it; it runs from when the thing was found.
CREATE FUNCTION "clock_work_order"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT NEW."found_at" + c."due_hours" * interval '1 hour', c."asks_second" INTO NEW."due_at", NEW."asks_second"
  FROM "work_order_class_of"(NEW."city_code", NEW."class") c;
  NEW."state" := 'received';
  NEW."assigned_id" := NULL;
  NEW."closed_at" := NULL;
  NEW."closed_how" := NULL;
  NEW."version" := 1;
  RETURN NEW;
END $$;
CREATE TRIGGER "clock_work_order" BEFORE INSERT ON "work_order" FOR EACH ROW EXECUTE FUNCTION "clock_work_order"();
CREATE FUNCTION "receive_work_order"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO "work_order_step" ("id", "order_id", "kind", "person_id", "at") VALUES (gen_random_uuid(), NEW."id", 'received', "acting_person"(), NEW."received_at");
  RETURN NULL;
END $$;
CREATE TRIGGER "receive_work_order" AFTER INSERT ON "work_order" FOR EACH ROW EXECUTE FUNCTION "receive_work_order"();

-- Steps of one order come one after the other, whoever takes them at once.
CREATE FUNCTION "number_work_order_step"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM "work_order" WHERE "id" = NEW."order_id" FOR UPDATE;
  NEW."ordinal" := 1 + COALESCE((SELECT max("ordinal") FROM "work_order_step" WHERE "order_id" = NEW."order_id"), 0);
  RETURN NEW;
END $$;
CREATE TRIGGER "number_work_order_step" BEFORE INSERT ON "work_order_step" FOR EACH ROW EXECUTE FUNCTION "number_work_order_step"();

-- The state follows from the steps, and from nothing else. The same table as nextSteps of the domain.
CREATE FUNCTION "take_work_order_step"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  "o" "work_order";
  "is_in_order" boolean;
  "clock" record;
BEGIN
  SELECT * INTO "o" FROM "work_order" WHERE "id" = NEW."order_id";
  "is_in_order" := CASE NEW."kind"
    WHEN 'received' THEN NEW."ordinal" = 1
    WHEN 'accepted' THEN "o"."state" = 'received'
    WHEN 'assigned' THEN "o"."state" IN ('accepted', 'assigned', 'called-back')
    WHEN 'acted' THEN "o"."state" IN ('received', 'accepted', 'assigned')
    WHEN 'raised' THEN "o"."state" IN ('received', 'accepted', 'assigned') AND "o"."class" <> 'complex'
    WHEN 'verified' THEN "o"."state" = 'acted'
    WHEN 'called-back' THEN "o"."state" IN ('verified', 'called-back') OR ("o"."state" = 'acted' AND NOT "o"."asks_second")
    WHEN 'closed' THEN "o"."state" IN ('verified', 'called-back') OR ("o"."state" = 'acted' AND NOT "o"."asks_second")
  END;
  IF "is_in_order" IS NOT TRUE THEN
    RAISE EXCEPTION 'an order that is % is not %', "o"."state", NEW."kind" USING ERRCODE = 'restrict_violation', CONSTRAINT = 'work_order_step_in_order';
  END IF;
  -- who acted, or was sent to, neither verifies nor closes what is to be looked at by somebody else
  IF "o"."asks_second" AND NEW."kind" IN ('verified', 'closed') AND (NEW."person_id" IS NULL OR NEW."person_id" IS NOT DISTINCT FROM "o"."assigned_id"
    OR EXISTS (SELECT 1 FROM "work_order_step" s WHERE s."order_id" = NEW."order_id" AND s."kind" = 'acted' AND s."person_id" = NEW."person_id")) THEN
    RAISE EXCEPTION 'somebody else looks at what was done' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'work_order_by_two';
  END IF;
  SELECT * INTO "clock" FROM "work_order_class_of"("o"."city_code", 'complex');
  UPDATE "work_order" SET
    "state" = CASE
      WHEN NEW."kind" IN ('received', 'raised') THEN "o"."state"
      WHEN NEW."kind" = 'verified' AND NOT NEW."is_settled" THEN CASE WHEN "o"."assigned_id" IS NULL THEN 'accepted' ELSE 'assigned' END
      ELSE NEW."kind" END,
    "assigned_id" = CASE NEW."kind" WHEN 'assigned' THEN NEW."assigned_id" ELSE "o"."assigned_id" END,
    "class" = CASE NEW."kind" WHEN 'raised' THEN 'complex' ELSE "o"."class" END,
    "due_at" = CASE NEW."kind" WHEN 'raised' THEN "o"."found_at" + "clock"."due_hours" * interval '1 hour' ELSE "o"."due_at" END,
    "asks_second" = CASE NEW."kind" WHEN 'raised' THEN "clock"."asks_second" ELSE "o"."asks_second" END,
    "closed_at" = CASE NEW."kind" WHEN 'closed' THEN NEW."at" END,
    "closed_how" = CASE NEW."kind" WHEN 'closed' THEN
      (SELECT s."how" FROM "work_order_step" s WHERE s."order_id" = NEW."order_id" AND s."kind" = 'acted' ORDER BY s."ordinal" DESC LIMIT 1) END,
    "version" = NEW."ordinal"
  WHERE "id" = NEW."order_id";
  RETURN NULL;
END $$;
CREATE TRIGGER "take_work_order_step" AFTER INSERT ON "work_order_step" FOR EACH ROW EXECUTE FUNCTION "take_work_order_step"();

CREATE FUNCTION "guard_work_order"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- steps change it, and whoever was assigned may be deleted; nobody writes into it by hand
  IF pg_trigger_depth() > 1 OR NEW IS NOT DISTINCT FROM OLD THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a work order changes by its steps' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'work_order_changes_by_steps';
END $$;
CREATE TRIGGER "guard_work_order" BEFORE UPDATE ON "work_order" FOR EACH ROW EXECUTE FUNCTION "guard_work_order"();
CREATE FUNCTION "guard_work_order_step"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- the seal may be made anew with another key, or emptied; steps go with their order
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'note_cipher' = to_jsonb(OLD) - 'note_cipher' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND pg_trigger_depth() > 1 THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'a step that was taken is not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'work_order_step_is_kept';
END $$;
CREATE TRIGGER "guard_work_order_step" BEFORE UPDATE OR DELETE ON "work_order_step" FOR EACH ROW EXECUTE FUNCTION "guard_work_order_step"();

-- ── findings ─────────────────────────────────────────────────────────────────────────────────────────────────────────

-- A finding is closed when its order is, by whoever closed that; while the order is open nobody closes the finding.
CREATE FUNCTION "close_found"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE "finding" f SET "closed_at" = GREATEST(NEW."closed_at", f."found_at"), "closed_how" = NEW."closed_how",
    "closed_by" = (SELECT p."id" FROM "work_order_step" s JOIN "person" p ON p."id" = s."person_id" WHERE s."order_id" = NEW."id" AND s."kind" = 'closed')
  WHERE f."id" = NEW."source_id" AND f."closed_at" IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "close_found" AFTER UPDATE OF "state" ON "work_order" FOR EACH ROW
  WHEN (NEW."state" = 'closed' AND OLD."state" <> 'closed' AND NEW."source_kind" = 'finding') EXECUTE FUNCTION "close_found"();
CREATE FUNCTION "guard_finding"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "work_order" w WHERE w."source_kind" = 'finding' AND w."source_id" = NEW."id" AND w."state" <> 'closed') THEN
    RAISE EXCEPTION 'a finding closes with its work order' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'finding_closes_with_order';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_finding" BEFORE UPDATE OF "closed_at" ON "finding" FOR EACH ROW
  WHEN (NEW."closed_at" IS DISTINCT FROM OLD."closed_at") EXECUTE FUNCTION "guard_finding"();
CREATE FUNCTION "orders_go_with_findings"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM "work_order" w USING "gone" g WHERE w."source_kind" = 'finding' AND w."source_id" = g."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "orders_go_with_findings" AFTER DELETE ON "finding" REFERENCING OLD TABLE AS "gone" FOR EACH STATEMENT EXECUTE FUNCTION "orders_go_with_findings"();
-- What was written and photographed goes with the file; that something was found and settled stays countable.
CREATE FUNCTION "orders_of_nobody"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  "orders" uuid[] := ARRAY(SELECT w."id" FROM "work_order" w JOIN "finding" f ON f."id" = w."source_id" WHERE w."source_kind" = 'finding' AND f."resident_id" = NEW."id");
BEGIN
  UPDATE "work_order_step" SET "note_cipher" = NULL WHERE "order_id" = ANY ("orders") AND "note_cipher" IS NOT NULL;
  DELETE FROM "work_order_photo" WHERE "order_id" = ANY ("orders");
  RETURN NULL;
END $$;
CREATE TRIGGER "orders_of_nobody" AFTER UPDATE OF "erased_at" ON "resident" FOR EACH ROW
  WHEN (OLD."erased_at" IS NULL AND NEW."erased_at" IS NOT NULL) EXECUTE FUNCTION "orders_of_nobody"();
CREATE INDEX "finding_resident_idx" ON "finding" ("resident_id");

-- Whoever is sent to settle something is told where: the name and the cell of whom it concerns while the order is open, and nothing more.
CREATE FUNCTION "whom_orders_concern"("findings" uuid[]) RETURNS TABLE ("finding_id" uuid, "name" text, "cell" text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f."id", r."name", r."cell" FROM "finding" f JOIN "resident" r ON r."id" = f."resident_id"
  WHERE f."id" = ANY ("findings") AND r."erased_at" IS NULL AND EXISTS (
    SELECT 1 FROM "work_order" w WHERE w."source_kind" = 'finding' AND w."source_id" = f."id" AND w."state" <> 'closed' AND w."assigned_id" = "acting_person"())
$$;

-- Who can be sent: whoever visits or answers for the area today, shown to whoever sends.
CREATE FUNCTION "staff_for_orders"("of_line" text, "of_area" text, "on_day" date) RETURNS TABLE ("id" uuid, "name" text, "role" text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p."id", p."name", min(g."role") FROM "person" p JOIN "role_grant" g ON g."person_id" = p."id"
  WHERE p."state" = 'active' AND g."role" IN ('caregiver', 'supervisor') AND g."line" IN ('', "of_line")
    AND g."valid_from" <= "on_day" AND (g."valid_to" IS NULL OR g."valid_to" > "on_day")
    AND (starts_with("of_area", g."area_code") OR (g."role" = 'caregiver' AND length("of_area") >= 9 AND starts_with(g."area_code", "of_area")))
    AND (SELECT EXISTS (SELECT FROM unnest(ARRAY["of_line" || ':' || "of_area"]) AS k WHERE k <@ "scope_of"('act:work-orders')))
  GROUP BY p."id", p."name"
$$;

-- ── the second wall ──────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE "work_order_class" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "work_order_class_seen" ON "work_order_class" FOR SELECT USING (true);
CREATE POLICY "work_order_class_added" ON "work_order_class" FOR INSERT
  WITH CHECK ("said_by" = (SELECT "acting_person"()) AND ('civil-affairs:' || "city_code") <@ (SELECT "scope_of"('act:work-orders')));
ALTER TABLE "work_order" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "work_order_seen" ON "work_order" FOR SELECT
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:work-orders')) OR "assigned_id" = (SELECT "acting_person"()));
CREATE POLICY "work_order_added" ON "work_order" FOR INSERT WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('act:work-orders')));
-- Only to hold the row while a step is decided: the guard lets no change through.
CREATE POLICY "work_order_held" ON "work_order" FOR UPDATE
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('act:work-orders')) OR "assigned_id" = (SELECT "acting_person"()));
CREATE POLICY "work_order_removed" ON "work_order" FOR DELETE
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:retention')) AND ("line" || ':' || "area_code") <@ (SELECT "scope_of"('act:work-orders')));
ALTER TABLE "work_order_step" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "work_order_step_seen" ON "work_order_step" FOR SELECT USING (EXISTS (SELECT 1 FROM "work_order" w WHERE w."id" = "order_id"));
CREATE POLICY "work_order_step_added" ON "work_order_step" FOR INSERT
  WITH CHECK ("person_id" IS NOT DISTINCT FROM (SELECT "acting_person"()) AND EXISTS (SELECT 1 FROM "work_order" w WHERE w."id" = "order_id"
    AND ((w."line" || ':' || w."area_code") <@ (SELECT "scope_of"('act:work-orders'))
      OR (w."assigned_id" = (SELECT "acting_person"()) AND "kind" = 'acted'))));
ALTER TABLE "work_order_photo" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "work_order_photo_seen" ON "work_order_photo" FOR SELECT USING (EXISTS (SELECT 1 FROM "work_order" w WHERE w."id" = "order_id"));
CREATE POLICY "work_order_photo_added" ON "work_order_photo" FOR INSERT
  WITH CHECK ("added_by" = (SELECT "acting_person"()) AND EXISTS (SELECT 1 FROM "work_order" w WHERE w."id" = "order_id"
    AND ((w."line" || ':' || w."area_code") <@ (SELECT "scope_of"('act:work-orders')) OR w."assigned_id" = (SELECT "acting_person"()))));
-- The app's role rewrites neither; whoever keeps the keys may put the same under another one.
CREATE FUNCTION "seal_order_steps_anew"("ids" uuid[], "ciphers" text[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "work_order_step" s SET "note_cipher" = n."cipher" FROM unnest("ids", "ciphers") AS n ("id", "cipher"), "work_order" w
  WHERE s."id" = n."id" AND w."id" = s."order_id" AND s."note_cipher" IS NOT NULL AND (w."line" || ':' || w."area_code") <@ "scope_of"('write:retention')
$$;
CREATE FUNCTION "seal_order_photos_anew"("ids" uuid[], "ciphers" text[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "work_order_photo" p SET "picture_cipher" = n."cipher" FROM unnest("ids", "ciphers") AS n ("id", "cipher"), "work_order" w
  WHERE p."id" = n."id" AND w."id" = p."order_id" AND (w."line" || ':' || w."area_code") <@ "scope_of"('write:retention')
$$;

INSERT INTO "retention_rule" ("kind", "keep_days", "least_days", "source_zh", "source_en", "mark") VALUES
  ('work-orders', 1095, 180, '《个人信息保护法》最短必要时间；办结的工单保留三年供核对，由本机构确定', 'Personal Information Protection Law, shortest time needed; closed work orders are kept three years to be checked, set by this office', '?');

-- ── what was found before there were orders ──────────────────────────────────────────────────────────────────────────

INSERT INTO "work_order" ("id", "city_code", "line", "area_code", "source_kind", "source_id", "topic", "class", "found_at", "received_at", "due_at", "asks_second")
SELECT gen_random_uuid(), e."city_code", f."line", f."area_code", 'finding', f."id", f."kind",
  CASE WHEN f."kind" IN ('danger', 'utilities') THEN f."kind" ELSE 'ordinary' END, f."found_at", e."received_at", f."found_at", false
FROM "finding" f JOIN "visit_event" e ON e."client_id" = f."event_id" WHERE f."closed_at" IS NULL;
