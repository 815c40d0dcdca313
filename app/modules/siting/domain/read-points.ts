import type { CityGround } from "~/modules/coverage/domain/city-ground";
import { METRES_BOUNDS } from "~/modules/coverage/domain/coverage-query";
import { isSwapped } from "~/modules/imports/domain/coordinate-check";
import { boundsOf } from "~/modules/places/domain/outline";
import { distanceBetween, type GeoPoint } from "~/shared/geo-point";
import { pointId } from "./candidate";
import { pointLines, type PointLine } from "./drawn-points";
import type { QuestionProblem } from "./question-problem";
import { MOST_POINTS, type DrawnPoint } from "./siting-question";

// Places somebody typed, pasted or drew. A slip in one of them is told with its line, before anything is worked out.

/** Lines of one kind that are told one by one. */
const TOLD = 5;

/** The places of a list, none where a line cannot be read; what is wrong with them goes to the problems. */
export function readPoints(text: string, { areas }: Pick<CityGround, "areas">, problems: QuestionProblem[]): DrawnPoint[] {
  const homes = areas.flatMap(({ lon, lat }) => (typeof lon === "number" && typeof lat === "number" ? [{ lon, lat }] : []));
  const bounds = boundsOf(homes);
  const isExchanged = ({ point, turned }: PointLine): boolean => {
    if (!turned || !point) return turned !== null && !isFar(turned.point, homes);
    return bounds !== null && isSwapped({ x: point.lon, y: point.lat }, bounds);
  };
  const lines = pointLines(text);
  const swapped = lines.filter(isExchanged);
  const unread = lines.filter((line) => line.point === null && !swapped.includes(line));
  for (const { line, given } of unread.slice(0, TOLD)) problems.push({ kind: "not-a-point", field: "points", line, given });
  const [first] = swapped;
  if (first?.turned)
    problems.push({
      ...{ kind: "points-swapped", field: "points", line: first.line, given: first.given, turned: first.turned.text },
      turns: swapped.map(({ given, turned }) => ({ given, turned: turned!.text })),
    });
  if (unread.length + swapped.length > 0) return [];
  const points = lines.flatMap(({ point }) => point ?? []);
  if (points.length > MOST_POINTS)
    problems.push({ kind: "too-many", field: "points", given: String(points.length), most: MOST_POINTS });
  for (const { line, given } of lines.filter(({ point }) => point && isFar(point, homes)).slice(0, TOLD))
    problems.push({ kind: "point-far", field: "points", line, given, kilometres: METRES_BOUNDS.most / 1_000 });
  for (const twice of points.filter((one, at) => points.findIndex((each) => pointId(each) === pointId(one)) < at).slice(0, TOLD))
    problems.push({ kind: "point-twice", field: "points", given: twice.name || `${twice.lon}, ${twice.lat}` });
  return points.slice(0, MOST_POINTS);
}

/** Nobody can be asked to walk so far: it lies beyond the city, or a figure of it is wrong. */
const isFar = (point: GeoPoint, homes: readonly GeoPoint[]): boolean =>
  homes.length > 0 && homes.every((home) => distanceBetween(home, point) > METRES_BOUNDS.most);
