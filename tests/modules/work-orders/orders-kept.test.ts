import { v4 as randomId, v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "~/modules/accounts/domain/actor";
import type { FindingKind } from "~/modules/visits/domain/visit-log";
import { closeFinding } from "~/modules/visits/use-cases/close-finding.server";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import {
  nextSteps,
  ORDER_STATES,
  STEP_KINDS,
  stateAfter,
  type OrderState,
  type StepKind,
} from "~/modules/work-orders/domain/work-order";
import { changeClass, classesInView } from "~/modules/work-orders/use-cases/change-class.server";
import { orderInView } from "~/modules/work-orders/use-cases/order-in-view.server";
import { ordersInView } from "~/modules/work-orders/use-cases/orders-in-view.server";
import { retainedOrders } from "~/modules/work-orders/use-cases/retained-orders.server";
import { takeStep } from "~/modules/work-orders/use-cases/take-step.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { chief, EAST, madeElder, makeVisitingTown, stranger, visitor, VISITOR, warden } from "../visits/visiting-town";

const records = withTestDatabase();
const { sql } = records;
const NOTHING = { note: "", assignedId: null, how: null, isSettled: null, satisfaction: null } as const;
const ALL = { areaCode: TOWN.code, shown: "open", class: null, isMine: false } as const;

beforeAll(async () => {
  await makeVisitingTown(records);
  await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${VISITOR.personId}, 'caregiver', 'civil-affairs', ${EAST}, '2024-01-01')`;
});

/** The order of something found on a visit just now. */
async function found(kind: FindingKind, elder?: string): Promise<{ id: string; finding: string }> {
  const at = new Date().toISOString();
  const clientId = randomId();
  const logged = await logVisit(visitor, TOWN, {
    ...{
      clientId,
      residentId: elder ?? (await madeElder(records)),
      authorId: null,
      plannedVisitId: null,
      capturedAt: at,
      beganAt: at,
    },
    ...{ offsetSeconds: null, device: "desk", minutes: 20, outcome: "seen", channel: "home", purpose: "check" },
    ...{ body: { looked: {}, needs: "", note: "" }, findings: [kind] },
  });
  expect(logged.ok).toBe(true);
  const [order] = await sql<{ id: string; finding: string }[]>`
    SELECT w.id, f.id AS finding FROM work_order w JOIN finding f ON f.id = w.source_id WHERE f.event_id = ${clientId}`;
  return order!;
}
const step = (actor: Actor, id: string, kind: StepKind, more: object = {}, version: number | null = null) =>
  takeStep(actor, TOWN, id, { ...NOTHING, kind, ...more }, version);
const finding = async (id: string) => {
  const [row] = await sql`SELECT closed_how AS how, closed_by AS by FROM finding WHERE id = ${id}`;
  return { ...row };
};

test("a danger found is received with two hours to go, is settled by two, and closes its finding", async () => {
  const { id, finding: of } = await found("danger");
  const [row] =
    await sql`SELECT due_at = found_at + interval '2 hours' AS clock, state, asks_second FROM work_order WHERE id = ${id}`;
  expect({ ...row }).toEqual({ clock: true, state: "received", asks_second: true });
  expect(await step(warden, id, "accepted")).toEqual({ ok: true, value: "accepted" });
  expect(await step(warden, id, "assigned", { assignedId: warden.personId })).toMatchObject({ refusal: { kind: "say-whom" } });
  expect(await step(warden, id, "assigned", { assignedId: VISITOR.personId })).toMatchObject({ ok: true });
  expect(await step(visitor, id, "closed")).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(await step(visitor, id, "acted", { how: "repaired", note: "示例：换了阀门" })).toMatchObject({ value: "acted" });
  expect(await closeFinding(warden, TOWN, of, "family")).toEqual({ ok: true, value: "closed" });
  expect(await finding(of)).toEqual({ how: "repaired", by: warden.personId });
  const view = await orderInView(warden, TOWN, id);
  expect(view!.steps.map(({ kind }) => kind)).toEqual(["received", "accepted", "assigned", "acted", "verified", "closed"]);
  expect([view!.steps[0]!.personId, view!.steps[3]!.note]).toEqual([VISITOR.personId, "示例：换了阀门"]);
  expect(JSON.stringify(await sql`SELECT * FROM work_order_step`)).not.toContain("换了阀门");
});

test("who acted verifies nothing: settled on the spot by one it waits, looked at and not settled it goes back", async () => {
  const { id, finding: of } = await found("danger");
  expect(await closeFinding(warden, TOWN, of, "on-the-spot")).toEqual({ ok: true, value: "waiting" });
  expect(await finding(of)).toEqual({ how: null, by: null });
  expect(await closeFinding(warden, TOWN, of, "on-the-spot")).toMatchObject({ refusal: { kind: "second-person" } });
  expect(await step(warden, id, "verified", { isSettled: true })).toMatchObject({ refusal: { kind: "second-person" } });
  expect((await orderInView(warden, TOWN, id))!.isForSecond).toBe(true);
  expect(await step(chief, id, "verified", { isSettled: false })).toMatchObject({ refusal: { kind: "say-why" } });
  expect(await step(chief, id, "verified", { isSettled: false, note: "示例：仍漏气" })).toMatchObject({ value: "accepted" });
  await expect(sql`UPDATE finding SET closed_at = now() WHERE id = ${of}`).rejects.toThrow(/closes with its work order/);
  await expect(sql`UPDATE work_order SET state = 'closed' WHERE id = ${id}`).rejects.toThrow(/changes by its steps/);
  await expect(sql`DELETE FROM work_order_step WHERE order_id = ${id}`).rejects.toThrow(/not rewritten/);
});

test("of two who accept at once one does, and the other is told", async () => {
  const { id } = await found("health");
  const both = await Promise.all([step(warden, id, "accepted", {}, 1), step(chief, id, "accepted", {}, 1)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { kind: "changed-meanwhile" } });
  expect((await sql`SELECT 1 FROM work_order_step WHERE order_id = ${id} AND kind = 'accepted'`).length).toBe(1);
  const { finding: again } = await found("service");
  const settled = await Promise.all([closeFinding(warden, TOWN, again, "service"), closeFinding(chief, TOWN, again, "service")]);
  expect(settled.filter(({ ok }) => ok)).toHaveLength(1);
});

test("whoever closes what somebody is just closing is told so, and no second order is made of it", async () => {
  const { id, finding: of } = await found("service");
  let second: ReturnType<typeof closeFinding> | undefined;
  await sql.begin(async (tx) => {
    for (const kind of ["acted", "closed"])
      await tx`INSERT INTO work_order_step (id, order_id, kind, person_id, how)
        VALUES (${newId()}, ${id}, ${kind}, ${warden.personId}, ${kind === "acted" ? "other" : null})`;
    second = closeFinding(chief, TOWN, of, "service");
    while ((await sql`SELECT 1 FROM pg_locks WHERE NOT granted`).length === 0);
  });
  expect(await second).toEqual({ ok: false, refusal: { kind: "closed-already" } });
  expect((await sql`SELECT 1 FROM work_order WHERE source_id = ${of}`).length).toBe(1);
});

test("the database lets the same steps through as the domain, from every state", async () => {
  for (const asksSecond of [false, true])
    for (const state of ORDER_STATES)
      for (const kind of STEP_KINDS) {
        const { after, before } = await forced(state, asksSecond, kind);
        const isIn = nextSteps({ state, class: "ordinary", asksSecond }).includes(kind);
        const wanted = stateAfter({ state, class: "ordinary", asksSecond, assignedId: null, actedBy: [] }, kind, true);
        expect([state, asksSecond, kind, after]).toEqual([state, asksSecond, kind, isIn ? wanted : before]);
      }
});

/** An order put into a state by force, and what becomes of it with a step, in a transaction that leaves nothing behind. */
async function forced(state: OrderState, asksSecond: boolean, kind: StepKind) {
  let seen: { before: OrderState; after: OrderState } = { before: state, after: state };
  const BACK = new Error("leaves nothing behind");
  await sql
    .begin(async (tx) => {
      const id = newId();
      await tx`INSERT INTO work_order (id, city_code, line, area_code, source_kind, source_id, topic, class, found_at, due_at, asks_second)
        VALUES (${id}, ${TOWN.code}, 'civil-affairs', ${EAST}, 'made', ${newId()}, 'other', 'ordinary', now(), now(), false)`;
      await tx`ALTER TABLE work_order DISABLE TRIGGER guard_work_order`;
      const closed = state === "closed" ? "other" : null;
      await tx`UPDATE work_order SET state = ${state}, asks_second = ${asksSecond}, closed_at = CASE WHEN ${closed}::text IS NULL THEN NULL ELSE now() END, closed_how = ${closed} WHERE id = ${id}`;
      if (state !== "received") await acted(tx, id);
      await tx
        .savepoint(
          (sp) => sp`INSERT INTO work_order_step (id, order_id, kind, person_id, assigned_id, how, is_settled, satisfaction)
          VALUES (${newId()}, ${id}, ${kind}, ${newId()}, ${kind === "assigned" ? VISITOR.personId : null}, ${kind === "acted" ? "other" : null},
            ${kind === "verified" ? true : null}, ${kind === "called-back" ? "satisfied" : null})`,
        )
        .catch((error: { code?: string }) => {
          if (error.code !== "23001") throw error;
        });
      const [row] = await tx<{ state: OrderState }[]>`SELECT state FROM work_order WHERE id = ${id}`;
      seen = { before: state, after: row!.state };
      throw BACK;
    })
    .catch((error: unknown) => {
      if (error !== BACK) throw error;
    });
  return seen;
}

async function acted(tx: { unsafe: (words: string, values: string[]) => Promise<unknown> }, id: string) {
  await tx.unsafe("ALTER TABLE work_order_step DISABLE TRIGGER take_work_order_step", []);
  await tx.unsafe("INSERT INTO work_order_step (id, order_id, kind, person_id, how) VALUES ($1, $2, 'acted', $3, 'other')", [
    newId(),
    id,
    newId(),
  ]);
  await tx.unsafe("ALTER TABLE work_order_step ENABLE TRIGGER take_work_order_step", []);
}

test("another district sees none of it, an overseer reads, and whoever it is assigned to sees theirs", async () => {
  const { id } = await found("housing");
  const overseer = madeActor({ personId: newId(), role: "overseer", areaCode: TOWN.code, line: "civil-affairs" });
  const sees = async (actor: Actor) => (await ordersInView(actor, TOWN, ALL, null)).rows.map((row) => row.id);
  expect(await sees(warden)).toContain(id);
  expect(await sees(overseer)).toContain(id);
  expect(await sees(stranger)).toEqual([]);
  expect(await sees(visitor)).not.toContain(id);
  expect(await step(overseer, id, "accepted")).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(await step(stranger, id, "accepted")).toMatchObject({ refusal: { kind: "not-there" } });
  await step(warden, id, "accepted");
  await step(warden, id, "assigned", { assignedId: VISITOR.personId });
  expect(await sees(visitor)).toEqual([id]);
  expect(await step(visitor, id, "acted")).toMatchObject({ refusal: { kind: "say-how" } });
});

test("a city's own clock holds for what is found from then on, with its reason; raised to complex it has fifteen days", async () => {
  const said = { class: "ordinary", dueHours: 48, asksSecond: false, reason: "示例：本市规定" };
  expect(await changeClass(warden, TOWN, said)).toMatchObject({ refusal: { kind: "not-permitted" } });
  const before = (await found("other")).id;
  expect(await changeClass(chief, TOWN, said)).toMatchObject({ ok: true });
  expect((await classesInView(warden, TOWN)).map(({ class: of, dueHours, reason }) => [of, dueHours, reason])).toEqual([
    ["danger", 2, null],
    ["utilities", 24, null],
    ["ordinary", 48, "示例：本市规定"],
    ["complex", 360, null],
  ]);
  const after = (await found("other")).id;
  const hours = async (id: string) =>
    Number(
      (await sql`SELECT extract(epoch FROM due_at - found_at) / 3600 AS hours FROM work_order WHERE id = ${id}`)[0]!["hours"],
    );
  expect([await hours(before), await hours(after)]).toEqual([168, 48]);
  expect(await step(warden, after, "raised")).toMatchObject({ refusal: { kind: "say-why" } });
  expect(await step(warden, after, "raised", { note: "示例：涉及产权" })).toMatchObject({ value: "received" });
  expect(await hours(after)).toBe(360);
});

test("a file that is let go takes along what was written; orders closed long ago go, and the finding stays counted", async () => {
  const elder = await madeElder(records);
  const { id, finding: of } = await found("family", elder);
  await step(warden, id, "acted", { how: "family", note: "示例：家里的事" });
  expect(await step(warden, id, "closed"), "nobody was asked").toMatchObject({ refusal: { kind: "never-asked" } });
  expect(await step(warden, id, "closed", { note: "示例：本人不在" })).toMatchObject({ value: "closed" });
  await sql`UPDATE resident SET state = 'left', left_on = current_date, left_reason = 'moved', name = '—', pinyin = '', initials = '', sex = 'unknown', born_on = NULL, cell = NULL,
    responsible_id = NULL, erased_at = now() WHERE id = ${elder}`;
  expect((await sql`SELECT 1 FROM work_order_step WHERE order_id = ${id} AND note_cipher IS NOT NULL`).length).toBe(0);
  const told: number[] = [];
  expect(await retainedOrders.forget!(new Date(Date.now() + 60_000), async (_uow, gone) => void told.push(gone))).toBeGreaterThan(
    0,
  );
  expect((await sql`SELECT 1 FROM work_order WHERE state = 'closed'`).length).toBe(0);
  expect(await finding(of)).toEqual({ how: "family", by: warden.personId });
});
