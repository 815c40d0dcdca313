import { fromPlane } from "~/modules/places/domain/local-plane";
import { BANDS, summedGroups, UNDER_THREE } from "~/modules/places/domain/population-groups";
import { arcsOf, pieces, type StreetGraph } from "~/modules/places/domain/streets/street-graph";
import type { GeoPoint } from "~/shared/geo-point";
import { randomStream } from "../random-stream";

export interface StreetCommunity {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly at: GeoPoint;
  readonly people: ReadonlyMap<string, number>;
}

/** Squares a community is made for, decimetres; wider where the extract is large, so that a country is not thousands. */
const SQUARE = 4_000;
const MOST_COMMUNITIES = 600;
const LEAST_JUNCTIONS = 3;
/** Made shares of age bands, per thousand, an ageing city; BANDS order: 0, 1–4, 5–9 … 80–84, 85+. */
const PER_THOUSAND = [7, 32, 48, 50, 52, 62, 76, 82, 78, 72, 68, 66, 64, 62, 58, 47, 36, 22, 18];
const PEOPLE_PER_JUNCTION = 24;

/** One community for each square with streets: beside the junction nearest the middle of its junctions. */
export function communitiesOn(graph: StreetGraph, cityCode: string): StreetCommunity[] {
  const stream = randomStream(`street-city/${cityCode}`);
  return squaresOf(graph).map(({ column, row, junctions }, i) => {
    const [middleX, middleY] = [mean(junctions.map((v) => graph.x[v]!)), mean(junctions.map((v) => graph.y[v]!))];
    const away = (v: number) => Math.hypot(graph.x[v]! - middleX, graph.y[v]! - middleY);
    const at = junctions.reduce((best, v) => (away(v) < away(best) ? v : best));
    const [lon, lat] = fromPlane(graph.plane, graph.x[at]! / 10 + 15, graph.y[at]! / 10 + 10);
    const all = Math.round(junctions.length * PEOPLE_PER_JUNCTION * (0.6 + 0.8 * stream.next()));
    const older = 0.7 + 0.6 * stream.next();
    const bands = new Map(
      BANDS.map((band, b) => [band, Math.round((all * PER_THOUSAND[b]! * (b > 12 ? older : 1)) / 1_000)] as const),
    );
    const people = new Map([...summedGroups(bands), ...bands]);
    people.set(UNDER_THREE, bands.get("age-0")! + Math.ceil(bands.get("age-1-4")! / 2));
    const number = String(i + 1).padStart(3, "0");
    return {
      code: `${cityCode}${String((column % 2) + 2 * (row % 2) + 1).padStart(2, "0")}001${number}`,
      name: `示例社区${number}`,
      nameEn: `Made community ${number}`,
      at: { lon: Math.round(lon * 1e6) / 1e6, lat: Math.round(lat * 1e6) / 1e6 },
      people,
    };
  });
}

interface Square {
  /** quarter of the city, 0 or 1 each way */
  readonly column: number;
  readonly row: number;
  readonly junctions: number[];
}

function squaresOf(graph: StreetGraph): Square[] {
  const { piece, sizes } = pieces(arcsOf(graph, () => true));
  const largest = sizes.indexOf(Math.max(...sizes));
  const rows = Array.from(graph.x.keys()).filter((v) => piece[v] === largest);
  const [midX, midY] = [mean(rows.map((v) => graph.x[v]!)), mean(rows.map((v) => graph.y[v]!))];
  for (let side = SQUARE; ; side *= 1.4) {
    const squares = new Map<string, number[]>();
    for (const v of rows) {
      const key = `${Math.floor(graph.y[v]! / side)} ${Math.floor(graph.x[v]! / side)}`;
      const there = squares.get(key);
      if (there) there.push(v);
      else squares.set(key, [v]);
    }
    const full = [...squares.values()].filter((junctions) => junctions.length >= LEAST_JUNCTIONS);
    if (full.length > MOST_COMMUNITIES) continue;
    return full.map((junctions) => ({
      column: mean(junctions.map((v) => graph.x[v]!)) < midX ? 0 : 1,
      row: mean(junctions.map((v) => graph.y[v]!)) < midY ? 0 : 1,
      junctions,
    }));
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
