import fc from "fast-check";
import { expect, test } from "vitest";
import { compareOffers, rankOffers, wholeMinutes, type Ranked } from "~/modules/finder/domain/rank-offers";

const offers = fc.array(
  fc.record({
    facilityId: fc.uuid(),
    name: fc.string({ maxLength: 3 }),
    fits: fc.constantFrom("yes" as const, "unknown" as const),
    vacancy: fc.constantFrom("free" as const, "unknown" as const, "full" as const, null),
    minutes: fc.double({ min: 0, max: 60, noNaN: true }),
    fromOther: fc.option(fc.double({ min: 0, max: 60, noNaN: true })),
    extraMinutes: fc.option(fc.double({ min: 0, max: 60, noNaN: true })),
    priceFen: fc.option(fc.nat(500_000)),
  }),
  { maxLength: 12 },
);
const offer = (own: Partial<Ranked>): Ranked => ({
  ...{
    facilityId: "a",
    name: "a",
    fits: "yes",
    vacancy: "free",
    minutes: 9,
    fromOther: null,
    extraMinutes: null,
    priceFen: 140_000,
  },
  ...own,
});
const first = (a: Partial<Ranked>, b: Partial<Ranked>) => compareOffers(offer(a), offer(b)) < 0;

test("what fits for certain stands before what may, free before unknown before full, near before far, cheap before dear", () => {
  expect(first({ minutes: 14, vacancy: "full" }, { fits: "unknown", minutes: 2 })).toBe(true);
  expect(first({ minutes: 14 }, { vacancy: "unknown", minutes: 2 })).toBe(true);
  expect(first({ vacancy: "unknown", minutes: 14 }, { vacancy: "full", minutes: 2 })).toBe(true);
  expect(first({ minutes: 8.2, priceFen: 300_000 }, { minutes: 9.1 })).toBe(true);
  expect(first({ minutes: 8.9, priceFen: 100_000 }, { minutes: 8.2, priceFen: 120_000 })).toBe(true);
  expect(first({ priceFen: 900_000 }, { priceFen: null })).toBe(true);
  expect(first({ minutes: 50, fromOther: 2 }, { minutes: 3 })).toBe(true);
  expect(first({ minutes: 20, extraMinutes: 1 }, { minutes: 3, extraMinutes: 6 })).toBe(true);
});

test("a walk begun is a minute, a hair of rounding is none", () => {
  expect([8, 8.0000000001, 8.01, 0].map(wholeMinutes)).toEqual([8, 8, 9, 0]);
});

test("the order is one: whole, the same whichever way the offers came, and nobody is lost or doubled", () => {
  fc.assert(
    fc.property(offers, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (some, chance) => {
      const ranked = rankOffers(some);
      const shuffled = some
        .map((one) => ({ one, at: chance.next().value }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one);
      expect(rankOffers(shuffled)).toEqual(ranked);
      expect(ranked.map(({ facilityId }) => facilityId).sort()).toEqual(some.map(({ facilityId }) => facilityId).sort());
      for (const a of some) for (const b of some) expect(Math.sign(compareOffers(a, b))).toBe(0 - Math.sign(compareOffers(b, a)));
      for (let i = 1; i < ranked.length; i++) expect(compareOffers(ranked[i - 1]!, ranked[i]!)).toBeLessThanOrEqual(0);
    }),
  );
});

test("a nearer walk, a lower price or a place that becomes free never moves an offer back", () => {
  fc.assert(
    fc.property(
      offers.filter((some) => some.length > 0),
      (some) => {
        const own = some[0]!;
        const better = {
          ...own,
          minutes: own.minutes / 2,
          extraMinutes: own.extraMinutes && own.extraMinutes / 2,
          priceFen: own.priceFen && own.priceFen / 2,
          vacancy: own.vacancy && ("free" as const),
        };
        const place = (all: readonly Ranked[], of: Ranked) => rankOffers(all).findIndex((one) => one === of);
        expect(place([better, ...some.slice(1)], better)).toBeLessThanOrEqual(place(some, own));
      },
    ),
  );
});
