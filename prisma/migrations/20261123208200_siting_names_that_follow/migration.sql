-- A scenario that nobody named is called after its question and follows it; a name somebody typed stays as it is. Until now nobody kept
-- which is which: what is written exactly as a question is called was not typed.
ALTER TABLE "siting_scenario" ADD COLUMN "is_name_own" boolean NOT NULL DEFAULT true;
UPDATE "siting_scenario" SET "is_name_own" = false
  WHERE "name" ~ '^新建([0-9]+处)?[^·]+·(上一级[^·]+·)?(全体居民|[0-9]+岁以上|0–2岁婴幼儿|0岁婴儿|[0-9]+–[0-9]+岁)·步行([0-9.]+分钟|[0-9,]+米)$'
    OR "name" ~ '^([0-9]+ new|New): .+ · (all residents|people of [0-9]+ and over|children of 0–2|babies under 1|people of [0-9]+–[0-9]+) · a ([0-9.]+-minute walk|walk of [0-9,]+ m)$';
