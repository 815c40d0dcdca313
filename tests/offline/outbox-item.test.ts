import { expect, test } from "vitest";
import type { RecordAnswer } from "~/modules/visits/domain/care-record";
import {
  answered,
  HELD_AFTER_ACKNOWLEDGED_MS,
  isOver,
  isUnsent,
  mayBeLost,
  waitingAgain,
  type HeldItem,
} from "~/offline/outbox-item";

const AT = "2026-11-20T02:00:00.000Z";
const HEARD = { at: AT, epoch: "first" };
const waiting: HeldItem = {
  ...{ id: "a", kind: "visit", keyId: "k", savedAt: AT, who: "w", label: null, bytes: 10, tries: 0 },
  ...{ state: "waiting", why: null, acknowledgedAt: null, epoch: null },
};
const says = (state: string, why: string | null = null) => ({ id: "a", state, why }) as RecordAnswer;

test.each(["stored", "stored-already"])("«%s» of this very record acknowledges it", (state) => {
  expect(answered(waiting, says(state), HEARD)).toMatchObject({
    state: "acknowledged",
    acknowledgedAt: AT,
    epoch: "first",
    tries: 1,
  });
});

test.each([undefined, says("later", "no-visit-yet"), says("ok"), says("")])("%j leaves it waiting, once more tried", (answer) => {
  expect(answered(waiting, answer, HEARD)).toMatchObject({ state: "waiting", acknowledgedAt: null, tries: 1 });
  expect(isUnsent(answered(waiting, answer, HEARD))).toBe(true);
});

test("a refused one stands aside with its reason, is on the server, and waits again by hand", () => {
  const aside = answered(waiting, says("refused", "other-content"), HEARD);
  expect(aside).toMatchObject({ state: "refused", why: "other-content" });
  expect(isUnsent(aside)).toBe(false);
  expect(mayBeLost(aside, "second"), "a restored server may have lost that too").toBe(true);
  expect(waitingAgain(aside, null)).toMatchObject({ state: "waiting", why: null });
});

test("what is acknowledged stays so, whatever a late answer says", () => {
  const green = answered(waiting, says("stored"), HEARD);
  expect(answered(green, says("refused", "late"), { at: AT, epoch: "second" })).toEqual(green);
});

test("a server in another life than the one that acknowledged may have lost it; the same has not", () => {
  const green = answered(waiting, says("stored"), HEARD);
  expect(mayBeLost(green, "second")).toBe(true);
  expect(mayBeLost(green, "first")).toBe(false);
  expect(mayBeLost(waiting, "second")).toBe(false);
  expect(waitingAgain(green, "restored")).toMatchObject({ state: "waiting", why: "restored", acknowledgedAt: null, epoch: null });
});

test("an acknowledged record is over after its week, an unsent one never", () => {
  const green = answered(waiting, says("stored"), HEARD);
  const end = Date.parse(AT) + HELD_AFTER_ACKNOWLEDGED_MS;
  expect([isOver(green, end), isOver(green, end + 1)]).toEqual([false, true]);
  expect(isOver(green, 0), "a clock set back").toBe(false);
  expect(isOver(waiting, end * 2)).toBe(false);
  expect(isOver({ ...waiting, state: "refused" }, Infinity)).toBe(false);
});
