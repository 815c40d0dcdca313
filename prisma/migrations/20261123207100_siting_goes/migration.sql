-- Whom to ask about premises goes when nobody asks there any more; an answer goes a while after a newer one took its place.
INSERT INTO "retention_rule" ("kind", "keep_days", "least_days", "source_zh", "source_en", "mark") VALUES
  ('dropped-premises-contacts', 90, 0, '《个人信息保护法》最短必要时间；闲置用房放弃后 90 天，以备重新考虑，由本机构确定', 'Personal Information Protection Law, shortest time needed; 90 days after premises were given up, in case they are taken up again, set by this office', '?'),
  ('unused-premises-contacts', 365, 0, '《个人信息保护法》最短必要时间；闲置用房一年内没有改动、推进，也没有人查看联系人，由本机构确定', 'Personal Information Protection Law, shortest time needed; a year in which premises were not changed, not moved on and nobody opened their contact, set by this office', '?'),
  ('replaced-siting-runs', 180, 0, '测算结果可以随时重算；被新结果替代后 180 天供核对，方案和最近一次结果一直保留，由本机构确定', 'answers are derived and can be computed again; 180 days after a newer one took its place, to compare; a scenario and its last answer stay; set by this office', '?');
