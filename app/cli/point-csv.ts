import { type Column, countFrom, decimalFrom, eachRow, ID, IdRows } from "./csv-table";

/** Points of a file `id,lon,lat,…` (WGS-84 degrees), row by row. */
export interface PointCsv {
  readonly ids: readonly string[];
  /** NaN where the position is missing or impossible: then the id stands in `unplaced` */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** by the name asked for; NaN = the cell is empty, the count unknown */
  readonly counts: ReadonlyMap<string, Float64Array>;
  readonly unplaced: readonly Unplaced[];
}

export interface Unplaced {
  readonly id: string;
  readonly line: number;
  /** missing: an empty cell; not-a-number: text; outside: no such longitude or latitude, or nearer to a pole than 85° */
  readonly reason: "position-missing" | "position-not-a-number" | "position-outside";
}

const LON: Column = { name: "lon", also: ["lng", "long", "longitude", "经度"] };
const LAT: Column = { name: "lat", also: ["latitude", "纬度"] };

/**
 * Reads the points of a CSV and the count columns asked for by name. Which column is longitude is told by its heading alone,
 * in any order. A bad position keeps its row, so that one never spoils the batch; a bad count or id throws InputRefused.
 */
export async function readPointCsv(file: string, countColumns: readonly string[] = []): Promise<PointCsv> {
  const rows = new IdRows(file, ID.name);
  const lon: number[] = [];
  const lat: number[] = [];
  const counts = countColumns.map((name) => ({ name, values: [] as number[] }));
  const unplaced: Unplaced[] = [];
  await eachRow(file, [ID, LON, LAT, ...countColumns.map((name) => ({ name }))], ({ cells, line }) => {
    const [id = "", east = "", north = "", ...amounts] = cells;
    rows.add(id, line);
    const position = positionFrom(east, north);
    if (typeof position === "string") unplaced.push({ id, line, reason: position });
    lon.push(typeof position === "string" ? NaN : position.lon);
    lat.push(typeof position === "string" ? NaN : position.lat);
    counts.forEach(({ name, values }, at) => values.push(countFrom(amounts[at] ?? "", name, file, line)));
  });
  return {
    ids: rows.ids,
    lon: Float64Array.from(lon),
    lat: Float64Array.from(lat),
    counts: new Map(counts.map(({ name, values }) => [name, Float64Array.from(values)])),
    unplaced,
  };
}

/** Nearer to a pole rings wind round the earth and nobody plans a walk. */
const FARTHEST_NORTH = 85;

function positionFrom(east: string, north: string): { lon: number; lat: number } | Unplaced["reason"] {
  if (east === "" || north === "") return "position-missing";
  const lon = decimalFrom(east);
  const lat = decimalFrom(north);
  if (lon === null || lat === null) return "position-not-a-number";
  return Math.abs(lon) <= 180 && Math.abs(lat) <= FARTHEST_NORTH ? { lon, lat } : "position-outside";
}
