import fc from "fast-check";
import { expect, test } from "vitest";
import { coverageRun } from "~/modules/coverage/domain/coverage-run";
import { methodsRun } from "~/modules/coverage/domain/methods-run";
import { WhatIf } from "~/modules/coverage/domain/what-if";
import { metresToday } from "~/modules/coverage/domain/what-if-file";
import { sampledWalks } from "~/modules/places/domain/sampled-walk";
import { barrierLine, onGround } from "../../places/domain/flat-town";
import { anyCommunity, anySite, madeInput, type MadeSite } from "./made-input";

const LIMIT = 675;
const RIVER = barrierLine({ line: [[150, -2_000], [150, 2_000]], crossings: [[150, 400]] }); // prettier-ignore
const place = (x: number, y: number) => {
  const [lon, lat] = onGround(x, y);
  return { lon, lat };
};
/** Walks of 600 m all over the town: crooked to the north and south, all but straight to the east and west. */
const WALKS = sampledWalks(
  [-1_500, -500, 500, 1_500].flatMap((x) =>
    [-1_500, -500, 500, 1_500].flatMap((y) => [
      { from: place(x, y), to: place(x, y + 600), metres: 1_080 },
      { from: place(x, y), to: place(x + 100, y), metres: 108 },
    ]),
  ),
);

test("where walks were measured, a candidate covers what a re-run by directions finds more", () => {
  const metre = fc.integer({ min: -1_900, max: 1_900 });
  const town = fc.record({
    ...{ communities: fc.array(anyCommunity, { minLength: 1, maxLength: 25 }), sites: fc.array(anySite, { maxLength: 4 }) },
    ...{ x: metre, y: metre },
  });
  fc.assert(
    fc.property(town, ({ communities, sites, x, y }) => {
      const runWith = (places: readonly MadeSite[]) => {
        const input = madeInput(communities, places, { barriers: [RIVER], method: "sectors", walks: WALKS });
        return { input, run: coverageRun(input) };
      };
      const today = runWith(sites);
      const { demand } = today.input;
      const walked = (minutes: number) => metresToday(minutes, today.run.limitMinutes, LIMIT) ?? Infinity;
      const answer = new WhatIf({
        ...{ streets: null, detour: 1.3, walks: WALKS, barriers: [RIVER], steps: [LIMIT / 3, (2 * LIMIT) / 3, LIMIT] },
        demand: { ...demand, people: [demand.people], today: Float64Array.from(today.run.minutes, walked) },
      }).at(...onGround(x, y));
      const people = ({ run }: typeof today) => run.figures.covered.at(-1)!;
      expect(answer.newly[0]).toBeCloseTo(people(runWith([...sites, { x, y }])) - people(today), 6);
      expect(answer.inside[0]).toBeCloseTo(people(runWith([{ x, y }])), 6);
    }),
    { numRuns: 60 },
  );
});

test("by directions, circles answer beside, and the band is around the figure", () => {
  const town = [-500, -200, 200, 500].flatMap((y) => [{ x: 0, y, people: 10 }]);
  const input = madeInput(town, [{ x: 0, y: 0 }], { method: "sectors", walks: WALKS });
  const { figures } = coverageRun(input);
  const sideBySide = methodsRun({ city: input, methods: ["sectors", "circle"] });
  expect(sideBySide[0]!.covered).toBe(figures.covered.at(-1));
  expect(sideBySide[0]!.covered).toBeLessThan(sideBySide[1]!.covered);
  expect(figures.coveredLow.at(-1)!).toBeLessThanOrEqual(figures.covered.at(-1)!);
  expect(figures.coveredHigh.at(-1)!).toBeGreaterThanOrEqual(figures.covered.at(-1)!);
});
