-- Whoever is sent to somebody also learns that they have left, and when: a visit of a later day is not taken.
DROP FUNCTION "whom_one_is_sent_to"(uuid);
CREATE FUNCTION "whom_one_is_sent_to"("of_resident" uuid)
RETURNS TABLE ("id" uuid, "name" text, "line" text, "areaCode" text, "state" text, "mergedInto" uuid, "leftOn" text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r."id", r."name", r."line", r."area_code", r."state", r."merged_into", r."left_on"::text FROM "resident" r
  WHERE r."id" = "of_resident" AND r."erased_at" IS NULL AND "is_sent_to"("of_resident")
$$;
