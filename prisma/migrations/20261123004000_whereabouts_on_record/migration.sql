-- When somebody last put on record where a resident is: an exit or its correction, another community, days in hospital or away.
-- Any other change of a file (a phone, who visits) says nothing about a report that they are gone.
ALTER TABLE "resident" ADD COLUMN "whereabouts_at" timestamptz;
UPDATE "resident" SET "whereabouts_at" = "updated_at";

CREATE FUNCTION "whereabouts_on_record"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."whereabouts_at" := now();
  RETURN NEW;
END $$;
CREATE TRIGGER "whereabouts_on_record" BEFORE UPDATE OF "state", "left_on", "area_code" ON "resident" FOR EACH ROW
  WHEN ((OLD."state", OLD."left_on", OLD."area_code") IS DISTINCT FROM (NEW."state", NEW."left_on", NEW."area_code"))
  EXECUTE FUNCTION "whereabouts_on_record"();

-- Whoever may write days away may write that they were written.
CREATE FUNCTION "absence_on_record"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE "resident" SET "whereabouts_at" = now() WHERE "id" = COALESCE(NEW."resident_id", OLD."resident_id");
  RETURN NULL;
END $$;
CREATE TRIGGER "absence_on_record" AFTER INSERT OR UPDATE OR DELETE ON "resident_absence" FOR EACH ROW EXECUTE FUNCTION "absence_on_record"();
