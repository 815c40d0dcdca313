-- How many children one carer looks after, by class, as published: a figure of each city, with its source.
INSERT INTO "standard_parameter" ("id", "city_code", "key", "area_class", "service_type", "level", "value", "unit", "source", "mark")
  SELECT gen_random_uuid(), "city"."code", "standard"."key", 'any', 'nursery', 'any', "standard"."value", 'children',
    '《托育机构设置标准（试行）》照护人员与婴幼儿比例，转引自二手资料 / standard for nurseries (trial): carers to children, from a secondary copy', 'P'
  FROM "city", (VALUES ('people-per-carer-infant', 3::float8), ('people-per-carer-toddler-12', 5::float8), ('people-per-carer-toddler-24', 7::float8))
    AS "standard" ("key", "value")
ON CONFLICT DO NOTHING;
