import { granted, refused, type Verdict } from "~/shared/verdict";
import { ACCESS_MEASURES, type AccessMeasure } from "../domain/access-run";
import type { QueryProblem } from "../domain/query-problem";
import { askedCoverage, askedFrom, understoodCoverage, type AskedCoverage } from "./asked-coverage.server";

export interface AskedAccess extends AskedCoverage {
  readonly measure: AccessMeasure;
}

/** Everybody who comes to the same door counts: what most planners mean by «enough». */
const USUAL: AccessMeasure = "2sfca";

function readMeasure(params: URLSearchParams): { measure: AccessMeasure; problems: QueryProblem[] } {
  const given = params.get("measure")?.trim() ?? "";
  const measure = ACCESS_MEASURES.find((key) => key === given);
  return {
    measure: measure ?? USUAL,
    problems: given && !measure ? [{ kind: "unknown", field: "measure", given, allowed: ACCESS_MEASURES }] : [],
  };
}

/** For people: what can be understood of an address, its problems beside it. Null: the city has nothing to ask about. */
export async function understoodAccess(cityCode: string, params: URLSearchParams): Promise<AskedAccess | null> {
  const asked = await understoodCoverage(cityCode, askedFrom(params));
  const { measure, problems } = readMeasure(params);
  return asked && { ...asked, measure, problems: [...asked.problems, ...problems] };
}

/** For machines and files: understood whole, or every problem with it. */
export async function askedAccess(
  cityCode: string,
  params: URLSearchParams,
): Promise<Verdict<AskedAccess, readonly QueryProblem[]>> {
  const asked = await askedCoverage(cityCode, askedFrom(params));
  const { measure, problems } = readMeasure(params);
  if (!asked.ok) return refused([...asked.refusal, ...problems]);
  return problems.length > 0 ? refused(problems) : granted({ ...asked.value, measure });
}
