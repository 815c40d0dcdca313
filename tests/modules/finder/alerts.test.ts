import { v7 as newId } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { askAlert } from "~/modules/finder/use-cases/ask-alert.server";
import { lookForOpenings } from "~/modules/finder/use-cases/look-for-openings.server";
import { alertBehind } from "~/modules/finder/use-cases/my-alerts.server";
import type { City } from "~/modules/places/domain/city";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { stampOf } from "./contact-town";
import { DAY_MS, finderTown, HOME, makeFinderTown, makePlace, spot, type MadeClass } from "./finder-town";

/** «Tell me when a place opens», by class and by minutes on foot, on real PostgreSQL. Pram: 3 km/h, so 50 m are a minute. */
const records = withTestDatabase();
const { sql } = records;
let city: City;
beforeAll(() => makeFinderTown(records));
beforeEach(async () => {
  await sql`TRUNCATE message, vacancy_alert, sign_in_throttle CASCADE`;
  await sql`DELETE FROM facility`;
  await sql`DELETE FROM barrier`;
  city = await finderTown();
});

const monthIn = (months: number) => {
  const today = new Date();
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + months, 15)).toISOString().slice(0, 7);
};
/** A child of 18 months next month, who lives at HOME. */
const waits = async (minutes = "10", over: Readonly<Record<string, string>> = {}): Promise<string> => {
  const about = {
    ...{ city, facility: null, home: { at: HOME, words: "示例路口" } },
    service: { key: "nursery", isOfInfants: true, walker: "pram", line: "health" },
  };
  const ask = { bornMonth: monthIn(-17), startMonth: monthIn(1), reach: "13800001234", minutes, ...over };
  const form = { stamp: stampOf("alert.form", 20 + forms++), trap: "", address: `203.0.113.${forms}`, language: "zh" as const };
  const taken = await askAlert(about, ask, form);
  if (!taken.ok) throw new Error(JSON.stringify(taken.refusal));
  return taken.value.secret!;
};
let forms = 0;
const classOf = async (facility: string): Promise<string> =>
  (await sql`SELECT c.id FROM offering_class c JOIN offering o ON o.id = c.offering_id WHERE o.facility_id = ${facility}`)[0]![
    "id"
  ] as string;
const say = async (facility: string, taken: number | null) => sql`
  INSERT INTO vacancy_statement (id, class_id, start_month, taken, how, confirmed_at, expires_at)
  VALUES (${newId()}, ${await classOf(facility)}, ${monthIn(0)}, ${taken}, 'staff', clock_timestamp(), clock_timestamp() + interval '30 days')`;
/** All that was said so far is older than a word may be. */
const growOld = () =>
  sql.begin(async (owner) => {
    await owner`SET LOCAL session_replication_role = replica`;
    await owner`UPDATE vacancy_statement SET confirmed_at = confirmed_at - interval '60 days', expires_at = expires_at - interval '60 days'`;
  });
const told = async (): Promise<string[]> => {
  await lookForOpenings();
  return (
    await sql`SELECT f.name FROM message m JOIN facility f ON f.id = m.facility_id WHERE m.kind = 'alert-opened' ORDER BY m.made_at, m.id`
  ).map(({ name }) => name as string);
};
const FULL: MadeClass = { said: { taken: 10 } };
const OLD: MadeClass = { said: { taken: 8, daysAgo: 40 } };

test("who asked while nothing was known hears of the first free place, and never again of the same one, however old its word grows", async () => {
  const place = await makePlace(records, "示例托育园", spot(200), [OLD]);
  await waits();
  expect(await told()).toEqual([]);
  await say(place, 8);
  expect(await told(), "unknown to free").toEqual(["示例托育园"]);
  await growOld();
  expect(await told(), "free to unknown").toHaveLength(1);
  await say(place, 8);
  expect(await told(), "said again: the same place").toHaveLength(1);
  await say(place, null);
  await told();
  await say(place, 7);
  expect(await told(), "«I do not know» is not «full»").toHaveLength(1);
});

test("full and then free is news each time, also when the full word grew old before somebody spoke again", async () => {
  const place = await makePlace(records, "示例托育园", spot(200), [FULL]);
  await waits();
  await say(place, 9);
  expect(await told()).toHaveLength(1);
  await say(place, 10);
  expect(await told()).toHaveLength(1);
  await growOld();
  expect(await told()).toHaveLength(1);
  await say(place, 9);
  expect(await told()).toHaveLength(2);
});

test("what was free when it was set was seen on the page: no news, stale and confirmed anew neither", async () => {
  const place = await makePlace(records, "示例托育园", spot(200), [{}]);
  const secret = await waits();
  expect((await alertBehind(secret))!.free.map(({ name }) => name)).toEqual(["示例托育园"]);
  await growOld();
  await told();
  await say(place, 8);
  expect(await told()).toEqual([]);
  await say(place, 10);
  await told();
  await say(place, 8);
  expect(await told()).toEqual(["示例托育园"]);
});

test("within the minutes on foot, a class of that age, and no other: by the way one walks, not as the crow flies", async () => {
  const near = await makePlace(records, "十分钟内", spot(0, 490), [FULL]);
  const far = await makePlace(records, "十一分钟", spot(0, -540), [FULL]);
  const older = await makePlace(records, "大孩子的班", spot(100), [{ ...FULL, ages: [24, 36] }]);
  const across = await makePlace(records, "河对岸", spot(200, 30), [FULL]);
  const line = { type: "LineString", coordinates: [spot(150, -3_000), spot(150, 3_000)].map(({ lon, lat }) => [lon, lat]) };
  await sql`INSERT INTO barrier (id, city_code, kind, name_zh, name_en, line, quality, source, known_on)
    VALUES (${newId()}, ${TOWN.code}, 'river', '河', 'River', ${sql.json(line)}, 'exact', 'test', '2024-01-01')`;
  city = await finderTown();
  await waits("10");
  for (const place of [near, far, older, across]) await say(place, 9);
  expect(await told()).toEqual(["十分钟内"]);
  await waits("15");
  for (const place of [near, far, older, across]) await say(place, 10);
  await told();
  for (const place of [near, far, older, across]) await say(place, 9);
  expect((await told()).slice(1).sort(), "each alert by its own minutes").toEqual(["十一分钟", "十分钟内", "十分钟内"].sort());
});

test("a place that comes into the walk is news once; one that leaves it and comes back is not", async () => {
  await makePlace(records, "早就有", spot(100), [{}]);
  await waits();
  await told();
  const moving = await makePlace(records, "新开的", spot(300), [{}]);
  expect(await told()).toEqual(["新开的"]);
  const move = (to: { lon: number; lat: number }) =>
    sql`UPDATE facility SET lon = ${to.lon}, lat = ${to.lat} WHERE id = ${moving}`;
  await move(spot(900));
  expect(await told()).toHaveLength(1);
  await move(spot(300));
  expect(await told(), "known already").toHaveLength(1);
});

test("a place that was suspended and opens again is news: nobody could have gone there", async () => {
  const place = await makePlace(records, "示例托育园", spot(200), [{}]);
  await waits();
  const yesterday = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
  await sql.begin(async (owner) => {
    await owner`UPDATE facility_state SET valid_to = ${yesterday} WHERE facility_id = ${place}`;
    await owner`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (${newId()}, ${place}, 'suspended', ${yesterday})`;
  });
  expect(await told()).toEqual([]);
  await sql`UPDATE facility_state SET state = 'operating' WHERE facility_id = ${place} AND state = 'suspended'`;
  expect(await told()).toEqual(["示例托育园"]);
});

test("two families round one place are told each, once, whoever runs at the same moment", async () => {
  const place = await makePlace(records, "示例托育园", spot(200), [FULL]);
  await waits();
  await waits("10", { reach: "13800004321" });
  await say(place, 8);
  await Promise.all([lookForOpenings(), lookForOpenings()]);
  expect(await told()).toHaveLength(2);
});

test("at the edge of an age one class is waited for, wherever it is offered alone, and a class that states no ages has those of its kind", async () => {
  // Born in the middle of a month: 12 months old in the middle of the month of the start, whatever its first day says.
  const born = monthIn(-11);
  const toddlers = await makePlace(records, "只有托小班", spot(200), [FULL]);
  const unsaid = await makePlace(records, "没写月龄的托大班", spot(-200), [{ ...FULL, kind: "toddler-24", ages: null }]);
  await waits("10", { bornMonth: born });
  for (const place of [toddlers, unsaid]) await say(place, 9);
  expect(await told()).toEqual(["只有托小班"]);
});

test("a start that is past is one of this month, and the letter says so", async () => {
  const place = await makePlace(records, "示例托育园", spot(200), [FULL]);
  const { alertKeeper } = await import("~/modules/finder/use-cases/alert-keeper.server");
  const { inUnitOfWork } = await import("~/platform/unit-of-work.server");
  const { addAlert } = await import("~/modules/finder/data/alerts.server");
  const { openValue } = await import("~/platform/sealed-value.server");
  const { messagePlaceOf } = await import("~/modules/finder/data/contact-sealed.server");
  const said = {
    ...{ reach: { kind: "phone" as const, to: "13800001234" }, home: HOME, place: "示例路口", bornMonth: monthIn(-18) },
    ...{ startMonth: monthIn(-1), walker: "pram" },
  };
  await inUnitOfWork(alertKeeper("alert"), (uow) =>
    addAlert(uow, {
      ...{ id: newId(), cityCode: TOWN.code, areaCode: TOWN.code, facilityId: null, minutes: 10, serviceType: "nursery" },
      ...{ channel: "phone", language: "zh", said, secretHash: "0".repeat(64), askedAt: new Date(), confirmedAt: new Date() },
      endsAt: new Date(Date.now() + 30 * DAY_MS),
    }),
  );
  await say(place, 9);
  expect(await told()).toHaveLength(1);
  const [message] = await sql`SELECT id, said_cipher FROM message`;
  const letter = openValue(message!["said_cipher"] as string, messagePlaceOf(message!["id"] as string));
  expect(JSON.parse(letter)).toMatchObject({ params: { month: monthIn(0) } });
});

test("an alert that cannot be looked at keeps no other waiting", async () => {
  const place = await makePlace(records, "示例托育园", spot(200), [FULL]);
  await waits();
  await waits("10", { reach: "13800004321" });
  const [first] = await sql`SELECT id FROM vacancy_alert ORDER BY id LIMIT 1`;
  await sql.unsafe(`CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
    CREATE TRIGGER broken BEFORE INSERT OR UPDATE ON vacancy_alert_watch FOR EACH ROW WHEN (NEW.alert_id = '${first!["id"] as string}') EXECUTE FUNCTION broken()`);
  try {
    await say(place, 9);
    await expect(lookForOpenings()).rejects.toThrow();
    expect(await sql`SELECT count(*)::int AS told FROM message`).toEqual([{ told: 1 }]);
  } finally {
    await sql`DROP TRIGGER broken ON vacancy_alert_watch`;
    await sql`DROP FUNCTION broken`;
  }
  expect(await told(), "once it can be looked at, it is").toHaveLength(2);
});
