-- Pictures that differ in seven bits at most differ in one at most within one of four bands of sixteen bits: asked with every such
-- band, the index answers with a handful of pictures out of hundreds of thousands. A band holds every fourth bit, since what is flat
-- in a picture (a ceiling, a dark wall) is flat in bits beside each other, and would fill one whole band with nothing.
DROP INDEX "visit_photo_hash_idx";
DROP INDEX "visit_photo_bands_idx";
DROP FUNCTION "photo_bands"(bigint);

CREATE FUNCTION "photo_bands"("hash" bigint) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ARRAY["hash" & x'1111111111111111'::bigint, "hash" & x'2222222222222222'::bigint, "hash" & x'4444444444444444'::bigint, "hash" & x'8888888888888888'::bigint]
$$;
-- The bands of a picture, and each with one bit turned.
CREATE FUNCTION "photo_bands_near"("hash" bigint) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT "photo_bands"("hash") || ARRAY(SELECT ("photo_bands"("hash"))[n % 4 + 1] # (1::bigint << n) FROM generate_series(0, 63) AS n)
$$;
CREATE INDEX "visit_photo_bands_idx" ON "visit_photo" USING gin ("photo_bands"("perceptual_hash"));

-- 1 = of the whole picture, the time that is burnt into its lower edge with it; 2 = of what stands above that. Only alike is compared.
ALTER TABLE "visit_photo" ADD COLUMN "hash_version" smallint NOT NULL DEFAULT 1 CHECK ("hash_version" IN (1, 2));

-- Pictures of these visits beside older ones of others: ids and numbers, for whoever checks the visits asked about. Candidates are
-- compared before anybody asks whose they are; whose visits the others are is for the asker's own sight to say.
CREATE FUNCTION "alike_photos"("events" uuid[], "most_bits" integer, "most_days" integer)
RETURNS TABLE ("event_id" uuid, "other_id" uuid, "bits" integer, "days_apart" integer)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = public, pg_temp AS $$
  SELECT p."event_id", o."event_id", min(bit_count((p."perceptual_hash" # o."perceptual_hash")::bit(64)))::int, min(p."captured_at"::date - o."captured_at"::date)
  FROM "visit_photo" p JOIN "visit_event" e ON e."client_id" = p."event_id" AND (e."line" || ':' || e."area_code") <@ (SELECT "scope_of"('check:visits'))
    JOIN "visit_photo" o ON "photo_bands"(o."perceptual_hash") && "photo_bands_near"(p."perceptual_hash")
      AND o."hash_version" = p."hash_version" AND o."event_id" <> p."event_id" AND (o."captured_at", o."id") < (p."captured_at", p."id")
      AND o."captured_at" >= p."captured_at" - "most_days" * interval '1 day'
      AND bit_count((p."perceptual_hash" # o."perceptual_hash")::bit(64)) <= "most_bits"
  -- a picture of nothing, all dark or all alike, has no steps in brightness
  WHERE p."event_id" = ANY ("events") AND p."perceptual_hash" NOT IN (0, -1)
  GROUP BY 1, 2
$$;
