import fc from "fast-check";
import { expect, test } from "vitest";
import type { CityGround, GroundType } from "~/modules/coverage/domain/city-ground";
import { groupsInOrder } from "~/modules/coverage/domain/population-group";
import { readQuery, type AskedQuery } from "~/modules/coverage/domain/read-query";
import { reportedRadius } from "~/modules/coverage/domain/reported-radius";

const type = (key: string, own: Partial<GroundType>): GroundType => ({
  key,
  nameZh: key,
  nameEn: key,
  symbol: "·",
  circleMinutes: 15,
  circleMetres: null,
  walkerKey: "adult",
  populationGroup: "all",
  capacityUnit: "place",
  ...own,
});
const radius = (value: number, row: Partial<CityGround["parameters"][number]>) => ({
  key: "reported-radius",
  areaClass: "any",
  serviceType: "any",
  level: "any",
  value,
  unit: "metres",
  source: "",
  mark: "P",
  ...row,
});
const GROUND: CityGround = {
  code: "9901",
  nameZh: "试验市",
  nameEn: "Trial",
  timeZone: "Asia/Shanghai",
  isDemo: false,
  revision: 1,
  stamp: "1",
  edition: null,
  areas: [],
  walkers: (["adult", "elder-75-84", "pram"] as const).map((key) => ({
    key,
    nameZh: key,
    nameEn: key,
    speedKmh: 3,
    source: "",
    movement: "foot",
    stepsFactor: 2,
    offStreetFactor: 1.3,
    useSource: "",
  })),
  types: [
    type("meals", { walkerKey: "elder-75-84", populationGroup: "75plus" }),
    type("nursery", { walkerKey: "pram", populationGroup: "0-2" }),
    type("job-station", { circleMinutes: null, circleMetres: 3_000 }),
  ],
  parameters: [radius(1_000, {}), radius(2_000, { areaClass: "rural" }), radius(700, { serviceType: "meals" })],
  barriers: [],
  streets: null,
  walks: null,
  populations: [],
  demandLevel: null,
  outlineLevel: null,
};
const TODAY = "2026-11-22";
const read = (asked: AskedQuery) => readQuery(asked, GROUND, TODAY)!;

test("what is not chosen follows the service, what is chosen stays", () => {
  expect(read({ types: ["nursery"] }).query).toMatchObject({ group: "0-2", walker: "pram" });
  expect(read({ types: ["job-station"] }).query.limit).toEqual({ by: "metres", metres: 3_000 });
  const { query, chosen, own } = read({ types: ["nursery"], group: "60plus" });
  expect([query.group, query.walker, own.group]).toEqual(["60plus", "pram", "0-2"]);
  expect(chosen).toEqual({ group: true, walker: false, limit: false, method: false });
});

test("of several services the registry's first one gives what is not chosen, in whatever order they are asked for", () => {
  const orders = [
    ["nursery", "meals"],
    ["meals", "nursery"],
  ].map((types) => read({ types }).query);
  expect(orders[0]).toEqual(orders[1]);
  expect(orders[0]).toMatchObject({ types: ["meals", "nursery"], group: "75plus", walker: "elder-75-84" });
});

test("one bad value is named and spoils no good one", () => {
  const good = { types: ["nursery"], group: "60plus", walker: "adult", minutes: "10", date: "2025-12-31" };
  const whole = read(good).query;
  expect(whole).toEqual({
    cityCode: "9901",
    types: ["nursery"],
    group: "60plus",
    walker: "adult",
    limit: { by: "minutes", minutes: 10 },
    date: "2025-12-31",
    method: "circle",
  });
  const { query, problems } = read({ ...good, date: "bad" });
  expect(query).toEqual({ ...whole, date: TODAY });
  expect(problems).toEqual([{ kind: "not-a-day", field: "date", given: "bad", allowed: [] }]);
  expect(read({ ...good, minutes: "90" }).query).toEqual({ ...whole, limit: { by: "minutes", minutes: 15 } });
  expect(read({ ...good, types: ["nursery", "magic"] }).query).toEqual(whole);
});

test("whatever is typed, every problem names a field that was typed, and good fields arrive", () => {
  const maybe = (good: string) => fc.option(fc.oneof(fc.constant(good), fc.string({ minLength: 1 })), { nil: undefined });
  fc.assert(
    fc.property(
      fc.record({
        group: maybe("65plus"),
        walker: maybe("pram"),
        minutes: maybe("12"),
        date: maybe("2025-01-31"),
        level: maybe("street"),
      }),
      (asked) => {
        const { query, problems } = read(asked);
        const bad = new Set<string>(problems.map(({ field }) => field));
        for (const { field, given } of problems) expect(asked[field as keyof typeof asked]).toBe(given);
        if (asked.group && !bad.has("group")) expect(query.group).toBe(asked.group);
        if (asked.walker && !bad.has("walker")) expect(query.walker).toBe(asked.walker);
        if (asked.date && !bad.has("date")) expect(query.date).toBe(asked.date);
      },
    ),
  );
});

test("a service with a circle in metres is reported by that circle, also in villages, unless it has a radius of its own", () => {
  expect(reportedRadius(GROUND, "job-station").value).toBe(3_000);
  expect(reportedRadius(GROUND, "job-station", "rural").value).toBe(3_000);
  expect(reportedRadius(GROUND, "nursery").value).toBe(1_000);
  expect(reportedRadius(GROUND, "nursery", "rural").value).toBe(2_000);
  const own = { ...GROUND, parameters: [...GROUND.parameters, radius(2_500, { serviceType: "job-station" })] };
  expect(reportedRadius(own, "job-station", "rural").value).toBe(2_500);
});

test("age bands stand in the order of ages, after the agreed groups", () => {
  const { main, bands } = groupsInOrder(["age-85plus", "age-10-14", "age-5-9", "60plus", "villagers", "age-0", "age-1-4"]);
  expect(main).toEqual(["all", "60plus", "65plus", "75plus", "80plus", "0-2", "villagers"]);
  expect(bands).toEqual(["age-0", "age-1-4", "age-5-9", "age-10-14", "age-85plus"]);
});
