-- How people come in and stay in: sessions that can be listed and ended, second factors, one-time secrets handed over by an
-- administrator, phones bound to caregivers, identities of an organisation's own sign-in. Nothing here signs anybody in by
-- itself: tokens, codes and PINs are kept as hashes, second factors sealed.

-- Invited people have a login and no password yet.
ALTER TABLE "credential" ALTER COLUMN "password_hash" DROP NOT NULL, ADD COLUMN "changed_at" timestamptz NOT NULL DEFAULT now();

-- How long one stays signed in is a decision of the installation, with its reason.
CREATE TABLE "session_limit" (
  "kind" text NOT NULL PRIMARY KEY CHECK ("kind" IN ('desk', 'field')),
  "idle_minutes" integer NOT NULL CHECK ("idle_minutes" > 0),
  "absolute_minutes" integer NOT NULL,
  "rotation_minutes" integer NOT NULL CHECK ("rotation_minutes" > 0),
  -- how long a code or password given again vouches for exports of personal data
  "proof_minutes" integer NOT NULL CHECK ("proof_minutes" > 0),
  "source" text NOT NULL CHECK (btrim("source") <> ''),
  CONSTRAINT "session_limit_ordered" CHECK ("absolute_minutes" >= "idle_minutes")
);
INSERT INTO "session_limit" ("kind", "idle_minutes", "absolute_minutes", "rotation_minutes", "proof_minutes", "source") VALUES
  ('desk', 30, 720, 15, 10, 'NIST SP 800-63B-3, 4.2.3: 30 minutes of inactivity, 12 hours'),
  ('field', 720, 960, 60, 10, 'Phones in stairwells without a network: one working day; the phone is bound and asks for a PIN');

CREATE TABLE "bound_device" (
  "id" uuid NOT NULL PRIMARY KEY,
  "person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "browser" text NOT NULL,
  "system" text NOT NULL,
  -- JSON Web Key, P-256; the private half never leaves the phone
  "public_key" jsonb NOT NULL,
  "pin_hash" text NOT NULL,
  -- counted before a PIN is compared, so that tries at the same moment are as many as they are
  "pin_tries" integer NOT NULL DEFAULT 0,
  "bound_at" timestamptz NOT NULL DEFAULT now(),
  "last_used_at" timestamptz,
  "unbound_at" timestamptz,
  "unbound_why" text CHECK ("unbound_why" IN ('own-wish', 'administrator', 'pin', 'left')),
  CONSTRAINT "bound_device_unbound_whole" CHECK (("unbound_at" IS NULL) = ("unbound_why" IS NULL))
);
CREATE INDEX "bound_device_person_id_idx" ON "bound_device" ("person_id");

-- What a phone signs: one use, two minutes.
CREATE TABLE "sign_in_challenge" (
  "id" uuid NOT NULL PRIMARY KEY,
  "device_id" uuid NOT NULL REFERENCES "bound_device" ("id") ON DELETE CASCADE,
  "nonce" text NOT NULL,
  "expires_at" timestamptz NOT NULL
);

DROP TABLE "session";
CREATE TABLE "session" (
  "id" uuid NOT NULL PRIMARY KEY,
  "person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "token_hash" text NOT NULL UNIQUE,
  -- the token before it was rotated: answers until the new one has been seen, and a moment longer for parallel requests
  "previous_token_hash" text UNIQUE,
  "rotated_at" timestamptz NOT NULL DEFAULT now(),
  "confirmed_at" timestamptz,
  "kind" text NOT NULL REFERENCES "session_limit" ("kind"),
  "stage" text NOT NULL CHECK ("stage" IN ('code-due', 'enrolment-due', 'open')),
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "seen_at" timestamptz NOT NULL DEFAULT now(),
  "expires_at" timestamptz NOT NULL,
  -- when a code or the password was last given again
  "proven_at" timestamptz,
  "browser" text NOT NULL,
  "system" text NOT NULL,
  -- the network, never the whole address
  "address" text NOT NULL,
  "device_id" uuid REFERENCES "bound_device" ("id") ON DELETE CASCADE
);
CREATE INDEX "session_person_id_idx" ON "session" ("person_id");

-- Tries of signing in, by hashed account and by hashed address. One row for all processes.
CREATE TABLE "sign_in_throttle" (
  "key" text NOT NULL PRIMARY KEY,
  "tries" integer NOT NULL,
  "last_try_at" timestamptz NOT NULL,
  "free_at" timestamptz NOT NULL DEFAULT '-infinity'
);
CREATE INDEX "sign_in_throttle_last_try_at_idx" ON "sign_in_throttle" ("last_try_at");

CREATE TABLE "second_factor" (
  "person_id" uuid NOT NULL PRIMARY KEY REFERENCES "person" ("id") ON DELETE CASCADE,
  "sealed_secret" text NOT NULL,
  -- the thirty seconds of the last code taken: no code opens twice
  "last_step" bigint NOT NULL DEFAULT 0,
  "proposed_at" timestamptz NOT NULL DEFAULT now(),
  -- null: shown, and not yet confirmed by a code
  "confirmed_at" timestamptz
);

CREATE TABLE "recovery_code" (
  "person_id" uuid NOT NULL REFERENCES "second_factor" ("person_id") ON DELETE CASCADE,
  "code_hash" text NOT NULL,
  "used_at" timestamptz,
  PRIMARY KEY ("person_id", "code_hash")
);

-- Handed over once by whoever looks after the account: an invitation, a reset, a code that binds a phone.
CREATE TABLE "one_time_secret" (
  "id" uuid NOT NULL PRIMARY KEY,
  "person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "purpose" text NOT NULL CHECK ("purpose" IN ('invitation', 'reset', 'device')),
  "secret_hash" text NOT NULL,
  -- a reset may also take away a second factor that was lost
  "clears_second_factor" boolean NOT NULL DEFAULT false,
  -- null: made at the machine's terminal
  "made_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "made_at" timestamptz NOT NULL DEFAULT now(),
  "expires_at" timestamptz NOT NULL,
  "used_at" timestamptz
);
-- A new one takes the place of what was handed over before.
CREATE UNIQUE INDEX "one_time_secret_open_once" ON "one_time_secret" ("person_id", (CASE "purpose" WHEN 'device' THEN 'device' ELSE 'password' END))
  WHERE "used_at" IS NULL;
CREATE INDEX "one_time_secret_hash_idx" ON "one_time_secret" ("secret_hash");

-- Somebody's identity in the organisation's own sign-in (OpenID Connect).
CREATE TABLE "identity_link" (
  "issuer" text NOT NULL,
  "subject" text NOT NULL,
  "person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "linked_at" timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY ("issuer", "subject"),
  UNIQUE ("issuer", "person_id")
);

-- Whoever suspends an account, however, ends its sessions in the same moment.
CREATE FUNCTION "end_sessions_of_inactive"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM "session" WHERE "person_id" = NEW."id";
  UPDATE "one_time_secret" SET "used_at" = now() WHERE "person_id" = NEW."id" AND "used_at" IS NULL;
  IF NEW."state" = 'left' THEN
    UPDATE "bound_device" SET "unbound_at" = now(), "unbound_why" = 'left' WHERE "person_id" = NEW."id" AND "unbound_at" IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "person_inactive_ends_sessions" AFTER UPDATE OF "state" ON "person"
  FOR EACH ROW WHEN (NEW."state" <> 'active') EXECUTE FUNCTION "end_sessions_of_inactive"();

-- A grant that ends today ends the person's sessions: whoever may still do something signs in anew, to that.
CREATE FUNCTION "end_sessions_of_ended_grant"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM "session" WHERE "person_id" = OLD."person_id";
  RETURN NULL;
END $$;
CREATE TRIGGER "role_grant_ended_ends_sessions" AFTER UPDATE OF "valid_to" ON "role_grant"
  FOR EACH ROW WHEN (NEW."valid_to" <= (now() AT TIME ZONE 'Asia/Shanghai')::date AND OLD."valid_to" IS DISTINCT FROM NEW."valid_to")
  EXECUTE FUNCTION "end_sessions_of_ended_grant"();
CREATE TRIGGER "role_grant_removed_ends_sessions" AFTER DELETE ON "role_grant"
  FOR EACH ROW EXECUTE FUNCTION "end_sessions_of_ended_grant"();

-- ── the second wall: one's own rows, and those of people one looks after ───────────────────────────────────────────────

ALTER TABLE "credential" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "credential_own_or_managed" ON "credential"
  USING ("person_id" = (SELECT "acting_person"()) OR "person_scope_key"("person_id") <@ (SELECT "scope_of"('write:people')));
ALTER TABLE "session" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "session_own_or_managed" ON "session"
  USING ("person_id" = (SELECT "acting_person"()) OR "person_scope_key"("person_id") <@ (SELECT "scope_of"('write:people')));
ALTER TABLE "bound_device" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "bound_device_own_or_managed" ON "bound_device"
  USING ("person_id" = (SELECT "acting_person"()) OR "person_scope_key"("person_id") <@ (SELECT "scope_of"('write:people')));
ALTER TABLE "second_factor" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "second_factor_own_or_managed" ON "second_factor"
  USING ("person_id" = (SELECT "acting_person"()) OR "person_scope_key"("person_id") <@ (SELECT "scope_of"('write:people')));
ALTER TABLE "recovery_code" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "recovery_code_own_or_managed" ON "recovery_code"
  USING ("person_id" = (SELECT "acting_person"()) OR "person_scope_key"("person_id") <@ (SELECT "scope_of"('write:people')));
ALTER TABLE "one_time_secret" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "one_time_secret_managed" ON "one_time_secret" USING ("person_scope_key"("person_id") <@ (SELECT "scope_of"('write:people')));
ALTER TABLE "identity_link" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "identity_link_own_or_managed" ON "identity_link"
  USING ("person_id" = (SELECT "acting_person"()) OR "person_scope_key"("person_id") <@ (SELECT "scope_of"('write:people')));
