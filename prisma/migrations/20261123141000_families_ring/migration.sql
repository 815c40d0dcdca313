-- A family's request rings: it is an alarm with a ladder of its own until it is answered, and whoever was told may open and answer it.

ALTER TABLE "escalation" DROP CONSTRAINT "escalation_source_kind_check";
ALTER TABLE "escalation" ADD CONSTRAINT "escalation_source_kind_check" CHECK ("source_kind" IN ('visit', 'finding', 'work-order', 'family-request'));
ALTER TABLE "escalation_rung" DROP CONSTRAINT "escalation_rung_source_kind_check";
ALTER TABLE "escalation_rung" ADD CONSTRAINT "escalation_rung_source_kind_check" CHECK ("source_kind" IN ('visit', 'finding', 'work-order', 'family-request'));

-- The same asked again within the day joins the first: what was said then is one more step, sealed, and only grows.
ALTER TABLE "family_request_step" DROP CONSTRAINT "family_request_step_kind_check";
ALTER TABLE "family_request_step" ADD CONSTRAINT "family_request_step_kind_check"
  CHECK ("kind" IN ('rang', 'nobody-answered', 'went-there', 'passed-on', 'answered', 'asked-again'));
-- keyed, of the phone to call back and the area: by it a request finds the one it repeats
ALTER TABLE "family_request" ADD COLUMN "repeat_key" text CHECK ("repeat_key" ~ '^[A-Za-z0-9_-]{43}$');
CREATE INDEX "family_request_repeat_idx" ON "family_request" ("city_code", "repeat_key", "asked_at") WHERE "closed_at" IS NULL AND "repeat_key" IS NOT NULL;

-- Asked again, it may be more urgent and due sooner, and never the other way.
CREATE OR REPLACE FUNCTION "guard_family_request"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - '{said_cipher,closed_at,urgency,answer_by}'::text[] = to_jsonb(OLD) - '{said_cipher,closed_at,urgency,answer_by}'::text[]
    AND (OLD."closed_at" IS NULL OR NEW."closed_at" = OLD."closed_at")
    AND NEW."answer_by" <= OLD."answer_by"
    AND array_position(ARRAY['danger', 'today', 'soon'], NEW."urgency") <= array_position(ARRAY['danger', 'today', 'soon'], OLD."urgency") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a request of a family is not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'family_request_is_kept';
END $$;

CREATE FUNCTION "is_told_of_request"("of_request" uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM "escalation" e WHERE e."source_kind" = 'family-request' AND e."source_id" = "of_request"
    AND (e."settled_at" IS NULL OR e."settled_at" > now() - interval '1 day') AND "is_told_of"(e."id"))
$$;
DROP POLICY "family_request_seen" ON "family_request";
CREATE POLICY "family_request_seen" ON "family_request" FOR SELECT
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:work-orders')) OR ((SELECT "acting_person"()) IS NOT NULL AND "is_told_of_request"("id")));
DROP POLICY "family_request_changed" ON "family_request";
CREATE POLICY "family_request_changed" ON "family_request" FOR UPDATE
  USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('act:work-orders')) OR ((SELECT "acting_person"()) IS NOT NULL AND "is_told_of_request"("id")));
-- Nobody in particular asks again: what a family says is written down by no person.
DROP POLICY "family_request_step_done" ON "family_request_step";
CREATE POLICY "family_request_step_done" ON "family_request_step" FOR INSERT
  WITH CHECK ("done_by" IS NOT DISTINCT FROM (SELECT "acting_person"()) AND ("done_by" IS NULL) = ("kind" = 'asked-again')
    AND ("family_request_key"("request_id") <@ (SELECT "scope_of"('act:work-orders')) OR ("done_by" IS NOT NULL AND "is_told_of_request"("request_id"))));
