-- What a danger is, in the plain words of whoever found it: it travels from the finding to its order and its alarm.
CREATE FUNCTION "are_plain_words"("words" text[]) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT cardinality("words") <= 12 AND NOT EXISTS (SELECT 1 FROM unnest("words") AS w ("word") WHERE "word" IS NULL OR "word" !~ '^[a-z][a-z-]{1,39}$')
$$;
ALTER TABLE "finding" ADD COLUMN "signs" text[] NOT NULL DEFAULT '{}' CONSTRAINT "finding_signs_are_plain" CHECK ("are_plain_words"("signs"));
ALTER TABLE "work_order" ADD COLUMN "signs" text[] NOT NULL DEFAULT '{}' CONSTRAINT "work_order_signs_are_plain" CHECK ("are_plain_words"("signs"));
ALTER TABLE "escalation" ADD COLUMN "signs" text[] NOT NULL DEFAULT '{}' CONSTRAINT "escalation_signs_are_plain" CHECK ("are_plain_words"("signs"));

-- An alarm about an order concerns whom its finding does.
CREATE FUNCTION "whom_order_alarms_concern"("alarms" uuid[]) RETURNS TABLE ("alarm" uuid, "residentId" uuid, "name" text, "cell" text, "mayRead" boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e."id", r."id", r."name", r."cell", (r."line" || ':' || r."area_code") <@ "scope_of"('read:residents')
  FROM "escalation" e JOIN "work_order" w ON w."id" = e."source_id" AND w."source_kind" = 'finding' JOIN "finding" f ON f."id" = w."source_id"
    JOIN "resident" r ON r."id" = f."resident_id"
  WHERE e."source_kind" = 'work-order' AND e."id" = ANY ("alarms") AND r."erased_at" IS NULL AND ((e."line" || ':' || e."area_code") <@ "scope_of"('read:visits')
    OR ((e."settled_at" IS NULL OR e."settled_at" > now() - interval '1 day') AND "is_told_of"(e."id")))
$$;
