-- What was kept without an end: proposals nobody decided about, plans and what belongs to them.
INSERT INTO "retention_rule" ("kind", "keep_days", "least_days", "source_zh", "source_en", "mark") VALUES
  ('waiting-residents', 365, 90, '《个人信息保护法》最短必要时间；一年内无人处理的发现对象，由本机构确定', 'Personal Information Protection Law, shortest time needed; a proposal nobody decided about in a year, set by this office', '?'),
  ('visit-plans', 395, 60, '《个人信息保护法》最短必要时间；探访计划与提醒保留十三个月供核对，由本机构确定', 'Personal Information Protection Law, shortest time needed; plans and reminders are kept thirteen months to be checked, set by this office', '?');

-- Row policies hid these from whoever lets records go, so that nothing was deleted and nothing said so.
CREATE POLICY "resident_merge_removed" ON "resident_merge" FOR DELETE USING ("resident_scope_key"("kept_id") <@ (SELECT "scope_of"('write:retention')));
CREATE POLICY "visit_reminder_removed" ON "visit_reminder" FOR DELETE USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('write:retention')));
