-- Whoever asks who looked at a resident's values is told of lists and sheets they stood on too: the record of one names the residents.
CREATE INDEX "audit_event_residents_idx" ON "audit_event" USING gin (("facts"->'residents')) WHERE "facts" ? 'residents';

-- When somebody worked and why they were away: no longer than wages and hours may have to be shown.
INSERT INTO "retention_rule" ("kind", "keep_days", "least_days", "source_zh", "source_en", "mark") VALUES
  ('caregiver-days', 730, 0, '《工资支付暂行规定》第六条：工资支付记录保存两年以上备查（转述）；已结束的工作时间与请假随之，由本机构确定',
    'Interim Provisions on Payment of Wages, art. 6: records of wages are kept for two years or more (second hand); ended working hours and absences go by it, set by this office', '?');
