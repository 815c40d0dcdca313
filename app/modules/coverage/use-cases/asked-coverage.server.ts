import { today } from "~/platform/clock.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import type { CityGround } from "../domain/city-ground";
import type { QueryProblem } from "../domain/query-problem";
import { readQuery, type AskedQuery, type ReadQuery } from "../domain/read-query";
import { groundOfCity } from "./ground-of-city.server";

export interface AskedCoverage extends ReadQuery {
  readonly ground: CityGround;
}

/** An address's question about a city as far as it can be understood, its problems beside it. Null: nothing to ask about. */
export async function understoodCoverage(cityCode: string, asked: AskedQuery): Promise<AskedCoverage | null> {
  const ground = await groundOfCity(cityCode);
  const read = ground && readQuery(asked, ground, today(ground.timeZone));
  return read && { ground, ...read };
}

/** For machines and files: an address's question understood whole, or every problem with it. */
export async function askedCoverage(
  cityCode: string,
  asked: AskedQuery,
): Promise<Verdict<AskedCoverage, readonly QueryProblem[]>> {
  const understood = await understoodCoverage(cityCode, asked);
  if (understood) return understood.problems.length > 0 ? refused(understood.problems) : granted(understood);
  const ground = await groundOfCity(cityCode);
  return refused([
    ground
      ? { kind: "unknown", field: "types", given: asked.types?.join(",") ?? "", allowed: [] }
      : { kind: "unknown", field: "city", given: cityCode, allowed: [] },
  ]);
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
    inside: text("inside"),
    method: text("method"),
    compare: text("compare"),
  };
}
