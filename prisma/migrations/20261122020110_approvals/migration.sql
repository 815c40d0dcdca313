-- One asks, another decides with a reason; nobody decides alone, neither in person nor through whoever stands in for them.
ALTER TABLE "approval"
  ADD COLUMN "decision_reason" text CHECK (btrim("decision_reason") <> ''),
  -- on whose behalf the asker could act when asking
  ADD COLUMN "asked_for" uuid[] NOT NULL DEFAULT '{}',
  DROP CONSTRAINT "approval_decision_check",
  DROP CONSTRAINT "approval_decided_whole",
  ADD CONSTRAINT "approval_decision_known" CHECK ("decision" IN ('approved', 'declined', 'withdrawn', 'expired')),
  ADD CONSTRAINT "approval_decided_whole" CHECK (("decision" IS NULL) = ("decided_at" IS NULL)
    AND ("decided_by" IS NULL) = ("decision" IS NULL OR "decision" = 'expired')),
  ADD CONSTRAINT "approval_withdrawn_by_asker" CHECK ("decision" <> 'withdrawn' OR "decided_by" = "asked_by"),
  ADD CONSTRAINT "approval_decided_with_reason" CHECK ("decision" NOT IN ('approved', 'declined') OR "decision_reason" IS NOT NULL);
CREATE INDEX "approval_asked_by_idx" ON "approval" ("asked_by", "asked_at" DESC);
CREATE INDEX "approval_open_idx" ON "approval" ("expires_at") WHERE "decision" IS NULL;

-- Delegations are read past their policies: neither side need see the other's leaves.
CREATE FUNCTION "approval_by_two"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  "today" date := (now() AT TIME ZONE 'Asia/Shanghai')::date;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW."asked_for" := ARRAY(SELECT d."from_person_id" FROM "delegation" d
      WHERE d."to_person_id" = NEW."asked_by" AND d."valid_from" <= "today" AND d."valid_to" > "today" ORDER BY 1);
    NEW."asked_at" := now();
    IF NEW."decision" IS NOT NULL THEN
      RAISE EXCEPTION 'an approval is asked for before it is decided' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD."decision" IS NOT NULL THEN
    RAISE EXCEPTION 'approval % is decided', OLD."id" USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW."id", NEW."kind", NEW."subject_id", NEW."line", NEW."area_code", NEW."reason", NEW."facts", NEW."asked_by", NEW."asked_at",
      NEW."asked_for", NEW."expires_at")
    IS DISTINCT FROM (OLD."id", OLD."kind", OLD."subject_id", OLD."line", OLD."area_code", OLD."reason", OLD."facts", OLD."asked_by",
      OLD."asked_at", OLD."asked_for", OLD."expires_at") THEN
    RAISE EXCEPTION 'what was asked for in approval % does not change', OLD."id" USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."decision" = 'expired' AND OLD."expires_at" > now() THEN
    RAISE EXCEPTION 'approval % has not expired', OLD."id" USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."decision" IN ('approved', 'declined') THEN
    IF OLD."expires_at" <= now() THEN
      RAISE EXCEPTION 'approval % has expired', OLD."id" USING ERRCODE = 'check_violation';
    END IF;
    IF NEW."decided_by" = OLD."asked_by" OR NEW."decided_by" = ANY (OLD."asked_for") OR EXISTS (
      SELECT 1 FROM "delegation" d WHERE d."valid_from" <= "today" AND d."valid_to" > "today" AND (
        d."to_person_id" = NEW."decided_by" AND (d."from_person_id" = OLD."asked_by" OR d."from_person_id" = ANY (OLD."asked_for"))
        OR d."from_person_id" = NEW."decided_by" AND d."to_person_id" = OLD."asked_by")) THEN
      RAISE EXCEPTION 'approval % is not decided by who asked, nor by who stands in for them', OLD."id" USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "approval_by_two" BEFORE INSERT OR UPDATE ON "approval" FOR EACH ROW EXECUTE FUNCTION "approval_by_two"();

-- A decision bears the name of whoever makes it; only time decides for nobody.
DROP POLICY "approval_decided" ON "approval";
CREATE POLICY "approval_decided" ON "approval" FOR UPDATE
  USING ("asked_by" = (SELECT "acting_person"()) OR ("line" || ':' || "area_code") <@ (SELECT "scope_of"('decide:approvals')))
  WITH CHECK ("decided_by" IS NOT DISTINCT FROM (SELECT "acting_person"()));
