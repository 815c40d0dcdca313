-- Which level of areas a kind of facility serves: the standard of that level counts it, the others do not.
ALTER TABLE "facility_kind"
  ADD COLUMN "serves_level" TEXT NOT NULL DEFAULT 'community',
  ADD CONSTRAINT "facility_kind_serves_level_known" CHECK ("serves_level" IN ('community', 'street', 'district', 'city'));
UPDATE "facility_kind" SET "serves_level" = 'street' WHERE "key" = 'street-centre';
