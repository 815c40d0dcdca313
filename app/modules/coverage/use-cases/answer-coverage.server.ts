import { createHash } from "node:crypto";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { DEMO_MARK } from "~/modules/places/domain/city";
import type { ThreadProgress } from "~/platform/thread-progress.server";
import { inThread } from "~/platform/threads.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Minutes } from "~/shared/units";
import { readTypesAtSamePlaces } from "../data/coverage-sites.server";
import type { CirclesInput } from "../domain/circles-run";
import type { CityGround, CoverageSite } from "../domain/city-ground";
import type { CoverageQuery } from "../domain/coverage-query";
import type { CoverageInput, CoverageResult } from "../domain/coverage-run";
import type { MethodStatement } from "../domain/method-statement";
import { placesInAreas, type PlacesInArea } from "../domain/places-in-areas";
import type { AskedOfThread } from "./asked-of-thread.server";
import { cityColumns, editionOf, streetsOf } from "./city-columns.server";
import { Kept } from "./kept-answers.server";

export interface CoverageAnswer {
  readonly ground: CityGround;
  readonly query: CoverageQuery;
  readonly method: MethodStatement;
  /** operating, in the order of `result.site` */
  readonly sites: readonly CoverageSite[];
  /** planned and building */
  readonly coming: readonly CoverageSite[];
  /** services offered that day at exactly the same places as one of those asked for: their figures are equal by that */
  readonly sharedWith: readonly string[];
  /** rows of `ground.areas` that are demand, in the order of the result's columns */
  readonly demandRows: Int32Array;
  readonly people: Float64Array;
  readonly parent: Int32Array;
  readonly result: CoverageResult;
  /** beds or seats by row of `ground.areas`, the city last; null = not one service, or no capacity is known */
  readonly placesIn: readonly PlacesInArea[] | null;
}

const answers = new Kept<CoverageAnswer>(48);
const drawings = new Kept<Uint8Array>(48);

/** The question and the revision it was asked at: answers are kept by it, and it is the ETag of everything derived. */
export const coverageKey = (ground: CityGround, query: CoverageQuery): string =>
  createHash("sha256")
    .update(JSON.stringify([ground.code, ground.stamp, query]))
    .digest("base64url")
    .slice(0, 22);

/**
 * Answers one question about one city: loaded once a revision, computed in a worker thread, kept in memory.
 * @param peopleOf the day whose count of people is used: two days compared count the same people
 * @param leaving aborted when whoever asked has left; the thread then stops unless somebody else waits
 */
export function answerCoverage(
  ground: CityGround,
  query: CoverageQuery,
  peopleOf: CalendarDay = query.date,
  leaving?: AbortSignal,
): Promise<CoverageAnswer> {
  const make = async (stopped: AbortSignal, progress: ThreadProgress): Promise<CoverageAnswer> => {
    const { method, sites, coming, input, streets } = await cityColumns(ground, query, peopleOf, stopped);
    const sharedWith = await inUnitOfWork(NOBODY, (uow) => readTypesAtSamePlaces(uow, ground.code, query.types, query.date));
    const asked: AskedOfThread<CoverageInput> = { input, streets, progress: progress.memory };
    const result = await inThread<typeof asked, CoverageResult>("coverage-figures", asked, stopped, progress);
    return {
      ground,
      query,
      method,
      sites,
      coming,
      sharedWith,
      demandRows: input.demand.area,
      people: input.demand.people,
      parent: input.tree.parent,
      result,
      // Places of different services are not one figure: beds and meals have no sum.
      placesIn: query.types.length === 1 ? placesInAreas(ground, input.tree.parent, sites) : null,
    };
  };
  return answers.get(answerKey(ground, query, peopleOf), make, leaving);
}

/** Two days compared count the people of one: an answer with another day's people is another answer. */
function answerKey(ground: CityGround, query: CoverageQuery, peopleOf: CalendarDay): string {
  const counted = editionOf(ground, query, peopleOf);
  const isOwn = counted === editionOf(ground, query);
  return coverageKey(ground, query) + (isOwn ? "" : ` ${counted?.year} ${counted?.basis}`);
}

/** How far this process is with the same question. */
export const howFarCoverage = (ground: CityGround, query: CoverageQuery, peopleOf: CalendarDay = query.date) =>
  answers.howFar(answerKey(ground, query, peopleOf));

/**
 * The nested circles of the same question as gzipped GeoJSON, made in a worker thread and never touched on this one.
 * @param bands minutes in place of the question's own steps
 */
export function drawCircles(
  ground: CityGround,
  query: CoverageQuery,
  bands?: readonly Minutes[],
  leaving?: AbortSignal,
): Promise<Uint8Array> {
  const make = async (stopped: AbortSignal, progress: ThreadProgress): Promise<Uint8Array> => {
    const { sites, method } = await answerCoverage(ground, query, query.date, stopped);
    const input: CirclesInput = {
      lon: Float64Array.from(sites, (site) => site.lon ?? NaN),
      lat: Float64Array.from(sites, (site) => site.lat ?? NaN),
      barriers: ground.barriers.map(({ line, crossings }) => ({ line, crossings })),
      detour: method.detourIndex,
      method: query.method,
      walks: ground.streets ? null : (ground.walks?.columns ?? null),
      speedKmh: method.speedKmh,
      limit: query.limit,
      ...(bands ? { bands } : {}),
      properties: {
        city: ground.nameZh,
        types: query.types.join(","),
        walker: query.walker,
        date: query.date,
        method: method.method,
        detourIndex: method.detourIndex,
        speedKmh: method.speedKmh,
        speedSource: method.speedSource,
        detourSource: method.detourSource,
        sharedGround: method.error.shared,
        realWalkLow: method.error.low,
        realWalkHigh: method.error.high,
        errorSource: method.error.source,
        note: ground.isDemo ? `${DEMO_MARK.zh} / ${DEMO_MARK.en}` : null,
      },
      demo: ground.isDemo ? DEMO_MARK : null,
    };
    const asked: AskedOfThread<CirclesInput> = { input, streets: streetsOf(method), progress: progress.memory };
    return inThread<typeof asked, Uint8Array>("coverage-circles", asked, stopped, progress);
  };
  return drawings.get(drawingKey(ground, query, bands), make, leaving);
}

const drawingKey = (ground: CityGround, query: CoverageQuery, bands?: readonly Minutes[]): string =>
  `${coverageKey(ground, query)} ${bands?.join() ?? ""}`;

/** How far this process is with the same drawing, once the figures it is drawn from are there. */
export const howFarCircles = (ground: CityGround, query: CoverageQuery, bands?: readonly Minutes[]) =>
  drawings.howFar(drawingKey(ground, query, bands));
