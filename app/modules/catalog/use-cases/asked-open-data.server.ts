import type { z } from "zod";
import { cities, citiesForVisitors } from "~/modules/places/use-cases/current-city.server";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inPublicReads } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findArea } from "../data/area-look-up.server";
import {
  MOST_FULL,
  MOST_LISTED,
  MOST_MINIMAL,
  monthOfDay,
  type NearQuestion,
  type OpenQuestion,
  type QuestionProblem,
} from "../domain/open-data-question";
import type { ServiceType } from "../domain/service-type";
import { OPEN_PARAMETERS, type OpenParameter } from "./open-data-parameters.server";
import { registryOf } from "./registry-of-city.server";

export interface Asked {
  readonly city: City;
  readonly question: OpenQuestion;
}

type Said = Partial<{ [Name in OpenParameter]: z.output<(typeof OPEN_PARAMETERS)[Name]["schema"]> }>;

/** Each value by its schema, and every problem with any of them. */
function valuesOf(params: URLSearchParams, known: readonly OpenParameter[]): { said: Said; problems: QuestionProblem[] } {
  const problems: QuestionProblem[] = [];
  const said: Record<string, unknown> = {};
  for (const name of new Set(params.keys())) {
    const [given = "", ...more] = params.getAll(name);
    const parameter = known.find((one) => one === name);
    if (!parameter) problems.push({ kind: "unknown-parameter", field: name, given, allowed: known });
    else if (more.length > 0) problems.push({ kind: "said-twice", field: name, given: [given, ...more].join(", "), allowed: [] });
    else {
      const { schema, form } = OPEN_PARAMETERS[parameter];
      const read = schema.safeParse(given);
      if (read.success) said[name] = read.data;
      else problems.push(problemOf(name, given, form, read.error.issues[0]));
    }
  }
  return { said: said as Said, problems };
}

function problemOf(field: string, given: string, form: readonly string[], issue: z.core.$ZodIssue | undefined): QuestionProblem {
  if (issue?.code === "too_small" || issue?.code === "too_big") return { kind: "out-of-range", field, given, allowed: form };
  if (issue?.code === "invalid_value") return { kind: "unknown", field, given, allowed: issue.values.map(String) };
  return { kind: "malformed", field, given: given.slice(0, 80), allowed: form };
}

/**
 * The one there is, or the one that is named. What lies within a walk is found among the rows themselves, so the city is known as on
 * /find; a list's total and pages are kept by the city's state, and that is asked afresh.
 */
async function cityAsked(given: string | undefined, isWalk: boolean): Promise<Verdict<City, QuestionProblem>> {
  const all = await (isWalk ? citiesForVisitors() : cities());
  const allowed = all.map(({ code }) => code);
  const city = given === undefined && all.length === 1 ? all[0] : all.find(({ code }) => code === given);
  if (city) return granted(city);
  return refused({ kind: given === undefined ? "missing" : "unknown", field: "city", given: given ?? "", allowed });
}

/** A list's question understood whole, or everything that is wrong with it. */
export async function askedOpenData(
  params: URLSearchParams,
  known: readonly OpenParameter[],
): Promise<Verdict<Asked, readonly QuestionProblem[]>> {
  const { said, problems } = valuesOf(params, known);
  const isCitySaid = params.has("city") && said.city === undefined;
  const city = isCitySaid ? null : await cityAsked(said.city, said.near !== undefined);
  if (city && !city.ok) problems.push(city.refusal);
  if (!city?.ok) return refused(problems);
  const near = await inPublicReads(async (uow) => {
    const { types, walkers } = await registryOf(uow, city.value);
    problems.push(
      ...amongKeys(
        "service_type",
        said.service_type,
        types.map(({ key }) => key),
      ),
    );
    if (said.area !== undefined && said.area !== city.value.code && !(await findArea(uow, city.value.code, said.area)))
      problems.push({ kind: "unknown", field: "area", given: said.area, allowed: [] });
    problems.push(
      ...amongKeys(
        "walker",
        said.walker,
        walkers.map(({ key }) => key),
      ),
    );
    return nearOf(said, types);
  });
  if (!near.ok) problems.push(near.refusal);
  const detail = said.minimal ? "minimal" : said.full ? "full" : "listed";
  const most = { minimal: MOST_MINIMAL, listed: MOST_LISTED, full: MOST_FULL }[detail];
  const perPage = said.per_page ?? (detail === "minimal" ? MOST_MINIMAL : MOST_FULL);
  if (perPage > most)
    problems.push({ kind: "out-of-range", field: "per_page", given: String(perPage), allowed: ["1", String(most)] });
  if (said.minimal && said.near !== undefined)
    problems.push({ kind: "malformed", field: "minimal", given: "true", allowed: ["false"] });
  if (problems.length > 0 || !near.ok) return refused(problems);
  const question: OpenQuestion = {
    ...{ city: city.value.code, page: said.page ?? 1, perPage, detail, search: said.search ?? "" },
    modifiedAfter: said.modified_after === undefined ? null : new Date(said.modified_after),
    area: said.area === undefined || said.area === city.value.code ? null : said.area,
    ...{ serviceType: said.service_type ?? null, status: said.status ?? null, organization: said.organization_id ?? null },
    near: near.value,
    startMonth: said.start_month ?? monthOfDay(today(city.value.timeZone)),
    months: said.months ?? 1,
  };
  return granted({ city: city.value, question });
}

const amongKeys = (field: string, given: string | undefined, allowed: readonly string[]): QuestionProblem[] =>
  given === undefined || allowed.includes(given) ? [] : [{ kind: "unknown", field, given, allowed }];

/** How far is said of a place to start from, and a walk is counted for one service. */
function nearOf(said: Said, types: readonly ServiceType[]): Verdict<NearQuestion | null, QuestionProblem> {
  if (said.near === undefined) {
    const lonely = (["walking_minutes", "walker"] as const).find((name) => said[name] !== undefined);
    return lonely ? refused({ kind: "needs", field: lonely, given: String(said[lonely]), allowed: ["near"] }) : granted(null);
  }
  if (said.service_type === undefined)
    return refused({ kind: "needs", field: "near", given: said.near, allowed: ["service_type"] });
  const [lon = 0, lat = 0] = said.near.split(",").map(Number);
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90)
    return refused({ kind: "malformed", field: "near", given: said.near, allowed: OPEN_PARAMETERS.near.form });
  const type = types.find(({ key }) => key === said.service_type);
  const usual = type?.circle.by === "minutes" ? type.circle.minutes : 15;
  return granted({
    ...{ point: { lon, lat }, minutes: said.walking_minutes ?? Math.min(usual, 60) },
    walker: said.walker ?? type?.walkerKey ?? null,
  });
}

/** What one record is asked for: which months. */
export function askedRecord(params: URLSearchParams, known: readonly OpenParameter[]) {
  const { said, problems } = valuesOf(params, known);
  return problems.length > 0
    ? refused<readonly QuestionProblem[]>(problems)
    : granted({ startMonth: said.start_month ?? null, months: said.months ?? null });
}
