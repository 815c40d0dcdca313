import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { v4 as randomId, v7 as newId } from "uuid";
import { stepMonth } from "~/modules/visits/use-cases/hand-in-month.server";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import { monthInView } from "~/modules/visits/use-cases/month-in-view.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { EAST, madeElder, makeVisitingTown, warden } from "./visiting-town";

/** What is written while a month is being handed in is in its figures, or among its corrections: never in neither. */
const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeVisitingTown(records));
beforeEach(() => sql`TRUNCATE resident, month_report CASCADE`);
afterAll(closeBulkWork);

const place = { line: "civil-affairs", areaCode: EAST, month: `${today(TOWN.timeZone).slice(0, 7)}-01` } as const;
async function handedIn() {
  const found = await monthInView(warden, TOWN, place);
  if (!found.ok) throw new Error(found.refusal.kind);
  expect(found.value.isFrozen).toBe(true);
  return found.value;
}
/** Until so many wait for a lock of this database, or what is done is done without waiting. */
async function untilWaiting(many: number, doing: Promise<unknown>): Promise<void> {
  let isDone = false;
  void doing.then(() => (isDone = true));
  for (;;) {
    const [row] = await sql`
      SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    if (isDone || Number(row!["n"]) >= many) return;
  }
}

test("a visit that is being written down as the month is handed in", async () => {
  const elder = await madeElder(records);
  const held = await sql.reserve();
  await held`BEGIN`;
  await held`SELECT pg_advisory_xact_lock(hashtextextended(${`due-visits:${EAST}`}, 0))`;
  const logging = logVisit(warden, TOWN, {
    ...{ clientId: randomId(), residentId: elder, authorId: null, plannedVisitId: null, offsetSeconds: null, device: "desk" },
    ...{ capturedAt: new Date().toISOString(), beganAt: new Date(Date.now() - 60_000).toISOString(), minutes: 25 },
    ...{ outcome: "seen", channel: "home", purpose: "check", findings: [], body: { looked: {}, needs: "", note: "" } },
  });
  await untilWaiting(1, logging);
  const handing = stepMonth(warden, TOWN, place, { kind: "submit", despite: 0 });
  await untilWaiting(2, handing);
  await held`COMMIT`;
  held.release();
  expect([await logging, await handing]).toMatchObject([{ ok: true }, { ok: true }]);
  const { figures, corrections } = await handedIn();
  expect(figures.total.visited + corrections["late-visit"]).toBe(1);
});

test("somebody who is being entered as the month is handed in", async () => {
  const held = await sql.reserve();
  const id = newId();
  await held`BEGIN`;
  await held`
    INSERT INTO resident (id, city_code, line, area_code, register_number, name, born_on, state, registered_on, risk)
    VALUES (${id}, ${TOWN.code}, 'civil-affairs', ${EAST}, 'T-W1', '示例老人', '1940-05-01', 'registered', '2024-01-01', 'general')`;
  await held`INSERT INTO resident_category (id, resident_id, category, valid_from) VALUES (${newId()}, ${id}, 'living-alone', '2024-01-01')`;
  const handing = stepMonth(warden, TOWN, place, { kind: "submit", despite: 0 });
  await untilWaiting(1, handing);
  await held`COMMIT`;
  held.release();
  expect(await handing).toMatchObject({ ok: true });
  const { figures, corrections } = await handedIn();
  expect(figures.total.due + corrections.entry).toBe(1);
});

test("somebody whose last category is being ended as the month is handed in", async () => {
  const elder = await madeElder(records);
  const held = await sql.reserve();
  await held`BEGIN`;
  await held`UPDATE resident_category SET valid_to = '2024-02-01' WHERE resident_id = ${elder}`;
  const handing = stepMonth(warden, TOWN, place, { kind: "submit", despite: 0 });
  await untilWaiting(1, handing);
  await held`COMMIT`;
  held.release();
  expect(await handing).toMatchObject({ ok: true });
  const { figures, corrections } = await handedIn();
  expect(figures.total.due - corrections.category).toBe(0);
});
