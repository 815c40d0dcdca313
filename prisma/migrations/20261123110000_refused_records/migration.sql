-- What phones handed in and was refused waits at a desk until somebody takes it in or lays it aside.

ALTER TABLE "care_refusal"
  -- null = nothing is kept but the fact: it did not say whose it is, was not agreed to, or is on record by now
  ALTER COLUMN "key_id" DROP NOT NULL,
  ALTER COLUMN "enc" DROP NOT NULL,
  ALTER COLUMN "text" DROP NOT NULL,
  ADD COLUMN "bytes" integer NOT NULL DEFAULT 0 CHECK ("bytes" >= 0),
  -- by the phone's clock when it handed it in: what its times are put right by
  ADD COLUMN "sent_at" timestamptz,
  -- the visit a photo or a position names; a visit's own id is its record's
  ADD COLUMN "visit_id" uuid,
  -- null = the phone that sent it again settled it itself
  ADD COLUMN "accepted_by" uuid,
  ADD COLUMN "laid_aside_at" timestamptz,
  ADD COLUMN "laid_aside_by" uuid,
  ADD COLUMN "laid_aside_why" text CHECK ("laid_aside_why" ~ '^[a-z-]{1,40}$'),
  ADD CONSTRAINT "care_refusal_whole_or_fact" CHECK (("key_id" IS NULL) = ("text" IS NULL) AND ("enc" IS NULL) = ("text" IS NULL)),
  ADD CONSTRAINT "care_refusal_aside_by_somebody" CHECK (("laid_aside_at" IS NULL) = ("laid_aside_why" IS NULL) AND ("laid_aside_at" IS NULL) = ("laid_aside_by" IS NULL)),
  ADD CONSTRAINT "care_refusal_settled_once" CHECK ("accepted_at" IS NULL OR "laid_aside_at" IS NULL);
UPDATE "care_refusal" SET "bytes" = length("enc") + length("text");
-- Other words under an id that is on record are not on record.
UPDATE "care_refusal" SET "accepted_at" = NULL WHERE "why" = 'other-content';
-- What was not agreed to is let go at once, and so is what is on record already.
UPDATE "care_refusal" SET "key_id" = NULL, "enc" = NULL, "text" = NULL WHERE "why" = 'no-consent' OR "accepted_at" IS NOT NULL;

DROP INDEX "care_refusal_area_idx";
CREATE INDEX "care_refusal_open_idx" ON "care_refusal" ("city_code", "area_code", "received_at" DESC) WHERE "accepted_at" IS NULL AND "laid_aside_at" IS NULL AND "text" IS NOT NULL;
CREATE INDEX "care_refusal_uploader_idx" ON "care_refusal" ("uploader_id", "received_at");
CREATE INDEX "care_refusal_visit_idx" ON "care_refusal" ("visit_id") WHERE "visit_id" IS NOT NULL;

-- Who wrote it, who handed it in, when, and what it says are never another's; only how it ended is written beside it.
CREATE FUNCTION "guard_care_refusal"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "said" constant text[] := ARRAY['why', 'accepted_at', 'accepted_by', 'laid_aside_at', 'laid_aside_by', 'laid_aside_why', 'key_id', 'enc', 'text', 'resident_id'];
BEGIN
  IF to_jsonb(NEW) - "said" = to_jsonb(OLD) - "said" AND (NEW."text" IS NULL OR (NEW."text", NEW."enc", NEW."key_id") = (OLD."text", OLD."enc", OLD."key_id")) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what was refused is not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'care_refusal_is_kept';
END $$;
CREATE TRIGGER "guard_care_refusal" BEFORE UPDATE ON "care_refusal" FOR EACH ROW EXECUTE FUNCTION "guard_care_refusal"();

UPDATE "retention_rule" SET
  "source_zh" = '《个人信息保护法》最短必要时间；处理完（接收或搁置）的记录再留六个月供查找原因，未处理的不删除，由本机构确定',
  "source_en" = 'Personal Information Protection Law, shortest time needed; kept six months after they were taken in or laid aside, to find out why; what waits is not deleted; set by this office'
WHERE "kind" = 'care-refusals';
