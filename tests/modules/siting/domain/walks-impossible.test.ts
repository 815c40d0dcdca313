import { beforeAll, expect, test } from "vitest";
import type { MipSolver } from "~/modules/siting/domain/solving/mip";
import { FORBIDDEN, FREE, FIXED, type SitingModel } from "~/modules/siting/domain/solving/siting-problem";
import { sitingRun, type SitingInput } from "~/modules/siting/domain/siting-run";
import { openHighs } from "../../../../app/threads/highs-solver";

let solve: MipSolver;
beforeAll(async () => {
  solve = await openHighs();
});
const EAST = 1 / 91_300;
const lon = (metres: number) => 113.6 + metres * EAST;

/** One that stands at 0; candidates and homes far from each other along a street. */
function asked(model: SitingModel): SitingInput {
  const homes = [0, 20_000, 40_000, 60_000, 80_000];
  const sites = [0, 20_000, 40_000, 60_000];
  return {
    ...{ model, isCounted: new Uint8Array(5).fill(1), existing: 1 },
    points: { lon: Float64Array.from(homes, lon), lat: new Float64Array(5).fill(34.7) },
    groups: [{ people: Float64Array.of(10, 200, 30, 4, 5_000), weight: 1, limit: 800 }],
    sites: { lon: Float64Array.from(sites, lon), lat: new Float64Array(4).fill(34.7) },
    state: Uint8Array.of(FIXED, FREE, FREE, FORBIDDEN),
    limits: [{ key: "sites", site: Uint32Array.of(1, 2, 3), amount: Float64Array.of(1, 1, 1), least: -Infinity, most: 1 }],
    ...{ spacing: null, capacity: null, farthest: 2_700 },
    walking: { method: "circle", detour: 1.3, walks: null, barriers: [] },
  };
}

test.each(["p-median", "p-center"] as const)(
  "%s: too few places for everybody who could be reached says how many people that are; whom no candidate reaches is none of them",
  (model) => {
    const means = { solve, seconds: 5, seed: 1, now: () => 0, isStopped: () => false, told: () => undefined };
    const answer = sitingRun(asked(model), null, means);
    expect(answer).toMatchObject({ kind: "impossible", beyond: { people: 230, searched: 2_700 } });
  },
);
