import fc from "fast-check";
import { expect, test } from "vitest";
import { ISOLATION_CATEGORIES } from "~/modules/residents/domain/isolation-category";
import {
  lightOf,
  monthlyRate,
  monthTable,
  NO_FIGURES,
  problemOfLimits,
  ratePercent,
  type ResidentMonth,
} from "~/modules/visits/domain/month-figures";
import { VISIT_CHANNELS, VISIT_OUTCOMES } from "~/modules/visits/domain/visit-log";

const always = { from: "2020-01-01", to: null };
const alone = { category: "living-alone" as const, ...always };
const disabled = { category: "severely-disabled" as const, ...always };
const log = (
  outcome: ResidentMonth["logs"][number]["outcome"],
  channel: ResidentMonth["logs"][number]["channel"] = "home",
  isPhoneEnough = false,
) => ({
  outcome,
  channel,
  isPhoneEnough,
});
const someone = (said: Partial<ResidentMonth>): ResidentMonth => ({
  ...{ areaCode: "410105001001", registered: [always], categories: [alone], logs: [], findings: 0, closed: 0 },
  ...said,
});

test("the month's table by hand: eleven people of February, of whom nine are due", () => {
  const { total, byCategory } = monthTable(
    [
      someone({ logs: [log("no-answer"), log("seen")], findings: 2, closed: 1 }),
      someone({ categories: [alone, disabled], logs: [log("spoken-to", "phone", true)] }),
      // a call where the rule wants a visit at home is no visit
      someone({ logs: [log("spoken-to", "phone")] }),
      someone({ logs: [log("refused")] }),
      someone({ logs: [log("seen"), log("no-answer")] }),
      someone({ logs: [log("no-answer"), log("in-hospital")] }),
      someone({ logs: [log("away")] }),
      // came on the last day, left on the first: both due
      someone({ registered: [{ from: "2026-02-28", to: null }] }),
      someone({ registered: [{ from: "2020-01-01", to: "2026-02-02" }], logs: [log("deceased")] }),
      // left before, or without a category in this month: not due
      someone({ registered: [{ from: "2020-01-01", to: "2026-02-01" }], logs: [log("seen")] }),
      someone({ categories: [{ ...alone, from: "2026-03-01" }] }),
    ],
    "2026-02-01",
    "2026-03-01",
  );
  expect(total).toEqual({
    ...{
      due: 9,
      visited: 3,
      atHome: 2,
      byPhone: 1,
      refused: 1,
      noAnswer: 0,
      inHospital: 1,
      away: 1,
      notTried: 3,
      findings: 2,
      closed: 1,
    },
  });
  expect(byCategory["severely-disabled"]).toMatchObject({ due: 1, visited: 1, byPhone: 1 });
  expect(byCategory["living-alone"].due).toBe(9);
  expect(monthlyRate(total)).toBeCloseTo(1 / 3);
});

test("nobody due is no rate, and no light", () => {
  const { total } = monthTable([], "2026-02-01", "2026-03-01");
  expect(monthlyRate(total)).toBeNull();
  expect(lightOf(null, { green: 1, yellow: 0.95 })).toBe("unknown");
  expect([1, 0.99, 0.9].map((rate) => lightOf(rate, { green: 1, yellow: 0.95 }))).toEqual(["green", "yellow", "red"]);
});

test("a rate is never rounded up, and a light begins below the one above it", () => {
  const of = (due: number, visited: number) => ratePercent({ ...NO_FIGURES, due, visited });
  expect([of(3_000, 2_999), of(3, 1), of(100, 29), of(7, 7), of(0, 0)]).toEqual([99.9, 33.3, 29, 100, null]);
  const said = { green: 0.95, yellow: 0.85, source: "示例文件" };
  expect(problemOfLimits(said)).toBeNull();
  expect(problemOfLimits({ ...said, yellow: 0.95 })).toBe("yellow-not-below");
  for (const wrong of [{ green: 1.01 }, { green: 0 }, { yellow: Number.NaN }])
    expect(problemOfLimits({ ...said, ...wrong })).toBe("no-share");
  expect(problemOfLimits({ ...said, source: "" })).toBe("no-source");
});

test("columns add up to those due, and areas add up to their city", () => {
  const person = fc.record({
    areaCode: fc.constantFrom("410105001001", "410105001002"),
    from: fc.constantFrom("2020-01-01", "2026-02-14", "2026-03-01"),
    categories: fc.subarray([...ISOLATION_CATEGORIES]),
    logs: fc.array(
      fc.record({
        outcome: fc.constantFrom(...VISIT_OUTCOMES),
        channel: fc.constantFrom(...VISIT_CHANNELS),
        isPhoneEnough: fc.boolean(),
      }),
    ),
    findings: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(person, { maxLength: 30 }), (people) => {
      const residents = people.map(({ from, categories, ...said }) =>
        someone({
          ...said,
          registered: [{ from, to: null }],
          categories: categories.map((category) => ({ category, ...always })),
        }),
      );
      const of = (area: string) =>
        monthTable(
          residents.filter(({ areaCode }) => areaCode.startsWith(area)),
          "2026-02-01",
          "2026-03-01",
        );
      const all = of("410105");
      const parts = [of("410105001001"), of("410105001002")];
      for (const figures of [all.total, ...Object.values(all.byCategory)]) {
        expect(figures.visited).toBe(figures.atHome + figures.byPhone);
        const { due, visited, refused, noAnswer, inHospital, away, notTried } = figures;
        expect(due).toBe(visited + refused + noAnswer + inHospital + away + notTried);
      }
      for (const key of Object.keys(all.total) as (keyof typeof all.total)[])
        expect(all.total[key]).toBe(parts.reduce((sum, part) => sum + part.total[key], 0));
    }),
    { numRuns: 100 },
  );
});
