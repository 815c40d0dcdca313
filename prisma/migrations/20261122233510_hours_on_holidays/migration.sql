-- Hours that hold on public holidays too: whoever is on duty then is said, nobody else is planned.
ALTER TABLE "caregiver_hours" ADD COLUMN "on_holidays" boolean NOT NULL DEFAULT false;
