import fc from "fast-check";
import { expect, test } from "vitest";
import { coverageRun } from "~/modules/coverage/domain/coverage-run";
import { anyCommunity, anySite, madeInput } from "./made-input";

/** Everyone in a row, the nearest first: who stands half and nine tenths down the row? */
function inTheRow(minutes: readonly (readonly [number, number])[], part: number): number {
  const row = minutes.filter(([, people]) => people > 0).sort(([a], [b]) => (a === b ? 0 : a - b));
  const everybody = row.reduce((sum, [, people]) => sum + people, 0);
  let passed = 0;
  for (const [minute, people] of row) {
    passed += people;
    if (passed >= part * everybody) return minute;
  }
  return NaN;
}

test("each area's median and nine in ten are those of its people in a row", () => {
  fc.assert(
    fc.property(
      fc.array(anyCommunity, { minLength: 1, maxLength: 20 }),
      fc.array(anySite, { maxLength: 4 }),
      (communities, sites) => {
        const input = madeInput(communities, sites);
        const { minutes, minutesByArea } = coverageRun(input);
        const of = (isIn: (row: number) => boolean) =>
          communities.flatMap(({ x, y, people }, row) =>
            isIn(row) && Number.isFinite(x + y) && people > 0 ? [[minutes[row]!, people] as const] : [],
          );
        const first = of((row) => !communities[row]!.inSecond);
        // Rows of the tree: city, two districts, two streets, the communities; the last is the city again.
        for (const [row, people] of [
          [0, of(() => true)],
          [1, first],
          [3, first],
          [2, of((each) => Boolean(communities[each]!.inSecond))],
          [minutesByArea.median.length - 1, of(() => true)],
        ] as const) {
          expect(minutesByArea.median[row]).toBe(inTheRow(people, 0.5));
          expect(minutesByArea.p90[row]).toBe(inTheRow(people, 0.9));
        }
      },
    ),
    { numRuns: 100 },
  );
});
