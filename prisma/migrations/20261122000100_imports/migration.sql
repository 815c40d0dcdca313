-- What a first look at the file found, and signs of life of the job that works on it.
ALTER TABLE "import_batch"
  ADD COLUMN "file_kind" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "inspection" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "left_out" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "heartbeat_at" TIMESTAMPTZ,
  ADD COLUMN "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "attempt" INTEGER NOT NULL DEFAULT 0;
-- uploaded: the first look is due, inspected: its columns can be matched.
ALTER TABLE "import_batch" DROP CONSTRAINT "import_batch_status_known";
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_status_known" CHECK
  ("status" IN ('uploaded', 'inspected', 'reading', 'previewed', 'writing', 'done', 'failed', 'undoing', 'undone'));

-- What the table and the map of the preview show, beside the record to be written.
ALTER TABLE "staging"."import_row"
  ADD COLUMN "label" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "lon" DOUBLE PRECISION,
  ADD COLUMN "lat" DOUBLE PRECISION,
  ADD COLUMN "quality" TEXT,
  ADD COLUMN "area_code" TEXT,
  -- 0 nothing to say, 1 note, 2 warning, 3 error
  ADD COLUMN "severity" SMALLINT NOT NULL DEFAULT 0,
  ADD COLUMN "is_chosen" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "import_row_by_decision" ON "staging"."import_row" ("batch_id", "decision", "row_number");

-- What a batch changed, so that it can be taken back: the record before (null: it was made) and after.
CREATE TABLE "import_change" (
  "batch_id" UUID NOT NULL,
  "row_number" INTEGER NOT NULL,
  "target_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "version" INTEGER,
  "before" JSONB,
  "after" JSONB,
  CONSTRAINT "import_change_pkey" PRIMARY KEY ("batch_id", "row_number", "target_id"),
  CONSTRAINT "import_change_of_batch" FOREIGN KEY ("batch_id") REFERENCES "import_batch" ("id") ON DELETE CASCADE,
  CONSTRAINT "import_change_kind_known" CHECK ("kind" IN ('created', 'updated'))
);
CREATE INDEX "import_change_of_target" ON "import_change" ("target_id");

-- A record known to another source under another id: someone decided that the two are the same place.
CREATE TABLE "import_alias" (
  "city_code" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "external_id" TEXT NOT NULL,
  "target_id" UUID NOT NULL,
  "batch_id" UUID NOT NULL,
  CONSTRAINT "import_alias_pkey" PRIMARY KEY ("city_code", "subject", "source", "external_id"),
  CONSTRAINT "import_alias_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE
);

-- Keys of rows made in bulk: UUID version 7, also where the server does not know uuidv7() yet.
CREATE FUNCTION "new_key"() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;
