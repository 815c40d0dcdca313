-- Places people name when they say where they are: stations, hospitals, estates, markets. Public spots, never somebody's home.
CREATE TABLE "landmark" (
  "id" uuid NOT NULL,
  "city_code" text NOT NULL,
  "name" text NOT NULL CHECK (length(btrim("name")) BETWEEN 1 AND 120),
  "name_en" text NOT NULL DEFAULT '' CHECK (length("name_en") <= 160),
  -- what people call it: 郑大一附院, 二七塔
  "aliases" text[] NOT NULL DEFAULT '{}' CHECK (cardinality("aliases") <= 12),
  "kind" text NOT NULL DEFAULT 'other' CHECK ("kind" IN ('station', 'hospital', 'school', 'park', 'market', 'estate', 'office', 'road', 'other')),
  "lon" double precision NOT NULL,
  "lat" double precision NOT NULL,
  "area_code" text,
  "source" text NOT NULL CHECK (length("source") <= 300),
  -- everything it is found by, small letters: names, pinyin, initials
  "sought" text NOT NULL,
  "import_batch_id" uuid,
  CONSTRAINT "landmark_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "landmark_city_exists" FOREIGN KEY ("city_code") REFERENCES "city" ("code") ON DELETE CASCADE,
  CONSTRAINT "landmark_on_earth" CHECK (abs("lon") <= 180 AND abs("lat") <= 85)
);
CREATE INDEX "landmark_city_code_idx" ON "landmark" ("city_code");
CREATE INDEX "landmark_bigrams" ON "landmark" USING gin ("text_bigrams"("sought"));
