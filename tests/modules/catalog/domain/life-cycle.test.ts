import fc from "fast-check";
import { expect, test } from "vitest";
import {
  beginLife,
  changeState,
  FACILITY_STATES,
  lifeOf,
  NEXT_STATES,
  stateOn,
  type StatePeriod,
} from "~/modules/catalog/domain/life-cycle";

const day = fc.integer({ min: 0, max: 4000 }).map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10));
const changes = fc.array(
  fc.record({ to: fc.constantFrom(...FACILITY_STATES), on: day, reason: fc.constantFrom("", "moved", "no operator") }),
  { maxLength: 12 },
);

function live(steps: readonly { to: (typeof FACILITY_STATES)[number]; on: string; reason: string }[]): StatePeriod[] {
  return steps.reduce(
    (life, step) => {
      const verdict = changeState(life, step);
      return verdict.ok ? verdict.value : life;
    },
    beginLife("planned", "2020-01-01"),
  );
}

test("a life is a chain without holes or overlaps whatever is asked of it", () => {
  fc.assert(
    fc.property(changes, (steps) => {
      const life = live(steps);
      life.forEach((period, at) => expect(period.to).toBe(life[at + 1]?.from ?? null));
      life.forEach((period) => expect(period.to === null || period.to > period.from).toBe(true));
    }),
  );
});

test("every day of a life has one state, and no day before it has any", () => {
  fc.assert(
    fc.property(changes, day, (steps, on) => {
      const life = live(steps);
      expect(stateOn(life, on)).not.toBeNull();
      expect(stateOn(life, "2019-12-31")).toBeNull();
    }),
  );
});

test("a change leaves every earlier day as it was", () => {
  fc.assert(
    fc.property(changes, fc.constantFrom(...FACILITY_STATES), day, day, (steps, to, on, asked) => {
      const life = live(steps);
      const verdict = changeState(life, { to, on, reason: "why" });
      fc.pre(verdict.ok && asked < on);
      if (verdict.ok) expect(stateOn(verdict.value, asked)).toBe(stateOn(life, asked));
    }),
  );
});

test("only the steps of the table are taken", () => {
  for (const from of FACILITY_STATES)
    for (const to of FACILITY_STATES) {
      const verdict = changeState(beginLife(from, "2024-01-01"), { to, on: "2024-05-01", reason: "r" });
      expect(verdict.ok).toBe(NEXT_STATES[from].includes(to));
    }
});

test("nothing follows «closed»", () => {
  const verdict = changeState(beginLife("closed", "2024-01-01"), { to: "operating", on: "2025-01-01", reason: "" });
  expect(verdict).toEqual({ ok: false, refusal: { kind: "step-not-allowed", from: "closed", to: "operating", allowed: [] } });
});

test("closing without a reason is refused, opening needs none", () => {
  expect(changeState(beginLife("operating", "2024-01-01"), { to: "closed", on: "2024-05-01", reason: "  " })).toMatchObject({
    refusal: { kind: "reason-missing", to: "closed" },
  });
  expect(changeState(beginLife("building", "2024-01-01"), { to: "operating", on: "2024-05-01", reason: "" }).ok).toBe(true);
});

test("a state cannot end before, or on, the day it began", () => {
  const verdict = changeState(beginLife("operating", "2024-05-01"), { to: "closed", on: "2024-05-01", reason: "r" });
  expect(verdict).toMatchObject({ refusal: { kind: "before-current-state", currentSince: "2024-05-01" } });
});

test("a closed facility's life ends the day it closed", () => {
  const closed = changeState(beginLife("operating", "2024-01-01"), { to: "closed", on: "2025-03-01", reason: "merged" });
  expect(closed.ok && lifeOf(closed.value)).toEqual({ from: "2024-01-01", to: "2025-03-01" });
  expect(lifeOf(beginLife("planned", "2026-01-01"))).toEqual({ from: "2026-01-01", to: null });
});

test("a day that is none is refused", () => {
  expect(changeState(beginLife("operating", "2024-01-01"), { to: "closed", on: "2025-02-30", reason: "r" })).toMatchObject({
    refusal: { kind: "day-unreadable" },
  });
});
