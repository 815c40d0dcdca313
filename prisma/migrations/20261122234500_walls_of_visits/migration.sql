-- For which day a city's due visits were worked out names nobody: everybody may read it, whoever works them out there writes it.
ALTER TABLE "due_run" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "due_run_seen" ON "due_run" FOR SELECT USING (true);
CREATE POLICY "due_run_kept" ON "due_run" FOR ALL
  USING (('civil-affairs:' || "city_code") <@ (SELECT "scope_of"('plan:visits'))) WITH CHECK (('civil-affairs:' || "city_code") <@ (SELECT "scope_of"('plan:visits')));

-- Whoever may only read a month corrects none: corrections are written by the triggers, and by the work a logged visit sets off.
DROP POLICY "month_correction_added" ON "month_correction";
CREATE POLICY "month_correction_added" ON "month_correction" FOR INSERT WITH CHECK (EXISTS (SELECT 1 FROM "month_report" m WHERE m."id" = "report_id"
  AND (m."line" || ':' || m."area_code") <@ (SELECT "scope_of"('report:visits'))));
