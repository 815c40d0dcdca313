-- A visit whose words went with its resident's file, after a change of keys had read them, stays empty: the new seal finds nothing to replace.
CREATE OR REPLACE FUNCTION "seal_visits_anew"("ids" uuid[], "ciphers" text[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "visit_event" e SET "body_cipher" = n."cipher" FROM unnest("ids", "ciphers") AS n ("id", "cipher")
  WHERE e."client_id" = n."id" AND e."body_cipher" IS NOT NULL AND (e."line" || ':' || e."area_code") <@ "scope_of"('write:retention')
$$;
