import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { callbackSize, drawCallbacks, seedFrom } from "~/modules/visits/domain/callback-sample";
import { wilsonInterval } from "~/modules/visits/domain/wilson-interval";
import { drawnByHand, populationText } from "../drawn-by-hand";

const population = fc
  .uniqueArray(fc.uuid(), { minLength: 1, maxLength: 60 })
  .chain((ids) => fc.tuple(...ids.map((id) => fc.record({ id: fc.constant(id), authorId: fc.constantFrom("x", "y", "z") }))));
/** The ids at the places that were drawn. */
function drawn(visits: readonly { id: string; authorId: string }[], size: number, seed: number): string[] {
  const sorted = visits.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const authors = [...new Set(visits.map(({ authorId }) => authorId))].sort();
  const own = authors.map((author) => sorted.filter(({ authorId }) => authorId === author));
  const { ofAuthors, ofRest } = drawCallbacks(
    own.map(({ length }) => length),
    size,
    seed,
  );
  const first = ofAuthors.map((place, at) => own[at]![place]!.id);
  const rest = sorted.filter(({ id }) => !first.includes(id));
  return [...first, ...ofRest.map((place) => rest[place]!.id)];
}

test("places drawn by numbers are the visits drawn by hand; one of each author at least, none twice", () => {
  fc.assert(
    fc.property(population, fc.integer({ min: 1, max: 80 }), (visits, size) => {
      const seed = seedFrom(createHash("sha256").update(populationText(visits)).digest("hex"));
      const ids = drawn(visits, size, seed);
      expect(ids).toEqual(drawnByHand(visits, size, seed));
      expect(new Set(ids).size).toBe(ids.length);
      const authors = new Set(visits.map(({ authorId }) => authorId));
      expect(ids).toHaveLength(Math.min(visits.length, Math.max(size, authors.size)));
      expect(new Set(ids.map((id) => visits.find((one) => one.id === id)!.authorId))).toEqual(authors);
    }),
    { numRuns: 100 },
  );
});

test("beyond the one of each author every visit is as likely as another", () => {
  const visits = Array.from({ length: 40 }, (_, at) => ({ id: `v${at + 100}`, authorId: "x" }));
  const times = new Map<string, number>();
  for (let seed = 0; seed < 4_000; seed++) for (const id of drawn(visits, 4, seed)) times.set(id, (times.get(id) ?? 0) + 1);
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
