-- Who was on duty and who was asked to look after a door: three years, to be answered for.
INSERT INTO "retention_rule" ("kind", "keep_days", "least_days", "source_zh", "source_en", "mark") VALUES
  ('alarms', 1095, 184, '《个人信息保护法》最短必要时间；已办结的无人应答记录与已结束的值班保留三年供核对，由本机构确定',
    'Personal Information Protection Law, shortest time needed; settled alarms and duty that has ended are kept three years to be checked, set by this office', '?');
CREATE POLICY "duty_shift_removed" ON "duty_shift" AS RESTRICTIVE FOR DELETE USING (
  "valid_to" IS NULL OR "valid_to" > CURRENT_DATE - 1 OR ("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:retention')));
