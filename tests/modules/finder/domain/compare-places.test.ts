import fc from "fast-check";
import { expect, test } from "vitest";
import { comparedFrom, sortedRows } from "~/modules/finder/domain/compare-places";

const key = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`;

test("four are compared, each once and in their order; the fifth is refused", () => {
  const said = new URLSearchParams([
    ["ids", `${key(2)},${key(1)}`],
    ["ids", key(2).toUpperCase()],
    ["ids", "nothing"],
    ["ids", [3, 4, 5, 6].map(key).join(",")],
  ]);
  expect(comparedFrom(said)).toEqual({ ids: [2, 1, 3, 4].map(key), refused: [5, 6].map(key) });
  expect(comparedFrom(new URLSearchParams())).toEqual({ ids: [], refused: [] });
});

test("what differs comes first, and nothing is lost or doubled", () => {
  const cell = fc.option(fc.constantFrom("a", "b"), { nil: null });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.nat(10), fc.gen(), (places, count, draw) => {
      const rows = Array.from({ length: count }, (_, n) => ({
        key: String(n),
        cells: Array.from({ length: places }, () => draw(() => cell)),
      }));
      const { differing, alike } = sortedRows(rows);
      expect([...differing, ...alike].map((row) => row.key).sort()).toEqual(rows.map((row) => row.key).sort());
      for (const { cells } of differing) expect(new Set(cells).size).toBeGreaterThan(1);
      for (const { cells } of alike) expect(new Set(cells).size).toBe(1);
    }),
  );
});

test("unknown beside known is a difference, unknown everywhere is none", () => {
  const rows = [
    { key: "a", cells: ["B", null] },
    { key: "b", cells: [null, null] },
  ];
  expect(sortedRows(rows).differing.map((row) => row.key)).toEqual(["a"]);
});
