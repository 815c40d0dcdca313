-- When somebody was last here, by whatever door. A phone opens a session of its own, and its event names the phone: when it was
-- last used stays on its row after it is unbound and its sessions are gone. A desk's browser keeps its day as well, so that the
-- answer outlives the months of the audit.
CREATE OR REPLACE FUNCTION "last_seen_of"("of_person" uuid) RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN "of_person" = "acting_person"() OR "person_scope_key"("of_person") <@ "scope_of"('read:people')
    THEN GREATEST(
      (SELECT max("seen_at") FROM "session" WHERE "person_id" = "of_person" AND "stage" = 'open'),
      (SELECT max("last_used_at") FROM "bound_device" WHERE "person_id" = "of_person"),
      (SELECT max("last_seen_at") FROM "known_browser" WHERE "person_id" = "of_person"),
      (SELECT "at" FROM "audit_event" WHERE "subject_id" = "of_person"::text AND "action" = 'open:session' AND "result" = 'done'
        ORDER BY "at" DESC LIMIT 1)) END
$$;
