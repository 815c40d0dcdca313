import { afterAll, beforeAll, expect, test } from "vitest";
import { v4 as randomId } from "uuid";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import { workOutDue } from "~/modules/visits/use-cases/work-out-due.server";
import type { VisitSaid } from "~/modules/visits/domain/visit-log";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../../factories/test-database";
import { madeActor } from "../../factories/made-actor";
import { TOWN } from "../catalog/factories/catalog-city";
import { chief, EAST, madeElder, makeVisitingTown, stranger, visitor, warden } from "./visiting-town";

const records = withTestDatabase();
beforeAll(() => makeVisitingTown(records));
afterAll(closeBulkWork);

const said = (residentId: string, over: Partial<VisitSaid> = {}): VisitSaid => ({
  ...{ clientId: randomId(), residentId, authorId: null, plannedVisitId: null, offsetSeconds: null, device: "desk" },
  ...{ capturedAt: new Date().toISOString(), beganAt: new Date(Date.now() - 3_600_000).toISOString(), minutes: 25 },
  ...{ outcome: "seen", channel: "home", purpose: "check", findings: [] },
  body: { looked: { mood: "fine", gas: "concern" }, needs: "", note: "示例：灶具老化" },
  ...over,
});
const count = async (id: string) =>
  (await records.sql<{ n: number }[]>`SELECT count(*)::int AS n FROM visit_event WHERE client_id = ${id}`)[0]!.n;

test("one id is one visit, however often and however simultaneously it is sent", async () => {
  const visit = said(await madeElder(records), { findings: ["utilities"] });
  const sent = await Promise.all(Array.from({ length: 12 }, () => logVisit(warden, TOWN, visit)));
  expect(sent.every(({ ok }) => ok)).toBe(true);
  expect(sent.filter((one) => one.ok && one.value.isNew)).toHaveLength(1);
  expect(await count(visit.clientId)).toBe(1);
  const [found] = await records.sql`SELECT count(*)::int AS n FROM finding WHERE event_id = ${visit.clientId}`;
  expect(found).toEqual({ n: 1 });
});

test("the same id with other words is refused aloud and changes nothing", async () => {
  const visit = said(await madeElder(records));
  await logVisit(warden, TOWN, visit);
  const other = await logVisit(warden, TOWN, { ...visit, outcome: "refused" });
  expect(other).toEqual({ ok: false, refusal: { kind: "other-content" } });
  expect(await logVisit(warden, TOWN, { ...visit, body: { ...visit.body, note: "别的话" } })).toMatchObject({ ok: false });
  const [row] = await records.sql`SELECT outcome, body_cipher AS body FROM visit_event WHERE client_id = ${visit.clientId}`;
  expect(row!.outcome).toBe("seen");
  expect(row!.body).toMatch(/^sealed\./);
  expect(JSON.stringify(row)).not.toContain("灶具");
});

test("what is owed is worked out anew in the same transaction, for that resident alone", async () => {
  const [seen, other] = [await madeElder(records), await madeElder(records)];
  await workOutDue(TOWN.code);
  const due = (id: string) =>
    records.sql`SELECT id, closes_on::text AS closes FROM due_visit WHERE resident_id = ${id} ORDER BY closes_on, id`;
  const [before, others] = [[...(await due(seen))], [...(await due(other))]];
  await logVisit(warden, TOWN, said(seen, { beganAt: new Date(Date.now() - 60_000).toISOString() }));
  expect([...(await due(seen))]).not.toEqual(before);
  expect([...(await due(other))]).toEqual(others);
});

test("a log is neither changed nor removed, not even by the owner of the database", async () => {
  const visit = said(await madeElder(records));
  await logVisit(warden, TOWN, visit);
  await expect(records.sql`UPDATE visit_event SET outcome = 'refused' WHERE client_id = ${visit.clientId}`).rejects.toThrow(
    /not rewritten/,
  );
  await expect(records.sql`DELETE FROM visit_event WHERE client_id = ${visit.clientId}`).rejects.toThrow(/not rewritten/);
  const where = { clientId: visit.clientId };
  const own = (work: (db: UnitOfWork["db"]) => Promise<unknown>) => inUnitOfWork(warden, ({ db }) => work(db));
  await expect(own((db) => db.visitEvent.updateMany({ where, data: { minutes: 1 } }))).rejects.toThrow(/permission denied/);
  await expect(own((db) => db.visitEvent.deleteMany({ where }))).rejects.toThrow(/permission denied|not rewritten/);
  expect(await count(visit.clientId)).toBe(1);
});

test("whoever answers for the resident may say it; a reader, another district and another line may not", async () => {
  const elder = await madeElder(records);
  expect(await logVisit(visitor, TOWN, said(elder))).toMatchObject({ ok: true });
  expect(await logVisit(chief, TOWN, said(elder))).toMatchObject({ ok: true });
  expect(await logVisit(stranger, TOWN, said(elder))).toEqual({ ok: false, refusal: { kind: "not-there" } });
  const reader = madeActor({ personId: warden.personId, role: "overseer", areaCode: TOWN.code });
  expect(await logVisit(reader, TOWN, said(elder))).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  const row = {
    cityCode: TOWN.code,
    residentId: elder,
    line: "civil-affairs",
    areaCode: EAST,
    authorId: warden.personId,
    uploaderId: warden.personId,
  };
  const cipher = { bodyCipher: `sealed.k1.${"x".repeat(40)}`, contentHash: "0".repeat(64) };
  const times = { capturedAt: new Date(), beganAt: new Date(), minutes: 1, outcome: "seen", channel: "home", purpose: "check" };
  await expect(
    inUnitOfWork(reader, (uow) => uow.db.visitEvent.create({ data: { clientId: randomId(), ...row, ...cipher, ...times } })),
    "the row policy says the same without the use case",
  ).rejects.toThrow(/row-level security/);
});

test("what cannot be so is refused with its reason, and death and moving ask the register", async () => {
  const elder = await madeElder(records);
  const later = new Date(Date.now() + 3 * 86_400_000).toISOString();
  const ago = new Date(Date.now() - 200 * 86_400_000).toISOString();
  for (const [over, kind] of [
    [{ beganAt: later }, "in-the-future"],
    [{ beganAt: ago }, "too-long-ago"],
    [{ channel: "phone" }, "seen-by-phone"],
    [{ minutes: 0 }, "seen-in-no-time"],
    [{ minutes: -1 }, "no-minutes"],
    [{ clientId: "1" }, "no-id"],
  ] as const)
    expect(await logVisit(warden, TOWN, said(elder, over))).toEqual({ ok: false, refusal: { kind } });
  expect(await logVisit(warden, TOWN, said(elder, { outcome: "deceased" }))).toMatchObject({ value: { asks: "deceased" } });
});

test("of somebody who has left visits are taken up to that day; of a file that was let go none ever", async () => {
  const elder = await madeElder(records);
  const ago = (days: number) => ({ beganAt: new Date(Date.now() - days * 86_400_000).toISOString() });
  await records.sql`
    UPDATE resident SET state = 'left', left_on = (now() AT TIME ZONE ${TOWN.timeZone})::date - 2, left_reason = 'moved' WHERE id = ${elder}`;
  expect(await logVisit(warden, TOWN, said(elder, ago(3)))).toMatchObject({ ok: true });
  expect(await logVisit(warden, TOWN, said(elder, ago(2)))).toMatchObject({ ok: true });
  expect(await logVisit(warden, TOWN, said(elder, ago(1)))).toEqual({ ok: false, refusal: { kind: "not-registered" } });
  await records.sql`UPDATE resident SET erased_at = now(), name = '—', born_on = NULL, responsible_id = NULL WHERE id = ${elder}`;
  expect(await logVisit(warden, TOWN, said(elder, ago(3)))).toEqual({ ok: false, refusal: { kind: "not-there" } });
  expect(await logVisit(warden, TOWN, said("not-an-id"))).toEqual({ ok: false, refusal: { kind: "not-there" } });
});
