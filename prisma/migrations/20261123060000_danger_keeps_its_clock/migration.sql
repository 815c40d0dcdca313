-- A danger keeps its two hours: it is not raised to complex.
CREATE OR REPLACE FUNCTION "take_work_order_step"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
    WHEN 'raised' THEN "o"."state" IN ('received', 'accepted', 'assigned') AND "o"."class" NOT IN ('complex', 'danger')
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
