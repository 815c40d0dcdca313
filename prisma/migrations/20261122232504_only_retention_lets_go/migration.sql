-- Rules of retention are set by administrators, who see neither residents nor visits: records are let go only by whoever holds both.
ALTER POLICY "resident_merge_removed" ON "resident_merge" USING ("resident_scope_key"("kept_id") <@ (SELECT "scope_of"('write:retention'))
  AND "resident_scope_key"("kept_id") <@ (SELECT "scope_of"('write:residents')));
ALTER POLICY "visit_reminder_removed" ON "visit_reminder" USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:retention'))
  AND ("line" || ':' || "area_code") <@ (SELECT "scope_of"('report:visits')));
