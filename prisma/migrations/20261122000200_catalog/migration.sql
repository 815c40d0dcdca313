-- Views a person keeps of the list of facilities: a name and the filter's address.
CREATE TABLE "saved_view" (
  "id" UUID NOT NULL,
  "person_id" UUID NOT NULL,
  "city_code" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "address" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "saved_view_person_id_city_code_name_key" ON "saved_view" ("person_id", "city_code", "name");
ALTER TABLE "saved_view"
  ADD CONSTRAINT "saved_view_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "saved_view_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE;

-- Chinese is searched by two characters at a time («金水»), where trigrams find nothing to hold on to.
CREATE FUNCTION "text_bigrams"("of_text" text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 2000 AS $$
  SELECT COALESCE(array_agg(DISTINCT substr("of_text", n, 2)), '{}') FROM generate_series(1, length("of_text") - 1) AS n
$$;
CREATE INDEX "facility_bigrams" ON "facility" USING gin (
  "text_bigrams"(lower("name" || ' ' || "address" || ' ' || replace("pinyin", ' ', '') || ' ' || "initials")));
-- Superseded by the one index above; the trigrams of names stay for finding duplicates.
DROP INDEX "facility_address_trigrams";
DROP INDEX "facility_pinyin_trigrams";

-- One index an order of the list, each ending in the key, so that any page is read from where the last one ended.
CREATE INDEX "facility_order_by_pinyin" ON "facility" ("city_code", "pinyin" COLLATE "C", "id");
CREATE INDEX "facility_order_by_area" ON "facility" ("city_code", (COALESCE("area_code", '')) COLLATE "C", "id");
CREATE INDEX "facility_order_by_kind" ON "facility" ("city_code", "kind_key" COLLATE "C", "id");
CREATE INDEX "facility_order_by_change" ON "facility" ("city_code", "updated_at", "id");

-- The state and the offerings of a day, answered from the index alone.
CREATE INDEX "facility_state_of_day" ON "facility_state" ("facility_id", "valid_from") INCLUDE ("state", "valid_to");
CREATE INDEX "offering_of_day" ON "offering" ("facility_id", "valid_from") INCLUDE ("service_type", "valid_to", "id");
CREATE INDEX "offering_by_type" ON "offering" ("service_type", "facility_id");
CREATE INDEX "document_by_expiry" ON "document" ("expires_on", "facility_id");
CREATE INDEX "facility_by_operator" ON "facility" ("operator_id");
CREATE INDEX "area_by_code" ON "area" ("city_code", "code");

-- The guard runs once an offering, also at the end of a load of 100,000 whose tables nobody has analysed yet: there the
-- planner believes them empty and reads them whole each time (measured: more than 10 minutes; with the index, seconds).
ALTER FUNCTION "offering_outside_life"(uuid) SET enable_seqscan = off;

-- How common a searched word is: with it the planner reads lines in order for «日间照料» and by index for a rare name (94 → 11 ms).
CREATE STATISTICS "facility_search_text" ON (lower("name" || ' ' || "address" || ' ' || replace("pinyin", ' ', '') || ' ' || "initials")) FROM "facility";
ALTER STATISTICS "facility_search_text" SET STATISTICS 500;
