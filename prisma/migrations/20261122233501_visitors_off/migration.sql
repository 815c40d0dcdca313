-- Who visits no more, said alike to the job and to a supervisor, who sees neither closed accounts nor other areas' cards.
CREATE FUNCTION "account_active"("of_person" uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM "person" p WHERE p."id" = "of_person" AND p."state" = 'active')
$$;

-- Why a caregiver does not visit on a day whatever is agreed: 'left' (account closed, or not on the staff) or 'absent'; NULL = they do.
CREATE FUNCTION "visitor_off"("of_person" uuid, "on_day" date) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN NOT "account_active"("of_person") OR NOT EXISTS (SELECT 1 FROM "caregiver" c WHERE c."person_id" = "of_person"
      AND c."valid_from" <= "on_day" AND (c."valid_to" IS NULL OR c."valid_to" > "on_day")) THEN 'left'
    WHEN EXISTS (SELECT 1 FROM "caregiver_absence" a WHERE a."person_id" = "of_person"
      AND a."valid_from" <= "on_day" AND (a."valid_to" IS NULL OR a."valid_to" > "on_day")) THEN 'absent'
  END
$$;
