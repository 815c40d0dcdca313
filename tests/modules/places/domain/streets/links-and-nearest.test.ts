import fc from "fast-check";
import { expect, test } from "vitest";
import { kNearestOnStreets, nearestOnStreets } from "~/modules/places/domain/streets/nearest-on-streets";
import { pairsOnStreets } from "~/modules/places/domain/streets/pairs-on-streets";
import { StreetLinker, type StreetLinks } from "~/modules/places/domain/streets/street-links";
import { NO_ACCESS_FROM_BESIDE, STEPS } from "~/modules/places/domain/streets/street-use";
import { walkingView, type WalkingView } from "~/modules/places/domain/streets/walking-view";
import { points } from "../flat-town";
import { allPairs, anyDrawn, anySpot, blocks, graphOf, onFoot, together, waysOf, type Drawn, type Spot } from "./made-streets";

const inMetres = (spots: readonly Spot[]) => points(...spots.map(([x, y]) => [x / 10, y / 10] as const));
const linksOf = (view: WalkingView, spots: readonly Spot[], cap = 300) => new StreetLinker(view).linksOf(inMetres(spots), cap);
const rowsOf = ({ start }: StreetLinks, row: number) =>
  Array.from({ length: start[row + 1]! - start[row]! }, (_, i) => start[row]! + i);

const anyView = fc
  .tuple(anyDrawn, fc.constantFrom(1, 2), fc.constantFrom(1, 1.5))
  .map(([drawn, stepsFactor, offStreetFactor]) => walkingView(graphOf(drawn), { movement: "foot", stepsFactor, offStreetFactor }))
  .filter((view) => view.graph.marks.length > 0);

/** The nearest spot on an edge, looked for on every piece of it. */
function plainSpot({ graph, edgeCost }: WalkingView, edge: number, [x, y]: Spot) {
  let best = { away: Infinity, along: 0 };
  let before = 0;
  for (let i = graph.shapeStart[edge]! + 1; i < graph.shapeStart[edge + 1]!; i++) {
    const [ax, ay, bx, by] = [graph.shapeX[i - 1]!, graph.shapeY[i - 1]!, graph.shapeX[i]!, graph.shapeY[i]!];
    const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
    const part = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2));
    const away = Math.hypot(ax + part * (bx - ax) - x, ay + part * (by - ay) - y);
    const piece = Math.max(1, Math.round(Math.sqrt(length2)));
    if (away < best.away) best = { away, along: before + part * piece };
    before += piece;
  }
  return { away: best.away, along: (best.along * edgeCost[edge]!) / graph.length[edge]! };
}

test("a point is linked to the nearest spot of every street within 30 m, and else to the nearest that leads somewhere", () => {
  fc.assert(
    fc.property(anyView, fc.array(anySpot, { minLength: 1, maxLength: 5 }), fc.constantFrom(20, 100, 300), (view, spots, cap) => {
      const { graph, piece, pieceSizes, largestPiece, use } = view;
      const links = linksOf(view, spots, cap);
      const usable = Array.from(graph.marks.keys()).filter((e) => (graph.marks[e]! & NO_ACCESS_FROM_BESIDE) === 0);
      spots.forEach((spot, row) => {
        const plain = usable
          .map((edge) => ({ edge, ...plainSpot(view, edge, spot), piece: piece[graph.from[edge]!]! }))
          .filter(({ away }) => away <= cap * 10)
          .sort((a, b) => a.away - b.away || a.edge - b.edge);
        const leads = plain.findIndex((found) => pieceSizes[found.piece]! * 10 >= pieceSizes[largestPiece]!);
        const asked = plain.filter(
          ({ away, piece: mine }, i) =>
            away <= 300 || ((leads === -1 || i <= leads) && plain.findIndex((other) => other.piece === mine) === i),
        );
        const rows = rowsOf(links, row);
        expect(rows.map((link) => links.edge[link])).toEqual(asked.map(({ edge }) => edge));
        rows.forEach((link, i) => {
          const twice = i > 0 && asked[i]!.away > 300 ? 2 : 1;
          expect(links.off[link]).toBe(Math.round(asked[i]!.away * use.offStreetFactor * twice));
          expect(Math.abs(links.along[link]! - asked[i]!.along)).toBeLessThanOrEqual(0.51);
        });
        expect(links.unsnapped.some((lost) => lost.row === row)).toBe(rows.length === 0);
      });
    }),
    { numRuns: 500 },
  );
});

/** Every way to go from a point's links to a site's, the slow way. */
function plainCosts(view: WalkingView, sites: StreetLinks, homes: StreetLinks): number[][] {
  const far = allPairs(view.graph.x.length, waysOf(view));
  const ends = (links: StreetLinks, link: number) => {
    const edge = links.edge[link]!;
    return [
      [view.graph.from[edge]!, links.along[link]!],
      [view.graph.to[edge]!, view.edgeCost[edge]! - links.along[link]!],
    ] as const;
  };
  return Array.from({ length: homes.start.length - 1 }, (_, home) =>
    Array.from({ length: sites.start.length - 1 }, (_, site) => {
      let least = Infinity;
      for (const h of rowsOf(homes, home))
        for (const s of rowsOf(sites, site)) {
          const off = homes.off[h]! + sites.off[s]!;
          if (homes.edge[h] === sites.edge[s]) least = Math.min(least, off + Math.abs(homes.along[h]! - sites.along[s]!));
          for (const [a, mine] of ends(homes, h))
            for (const [b, theirs] of ends(sites, s)) least = Math.min(least, off + mine + theirs + far[a]![b]!);
        }
      return least;
    }),
  );
}

test("the k nearest sites of every point are those of the slow way, each once, and pairs are all of them", () => {
  const spots = fc.array(anySpot, { maxLength: 6 });
  fc.assert(
    fc.property(
      anyView,
      spots,
      spots,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 9_000 }),
      (view, a, b, k, bound) => {
        const [sites, homes] = [linksOf(view, a), linksOf(view, b)];
        const plain = plainCosts(view, sites, homes);
        const { cost, owner } = kNearestOnStreets(view, sites, homes, bound / 10, k);
        plain.forEach((costs, home) => {
          const asked = costs
            .filter((at) => at <= bound)
            .sort((p, q) => p - q)
            .slice(0, k);
          const found = Array.from({ length: k }, (_, i) => home * k + i).filter((row) => owner[row] !== -1);
          expect(found.map((row) => cost[row])).toEqual(asked);
          expect(found.map((row) => costs[owner[row]!])).toEqual(asked);
          expect(new Set(found.map((row) => owner[row])).size).toBe(found.length);
        });
        const pairs = pairsOnStreets(view, sites, homes, bound / 10);
        const listed = Array.from(pairs.site, (site, i) => `${site} ${pairs.point[i]} ${Math.round(pairs.metres[i]! * 10)}`);
        const asked = plain.flatMap((costs, home) => costs.flatMap((at, site) => (at <= bound ? [`${site} ${home} ${at}`] : [])));
        expect(listed.sort()).toEqual(asked.sort());
      },
    ),
    { numRuns: 400 },
  );
});

test("site and home on one street without a crossing between them: straight along it, boundary inside", () => {
  const view = onFoot(
    graphOf({
      nodes: [
        [0, 0],
        [10_000, 0],
      ],
      ways: [{ refs: [0, 1] }],
    }),
  );
  const [sites, homes] = [linksOf(view, [[1_000, 100]]), linksOf(view, [[6_000, -200]])];
  expect(nearestOnStreets(view, sites, homes, 530).metres[0]).toBe(530);
  expect(nearestOnStreets(view, sites, homes, 529.9).site[0]).toBe(-1);
});

test("a bound that binary fractions write a hair short is still inside", () => {
  const view = onFoot(
    graphOf({
      nodes: [
        [0, 0],
        [20_000, 0],
      ],
      ways: [{ refs: [0, 1] }],
    }),
  );
  const [sites, homes] = [linksOf(view, [[0, 0]]), linksOf(view, [[10_350, 0]])];
  expect(nearestOnStreets(view, sites, homes, 1_034.9999999999).site[0]).toBe(0);
});

test("why a point stands on no street is said", () => {
  const river: Spot[] = [
    [-90_000, 6_000],
    [90_000, 6_000],
  ];
  const view = onFoot(graphOf({ ...blocks(5, 1_000), stops: [river] }));
  const spots: Spot[] = [
    [0, 0],
    [NaN, 0],
    [0, Infinity],
    [99_999_999, 0],
    [0, -4_500],
    [0, 6_900],
    [0, -6_900],
  ];
  expect(linksOf(view, spots, 400).unsnapped).toEqual([
    { row: 1, reason: "no-position" },
    { row: 2, reason: "no-position" },
    { row: 3, reason: "outside-streets" },
    { row: 5, reason: "outside-streets" },
    { row: 6, reason: "outside-streets" },
  ]);
  expect(linksOf(view, [[0, 6_900]], 490).unsnapped).toEqual([{ row: 0, reason: "behind-barrier" }]);
  expect(linksOf(view, [[500, -500]], 20).unsnapped).toEqual([{ row: 0, reason: "too-far-from-street" }]);
  const none = onFoot(graphOf({ nodes: [], ways: [] }));
  expect(linksOf(none, [[0, 0]]).unsnapped).toEqual([{ row: 0, reason: "outside-streets" }]);
});

test("one bad place spoils nobody else's answer", () => {
  const view = onFoot(graphOf(blocks(5, 1_000)));
  const good: Spot[] = [
    [130, 70],
    [-1_500, 900],
  ];
  const bad: Spot[] = [
    [NaN, NaN],
    [1e12, -1e12],
    [Infinity, 0],
  ];
  const homes: Spot[] = [
    [800, 800],
    [-1_900, -1_990],
  ];
  const alone = kNearestOnStreets(view, linksOf(view, good), linksOf(view, homes), 900, 2);
  const mixed = kNearestOnStreets(view, linksOf(view, [...good, ...bad]), linksOf(view, [...homes, ...bad]), 900, 2);
  expect(mixed.cost.subarray(0, 4)).toEqual(alone.cost);
  expect(mixed.owner.subarray(0, 4)).toEqual(alone.owner);
  expect(mixed.owner.subarray(4).every((owner) => owner === -1)).toBe(true);
});

const NORTH = blocks(4, 1_000, [0, 2_500]);
const SOUTH = blocks(4, 1_000, [0, -2_500]);
const RIVER: Spot[] = [
  [-50_000, 0],
  [50_000, 0],
];
/** From the south bank's second column straight to the north bank's. */
const BRIDGE: Drawn = { nodes: [], ways: [{ refs: [16 + 13, 1], marks: NO_ACCESS_FROM_BESIDE }] };
const anyBank = (north: boolean) =>
  fc
    .tuple(fc.integer({ min: -2_000, max: 2_000 }), fc.integer({ min: 10, max: 4_000 }))
    .map(([x, y]): Spot => [x, north ? y : -y]);

test("nobody gets across a river without a bridge, wherever the place stands", () => {
  const towns = together(NORTH, SOUTH);
  for (const stops of [[RIVER], []]) {
    const view = onFoot(graphOf({ ...towns, stops }));
    fc.assert(
      fc.property(
        fc.array(anyBank(true), { minLength: 1, maxLength: 4 }),
        fc.array(anyBank(false), { minLength: 1, maxLength: 4 }),
        (a, b) => {
          const clear = stops.length > 0 ? b : b.filter(([, y]) => y < -700);
          const { site } = nearestOnStreets(
            view,
            linksOf(
              view,
              a.filter(([, y]) => stops.length > 0 || y > 700),
            ),
            linksOf(view, clear),
            5_000,
          );
          expect(site.every((row) => row === -1)).toBe(true);
        },
      ),
    );
  }
  const bridged = onFoot(graphOf({ ...towns, ways: [...towns.ways, ...BRIDGE.ways], stops: [RIVER] }));
  const { metres } = nearestOnStreets(bridged, linksOf(bridged, [[-500, 1_000]]), linksOf(bridged, [[-500, -1_000]]), 5_000);
  expect(metres[0]).toBe(200);
});

test("from a bridge nobody steps down: what stands under it walks round", () => {
  const towns = together(NORTH, SOUTH);
  const view = onFoot(graphOf({ ...towns, ways: [...towns.ways, ...BRIDGE.ways] }));
  const links = linksOf(view, [[-500, 100]]);
  expect(rowsOf(links, 0).every((link) => (view.graph.marks[links.edge[link]!]! & NO_ACCESS_FROM_BESIDE) === 0)).toBe(true);
});

test("an alley drawn by itself cuts no home off", () => {
  const alley: Drawn = {
    nodes: [
      [500, 300],
      [500, 700],
    ],
    ways: [{ refs: [0, 1] }],
  };
  const view = onFoot(graphOf(together(blocks(6, 1_000, [500, 500]), alley)));
  const { metres } = nearestOnStreets(view, linksOf(view, [[-2_000, 0]]), linksOf(view, [[520, 500]]), 900);
  expect(metres[0]).toBeLessThan(500);
});

test("past an alley that leads nowhere the walk to the next street counts twice, so joining the alley makes it shorter", () => {
  const town = blocks(6, 1_000, [500, 500]);
  const middle = town.nodes.findIndex(([x, y]) => x === 0 && y === 0);
  const first = town.nodes.length;
  const withAlley = (...join: number[]): Drawn => ({
    nodes: [...town.nodes, [500, 300], [500, 600]],
    ways: [...town.ways, { refs: [first, first + 1, ...join] }],
  });
  const walk = (drawn: Drawn) => {
    const view = onFoot(graphOf(drawn));
    return nearestOnStreets(view, linksOf(view, [[-2_000, 0]]), linksOf(view, [[520, 400]]), 900).metres[0]!;
  };
  const lonely = linksOf(onFoot(graphOf(withAlley())), [[520, 400]]);
  expect([...lonely.off]).toEqual([20, 2 * 400]);
  expect(walk(withAlley(middle))).toBeLessThan(walk(withAlley()));
});

/** Homes and sites within 30 m of the first town's streets, so that they stand on it before and after. */
const TOWN = blocks(5, 1_000);
const besideTown = fc
  .tuple(
    fc.integer({ min: -2_000, max: 2_000 }),
    fc.integer({ min: -2, max: 2 }),
    fc.integer({ min: -250, max: 250 }),
    fc.boolean(),
  )
  .map(([along, street, off, turned]): Spot => (turned ? [along, street * 1_000 + off] : [street * 1_000 + off, along]));
const besides = fc.array(besideTown, { minLength: 1, maxLength: 5 });
const anyNewStreets = fc.record({
  nodes: fc.array(anySpot, { maxLength: 4 }),
  refs: fc.array(fc.array(fc.nat(28), { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 3 }),
});

test("a new street never shrinks reach, for places within 30 m of streets that lead somewhere", () => {
  const before = onFoot(graphOf(TOWN));
  fc.assert(
    fc.property(besides, besides, anyNewStreets, (sites, homes, added) => {
      const nodes = [...TOWN.nodes, ...added.nodes];
      const ways = [...TOWN.ways, ...added.refs.map((refs) => ({ refs: refs.map((ref) => ref % nodes.length) }))];
      const after = onFoot(graphOf({ nodes, ways }));
      const was = kNearestOnStreets(before, linksOf(before, sites), linksOf(before, homes), 2_000, 2);
      const is = kNearestOnStreets(after, linksOf(after, sites), linksOf(after, homes), 2_000, 2);
      was.cost.forEach((cost, row) => expect(is.cost[row]).toBeLessThanOrEqual(cost));
    }),
    { numRuns: 300 },
  );
});

test("neither a new site nor more minutes shrink reach, and steps never shorten a way", () => {
  fc.assert(
    fc.property(
      anyDrawn,
      besides,
      besides,
      besideTown,
      fc.nat(9_000),
      fc.nat(2_000),
      (drawn, sites, homes, more, bound, longer) => {
        const view = onFoot(graphOf(drawn));
        const home = linksOf(view, homes);
        const was = kNearestOnStreets(view, linksOf(view, sites), home, bound / 10, 1).cost;
        const withMore = kNearestOnStreets(view, linksOf(view, [...sites, more]), home, bound / 10, 1).cost;
        const withTime = kNearestOnStreets(view, linksOf(view, sites), home, (bound + longer) / 10, 1).cost;
        const slow = walkingView(view.graph, { movement: "foot", stepsFactor: 2, offStreetFactor: 1 });
        const withSteps = kNearestOnStreets(slow, linksOf(slow, sites), linksOf(slow, homes), bound / 10, 1).cost;
        was.forEach((cost, row) => {
          expect(withMore[row]).toBeLessThanOrEqual(cost);
          expect(withTime[row]).toBeLessThanOrEqual(cost);
          expect(withSteps[row]).toBeGreaterThanOrEqual(cost);
        });
      },
    ),
    { numRuns: 300 },
  );
});

test("on equal blocks a way is exactly the sum of east and north", () => {
  const side = 9;
  const view = onFoot(graphOf(blocks(side, 1_000)));
  const spots = blocks(side, 1_000).nodes;
  const { cost } = kNearestOnStreets(view, linksOf(view, [[0, 0]]), linksOf(view, spots), 500, 1);
  spots.forEach(([x, y], row) => {
    const walked = Math.abs(x) + Math.abs(y);
    expect(cost[row]).toBe(walked <= 5_000 ? walked : 0x7fffffff);
  });
});

test("a way by steps counts its factor", () => {
  const graph = graphOf({
    nodes: [
      [0, 0],
      [1_000, 0],
      [2_000, 0],
    ],
    ways: [{ refs: [0, 1], marks: STEPS }, { refs: [1, 2] }],
  });
  const view = walkingView(graph, { movement: "foot", stepsFactor: 1.5, offStreetFactor: 2 });
  const { metres } = nearestOnStreets(view, linksOf(view, [[500, 0]]), linksOf(view, [[2_000, 100]]), 900);
  expect(metres[0]).toBe(75 + 100 + 20);
});
