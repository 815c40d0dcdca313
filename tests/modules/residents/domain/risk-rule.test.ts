import fc from "fast-check";
import { expect, test } from "vitest";
import { STANDARD_RISK_RULES as RULES } from "~/modules/residents/data/standard-risk-rules";
import { ISOLATION_CATEGORIES } from "~/modules/residents/domain/isolation-category";
import { riskOn, riskPeriods, type RiskFacts } from "~/modules/residents/domain/risk-rule";
import { RISK_LEVELS } from "~/modules/residents/domain/risk-level";

const nobody: RiskFacts = { bornOn: null, categories: [], grades: [], overrides: [] };
const alone = { category: "living-alone", from: "2024-01-01", to: null } as const;

test("living alone asks for more, and at 80 for most, from the birthday on", () => {
  const facts = { ...nobody, bornOn: "1946-11-22", categories: [alone] };
  expect(riskOn(facts, RULES, "2026-11-21")).toMatchObject({ risk: "key", rules: ["alone"] });
  expect(riskOn(facts, RULES, "2026-11-22")).toMatchObject({ risk: "high", rules: ["alone-and-80"] });
});

test("an assessment counts until it expires, and the latest one counts", () => {
  const grades = [
    { grade: 4, from: "2025-01-01", to: "2026-01-01" },
    { grade: 1, from: "2025-06-01", to: "2026-06-01" },
  ];
  expect(riskOn({ ...nobody, grades }, RULES, "2025-03-01").risk).toBe("high");
  expect(riskOn({ ...nobody, grades }, RULES, "2025-07-01").risk).toBe("general");
});

test("what somebody said holds over the rules until its end, and what the rules give is still told", () => {
  const overrides = [{ risk: "general", from: "2026-01-01", to: "2026-02-01" }] as const;
  const facts = { ...nobody, categories: [alone], overrides };
  expect(riskOn(facts, RULES, "2026-01-31")).toMatchObject({ risk: "general", computed: "key", isOverridden: true });
  expect(riskOn(facts, RULES, "2026-02-01")).toMatchObject({ risk: "key", isOverridden: false });
});

const day = fc.integer({ min: 0, max: 1000 }).map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10));
const dated = fc
  .tuple(day, day)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
const facts = fc.record({
  bornOn: fc.constantFrom(null, "1946-02-29", "1945-07-01", "1950-01-01", "1944-02-29"),
  categories: fc.array(
    fc.tuple(fc.constantFrom(...ISOLATION_CATEGORIES), dated).map(([category, span]) => ({ category, ...span })),
    { maxLength: 4 },
  ),
  grades: fc.array(
    fc.tuple(fc.integer({ min: 0, max: 4 }), dated).map(([grade, span]) => ({ grade, ...span })),
    { maxLength: 3 },
  ),
  overrides: fc.array(
    fc.tuple(fc.constantFrom(...RISK_LEVELS), dated).map(([risk, span]) => ({ risk, ...span })),
    { maxLength: 1 },
  ),
});

test("stretches of days cover the whole span without a gap and say on each day what the rules say on it", () => {
  fc.assert(
    fc.property(facts, day, (made, asked) => {
      const periods = riskPeriods(made, RULES, "2025-01-01", "2027-10-01");
      expect(periods[0]?.from).toBe("2025-01-01");
      expect(periods.at(-1)?.to).toBe("2027-10-01");
      periods.slice(1).forEach((period, at) => expect(period.from).toBe(periods[at]?.to));
      const held = periods.find(({ from, to }) => from <= asked && (to === null || asked < to));
      expect(held?.risk).toBe(riskOn(made, RULES, asked).risk);
    }),
  );
});
