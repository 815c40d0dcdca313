-- A picture with hardly a step in brightness (a dark room, a thumb) is like every other one of its kind, whatever it shows: it is
-- neither looked for nor found.
DROP INDEX "visit_photo_bands_idx";
CREATE INDEX "visit_photo_bands_idx" ON "visit_photo" USING gin ("photo_bands"("perceptual_hash")) WHERE bit_count("perceptual_hash"::bit(64)) BETWEEN 12 AND 52;
CREATE OR REPLACE FUNCTION "alike_photos"("events" uuid[], "most_bits" integer, "most_days" integer)
RETURNS TABLE ("event_id" uuid, "other_id" uuid, "bits" integer, "days_apart" integer)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = public, pg_temp AS $$
  SELECT p."event_id", o."event_id", min(bit_count((p."perceptual_hash" # o."perceptual_hash")::bit(64)))::int, min(p."captured_at"::date - o."captured_at"::date)
  FROM "visit_photo" p JOIN "visit_event" e ON e."client_id" = p."event_id" AND (e."line" || ':' || e."area_code") <@ (SELECT "scope_of"('check:visits'))
    JOIN "visit_photo" o ON "photo_bands"(o."perceptual_hash") && "photo_bands_near"(p."perceptual_hash") AND bit_count(o."perceptual_hash"::bit(64)) BETWEEN 12 AND 52
      AND o."hash_version" = p."hash_version" AND o."event_id" <> p."event_id" AND (o."captured_at", o."id") < (p."captured_at", p."id")
      AND o."captured_at" >= p."captured_at" - "most_days" * interval '1 day'
      AND bit_count((p."perceptual_hash" # o."perceptual_hash")::bit(64)) <= "most_bits"
  WHERE p."event_id" = ANY ("events") AND bit_count(p."perceptual_hash"::bit(64)) BETWEEN 12 AND 52
  GROUP BY 1, 2
$$;
