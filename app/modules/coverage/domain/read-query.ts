import { isWalkerKey } from "~/modules/places/domain/walker";
import { isCalendarDay, type CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import type { CityGround } from "./city-ground";
import {
  AREA_LEVELS,
  isAreaLevel,
  METRES_BOUNDS,
  MINUTES_BOUNDS,
  type AreaLevel,
  type CoverageQuery,
  type Limit,
} from "./coverage-query";
import { GROUP_KEYS } from "./population-group";
import type { QueryProblem } from "./query-problem";

/** The question as it stands in an address: text, or absent. */
export interface AskedQuery {
  readonly types?: readonly string[];
  readonly group?: string;
  readonly walker?: string;
  readonly minutes?: string;
  readonly metres?: string;
  readonly date?: string;
  readonly level?: string;
}

/**
 * The question with everything unsaid filled in from the type registry (its group, its walker, its circle), today's date
 * and the district level; or every problem at once.
 */
export function readQuery(
  asked: AskedQuery,
  ground: CityGround,
  today: CalendarDay,
): Verdict<{ query: CoverageQuery; level: AreaLevel }, readonly QueryProblem[]> {
  const problems: QueryProblem[] = [];
  const known = ground.types.map((type) => type.key);
  const types = asked.types?.length ? [...new Set(asked.types)] : known.slice(0, 1);
  for (const given of types)
    if (!known.includes(given)) problems.push({ kind: "unknown", field: "types", given, allowed: known });
  const first = ground.types.find((type) => type.key === types[0]);

  const group = asked.group ?? first?.populationGroup ?? "all";
  const groups = [...new Set([...GROUP_KEYS, ...ground.populations.map((edition) => edition.group)])];
  if (!groups.includes(group)) problems.push({ kind: "unknown", field: "group", given: group, allowed: groups });

  const walkers = ground.walkers.map((walker) => walker.key);
  const walker = asked.walker ?? first?.walkerKey ?? "adult";
  if (!isWalkerKey(walker) || !walkers.includes(walker))
    problems.push({ kind: "unknown", field: "walker", given: walker, allowed: walkers });

  const limit = readLimit(asked, first, problems);
  const date = asked.date ?? today;
  if (!isCalendarDay(date)) problems.push({ kind: "not-a-day", field: "date", given: date, allowed: [] });
  const level = asked.level ?? "district";
  if (!isAreaLevel(level)) problems.push({ kind: "unknown", field: "level", given: level, allowed: AREA_LEVELS });
  if (problems.length > 0 || !isWalkerKey(walker) || !isAreaLevel(level)) return refused(problems);
  return granted({ query: { cityCode: ground.code, types: types.sort(), group, walker, limit, date }, level });
}

function readLimit(asked: AskedQuery, first: CityGround["types"][number] | undefined, problems: QueryProblem[]): Limit {
  if (asked.minutes !== undefined && asked.metres !== undefined)
    problems.push({ kind: "both-limits", field: "minutes", given: asked.minutes, allowed: [] });
  if (asked.metres !== undefined) return { by: "metres", metres: bounded("metres", asked.metres, METRES_BOUNDS, problems) };
  if (asked.minutes !== undefined) return { by: "minutes", minutes: bounded("minutes", asked.minutes, MINUTES_BOUNDS, problems) };
  return first?.circleMetres
    ? { by: "metres", metres: first.circleMetres }
    : { by: "minutes", minutes: first?.circleMinutes ?? 15 };
}

function bounded(
  field: "minutes" | "metres",
  given: string,
  { least, most }: { least: number; most: number },
  problems: QueryProblem[],
): number {
  const value = /^\d+(\.\d+)?$/.test(given.trim()) ? Number(given) : NaN;
  if (!(value >= least && value <= most))
    problems.push({ kind: "out-of-range", field, given, allowed: [String(least), String(most)] });
  return value;
}
