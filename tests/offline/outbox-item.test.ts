import { expect, test } from "vitest";
import type { RecordAnswer } from "~/modules/visits/domain/care-record";
import {
  answered,
  HELD_AFTER_ACKNOWLEDGED_MS,
  isOver,
  isUnsent,
  mayBeLost,
  mayLeave,
  waitingAgain,
  type HeldItem,
} from "~/offline/outbox-item";

const AT = "2026-11-20T02:00:00.000Z";
const START = { id: "s1", position: "100" };
const FIRST = { epoch: "first", position: "500", starts: [START] };
const SECOND = { ...FIRST, epoch: "second" };
const HEARD = { at: AT, life: FIRST };
const LATER = Date.parse(AT) + 60_000;
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
    mark: { start: "s1", position: "500" },
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
  expect(mayBeLost(aside, SECOND, LATER), "a restored server may have lost that too").toBe(true);
  expect(waitingAgain(aside, null)).toMatchObject({ state: "waiting", why: null });
});

test("the only copy of a refused record never leaves the phone; one a desk has, a file has or nobody agreed to does", () => {
  const refused = (why: string, isKept: boolean) => answered(waiting, { ...says("refused", why), isKept }, HEARD);
  for (const item of [refused("not-permitted", true), answered(waiting, says("refused", "too-long-ago"), HEARD)])
    expect([mayLeave(item), isUnsent(item)], "the desk has it").toEqual([true, false]);
  const only = refused("no-ticket", false);
  expect([mayLeave(only), isUnsent(only)], "signing out and clearing are refused").toEqual([false, true]);
  expect([mayLeave({ ...only, isHandedOn: true }), isUnsent({ ...only, isHandedOn: true })], "exported").toEqual([true, false]);
  expect(mayLeave(refused("no-consent", false)), "it is to go").toBe(true);
  expect(mayLeave(waiting)).toBe(false);
  expect(
    answered(waitingAgain({ ...only, isHandedOn: true }, null), { ...says("refused", "no-ticket"), isKept: false }, HEARD),
  ).toEqual({
    ...only,
    tries: 2,
  });
});

test("what is acknowledged stays so, whatever a late answer says", () => {
  const green = answered(waiting, says("stored"), HEARD);
  expect(answered(green, says("refused", "late"), { at: AT, life: SECOND })).toEqual(green);
});

test("a server in another life than the one that acknowledged may have lost it; the same has not", () => {
  const green = answered(waiting, says("stored"), HEARD);
  expect(mayBeLost(green, SECOND, LATER)).toBe(true);
  expect(mayBeLost(green, FIRST, LATER)).toBe(false);
  expect(mayBeLost(waiting, SECOND, LATER)).toBe(false);
  expect(waitingAgain(green, "restored")).toMatchObject({
    state: "waiting",
    why: "restored",
    acknowledgedAt: null,
    epoch: null,
    mark: null,
  });
});

test("an acknowledged record is over after its week, an unsent one never", () => {
  const green = answered(waiting, says("stored"), HEARD);
  const end = Date.parse(AT) + HELD_AFTER_ACKNOWLEDGED_MS;
  expect([isOver(green, end), isOver(green, end + 1)]).toEqual([false, true]);
  expect(isOver(green, 0), "a clock set back").toBe(false);
  expect(isOver(waiting, end * 2)).toBe(false);
  expect(isOver({ ...waiting, state: "refused" }, Infinity)).toBe(false);
});

test("an image put back is told by a start whose log was shorter than what was acknowledged, however long it is by now", () => {
  const green = answered(waiting, says("stored"), HEARD);
  const since = (...starts: { id: string; position: string }[]) => ({ ...FIRST, position: "9000", starts });
  const next = (position: string) => ({ id: "s2", position });
  expect(mayBeLost(green, since(START, next("400")), LATER), "put back to before it").toBe(true);
  expect(mayBeLost(green, since(START, next("500")), LATER), "started again, all there").toBe(false);
  expect(mayBeLost(green, since(START, next("400"), { id: "s3", position: "8000" }), LATER), "and started once more").toBe(true);
  expect(mayBeLost(green, since(START, next("600"), { id: "s3", position: "700" }), LATER)).toBe(false);
  expect(mayBeLost(green, since(next("400")), LATER), "an image of before that start").toBe(true);
});

test("a log shorter than it was says the same without a start, but not of what was answered after the asking", () => {
  const green = answered(waiting, says("stored"), HEARD);
  const shorter = { ...FIRST, position: "499" };
  expect(mayBeLost(green, shorter, LATER)).toBe(true);
  expect(mayBeLost(green, shorter, Date.parse(AT)), "an answer that was overtaken").toBe(false);
  expect(mayBeLost(green, { ...FIRST, position: "10000" }, LATER), "compared as numbers").toBe(false);
  expect(mayBeLost(green, { epoch: "first" }, LATER), "a server of before").toBe(false);
  expect(mayBeLost({ ...green, mark: undefined }, shorter, LATER), "heard by a program of before").toBe(false);
});
