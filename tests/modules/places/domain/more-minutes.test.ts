import fc from "fast-check";
import { expect, test } from "vitest";
import { Reach, REACH_METHODS, type ReachQuestion } from "~/modules/places/domain/reach";
import { sampledWalks } from "~/modules/places/domain/sampled-walk";
import { onGround } from "./flat-town";
import { anyDrawn, anySpot, graphOf, onFoot, type Spot } from "./streets/made-streets";

/** Towns of 4 × 4 km, so that there are ways of every length to learn directions from. */
const SCALE = 5;
const wider = ([x, y]: Spot): Spot => [x * SCALE, y * SCALE];
const anyTown = anyDrawn.map((drawn) => ({ ...drawn, nodes: drawn.nodes.map(wider) }));
const placed = (spots: readonly Spot[]) => {
  const places = spots.map(([x, y]) => onGround(x / 10, y / 10));
  return { lon: places.map(([lon]) => lon), lat: places.map(([, lat]) => lat) };
};
const at = ([x, y]: Spot) => {
  const [lon, lat] = onGround(x / 10, y / 10);
  return { lon, lat };
};

test.each(REACH_METHODS)("by %s more minutes never shrink reach, on streets and without", (method) => {
  fc.assert(
    fc.property(
      anyTown,
      fc.array(anySpot.map(wider), { minLength: 1, maxLength: 4 }),
      fc.array(anySpot.map(wider), { minLength: 1, maxLength: 20 }),
      fc.array(fc.integer({ min: 50, max: 3_000 }), { minLength: 2, maxLength: 5 }),
      fc.array(fc.tuple(anySpot, anySpot, fc.integer({ min: 50, max: 2_000 })), { maxLength: 6 }),
      (drawn, sites, homes, limits, walked) => {
        const nodes = drawn.nodes.map(([x, y]): Spot => [x + 200, y + 150]);
        const question = {
          ...{ method, detour: 1.3, barriers: [], sites: placed(sites), points: placed([...homes, ...nodes]) },
          walks: sampledWalks(walked.map(([from, to, metres]) => ({ from: at(from), to: at(to), metres }))),
        };
        const streets = { view: onFoot(graphOf(drawn)), snap: 300 };
        grows({ ...question, streets }, limits);
        if (method !== "network") grows({ ...question, streets: null }, limits);
      },
    ),
    { numRuns: 150 },
  );
});

/** Whoever is reached at a limit is reached at every farther one, by the same metres. */
function grows(question: Omit<ReachQuestion, "farthest">, limits: readonly number[]): void {
  const farthest = Math.max(...limits);
  const widest = new Reach({ ...question, farthest }).nearest().metres;
  for (const limit of limits) {
    const { metres } = new Reach({ ...question, farthest: limit }).nearest();
    expect([...metres]).toEqual([...widest].map((each) => (each <= limit ? each : Infinity)));
  }
}
