import { today } from "~/platform/clock.server";
import { refused, granted, type Verdict } from "~/shared/verdict";
import type { CityGround } from "../domain/city-ground";
import type { AreaLevel, CoverageQuery } from "../domain/coverage-query";
import type { QueryProblem } from "../domain/query-problem";
import { readQuery, type AskedQuery } from "../domain/read-query";
import { groundOfCity } from "./ground-of-city.server";

export interface AskedCoverage {
  readonly ground: CityGround;
  readonly query: CoverageQuery;
  readonly level: AreaLevel;
}

/** An address's question about a city: understood, or every problem with it. */
export async function askedCoverage(
  cityCode: string,
  asked: AskedQuery,
): Promise<Verdict<AskedCoverage, readonly QueryProblem[]>> {
  const ground = await groundOfCity(cityCode);
  if (!ground) return refused([{ kind: "unknown", field: "city", given: cityCode, allowed: [] }]);
  const verdict = readQuery(asked, ground, today(ground.timeZone));
  return verdict.ok ? granted({ ground, ...verdict.value }) : verdict;
}

/** `?types=a,b&types=c&group=…`: empty values count as absent, so that a plain form works without scripts. */
export function askedFrom(params: URLSearchParams): AskedQuery {
  const text = (name: string) => params.get(name)?.trim() || undefined;
  const types = params
    .getAll("types")
    .flatMap((value) => value.split(","))
    .map((value) => value.trim())
    .filter(Boolean);
  return {
    ...(types.length > 0 ? { types } : {}),
    group: text("group"),
    walker: text("walker"),
    minutes: text("minutes"),
    metres: text("metres"),
    date: text("date"),
    level: text("level"),
  };
}
