-- What row policies cost, measured by `npm run bench policies`. Rows are let through by a set of ranges, of which the planner
-- thinks that hardly any pass. Whoever holds the whole installation is asked about once a statement, before any row; that also
-- tells the planner that many rows may pass, so that it walks a page along its order instead of sorting everybody.

-- A grant for every line and area is the only one that holds the key of no line and no area.
CREATE FUNCTION "holds_everything"("permission" text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ':'::text <@ "scope_of"("permission")
$$;

ALTER POLICY "person_seen" ON "person"
  USING ((SELECT "holds_everything"('read:people')) OR "id" = (SELECT "acting_person"())
    OR ("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:people')));
ALTER POLICY "role_grant_seen" ON "role_grant"
  USING ((SELECT "holds_everything"('read:people')) OR "person_id" = (SELECT "acting_person"())
    OR ("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:people')));
ALTER POLICY "person_sensitive_seen" ON "person_sensitive"
  USING ((SELECT "holds_everything"('read:people')) OR "person_id" = (SELECT "acting_person"())
    OR "person_scope_key"("person_id") <@ (SELECT "scope_of"('read:people')));
-- A subquery is joined or hashed, where a function was called for each row.
ALTER POLICY "contact_seen" ON "contact"
  USING ("is_public" OR (SELECT "holds_everything"('read:private-contacts')) OR EXISTS (
    SELECT FROM "facility" f WHERE f."id" = "contact"."facility_id"
      AND (f."line" || ':' || COALESCE(f."area_code", f."city_code")) <@ (SELECT "scope_of"('read:private-contacts'))));

CREATE INDEX "person_name_order" ON "person" ("name" COLLATE "C", "id");
-- Holds all that the policy compares: people of an area are counted without looking at their rows.
CREATE INDEX "person_area_code_line_id_idx" ON "person" ("area_code", "line", "id");
