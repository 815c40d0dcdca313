-- Whether a session was opened with more than a password (a code, its set-up, or an organisation that asked for one): a desk
-- role that is given while somebody sits there asks for what was not asked when they came in.
ALTER TABLE "session" ADD COLUMN "has_second_proof" boolean NOT NULL DEFAULT false;
UPDATE "session" s SET "has_second_proof" = true WHERE s."stage" = 'open' AND EXISTS (
  SELECT 1 FROM "second_factor" f WHERE f."person_id" = s."person_id" AND f."confirmed_at" IS NOT NULL);
