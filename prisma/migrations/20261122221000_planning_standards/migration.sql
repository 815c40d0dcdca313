-- What plans of visits are reckoned with was numbers in code. Cities that exist get them as rows of their own, each with its source.
INSERT INTO "standard_parameter" ("id", "city_code", "key", "area_class", "service_type", "level", "value", "unit", "source", "mark")
  SELECT gen_random_uuid(), "city"."code", "standard"."key", 'any', 'any', 'any', "standard"."value", "standard"."unit", "standard"."source", '?'
  FROM "city", (VALUES
    ('visit-e-bike-kmh', 15::float8, 'km/h', '电动自行车限速25 km/h，计路口与转弯按15，待核实 / an e-bike may go 25 km/h; 15 with lights and turns, to be confirmed'),
    ('visit-bus-kmh', 15::float8, 'km/h', '我们的假设，由编排计划的人核实 / our assumption, for whoever plans to confirm'),
    ('visit-bus-wait-minutes', 8::float8, 'minutes', '我们的假设，由编排计划的人核实 / our assumption, for whoever plans to confirm'),
    ('visit-setting-out-minutes', 1::float8, 'minutes', '上下楼、开关门，每段路一次，待核实 / stairs, doors, locking up: once a way, to be confirmed'),
    ('visit-earliest-minute', 480::float8, 'minute of the day', '我们的假设，由编排计划的人核实 / our assumption, for whoever plans to confirm'),
    ('visit-latest-minute', 1200::float8, 'minute of the day', '我们的假设，由编排计划的人核实 / our assumption, for whoever plans to confirm'),
    ('visit-call-minutes', 10::float8, 'minutes', '我们的假设，由编排计划的人核实 / our assumption, for whoever plans to confirm'),
    ('visit-least-minutes', 15::float8, 'minutes', '每月底线未规定时长，按此计 / the monthly floor says nothing of minutes; a visit takes some'),
    ('visit-lead-minutes', 30::float8, 'minutes', '看草案、发布所需的时间 / time to look at a draft and publish it'),
    ('visit-lead-minutes-ill', 5::float8, 'minutes', '有人生病时看草案、发布所需的时间 / the same when somebody is ill'),
    ('visit-price-deputy', 240::float8, 'seconds', '我们的权衡，由编排计划的人核实 / our weighing, for whoever plans to confirm'),
    ('visit-price-preferred', 480::float8, 'seconds', '我们的权衡，由编排计划的人核实 / our weighing, for whoever plans to confirm'),
    ('visit-price-stranger', 1200::float8, 'seconds', '我们的权衡，由编排计划的人核实 / our weighing, for whoever plans to confirm'),
    ('visit-price-call', 1500::float8, 'seconds', '我们的权衡，由编排计划的人核实 / our weighing, for whoever plans to confirm'),
    ('visit-price-change', 900::float8, 'seconds', '我们的权衡，由编排计划的人核实 / our weighing, for whoever plans to confirm'),
    ('visit-price-unfair', 0.2::float8, 'ratio', '我们的权衡，由编排计划的人核实 / our weighing, for whoever plans to confirm'),
    ('visit-rank-high', 3::float8, 'ratio', '我们的权衡，由编排计划的人核实 / our weighing, for whoever plans to confirm'),
    ('visit-rank-key', 2::float8, 'ratio', '我们的权衡，由编排计划的人核实 / our weighing, for whoever plans to confirm'),
    ('visit-rank-general', 1::float8, 'ratio', '我们的权衡，由编排计划的人核实 / our weighing, for whoever plans to confirm'),
    ('visit-rank-campaign', 2::float8, 'ratio', '我们的权衡，由编排计划的人核实 / our weighing, for whoever plans to confirm'),
    ('visit-rank-later', 0.1::float8, 'ratio', '我们的权衡，由编排计划的人核实 / our weighing, for whoever plans to confirm')
  ) AS "standard" ("key", "value", "unit", "source")
  ON CONFLICT DO NOTHING;
