import fc from "fast-check";
import { expect, test } from "vitest";
import { feeOf } from "~/modules/catalog/domain/fee";
import {
  asksFor,
  HARDSHIPS,
  priceAfterSubsidy,
  type Payer,
  type PublishedFee,
  type SubsidyRule,
} from "~/modules/finder/domain/price-after-subsidy";

const DAY = "2026-03-01";
const rule = (over: Partial<SubsidyRule> = {}): SubsidyRule => ({
  ...{
    nameZh: "示例补贴",
    nameEn: "Made subsidy",
    serviceType: "meals",
    fee: "meals",
    unit: "meal",
    menu: null,
    classKind: null,
  },
  ...{ carePattern: null, inclusiveOnly: false, ageFromMonths: null, ageToMonths: null, hardship: "any" },
  ...{ cityFen: 500, operatorFen: 0, toOperatorFen: 0, from: "2025-01-01", to: null, source: "示例", mark: "?" },
  ...over,
});
const lunch: PublishedFee = {
  ...{ serviceType: "meals", fee: "meals", tier: "午餐", unit: "meal", amountFen: 1_300 },
  ...{ classKind: "meal-seat", carePattern: null, isInclusive: false },
};
const anybody: Payer = { months: null, hardships: [] };
const aged = (years: number): Payer => ({ months: years * 12, hardships: [] });

const rules = fc.array(
  fc
    .record({
      unit: fc.constantFrom("meal" as const, "month" as const),
      menu: fc.constantFrom(null, "午餐", "晚餐"),
      ageFromMonths: fc.constantFrom(null, 720, 960),
      hardship: fc.constantFrom("any" as const, ...HARDSHIPS),
      cityFen: fc.nat(2_000),
      operatorFen: fc.nat(2_000),
      toOperatorFen: fc.nat(500),
      from: fc.constantFrom("2025-01-01", "2026-03-01", "2026-03-02"),
      to: fc.constantFrom(null, "2026-03-01", "2027-01-01"),
    })
    .map(rule),
);
const payers = fc.record({
  months: fc.option(fc.nat(1_300), { nil: null }),
  hardships: fc.subarray([...HARDSHIPS]),
});
const amounts = fc.nat(3_000);

test("the three parts are always the published price, and none is less than nothing", () => {
  fc.assert(
    fc.property(rules, payers, amounts, (all, payer, amountFen) => {
      const split = priceAfterSubsidy({ ...lunch, amountFen }, payer, all, DAY);
      expect(split.personFen + split.cityFen + split.operatorFen).toBe(amountFen);
      expect(Math.min(split.personFen, split.cityFen, split.operatorFen)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("it is the least that any single rule would leave: tried one by one", () => {
  fc.assert(
    fc.property(rules, payers, amounts, (all, payer, amountFen) => {
      const price = { ...lunch, amountFen };
      const alone = all.map((one) => priceAfterSubsidy(price, payer, [one], DAY).personFen);
      expect(priceAfterSubsidy(price, payer, all, DAY).personFen).toBe(Math.min(amountFen, ...alone));
    }),
  );
});

test("one more rule, or one more hardship, never makes it dearer; the order of the rules is nothing", () => {
  fc.assert(
    fc.property(rules, rules, payers, (some, more, payer) => {
      const pays = (all: readonly SubsidyRule[], who: Payer = payer) => priceAfterSubsidy(lunch, who, all, DAY).personFen;
      expect(pays([...some, ...more])).toBeLessThanOrEqual(pays(some));
      expect(pays([...some].reverse())).toBe(pays(some));
      expect(pays(some, { months: payer.months, hardships: HARDSHIPS })).toBeLessThanOrEqual(pays(some));
    }),
  );
});

test("¥5 off a meal and ¥3 to the operator: the person pays five less, and the three change nobody's price", () => {
  const split = priceAfterSubsidy(lunch, anybody, [rule({ cityFen: 500, toOperatorFen: 300 })], DAY);
  expect(split).toMatchObject({ personFen: 800, cityFen: 500, operatorFen: 0, toOperatorFen: 300 });
});

test("age bands, menus and hardships each decide on their own", () => {
  const all = [
    rule({ ageFromMonths: 70 * 12, ageToMonths: 80 * 12, cityFen: 200 }),
    rule({ ageFromMonths: 80 * 12, cityFen: 300, operatorFen: 100 }),
    rule({ ageFromMonths: 80 * 12, menu: "晚餐", cityFen: 400, operatorFen: 100 }),
    rule({ hardship: "special-hardship", cityFen: 600 }),
  ];
  const pays = (who: Payer, tier = "午餐") => priceAfterSubsidy({ ...lunch, tier }, who, all, DAY).personFen;
  expect([pays(aged(69)), pays(aged(70)), pays(aged(79)), pays(aged(80))]).toEqual([1_300, 1_100, 1_100, 900]);
  expect(pays(aged(80), "晚餐")).toBe(800);
  expect(pays({ months: null, hardships: ["special-hardship"] })).toBe(700);
  expect(pays(anybody)).toBe(1_300);
});

test("a rule holds from its first day to the day before its last, and for its own unit, class and inclusive places alone", () => {
  const care: PublishedFee = {
    ...lunch,
    serviceType: "nursery",
    fee: "care",
    tier: "保育费",
    unit: "month",
    amountFen: 150_000,
    classKind: "infant",
  };
  const of = (over: Partial<SubsidyRule>) =>
    rule({ serviceType: "nursery", fee: "care", unit: "month", cityFen: 20_000, ...over });
  const pays = (over: Partial<SubsidyRule>, price = care, day = DAY) =>
    priceAfterSubsidy(price, anybody, [of(over)], day).personFen;
  expect([pays({ from: DAY }), pays({ from: "2026-03-02" }), pays({ to: DAY }), pays({ to: "2026-03-02" })]).toEqual([
    130_000, 150_000, 150_000, 130_000,
  ]);
  expect([
    pays({ unit: "day" }),
    pays({ fee: "meals" }),
    pays({ classKind: "mixed" }),
    pays({ carePattern: "half-day" }),
  ]).toEqual([150_000, 150_000, 150_000, 150_000]);
  expect([pays({ inclusiveOnly: true }), pays({ inclusiveOnly: true }, { ...care, isInclusive: true })]).toEqual([
    150_000, 130_000,
  ]);
});

test("保育费 and 餐费 are told apart by the service, the unit and the name", () => {
  expect(feeOf("nursery", "保育费", "month")).toBe("care");
  expect(feeOf("nursery", "餐费", "day")).toBe("meals");
  expect(feeOf("nursery", "伙食费", "month")).toBe("meals");
  expect(feeOf("meals", "标准", "meal")).toBe("meals");
  expect(feeOf("day-care", "标准", "day")).toBe("care");
});

test("the form asks for what a running rule asks for", () => {
  expect(asksFor([], DAY)).toEqual({ age: false, hardships: [] });
  const ended = rule({ to: "2026-01-01", hardship: "disability", ageFromMonths: 720 });
  expect(asksFor([ended, rule({ hardship: "third-child" })], DAY)).toEqual({ age: false, hardships: ["third-child"] });
});
