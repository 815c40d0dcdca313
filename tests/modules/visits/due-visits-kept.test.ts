import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { workOutDue, workOutResident } from "~/modules/visits/use-cases/work-out-due.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { EAST, madeElder, makeVisitingTown, WEST } from "./visiting-town";

const records = withTestDatabase();
const DAY = today(TOWN.timeZone);

beforeAll(() => makeVisitingTown(records));
afterAll(closeBulkWork);
beforeEach(async () => {
  await records.sql`TRUNCATE due_visit, campaign, visit_rule, mode, resident CASCADE`;
});

const due = () => records.sql<{ id: string; resident: string; closes: string; cause: string }[]>`
  SELECT id, resident_id AS resident, closes_on::text AS closes, cause FROM due_visit ORDER BY resident_id, closes_on, id`;

test("without a rule everyone is owed the month's visit, and working it out again changes not even an id", async () => {
  const ids = [await madeElder(records), await madeElder(records, { area: WEST })];
  expect(await workOutDue(TOWN.code)).toMatchObject({ residents: 2 });
  const first = [...(await due())];
  expect(new Set(first.map(({ resident }) => resident))).toEqual(new Set(ids));
  await workOutDue(TOWN.code);
  expect([...(await due())]).toEqual(first);
});

test("who leaves the register, or moves, is owed nothing where they were", async () => {
  const [gone, moved] = [await madeElder(records), await madeElder(records)];
  await workOutDue(TOWN.code);
  await records.sql`UPDATE resident SET state = 'left', left_on = ${DAY}, left_reason = 'deceased' WHERE id = ${gone}`;
  await records.sql`UPDATE resident SET area_code = ${WEST} WHERE id = ${moved}`;
  await workOutDue(TOWN.code);
  const areas = await records.sql`SELECT DISTINCT resident_id AS resident, area_code AS area FROM due_visit`;
  expect([...areas]).toEqual([{ resident: moved, area: WEST }]);
});

test("a campaign means those it names, until each was seen or spoken to", async () => {
  const old = await madeElder(records, { bornOn: "1935-01-01" });
  await madeElder(records, { bornOn: "1950-01-01" });
  await madeElder(records, { bornOn: "1935-01-01", categories: ["empty-nest"] });
  await madeElder(records, { bornOn: "1935-01-01", area: WEST });
  await records.sql`
    INSERT INTO campaign (id, city_code, area_code, name, least_age, categories, opens_at, closes_at)
    VALUES (gen_random_uuid(), ${TOWN.code}, '990101', '示例寒潮', 80, ARRAY['living-alone'], now() - interval '1 hour', now() + interval '6 hours')`;
  await workOutDue(TOWN.code);
  const asked = async () => (await due()).filter(({ cause }) => cause === "campaign").map(({ resident }) => resident);
  expect(await asked()).toEqual([old]);
  await records.sql`
    INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, outcome, channel, purpose, began_at, minutes, body_cipher, content_hash)
    VALUES (gen_random_uuid(), ${TOWN.code}, ${old}, 'civil-affairs', ${EAST}, gen_random_uuid(), gen_random_uuid(), now(), 'spoken-to', 'phone', 'check', now(), 5,
      ${`sealed.k1.${"x".repeat(40)}`}, ${"0".repeat(64)})`;
  await inUnitOfWork(systemActor("test"), (uow) => workOutResident(uow, TOWN.code, EAST, old));
  expect(await asked()).toEqual([]);
});

test("two runs at once leave what one leaves", async () => {
  for (let n = 0; n < 20; n++) await madeElder(records, { area: n % 2 ? EAST : WEST });
  await Promise.all([workOutDue(TOWN.code), workOutDue(TOWN.code)]);
  const [twice] = await records.sql`
    SELECT count(*)::int AS n FROM (SELECT 1 FROM due_visit GROUP BY resident_id, opens_on, closes_on, cause HAVING count(*) > 1) AS doubled`;
  expect(twice).toEqual({ n: 0 });
  expect((await due()).length).toBeGreaterThanOrEqual(20);
});

test("no elder has a calendar month of the horizon without a visit owed or made", async () => {
  const ids = await Promise.all(["high", "key", "general"].map((risk) => madeElder(records, { risk: risk as "high" })));
  await workOutDue(TOWN.code);
  const months = new Set([DAY, daysFrom(DAY, 27)].map((day) => day.slice(0, 7)));
  for (const id of ids)
    expect(new Set((await due()).filter(({ resident }) => resident === id).map(({ closes }) => closes.slice(0, 7)))).toEqual(
      months,
    );
});
