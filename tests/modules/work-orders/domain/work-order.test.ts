import fc from "fast-check";
import { expect, test } from "vitest";
import { isOverdue, minutesLeft } from "~/modules/work-orders/domain/due-clock";
import {
  actedAfter,
  answeredHow,
  classOfTopic,
  closesUnasked,
  nextSteps,
  ORDER_CLASSES,
  ORDER_STATES,
  type OrderNow,
  refusalOf,
  stateAfter,
  STEP_KINDS,
  stepsFor,
} from "~/modules/work-orders/domain/work-order";
import { FINDING_KINDS } from "~/modules/visits/domain/visit-log";

const person = fc.constantFrom("甲", "乙", "丙");
const opened = fc.record({ class: fc.constantFrom(...ORDER_CLASSES), asksSecond: fc.boolean() });
const tries = fc.array(fc.record({ kind: fc.constantFrom(...STEP_KINDS), by: person, to: person, isSettled: fc.boolean() }), {
  maxLength: 40,
});

/** What becomes of an order when these people try these steps; what is refused changes nothing. */
function lived(
  begin: { class: OrderNow["class"]; asksSecond: boolean },
  tried: typeof tries extends fc.Arbitrary<infer T> ? T : never,
) {
  let order: OrderNow = { ...begin, state: "received", assignedId: null, actedBy: [] };
  const taken: (typeof tried)[number][] = [];
  for (const step of tried) {
    if (refusalOf(order, step.kind, { personId: step.by, mayAct: true }) !== null) continue;
    taken.push(step);
    order = {
      ...order,
      state: stateAfter(order, step.kind, step.isSettled),
      assignedId: step.kind === "assigned" ? step.to : order.assignedId,
      actedBy: actedAfter(order.actedBy, {
        ...{ kind: step.kind, personId: step.by, assignedId: step.kind === "assigned" ? step.to : null },
        isSettled: step.kind === "verified" ? step.isSettled : null,
      }),
      class: step.kind === "raised" ? "complex" : order.class,
    };
  }
  return { order, taken };
}

test("whatever is tried: nothing closes that nobody acted on, and where a second one is asked for, that is somebody else", () => {
  fc.assert(
    fc.property(opened, tries, (begin, tried) => {
      const { order, taken } = lived(begin, tried);
      expect(ORDER_STATES).toContain(order.state);
      if (order.state !== "closed") return;
      expect(taken.at(-1)!.kind).toBe("closed");
      expect(order.actedBy).not.toEqual([]);
      if (!begin.asksSecond) return;
      const looked = taken.filter(({ kind }) => kind === "verified").at(-1)!;
      expect(looked.isSettled).toBe(true);
      for (const { by } of [looked, taken.at(-1)!]) expect(order.actedBy).not.toContain(by);
      expect(taken.findLastIndex(({ kind }) => kind === "acted")).toBeLessThan(taken.indexOf(looked));
    }),
  );
});

test("until it is closed there is a next step for somebody, and what is closed stays so", () => {
  for (const state of ORDER_STATES)
    for (const of of ORDER_CLASSES)
      for (const asksSecond of [true, false])
        expect(nextSteps({ state, class: of, asksSecond }).length > 0).toBe(state !== "closed");
});

test("whoever it is assigned to acts on it, and takes no other step; anybody else without the area takes none", () => {
  const order = { state: "assigned", class: "ordinary", asksSecond: false, assignedId: "甲", actedBy: [] } as const;
  expect(stepsFor(order, { personId: "甲", mayAct: false })).toEqual(["acted"]);
  expect(stepsFor(order, { personId: "乙", mayAct: false })).toEqual([]);
  expect(stepsFor({ ...order, assignedId: null }, { personId: null, mayAct: false })).toEqual([]);
});

test("danger and utilities have clocks of their own, every other finding is ordinary", () => {
  expect(FINDING_KINDS.map((kind) => [kind, classOfTopic(kind)]).filter(([, of]) => of !== "ordinary")).toEqual([
    ["danger", "danger"],
    ["utilities", "utilities"],
  ]);
});

test("an order is overdue from its hour on, and a closed one when it closed after it", () => {
  fc.assert(
    fc.property(fc.integer({ min: -5_000, max: 5_000 }), (minutes) => {
      const now = Date.UTC(2026, 0, 1);
      const dueAt = new Date(now + minutes * 60_000).toISOString();
      expect(minutesLeft(dueAt, now)).toBe(minutes);
      expect(isOverdue({ dueAt, closedAt: null }, now)).toBe(minutes < 0);
      expect(isOverdue({ dueAt, closedAt: new Date(now).toISOString() }, now + 9e9)).toBe(minutes < 0);
    }),
  );
});

test("a danger is never made complex", () => {
  for (const state of ORDER_STATES) {
    const order = { state, class: "danger", asksSecond: true, assignedId: null, actedBy: [] } as const;
    expect(nextSteps(order)).not.toContain("raised");
    expect(refusalOf(order, "raised", { personId: "甲", mayAct: true })).toBe("danger-not-raised");
  }
});

test("of two people each may look at what the other did: who looked and found it not settled, and acted then, is looked at by the first", () => {
  const by = (kind: "acted" | "verified", personId: string, isSettled: boolean | null) => ({
    kind,
    personId,
    assignedId: null,
    isSettled,
  });
  const first = actedAfter([], by("acted", "甲", null));
  const order = { state: "acted", class: "danger", asksSecond: true, assignedId: null } as const;
  const may = (actedBy: readonly string[], personId: string) =>
    refusalOf({ ...order, actedBy }, "verified", { personId, mayAct: true }) === null;
  expect([may(first, "甲"), may(first, "乙")]).toEqual([false, true]);
  const second = actedAfter(actedAfter(first, by("verified", "乙", false)), by("acted", "乙", null));
  expect([may(second, "甲"), may(second, "乙")]).toEqual([true, false]);
  expect(nextSteps(order), "whoever waits may hand it up").toContain("handed-up");
});

test("closing asks why where nobody was asked, or they are not satisfied; that somebody was not reached is an answer", () => {
  expect([null, "dissatisfied", "not-reached", "satisfied"].map((said) => closesUnasked(said as never))).toEqual([
    "never-asked",
    "dissatisfied",
    null,
    null,
  ]);
});

test("an alarm about an order is answered by what was done; where only the state is known, by what it rang for", () => {
  const how = (why: Parameters<typeof answeredHow>[0]) =>
    [null, "accepted", "acted", "verified"].map((step) => answeredHow(why, step as never));
  expect(how("unaccepted"), "nobody had taken it up").toEqual(["accepted", "accepted", "acted", "accepted"]);
  expect(how("overdue")).toEqual(["acted", "looked", "acted", "looked"]);
  expect(how("second"), "it waits for somebody who looks").toEqual(["looked", "looked", "acted", "looked"]);
  expect(how("handed-up")).toEqual(["looked", "looked", "acted", "looked"]);
  expect(how(null), "a danger rings by its finding").toEqual(["looked", "looked", "acted", "looked"]);
});
