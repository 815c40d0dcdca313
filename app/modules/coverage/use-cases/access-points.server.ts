import { DEMO_MARK } from "~/modules/places/domain/city";
import { STANDING } from "../domain/access-scores";
import { scaleOf } from "../domain/area-access";
import { weightedQuantile } from "../domain/weighted-quantile";
import type { AccessAnswer } from "./answer-access.server";

const STEPS = 4;

/** Communities as points with their value, as JSON text, and the bounds that part the people who have any into equal steps. */
export function accessPoints({ ground, query, measure, none, result, demandRows, people }: AccessAnswer): string {
  const scale = scaleOf(measure);
  const valueAt = (row: number) => (result && result.standing[row] === STANDING.known ? scale * result.values[row]! : NaN);
  const values = Float64Array.from(demandRows, (_, row) => valueAt(row));
  const weights = Float64Array.from(people, (each, row) => (each > 0 && values[row]! > 0 ? each : 0));
  const edges = Array.from({ length: STEPS + 1 }, (_, step) => weightedQuantile(values, weights, step / STEPS));
  return JSON.stringify({
    demo: ground.isDemo ? DEMO_MARK : null,
    none,
    date: query.date,
    bounds: edges.slice(1).flatMap((most, step) => {
      const least = edges[step] ?? null;
      // Where many have the same, two edges are one: a step without people is none.
      return most === null || least === null || (step > 0 && most === least) ? [] : [[least, most]];
    }),
    points: Array.from(demandRows, (areaRow, row) => {
      const { code, name, lon, lat } = ground.areas[areaRow]!;
      const isShown = lon !== null && people[row] !== 0;
      return isShown ? [{ id: code, name, lon, lat, value: finite(values[row]!) }] : [];
    }).flat(),
  });
}

const finite = (value: number): number | null => (Number.isNaN(value) ? null : Math.round(value * 1e3) / 1e3);
