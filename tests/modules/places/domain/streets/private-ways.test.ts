import fc from "fast-check";
import { expect, test } from "vitest";
import { nearestOnStreets } from "~/modules/places/domain/streets/nearest-on-streets";
import { pairsOnStreets } from "~/modules/places/domain/streets/pairs-on-streets";
import { privateWays } from "~/modules/places/domain/streets/private-ways";
import { StreetLinker } from "~/modules/places/domain/streets/street-links";
import { NO_WHEELCHAIR, PRIVATE, STEPS } from "~/modules/places/domain/streets/street-use";
import { walkingView, type WalkingView } from "~/modules/places/domain/streets/walking-view";
import { points } from "../flat-town";
import { anySpot, blocks, graphOf, onFoot, type Drawn, type Spot } from "./made-streets";

const CAP = 300;
const inMetres = (spots: readonly Spot[]) => points(...spots.map(([x, y]) => [x / 10, y / 10] as const));
const linksOf = (view: WalkingView, spots: readonly Spot[], cap = CAP) => new StreetLinker(view).linksOf(inMetres(spots), cap);
const metresOf = (view: WalkingView, sites: readonly Spot[], homes: readonly Spot[], farthest = 2_000, cap = CAP) =>
  Array.from(nearestOnStreets(view, linksOf(view, sites, cap), linksOf(view, homes, cap), farthest).metres);

/** A street from west to east; 400 m of private way from its middle, the gate, to the north; a house at its end. */
const compound = (marks: number): Drawn => ({
  nodes: [
    [-5_000, 0],
    [0, 0],
    [5_000, 0],
    [0, 4_000],
  ],
  ways: [{ refs: [0, 1, 2] }, { refs: [1, 3], marks }],
});
const HOUSE: Spot = [20, 4_000];
const CENTRE: Spot = [5_000, 0];

test("a house deep in a compound is reached through its gate, and so is a centre", () => {
  const view = onFoot(graphOf(compound(PRIVATE)));
  expect(metresOf(view, [CENTRE], [HOUSE])).toEqual([902]);
  expect(metresOf(view, [HOUSE], [CENTRE])).toEqual([902]);
  expect(Array.from(pairsOnStreets(view, linksOf(view, [HOUSE]), linksOf(view, [CENTRE]), 2_000).metres)).toEqual([902]);
  expect(metresOf(view, [CENTRE], [HOUSE], 901)).toEqual([Infinity]);
});

test("ways of a compound keep their steps, and stop whom steps stop", () => {
  const graph = graphOf(compound(PRIVATE | STEPS | NO_WHEELCHAIR));
  const use = { stepsFactor: 2, offStreetFactor: 1 };
  expect(metresOf(walkingView(graph, { movement: "foot", ...use }), [CENTRE], [HOUSE])).toEqual([1_302]);
  const wheelchair = walkingView(graph, { movement: "wheelchair", ...use });
  expect(linksOf(wheelchair, [HOUSE]).unsnapped).toEqual([{ row: 0, reason: "too-far-from-street" }]);
});

test("nobody walks through a compound from street to street", () => {
  const { nodes, ways } = compound(PRIVATE);
  // A second street to the north, joined to the first by the private way alone.
  const two = { nodes: [...nodes, [-5_000, 4_000] as const, [5_000, 4_000] as const], ways: [...ways, { refs: [4, 3, 5] }] };
  const view = onFoot(graphOf(two));
  expect(metresOf(view, [CENTRE], [[5_000, 4_000]])).toEqual([Infinity]);
  // Who lives inside walks out at either end.
  expect(metresOf(view, [CENTRE, [5_000, 4_000]], [[0, 3_500]])).toEqual([550]);
  expect(metresOf(view, [CENTRE], [[0, 2_000]])).toEqual([700]);
});

const town = blocks(5, 1_500);
const node = fc.integer({ min: 0, max: town.nodes.length - 1 });
const anyCompound = fc
  .record({
    inner: fc.array(anySpot, { maxLength: 3 }),
    ends: fc.uniqueArray(node, { minLength: 1, maxLength: 3 }),
  })
  .map(({ inner, ends }): Drawn => {
    const first = town.nodes.length;
    const refs = [...ends.slice(0, 1), ...inner.map((_, i) => first + i), ...ends.slice(1)];
    return { nodes: [...town.nodes, ...inner], ways: refs.length > 1 ? [...town.ways, { refs, marks: PRIVATE }] : town.ways };
  });
const spots = fc.array(anySpot, { minLength: 1, maxLength: 4 });
/** An edge cut in two counts its halves each in whole decimetres. */
const ROUNDED = 0.3;

test("a private way more never shrinks reach", () => {
  const before = onFoot(graphOf(town));
  fc.assert(
    fc.property(anyCompound, spots, spots, (drawn, sites, homes) => {
      const after = metresOf(onFoot(graphOf(drawn)), sites, homes);
      metresOf(before, sites, homes).forEach((metres, i) => expect(after[i]).toBeLessThanOrEqual(metres + ROUNDED));
    }),
    { numRuns: 300 },
  );
});

test("whoever stands on no private ground walks as if there were none", () => {
  const before = onFoot(graphOf(town));
  const near = 100;
  fc.assert(
    fc.property(anyCompound, spots, spots, (drawn, sites, homes) => {
      const view = onFoot(graphOf(drawn));
      const inside = privateWays(view);
      const isOutside = ([x, y]: Spot) => !inside || inside.spots.within(x, y, near * 10).length === 0;
      const [from, to] = [sites.filter(isOutside), homes.filter(isOutside)];
      const after = metresOf(view, from, to, 2_000, near);
      metresOf(before, from, to, 2_000, near).forEach((metres, i) =>
        expect(after[i] === metres || Math.abs(after[i]! - metres) <= ROUNDED).toBe(true),
      );
    }),
    { numRuns: 300 },
  );
});
