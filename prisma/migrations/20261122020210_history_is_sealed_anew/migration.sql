-- History is written once. One thing may change in it: the seal of a private number, when keys change, or when it is sealed for
-- the first time. Everything else of the row must be as it was, and no number may come out of its seal.
CREATE FUNCTION "without_private_phones"("record" jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN jsonb_typeof("record" -> 'contacts') = 'array' THEN jsonb_set("record", '{contacts}',
    (SELECT COALESCE(jsonb_agg(CASE WHEN c -> 'isPublic' = 'false' THEN c - 'phone' ELSE c END ORDER BY n), '[]')
     FROM jsonb_array_elements("record" -> 'contacts') WITH ORDINALITY AS e(c, n))) ELSE "record" END
$$;
CREATE FUNCTION "has_open_phones"("record" jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_path_exists("record", '$.contacts[*] ? (@.isPublic == false && !(@.phone starts with "sealed."))')
$$;

CREATE OR REPLACE FUNCTION "guard_history"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NOT COALESCE("has_open_phones"(NEW."before"), false) AND NOT COALESCE("has_open_phones"(NEW."after"), false)
      AND "without_private_phones"(NEW."before") IS NOT DISTINCT FROM "without_private_phones"(OLD."before")
      AND "without_private_phones"(NEW."after") IS NOT DISTINCT FROM "without_private_phones"(OLD."after")
      AND to_jsonb(NEW) - 'before' - 'after' = to_jsonb(OLD) - 'before' - 'after' THEN
      RETURN NULL;
    END IF;
  ELSIF NOT EXISTS (SELECT 1 FROM "city" WHERE "code" = OLD."city_code") THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'the history of facility % is not rewritten', OLD."facility_id" USING ERRCODE = 'restrict_violation', CONSTRAINT = 'history_is_kept';
END $$;
