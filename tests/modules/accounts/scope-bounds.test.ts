import fc from "fast-check";
import { expect, test } from "vitest";
import type { Grant } from "~/modules/accounts/domain/grant";
import { scopeOf } from "~/modules/accounts/domain/scope";
import { scopeBounds } from "~/modules/accounts/domain/scope-bounds";
import { LINES } from "~/shared/line";

const ranges = (grants: readonly Omit<Grant, "role">[]) =>
  scopeOf(grants.map((grant) => ({ ...grant, role: "administrator" as const })))["read:people"] ?? "{}";

test("areas beside and within one another become one part, others stay apart", () => {
  const of = (...codes: string[]) => scopeBounds(ranges(codes.map((areaCode) => ({ line: "health", areaCode }))));
  expect(of("990101")).toEqual([{ from: "990101", below: "990102" }]);
  expect(of("990102", "990101", "990101003")).toEqual([{ from: "990101", below: "990103" }]);
  expect(of("990101", "990103")).toEqual([
    { from: "990101", below: "990102" },
    { from: "990103", below: "990104" },
  ]);
  expect([of(), of("990101", "")]).toEqual([[], null]);
});

test("an area lies within the bounds exactly where some grant reaches it", () => {
  const code = fc
    .tuple(
      fc.constantFrom("9901", "9902"),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 3 }),
    )
    .map(([city, district, street, depth]) => [city, `0${district}`, String(street).padStart(3, "0")].slice(0, depth).join(""));
  const grant = fc.record({ line: fc.constantFrom("" as const, ...LINES), areaCode: code });
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 140 }), code, (grants, area) => {
      const parts = scopeBounds(ranges(grants));
      const reached = grants.some(({ areaCode }) => area.startsWith(areaCode));
      const within = parts === null || parts.some(({ from, below }) => area >= from && area < below);
      expect(within || !reached).toBe(true);
      if (parts !== null && parts.length > 1) expect(within).toBe(reached);
    }),
  );
});
