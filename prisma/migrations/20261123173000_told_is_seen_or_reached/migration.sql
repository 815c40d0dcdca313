-- Told is whoever has seen it, was reached on the telephone or took it: a letter, a message and a call in vain are tries. Figures
-- name nobody. The first turn of a door nobody opened is the visitor's own and needs no telling.
CREATE OR REPLACE FUNCTION "alarm_figures"() RETURNS TABLE ("late" integer, "failing" integer, "not_told" integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (count(*) FILTER (WHERE e."next_at" < now() - interval '5 minutes'))::int, (count(*) FILTER (WHERE e."put_off" > 0))::int,
    (count(*) FILTER (WHERE e."accepted_by" IS NULL AND EXISTS (SELECT 1 FROM "escalation_step" s WHERE s."escalation_id" = e."id" AND s."round" = e."round" AND s."rung" = e."rung"
        AND s."kind" = 'told' AND s."done_at" < now() - interval '5 minutes' AND e."ladder"->s."rung"->>'who' IS DISTINCT FROM 'visitor')
      AND NOT EXISTS (SELECT 1 FROM "escalation_step" s WHERE s."escalation_id" = e."id" AND s."round" = e."round" AND s."rung" = e."rung"
        AND (s."kind" = 'shown' OR (s."kind" = 'phoned' AND s."detail" = 'reached')))))::int
  FROM "escalation" e WHERE e."settled_at" IS NULL
$$;

-- Whoever was told has a day after it is settled to see how it ended, and then no more of it than anybody else.
CREATE OR REPLACE FUNCTION "is_told_of"("of_escalation" uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM "escalation_step" s JOIN "escalation" e ON e."id" = s."escalation_id" WHERE s."escalation_id" = "of_escalation" AND s."kind" = 'told'
    AND s."person_id" = "acting_person"() AND (e."settled_at" IS NULL OR e."settled_at" > now() - interval '1 day'))
$$;
