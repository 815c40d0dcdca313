-- The walking network of a city stands in one file of the data folder. The record says which file is in force: a new
-- import writes a new file and then changes this row, so nobody ever reads half a network.
CREATE TABLE "street_network" (
  "city_code" TEXT NOT NULL,
  "stored_name" TEXT NOT NULL,
  "source_name" TEXT NOT NULL,
  "attribution" TEXT NOT NULL,
  "imported_on" DATE NOT NULL,
  "junctions" INTEGER NOT NULL,
  "edges" INTEGER NOT NULL,
  "pieces" INTEGER NOT NULL,
  "metres" BIGINT NOT NULL,
  "bytes" BIGINT NOT NULL,
  "bounds" DOUBLE PRECISION[] NOT NULL,
  CONSTRAINT "street_network_pkey" PRIMARY KEY ("city_code"),
  CONSTRAINT "street_network_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE,
  CONSTRAINT "street_network_stored_once" UNIQUE ("stored_name"),
  CONSTRAINT "street_network_has_streets" CHECK ("junctions" > 0 AND "edges" > 0 AND "pieces" > 0 AND "metres" > 0 AND "bytes" > 0),
  CONSTRAINT "street_network_bounds_are_four" CHECK (cardinality("bounds") = 4)
);
CREATE TRIGGER "street_network_inserted" AFTER INSERT ON "street_network" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_city_revision"();
CREATE TRIGGER "street_network_updated" AFTER UPDATE ON "street_network" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_city_revision"();
CREATE TRIGGER "street_network_deleted" AFTER DELETE ON "street_network" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_city_revision"();

-- How a walker uses streets: by foot, with a pram or in a wheelchair, and what a metre of steps or off the street counts.
ALTER TABLE "walker"
  ADD COLUMN "movement" TEXT NOT NULL DEFAULT 'foot',
  ADD COLUMN "steps_factor" DOUBLE PRECISION NOT NULL DEFAULT 2,
  ADD COLUMN "off_street_factor" DOUBLE PRECISION NOT NULL DEFAULT 1.3,
  ADD COLUMN "use_source" TEXT NOT NULL DEFAULT '',
  ADD CONSTRAINT "walker_movement_known" CHECK ("movement" IN ('foot', 'pram', 'wheelchair')),
  ADD CONSTRAINT "walker_factors_sane" CHECK ("steps_factor" BETWEEN 1 AND 10 AND "off_street_factor" BETWEEN 1 AND 10);
UPDATE "walker" SET "movement" = "key" WHERE "key" IN ('pram', 'wheelchair');
UPDATE "walker" SET "steps_factor" = 1.5 WHERE "key" = 'adult';
UPDATE "walker" SET "use_source" = '我们的假设，待核实 [?] / our assumption, to be confirmed [?]';
