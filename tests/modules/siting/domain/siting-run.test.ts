import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Metres } from "~/shared/units";
import { planeAround, pointsOnPlane } from "~/modules/places/domain/local-plane";
import { Reach } from "~/modules/places/domain/reach";
import type { MipSolver } from "~/modules/siting/domain/solving/mip";
import { FIXED, FORBIDDEN, FREE } from "~/modules/siting/domain/solving/siting-problem";
import { sitingRun, type SitingInput } from "~/modules/siting/domain/siting-run";
import { openHighs } from "../../../../app/threads/highs-solver";

let solve: MipSolver;
beforeAll(async () => {
  solve = await openHighs();
});

const LIMIT: Metres = 800;
const place = fc.record({ lon: fc.integer({ min: 0, max: 60 }), lat: fc.integer({ min: 0, max: 60 }) }).map(({ lon, lat }) => ({
  lon: 113.6 + lon / 1_000,
  lat: 34.7 + lat / 1_000,
}));

/** A small town behind a river with one bridge. */
const towns = fc
  .record({
    homes: fc.array(fc.tuple(place, fc.integer({ min: 0, max: 90 })), { minLength: 1, maxLength: 14 }),
    standing: fc.array(place, { maxLength: 3 }),
    candidates: fc.array(fc.tuple(place, fc.constantFrom(FREE, FREE, FREE, FORBIDDEN, FIXED)), { minLength: 1, maxLength: 8 }),
    most: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ homes, standing, candidates, most }): { input: SitingInput; most: number } => {
    const fixed = candidates.filter(([, state]) => state === FIXED).length;
    const sites = [...standing, ...candidates.map(([at]) => at)];
    const bound = Math.max(most, fixed);
    return {
      most: bound,
      input: {
        model: "mclp",
        points: { lon: Float64Array.from(homes, ([{ lon }]) => lon), lat: Float64Array.from(homes, ([{ lat }]) => lat) },
        isCounted: new Uint8Array(homes.length).fill(1),
        groups: [{ people: Float64Array.from(homes, ([, people]) => people), weight: 1, limit: LIMIT }],
        sites: { lon: Float64Array.from(sites, ({ lon }) => lon), lat: Float64Array.from(sites, ({ lat }) => lat) },
        existing: standing.length,
        state: Uint8Array.from([...standing.map(() => FIXED), ...candidates.map(([, state]) => state)]),
        limits: [
          {
            key: "sites",
            site: Uint32Array.from(candidates, (_, at) => standing.length + at),
            amount: new Float64Array(candidates.length).fill(1),
            ...{ least: -Infinity, most: bound },
          },
        ],
        ...{ spacing: null, capacity: null, farthest: 4_000 },
        walking: {
          ...{ method: "circle", detour: 1.3, walks: null },
          barriers: [
            {
              line: [
                [113.63, 34.69],
                [113.63, 34.77],
              ],
              crossings: [[113.63, 34.73]],
            },
          ],
        },
      },
    };
  });

const means = () => ({ solve, seconds: 5, seed: 1, now: () => 0, isStopped: () => false, told: () => undefined });
const found = (input: SitingInput) => {
  const answer = sitingRun(input, null, means());
  if (answer.kind !== "found") throw new Error("a question with room for what is fixed has an answer");
  return answer;
};
const covered = ({ groups: [group] }: SitingInput, metres: Float64Array) =>
  metres.reduce((sum, walked, row) => sum + (walked <= LIMIT ? group!.people[row]! : 0), 0);

test("what is reported covered is covered when the reach engine measures it alone", () => {
  fc.assert(
    fc.property(towns, ({ input }) => {
      const answer = found(input);
      const open = [...Array(input.existing).keys(), ...answer.chosen];
      const alone = new Reach({
        ...{
          method: "circle",
          points: input.points,
          farthest: LIMIT,
          detour: 1.3,
          barriers: input.walking.barriers,
          streets: null,
        },
        sites: { lon: open.map((site) => input.sites.lon[site]!), lat: open.map((site) => input.sites.lat[site]!) },
      }).nearest();
      expect(covered(input, answer.after.metres)).toBe(covered(input, alone.metres));
      expect(answer.objective).toBe(covered(input, answer.after.metres));
      for (const row of answer.outOfReach) expect(alone.metres[row]).toBe(Infinity);
    }),
    { numRuns: 120 },
  );
});

test("fixed places are always chosen and forbidden ones never; one more never reaches fewer", () => {
  fc.assert(
    fc.property(towns, ({ input, most }) => {
      const answer = found(input);
      for (const [site, state] of input.state.entries()) {
        if (site < input.existing) continue;
        if (state === FIXED) expect(answer.chosen).toContain(site);
        if (state === FORBIDDEN) expect(answer.chosen).not.toContain(site);
      }
      expect(answer.chosen.length).toBeLessThanOrEqual(most);
      const more = found({ ...input, limits: input.limits.map((limit) => ({ ...limit, most: most + 1 })) });
      expect(more.objective).toBeGreaterThanOrEqual(answer.objective);
    }),
    { numRuns: 120 },
  );
});

test("the next best in the place of one chosen loses what choosing it for good would lose", () => {
  fc.assert(
    fc.property(towns, ({ input }) => {
      const answer = found(input);
      for (const [at, site] of answer.chosen.entries()) {
        // What must be chosen has nothing in its place.
        if (input.state[site] === FIXED) continue;
        const { site: other, loses } = answer.nextBest[at]!;
        const state = input.state.map((each, row) =>
          row < input.existing ? each : row === other || (answer.chosen.includes(row) && row !== site) ? FIXED : FORBIDDEN,
        );
        const swapped = found({ ...input, state });
        expect(answer.objective - swapped.objective).toBe(loses);
      }
    }),
    { numRuns: 80 },
  );
});

test("no two chosen stand nearer than they may, and no choice that keeps the distance reaches more", () => {
  fc.assert(
    fc.property(towns, fc.integer({ min: 200, max: 4_000 }), ({ input }, spacing) => {
      const state = input.state.map((each, site) => (site >= input.existing && each === FIXED ? FREE : each));
      const answer = found({ ...input, state, spacing });
      const plane = planeAround(input.points.lon, input.points.lat);
      const at = pointsOnPlane(plane, input.sites.lon, input.sites.lat);
      const isApart = (sites: readonly number[]) =>
        sites.every((a) => sites.every((b) => a === b || Math.hypot(at.x[a]! - at.x[b]!, at.y[a]! - at.y[b]!) >= spacing));
      expect(isApart(answer.chosen)).toBe(true);
      const free = [...state.keys()].filter((site) => site >= input.existing && state[site] === FREE);
      const most = input.limits[0]!.most;
      let best = 0;
      for (let set = 0; set < 1 << free.length; set++) {
        const sites = free.filter((_, n) => set & (1 << n));
        if (sites.length > most || !isApart(sites)) continue;
        const alone = state.map((each, site) => (sites.includes(site) || each === FIXED ? each : FORBIDDEN));
        const reached = new Reach({
          ...{ method: "circle", points: input.points, farthest: LIMIT, detour: 1.3, streets: null },
          barriers: input.walking.barriers,
          sites: {
            lon: input.sites.lon.map((lon, site) => (alone[site] === FORBIDDEN ? NaN : lon)),
            lat: input.sites.lat,
          },
        }).nearest();
        best = Math.max(best, covered(input, reached.metres));
      }
      expect(answer.objective).toBe(best);
    }),
    { numRuns: 25 },
  );
});
