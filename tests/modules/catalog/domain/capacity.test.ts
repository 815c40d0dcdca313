import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_CAPACITY, addCapacity, checkCapacity, freePlaces, isOverfull } from "~/modules/catalog/domain/capacity";

const count = fc.nat({ max: 500 });

test("free is never more than staffed, never below zero, and never counts licensed places", () => {
  fc.assert(
    fc.property(count, count, count, count, (licensed, staffed, taken, held) => {
      const free = freePlaces({ licensed, staffed, taken }, held)!;
      expect(free).toBe(Math.max(0, staffed - taken - held));
      expect(free).toBe(freePlaces({ licensed: licensed + 50, staffed, taken }, held));
    }),
  );
});

test("an unknown number of taken places leaves free unknown, not licensed", () => {
  expect(freePlaces({ licensed: 153, staffed: 120, taken: null })).toBeNull();
});

test("a nursery licensed for 153 and staffed for 120 with 120 children has no free place", () => {
  expect(freePlaces({ licensed: 153, staffed: 120, taken: 120 })).toBe(0);
});

test("more staffed than licensed places are refused with both figures", () => {
  expect(checkCapacity({ licensed: 20, staffed: 24, taken: null })).toEqual({
    ok: false,
    refusal: { kind: "staffed-over-licensed", staffed: 24, licensed: 20 },
  });
});

test.each([-1, 2.5, Number.NaN, 1e9])("%s is not a number of places", (licensed) => {
  expect(checkCapacity({ licensed, staffed: 0, taken: null })).toMatchObject({
    refusal: { kind: "not-a-count", figure: "licensed" },
  });
});

test("more taken than staffed is recorded, and called overfull", () => {
  const capacity = { licensed: 30, staffed: 20, taken: 22 };
  expect(checkCapacity(capacity).ok).toBe(true);
  expect(isOverfull(capacity)).toBe(true);
  expect(freePlaces(capacity)).toBe(0);
});

test("staffed unknown is never the licensed number: free is unknown, and sums say how much is not in them", () => {
  const unknown = { licensed: 153, staffed: null, taken: 20 };
  expect(checkCapacity(unknown)).toEqual({ ok: true, value: unknown });
  expect(freePlaces(unknown)).toBeNull();
  expect(isOverfull(unknown)).toBe(false);
  expect(isOverfull({ ...unknown, taken: 154 })).toBe(true);
  expect(addCapacity(addCapacity(NO_CAPACITY, unknown), { licensed: 30, staffed: 20, taken: null })).toEqual({
    ...{ licensed: 183, staffed: 20, taken: 20 },
    ...{ staffedWhereTakenUnknown: 20, licensedWhereStaffedUnknown: 153 },
  });
});
