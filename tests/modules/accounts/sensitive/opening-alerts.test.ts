import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { acknowledgeAlert, openingAlerts, waitingOnAccess } from "~/modules/accounts/use-cases/opening-alerts.server";
import { openPersonValue, savePersonValue } from "~/modules/accounts/use-cases/person-sensitive.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../../factories/made-actor";
import { withTestDatabase } from "../../../factories/test-database";

const records = withTestDatabase();
const LI = newId();
const BUSY = newId();
const at = (role: "administrator" | "overseer", areaCode: string, line: "health" | "" = "", personId = newId()) =>
  madeActor({ personId, role, areaCode, line });
const busy = at("administrator", "9901", "health", BUSY);
const overseer = at("overseer", "990101", "health");
const FOR_WORK = { reason: "verify-identity", noteId: "" };
const open = (times: number) => Promise.all(Array.from({ length: times }, () => openPersonValue(busy, LI, "phone", FOR_WORK)));

beforeAll(async () => {
  await records.sql`INSERT INTO person (id, name, line, area_code) VALUES (${LI}, '李某', 'health', '990101001'), (${BUSY}, '忙某', 'health', '9901')`;
  expect(await savePersonValue(busy, LI, "phone", "13877770001")).toMatchObject({ ok: true });
});

test("nobody is told of what the work explains; of many openings an overseer of the place is told once, with their number", async () => {
  await open(20);
  expect(await waitingOnAccess(overseer)).toBe(0);
  await open(5);
  expect(await waitingOnAccess(overseer)).toBe(1);
  const [alert, ...more] = await openingAlerts(overseer);
  expect(alert).toMatchObject({ personId: BUSY, personName: "忙某", line: "health", areaCode: "990101", openings: 25 });
  expect(more).toEqual([]);
});

test("of another area or line, without the right to read the audit, or of oneself, there is nothing", async () => {
  const caregiver = madeActor({ personId: newId(), role: "caregiver", areaCode: "990101", line: "health" });
  const elders = madeActor({ personId: newId(), role: "overseer", areaCode: "9901", line: "civil-affairs" });
  const [alert] = await openingAlerts(overseer);
  for (const other of [at("overseer", "990102", "health"), elders, caregiver, busy]) {
    expect(await openingAlerts(other)).toEqual([]);
    expect(await acknowledgeAlert(other, alert!.id)).toEqual({ ok: false, refusal: { kind: "not-there" } });
  }
  expect(await waitingOnAccess(overseer)).toBe(1);
});

test("the database lets nobody acknowledge their own alert, or in another's name", async () => {
  const set = (actor: typeof busy, by: string) =>
    inUnitOfWork(
      actor,
      (uow) => uow.db.$executeRaw`UPDATE opening_alert SET acknowledged_by = ${by}::uuid, acknowledged_at = now()`,
    );
  await expect(set(busy, BUSY)).rejects.toThrow();
  await expect(set(overseer, busy.personId)).rejects.toThrow();
  expect(await records.sql`SELECT 1 FROM opening_alert WHERE acknowledged_at IS NOT NULL`).toHaveLength(0);
});

test("acknowledged, it waits no longer and is on record; more openings raise another", async () => {
  const [alert] = await openingAlerts(overseer);
  const both = await Promise.all([acknowledgeAlert(overseer, alert!.id), acknowledgeAlert(at("overseer", "9901"), alert!.id)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await waitingOnAccess(overseer)).toBe(0);
  const events = await records.sql`SELECT subject_id, facts FROM audit_event WHERE action = 'acknowledge:many-openings'`;
  expect(events).toEqual([{ subject_id: BUSY, facts: { hour: 25, alert: alert!.id } }]);
  await open(1);
  expect(await openingAlerts(overseer)).toMatchObject([{ openings: 26 }]);
});
