-- «At least six months» of the Cybersecurity Law: the longest six months of a calendar, from March to the end of August, have 184 days.
UPDATE "retention_rule" SET "least_days" = 184, "keep_days" = GREATEST("keep_days", 184) WHERE "kind" = 'audit';
