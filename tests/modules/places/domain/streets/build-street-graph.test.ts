import fc from "fast-check";
import { expect, test } from "vitest";
import { hilbertOrder } from "~/modules/places/domain/streets/hilbert-order";
import { arcsOf, pieces, type StreetGraph } from "~/modules/places/domain/streets/street-graph";
import { NO_WHEELCHAIR, STEPS, stoppedBy, MOVEMENTS } from "~/modules/places/domain/streets/street-use";
import { walkingView } from "~/modules/places/domain/streets/walking-view";
import { allPairs, anyDrawn, anySpot, graphOf, strokeKey, strokesOf, waysOf, type Drawn, type Spot } from "./made-streets";

const shapeOf = ({ shapeStart, shapeX, shapeY }: StreetGraph, edge: number): Spot[] =>
  Array.from({ length: shapeStart[edge + 1]! - shapeStart[edge]! }, (_, i) => [
    shapeX[shapeStart[edge]! + i]!,
    shapeY[shapeStart[edge]! + i]!,
  ]);
const at = ({ x, y }: StreetGraph, junction: number): Spot => [x[junction]!, y[junction]!];

/** Lengths between places by their coordinates, for those that are a junction and no gate. */
function lengthsBetween(graph: StreetGraph, gates: readonly Spot[]): Map<string, number> {
  const view = walkingView(graph, { movement: "foot", stepsFactor: 2, offStreetFactor: 1 });
  const far = allPairs(graph.x.length, waysOf(view));
  const isGate = new Set(gates.map(String));
  const out = new Map<string, number>();
  for (let i = 0; i < graph.x.length; i++)
    for (let j = 0; j < graph.x.length; j++)
      if (!isGate.has(String(at(graph, i))) && !isGate.has(String(at(graph, j))))
        out.set(`${at(graph, i)} → ${at(graph, j)}`, far[i]![j]!);
  return out;
}

const gatesOf = ({ nodes, gates = [] }: Drawn): Spot[] => gates.map((row) => nodes[row]!);

test("every piece that was drawn is in exactly one edge, with its marks, and lengths add up", () => {
  fc.assert(
    fc.property(anyDrawn, (drawn) => {
      const graph = graphOf(drawn);
      const strokes = strokesOf(drawn);
      const seen: string[] = [];
      for (let e = 0; e < graph.marks.length; e++) {
        const shape = shapeOf(graph, e);
        expect([shape[0], shape.at(-1)]).toEqual([at(graph, graph.from[e]!), at(graph, graph.to[e]!)]);
        let length = 0;
        for (let i = 1; i < shape.length; i++) {
          const key = strokeKey(shape[i - 1]!, shape[i]!);
          seen.push(key);
          expect(graph.marks[e]).toBe(strokes.get(key)!.marks);
          length += strokes.get(key)!.length;
        }
        expect(graph.length[e]).toBe(length);
      }
      expect(seen.sort()).toEqual([...strokes.keys()].sort());
    }),
    { numRuns: 500 },
  );
});

test("where nothing branches and nothing changes there is no junction, but one on a ring", () => {
  fc.assert(
    fc.property(anyDrawn, (drawn) => {
      const graph = graphOf(drawn);
      const isGate = new Set(gatesOf(drawn).map(String));
      const { start, edge } = arcsOf(graph, () => true);
      for (let v = 0; v < graph.x.length; v++) {
        if (start[v + 1]! - start[v]! !== 2 || isGate.has(String(at(graph, v)))) continue;
        const [one, other] = [edge[start[v]!]!, edge[start[v]! + 1]!];
        if (one !== other) expect(graph.marks[one]).not.toBe(graph.marks[other]);
      }
    }),
    { numRuns: 500 },
  );
});

test("lengths between crossings are those of the drawing, past gates there is no way", () => {
  fc.assert(
    fc.property(anyDrawn, (drawn) => {
      const rows = new Map(drawn.nodes.map((node, row) => [String(node), row]));
      const isGate = new Set(gatesOf(drawn).map(String));
      const ways = [...strokesOf(drawn).values()]
        .filter(({ a, b }) => !isGate.has(String(a)) && !isGate.has(String(b)))
        .map(
          ({ a, b, marks, length }) => [rows.get(String(a))!, rows.get(String(b))!, marks & STEPS ? 2 * length : length] as const,
        );
      const far = allPairs(drawn.nodes.length, ways);
      for (const [pair, length] of lengthsBetween(graphOf(drawn), gatesOf(drawn))) {
        const [from, to] = pair.split(" → ");
        expect(length).toBe(far[rows.get(from!)!]![rows.get(to!)!]);
      }
    }),
    { numRuns: 500 },
  );
});

test("neither the order nor the direction of the ways matters", () => {
  fc.assert(
    fc.property(anyDrawn, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), (drawn, turned) => {
      const ways = drawn.ways.map((way, i) => (turned[i] ? { ...way, refs: [...way.refs].reverse() } : way)).reverse();
      const [one, other] = [graphOf(drawn), graphOf({ ...drawn, ways })];
      expect([other.x.length, other.marks.length]).toEqual([one.x.length, one.marks.length]);
      expect(lengthsBetween(other, gatesOf(drawn))).toEqual(lengthsBetween(one, gatesOf(drawn)));
    }),
  );
});

test("a loop, a ring nothing joins, a street drawn twice and a street of no length", () => {
  const nodes: Spot[] = [
    [0, 0],
    [1_000, 0],
    [1_000, 1_000],
    [5_000, 0],
    [6_000, 0],
    [6_000, 800],
  ];
  const loop = graphOf({ nodes, ways: [{ refs: [0, 1, 2, 0] }, { refs: [0, 3] }] });
  expect([loop.x.length, [...loop.length].sort()]).toEqual([2, [3_414, 5_000]]);
  const ring = graphOf({ nodes, ways: [{ refs: [3, 4, 5, 3] }] });
  expect([ring.x.length, ring.from[0], ring.to[0]]).toEqual([1, 0, 0]);
  const twice = graphOf({
    nodes,
    ways: [
      { refs: [0, 1], marks: NO_WHEELCHAIR | STEPS },
      { refs: [1, 0], marks: NO_WHEELCHAIR },
    ],
  });
  expect([...twice.marks]).toEqual([NO_WHEELCHAIR]);
  expect(graphOf({ nodes, ways: [{ refs: [0, 0] }, { refs: [1] }, { refs: [] }] }).marks).toHaveLength(0);
});

test("a locked gate ends the street on both sides, each end by itself", () => {
  const nodes: Spot[] = [
    [0, 0],
    [500, 0],
    [1_000, 0],
  ];
  const graph = graphOf({ nodes, ways: [{ refs: [0, 1, 2] }], gates: [1] });
  expect(pieces(arcsOf(graph, () => true)).sizes).toEqual(Int32Array.of(2, 2));
});

test("each walker finds closed what its movement cannot pass", () => {
  fc.assert(
    fc.property(anyDrawn, fc.constantFrom(...MOVEMENTS), (drawn, movement) => {
      const graph = graphOf(drawn);
      const { edgeCost, arcs } = walkingView(graph, { movement, stepsFactor: 3, offStreetFactor: 1 });
      for (let e = 0; e < graph.marks.length; e++) {
        const isClosed = (graph.marks[e]! & stoppedBy(movement)) !== 0;
        expect(edgeCost[e]).toBe(isClosed ? 0 : graph.length[e]! * (graph.marks[e]! & STEPS ? 3 : 1));
        expect(arcs.edge.filter((edge) => edge === e)).toHaveLength(isClosed ? 0 : 2);
      }
    }),
  );
  expect(() => walkingView(graphOf({ nodes: [], ways: [] }), { movement: "foot", stepsFactor: 0.5, offStreetFactor: 1 })).toThrow(
    RangeError,
  );
});

test("the order along the curve holds every row once, and neighbours in it are near", () => {
  fc.assert(
    fc.property(fc.array(anySpot, { maxLength: 40 }), (spots) => {
      const order = hilbertOrder(
        spots.map(([x]) => x),
        spots.map(([, y]) => y),
      );
      expect([...order].sort((a, b) => a - b)).toEqual(spots.map((_, row) => row));
    }),
  );
  const side = 32;
  const cells = Array.from({ length: side * side }, (_, i): Spot => [i % side, Math.floor(i / side)]);
  const order = hilbertOrder(
    cells.map(([x]) => x),
    cells.map(([, y]) => y),
  );
  for (let i = 1; i < order.length; i++) {
    const [a, b] = [cells[order[i - 1]!]!, cells[order[i]!]!];
    expect(Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1])).toBeLessThanOrEqual(2);
  }
});
