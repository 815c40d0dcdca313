import { sampledWalks, walkProblem, type SampledWalk, type SampledWalks } from "~/modules/places/domain/sampled-walk";
import type { GeoPoint } from "~/shared/geo-point";
import { InputRefused } from "./bad-input";
import { type Column, decimalFrom, eachRow } from "./csv-table";

const COLUMNS: readonly Column[] = [
  { name: "from_lon", also: ["起点经度"] },
  { name: "from_lat", also: ["起点纬度"] },
  { name: "to_lon", also: ["终点经度"] },
  { name: "to_lat", also: ["终点纬度"] },
  { name: "metres", also: ["meters", "步行米数"] },
];

export interface WalkRow extends Pick<SampledWalk, "from" | "to" | "metres"> {
  /** of the file, from 1 */
  readonly line: number;
}

/** Walks somebody measured, `from_lon,from_lat,to_lon,to_lat,metres`. One that cannot be is refused with its line. */
export async function readWalkRows(
  file: string,
  place: (lon: number, lat: number) => GeoPoint = (lon, lat) => ({ lon, lat }),
): Promise<WalkRow[]> {
  const rows: WalkRow[] = [];
  await eachRow(file, COLUMNS, ({ cells, line }) => {
    const [fromLon, fromLat, toLon, toLat, metres] = cells.map((value, at) => {
      const number = decimalFrom(value);
      if (number === null) throw new InputRefused({ kind: "not-a-number", file, line, column: COLUMNS[at]!.name, value });
      return number;
    }) as [number, number, number, number, number];
    const row = { from: place(fromLon, fromLat), to: place(toLon, toLat), metres, line };
    const problem = walkProblem(row, null);
    if (problem) throw new InputRefused({ kind: "walk-impossible", file, line, problem });
    rows.push(row);
  });
  return rows;
}

export const readWalkCsv = async (file: string): Promise<SampledWalks> => sampledWalks(await readWalkRows(file));
