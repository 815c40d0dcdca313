import fc from "fast-check";
import { expect, test } from "vitest";
import { apportion, apportionUpTo } from "../../seed/apportion";

const weights = fc.array(fc.double({ min: 0.001, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 40 });

test("parts are whole, sum to the total and are less than one away from their share", () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), weights, (total, given) => {
      const parts = apportion(total, given);
      const sum = given.reduce((a, b) => a + b, 0);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
      parts.forEach((part, i) => expect(Math.abs(part - (total * given[i]!) / sum)).toBeLessThan(1 + 1e-6));
    }),
  );
});

test("no part grows past its most, and the total is still placed", () => {
  fc.assert(
    fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (given, share) => {
      const most = given.map((weight) => Math.ceil(weight));
      const total = Math.floor(share * most.reduce((a, b) => a + b, 0));
      const parts = apportionUpTo(total, given, most);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
      parts.forEach((part, i) => expect(part).toBeLessThanOrEqual(most[i]!));
    }),
  );
});

test("what has no room is refused with both figures", () => {
  expect(() => apportionUpTo(7, [1, 1], [3, 3])).toThrow("Cannot place 7 where there is room for 6.");
});
