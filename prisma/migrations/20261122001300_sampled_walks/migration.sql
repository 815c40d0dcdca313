-- Ways between two corners or doors that somebody measured on foot: in a city without streets they teach the detour by
-- direction. A walk cannot be shorter than its straight line, which the importers check on the sphere.
CREATE TABLE "sampled_walk" (
  "id" UUID NOT NULL,
  "city_code" TEXT NOT NULL,
  "name" TEXT NOT NULL DEFAULT '',
  "from_lon" DOUBLE PRECISION NOT NULL,
  "from_lat" DOUBLE PRECISION NOT NULL,
  "to_lon" DOUBLE PRECISION NOT NULL,
  "to_lat" DOUBLE PRECISION NOT NULL,
  "metres" DOUBLE PRECISION NOT NULL,
  "measured_on" DATE NOT NULL,
  "source" TEXT NOT NULL,
  "import_batch_id" UUID,
  CONSTRAINT "sampled_walk_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "sampled_walk_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE,
  CONSTRAINT "sampled_walk_once" UNIQUE ("city_code", "source", "measured_on", "from_lon", "from_lat", "to_lon", "to_lat"),
  CONSTRAINT "sampled_walk_on_earth" CHECK (abs("from_lon") <= 180 AND abs("to_lon") <= 180 AND abs("from_lat") < 90 AND abs("to_lat") < 90),
  CONSTRAINT "sampled_walk_walkable" CHECK ("metres" > 0 AND "metres" <= 20000)
);
CREATE TRIGGER "sampled_walk_inserted" AFTER INSERT ON "sampled_walk" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_city_revision"();
CREATE TRIGGER "sampled_walk_updated" AFTER UPDATE ON "sampled_walk" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_city_revision"();
CREATE TRIGGER "sampled_walk_deleted" AFTER DELETE ON "sampled_walk" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_city_revision"();

-- How true a method is was measured anew, out of sample and for each method: it belongs to the program, not to a city.
DELETE FROM "standard_parameter" WHERE "key" IN ('circle-agreement-low', 'circle-agreement-high', 'sectors-agreement')
  AND "source" LIKE '一刻钟方法误差实测%';
