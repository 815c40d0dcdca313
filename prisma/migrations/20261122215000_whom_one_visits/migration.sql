-- Whoever is to visit somebody by the plan in force is told whom: the name and the cell, of nobody else, and nothing more.
CREATE FUNCTION "whom_one_visits"("ids" uuid[]) RETURNS TABLE ("id" uuid, "name" text, "cell" text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r."id", r."name", r."cell" FROM "resident" r
  WHERE r."id" = ANY("ids") AND r."state" = 'registered' AND EXISTS (
    SELECT 1 FROM "planned_visit" p WHERE p."resident_id" = r."id" AND p."is_published" AND p."person_id" = "acting_person"() AND p."begins_at" > now() - interval '7 days')
$$;
