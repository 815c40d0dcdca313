import { afterAll, beforeAll, expect, test } from "vitest";
import { careList } from "~/modules/visits/use-cases/care-list.server";
import { ticketFor } from "~/modules/visits/use-cases/care-ticket.server";
import { doorInView, renewDoor, revokeDoor } from "~/modules/visits/use-cases/keep-door.server";
import { workOutDue } from "~/modules/visits/use-cases/work-out-due.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { dayOf } from "~/platform/clock.server";
import { secretHash } from "~/platform/one-time-secret.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { handIn, said, sealedVisit } from "./care-phone";
import { madeElder, makeVisitingTown, stranger, visitor, VISITOR, warden } from "./visiting-town";

const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeVisitingTown(records));
afterAll(closeBulkWork);

const codeOf = async (id: string) => (await doorInView(warden, TOWN, id))!.door!.code!;
const proven = async (elder: string, doorCode: string, minutesAgo: number) => {
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const visit = said(elder, { beganAt: at(minutesAgo), capturedAt: at(minutesAgo - 0.01) });
  // The list of the day the visit was on: shortly after midnight that was yesterday's.
  const ticket = ticketFor({
    personId: VISITOR.personId,
    cityCode: TOWN.code,
    day: dayOf(new Date(visit.beganAt), TOWN.timeZone),
  });
  await handIn([await sealedVisit(visit, { doorCode, ticket })]);
  return (await sql`SELECT door_matched AS matched FROM visit_event WHERE client_id = ${visit.clientId}`)[0]!.matched as boolean;
};

test("a phone knows the code's hash, its code proves the visit, and one that was renewed proves only what was before", async () => {
  const [elder, other] = [await madeElder(records, { risk: "high" }), await madeElder(records)];
  expect(await renewDoor(warden, TOWN, elder)).toEqual({ ok: true, value: true });
  const first = await codeOf(elder);
  await sql`UPDATE resident_door SET made_at = now() - interval '2 hours'`;
  await workOutDue(TOWN.code);
  const [mine] = (await careList(visitor, TOWN)).residents.filter(({ id }) => id === elder);
  expect(mine!.doorHash).toBe(secretHash(first));
  expect(await proven(elder, first, 30)).toBe(true);
  expect(await proven(elder, `${first}x`, 30)).toBe(false);
  expect(await proven(other, first, 30), "at another's door").toBe(false);
  await renewDoor(warden, TOWN, elder);
  await sql`UPDATE resident_door SET ended_at = now() - interval '1 hour' WHERE ended_at IS NOT NULL`;
  const second = await codeOf(elder);
  expect(second).not.toBe(first);
  expect([await proven(elder, first, 90), await proven(elder, first, 10)]).toEqual([true, false]);
  expect(await revokeDoor(warden, TOWN, elder)).toEqual({ ok: true, value: true });
  expect(await revokeDoor(warden, TOWN, elder)).toEqual({ ok: false, refusal: { kind: "no-code" } });
  const audit = await sql`SELECT action FROM audit_event WHERE subject_id = ${elder} AND action LIKE '%door-code' ORDER BY id`;
  expect(audit.map(({ action }) => action as string)).toEqual(["make:door-code", "make:door-code", "end:door-code"]);
  expect(JSON.stringify(await sql`SELECT * FROM resident_door`)).not.toContain(first);
});

test("only whoever keeps the visits there makes and sees a code, and only of somebody on the register", async () => {
  const elder = await madeElder(records);
  expect(await renewDoor(stranger, TOWN, elder)).toEqual({ ok: false, refusal: { kind: "not-there" } });
  expect(await renewDoor(visitor, TOWN, elder)).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  expect(await doorInView(visitor, TOWN, elder)).toBeNull();
  const gone = await madeElder(records);
  await sql`UPDATE resident SET state = 'left', left_on = current_date, left_reason = 'moved' WHERE id = ${gone}`;
  expect(await renewDoor(warden, TOWN, gone)).toEqual({ ok: false, refusal: { kind: "not-registered" } });
});

test("two who make a code at once leave one in force", async () => {
  const elder = await madeElder(records);
  await Promise.all([renewDoor(warden, TOWN, elder), renewDoor(warden, TOWN, elder)]);
  expect(await sql`SELECT 1 FROM resident_door WHERE resident_id = ${elder} AND ended_at IS NULL`).toHaveLength(1);
});
