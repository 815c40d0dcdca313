-- What is worth a look on a visit: facts in numbers for a human, never a verdict.
CREATE TABLE "visit_flag" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "event_id" uuid NOT NULL REFERENCES "visit_event" ("client_id") ON DELETE CASCADE,
  "line" text NOT NULL,
  "area_code" text COLLATE "C" NOT NULL,
  "author_id" uuid NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('distance-from-home', 'clock-off', 'impossible-travel', 'duplicate-photo', 'too-short', 'night-batch', 'after-death', 'during-hospital', 'overlap', 'reported-late')),
  -- numbers, days and ids of other visits; nothing personal
  "facts" jsonb NOT NULL CHECK (jsonb_typeof("facts") = 'object'),
  "raised_at" timestamptz NOT NULL DEFAULT now(),
  "settled_at" timestamptz,
  "settled_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  -- no-longer: the facts say so no more; everything else is a human's word
  "settled_how" text CHECK ("settled_how" IN ('explained', 'spoken-with', 'passed-on', 'mistaken', 'no-longer')),
  CONSTRAINT "visit_flag_once" UNIQUE ("event_id", "kind"),
  CONSTRAINT "visit_flag_settled_whole" CHECK (("settled_at" IS NULL) = ("settled_how" IS NULL))
);
CREATE INDEX "visit_flag_open_idx" ON "visit_flag" ("city_code", "raised_at" DESC, "id" DESC) WHERE "settled_at" IS NULL;
CREATE INDEX "visit_flag_area_idx" ON "visit_flag" ("city_code", "area_code", "kind") WHERE "settled_at" IS NULL;
CREATE INDEX "visit_flag_author_idx" ON "visit_flag" ("author_id", "raised_at" DESC);
-- a flag of two visits stands at one of them and names the other
CREATE INDEX "visit_flag_others_idx" ON "visit_flag" USING gin (("facts"->'others'));

-- What became of a flag: it only grows.
CREATE TABLE "visit_flag_word" (
  "id" uuid NOT NULL PRIMARY KEY,
  "flag_id" uuid NOT NULL REFERENCES "visit_flag" ("id") ON DELETE CASCADE,
  "did" text NOT NULL CHECK ("did" IN ('raised', 'changed', 'raised-again', 'no-longer', 'said', 'settled')),
  "how" text CHECK ("how" IN ('explained', 'spoken-with', 'passed-on', 'mistaken')),
  "facts" jsonb,
  -- what somebody wrote may be about the resident: sealed
  "note_cipher" text CONSTRAINT "visit_flag_word_is_sealed" CHECK ("note_cipher" ~ '^sealed\.[a-z0-9-]{1,40}\.[A-Za-z0-9_-]{38,}$'),
  -- null = the check itself
  "said_by" uuid,
  "said_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "visit_flag_word_settled_how" CHECK (("did" = 'settled') = ("how" IS NOT NULL))
);
CREATE INDEX "visit_flag_word_flag_idx" ON "visit_flag_word" ("flag_id", "said_at");

-- Up to when a city's visits were looked at whole.
CREATE TABLE "visit_check_run" (
  "city_code" text NOT NULL PRIMARY KEY REFERENCES "city" ("code") ON DELETE CASCADE,
  "looked_until" timestamptz NOT NULL
);

-- 电话回访抽查: drawn once for a unit and month, by a seed that follows from what is drawn from.
CREATE TABLE "visit_callback_sample" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "line" text NOT NULL,
  "area_code" text COLLATE "C" NOT NULL CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  "month" date NOT NULL CHECK (EXTRACT(DAY FROM "month") = 1),
  -- visits received until then were drawn from
  "as_of" timestamptz NOT NULL,
  "size" integer NOT NULL CHECK ("size" BETWEEN 1 AND 5000),
  "population" integer NOT NULL CHECK ("population" >= 1),
  "population_hash" text NOT NULL CHECK ("population_hash" ~ '^[0-9a-f]{64}$'),
  "seed" bigint NOT NULL CHECK ("seed" BETWEEN 0 AND 4294967295),
  -- in the order they were drawn
  "event_ids" uuid[] NOT NULL CHECK (cardinality("event_ids") >= 1),
  "drawn_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "drawn_at" timestamptz NOT NULL DEFAULT now(),
  -- nobody draws until the sample pleases
  CONSTRAINT "visit_callback_sample_once" UNIQUE ("city_code", "line", "area_code", "month")
);
CREATE TABLE "visit_callback" (
  "id" uuid NOT NULL PRIMARY KEY,
  "sample_id" uuid NOT NULL REFERENCES "visit_callback_sample" ("id") ON DELETE CASCADE,
  "event_id" uuid NOT NULL REFERENCES "visit_event" ("client_id") ON DELETE CASCADE,
  "answer" text NOT NULL CHECK ("answer" IN ('confirmed', 'not-visited', 'not-remembered', 'not-reached')),
  "called_by" uuid,
  "called_at" timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX "visit_callback_sample_idx" ON "visit_callback" ("sample_id", "event_id", "called_at" DESC);
CREATE INDEX "visit_callback_event_idx" ON "visit_callback" ("event_id");

-- ── the second wall ──────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE "visit_flag" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "visit_flag_word" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "visit_check_run" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "visit_callback_sample" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "visit_callback" ENABLE ROW LEVEL SECURITY;

-- Whoever made a visit sees what stands at it.
CREATE POLICY "visit_flag_seen" ON "visit_flag" FOR SELECT
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:visit-checks')) OR "author_id" = (SELECT "acting_person"()));
CREATE POLICY "visit_flag_raised" ON "visit_flag" FOR INSERT WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('check:visits')));
CREATE POLICY "visit_flag_changed" ON "visit_flag" FOR UPDATE
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('check:visits'))) WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('check:visits')));
CREATE POLICY "visit_flag_removed" ON "visit_flag" FOR DELETE USING (
  ("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:retention')) AND ("line" || ':' || "area_code") <@ (SELECT "scope_of"('check:visits')));

CREATE POLICY "visit_flag_word_seen" ON "visit_flag_word" FOR SELECT USING (EXISTS (SELECT 1 FROM "visit_flag" f WHERE f."id" = "flag_id"));
-- Whoever checks says what became of it; whoever was there says how it was.
CREATE POLICY "visit_flag_word_added" ON "visit_flag_word" FOR INSERT WITH CHECK ("said_by" IS NOT DISTINCT FROM (SELECT "acting_person"()) AND EXISTS (
  SELECT 1 FROM "visit_flag" f WHERE f."id" = "flag_id" AND ((f."line" || ':' || f."area_code") <@ (SELECT "scope_of"('check:visits'))
    OR ("did" = 'said' AND f."author_id" = (SELECT "acting_person"())))));
CREATE FUNCTION "guard_visit_flag_word"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- the seal may be made anew with another key, or emptied with the resident's file
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'note_cipher' = to_jsonb(OLD) - 'note_cipher' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND pg_trigger_depth() > 1 THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'what became of a flag is not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'visit_flag_word_is_kept';
END $$;
CREATE TRIGGER "guard_visit_flag_word" BEFORE UPDATE OR DELETE ON "visit_flag_word" FOR EACH ROW EXECUTE FUNCTION "guard_visit_flag_word"();
CREATE FUNCTION "seal_flag_words_anew"("ids" uuid[], "ciphers" text[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "visit_flag_word" w SET "note_cipher" = n."cipher" FROM unnest("ids", "ciphers") AS n ("id", "cipher"), "visit_flag" f
  WHERE w."id" = n."id" AND w."note_cipher" IS NOT NULL AND f."id" = w."flag_id" AND (f."line" || ':' || f."area_code") <@ "scope_of"('write:retention')
$$;
CREATE FUNCTION "flag_notes_of_nobody"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE "visit_flag_word" w SET "note_cipher" = NULL FROM "visit_flag" f, "visit_event" e
  WHERE w."flag_id" = f."id" AND f."event_id" = e."client_id" AND e."resident_id" = NEW."id" AND w."note_cipher" IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "flag_notes_of_nobody" AFTER UPDATE OF "erased_at" ON "resident" FOR EACH ROW
  WHEN (OLD."erased_at" IS NULL AND NEW."erased_at" IS NOT NULL) EXECUTE FUNCTION "flag_notes_of_nobody"();

CREATE POLICY "visit_check_run_seen" ON "visit_check_run" FOR SELECT USING (true);
CREATE POLICY "visit_check_run_kept" ON "visit_check_run" FOR ALL
  USING (('civil-affairs:' || "city_code") <@ (SELECT "scope_of"('check:visits'))) WITH CHECK (('civil-affairs:' || "city_code") <@ (SELECT "scope_of"('check:visits')));

CREATE POLICY "visit_callback_sample_seen" ON "visit_callback_sample" FOR SELECT
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:visit-checks')));
CREATE POLICY "visit_callback_sample_drawn" ON "visit_callback_sample" FOR INSERT WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('check:visits')));
CREATE POLICY "visit_callback_sample_removed" ON "visit_callback_sample" FOR DELETE USING (
  ("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:retention')) AND ("line" || ':' || "area_code") <@ (SELECT "scope_of"('check:visits')));
CREATE POLICY "visit_callback_seen" ON "visit_callback" FOR SELECT USING (EXISTS (SELECT 1 FROM "visit_callback_sample" s WHERE s."id" = "sample_id"));
CREATE POLICY "visit_callback_added" ON "visit_callback" FOR INSERT WITH CHECK ("called_by" = (SELECT "acting_person"()) AND EXISTS (
  SELECT 1 FROM "visit_callback_sample" s WHERE s."id" = "sample_id" AND "event_id" = ANY (s."event_ids")
    AND (s."line" || ':' || s."area_code") <@ (SELECT "scope_of"('check:visits'))));

INSERT INTO "retention_rule" ("kind", "keep_days", "least_days", "source_zh", "source_en", "mark") VALUES
  ('visit-checks', 395, 184, '《个人信息保护法》最短必要时间；探访核对与电话回访保留十三个月供核对，由本机构确定', 'Personal Information Protection Law, shortest time needed; checks of visits and call-backs are kept thirteen months, set by this office', '?');

-- Pictures that differ in six bits at most share one of seven bands whole: those alone are compared, by index.
CREATE FUNCTION "photo_bands"("hash" bigint) RETURNS integer[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ARRAY[("hash" & 1023)::int, (1 << 10) + (("hash" >> 10) & 511)::int, (2 << 10) + (("hash" >> 19) & 511)::int, (3 << 10) + (("hash" >> 28) & 511)::int,
    (4 << 10) + (("hash" >> 37) & 511)::int, (5 << 10) + (("hash" >> 46) & 511)::int, (6 << 10) + (("hash" >> 55) & 511)::int]
$$;
CREATE INDEX "visit_photo_bands_idx" ON "visit_photo" USING gin ("photo_bands"("perceptual_hash"));

-- From where on a visit is worth a look, and how many are rung about: standards of each city, with their sources.
INSERT INTO "standard_parameter" ("id", "city_code", "key", "area_class", "service_type", "level", "value", "unit", "source", "mark")
  SELECT gen_random_uuid(), "city"."code", "standard"."key", 'any', 'any', 'any', "standard"."value", "standard"."unit", "standard"."source", '?'
  FROM "city", (VALUES
    ('check-home-metres', 300::float8, 'metres', '手机定位在楼群里常偏一两百米；住址定位以楼栋计，待核实 / phones are often off by a hundred metres or two between buildings; to be confirmed'),
    ('check-clock-minutes', 10::float8, 'minutes', '我们的假设，由核对探访的人核实 / our assumption, for whoever checks visits to confirm'),
    ('check-foot-kmh', 8::float8, 'km/h', '快走、小跑的上限，按直线距离计，待核实 / the fastest walk or trot, in a straight line; to be confirmed'),
    ('check-e-bike-kmh', 30::float8, 'km/h', '电动自行车限速25 km/h，另留余量，按直线距离计，待核实 / an e-bike may go 25 km/h, and some more; in a straight line; to be confirmed'),
    ('check-bus-kmh', 60::float8, 'km/h', '城市公交、地铁的上限，按直线距离计，待核实 / the fastest bus or metro in a city, in a straight line; to be confirmed'),
    ('check-travel-slack-minutes', 3::float8, 'minutes', '起止时间多填整数，留出余量，待核实 / times are said in round numbers; to be confirmed'),
    ('check-same-place-metres', 50::float8, 'metres', '同一楼栋、同一院落算一处，待核实 / one building or courtyard is one place; to be confirmed'),
    ('check-overlap-minutes', 2::float8, 'minutes', '我们的假设，由核对探访的人核实 / our assumption, for whoever checks visits to confirm'),
    ('check-photo-bits', 6::float8, 'bits of 64', '感知哈希（dHash，64位）相差不超过6位多为同一画面，待核实 / dHash of 64 bits: pictures that differ in six or fewer are mostly the same scene; to be confirmed'),
    ('check-photo-days', 92::float8, 'days', '我们的假设，由核对探访的人核实 / our assumption, for whoever checks visits to confirm'),
    ('check-floor-minutes', 5::float8, 'minutes', '没有规则规定时长时按此计，待核实 / where no rule says how long; to be confirmed'),
    ('check-batch-visits', 5::float8, 'visits', '我们的假设，由核对探访的人核实 / our assumption, for whoever checks visits to confirm'),
    ('check-batch-minutes', 10::float8, 'minutes', '我们的假设，由核对探访的人核实 / our assumption, for whoever checks visits to confirm'),
    ('check-late-minute', 1320::float8, 'minute of the day', '我们的假设，由核对探访的人核实 / our assumption, for whoever checks visits to confirm'),
    ('check-early-minute', 360::float8, 'minute of the day', '我们的假设，由核对探访的人核实 / our assumption, for whoever checks visits to confirm'),
    ('check-late-days', 3::float8, 'days', '迟报三日及以上在报表中注明，待核实 / three days or more are said in the report; to be confirmed'),
    ('check-rate-visits', 20::float8, 'visits', '不足20次的比率由偶然决定，只列次数，待核实 / a share of fewer than twenty is mostly chance: counts only; to be confirmed'),
    ('callback-share', 0.05::float8, 'ratio', '电话回访抽查比例，待核实 / share of visits that are rung about; to be confirmed'),
    ('callback-most', 60::float8, 'calls', '一人两三天能打完的量，待核实 / what one person can ring in two or three days; to be confirmed')
  ) AS "standard" ("key", "value", "unit", "source")
  ON CONFLICT DO NOTHING;
