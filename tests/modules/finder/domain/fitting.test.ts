import fc from "fast-check";
import { expect, test } from "vitest";
import type { Vacancy } from "~/modules/catalog/domain/vacancy";
import { ageFits, classesInQuestion, fittingOf, openFits, paidOf } from "~/modules/finder/domain/fitting";
import { NO_WISHES, type Wishes } from "~/modules/finder/domain/need";
import type { PriceUnit } from "~/modules/catalog/domain/facility";
import type { AskedFacts, ClassFacts } from "~/modules/finder/domain/offer-facts";
import type { Paying, SubsidyRule } from "~/modules/finder/domain/price-after-subsidy";

const AT = new Date("2027-02-20T00:00:00Z");
const said = { confirmedAt: AT, how: "link" as const, expiresAt: new Date("2027-03-20T00:00:00Z") };
const free = (places: number): Vacancy => ({ kind: "free", places, ...said });
const FULL: Vacancy = { kind: "full", ...said };
const SILENT: Vacancy = { kind: "unknown", why: "never-said", lastConfirmedAt: null };

const group = (own: Partial<ClassFacts> = {}): ClassFacts => ({
  ...{ id: "k", kind: "toddler-12", pattern: "full-day", fromMonths: 12, toMonths: 24, isInclusive: true, vacancy: free(2) },
  prices: [
    { tier: "保育费", amountFen: 140_000, unit: "month" },
    { tier: "餐费", amountFen: 1_500, unit: "day" },
  ],
  ...own,
});
const offer = (own: Partial<AskedFacts> = {}): AskedFacts => ({
  inspection: null,
  hours: [{ byDay: "MO,TU,WE,TH,FR", opensAt: "07:30", closesAt: "18:00", note: "" }],
  papers: [{ kind: "filing", expiresOn: null }],
  has: { "step-free": null, lift: null, "pram-parking": null, "accessible-toilet": null },
  classes: [group()],
  ...own,
});
const DAY = "2027-03-01";
const unpaid: Paying = { payer: { months: null, hardships: [] }, rules: [], serviceType: "nursery" };
const fit = (of: AskedFacts, wishes: Partial<Wishes> = {}, months: number | null = 18, paying = unpaid) =>
  fittingOf(of, { need: { wishes: { ...NO_WISHES, ...wishes } }, months, unit: "month", day: DAY, paying });
const priced = (prices: ClassFacts["prices"], unit: PriceUnit = "month", paying = unpaid) =>
  paidOf(group({ prices }), { unit, day: DAY, paying });

test("one and the same class has the age, the free place and the price; two classes do not add up", () => {
  const split = offer({ classes: [group({ id: "a", vacancy: FULL }), group({ id: "b", fromMonths: 24, toMonths: 36 })] });
  expect(fit(split, { free: true })).toMatchObject({ fits: "no", not: ["free"], best: { id: "a" } });
  expect(fit(offer(), { free: true, inclusive: true, mostYuan: 1_400, pattern: "full-day" })).toMatchObject({
    fits: "yes",
    not: [],
    unknown: [],
  });
  expect(fit(offer(), { mostYuan: 1_399 })).toMatchObject({ fits: "no", not: ["price"] });
});

test("what nobody has said is unknown: no class, no price in that unit, no hours, no paper, no word on a lift", () => {
  expect(fit(offer({ classes: [] }), { free: true })).toMatchObject({ fits: "unknown", unknown: ["age", "free"], best: null });
  expect(fit(offer({ classes: [group({ vacancy: SILENT })] }), { free: true })).toMatchObject({
    fits: "unknown",
    unknown: ["free"],
  });
  expect(fit(offer({ classes: [group({ prices: [] })] }), { mostYuan: 9_999 })).toMatchObject({
    fits: "unknown",
    unknown: ["price"],
  });
  expect(fit(offer({ hours: [] }), { openOn: "weekend" })).toMatchObject({ fits: "unknown", unknown: ["open"] });
  expect(fit(offer(), { papers: ["licence", "filing"] })).toMatchObject({ fits: "unknown", unknown: ["papers"] });
  expect(fit(offer(), { inspected: true, needs: ["lift"] })).toMatchObject({ fits: "unknown", unknown: ["inspected", "needs"] });
});

test("a paper run out, an open finding, steps at the door and a closed weekend are a no", () => {
  expect(fit(offer({ papers: [{ kind: "filing", expiresOn: "2027-02-28" }] }), { papers: ["filing"] }).not).toEqual(["papers"]);
  expect(fit(offer({ papers: [{ kind: "filing", expiresOn: "2027-03-01" }] }), { papers: ["filing"] }).not).toEqual([]);
  expect(fit(offer({ inspection: { on: "2027-01-05", result: "to-put-right", open: 1 } }), { inspected: true }).not).toEqual([
    "inspected",
  ]);
  const steps = { "step-free": false, lift: null, "pram-parking": true, "accessible-toilet": null };
  expect(fit(offer({ has: steps }), { needs: ["pram-parking", "step-free"] }).not).toEqual(["needs"]);
  expect(fit(offer(), { openOn: "weekend" }).not).toEqual(["open"]);
});

test("open from the minute it opens to the minute before it closes, on weekdays all five", () => {
  const hours = offer().hours;
  expect(["07:29", "07:30", "17:59", "18:00"].map((at) => openFits(hours, null, at))).toEqual(["no", "yes", "yes", "no"]);
  expect(openFits([{ ...hours[0]!, byDay: "MO,TU,WE,TH" }], "weekday", null)).toBe("no");
  expect(openFits([...hours, { byDay: "SA", opensAt: "08:30", closesAt: "12:00", note: "" }], "weekend", "09:00")).toBe("yes");
});

test("a class's own ages go before those of its kind; a kind nobody knows is unknown", () => {
  const kind = (of: string, fromMonths: number | null, toMonths: number | null, months: number) =>
    ageFits({ kind: of, fromMonths, toMonths }, months);
  expect([11, 12, 23, 24].map((months) => kind("toddler-12", null, null, months))).toEqual(["no", "yes", "yes", "no"]);
  expect(kind("toddler-12", 10, 24, 11)).toBe("yes");
  expect(kind("general", null, null, 18)).toBe("unknown");
  expect(kind("general", 18, null, 200)).toBe("yes");
});

test("meals are a fee of their own: they are never what care costs", () => {
  expect(priced(group().prices)).toMatchObject({ amountFen: 140_000 });
  expect(priced([{ tier: "餐费", amountFen: 50_000, unit: "month" }])).toBeNull();
  expect(priced([{ tier: "午餐", amountFen: 1_200, unit: "meal" }], "meal")).toMatchObject({ amountFen: 1_200 });
});

const wishes = fc.record({
  free: fc.boolean(),
  inclusive: fc.boolean(),
  mostYuan: fc.option(fc.integer({ min: 0, max: 5_000 })),
  pattern: fc.option(fc.constantFrom("full-day" as const, "hourly" as const)),
  openOn: fc.option(fc.constantFrom("weekday" as const, "weekend" as const)),
  openAt: fc.constant(null),
  papers: fc.subarray(["licence", "filing"] as const),
  inspected: fc.boolean(),
  needs: fc.subarray(["step-free", "lift"] as const),
});
const classes = fc.array(
  fc.record({
    vacancy: fc.constantFrom(free(1), free(3), FULL, SILENT),
    isInclusive: fc.boolean(),
    pattern: fc.constantFrom(null, "full-day" as const, "hourly" as const),
    fromMonths: fc.constantFrom(null, 6, 12),
    toMonths: fc.constantFrom(null, 18, 36),
    kind: fc.constantFrom("mixed", "general"),
    prices: fc.constantFrom([], [{ tier: "保育费", amountFen: 200_000, unit: "month" as const }]),
  }),
  { maxLength: 4 },
);

test("asking for less never makes an offer fit worse, and another class never does either", () => {
  const RANK = { yes: 0, unknown: 1, no: 2 };
  fc.assert(
    fc.property(classes, wishes, fc.option(fc.integer({ min: 0, max: 40 })), (some, asked, months) => {
      const all = some.map((own, i) => group({ ...own, id: String(i) }));
      const whole = fit(offer({ classes: all }), asked, months);
      expect(
        RANK[fit(offer({ classes: all }), { ...asked, free: false, mostYuan: null, needs: [] }, months).fits],
      ).toBeLessThanOrEqual(RANK[whole.fits]);
      if (all.length > 1)
        expect(RANK[whole.fits]).toBeLessThanOrEqual(RANK[fit(offer({ classes: all.slice(1) }), asked, months).fits]);
      expect(whole.fits === "no").toBe(whole.not.length > 0);
      expect(whole.fits === "yes").toBe(whole.not.length + whole.unknown.length === 0);
    }),
  );
});

test("what classes for other ages cost, and whether they are full, changes nothing while one may take the child", () => {
  const ages = fc.constantFrom<[number | null, number | null]>([null, null], [6, 12], [12, 24], [18, 36], [24, 36]);
  const classes = fc.array(
    fc.record({
      ages,
      vacancy: fc.constantFrom(FULL, SILENT, free(1), free(3)),
      isInclusive: fc.boolean(),
      amountFen: fc.constantFrom(100_000, 200_000),
    }),
    { maxLength: 5 },
  );
  const wishes = fc.record({ free: fc.boolean(), inclusive: fc.boolean(), mostYuan: fc.constantFrom(null, 1_500) });
  fc.assert(
    fc.property(classes, wishes, fc.integer({ min: 0, max: 40 }), (made, wished, months) => {
      const all = made.map(({ ages: [fromMonths, toMonths], vacancy, isInclusive, amountFen }, at) =>
        group({
          ...{ id: String(at), fromMonths, toMonths, vacancy, isInclusive },
          prices: [{ tier: "", amountFen, unit: "month" }],
        }),
      );
      const some = classesInQuestion(all, months);
      expect(fit(offer({ classes: [...some] }), wished, months)).toEqual(fit(offer({ classes: all }), wished, months));
    }),
  );
});

test("meals by the month are no care fee, by whatever name: the list says the same price as the page", () => {
  for (const tier of ["餐费", "膳食费", "伙食费", "Lunch"]) {
    const prices = [
      { tier: "保育费", amountFen: 200_000, unit: "month" as const },
      { tier, amountFen: 40_000, unit: "month" as const },
    ];
    expect(priced(prices), tier).toMatchObject({ tier: "保育费", amountFen: 200_000 });
  }
});

test("a price is what whoever pays would pay: by age and circumstances, and the limit is held against that", () => {
  const rule: SubsidyRule = {
    ...{
      nameZh: "示例补贴",
      nameEn: "Made subsidy",
      serviceType: "nursery",
      fee: "care",
      unit: "month",
      menu: null,
      classKind: null,
    },
    ...{ carePattern: null, inclusiveOnly: true, ageFromMonths: null, ageToMonths: 36, hardship: "second-child" },
    ...{ cityFen: 60_000, operatorFen: 0, toOperatorFen: 0, from: "2025-01-01", to: null, source: "示例", mark: "?" },
  };
  const paying = (payer: Paying["payer"], rules = [rule]): Paying => ({ payer, rules, serviceType: "nursery" });
  const told = paying({ months: 18, hardships: ["second-child"] });
  expect(fit(offer(), { mostYuan: 800 }, 18, told)).toMatchObject({ fits: "yes", price: { personFen: 80_000, stands: "after" } });
  expect(fit(offer(), { mostYuan: 799 }, 18, told).not).toEqual(["price"]);
  const silent = paying({ months: 18, hardships: [] });
  expect(fit(offer(), { mostYuan: 800 }, 18, silent)).toMatchObject({
    not: ["price"],
    price: { personFen: 140_000, stands: "before" },
  });
  expect(fit(offer(), {}, 18, paying(told.payer, [{ ...rule, serviceType: "day-care" }])).price).toMatchObject({
    ...{ personFen: 140_000, stands: "plain" },
  });
  const ofMeals = paying(told.payer, [{ ...rule, fee: "meals" }]);
  expect(fit(offer(), {}, 18, ofMeals).price, "a subsidy for meals says nothing of care").toMatchObject({ stands: "plain" });
  const toOperator = paying(told.payer, [{ ...rule, cityFen: 0, toOperatorFen: 10_000 }]);
  expect(fit(offer(), {}, 18, toOperator).price, "nor one that the operator alone is paid").toMatchObject({ stands: "plain" });
  const two = [
    group({ id: "dear", isInclusive: true }),
    group({ id: "cheap", isInclusive: false, prices: [{ tier: "保育费", amountFen: 100_000, unit: "month" }] }),
  ];
  expect(fit(offer({ classes: two }), {}, 18, silent).best, "before subsidy").toMatchObject({ id: "cheap" });
  expect(fit(offer({ classes: two }), {}, 18, told).best, "after it").toMatchObject({ id: "dear" });
});
