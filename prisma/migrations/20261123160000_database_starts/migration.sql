-- Each start of the database, and how far its log was written then: an image put back begins where it was taken, and phones tell by it what it lost.
CREATE TABLE "database_start" (
  -- cluster, database, table and timeline
  "life" text NOT NULL,
  "started_at" timestamptz NOT NULL,
  "log_position" bigint NOT NULL,
  PRIMARY KEY ("life", "started_at")
);
