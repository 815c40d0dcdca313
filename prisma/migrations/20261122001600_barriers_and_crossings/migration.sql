-- Crossings are records of their own: they come in files of their own, have names, and one bridge leads over every line that
-- lies beside it. Which lines a crossing opens follows from where it stands and is worked out when the ground is read.
CREATE TABLE "crossing" (
  "id" UUID NOT NULL,
  "city_code" TEXT NOT NULL,
  "kind" TEXT NOT NULL DEFAULT 'crossing',
  "name_zh" TEXT NOT NULL DEFAULT '',
  "name_en" TEXT NOT NULL DEFAULT '',
  "lon" DOUBLE PRECISION NOT NULL,
  "lat" DOUBLE PRECISION NOT NULL,
  "known_on" DATE NOT NULL,
  "quality" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "import_batch_id" UUID,
  CONSTRAINT "crossing_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "crossing_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE,
  CONSTRAINT "crossing_on_earth" CHECK (abs("lon") <= 180 AND abs("lat") <= 85)
);
CREATE INDEX "crossing_city_code_idx" ON "crossing" ("city_code");

INSERT INTO "crossing" (id, city_code, lon, lat, known_on, quality, source)
  SELECT gen_random_uuid(), b.city_code, (c.at->>0)::float8, (c.at->>1)::float8, city.created_at::date, b.quality, b.source
  FROM "barrier" b JOIN "city" ON city.code = b.city_code, jsonb_array_elements(b.crossings) AS c(at);

ALTER TABLE "barrier" DROP COLUMN "crossings", ADD COLUMN "known_on" DATE, ADD COLUMN "import_batch_id" UUID;
UPDATE "barrier" SET known_on = city.created_at::date FROM "city" WHERE city.code = barrier.city_code;
ALTER TABLE "barrier" ALTER COLUMN "known_on" SET NOT NULL;

CREATE TRIGGER "crossing_inserted" AFTER INSERT ON "crossing" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_city_revision"();
CREATE TRIGGER "crossing_updated" AFTER UPDATE ON "crossing" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_city_revision"();
CREATE TRIGGER "crossing_deleted" AFTER DELETE ON "crossing" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_city_revision"();
