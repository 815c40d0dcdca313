-- Who visits in a city, by account and name, for a list that names responsible visitors so: told to whoever keeps the whole
-- city's register, which an import at work does on behalf of somebody bounded to their own rows.
CREATE FUNCTION "visitors_known"("of_city" text, "on_day" date) RETURNS TABLE ("id" uuid, "name" text, "login" text, "area_code" text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p."id", p."name", c."login", g."area_code" FROM "person" p JOIN "role_grant" g ON g."person_id" = p."id"
    LEFT JOIN "credential" c ON c."person_id" = p."id"
  WHERE p."state" = 'active' AND g."role" = 'caregiver' AND g."line" IN ('', 'civil-affairs')
    AND g."valid_from" <= "on_day" AND (g."valid_to" IS NULL OR g."valid_to" > "on_day") AND starts_with(g."area_code", "of_city")
    AND ('civil-affairs:' || "of_city") <@ "scope_of"('write:residents')
$$;
