import { REACH_METHODS, type ReachMethod } from "~/modules/places/domain/reach";
import { isWalkerKey, type WalkerKey } from "~/modules/places/domain/walker";
import { isCalendarDay, type CalendarDay } from "~/shared/calendar-day";
import type { CityGround, GroundType } from "./city-ground";
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
import type { QueryField, QueryProblem } from "./query-problem";

/** The question as it stands in an address: text, or absent. */
export interface AskedQuery {
  readonly types?: readonly string[];
  readonly group?: string;
  readonly walker?: string;
  readonly minutes?: string;
  readonly metres?: string;
  readonly date?: string;
  readonly level?: string;
  readonly inside?: string;
  readonly method?: string;
  readonly compare?: string;
}

/** What follows the service unless somebody says otherwise. */
export interface OwnConditions {
  /** key of the service they come from */
  readonly type: string;
  readonly group: string;
  readonly walker: WalkerKey;
  readonly limit: Limit;
}

export interface ReadQuery {
  readonly query: CoverageQuery;
  readonly level: AreaLevel;
  /** code of the area whose parts are listed, "" = the whole city */
  readonly inside: string;
  /** another day the same question is asked of; null = none */
  readonly compare: CalendarDay | null;
  /** the conditions of the first service asked for, in the registry's order */
  readonly own: OwnConditions;
  /** which of them were chosen by whoever asks, and not by the service */
  readonly chosen: Readonly<Record<"group" | "walker" | "limit" | "method", boolean>>;
  /** every value that could not be used; the query stands without them */
  readonly problems: readonly QueryProblem[];
}

const USUAL_MINUTES = 15;

const ownConditions = (type: GroundType, walkers: readonly WalkerKey[], usual: WalkerKey): OwnConditions => ({
  type: type.key,
  group: type.populationGroup,
  walker: walkers.find((key) => key === type.walkerKey) ?? usual,
  limit: type.circleMetres
    ? { by: "metres", metres: type.circleMetres }
    : { by: "minutes", minutes: type.circleMinutes ?? USUAL_MINUTES },
});

/**
 * The question, each good value kept, each bad or unsaid one filled in: from the type registry (its group, its walker,
 * its circle), by today's date, by the district level. Null: the city has no service or no walker to ask about.
 */
export function readQuery(asked: AskedQuery, ground: CityGround, today: CalendarDay): ReadQuery | null {
  const problems: QueryProblem[] = [];
  const unknown = (field: QueryField, given: string, allowed: readonly string[]) =>
    void problems.push({ kind: "unknown", field, given, allowed });
  const types = readTypes(asked.types ?? [], ground, unknown);
  const first = ground.types.find((type) => types.includes(type.key));
  const walkers = ground.walkers.map((walker) => walker.key).filter(isWalkerKey);
  if (!first || !walkers[0]) return null;
  const own = ownConditions(first, walkers, walkers[0]);

  const groups = [...new Set([...GROUP_KEYS, ...ground.populations.map((edition) => edition.group)])];
  const isGroup = asked.group !== undefined && groups.includes(asked.group);
  if (asked.group !== undefined && !isGroup) unknown("group", asked.group, groups);

  const walker = walkers.find((key) => key === asked.walker);
  if (asked.walker !== undefined && !walker) unknown("walker", asked.walker, walkers);
  const limit = readLimit(asked, problems);
  const isDay = asked.date !== undefined && isCalendarDay(asked.date);
  if (asked.date !== undefined && !isDay) problems.push({ kind: "not-a-day", field: "date", given: asked.date, allowed: [] });
  const isOtherDay = asked.compare !== undefined && isCalendarDay(asked.compare);
  if (asked.compare !== undefined && !isOtherDay)
    problems.push({ kind: "not-a-day", field: "compare", given: asked.compare, allowed: [] });
  const date = isDay ? asked.date : today;
  const level = asked.level ?? "district";
  if (!isAreaLevel(level)) unknown("level", level, AREA_LEVELS);
  const methods = methodsOf(ground);
  const method = methods.find((key) => key === asked.method);
  if (asked.method !== undefined && !method) unknown("method", asked.method, methods);
  const inside = ground.areas.find(({ code }) => code === asked.inside);
  if (asked.inside !== undefined && !inside) unknown("inside", asked.inside, []);
  return {
    query: {
      cityCode: ground.code,
      types: [...types].sort(),
      group: isGroup ? asked.group : own.group,
      walker: walker ?? own.walker,
      limit: limit ?? own.limit,
      date,
      method: method ?? methods[0]!,
    },
    level: isAreaLevel(level) ? level : "district",
    inside: inside && inside.level !== "city" ? inside.code : "",
    compare: isOtherDay && asked.compare !== date ? asked.compare : null,
    own,
    chosen: { group: isGroup, walker: walker !== undefined, limit: limit !== null, method: method !== undefined },
    problems,
  };
}

/** The methods a city can answer by, the best first: directions are learned from streets, or from walks that were measured. */
export const methodsOf = ({ streets, walks }: Pick<CityGround, "streets" | "walks">): readonly ReachMethod[] =>
  REACH_METHODS.filter((method) => method === "circle" || streets || (method === "sectors" && walks));

/** The known ones of those asked for, the first of the registry where none is. */
function readTypes(
  asked: readonly string[],
  ground: CityGround,
  unknown: (field: "types", given: string, allowed: readonly string[]) => void,
): readonly string[] {
  const known = ground.types.map((type) => type.key);
  const wanted = [...new Set(asked)];
  for (const given of wanted) if (!known.includes(given)) unknown("types", given, known);
  const found = wanted.filter((key) => known.includes(key));
  return found.length > 0 ? found : known.slice(0, 1);
}

/** Minutes before metres; null where neither is said or neither will do. */
function readLimit({ minutes, metres }: AskedQuery, problems: QueryProblem[]): Limit | null {
  if (minutes !== undefined && metres !== undefined)
    problems.push({ kind: "both-limits", field: "minutes", given: minutes, allowed: [] });
  const asMinutes = minutes === undefined ? null : bounded("minutes", minutes, MINUTES_BOUNDS, problems);
  const asMetres = metres === undefined ? null : bounded("metres", metres, METRES_BOUNDS, problems);
  if (asMinutes !== null) return { by: "minutes", minutes: asMinutes };
  return asMetres === null ? null : { by: "metres", metres: asMetres };
}

function bounded(
  field: "minutes" | "metres",
  given: string,
  { least, most }: { least: number; most: number },
  problems: QueryProblem[],
): number | null {
  const value = /^\d+(\.\d+)?$/.test(given.trim()) ? Number(given) : NaN;
  if (value >= least && value <= most) return value;
  problems.push({ kind: "out-of-range", field, given, allowed: [String(least), String(most)] });
  return null;
}
