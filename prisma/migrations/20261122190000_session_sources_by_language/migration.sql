-- Why a limit is as it is, in the reader's language where the program says it; what an administrator wrote stands in one.
ALTER TABLE "session_limit" ADD COLUMN "source_en" text NOT NULL DEFAULT '' CHECK (length("source_en") <= 200);
UPDATE "session_limit" SET "source_en" = split_part("source", ' · ', 2), "source" = split_part("source", ' · ', 1)
  WHERE "changed_at" IS NULL AND "source" IN (
    'NIST SP 800-63B-3，4.2.3：30 分钟不活动、12 小时 · 30 minutes of inactivity, 12 hours',
    '楼道里没有网络，管一个工作日；手机已绑定并要 PIN · Stairwells without a network: one working day; the phone is bound and asks for a PIN');
