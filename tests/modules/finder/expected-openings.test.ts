import { v7 as newId } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { monthAfter } from "~/modules/catalog/domain/vacancy";
import { askedFrom } from "~/modules/finder/domain/asked-of-place";
import { foremostClass, freeInAll } from "~/modules/finder/domain/public-place";
import { spotText } from "~/modules/finder/domain/spot";
import { findPage } from "~/modules/finder/use-cases/find-page.server";
import { readPublicFacility } from "~/modules/finder/use-cases/read-public-facility.server";
import { today } from "~/platform/clock.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { finderTown, HOME, makeFinderTown, makePlace, spot, type MadeClass } from "./finder-town";

/** Where no place is known to be free, families are told when birth months let expect one: a projection, never a free place. */
const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeFinderTown(records));
beforeEach(() => sql`DELETE FROM facility`);

const TODAY = today(TOWN.timeZone);
const MONTH = TODAY.slice(0, 7);
/** They pass 24 months this month, so the next begins without them. */
const LEAVING = monthAfter(MONTH, -24);
const NEXT = monthAfter(MONTH);
const born = (months: number) => `${monthAfter(MONTH, -months)}-01`;
const FULL: MadeClass = { said: { taken: 10 } };

async function counted(facility: string, birthMonth: string, children = 10): Promise<void> {
  const [one] = await sql<{ id: string }[]>`
    SELECT c.id FROM offering_class c JOIN offering o ON o.id = c.offering_id WHERE o.facility_id = ${facility}`;
  const id = newId();
  await sql`INSERT INTO class_roster (id, class_id, said_at) VALUES (${id}, ${one!.id}, ${new Date(Date.now() - 86_400_000)})`;
  await sql`INSERT INTO class_roster_month (roster_id, birth_month, children) VALUES (${id}, ${birthMonth}, ${children})`;
}
const search = async (asked: Record<string, string> = {}) => {
  const page = await findPage(await finderTown(), new URLSearchParams({ at: spotText(HOME), ...asked }));
  return page!.results!;
};
const listed = async (asked?: Record<string, string>) =>
  (await search(asked)).offers.map(({ name, line, expectedFrom }) => [name, line.vacancy?.kind, expectedFrom]);

test("full and unknown ones say from when a place is expected; it is counted as free nowhere and changes no order", async () => {
  await counted(await makePlace(records, "满员", spot(100), [FULL]), LEAVING);
  await counted(await makePlace(records, "没说", spot(200), [{ said: null }]), LEAVING);
  await counted(await makePlace(records, "有位", spot(300), [{ said: { taken: 8 } }]), LEAVING);
  await makePlace(records, "没数过", spot(50), [FULL]);
  expect(await listed({ born: born(14) })).toEqual([
    ["有位", "free", null],
    ["没说", "unknown", NEXT],
    ["没数过", "full", null],
    ["满员", "full", NEXT],
  ]);
  const { offers, leftOut } = await search({ born: born(14), free: "1" });
  expect(offers.map(({ name }) => name)).toEqual(["有位", "没说"]);
  expect(leftOut.by).toEqual([{ asked: "free", count: 2 }]);
});

test("a place that opens when the child has outgrown the class is no news for it", async () => {
  await counted(await makePlace(records, "明年", spot(100), [FULL]), monthAfter(MONTH, -18));
  expect(await listed({ born: born(14) })).toEqual([["明年", "full", monthAfter(MONTH, 7)]]);
  expect(await listed({ born: born(20) })).toEqual([["明年", "full", null]]);
});

test("whoever starts later is told of a month from theirs on", async () => {
  await counted(await makePlace(records, "满员", spot(100), [FULL]), LEAVING);
  const start = monthAfter(MONTH, 3);
  const { offers } = await search({ born: born(12), start });
  expect(offers.map(({ expectedFrom }) => expectedFrom)).toEqual([start]);
});

test("a facility's own page says it with the day of the count, beside «full»", async () => {
  const id = await makePlace(records, "满员", spot(100), [FULL]);
  await counted(id, LEAVING);
  const city = await finderTown();
  const place = (await readPublicFacility(city, id, askedFrom(new URLSearchParams(), TODAY)))!;
  const first = foremostClass(place)!;
  expect(first.vacancy.kind).toBe("full");
  expect(first.expected).toEqual({ from: NEXT, countedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string });
  expect(freeInAll(place)).toBe(0);
  expect(JSON.stringify(place), "no counts of children").not.toContain(LEAVING);
});
