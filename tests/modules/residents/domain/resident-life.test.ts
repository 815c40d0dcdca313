import { expect, test } from "vitest";
import { likeness } from "~/modules/residents/domain/resident-likeness";
import { lifeAfter, type Life, type LifeStep } from "~/modules/residents/domain/resident-life";

const TODAY = "2026-11-22";
const proposed: Life = { state: "proposed", registeredOn: null, leftOn: null, leftReason: null };
const registered: Life = { ...proposed, state: "registered", registeredOn: "2026-03-01" };
const refusal = (life: Life, step: LifeStep) => {
  const after = lifeAfter(life, step, TODAY);
  return after.ok ? null : after.refusal.kind;
};

test("who is approved is registered from that day; who was declined may still be approved", () => {
  const after = lifeAfter(proposed, { kind: "approve", on: TODAY, isOther: false }, TODAY);
  expect(after).toEqual({ ok: true, value: { ...proposed, state: "registered", registeredOn: TODAY } });
  expect(refusal({ ...proposed, state: "declined" }, { kind: "approve", on: TODAY, isOther: false })).toBeNull();
});

test("nobody leaves twice, before they came or tomorrow", () => {
  expect(refusal(proposed, { kind: "leave", on: TODAY, reason: "moved" })).toBe("not-registered");
  expect(refusal(registered, { kind: "leave", on: "2026-02-28", reason: "moved" })).toBe("before-entry");
  expect(refusal(registered, { kind: "leave", on: "2026-11-23", reason: "moved" })).toBe("in-future");
});

test("whoever moved may be back, the dead and the merged may not", () => {
  const left = (leftReason: Life["leftReason"]): Life => ({ ...registered, state: "left", leftOn: "2026-06-01", leftReason });
  const back: LifeStep = { kind: "return", on: "2026-07-01" };
  expect(lifeAfter(left("moved"), back, TODAY)).toMatchObject({
    ok: true,
    value: { state: "registered", registeredOn: "2026-07-01" },
  });
  expect(refusal(left("deceased"), back)).toBe("deceased-stays");
  expect(refusal(left("same-person"), back)).toBe("merged-stays");
  expect(refusal(left("moved"), { kind: "return", on: "2026-05-01" })).toBe("before-leaving");
});

test("an exit that was a mistake is as if it had never been, except of a merged file", () => {
  const left: Life = { ...registered, state: "left", leftOn: "2026-06-01", leftReason: "deceased" };
  const step: LifeStep = { kind: "correct-exit", mistake: "wrong-person" };
  expect(lifeAfter(left, step, TODAY)).toEqual({ ok: true, value: registered });
  expect(refusal({ ...left, leftReason: "same-person" }, step)).toBe("merged-stays");
  expect(refusal(registered, step)).toBe("has-not-left");
});

test("two files are likely one person's by name, day of birth and district, and only possibly elsewhere", () => {
  const one = { name: "示例甲", bornOn: "1940-05-06", areaCode: "990101001001" };
  expect(likeness(one, { ...one, name: "示例 甲", areaCode: "990101002001" })).toBe("likely");
  expect(likeness(one, { ...one, areaCode: "990102001001" })).toBe("possible");
  expect(likeness(one, { ...one, bornOn: "1940-06-05" }), "day and month changed places").toBe("possible");
  expect(likeness(one, { ...one, bornOn: null })).toBe("likely");
  expect(likeness(one, { ...one, bornOn: "1951-12-31" })).toBeNull();
  expect(likeness(one, { ...one, name: "示例乙" })).toBeNull();
});
