-- Whoever is called or sent to somebody with two files is called to the one that stands, and may write there what they found.

-- All files of one person, whichever of them is named.
CREATE FUNCTION "files_of_one"("of_resident" uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT COALESCE(r."merged_into", r."id") FROM public."resident" r WHERE r."id" = "of_resident"
  UNION ALL SELECT f."id" FROM public."resident" r JOIN public."resident" f ON f."merged_into" = COALESCE(r."merged_into", r."id") WHERE r."id" = "of_resident"
$$;

CREATE OR REPLACE FUNCTION "is_sent_to"("of_resident" uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM "files_of_one"("of_resident") f JOIN "planned_visit" p ON p."resident_id" = f WHERE p."is_published" AND p."person_id" = "acting_person"()
    AND p."begins_at" > now() - interval '7 days' AND p."begins_at" < now() + interval '1 day')
  OR EXISTS (SELECT 1 FROM "files_of_one"("of_resident") f JOIN "visit_event" v ON v."resident_id" = f
      JOIN "escalation" e ON e."source_kind" = 'visit' AND e."source_id" = v."client_id"
    WHERE v."outcome" = 'no-answer' AND v."began_at" > now() - interval '30 days'
      AND (e."settled_at" IS NULL OR e."settled_at" > now() - interval '1 day')
      AND EXISTS (SELECT 1 FROM "escalation_step" s WHERE s."escalation_id" = e."id" AND s."kind" = 'told' AND s."person_id" = "acting_person"()))
$$;

CREATE OR REPLACE FUNCTION "whom_one_is_called_to"("alarms" uuid[]) RETURNS TABLE ("alarm" uuid, "residentId" uuid, "name" text, "cell" text, "mayRead" boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e."id", k."id", k."name", k."cell", (k."line" || ':' || k."area_code") <@ "scope_of"('read:residents')
  FROM "escalation" e
    LEFT JOIN "visit_event" v ON e."source_kind" = 'visit' AND v."client_id" = e."source_id"
    LEFT JOIN "finding" f ON e."source_kind" = 'finding' AND f."id" = e."source_id"
    JOIN "resident" r ON r."id" = COALESCE(v."resident_id", f."resident_id") JOIN "resident" k ON k."id" = COALESCE(r."merged_into", r."id")
  WHERE e."id" = ANY ("alarms") AND k."erased_at" IS NULL AND ((e."line" || ':' || e."area_code") <@ "scope_of"('read:visits')
    OR ((e."settled_at" IS NULL OR e."settled_at" > now() - interval '1 day') AND "is_told_of"(e."id")))
$$;

CREATE OR REPLACE FUNCTION "whom_orders_concern"("findings" uuid[]) RETURNS TABLE ("finding_id" uuid, "name" text, "cell" text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f."id", k."name", k."cell" FROM "finding" f JOIN "resident" r ON r."id" = f."resident_id" JOIN "resident" k ON k."id" = COALESCE(r."merged_into", r."id")
  WHERE f."id" = ANY ("findings") AND k."erased_at" IS NULL AND EXISTS (
    SELECT 1 FROM "work_order" w WHERE w."source_kind" = 'finding' AND w."source_id" = f."id" AND w."state" <> 'closed' AND w."assigned_id" = "acting_person"())
$$;
