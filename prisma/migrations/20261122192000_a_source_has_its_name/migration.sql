-- The English half had lost whose rule it is.
UPDATE "session_limit" SET "source_en" = 'NIST SP 800-63B-3, 4.2.3: ' || "source_en" WHERE "source_en" = '30 minutes of inactivity, 12 hours';
