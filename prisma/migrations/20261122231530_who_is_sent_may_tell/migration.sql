-- Whoever the plan in force sends to somebody tells what they found, as those do who answer for them: from a day before the
-- appointment until a week after it.
CREATE FUNCTION "is_sent_to"("of_resident" uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM "planned_visit" p WHERE p."resident_id" = "of_resident" AND p."is_published" AND p."person_id" = "acting_person"()
    AND p."begins_at" > now() - interval '7 days' AND p."begins_at" < now() + interval '1 day')
$$;
-- Of whom: the name and where they belong, and nothing else of the file.
CREATE FUNCTION "whom_one_is_sent_to"("of_resident" uuid) RETURNS TABLE ("id" uuid, "name" text, "line" text, "areaCode" text, "state" text, "mergedInto" uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r."id", r."name", r."line", r."area_code", r."state", r."merged_into" FROM "resident" r
  WHERE r."id" = "of_resident" AND r."erased_at" IS NULL AND "is_sent_to"("of_resident")
$$;
DROP POLICY "visit_event_added" ON "visit_event";
CREATE POLICY "visit_event_added" ON "visit_event" FOR INSERT
  WITH CHECK ("uploader_id" = (SELECT "acting_person"()) AND "resident_scope_key"("resident_id") = "line" || ':' || "area_code" AND
    (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:visits'))
      OR EXISTS (SELECT 1 FROM "resident" r WHERE r."id" = "resident_id" AND (SELECT "acting_person"()) IN (r."responsible_id", r."deputy_id"))
      OR "is_sent_to"("resident_id")));
