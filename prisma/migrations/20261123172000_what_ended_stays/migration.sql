-- Who ended a consent stays on it; whoever is forgotten becomes nobody.
CREATE OR REPLACE FUNCTION "guard_contact_consent"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - '{ended_at,ended_why,ended_by,recorded_by}'::text[] = to_jsonb(OLD) - '{ended_at,ended_why,ended_by,recorded_by}'::text[]
    AND (NEW."recorded_by" IS NULL OR NEW."recorded_by" = OLD."recorded_by")
    AND (OLD."ended_at" IS NULL OR ((NEW."ended_at", NEW."ended_why") = (OLD."ended_at", OLD."ended_why")
      AND (NEW."ended_by" IS NULL OR NEW."ended_by" IS NOT DISTINCT FROM OLD."ended_by"))) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a consent is not rewritten: it is given anew' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'contact_consent_is_kept';
END $$;

-- Who took in or laid aside what was refused, when and why, stays; what was laid aside may be taken in all the same.
CREATE OR REPLACE FUNCTION "guard_care_refusal"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "said" constant text[] := ARRAY['why', 'accepted_at', 'accepted_by', 'laid_aside_at', 'laid_aside_by', 'laid_aside_why', 'key_id', 'enc', 'text', 'resident_id'];
BEGIN
  -- handed in again after it ended, it may be refused for another reason: what it ended with stays
  IF OLD."accepted_at" IS NOT NULL OR OLD."laid_aside_at" IS NOT NULL THEN
    NEW."why" := OLD."why";
  END IF;
  IF to_jsonb(NEW) - "said" = to_jsonb(OLD) - "said" AND (NEW."text" IS NULL OR (NEW."text", NEW."enc", NEW."key_id") = (OLD."text", OLD."enc", OLD."key_id"))
    AND (OLD."resident_id" IS NULL OR NEW."resident_id" IS NOT DISTINCT FROM OLD."resident_id")
    AND (OLD."accepted_at" IS NULL OR (NEW."accepted_at", NEW."accepted_by") IS NOT DISTINCT FROM (OLD."accepted_at", OLD."accepted_by"))
    AND (OLD."laid_aside_at" IS NULL OR (NEW."accepted_at" IS NOT NULL AND NEW."laid_aside_at" IS NULL)
      OR (NEW."laid_aside_at", NEW."laid_aside_by", NEW."laid_aside_why") = (OLD."laid_aside_at", OLD."laid_aside_by", OLD."laid_aside_why")) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what was refused is not rewritten' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'care_refusal_is_kept';
END $$;

-- Which danger it was goes with the file; that a danger was found, rang and was settled stays countable.
CREATE OR REPLACE FUNCTION "calls_of_nobody"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  "found" uuid[] := ARRAY(SELECT f."id" FROM "finding" f WHERE f."resident_id" = NEW."id");
  "orders" uuid[] := ARRAY(SELECT w."id" FROM "work_order" w WHERE w."source_kind" = 'finding' AND w."source_id" = ANY ("found"));
  "sources" uuid[] := "found" || "orders" || ARRAY(SELECT v."client_id" FROM "visit_event" v WHERE v."resident_id" = NEW."id");
BEGIN
  UPDATE "escalation_step" s SET "said_cipher" = NULL FROM "escalation" e
  WHERE s."escalation_id" = e."id" AND s."said_cipher" IS NOT NULL AND e."source_id" = ANY ("sources");
  UPDATE "escalation" SET "signs" = '{}' WHERE "source_id" = ANY ("sources") AND "signs" <> '{}';
  UPDATE "work_order" SET "signs" = '{}' WHERE "id" = ANY ("orders") AND "signs" <> '{}';
  UPDATE "finding" SET "signs" = '{}' WHERE "id" = ANY ("found") AND "signs" <> '{}';
  RETURN NULL;
END $$;
