import { arcsOf, pieces, type Arcs, type StreetGraph } from "./street-graph";
import { PRIVATE, stoppedBy, STEPS, type StreetUse } from "./street-use";

/** The streets as one kind of walker meets them: what is closed to them is not there, steps are longer. */
export interface WalkingView {
  readonly graph: StreetGraph;
  readonly use: StreetUse;
  readonly arcs: Arcs;
  /** decimetres each arc counts as, in the order of `arcs` */
  readonly arcCost: Int32Array;
  /** decimetres each edge counts as; 0 = closed to this walker */
  readonly edgeCost: Int32Array;
  /** the piece of the whole network each junction belongs to, its junctions, and the number of the largest piece */
  readonly piece: Int32Array;
  readonly pieceSizes: Int32Array;
  readonly largestPiece: number;
}

export function walkingView(graph: StreetGraph, use: StreetUse): WalkingView {
  if (!(use.stepsFactor >= 1) || !(use.offStreetFactor >= 1))
    throw new RangeError(`factors of at least 1, got ${use.stepsFactor} and ${use.offStreetFactor}`);
  const closed = stoppedBy(use.movement) | PRIVATE;
  const edgeCost = Int32Array.from(graph.length, (_, edge) =>
    (graph.marks[edge]! & closed) !== 0 ? 0 : costAsWalked(graph, edge, use),
  );
  const arcs = arcsOf(graph, (edge) => edgeCost[edge]! > 0);
  const { piece, sizes } = piecesOf(graph, use, arcs);
  return {
    graph,
    use,
    arcs,
    arcCost: arcs.edge.map((edge) => edgeCost[edge]!),
    edgeCost,
    piece,
    pieceSizes: sizes,
    largestPiece: sizes.reduce((best, size, i) => (size > (sizes[best] ?? 0) ? i : best), 0),
  };
}

/** Decimetres an edge counts as for whoever may walk it. */
export const costAsWalked = ({ length, marks }: StreetGraph, edge: number, { stepsFactor }: StreetUse): number =>
  (marks[edge]! & STEPS) !== 0 ? Math.round(length[edge]! * stepsFactor) : length[edge]!;

/** A part does not know by itself what hangs together outside it: it was told. */
function piecesOf({ whole }: StreetGraph, { movement }: StreetUse, arcs: Arcs): ReturnType<typeof pieces> {
  if (!whole) return pieces(arcs);
  if (whole.movement !== movement) throw new RangeError(`a part cut for ${whole.movement}, asked for ${movement}`);
  return { piece: whole.piece, sizes: whole.pieceSizes };
}
