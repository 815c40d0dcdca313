-- How long one stays signed in is changed by whoever administers the whole installation, within bounds, with a reason.
ALTER TABLE "session_limit"
  ADD COLUMN "changed_at" timestamptz,
  ADD COLUMN "changed_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  ADD CONSTRAINT "session_limit_idle_in_bounds" CHECK ("idle_minutes" BETWEEN 5 AND 1440),
  ADD CONSTRAINT "session_limit_absolute_in_bounds" CHECK ("absolute_minutes" BETWEEN 60 AND 1440),
  ADD CONSTRAINT "session_limit_proof_in_bounds" CHECK ("proof_minutes" BETWEEN 1 AND 60),
  ADD CONSTRAINT "session_limit_source_short" CHECK (length("source") <= 200);

ALTER TABLE "session_limit" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "session_limit_seen" ON "session_limit" FOR SELECT USING (true);
CREATE POLICY "session_limit_changed" ON "session_limit" FOR UPDATE
  USING (':'::text <@ (SELECT "scope_of"('write:session-limits')))
  WITH CHECK (':'::text <@ (SELECT "scope_of"('write:session-limits')));

-- When somebody was last here, told to whoever may see that person, and to the person. Sessions themselves stay with whoever
-- manages the account; after a session is gone, the audit still knows when it was opened.
CREATE FUNCTION "last_seen_of"("of_person" uuid) RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN "of_person" = "acting_person"() OR "person_scope_key"("of_person") <@ "scope_of"('read:people')
    THEN GREATEST(
      (SELECT max("seen_at") FROM "session" WHERE "person_id" = "of_person" AND "stage" = 'open'),
      (SELECT "at" FROM "audit_event" WHERE "subject_id" = "of_person"::text AND "action" = 'open:session' AND "result" = 'done'
        ORDER BY "at" DESC LIMIT 1)) END
$$;
