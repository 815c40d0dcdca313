-- A danger, or a door nobody opened, in a record that was refused rings: an alarm of the area, without a name, until the record is dealt with.

ALTER TABLE "escalation" DROP CONSTRAINT "escalation_source_kind_check";
ALTER TABLE "escalation" ADD CONSTRAINT "escalation_source_kind_check" CHECK ("source_kind" IN ('visit', 'finding', 'work-order', 'family-request', 'refused-record'));
ALTER TABLE "escalation_rung" DROP CONSTRAINT "escalation_rung_source_kind_check";
ALTER TABLE "escalation_rung" ADD CONSTRAINT "escalation_rung_source_kind_check" CHECK ("source_kind" IN ('visit', 'finding', 'work-order', 'family-request', 'refused-record'));

-- It goes with its record.
CREATE FUNCTION "alarms_go_with_refusals"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM "escalation" e USING "gone" g WHERE e."source_kind" = 'refused-record' AND e."source_id" = g."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "alarms_go_with_refusals" AFTER DELETE ON "care_refusal" REFERENCING OLD TABLE AS "gone" FOR EACH STATEMENT EXECUTE FUNCTION "alarms_go_with_refusals"();

-- A photo or a position that came before its visit names nobody; what is refused of a person goes with their file all the same.
CREATE FUNCTION "refusals_about"("of_resident" uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT c."id" FROM "care_refusal" c WHERE c."resident_id" = "of_resident"
  UNION SELECT c."id" FROM "care_refusal" c JOIN "visit_event" v ON v."client_id" = c."visit_id" WHERE v."resident_id" = "of_resident"
  UNION SELECT c."id" FROM "care_refusal" c JOIN "care_refusal" o ON o."record_id" = c."visit_id" WHERE o."resident_id" = "of_resident"
$$;
CREATE INDEX "care_refusal_resident_idx" ON "care_refusal" ("resident_id") WHERE "resident_id" IS NOT NULL;
CREATE OR REPLACE FUNCTION "care_of_nobody"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM "visit_photo" WHERE "event_id" IN (SELECT "client_id" FROM "visit_event" WHERE "resident_id" = NEW."id");
  DELETE FROM "visit_position" WHERE "event_id" IN (SELECT "client_id" FROM "visit_event" WHERE "resident_id" = NEW."id");
  DELETE FROM "resident_door" WHERE "resident_id" = NEW."id";
  DELETE FROM "care_refusal" WHERE "id" IN (SELECT "refusals_about"(NEW."id"));
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION "refusals_go_with_resident"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM "care_refusal" WHERE "id" IN (SELECT "refusals_about"(OLD."id"));
  RETURN OLD;
END $$;

UPDATE "retention_rule" SET
  "source_zh" = '《个人信息保护法》最短必要时间；处理完（接收或搁置）的记录再留六个月供查找原因，未处理的不删除；看不出是哪位老人的，从收到起留同样长，由本机构确定',
  "source_en" = 'Personal Information Protection Law, shortest time needed; kept six months after they were taken in or laid aside, to find out why; what waits is not deleted; what names no resident is kept as long from when it came; set by this office'
WHERE "kind" = 'care-refusals';
