-- Browsers somebody signed in with before: their tries are counted apart, so that nobody who tries from elsewhere can keep them
-- waiting. The cookie holds a random token; here is its hash together with the person's id, so that a copy of the table is no
-- cookie, and one browser of two people is two rows that do not tell of each other.
CREATE TABLE "known_browser" (
  "id" uuid NOT NULL PRIMARY KEY,
  "person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "token_hash" text NOT NULL UNIQUE CHECK ("token_hash" ~ '^[0-9a-f]{64}$'),
  "browser" text NOT NULL,
  "system" text NOT NULL,
  "first_seen_at" timestamptz NOT NULL DEFAULT now(),
  "last_seen_at" timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX "known_browser_person_id_idx" ON "known_browser" ("person_id", "last_seen_at" DESC);

ALTER TABLE "known_browser" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "known_browser_own_or_managed" ON "known_browser"
  USING ("person_id" = (SELECT "acting_person"()) OR "person_scope_key"("person_id") <@ (SELECT "scope_of"('write:people')));
