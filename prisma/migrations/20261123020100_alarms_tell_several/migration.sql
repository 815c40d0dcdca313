-- A rung may tell several people who share a duty, each of them once.
DROP INDEX "escalation_rung_reached_once";
CREATE UNIQUE INDEX "escalation_rung_reached_once" ON "escalation_step" ("escalation_id", "rung", COALESCE("person_id", '00000000-0000-0000-0000-000000000000'::uuid))
  WHERE "kind" IN ('told', 'nobody', 'told-already', 'authority');
