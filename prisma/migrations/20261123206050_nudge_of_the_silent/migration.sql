-- An operator that never said a word about free places is reminded too: such a reminder is of no word, and once a step.
ALTER TABLE "vacancy_nudge" ALTER COLUMN "statement_id" DROP NOT NULL;
CREATE UNIQUE INDEX "vacancy_nudge_of_the_silent_once" ON "vacancy_nudge" ("facility_id", "step") WHERE "statement_id" IS NULL;
