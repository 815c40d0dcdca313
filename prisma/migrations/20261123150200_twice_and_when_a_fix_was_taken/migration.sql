-- One visit on record twice, under two ids, is worth a look; and a position says where somebody was only for so long.
ALTER TABLE "visit_flag" DROP CONSTRAINT "visit_flag_kind_check";
ALTER TABLE "visit_flag" ADD CONSTRAINT "visit_flag_kind_check" CHECK ("kind" IN ('distance-from-home', 'clock-off', 'impossible-travel', 'duplicate-photo', 'too-short', 'night-batch', 'after-death', 'during-hospital', 'overlap', 'twice', 'reported-late'));
INSERT INTO "standard_parameter" ("id", "city_code", "key", "area_class", "service_type", "level", "value", "unit", "source", "mark")
  SELECT gen_random_uuid(), "city"."code", 'check-position-minutes', 'any', 'any', 'any', 30, 'minutes',
    '定位与探访起止相差超过此时不作比较，由核对探访的人核实 / a position taken longer before or after the visit is not compared; for whoever checks visits to confirm', '?'
  FROM "city" ON CONFLICT DO NOTHING;
