-- Where a limit is still the one that came with the program, it says why in both languages; what an administrator wrote stays.
UPDATE "session_limit" SET "source" = 'NIST SP 800-63B-3，4.2.3：30 分钟不活动、12 小时 · 30 minutes of inactivity, 12 hours'
  WHERE "kind" = 'desk' AND "source" = 'NIST SP 800-63B-3, 4.2.3: 30 minutes of inactivity, 12 hours' AND "changed_at" IS NULL;
UPDATE "session_limit" SET "source" = '楼道里没有网络，管一个工作日；手机已绑定并要 PIN · Stairwells without a network: one working day; the phone is bound and asks for a PIN'
  WHERE "kind" = 'field' AND "source" = 'Phones in stairwells without a network: one working day; the phone is bound and asks for a PIN' AND "changed_at" IS NULL;
