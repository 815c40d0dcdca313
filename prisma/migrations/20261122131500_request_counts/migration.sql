-- Requests of the running minute, by door and hashed visitor: one count for all processes. Unlogged, because a count that is
-- lost in a crash is a minute's generosity and nothing else. Columns stand in the order in which rate-limiter-flexible writes them.
CREATE UNLOGGED TABLE "request_count" (
  "key" text NOT NULL PRIMARY KEY,
  "points" integer NOT NULL DEFAULT 0,
  "expire" bigint
);
CREATE INDEX "request_count_expire_idx" ON "request_count" ("expire");
