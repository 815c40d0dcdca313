-- Somebody is really told: by mail, by the operator's own bridge, or by a telephone call that is ticked off; each try is a step.
ALTER TABLE "escalation_step" DROP CONSTRAINT "escalation_step_kind_check";
ALTER TABLE "escalation_step" ADD CONSTRAINT "escalation_step_kind_check" CHECK ("kind" IN ('opened', 'told', 'nobody', 'told-already',
  'authority', 'tried-again', 'shown', 'accepted', 'going', 'rang', 'settled', 'mailed', 'not-mailed', 'hooked', 'not-hooked', 'phoned')) NOT VALID;
ALTER TABLE "escalation_step" VALIDATE CONSTRAINT "escalation_step_kind_check";
-- How often in a row the timer could not take an alarm's step.
ALTER TABLE "escalation" ADD COLUMN "put_off" integer NOT NULL DEFAULT 0;
-- An office's mailbox, beside its number.
ALTER TABLE "duty_phone" ADD COLUMN "email" text CHECK ("email" ~ '^[^[:space:]@,;<>"]{1,64}@[A-Za-z0-9.-]{1,120}$');

-- Figures of the machine name nobody.
CREATE FUNCTION "alarm_figures"() RETURNS TABLE ("late" integer, "failing" integer, "not_told" integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (count(*) FILTER (WHERE e."next_at" < now() - interval '5 minutes'))::int, (count(*) FILTER (WHERE e."put_off" > 0))::int,
    (count(*) FILTER (WHERE EXISTS (SELECT 1 FROM "escalation_step" s WHERE s."escalation_id" = e."id" AND s."rung" = e."rung" AND s."kind" IN ('not-mailed', 'not-hooked'))
      AND NOT EXISTS (SELECT 1 FROM "escalation_step" s WHERE s."escalation_id" = e."id" AND s."rung" = e."rung" AND s."kind" IN ('mailed', 'hooked', 'shown', 'phoned'))))::int
  FROM "escalation" e WHERE e."settled_at" IS NULL
$$;

-- A ladder and a clock are said anew, never rewritten: the highest version holds.
ALTER TABLE "escalation_rung" ADD COLUMN "version" integer NOT NULL DEFAULT 1 CHECK ("version" > 0),
  ADD COLUMN "reason" text CHECK (length("reason") <= 200),
  ADD COLUMN "said_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  ADD COLUMN "said_at" timestamptz NOT NULL DEFAULT now();
ALTER TABLE "escalation_rung" DROP CONSTRAINT "escalation_rung_pkey", ADD PRIMARY KEY ("city_code", "source_kind", "version", "position");
DROP POLICY "escalation_rung_kept" ON "escalation_rung";
CREATE POLICY "escalation_rung_said" ON "escalation_rung" FOR INSERT WITH CHECK (('civil-affairs:' || "city_code") <@ (SELECT "scope_of"('adopt:visit-rules')));
ALTER TABLE "family_answer_clock" ADD COLUMN "version" integer NOT NULL DEFAULT 1 CHECK ("version" > 0),
  ADD COLUMN "reason" text CHECK (length("reason") <= 200),
  ADD COLUMN "said_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  ADD COLUMN "said_at" timestamptz NOT NULL DEFAULT now();
ALTER TABLE "family_answer_clock" DROP CONSTRAINT "family_answer_clock_pkey", ADD PRIMARY KEY ("city_code", "urgency", "version");
DROP POLICY "family_answer_clock_kept" ON "family_answer_clock";
CREATE POLICY "family_answer_clock_said" ON "family_answer_clock" FOR INSERT WITH CHECK (('civil-affairs:' || "city_code") <@ (SELECT "scope_of"('adopt:visit-rules')));
