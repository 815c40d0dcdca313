-- An administrator who keeps accounts of an area is no keeper of its register: what is let go there asks for both, which only the
-- retention's own run holds.
DROP POLICY "resident_merge_removed" ON "resident_merge";
CREATE POLICY "resident_merge_removed" ON "resident_merge" FOR DELETE USING (
  "resident_scope_key"("kept_id") <@ (SELECT "scope_of"('write:retention')) AND "resident_scope_key"("kept_id") <@ (SELECT "scope_of"('write:residents')));
DROP POLICY "visit_reminder_removed" ON "visit_reminder";
CREATE POLICY "visit_reminder_removed" ON "visit_reminder" FOR DELETE USING (
  ("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:retention')) AND ("line" || ':' || "area_code") <@ (SELECT "scope_of"('report:visits')));
