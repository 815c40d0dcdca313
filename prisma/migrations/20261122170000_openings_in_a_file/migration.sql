-- A file with numbers in full opens as many values as stand in it: one row of openings, counted as so many within the hour.
ALTER TABLE "sensitive_opening" ADD COLUMN "how_many" integer NOT NULL DEFAULT 1 CHECK ("how_many" > 0);
