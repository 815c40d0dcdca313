import fc from "fast-check";
import { expect, test } from "vitest";
import { pacedVisits } from "~/modules/visits/domain/paced-visits";

const visit = (closesOn: string, over: { targetOn?: string; isAgreed?: boolean } = {}) => ({
  ...{ opensOn: "2026-11-01", closesOn, targetOn: closesOn, isAgreed: false },
  ...over,
});

test("a month's visits are not left for its last day: of eight days left seven are in this week", () => {
  const month = Array.from({ length: 800 }, () => visit("2026-11-30"));
  expect(pacedVisits(month, "2026-11-23", "2026-11-29").filter(Boolean)).toHaveLength(700);
  expect(pacedVisits(month, "2026-11-02", "2026-11-08").filter(Boolean)).toHaveLength(Math.floor((800 * 7) / 29));
});

test("what closes, is best made or is agreed in these days is always in; agreed ones count for the pace", () => {
  const said = [visit("2026-11-29"), visit("2026-12-31", { targetOn: "2026-11-25" }), visit("2026-11-30", { isAgreed: true })];
  expect(pacedVisits(said, "2026-11-23", "2026-11-29")).toEqual([true, true, true]);
  const agreed = Array.from({ length: 800 }, (_, at) => visit("2026-11-30", { isAgreed: at < 700 }));
  expect(pacedVisits(agreed, "2026-11-23", "2026-11-29").filter(Boolean)).toHaveLength(700);
});

test("week after week every visit comes up before it closes", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 2, max: 30 }), { minLength: 1, maxLength: 60 }), (closing) => {
      let left = closing.map((day) => visit(`2026-11-${String(day).padStart(2, "0")}`));
      for (const [first, last] of [
        ["2026-11-02", "2026-11-08"],
        ["2026-11-09", "2026-11-15"],
        ["2026-11-16", "2026-11-22"],
        ["2026-11-23", "2026-11-29"],
        ["2026-11-30", "2026-12-06"],
      ] as const) {
        const taken = pacedVisits(left, first, last);
        left = left.filter((_, at) => !taken[at]);
        expect(left.every(({ closesOn }) => closesOn > last)).toBe(true);
      }
      expect(left).toEqual([]);
    }),
  );
});
