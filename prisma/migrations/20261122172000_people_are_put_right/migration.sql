-- Name, line and area of a person can be put right. Whoever corrects says which version they looked at, so that of two at once
-- the second is told.
ALTER TABLE "person" ADD COLUMN "version" integer NOT NULL DEFAULT 1;
CREATE FUNCTION "person_changes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."version" := OLD."version" + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER "person_changes" BEFORE UPDATE OF "name", "line", "area_code" ON "person" FOR EACH ROW EXECUTE FUNCTION "person_changes"();
