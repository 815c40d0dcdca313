-- Of an import whose time is over the counts stay; the file, its preview and its samples are gone.
ALTER TABLE "import_batch" ADD COLUMN "forgotten_at" timestamptz;
