-- Records of handling are kept for three years at least (Personal Information Protection Law, article 56). The least stood at the six
-- months of the Cybersecurity Law, beside a source that says three years.
UPDATE "retention_rule" SET
  "least_days" = 1095, "keep_days" = GREATEST("keep_days", 1095),
  "source_zh" = '《个人信息保护法》第五十六条：处理情况记录至少保存三年（1095 天）',
  "source_en" = 'Personal Information Protection Law, article 56: records of handling are kept for at least three years (1095 days)'
WHERE "kind" = 'sensitive-openings';

-- Who changed how long something is kept, and why: the audit names the row, the words stand here. Rows are added and stay.
CREATE TABLE "retention_change" (
  "id" uuid NOT NULL PRIMARY KEY,
  "kind" text NOT NULL REFERENCES "retention_rule" ("kind"),
  "from_days" integer NOT NULL,
  "to_days" integer NOT NULL,
  "reason" text NOT NULL CHECK (length(btrim("reason")) BETWEEN 1 AND 200),
  "changed_at" timestamptz NOT NULL,
  "changed_by" uuid
);
CREATE INDEX "retention_change_kind" ON "retention_change" ("kind", "changed_at");
ALTER TABLE "retention_change" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "retention_change_seen" ON "retention_change" FOR SELECT
  USING ((SELECT "scope_of"('write:retention')) <> '{}'::"code_multirange");
CREATE POLICY "retention_change_added" ON "retention_change" FOR INSERT
  WITH CHECK ((SELECT "holds_everything"('write:retention')));
