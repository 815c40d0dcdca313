import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { callbackSize, drawCallbacks, populationText, seedFrom } from "~/modules/visits/domain/callback-sample";
import { wilsonInterval } from "~/modules/visits/domain/wilson-interval";

const population = fc
  .uniqueArray(fc.uuid(), { minLength: 1, maxLength: 60 })
  .chain((ids) => fc.tuple(...ids.map((id) => fc.record({ id: fc.constant(id), authorId: fc.constantFrom("x", "y", "z") }))));

test("whoever has the same visits draws the same, in whatever order they come; one of each author at least, none twice", () => {
  fc.assert(
    fc.property(population, fc.integer({ min: 1, max: 80 }), (visits, size) => {
      const seed = seedFrom(createHash("sha256").update(populationText(visits)).digest("hex"));
      const drawn = drawCallbacks(visits, size, seed);
      expect(drawCallbacks([...visits].reverse(), size, seed)).toEqual(drawn);
      expect(new Set(drawn).size).toBe(drawn.length);
      const authors = new Set(visits.map(({ authorId }) => authorId));
      expect(drawn).toHaveLength(Math.min(visits.length, Math.max(size, authors.size)));
      expect(new Set(drawn.map((id) => visits.find((one) => one.id === id)!.authorId))).toEqual(authors);
    }),
    { numRuns: 100 },
  );
});

test("beyond the one of each author every visit is as likely as another", () => {
  const visits = Array.from({ length: 40 }, (_, at) => ({ id: `v${at + 100}`, authorId: "x" }));
  const times = new Map<string, number>();
  for (let seed = 0; seed < 4_000; seed++)
    for (const id of drawCallbacks(visits, 4, seed)) times.set(id, (times.get(id) ?? 0) + 1);
  for (const { id } of visits) expect(Math.abs((times.get(id) ?? 0) - 400), id).toBeLessThan(90);
});

test("the size is a share, one of each author, and no more than can be rung", () => {
  expect(callbackSize({ visits: 400, authors: 5 }, { share: 0.05, most: 60 })).toBe(20);
  expect(callbackSize({ visits: 40, authors: 9 }, { share: 0.05, most: 60 })).toBe(9);
  expect(callbackSize({ visits: 9_000, authors: 12 }, { share: 0.05, most: 60 })).toBe(60);
  expect(callbackSize({ visits: 3, authors: 2 }, { share: 1, most: 60 })).toBe(3);
});

test("Wilson's interval as it is printed in textbooks, within 0 and 1 for every share", () => {
  const { low, high } = wilsonInterval(8, 10);
  expect([low.toFixed(4), high.toFixed(4)]).toEqual(["0.4902", "0.9433"]);
  expect(wilsonInterval(0, 20).low).toBe(0);
  expect(wilsonInterval(0, 20).high.toFixed(4)).toBe("0.1611");
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (asked, share) => {
      const yes = Math.round(asked * share);
      const interval = wilsonInterval(yes, asked);
      expect(interval.low).toBeLessThanOrEqual(yes / asked + 1e-12);
      expect(interval.high).toBeGreaterThanOrEqual(yes / asked - 1e-12);
      expect(interval.low >= 0 && interval.high <= 1).toBe(true);
    }),
  );
  expect(() => wilsonInterval(0, 0)).toThrow(/no share/);
});
