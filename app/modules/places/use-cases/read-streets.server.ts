import { OsmFileError, type OsmFileProblem, type OsmItem, type OsmTags, readOsmExtract } from "~/platform/osm-extract.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { localPlane } from "../domain/local-plane";
import { buildStreetGraph, type DrawnStreets } from "../domain/streets/build-street-graph";
import { type ExtractGaps, lacksTooManyPoints, LEAST_SAMPLE, looksCutShort, SAMPLED_OF } from "../domain/streets/extract-gaps";
import type { StreetGraph } from "../domain/streets/street-graph";
import { isStop, nodeMarks, wayMarks } from "../domain/streets/walk-rules";

/** What can be wrong with a file somebody calls streets. */
export type StreetFileRefusal =
  | OsmFileProblem
  | { readonly kind: "no-walkable-ways"; readonly ways: number; readonly nodes: number }
  | { readonly kind: "points-missing"; readonly gaps: ExtractGaps }
  /** may be taken all the same, if it is said (`partly`) */
  | { readonly kind: "looks-cut-short"; readonly gaps: ExtractGaps };

export interface ReadStreetsOptions {
  /** takes a file that looks cut short: whoever asks knows it is a part */
  readonly partly?: boolean;
  /** part of the work done, 0 … 1 */
  readonly progress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

export interface StreetsRead {
  readonly graph: StreetGraph;
  readonly gaps: ExtractGaps;
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

/** An OpenStreetMap extract → the walking graph. Reads the file twice: ways first, then the nodes they need. */
export async function readStreets(
  path: string,
  { partly = false, progress, signal }: ReadStreetsOptions = {},
): Promise<Verdict<StreetsRead, StreetFileRefusal>> {
  const half = (part: 0 | 1) => (read: number, size: number) => progress?.(part / 2 + read / Math.max(1, size) / 2);
  const passing = signal ? { signal } : {};
  try {
    const ways = new Ways();
    await readOsmExtract(path, { wayTags: WAY_TAGS, progress: half(0), ...passing }, (item) => ways.take(item));
    const none = refused({ kind: "no-walkable-ways", ways: ways.seen, nodes: ways.nodesSeen } as const);
    if (ways.marks.length === 0) return none;
    const nodes = new Nodes(ways);
    await readOsmExtract(path, { nodeTags: "all", progress: half(1), ...passing }, (item) => nodes.take(item));
    const gaps = gapsOf(ways, nodes);
    if (gaps.missingPoints === gaps.points) return none;
    if (lacksTooManyPoints(gaps)) return refused({ kind: "points-missing", gaps });
    if (!partly && looksCutShort(gaps)) return refused({ kind: "looks-cut-short", gaps });
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
    return graph.marks.length === 0 ? none : granted({ graph, gaps });
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
const isSampled = (id: number): boolean => id % SAMPLED_OF === 0;
const isBare = (tags: OsmTags | undefined): boolean => {
  for (const _key in tags) return false;
  return true;
};

class Ways {
  seen = 0;
  nodesSeen = 0;
  relationsSeen = 0;
  readonly start = [0];
  readonly refs: number[] = [];
  readonly marks: number[] = [];
  readonly stopStart = [0];
  readonly stopRefs: number[] = [];
  /** nodes of any way at all, of those that are sampled */
  readonly sampled = new Set<number>();

  take(item: OsmItem): void {
    if (item.type === "node") this.nodesSeen++;
    else if (item.type === "way") this.takeWay(item.refs, item.tags ?? NO_TAGS);
    else this.relationsSeen++;
  }

  private takeWay(refs: readonly number[], tags: OsmTags): void {
    this.seen++;
    for (const ref of refs) if (isSampled(ref)) this.sampled.add(ref);
    const marks = wayMarks(tags);
    if (marks !== null) {
      for (const ref of refs) this.refs.push(ref);
      this.start.push(this.refs.length);
      this.marks.push(marks);
    } else if (isStop(tags)) {
      for (const ref of refs) this.stopRefs.push(ref);
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
  private bare = 0;
  private loose = 0;

  constructor(private readonly ways: Ways) {
    const columns = [ways.refs, ways.stopRefs];
    const all = new Float64Array(columns.reduce((sum, column) => sum + column.length, 0));
    let at = 0;
    for (const column of columns) for (const ref of column) all[at++] = ref;
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
    if (isSampled(item.id) && isBare(item.tags)) {
      this.bare++;
      if (!this.ways.sampled.has(item.id)) this.loose++;
    }
    const row = this.rowOf(item.id);
    if (row < 0 || !(Math.abs(item.lon) <= 180 && Math.abs(item.lat) < 90)) return;
    this.lon[row] = item.lon;
    this.lat[row] = item.lat;
    if (item.tags) this.marks[row] = nodeMarks(item.tags);
  }

  /** Part of the file's bare points that belong to no way; null where the sample is too small. */
  get loosePart(): number | null {
    return this.bare < LEAST_SAMPLE ? null : this.loose / this.bare;
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

function gapsOf({ refs, start, marks, relationsSeen }: Ways, nodes: Nodes): ExtractGaps {
  const rows = nodes.rowsOf(refs);
  const isMissing = (row: number) => Number.isNaN(nodes.lon[row]!);
  const seen = new Uint8Array(nodes.lon.length);
  let [points, missingPoints, brokenStreets, lostStreets] = [0, 0, 0, 0];
  for (let w = 0; w < marks.length; w++) {
    let [isBroken, isDrawn] = [false, false];
    for (let i = start[w]!; i < start[w + 1]!; i++) {
      const row = rows[i]!;
      const lacks = isMissing(row);
      if (seen[row] === 0) {
        seen[row] = 1;
        points++;
        if (lacks) missingPoints++;
      }
      isBroken ||= lacks;
      isDrawn ||= i > start[w]! && !lacks && !isMissing(rows[i - 1]!);
    }
    if (isBroken) brokenStreets++;
    if (isBroken && !isDrawn) lostStreets++;
  }
  return {
    streets: marks.length,
    ...{ brokenStreets, lostStreets, points, missingPoints },
    relations: relationsSeen,
    loosePart: nodes.loosePart,
  };
}
