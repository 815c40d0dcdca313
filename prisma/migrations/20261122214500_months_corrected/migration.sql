-- A finding closes with what was done, in words that are counted and name no illness.
ALTER TABLE "finding" ADD COLUMN "closed_how" text
  CHECK ("closed_how" IN ('on-the-spot', 'repaired', 'family', 'medical', 'benefit', 'service', 'referred', 'not-needed', 'other'));
ALTER TABLE "finding" ADD CONSTRAINT "finding_how_of_closed" CHECK ("closed_how" IS NULL OR "closed_at" IS NOT NULL);

-- What changed on the register after a month was handed in: one line a person and kind, whatever the number of changes.
CREATE UNIQUE INDEX "month_correction_of_resident" ON "month_correction" ("report_id", "resident_id", "kind") WHERE "event_id" IS NULL;

-- Somebody is due in a month when they are on the register on a day of it: a day of entry that comes to be known, or moves, touches
-- the months that end after it; a day of leaving those that begin on it or later. The same reader as of the month's figures.
CREATE FUNCTION "correct_months_of_entries"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "month_report" WHERE "state" IN ('submitted', 'locked')) THEN
    RETURN NULL;
  END IF;
  INSERT INTO "month_correction" ("id", "report_id", "resident_id", "kind")
  SELECT gen_random_uuid(), m."id", n."id", 'entry' FROM "fresh" n
  JOIN "month_report" m ON m."city_code" = n."city_code" AND m."line" = n."line" AND m."state" IN ('submitted', 'locked')
    AND starts_with(n."area_code", m."area_code") AND n."registered_on" < m."month" + interval '1 month'
    AND (n."left_on" IS NULL OR n."left_on" > m."month")
  WHERE n."state" IN ('registered', 'left')
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "correct_months_of_entries" AFTER INSERT ON "resident" REFERENCING NEW TABLE AS "fresh"
  FOR EACH STATEMENT EXECUTE FUNCTION "correct_months_of_entries"();

CREATE FUNCTION "correct_months_of_changes"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "month_report" WHERE "state" IN ('submitted', 'locked')) THEN
    RETURN NULL;
  END IF;
  INSERT INTO "month_correction" ("id", "report_id", "resident_id", "kind")
  SELECT gen_random_uuid(), m."id", n."id", CASE WHEN w."is_due" THEN 'entry' ELSE 'exit' END
  FROM "stale" o JOIN "fresh" n ON n."id" = o."id"
  JOIN "month_report" m ON m."city_code" = n."city_code" AND m."state" IN ('submitted', 'locked')
  CROSS JOIN LATERAL (SELECT
    o."line" = m."line" AND starts_with(o."area_code", m."area_code") AND o."state" IN ('registered', 'left') AND o."left_reason" IS DISTINCT FROM 'same-person'
      AND o."registered_on" < m."month" + interval '1 month' AND (o."left_on" IS NULL OR o."left_on" > m."month") AS "was_due",
    n."line" = m."line" AND starts_with(n."area_code", m."area_code") AND n."state" IN ('registered', 'left') AND n."left_reason" IS DISTINCT FROM 'same-person'
      AND n."registered_on" < m."month" + interval '1 month' AND (n."left_on" IS NULL OR n."left_on" > m."month") AS "is_due") w
  WHERE (o."state", o."line", o."area_code", o."registered_on", o."left_on", o."left_reason")
      IS DISTINCT FROM (n."state", n."line", n."area_code", n."registered_on", n."left_on", n."left_reason")
    AND COALESCE(w."was_due", false) <> COALESCE(w."is_due", false)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "correct_months_of_changes" AFTER UPDATE ON "resident" REFERENCING OLD TABLE AS "stale" NEW TABLE AS "fresh"
  FOR EACH STATEMENT EXECUTE FUNCTION "correct_months_of_changes"();

-- A category that comes, goes or moves touches the months it holds in before or after.
CREATE FUNCTION "correct_months_of_categories"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO "month_correction" ("id", "report_id", "resident_id", "kind")
  SELECT DISTINCT ON (m."id", r."id") gen_random_uuid(), m."id", r."id", 'category' FROM "resident" r
  JOIN "month_report" m ON m."city_code" = r."city_code" AND m."line" = r."line" AND m."state" IN ('submitted', 'locked') AND starts_with(r."area_code", m."area_code")
  CROSS JOIN LATERAL (SELECT
    TG_OP <> 'INSERT' AND OLD."valid_from" < m."month" + interval '1 month' AND (OLD."valid_to" IS NULL OR OLD."valid_to" > m."month") AS "held",
    TG_OP <> 'DELETE' AND NEW."valid_from" < m."month" + interval '1 month' AND (NEW."valid_to" IS NULL OR NEW."valid_to" > m."month") AS "holds") w
  WHERE r."id" = COALESCE(NEW."resident_id", OLD."resident_id") AND w."held" <> w."holds"
    AND r."state" IN ('registered', 'left') AND r."registered_on" < m."month" + interval '1 month' AND (r."left_on" IS NULL OR r."left_on" > m."month")
    -- who came after the month was handed in is told as an entry already
    AND NOT EXISTS (SELECT 1 FROM "month_correction" c WHERE c."report_id" = m."id" AND c."resident_id" = r."id" AND c."kind" = 'entry')
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "correct_months_of_categories" AFTER INSERT OR UPDATE OR DELETE ON "resident_category"
  FOR EACH ROW EXECUTE FUNCTION "correct_months_of_categories"();
