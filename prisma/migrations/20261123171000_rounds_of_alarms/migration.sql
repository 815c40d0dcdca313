-- A ladder may be walked anew: nobody did what they took in hand, or a family asks again. Each walk is a round, whose steps stand apart.
ALTER TABLE "escalation" ADD COLUMN "round" integer NOT NULL DEFAULT 0 CHECK ("round" >= 0);
ALTER TABLE "escalation_step" ADD COLUMN "round" integer NOT NULL DEFAULT 0 CHECK ("round" >= 0);
-- A step belongs to the round that its alarm is in, whoever writes it down.
CREATE FUNCTION "step_of_round"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW."round" := COALESCE((SELECT e."round" FROM "escalation" e WHERE e."id" = NEW."escalation_id"), 0);
  RETURN NEW;
END $$;
CREATE TRIGGER "step_of_round" BEFORE INSERT ON "escalation_step" FOR EACH ROW EXECUTE FUNCTION "step_of_round"();
DROP INDEX "escalation_rung_reached_once";
CREATE UNIQUE INDEX "escalation_rung_reached_once"
  ON "escalation_step" ("escalation_id", "round", "rung", COALESCE("person_id", '00000000-0000-0000-0000-000000000000'::uuid))
  WHERE "kind" IN ('told', 'nobody', 'told-already', 'authority');
DROP INDEX "escalation_shown_once";
CREATE UNIQUE INDEX "escalation_shown_once" ON "escalation_step" ("escalation_id", "round", "rung", "person_id") WHERE "kind" = 'shown';
