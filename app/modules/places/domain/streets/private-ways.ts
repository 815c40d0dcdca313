import { BoundedSearch } from "./bounded-search";
import { arcsOf } from "./street-graph";
import { StreetSpots, type Spot } from "./street-spots";
import { NO_ACCESS_FROM_BESIDE, PRIVATE, stoppedBy } from "./street-use";
import { costAsWalked, type WalkingView } from "./walking-view";

/**
 * The ways inside gated compounds: whoever stands in one walks out through its gates, nobody walks through it from street
 * to street. The walk inside is added to the walk off the street, so the searches over streets know nothing of it. Two
 * points in one compound meet at its gate, which is never nearer than they are. A «gate» is any junction of a private way
 * with a street, whether a gate is drawn there or not.
 */
export interface PrivateWays {
  readonly spots: StreetSpots;
  /**
   * Where one comes out, each gate once.
   * @param grounds spots on private ways a point steps onto
   * @param offStreetFactor what a decimetre to the spot counts as
   */
  gatesFrom(grounds: readonly Spot[], offStreetFactor: number): Gate[];
}

/** A gate as a link of streets: a street that ends there, which of its ends, and decimetres that count as far as there. */
export interface Gate {
  readonly edge: number;
  readonly along: number;
  readonly off: number;
}

/** Decimetres: no compound is walked farther from the spot one stands on to its gate, and a district drawn private by mistake must not fill the memory. */
export const FARTHEST_INSIDE = 10_000;

/** @returns null where the walker's streets have no private way beside them */
export function privateWays(view: WalkingView): PrivateWays | null {
  const { graph, use, arcs: streets, edgeCost } = view;
  const stopped = stoppedBy(use.movement);
  const cost = Int32Array.from(graph.length, (_, edge) =>
    (graph.marks[edge]! & PRIVATE) === 0 || (graph.marks[edge]! & stopped) !== 0 ? 0 : costAsWalked(graph, edge, use),
  );
  const arcs = arcsOf(graph, (edge) => cost[edge]! > 0);
  if (arcs.edge.length === 0) return null;
  const ways = gateWays({ ...view, arcs, arcCost: arcs.edge.map((edge) => cost[edge]!) }, streets.start);
  const isSteppedOnto = (edge: number) => cost[edge]! > 0 && (graph.marks[edge]! & NO_ACCESS_FROM_BESIDE) === 0;
  return {
    spots: new StreetSpots(graph, cost, isSteppedOnto),
    gatesFrom(grounds, offStreetFactor) {
      const least = new Map<number, number>();
      const reach = (junction: number, off: number, along: number) => {
        for (let row = ways.start[junction]!; row < ways.start[junction + 1]!; row++) {
          const [gate, inside] = [ways.gate[row]!, along + ways.cost[row]!];
          if (inside <= FARTHEST_INSIDE) least.set(gate, Math.min(least.get(gate) ?? Infinity, off + inside));
        }
      };
      for (const { edge, away, along } of grounds) {
        const off = Math.round(away * offStreetFactor);
        reach(graph.from[edge]!, off, along);
        reach(graph.to[edge]!, off, cost[edge]! - along);
      }
      return [...least]
        .sort(([a], [b]) => a - b)
        .map(([gate, off]) => {
          const edge = streets.edge[streets.start[gate]!]!;
          return { edge, along: graph.from[edge] === gate ? 0 : edgeCost[edge]!, off };
        });
    },
  };
}

/** Per junction the gates one comes to by private ways alone: rows start[v] … start[v + 1] − 1, in decimetres. */
interface GateWays {
  readonly start: Int32Array;
  readonly gate: Int32Array;
  readonly cost: Int32Array;
}

function gateWays(inside: WalkingView, streets: Int32Array): GateWays {
  const count = inside.graph.x.length;
  const { start: ways } = inside.arcs;
  const search = new BoundedSearch(inside, FARTHEST_INSIDE);
  const found: Record<"junction" | "gate" | "cost", number[]> = { junction: [], gate: [], cost: [] };
  const start = new Int32Array(count + 1);
  for (let gate = 0; gate < count; gate++) {
    if (ways[gate] === ways[gate + 1] || streets[gate] === streets[gate + 1]) continue;
    search.begin(FARTHEST_INSIDE);
    search.seed(gate, 0);
    search.run();
    for (let i = 0; i < search.count; i++) {
      const junction = search.settled[i]!;
      found.junction.push(junction);
      found.gate.push(gate);
      found.cost.push(search.cost[junction]!);
      start[junction + 1]!++;
    }
  }
  for (let v = 0; v < count; v++) start[v + 1]! += start[v]!;
  const next = start.slice(0, count);
  const gates = new Int32Array(found.gate.length);
  const cost = new Int32Array(found.gate.length);
  found.junction.forEach((junction, i) => {
    const row = next[junction]!++;
    gates[row] = found.gate[i]!;
    cost[row] = found.cost[i]!;
  });
  return { start, gate: gates, cost };
}
