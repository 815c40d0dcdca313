import fc from "fast-check";
import { expect, test } from "vitest";
import { endFrom, recordFrom, rowOn, type DatedRow } from "~/modules/catalog/domain/dated-record";

const day = fc.integer({ min: 0, max: 60 }).map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));
const sayings = fc.array(fc.tuple(day, fc.integer({ min: 0, max: 4 })), { maxLength: 10 });
const same = (a: number, b: number) => a === b;
const chainOf = (said: readonly (readonly [string, number])[]): DatedRow<number>[] =>
  said.reduce<DatedRow<number>[]>((rows, [on, value]) => recordFrom(rows, on, value, same), []);

test("rows never overlap, in whatever order they are said", () => {
  fc.assert(
    fc.property(sayings, (said) => {
      const rows = chainOf(said);
      rows.forEach((row, at) => expect(at === rows.length - 1 || (row.to !== null && row.to <= rows[at + 1]!.from)).toBe(true));
      rows.forEach((row) => expect(row.to === null || row.to > row.from).toBe(true));
    }),
  );
});

test("what is said holds from that day, and earlier days keep what they had", () => {
  fc.assert(
    fc.property(sayings, day, fc.integer({ min: 0, max: 4 }), day, (said, on, value, asked) => {
      const before = chainOf(said);
      const after = recordFrom(before, on, value, same);
      expect(rowOn(after, on)?.value).toBe(value);
      if (asked < on) expect(rowOn(after, asked)?.value).toBe(rowOn(before, asked)?.value);
    }),
  );
});

test("a change already recorded for a later day stays", () => {
  const rows = recordFrom(recordFrom([], "2024-06-01", 9, same), "2024-03-01", 5, same);
  expect(rows.map(({ from, to, value }) => [from, to, value])).toEqual([
    ["2024-03-01", "2024-06-01", 5],
    ["2024-06-01", null, 9],
  ]);
});

test("saying the same again changes nothing", () => {
  const rows: DatedRow<number>[] = [{ id: "a", from: "2024-01-01", to: null, value: 3 }];
  expect(recordFrom(rows, "2024-05-01", 3, same)).toEqual(rows);
});

test("a figure corrected on its first day keeps its row", () => {
  expect(recordFrom([{ id: "a", from: "2024-01-01", to: null, value: 3 }], "2024-01-01", 4, same)).toEqual([
    { id: "a", from: "2024-01-01", to: null, value: 4 },
  ]);
});

test("ending leaves nothing from the day on and everything before it", () => {
  fc.assert(
    fc.property(sayings, day, day, (said, on, asked) => {
      const before = chainOf(said);
      const after = endFrom(before, on);
      expect(rowOn(after, asked)?.value).toBe(asked < on ? rowOn(before, asked)?.value : undefined);
    }),
  );
});
