import { v7 as newId } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { FindPage } from "~/modules/finder/use-cases/find-page.server";
import { findPage } from "~/modules/finder/use-cases/find-page.server";
import { askedFrom } from "~/modules/finder/domain/asked-of-place";
import { withSpots } from "~/modules/finder/domain/find-address";
import { NO_WISHES } from "~/modules/finder/domain/need";
import { foremostFee } from "~/modules/finder/domain/public-place";
import { readPublicFacility } from "~/modules/finder/use-cases/read-public-facility.server";
import { placesWithinWalk } from "~/modules/finder/use-cases/nearest-offers.server";
import { spotText } from "~/modules/finder/domain/spot";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { finderTown, HOME, makeFinderTown, makePlace, spot } from "./finder-town";

/** A family's search from the address to the ranked list, on real PostgreSQL. Pram: 3 km/h, so 50 m are a minute. */
const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeFinderTown(records));
beforeEach(async () => {
  await sql`DELETE FROM facility`;
  await sql`DELETE FROM barrier`;
  await sql`DELETE FROM landmark`;
  await sql`DELETE FROM subsidy_rule`;
});

const born = (months: number) => {
  const today = new Date();
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - months, 1)).toISOString().slice(0, 10);
};
const find = async (asked: Record<string, string>): Promise<FindPage> => {
  // What is written past the app here is seen as what the app itself wrote: at once.
  await inUnitOfWork(systemActor("test"), () => Promise.resolve());
  return (await findPage(await finderTown(), new URLSearchParams({ at: spotText(HOME), ...asked })))!;
};
const listed = ({ results }: FindPage) => results!.offers.map(({ name, line }) => [name, line.minutes]);

test("those within the walk are listed by free places, then minutes, then price, each with its facts", async () => {
  await makePlace(records, "远而有", spot(590), [{ yuan: 1_400, said: { taken: 8, daysAgo: 3 } }]);
  await makePlace(records, "近而有", spot(0, 410), [{ yuan: 3_000 }]);
  await makePlace(records, "近而满", spot(-100), [{ said: { taken: 10 } }]);
  await makePlace(records, "不明", spot(0, -200), [{ said: null }]);
  await makePlace(records, "太远", spot(800));
  const page = await find({ born: born(18) });
  expect(listed(page)).toEqual([
    ["近而有", 9],
    ["远而有", 12],
    ["不明", 4],
    ["近而满", 2],
  ]);
  expect(page.results!.offers[1]!.line).toMatchObject({
    vacancy: { kind: "free", places: 2, daysAgo: 3 },
    price: { yuan: 1_400, unit: "month", isInclusive: false, stands: "plain" },
    classKind: "toddler-12",
    months: 18,
  });
  expect(page.results).toMatchObject({ count: 4, beyond: [], months: 18, method: { method: "circle", walker: { key: "pram" } } });
});

test("next door is a minute, as its page says", async () => {
  await makePlace(records, "隔壁", spot(0));
  expect(listed(await find({}))).toEqual([["隔壁", 1]]);
});

test("what is held is not free, and a word past its day is unknown: never free, never full", async () => {
  await makePlace(records, "留位", spot(100), [{ said: { taken: 8, held: 2 } }]);
  await makePlace(records, "过期", spot(200), [{ said: { taken: 0, daysAgo: 40 } }]);
  const kinds = (await find({ born: born(18) })).results!.offers.map(({ name, line }) => [name, line.vacancy?.kind]);
  expect(kinds).toEqual([
    ["过期", "unknown"],
    ["留位", "full"],
  ]);
});

test("what is not known stays in the list under its own heading; what is not so is counted, by reason", async () => {
  await makePlace(records, "有", spot(100), [{ isInclusive: true, yuan: 1_200 }]);
  await makePlace(records, "不明", spot(150), [{ isInclusive: true, yuan: null, said: null }]);
  await makePlace(records, "满且贵", spot(200), [{ isInclusive: true, yuan: 4_000, said: { taken: 10 } }]);
  await makePlace(records, "大班", spot(250), [{ isInclusive: true, ages: [24, 36] }]);
  const { results } = await find({ born: born(18), free: "1", inclusive: "1", price: "1500" });
  expect(results!.offers.map(({ name, isSure, line }) => [name, isSure, line.unknown])).toEqual([
    ["有", true, []],
    ["不明", false, ["free", "price"]],
  ]);
  expect(results!.leftOut).toEqual({
    total: 2,
    by: [
      { asked: "price", count: 2 },
      { asked: "free", count: 1 },
      { asked: "age", count: 1 },
    ],
  });
});

test("a cut at a hundred is said as long as more may lie within the walk, also where one of the hundred is out of reach", async () => {
  const bare = [{ said: null, yuan: null }];
  for (let n = 0; n < 99; n++) await makePlace(records, `近${n}`, spot(n, 100), bare);
  await makePlace(records, "对岸", spot(0, -400), bare);
  const line = { type: "LineString", coordinates: [spot(-9_000, -250), spot(9_000, -250)].map(({ lon, lat }) => [lon, lat]) };
  await sql`INSERT INTO barrier (id, city_code, kind, name_zh, name_en, line, quality, source, known_on)
    VALUES (${newId()}, ${TOWN.code}, 'river', '河', 'River', ${sql.json(line)}, 'exact', 'test', '2024-01-01')`;
  const cut = async () => (await find({})).results!.isCut;
  const page = await find({ show: "200" });
  expect([page.results!.isCut, listed(page).length], "the hundredth is near, only nobody walks there").toEqual([true, 99]);
  await makePlace(records, "第一百零一", spot(0, 700), bare);
  const need = { type: "nursery", born: null, start: "2099-01", walker: "pram", minutes: 15 as never, wishes: NO_WISHES };
  const alerted = await placesWithinWalk(await finderTown(), need, HOME);
  expect(alerted, "an alert leaves none out, the one beyond the river aside").toHaveLength(100);
  await sql`DELETE FROM facility WHERE name = '近0' OR name = '第一百零一'`;
  expect(await cut(), "ninety-nine are all there are").toBe(false);
});

test("nothing within the minutes: the nearest beyond are named with their walk", async () => {
  await makePlace(records, "次近", spot(1_490));
  await makePlace(records, "最近", spot(0, 1_190));
  await makePlace(records, "最近但满", spot(900), [{ said: { taken: 10 } }]);
  const { results } = await find({ born: born(18), free: "1" });
  expect(results).toMatchObject({ count: 0, offers: [] });
  expect(results!.beyond.map(({ name, line }) => [name, line.minutes])).toEqual([
    ["最近", 24],
    ["次近", 30],
  ]);
});

test("a river without a bridge is no way; with one, the way leads over it", async () => {
  await makePlace(records, "对岸", spot(0, 300));
  const line = { type: "LineString", coordinates: [spot(-9_000, 150), spot(9_000, 150)].map(({ lon, lat }) => [lon, lat]) };
  await sql`INSERT INTO barrier (id, city_code, kind, name_zh, name_en, line, quality, source, known_on)
    VALUES (${newId()}, ${TOWN.code}, 'river', '河', 'River', ${sql.json(line)}, 'exact', 'test', '2024-01-01')`;
  expect(listed(await find({ minutes: "45" }))).toEqual([]);
  const bridge = spot(400, 150);
  await sql`INSERT INTO crossing (id, city_code, lon, lat, known_on, quality, source) VALUES (${newId()}, ${TOWN.code}, ${bridge.lon}, ${bridge.lat}, '2024-01-01', 'exact', 'test')`;
  // √(400² + 150²) twice = 854 m, 17.09 minutes
  expect(listed(await find({ minutes: "45" }))).toEqual([["对岸", 18]]);
});

test("on the way to the other place: the walk from home, and what a stop adds; too far apart, each end by itself", async () => {
  await makePlace(records, "顺路", spot(800, 30));
  await makePlace(records, "背路", spot(-190));
  const page = await find({ at2: spotText(spot(990)) });
  expect(page.results!.offers.map(({ name, line }) => [name, line.minutes, line.extraMinutes])).toEqual([
    ["顺路", 17, 1],
    ["背路", 4, 8],
  ]);
  expect(page.results!.directMinutes).toBe(20);
  await makePlace(records, "单位旁", spot(8_080));
  const apart = await find({ at2: spotText(spot(8_000)) });
  expect(apart.results!.offers.map(({ name, line }) => [name, line.extraMinutes, line.fromOther])).toEqual([
    ["单位旁", null, 2],
    ["背路", null, null],
  ]);
});

test("words mean one place, several or none, and nothing typed is lost", async () => {
  const asked = (place: string) => find({ place, for: "别处", born: born(18), free: "1" });
  expect((await asked("花园路街道")).places.home).toMatchObject({ words: "花园路街道", read: { kind: "one", at: HOME } });
  const unknown = await asked("没有的地方");
  expect(unknown.places.home.read).toMatchObject({ kind: "none", districts: [{ name: "东区" }, { name: "西区" }] });
  expect(unknown).toMatchObject({ results: null, asked: { need: { wishes: { free: true } } } });
  for (const at of [spot(100), spot(5_000)])
    await sql`INSERT INTO landmark (id, city_code, name, aliases, kind, lon, lat, source, sought)
      VALUES (${newId()}, ${TOWN.code}, '示例医院', '{一院}', 'hospital', ${at.lon}, ${at.lat}, 'test', '示例医院 一院 shiliyiyuan slyy')`;
  expect((await asked("一院")).places.home.read).toMatchObject({
    kind: "several",
    choices: [{ name: "示例医院" }, { name: "示例医院" }],
  });
  expect((await find({ place: "一院", for: "一院" })).places.home.read).toMatchObject({ kind: "one", at: HOME });
  expect((await asked("东区")).places.home.read).toMatchObject({ kind: "unplaced" });
  await makePlace(records, "示例小芽托育园", spot(50));
  expect((await asked("小芽托育园")).places.home.read).toMatchObject({ kind: "one", choice: { kind: "facility" } });
});

test("what was said of the child and the family lowers, orders and filters prices as the place's own page tells them", async () => {
  const dear = await makePlace(records, "普惠", spot(100), [{ isInclusive: true, yuan: 1_800 }]);
  await makePlace(records, "便宜", spot(0, 100), [{ yuan: 1_500 }]);
  await sql`INSERT INTO subsidy_rule (id, city_code, name_zh, name_en, service_type, fee, unit, inclusive_only, age_to_months, hardship, city_fen, operator_fen,
      to_operator_fen, valid_from, source, mark)
    VALUES (${newId()}, ${TOWN.code}, '示例', 'Made', 'nursery', 'care', 'month', true, 36, 'second-child', 60000, 0, 0, '2020-01-01', '示例', '?')`;
  const prices = ({ results }: FindPage) => results!.offers.map(({ name, line }) => [name, line.price?.yuan, line.price?.stands]);
  const silent = await find({ born: born(18) });
  expect(prices(silent)).toEqual([
    ["便宜", 1_500, "plain"],
    ["普惠", 1_800, "before"],
  ]);
  expect(silent.pays.helps.nursery).toEqual({ age: true, hardships: ["second-child"] });
  const asked = { born: born(18), hardship: "second-child" };
  expect(prices(await find(asked))).toEqual([
    ["普惠", 1_200, "after"],
    ["便宜", 1_500, "plain"],
  ]);
  const limited = await find({ ...asked, price: "1200" });
  expect(prices(limited)).toEqual([["普惠", 1_200, "after"]]);
  expect(limited.results!.leftOut.by).toEqual([{ asked: "price", count: 1 }]);
  const page = await readPublicFacility(
    await finderTown(),
    dear,
    askedFrom(new URLSearchParams(asked), new Date().toISOString().slice(0, 10)),
  );
  expect(foremostFee(page!, "care")!.split.personFen).toBe(120_000);
});

test("a list that tells the price of care neither asks nor says anything of a subsidy for meals, nor of one for the operator alone", async () => {
  await makePlace(records, "示例", spot(100), [{ isInclusive: true, yuan: 1_800 }]);
  const rule = (fee: string, unit: string, cityFen: number) => sql`
    INSERT INTO subsidy_rule (id, city_code, name_zh, name_en, service_type, fee, unit, age_to_months, hardship, city_fen, operator_fen, to_operator_fen,
      valid_from, source, mark)
    VALUES (${newId()}, ${TOWN.code}, '示例', 'Made', 'nursery', ${fee}, ${unit}, 36, 'low-income', ${cityFen}, 0, 10000, '2020-01-01', '示例', '?')`;
  await rule("meals", "month", 30_000);
  await rule("care", "month", 0);
  await rule("care", "hour", 500);
  const page = await find({ born: born(18) });
  expect(page.results!.offers[0]!.line.price).toMatchObject({ yuan: 1_800, stands: "plain" });
  expect(page.pays.helps).toEqual({});
});

test("whoever starts far outside the city is told whose places these are; nothing near inside it, or a start just beyond it, is not that", async () => {
  await makePlace(records, "示例", spot(100));
  const [kept] = await sql<{ bounds: number[] }[]>`SELECT bounds FROM city WHERE code = ${TOWN.code}`;
  const from = async (at: { lon: number; lat: number }) => (await find({ at: spotText(at) })).results!;
  try {
    await sql`UPDATE city SET bounds = ARRAY[113.2, 34.5, 113.9, 34.9] WHERE code = ${TOWN.code}`;
    const away = await from({ lon: 121.47, lat: 31.23 });
    expect([away.count, away.beyond, away.outside]).toEqual([0, [], { nameZh: TOWN.nameZh, nameEn: TOWN.nameEn }]);
    expect((await from({ lon: 113.25, lat: 34.55 })).outside, "inside, with nothing near").toBeNull();
    expect((await from({ lon: 113.15, lat: 34.55 })).outside, "just beyond").toBeNull();
    expect((await from(HOME)).outside).toBeNull();
    await sql`UPDATE city SET bounds = '{}' WHERE code = ${TOWN.code}`;
    expect((await from({ lon: 121.47, lat: 31.23 })).outside, "nobody knows how far it goes").toBeNull();
  } finally {
    await sql`UPDATE city SET bounds = ${kept!.bounds} WHERE code = ${TOWN.code}`;
  }
});

test("from words that mean a spot told finely the list walks as the page it leads to", async () => {
  const home = spot(-3);
  await sql`INSERT INTO landmark (id, city_code, name, aliases, kind, lon, lat, source, sought)
    VALUES (${newId()}, ${TOWN.code}, '示例医院', '{}', 'hospital', ${home.lon}, ${home.lat}, 'test', '示例医院')`;
  const id = await makePlace(records, "示例", spot(499));
  const page = (await findPage(await finderTown(), new URLSearchParams({ place: "示例医院" })))!;
  if (page.places.home.read.kind !== "one") throw new Error("not found");
  const along = withSpots("place=示例医院", [page.places.home.read.at]);
  const today = new Date().toISOString().slice(0, 10);
  const { walk } = (await readPublicFacility(await finderTown(), id, askedFrom(new URLSearchParams(along), today)))!;
  expect(walk).toMatchObject({ kind: "minutes", minutes: page.results!.offers[0]!.line.minutes });
});

test("a place's page tells the walk as the list does: from the nearer of two places, or what a stop adds to the way between", async () => {
  const city = await finderTown();
  for (const [east, north] of [
    [120, 0],
    [400, 50],
    [680, 0],
    [0, -310],
    [3_880, 0],
    [4_000, 380],
    [4_300, -100],
  ])
    await makePlace(records, `示例 ${east} ${north}`, spot(east!, north));
  const today = new Date().toISOString().slice(0, 10);
  const told = async (asked: Record<string, string>) => {
    const { results } = await find(asked);
    const pages = results!.offers.map(async ({ id, line }) => {
      const params = new URLSearchParams({ at: spotText(HOME), ...asked });
      const { walk } = (await readPublicFacility(city, id, askedFrom(params, today)))!;
      if (walk?.kind !== "minutes") throw new Error(`${id} is near by`);
      // The list looks no farther than was asked, the page an hour: what the list knows, the page says.
      const minutes = line.minutes ?? walk.minutes;
      expect(walk).toMatchObject({ minutes, fromOther: line.fromOther ?? walk.fromOther, extraMinutes: line.extraMinutes });
      return walk;
    });
    return Promise.all(pages);
  };
  const way = await told({ at2: spotText(spot(800)), minutes: "15" });
  // 310 m to the side of a way of 800 m: 310 + 858 − 800 m, at 50 m a minute.
  expect(way.map(({ extraMinutes }) => extraMinutes)).toEqual([1, 1, 1, 8]);
  const apart = await told({ at2: spotText(spot(4_000)), minutes: "15" });
  expect(apart.length).toBe(7);
  expect(apart.every(({ extraMinutes }) => extraMinutes === null)).toBe(true);
  const byOther = apart.filter(({ minutes }) => minutes === null);
  expect(byOther.length, "an hour and more from the one, minutes from the other").toBe(3);
  expect(byOther.map(({ metres, fromOther }) => [metres, fromOther! <= 15])).toEqual(Array(3).fill([null, true]));
  const one = await told({ minutes: "15" });
  expect(one.map(({ fromOther, extraMinutes }) => [fromOther, extraMinutes])).toEqual(Array(one.length).fill([null, null]));
});
