-- Whole months of the audit go when they are old enough, two people agreed, and what goes agrees with its seals. What went is one
-- row here, and an event of the audit itself. Blocks stay: they are numbers and hashes, and the chain goes on across them.
CREATE TABLE "audit_retired" (
  "month" date NOT NULL PRIMARY KEY CHECK ("month" = date_trunc('month', "month"::timestamp)::date),
  -- blocks that went whole with this month; none where "last_block" is the one before
  "first_block" bigint NOT NULL CHECK ("first_block" > 0),
  "last_block" bigint NOT NULL,
  "events" bigint NOT NULL CHECK ("events" >= 0),
  -- of the block before the first, and of the last
  "previous_hash" text NOT NULL CHECK ("previous_hash" ~ '^[0-9a-f]{64}$'),
  "final_hash" text NOT NULL CHECK ("final_hash" ~ '^[0-9a-f]{64}$'),
  "approval_id" uuid NOT NULL,
  "asked_by" uuid NOT NULL,
  "decided_by" uuid NOT NULL,
  "retired_at" timestamptz NOT NULL,
  -- SHA-256 of this row and of the mark before it
  "mark" text NOT NULL CHECK ("mark" ~ '^[0-9a-f]{64}$'),
  CONSTRAINT "audit_retired_blocks" CHECK ("last_block" >= "first_block" - 1),
  CONSTRAINT "audit_retired_by_two" CHECK ("asked_by" <> "decided_by")
);
CREATE TRIGGER "audit_retired_stays" BEFORE UPDATE OR DELETE ON "audit_retired" FOR EACH ROW EXECUTE FUNCTION "audit_only_grows"();
CREATE TRIGGER "audit_retired_whole" BEFORE TRUNCATE ON "audit_retired" FOR EACH STATEMENT EXECUTE FUNCTION "audit_only_grows"();
-- That older records went is for everybody to know who reads younger ones. Nobody but the owner's function adds a row.
ALTER TABLE "audit_retired" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "audit_retired_seen" ON "audit_retired" FOR SELECT USING (true);

-- The month that is the next to go, oldest first; null where there is nothing.
CREATE FUNCTION "audit_next_month"() RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT COALESCE((SELECT (max("month") + interval '1 month')::date FROM "audit_retired"),
    (SELECT date_trunc('month', min("at") AT TIME ZONE 'UTC')::date FROM "audit_event"))
$$;

-- Lets one month go. It lies in a schema the app's role may not enter: that role has "retire_audit_month" below, which asks for more.
--
-- A block may hold events of two months. It goes with the later one, whole; what it holds of the earlier month stays until then,
-- in that month's partition. So what is left can always be hashed again, block by block.
CREATE FUNCTION "audit"."let_month_go"("gone_month" date, "approved" uuid, "asker" uuid, "decider" uuid, "through" text)
  RETURNS "public"."audit_retired" LANGUAGE plpgsql SET search_path = public, pg_temp SET timezone = 'UTC' SET lock_timeout = '3s' AS $$
DECLARE
  "ends" timestamptz := ("gone_month" + interval '1 month')::timestamp AT TIME ZONE 'UTC';
  "before" record;
  "block" record;
  "part" record;
  "counted" bigint;
  "latest" timestamptz;
  "computed" text;
  -- up to which transaction each cluster's events go
  "covered" jsonb := '{}';
  "going" bigint := 0;
  "staying" bigint;
  "retired" "audit_retired";
BEGIN
  PERFORM pg_advisory_xact_lock(4101002003);
  IF "ends" > now() - interval '180 days' THEN
    RAISE EXCEPTION 'the audit of % is kept for at least 180 days', to_char("gone_month", 'YYYY-MM') USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF "gone_month" IS DISTINCT FROM "audit_next_month"() THEN
    RAISE EXCEPTION 'months of the audit go oldest first: % is the next, not %',
      to_char("audit_next_month"(), 'YYYY-MM'), to_char("gone_month", 'YYYY-MM') USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM "audit_event" e WHERE e."at" < "ends"
    AND e."xid" >= COALESCE((SELECT max(b."to_xid") FROM "audit_block" b WHERE b."cluster" = e."cluster"), 0)) THEN
    RAISE EXCEPTION 'events of % are not sealed yet', to_char("gone_month", 'YYYY-MM') USING ERRCODE = 'check_violation';
  END IF;

  SELECT r."last_block" AS "number", r."final_hash" AS "hash", r."mark" INTO "before" FROM "audit_retired" r ORDER BY r."month" DESC LIMIT 1;
  IF NOT FOUND THEN
    SELECT 0::bigint AS "number", repeat('0', 64) AS "hash", repeat('0', 64) AS "mark" INTO "before";
  END IF;
  "retired"."month" := "gone_month";
  "retired"."first_block" := "before"."number" + 1;
  "retired"."last_block" := "before"."number";
  "retired"."previous_hash" := "before"."hash";
  "retired"."final_hash" := "before"."hash";

  -- Each block is computed from its events as when it was sealed (docs/audit.md), until one reaches into the next month.
  FOR "block" IN SELECT b.* FROM "audit_block" b WHERE b."number" > "before"."number" ORDER BY b."number" LOOP
    SELECT count(*), max(e."at"), encode(sha256(convert_to(
        format(E'["quarterhour audit 1","%s","%s","%s","%s","%s"]\n', "block"."number", "block"."previous_hash", "block"."cluster",
          "block"."from_xid", "block"."to_xid")
        || COALESCE(string_agg(jsonb_build_array(e."id", to_char(e."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e."cluster"::text,
          e."xid"::text, e."person_id", e."via", e."role", e."action", e."subject_kind", e."subject_id", e."line", e."area_code", e."result",
          e."why", e."facts", host(e."address"), e."request_id")::text || E'\n', '' ORDER BY e."xid", e."id"), '')
        || format(E'[%s,"%s"]\n', count(*), to_char("block"."sealed_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
      'UTF8')), 'hex')
    INTO "counted", "latest", "computed" FROM "audit_event" e
    WHERE e."cluster" = "block"."cluster" AND e."xid" >= "block"."from_xid" AND e."xid" < "block"."to_xid";
    IF "block"."number" <> "retired"."last_block" + 1 OR "block"."previous_hash" <> "retired"."final_hash"
      OR "computed" <> "block"."hash" OR "counted" <> "block"."events" THEN
      RAISE EXCEPTION 'block % does not agree with its seal: nothing of the audit goes before "qh audit verify" passes', "block"."number"
        USING ERRCODE = 'check_violation';
    END IF;
    EXIT WHEN "latest" >= "ends";
    "retired"."last_block" := "block"."number";
    "retired"."final_hash" := "block"."hash";
    "going" := "going" + "counted";
  END LOOP;
  SELECT COALESCE(jsonb_object_agg(b."cluster", b."covered"), '{}') INTO "covered" FROM (
    SELECT "cluster", max("to_xid") AS "covered" FROM "audit_block" WHERE "number" <= "retired"."last_block" GROUP BY "cluster") b;

  -- Whoever writes waits from here on, for at most as long as one block takes to be written again.
  LOCK TABLE "audit_event" IN ACCESS EXCLUSIVE MODE;
  "retired"."events" := 0;
  FOR "part" IN SELECT c."relname" AS "name", pg_get_expr(c."relpartbound", c."oid") AS "bound" FROM pg_inherits i JOIN pg_class c ON c."oid" = i."inhrelid"
    WHERE i."inhparent" = '"audit_event"'::regclass AND (c."relname" = 'event_default'
      OR c."relname" ~ '^event_\d{4}_\d{2}$' AND c."relname" <= 'event_' || to_char("gone_month", 'YYYY_MM')) LOOP
    EXECUTE format('SELECT count(*) FILTER (WHERE e."xid" < COALESCE(($1 ->> e."cluster"::text)::bigint, 0)),
      count(*) FILTER (WHERE e."xid" >= COALESCE(($1 ->> e."cluster"::text)::bigint, 0)) FROM "audit".%I e', "part"."name")
      INTO "counted", "staying" USING "covered";
    CONTINUE WHEN "part"."name" = 'event_default' AND "counted" = 0 OR "counted" = 0 AND "staying" > 0;
    EXECUTE format('ALTER TABLE "audit_event" DETACH PARTITION "audit".%I', "part"."name");
    IF "part"."name" = 'event_default' OR "staying" > 0 THEN
      EXECUTE format('ALTER TABLE "audit".%I RENAME TO "going"', "part"."name");
      EXECUTE format('CREATE TABLE "audit".%I PARTITION OF "audit_event" %s', "part"."name", "part"."bound");
      EXECUTE format('INSERT INTO "audit".%I SELECT * FROM "audit"."going" e WHERE e."xid" >= COALESCE(($1 ->> e."cluster"::text)::bigint, 0)',
        "part"."name") USING "covered";
      EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON "audit".%I FOR EACH STATEMENT EXECUTE FUNCTION "audit_only_grows"()',
        "part"."name" || '_whole', "part"."name");
      DROP TABLE "audit"."going";
    ELSE
      EXECUTE format('DROP TABLE "audit".%I', "part"."name");
    END IF;
    "retired"."events" := "retired"."events" + "counted";
  END LOOP;
  -- What goes is what was hashed, to the last event.
  IF "retired"."events" <> "going" THEN
    RAISE EXCEPTION '% events would go with %, and its blocks sealed %', "retired"."events", to_char("gone_month", 'YYYY-MM'), "going"
      USING ERRCODE = 'check_violation';
  END IF;

  "retired"."approval_id" := "approved";
  "retired"."asked_by" := "asker";
  "retired"."decided_by" := "decider";
  "retired"."retired_at" := date_trunc('milliseconds', clock_timestamp());
  "retired"."mark" := encode(sha256(convert_to(format(E'["quarterhour audit retired 1","%s","%s","%s","%s","%s","%s","%s","%s","%s","%s","%s"]\n',
    to_char("gone_month", 'YYYY-MM'), "retired"."first_block", "retired"."last_block", "retired"."events", "retired"."previous_hash",
    "retired"."final_hash", "approved", "asker", "decider", to_char("retired"."retired_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    "before"."mark"), 'UTF8')), 'hex');
  INSERT INTO "audit_retired" SELECT "retired".*;
  INSERT INTO "audit_event" ("id", "person_id", "via", "role", "action", "subject_kind", "subject_id", "result", "why", "facts")
    VALUES (gen_random_uuid(), "decider", "through", "through", 'retire:audit', 'audit-month', to_char("gone_month", 'YYYY-MM'), 'done',
      "approved"::text, jsonb_build_object('firstBlock', "retired"."first_block", 'lastBlock', "retired"."last_block", 'events',
      "retired"."events", 'askedBy', "asker", 'mark', "retired"."mark"));
  RETURN "retired";
END $$;
REVOKE ALL ON FUNCTION "audit"."let_month_go"(date, uuid, uuid, uuid, text) FROM PUBLIC;

-- The one way the app's role has: for a month past the days of its rule, within a request that one person made and another approved
-- not longer ago than a month. The subject of such a request is the last month it is about: its digits end the id.
CREATE FUNCTION "retire_audit_month"("gone_month" date, "approved" uuid) RETURNS "audit_retired" LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  "asked" "approval";
  "kept" integer;
BEGIN
  IF NOT (':'::text <@ "scope_of"('write:retention')) THEN
    RAISE EXCEPTION 'letting months of the audit go is for whoever keeps the whole installation' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT GREATEST("keep_days", "least_days", 180) INTO "kept" FROM "retention_rule" WHERE "kind" = 'audit';
  IF "kept" IS NULL OR ("gone_month" + interval '1 month')::timestamp AT TIME ZONE 'UTC' > now() - make_interval(days => "kept") THEN
    RAISE EXCEPTION 'the audit of % is kept for % days', to_char("gone_month", 'YYYY-MM'), "kept" USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT a.* INTO "asked" FROM "approval" a WHERE a."id" = "approved" AND a."kind" = 'retire-audit' AND a."decision" = 'approved'
    AND a."asked_by" <> a."decided_by" AND a."line" = '' AND a."area_code" = '' AND a."decided_at" > now() - interval '30 days'
    AND right(a."subject_id"::text, 6) >= to_char("gone_month", 'YYYYMM');
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no request in force, approved by a second person, lets the audit of % go', to_char("gone_month", 'YYYY-MM')
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN "audit"."let_month_go"("gone_month", "asked"."id", "asked"."asked_by", "asked"."decided_by", 'system:retire-audit');
END $$;
