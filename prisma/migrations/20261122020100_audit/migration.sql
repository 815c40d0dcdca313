-- Who did what, on whom, why, from where, with what result. Rows are inserted by the transaction that does the deed and never
-- change again; a job seals what has ended into numbered blocks, each holding the hash of its rows and of the block before.
-- Ids and numbers only: personal values have no way in, as far as a database can tell them.

-- Partitions live where the app's role may not look: it reaches rows through audit_event and that table's policies alone.
CREATE SCHEMA "audit";

-- Transaction numbers start again in a database restored elsewhere. The cluster's own number tells its numbers from the others'.
CREATE FUNCTION "audit_cluster"() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT system_identifier FROM pg_control_system()
$$;

CREATE TABLE "audit_event" (
  "id" uuid NOT NULL,
  -- by the server's clock; the app's role cannot write these three
  "at" timestamptz NOT NULL DEFAULT clock_timestamp(),
  "cluster" bigint NOT NULL DEFAULT "audit_cluster"(),
  "xid" bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  "person_id" uuid,
  -- session, terminal, or system:purpose
  "via" text NOT NULL CHECK ("via" ~ '^[a-z0-9:-]{1,80}$'),
  "role" text NOT NULL CHECK ("role" ~ '^[a-z0-9:-]{1,80}$'),
  "action" text NOT NULL CHECK ("action" ~ '^[a-z-]{1,40}:[a-z-]{1,60}$'),
  "subject_kind" text CHECK ("subject_kind" ~ '^[a-z-]{1,60}$'),
  "subject_id" text CHECK ("subject_id" ~ '^[A-Za-z0-9._:/+@-]{1,100}$'),
  "line" text NOT NULL DEFAULT '' CHECK ("line" IN ('', 'civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL DEFAULT '' CHECK ("area_code" ~ '^[0-9]{0,12}$'),
  "result" text NOT NULL CHECK ("result" IN ('done', 'refused', 'failed')),
  -- the key of a reason, or the id of the record that holds it
  "why" text CHECK ("why" ~ '^[A-Za-z0-9._:-]{1,100}$'),
  "facts" jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof("facts") = 'object' AND NOT jsonb_path_exists("facts",
    '$.** ? (@.type() == "string" && !(@ like_regex "^[A-Za-z0-9._:/+@-]{0,100}$"))')),
  "address" inet,
  "request_id" text CHECK ("request_id" ~ '^[A-Za-z0-9._-]{1,64}$'),
  CONSTRAINT "audit_event_subject_whole" CHECK (("subject_kind" IS NULL) = ("subject_id" IS NULL)),
  PRIMARY KEY ("at", "id")
) PARTITION BY RANGE ("at");
CREATE INDEX "audit_event_sealing_idx" ON "audit_event" ("cluster", "xid", "id");
CREATE INDEX "audit_event_person_id_idx" ON "audit_event" ("person_id", "at" DESC, "id" DESC);
CREATE INDEX "audit_event_subject_id_idx" ON "audit_event" ("subject_id", "at" DESC, "id" DESC);
CREATE INDEX "audit_event_area_code_idx" ON "audit_event" ("area_code", "at" DESC, "id" DESC);

-- Every row with cluster and xid in [from_xid, to_xid): transactions that had all ended when it was sealed, so the set is fixed.
CREATE TABLE "audit_block" (
  "number" bigint NOT NULL PRIMARY KEY CHECK ("number" > 0),
  "cluster" bigint NOT NULL,
  "from_xid" bigint NOT NULL,
  "to_xid" bigint NOT NULL,
  "events" integer NOT NULL CHECK ("events" > 0),
  "sealed_at" timestamptz NOT NULL,
  "previous_hash" text NOT NULL CHECK ("previous_hash" ~ '^[0-9a-f]{64}$'),
  "hash" text NOT NULL CHECK ("hash" ~ '^[0-9a-f]{64}$'),
  CONSTRAINT "audit_block_transactions" CHECK ("to_xid" > "from_xid"),
  CONSTRAINT "audit_block_once" UNIQUE ("cluster", "from_xid")
);

-- A wall beside the privileges: not even the tables' owner changes a row by mistake.
CREATE FUNCTION "audit_only_grows"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of %: the audit only grows', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "audit_event_stays" BEFORE UPDATE OR DELETE ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "audit_only_grows"();
CREATE TRIGGER "audit_event_whole" BEFORE TRUNCATE ON "audit_event" FOR EACH STATEMENT EXECUTE FUNCTION "audit_only_grows"();
CREATE TRIGGER "audit_block_stays" BEFORE UPDATE OR DELETE ON "audit_block" FOR EACH ROW EXECUTE FUNCTION "audit_only_grows"();
CREATE TRIGGER "audit_block_whole" BEFORE TRUNCATE ON "audit_block" FOR EACH STATEMENT EXECUTE FUNCTION "audit_only_grows"();

-- Should nobody make next month's partition in time, rows land here rather than nowhere.
CREATE TABLE "audit"."event_default" PARTITION OF "audit_event" DEFAULT;
CREATE TRIGGER "event_default_whole" BEFORE TRUNCATE ON "audit"."event_default"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_only_grows"();

-- This month's partition and those of the months to come; how many are new. A month with rows in the default one keeps them there.
CREATE FUNCTION "audit_partitions_ahead"("months" integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  "low" timestamptz;
  "high" timestamptz;
  "name" text;
  "made" integer := 0;
BEGIN
  IF "months" NOT BETWEEN 0 AND 36 THEN
    RAISE EXCEPTION 'partitions are made for 0 to 36 months ahead, not %', "months";
  END IF;
  PERFORM pg_advisory_xact_lock(4101002001);
  FOR "i" IN 0 .. "months" LOOP
    "low" := date_trunc('month', now()) + make_interval(months => "i");
    "high" := "low" + interval '1 month';
    "name" := 'event_' || to_char("low", 'YYYY_MM');
    CONTINUE WHEN to_regclass('audit.' || "name") IS NOT NULL;
    CONTINUE WHEN EXISTS (SELECT 1 FROM "audit"."event_default" WHERE "at" >= "low" AND "at" < "high");
    EXECUTE format('CREATE TABLE "audit".%I PARTITION OF "public"."audit_event" FOR VALUES FROM (%L) TO (%L)', "name", "low", "high");
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON "audit".%I FOR EACH STATEMENT EXECUTE FUNCTION "public"."audit_only_grows"()',
      "name" || '_whole', "name");
    "made" := "made" + 1;
  END LOOP;
  RETURN "made";
END $$;
SELECT "audit_partitions_ahead"(3);

-- Rows are read by whoever reviews their line and area; rows without an area by whoever reviews the whole installation.
ALTER TABLE "audit_event" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "audit_event_seen" ON "audit_event" FOR SELECT
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:audit')));
-- Nobody writes in another's name.
CREATE POLICY "audit_event_recorded" ON "audit_event" FOR INSERT WITH CHECK ("person_id" IS NOT DISTINCT FROM (SELECT "acting_person"()));
