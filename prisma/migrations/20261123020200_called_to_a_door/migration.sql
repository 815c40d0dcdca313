-- Whoever was called to a door is told whose it is: the name and the cell, and nothing else of the file.
CREATE FUNCTION "whom_one_is_called_to"("alarms" uuid[]) RETURNS TABLE ("alarm" uuid, "residentId" uuid, "name" text, "cell" text, "mayRead" boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e."id", r."id", r."name", r."cell", (r."line" || ':' || r."area_code") <@ "scope_of"('read:residents')
  FROM "escalation" e
    LEFT JOIN "visit_event" v ON e."source_kind" = 'visit' AND v."client_id" = e."source_id"
    LEFT JOIN "finding" f ON e."source_kind" = 'finding' AND f."id" = e."source_id"
    JOIN "resident" r ON r."id" = COALESCE(v."resident_id", f."resident_id")
  WHERE e."id" = ANY ("alarms") AND r."erased_at" IS NULL AND ((e."line" || ':' || e."area_code") <@ "scope_of"('read:visits')
    OR ((e."settled_at" IS NULL OR e."settled_at" > now() - interval '1 day') AND "is_told_of"(e."id")))
$$;
CREATE INDEX "work_order_source_kind_idx" ON "work_order" ("source_kind", "source_id");
CREATE INDEX "visit_event_city_began_idx" ON "visit_event" ("city_code", "began_at");
