import { OsmFileError, type OsmFileProblem, type OsmItem, readOsmExtract } from "~/platform/osm-extract.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { localPlane } from "../domain/local-plane";
import { buildStreetGraph, type DrawnStreets } from "../domain/streets/build-street-graph";
import type { StreetGraph } from "../domain/streets/street-graph";
import { isStop, nodeMarks, wayMarks } from "../domain/streets/walk-rules";

/** What can be wrong with a file somebody calls streets. */
export type StreetFileRefusal = OsmFileProblem | { readonly kind: "no-walkable-ways"; readonly ways: number };

export interface ReadStreetsOptions {
  /** part of the work done, 0 … 1 */
  readonly progress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

const WAY_TAGS = [
  ...["highway", "foot", "access", "sidewalk", "sidewalk:both", "sidewalk:left", "sidewalk:right", "motorroad", "sac_scale"],
  ...[
    "surface",
    "smoothness",
    "ramp",
    "ramp:stroller",
    "ramp:wheelchair",
    "stroller",
    "wheelchair",
    "bridge",
    "tunnel",
    "indoor",
  ],
  ...["layer", "location", "railway", "public_transport", "man_made", "waterway", "natural", "water"],
];
const NODE_TAGS = ["barrier", "foot", "access", "wheelchair", "kerb", "locked"];

/** An OpenStreetMap extract → the walking graph. Reads the file twice: ways first, then the nodes they need. */
export async function readStreets(
  path: string,
  { progress, signal }: ReadStreetsOptions = {},
): Promise<Verdict<StreetGraph, StreetFileRefusal>> {
  const half = (part: 0 | 1) => (read: number, size: number) => progress?.(part / 2 + read / Math.max(1, size) / 2);
  const passing = signal ? { signal } : {};
  try {
    const ways = new Ways();
    await readOsmExtract(path, { wayTags: WAY_TAGS, progress: half(0), ...passing }, (item) => ways.take(item));
    if (ways.marks.length === 0) return refused({ kind: "no-walkable-ways", ways: ways.seen });
    const nodes = new Nodes(ways.refs, ways.stopRefs);
    await readOsmExtract(path, { nodeTags: NODE_TAGS, progress: half(1), ...passing }, (item) => nodes.take(item));
    const drawn: DrawnStreets = {
      lon: nodes.lon,
      lat: nodes.lat,
      nodeMarks: nodes.marks,
      wayStart: Int32Array.from(ways.start),
      refs: nodes.rowsOf(ways.refs),
      wayMarks: Uint8Array.from(ways.marks),
      stopStart: Int32Array.from(ways.stopStart),
      stopRefs: nodes.rowsOf(ways.stopRefs),
    };
    const graph = buildStreetGraph(localPlane(middleOf(nodes.lon), middleOf(nodes.lat)), drawn);
    return graph.marks.length === 0 ? refused({ kind: "no-walkable-ways", ways: ways.seen }) : granted(graph);
  } catch (error) {
    if (error instanceof OsmFileError) return refused(error.problem);
    throw error;
  }
}

/** The median: one node drawn at the other end of the world must not pull the plane away from the city. */
function middleOf(degrees: Float64Array): number {
  const known = degrees.filter(Number.isFinite).sort();
  return known[known.length >> 1] ?? 0;
}

const NO_TAGS = {};

class Ways {
  seen = 0;
  readonly start = [0];
  readonly refs: number[] = [];
  readonly marks: number[] = [];
  readonly stopStart = [0];
  readonly stopRefs: number[] = [];

  take(item: OsmItem): void {
    if (item.type !== "way") return;
    this.seen++;
    const tags = item.tags ?? NO_TAGS;
    const marks = wayMarks(tags);
    if (marks !== null) {
      for (const ref of item.refs) this.refs.push(ref);
      this.start.push(this.refs.length);
      this.marks.push(marks);
    } else if (isStop(tags)) {
      for (const ref of item.refs) this.stopRefs.push(ref);
      this.stopStart.push(this.stopRefs.length);
    }
  }
}

/** The nodes the ways need, found by their number in a sorted column: a province has tens of millions. */
class Nodes {
  private readonly ids: Float64Array;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly marks: Uint8Array;

  constructor(...refs: readonly (readonly number[])[]) {
    const all = new Float64Array(refs.reduce((sum, column) => sum + column.length, 0));
    let at = 0;
    for (const column of refs) for (const ref of column) all[at++] = ref;
    all.sort();
    let count = 0;
    for (let i = 0; i < all.length; i++) if (i === 0 || all[i] !== all[i - 1]) all[count++] = all[i]!;
    this.ids = all.slice(0, count);
    this.lon = new Float64Array(count).fill(NaN);
    this.lat = new Float64Array(count).fill(NaN);
    this.marks = new Uint8Array(count);
  }

  take(item: OsmItem): void {
    if (item.type !== "node") return;
    const row = this.rowOf(item.id);
    if (row < 0 || !(Math.abs(item.lon) <= 180 && Math.abs(item.lat) < 90)) return;
    this.lon[row] = item.lon;
    this.lat[row] = item.lat;
    if (item.tags) this.marks[row] = nodeMarks(item.tags);
  }

  rowsOf(refs: readonly number[]): Int32Array {
    return Int32Array.from(refs, (ref) => this.rowOf(ref));
  }

  private rowOf(id: number): number {
    let [low, high] = [0, this.ids.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.ids[middle]!;
      if (found === id) return middle;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}
